"""The comment under a proposed change: useful to whoever proposed it, harmless whatever the report claims."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from urllib.parse import quote

import pytest
from conftest import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.reports.proposal_comment import MARK, MOST, comment

SHA = "0123456789abcdef0123456789abcdef01234567"
EMPTY = {"versi": 1, "masalah": [], "kesalahan": []}


def report_of(site) -> dict:
    site.run("check", "--report", "laporan.json", "--date", "2026-11-22")
    return json.loads((site.folder / "laporan.json").read_text("utf-8"))


def problem(**more: object) -> dict:
    return {
        "tingkat": "GALAT",
        "kode": "E021",
        "berkas": "content/produk/a.md",
        "baris": 3,
        "isian": "harga",
        "pesan": "x",
        "saran": "y",
        **more,
    }


def test_a_fault_with_its_place_and_the_way_to_mend_it(site):
    site.product("kue", harga="lima belas ribu", halal="{status: proses}")
    text = comment(report_of(site), "dinas/etalase", SHA)
    assert text.startswith(f"{MARK}\n### Hasil pemeriksaan: 1 galat")
    assert (
        f"[content/produk/kue.md, baris 4](https://github.com/dinas/etalase/blob/{SHA}/content/produk/kue.md?plain=1#L4)"
        in text
    )
    assert "**harga**: " in text
    assert "Diperiksa pada 0123456." in text


def test_without_problems_it_says_thanks(site):
    site.product("kue")
    text = comment(report_of(site))
    assert "tidak ada masalah" in text
    assert "|" not in text


def test_errors_come_first_and_long_reports_are_cut():
    many = [problem(tingkat="CATATAN", pesan="catatan")] * MOST + [problem(pesan="galatnya")]
    text = comment({**EMPTY, "masalah": many})
    assert "galatnya" in text
    assert "… dan 1 lagi" in text
    assert (
        len(comment({**EMPTY, "masalah": [problem(pesan="<" * 9999, saran="[" * 9999, berkas="(" * 9999)] * 999}))
        < 65_000
    )


@pytest.mark.parametrize(
    "report", [{}, [], 3, None, {"versi": 2, "masalah": []}, {"versi": 1, "masalah": [1]}, {"versi": 1}]
)
def test_what_is_no_report_is_refused(report, tmp_path):
    file = tmp_path / "laporan.json"
    file.write_text(json.dumps(report))
    done = run_bare("comment", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert "bukan laporan" in done.stderr


def run_bare(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a Python that has no libraries."""
    return subprocess.run([sys.executable, "-S", "-E", "-m", "generator", *arguments], cwd=REPOSITORY, capture_output=True,
                          encoding="utf-8", check=False)  # fmt: skip


def test_the_command_needs_no_libraries(tmp_path):
    file = tmp_path / "laporan.json"
    file.write_text(json.dumps({**EMPTY, "masalah": [problem()]}))
    done = run_bare("comment", str(file), "--repo", "dinas/etalase", "--commit", SHA)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == comment({**EMPTY, "masalah": [problem()]}, "dinas/etalase", SHA)
    assert run_bare("comment", str(tmp_path / "tidak-ada.json")).returncode == 2


NASTY = ["@dinas", "#1", "GH-1", "https://jahat.example", "www.jahat.example", "[x](https://a)", "<img src=x>", "`kode`", "a|b", "![x](y)",
         "\n\n# Judul", "<!-- x", "&lt;b&gt;", "**tebal**", "\\[x]", "a@b.example", "mailto:a@b", "| --- |", "\u202eabc", "<br>"]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=4).map(" ".join),
    st.sampled_from(["pesan", "saran", "berkas", "isian", "kode", "tingkat"]),
)
def test_a_report_is_only_text(words, key):
    text = comment({**EMPTY, "masalah": [problem(**{key: words})]}, "dinas/etalase", SHA)
    (row,) = [line for line in text.splitlines() if line.startswith("|")][2:]
    assert row.count("|") == 4
    bare = re.sub(rf"\]\(https://github\.com/dinas/etalase/blob/{SHA}/[^()\s]*\)", "]", row.replace("<br>", ""))
    for sign in ("@dinas", "@b", " #1", "GH-1", "https://", "www.", "<", "`", "![", "mailto:", "](https", "\u202e"):
        assert sign not in bare, (sign, row)


@pytest.mark.parametrize(
    ("repository", "commit"), [("", ""), ("dinas/etalase", "main"), ("x/y)z", SHA), ("https://a", SHA), ("a/b/c", SHA)]
)
def test_a_place_is_a_link_only_to_a_known_state(repository, commit):
    assert "](" not in comment({**EMPTY, "masalah": [problem()]}, repository, commit)


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "content/../../x", ""])
def test_a_place_outside_the_repository_is_no_link(path):
    assert "](" not in comment({**EMPTY, "masalah": [problem(berkas=path)]}, "dinas/etalase", SHA)


@pytest.mark.parametrize("folder", ["situs/", "a b/c/"])
def test_a_site_in_a_folder_leads_to_its_files(site, monkeypatch, folder):
    from generator.reports.build_report import repository_folder

    inner = site.folder / folder
    inner.mkdir(parents=True)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site.folder))
    assert repository_folder(inner) == folder
    assert repository_folder(site.folder) == repository_folder(site.folder.parent) == ""
    text = comment({**EMPTY, "masalah": [problem()], "folder": folder}, "dinas/etalase", SHA)
    assert (
        f"[{folder}content/produk/a.md, baris 3](https://github.com/dinas/etalase/blob/{SHA}/{quote(folder)}content"
        in text
    )


@pytest.mark.parametrize("folder", ["/", "../", "../../x/", "x/../../"])
def test_a_folder_outside_the_repository_is_no_link(folder):
    assert "](" not in comment({**EMPTY, "masalah": [problem()], "folder": folder}, "dinas/etalase", SHA)
