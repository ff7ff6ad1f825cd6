"""The editors' guide and the theme contract: made parts, pictures, links and examples are true."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import REPOSITORY, Site
from docs.between import check_page
from docs.editor_guide import parts
from docs.theme_contract import sample
from openpyxl import load_workbook
from PIL import Image

from generator.cli import _parse, main
from generator.model.fields import fields_of
from generator.model.records import all_kinds

GUIDE = REPOSITORY / "docs/editor.md"
PAGES = (GUIDE, REPOSITORY / "docs/theme-contract.md")
LARGEST = 80_000  # bytes of a picture


def test_the_tables_are_what_the_fields_declare() -> None:
    """After a wanted change: `ETALASE_GOLDEN=1 pytest tests/docs`."""
    check_page(GUIDE, parts())


@pytest.mark.parametrize("kind", all_kinds())
def test_every_example_of_the_tables_can_be_written(kind: str) -> None:
    item = all_kinds()[kind]
    assert set(sample(item)) == {spec.attribute for spec in fields_of(item)}


def test_the_pictures_are_small_and_all_shown() -> None:
    folder = GUIDE.parent / "gambar"
    shown = re.findall(r"!\[([^]]+)\]\(gambar/([^)]+)\)", GUIDE.read_text("utf-8"))
    assert sorted(name for _, name in shown) == sorted(file.name for file in folder.iterdir())
    assert all(len(words) > 20 for words, _ in shown)
    for _, name in shown:
        assert (folder / name).stat().st_size < LARGEST
        with Image.open(folder / name) as picture:
            assert picture.width == 1000


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    found = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", [*PAGES, REPOSITORY / "README.md"], ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith("http"):
            name, _, anchor = target.partition("#")
            file = (page.parent / name) if name else page
            assert file.exists(), target
            assert not anchor or anchor in headings(file), target


def test_the_links_of_the_guide_are_understood(site: Site) -> None:
    """The examples under "Tautan antarberkas", in a site that has what they lead to."""
    text = GUIDE.read_text("utf-8")
    lines = re.search(r"```\n(Dibuat oleh .*?)```", text, re.DOTALL)
    assert lines
    site.seller("dapur-bu-lestari-contoh")
    site.record("halaman", "tentang", {"judul": "Tentang"}, "## Cara memesan\n\nTelepon.")
    site.product("keripik", lines[1])
    result = site.build()
    assert [problem.message for problem in result.problems] == []
    page = site.read("produk/keripik/index.html")
    for target in ("../../penjual/dapur-bu-lestari-contoh/", "../../kategori/kuliner/", "../../tentang/#cara-memesan"):
        assert f'href="{target}"' in page


def test_every_command_of_the_guide_is_understood() -> None:
    commands = re.findall(r"^ *py etalase.py (.+)$", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert {_parse(shlex.split(command))[0] for command in commands} == {"new", "check", "template", "import"}


def test_the_workbook_of_the_guide_says_what_the_guide_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site, book, report = tmp_path / "situs", tmp_path / "umkm.xlsx", tmp_path / "laporan.xlsx"
    assert main(["init", str(site), "--provinsi", "35"]) == 0
    assert main(["template", str(book), "--site", str(site)]) == 0
    made = load_workbook(book)
    rows = [
        ("Penjual", 2, {"nama": "Dapur Bu Lestari (Contoh)", "kabupaten": "Ponorogo", "kategori": "kuliner"}),
        ("Penjual", 3, {"nama": "Anyaman Kali Asin (Contoh)", "kabupaten": "Pnorogo", "kategori": "kriya"}),
        ("Produk", 2, {"nama": "Keripik tempe", "penjual": "Dapur Bu Lestari (Contoh)", "harga": "15.000"}),
        ("Produk", 3, {"nama": "Keripik bayam", "penjual": "Dapur Bu Lestari (Contoh)", "harga": "lima belas ribu"}),
    ]
    for sheet, row, values in rows:
        columns = {cell.value: cell.column for cell in made[sheet][1]}
        for title, value in values.items():
            made[sheet].cell(row, columns[title], value)
    made.save(book)
    assert main(["import", str(book), "--dry-run", "--report", str(report), "--site", str(site)]) == 3
    said = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("Uji coba"))
    assert said in GUIDE.read_text("utf-8")
    colours = {cell.fill.fgColor.rgb for sheet in ("Penjual", "Produk") for cell in load_workbook(report)[sheet][3]}
    assert {"FFFFC7CE", "FFFFEB9C"} <= colours  # red for the error, yellow for the warning
    assert not (site / "content/produk/ponorogo").exists()
