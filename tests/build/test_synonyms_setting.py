"""`sinonim:` in `site.yaml`: another file than `content/sinonim.yaml`, read, checked, noticed and watched."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.preview.watched_files import take_snapshot


def searched(site) -> str:
    """All that search knows, as one text."""
    return "".join(text.decode() for path, text in sorted(site.tree().items()) if path.endswith(".json"))


def setting(site, path: str) -> None:
    file = site.folder / "site.yaml"
    file.write_text(file.read_text("utf-8").replace("tema: mini", f"tema: mini\nsinonim: {path}"), "utf-8")


@pytest.mark.parametrize("path", ["kata.yaml", "data/kata.yaml", "./data//kata.yaml", "content/kata.yaml"])
def test_the_named_file_is_read_and_its_changes_are_noticed(make_site, path: str) -> None:
    site = make_site("situs")
    site.product("kopi")
    site.write("content/sinonim.yaml", "xuwih: [kopi]\n")
    site.build()
    assert "xuwih" in searched(site), "without the setting the usual file counts"
    setting(site, path)
    site.write(path, "zedang: [kopi]\n")
    result = site.build()
    assert "zedang" in searched(site)
    assert "xuwih" not in searched(site)
    unread = [problem.place.path for problem in result.problems if problem.code == "P015"]
    assert unread == ["content/sinonim.yaml"], "a file that nothing reads is told"
    assert site.build().summary.made == 0
    site.write(path, "qelemak: [kopi]\n")
    site.build()
    assert "qelemak" in searched(site)


@pytest.mark.parametrize(
    "path",
    ["../kata.yaml", "/etc/passwd", "data/../../kata.yaml", "..", "'C:/kata.yaml'", "'..\\kata.yaml'", "tautan.yaml"],
)
def test_a_file_elsewhere_is_refused_at_the_setting(make_site, path: str) -> None:
    site = make_site("situs")
    outside = site.folder.parent / "kata.yaml"
    outside.write_text("zedang: [kopi]\n", "utf-8")
    (site.folder / "tautan.yaml").symlink_to(outside)
    setting(site, path)
    assert [(item.place.path, item.place.spot.line, item.field) for item in site.build().problems] == [
        ("site.yaml", 5, "sinonim")
    ]


@pytest.mark.parametrize("path", ["kata.yaml", "content", "content/tiada.yaml"])
def test_a_file_that_is_not_there_is_told_at_the_setting(make_site, path: str) -> None:
    site = make_site("situs")
    setting(site, path)
    result = site.build()
    assert result.exit_code == 1
    assert [(item.place.path, item.place.spot.line, item.field) for item in result.problems] == [
        ("site.yaml", 5, "sinonim")
    ]


def test_the_preview_watches_it(make_site, tmp_path: Path) -> None:
    site = make_site("situs")

    def snapshot() -> dict[str, str]:
        return take_snapshot(site.folder, tmp_path / "keluaran", 10**19)

    site.write("data/kata.yaml", "zedang: [kopi]\n")
    before = snapshot()
    assert not [path for path in before if path.endswith("kata.yaml")]
    setting(site, "data/kata.yaml")
    named = snapshot()
    assert [path for path in named if path.endswith("kata.yaml")]
    site.write("data/kata.yaml", "qelemak: [kopi, teh]\n")
    assert snapshot() != named


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("cuka: [cuko\nempek: [pempek]\n", 2, "E004"),
        ("cuka: {cuko: 1}\n", 1, "P118"),
        ("a: [b]\ncuka:\n", 2, "P118"),
        ("a: [b]\ncuka: [[cuko]]\n", 2, "P118"),
        ("- cuka\n- cuko\n", 1, "E004"),
        ("a: [b]\na: [c]\n", 2, "P118"),
    ],
)
def test_what_is_wrong_with_the_file_is_told(site, text: str, line: int, code: str) -> None:
    site.product("kopi")
    site.write("content/sinonim.yaml", text)
    (problem,) = site.build().problems
    assert (problem.place.path, problem.place.spot.line, problem.code) == ("content/sinonim.yaml", line, code)
    site.write("content/sinonim.yaml", "cuka: [kopi]\nxuwih: kopi\n")
    assert site.build().problems == ()
    assert "xuwih" in searched(site)


def test_a_file_too_large_is_told(site) -> None:
    site.write("content/sinonim.yaml", "a: [b]\n" * 40_000)
    (problem,) = [item for item in site.build().problems if "kB" in item.message]
    assert problem.code == "P118"
