"""The template and the export: every cell text, dropdowns and guide from the schema, the same bytes each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from generator.exchange.columns import by_key
from generator.model.records import sheet_kinds


def test_the_template_comes_from_the_schema(tmp_path: Path, site: Any) -> None:
    path = tmp_path / "t.xlsx"
    assert site.run("template", str(path)).returncode == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Petunjuk",
        "Penjual",
        "Produk",
        "Pojok",
        "Kabar",
        "Layanan",
        "Halaman",
        "Pilihan",
        "_etalase",
    ]
    assert book["_etalase"].sheet_state == "hidden"
    assert book["_etalase"]["B1"].value == "1"
    for kind in sheet_kinds():
        sheet = book[kind.capitalize()]
        titles = [cell.value for cell in sheet[1]]
        assert titles[0] == "id"
        assert sheet.column_dimensions["A"].hidden
        assert sheet.freeze_panes
        assert {key for key, column in by_key(kind).items() if column.required} <= set(titles)
        assert all(cell.comment for cell in sheet[1])
    sheet = book["Penjual"]
    assert sheet.column_dimensions["C"].number_format == "@"
    lists = {validation.formula1 for validation in sheet.data_validations.dataValidation}
    assert {'"umkm,koperasi,kelompok"', "Pilihan!$A$1:$A$60"} <= lists
    assert book["Pilihan"]["A1"].value.startswith("16.01 Kabupaten")
    again = site.run("import", str(path))
    assert again.returncode == 0
    assert "0 baru" in again.stdout
    assert site.run("template", str(path)).returncode == 2  # never overwritten


def test_no_cell_is_a_formula(tmp_path: Path, site: Any) -> None:
    site.seller("jahat", nama='"=HYPERLINK(1)"', ringkasan='"@SUM(A1)"', alamat='"-2+3"', jam='"+62"')
    path = tmp_path / "e.xlsx"
    assert site.run("export", str(path)).returncode == 0
    cells = [cell for row in openpyxl.load_workbook(path)["Penjual"].iter_rows(min_row=2) for cell in row if cell.value]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    assert site.run("export", str(tmp_path / "csv")).returncode == 0
    text = (tmp_path / "csv" / "penjual.csv").read_text("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'@SUM(A1)" in text
    before = site.tree("content")
    told = site.run("import", str(path), str(tmp_path / "csv" / "penjual.csv"))
    assert site.tree("content") == before, told.stdout


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, site: Any) -> None:
    site.product("keripik")
    for name in ("a.xlsx", "b.xlsx"):
        site.run("export", str(tmp_path / name), env={"PYTHONHASHSEED": str(len(name) + ord(name[0]))})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_faulty_files_are_named_and_left_out(tmp_path: Path, site: Any) -> None:
    site.seller("rusak", warna="merah")
    told = site.run("export", str(tmp_path / "e.json"))
    assert told.returncode == 3
    assert "content/penjual/rusak.md" in told.stdout


def test_examples_are_of_the_sites_own_province(make_site: Any, tmp_path: Path) -> None:
    site = make_site("timur", provinsi='"35"')
    assert site.run("template", str(tmp_path / "t.xlsx")).returncode == 0
    made = openpyxl.load_workbook(tmp_path / "t.xlsx")
    head = next(cell for cell in made["Penjual"][1] if cell.value == "kabupaten")
    assert head.comment.text.endswith("Contoh: 35.79")
