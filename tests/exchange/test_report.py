"""The workbook comes back: faulty cells coloured and commented, ids filled in, everything else as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from exchange.offices import OFFICE, book, put
from openpyxl.comments import Comment

HEAD = ["Nama UMKM", "NIK", "Kabupaten", "Kategori", "No WA", "Hitung"]


def reported(site: Any, source: Path, *more: str) -> Any:
    target = source.with_name("laporan.xlsx")
    told = site.run("import", str(source), "--report", str(target), *more)
    assert target.exists(), told.stdout + told.stderr
    return openpyxl.load_workbook(target)


def test_cells_are_marked_and_the_rest_is_kept(tmp_path: Path, site: Any) -> None:
    source = book(tmp_path / "data.xlsx", Data=[["Daftar"], HEAD, ["Dapur Q", "1671014501900001", "16.71", "kuliner", "8.12E+11", "=1+1"],
                                                [None, "x", "16.71", "kuliner", None, None]], Rahasia=[["a"]])  # fmt: skip
    made = openpyxl.load_workbook(source)
    made["Data"].column_dimensions["A"].width = 44
    made["Data"]["E3"].comment = Comment("dari bendahara", "Kantor")
    made["Rahasia"].sheet_state = "hidden"
    made.save(source)
    book_now = reported(site, source)
    sheet = book_now["Data"]
    assert sheet["F3"].value == "=1+1"
    assert sheet["B3"].value == "1671014501900001"  # the office's own column stays as it was
    assert sheet.column_dimensions["A"].width == 44
    assert book_now["Rahasia"].sheet_state == "hidden"
    assert sheet["E3"].fill.fgColor.rgb == "FFFFEB9C"
    assert "rusak oleh lembar kerja" in sheet["E3"].comment.text
    assert "dari bendahara" in sheet["E3"].comment.text
    assert sheet["A4"].fill.fgColor.rgb == "FFFFC7CE"
    assert (sheet["G2"].value, sheet["G3"].value, sheet["G4"].value) == ("id (Etalase)", "penjual/dapur-q", None)
    summary = [cell for row in book_now["Ringkasan"].iter_rows(values_only=True) for cell in row if cell]
    assert "Selesai: 1 baru, 0 berubah, 0 tetap." in str(summary[1])
    assert "1671014501900001" not in " ".join(map(str, summary))


def test_mended_cells_lose_their_marks(tmp_path: Path, site: Any) -> None:
    source = book(tmp_path / "data.xlsx", Data=[HEAD, ["Dapur Q", None, "16.71", "kuliner", "12", None]])
    first = reported(site, source)
    assert first["Data"]["E2"].comment
    first["Data"]["E2"].value = "081234567890"
    first.save(source)
    sheet = reported(site, source)["Data"]
    assert "terlalu pendek" not in (sheet["E2"].comment.text if sheet["E2"].comment else "")
    assert sheet["G1"].value == "id (Etalase)"
    assert sheet["H1"].value is None


def test_our_own_workbook_gets_its_ids(tmp_path: Path, site: Any) -> None:
    source = book(
        tmp_path / "x.xlsx", Penjual=[["id", "nama", "kabupaten", "kategori"], [None, "Dapur Q", "16.71", "kuliner"]]
    )
    assert reported(site, source)["Penjual"]["A2"].value == "dapur-q"


def test_other_formats_come_back_as_a_new_workbook(site: Any) -> None:
    sheet = reported(site, put(site.folder, "ikm.csv", OFFICE), "--kabupaten", "16.71")["ikm"]
    assert sheet["D2"].value == "MAJU JAYA"
    assert sheet["I2"].comment
    assert sheet["A2"].value == "-7.74"
    assert sheet["A2"].data_type == "s"  # never a formula
    assert sheet["L2"].value.startswith("penjual/maju-jaya; produk/")


def test_a_report_comes_in_again_as_the_same_records(tmp_path: Path, site: Any) -> None:
    """Ids tell a renamed seller from a new one, in a flat sheet too, where one row has several."""
    head = ["No", "Nama UMKM", "Kabupaten", "Kategori", "Nama Produk"]
    rows = [[1, "Dapur Q", "16.71", "kuliner", "Keripik, Dodol"], [2, "Dapur Q", "16.71", "kuliner", "Sambal"],
            [3, "Tenun Z", "16.71", "kriya", None]]  # fmt: skip
    first = reported(site, book(tmp_path / "data.xlsx", Data=[["DAFTAR UMKM"], head, *rows]))
    assert first["Data"]["F3"].value == "penjual/dapur-q; produk/keripik; produk/dodol"
    for row in (3, 4):
        first["Data"].cell(row, 2).value = "Dapur Quinta"
    first.save(tmp_path / "lagi.xlsx")
    told = site.run("import", str(tmp_path / "lagi.xlsx"))
    assert "Selesai: 0 baru, 1 berubah, 4 tetap." in told.stdout
    assert "nama: Dapur Q → Dapur Quinta" in told.stdout


def test_tables_beside_one_another_each_get_their_ids(tmp_path: Path, site: Any) -> None:
    left, right = ["Nama Usaha", "Kabupaten", "Kategori"], ["Nama Usaha", "Nama Produk", "Harga"]
    rows = [["Dapur Q", "16.71", "kuliner", None, "Dapur Q", "Kemplang", 15000], ["Dapur R", "16.71", "kuliner", None, "Dapur R", "Getas", 16000]]  # fmt: skip
    source = book(tmp_path / "data.xlsx", Data=[[*left, None, *right], *rows])
    made = reported(site, source)
    cells = [[cell.value for cell in row] for row in made["Data"].iter_rows(min_col=4)]
    assert [row[0] for row in cells] == ["id (Etalase)", "penjual/dapur-q", "penjual/dapur-r"]
    assert [row[4] for row in cells] == ["id (Etalase)", "produk/kemplang", "produk/getas"]
    before = site.tree("content")
    made["Data"]["F2"].value = "Kemplang bakar"
    made.save(source)
    again = reported(site, source)["Data"]
    assert (again["D2"].value, again["H2"].value, again["I1"].value) == ("penjual/dapur-q", "produk/kemplang", None)
    assert site.tree("content").keys() == before.keys()
