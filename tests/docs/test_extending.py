"""docs/extending.md is true: what it shows is applied to a copy of Etalase, word for word, and does what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from conftest import REPOSITORY, Site

AT_THE_END = "at the end"
GUIDE = REPOSITORY / "docs/extending.md"
BLOCK = re.compile(
    r"^ *`([\w/.]+)`(?:, (at the end|above `[^`]+`):)?\n\n((?: *)```\w+\n.*?\n *```)$", re.DOTALL | re.MULTILINE
)


def blocks(task: str) -> list[tuple[str, str, str]]:
    """(path, where in it: `at the end`, above a line, or empty for a new file, text) of every block of one task."""
    section = re.split(r"^## ", GUIDE.read_text("utf-8"), flags=re.MULTILINE)
    text = next(part for part in section if part.startswith(task + "\n"))
    return [(path, above, _inside(block)) for path, above, block in BLOCK.findall(text)]


def _inside(block: str) -> str:
    margin = len(block) - len(block.lstrip(" "))
    return "\n".join(line[margin:] for line in block.split("\n")[1:-1]) + "\n"


@pytest.fixture(scope="module")
def code(tmp_path_factory) -> Path:
    """A copy of Etalase's code and themes."""
    folder = tmp_path_factory.mktemp("kode")
    for name in ("generator", "themes"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def follow(task: str, folder: Path) -> None:
    """Do what a task says. It takes at most three files."""
    found = blocks(task)
    assert 1 <= len({path for path, *_ in found}) <= 3
    for path, above, text in found:
        file = folder / path
        if not above:
            assert not file.exists()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            continue
        before = file.read_text("utf-8")
        if above == AT_THE_END:
            file.write_text(f"{before}\n\n{text}", "utf-8")
            continue
        line = above.removeprefix("above ").strip("`")
        place = re.search(rf"^ *{re.escape(line)}", before, re.MULTILINE)
        assert place, f"{path} has no line that begins with {line}"
        file.write_text(before[: place.start()] + text + before[place.start() :], "utf-8")


def etalase(code: Path, site: Site, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=site.folder,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(code)},
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_six_tasks(code: Path, make_site) -> None:
    for task in ("A field", "A kind of page", "A kind of content", "An output for machines", "A column of imports"):
        follow(task, code)
    site = make_site("situs", theme="pesisir", bahasa="[id, en]")
    follow("A child theme", site.folder)
    site.product("kopi", nama="Kopi Semende", aroma="Cokelat", diperbarui="2026-11-01")
    site.write("content/produk/kopi.en.md", "---\nnama: Semende coffee\n---\n")
    site.record("karya", "kain", {"nama": "Kain Langit", "teknik": "Tenun"}, "Cerita.")
    book = openpyxl.Workbook()
    book.active.title = "Produk"
    for row in (["Nama Produk", "Nama Usaha", "Bobot Bersih"], ["Teh Dempo", "Usaha dapur", "40 g"]):
        book.active.append(row)
    book.save(site.folder / "kantor.xlsx")
    etalase(code, site, "import", "kantor.xlsx")
    etalase(code, site, "build", "--date", "2026-12-01")

    page = site.read("produk/kopi/index.html")
    assert "<dt>Aroma</dt><dd>Cokelat</dd>" in page, "a field"
    assert "<dt>Aroma</dt>" in site.read("en/produk/kopi/index.html")
    assert "<h1>Terbaru</h1>" in site.read("terbaru/index.html"), "a kind of page"
    assert "Kopi Semende" in site.read("terbaru/index.html")
    assert "<dt>Teknik</dt><dd>Tenun</dd>" in site.read("karya/kain/index.html"), "a kind of content"
    assert '<p class="isi">Dari pesisir.</p>' in page, "a child theme"
    assert site.read("nama.txt") == "Kopi Semende\nTeh Dempo\n", "an output for machines"
    assert "40 g" in site.read("produk/teh-dempo/index.html"), "a column of imports"


def test_what_the_guide_names_is_there() -> None:
    text = GUIDE.read_text("utf-8")
    new = {
        path for task in re.findall(r"^## (.*)$", text, re.MULTILINE) for path, above, _ in blocks(task) if not above
    }
    named = {item for item in re.findall(r"`((?:generator|themes|tests|content)/[\w/.]*)`", text) if item not in new}
    assert [item for item in sorted(named) if not (REPOSITORY / item).exists()] == []
