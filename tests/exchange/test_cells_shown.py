"""A cell is what Excel shows: errors, formulas nobody computed, formats, links and merged cells, in all kinds of workbooks."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from exchange.offices import book, bring_in, put, said
from exchange.old_books import old_book
from hypothesis import given
from hypothesis import strategies as st

from generator.exchange.cell_traits import CellTraits
from generator.exchange.importing import SAME
from generator.exchange.number_formats import number_format
from generator.exchange.read_book import read_book
from generator.exchange.tables import Book, is_error
from generator.exchange.xlsx_cells import SharedParts, look_through

ERRORS = ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!",
          "#CONNECT!", "#UNKNOWN!", "#BUSY!", "########", "Err:502", "#PYTHON!"]  # fmt: skip
ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2"
 ><office:automatic-styles><number:number-style style:name="N5"><number:number number:decimal-places="0" number:min-integer-digits="13"/></number:number-style>
 <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N5"/></office:automatic-styles>
 <office:body><office:spreadsheet><table:table table:name="Penjual">{}</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(path: Path, rows: list[list[str]], attributes: str = "") -> Path:
    """An .ods of cells as XML; a text without `<` is a text."""
    cells = [["" if row is None else cell if cell.startswith("<") else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
              for cell in row] for row in rows]  # fmt: skip
    text = "".join(
        f"<table:table-row{attributes if at else ''}>{''.join(row)}</table:table-row>" for at, row in enumerate(cells)
    )
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        made.writestr("content.xml", ODS.format(text))
    return path


def rows_of(path: Path) -> list[list[str]]:
    found = read_book(path)
    assert isinstance(found, Book), found
    return found.tables[0].rows


def own(path: Path, value: Any, number_format: str = "General", *, key: str = "harga") -> Path:
    """Our own workbook, in which one product has this value."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Produk"
    sheet.append(["id", "nama", "penjual", key])
    sheet.append(["keripik", "Produk keripik", "dapur", None])
    cell = sheet["D2"]
    cell.value = value
    cell.number_format = number_format
    if isinstance(value, str) and value.startswith("#"):
        cell.data_type = "e"
    made.save(path)
    return path


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_keeps_what_stands(tmp_path: Path, site: Any, error: str) -> None:
    site.product("keripik", harga='"15000"')
    before = site.tree("content")
    result = bring_in(site, own(tmp_path / "x.xlsx", error))
    assert [item.state for item in result.merged] == [SAME]
    assert said(result) == [
        f"x.xlsx, lembar Produk, baris 2, kolom harga: Sel ini galat Excel ({error}). Selnya tidak dipakai; isian lama tetap."
    ]
    assert site.tree("content") == before


def test_a_formula_nobody_computed_keeps_what_stands(tmp_path: Path, site: Any) -> None:
    site.product("keripik", harga='"15000"')
    before = site.tree("content")
    result = bring_in(site, own(tmp_path / "x.xlsx", "=5000*3"))
    assert said(result, "P115") == [
        "x.xlsx, lembar Produk, baris 2, kolom harga: Rumus belum dihitung: buka dan simpan di Excel. Selnya tidak dipakai."
    ]
    assert site.tree("content") == before


def test_a_required_cell_with_an_error_is_one_fault(tmp_path: Path, site: Any) -> None:
    path = book(tmp_path / "x.xlsx", Penjual=[["nama", "kabupaten", "kategori"], ["=A9", "16.71", "kuliner"]])
    result = bring_in(site, path)
    assert [(problem.severity.value, problem.message) for problem in result.problems] == [
        ("GALAT", "Rumus belum dihitung: buka dan simpan di Excel, jadi pelaku usaha ini tidak diimpor.")
    ]


def test_errors_of_old_books_of_ods_and_of_csv(tmp_path: Path, site: Any) -> None:
    head = ["nama", "kabupaten", "kategori", "berdiri", "tenaga_kerja"]
    error = '<table:table-cell table:formula="of:=[.A9]" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    waiting = '<table:table-cell table:formula="of:=1+1"/>'
    files = [old_book(tmp_path / "a.xls", [head, ["A", "16.71", "kuliner", "#REF!", "="]]), ods(tmp_path / "b.ods", [head, ["B", "16.71", "kuliner", error, waiting]]),
             put(site.folder, "c.csv", ";".join(head) + "\nC;16.71;kuliner;#REF!;#N/A\n")]  # fmt: skip
    for path in files:
        result = bring_in(site, path)
        assert len(said(result, "P115")) == 2, path
        assert set(result.merged[0].values) == {"nama", "kabupaten", "kategori"}


@pytest.mark.parametrize(("value", "code", "shown"), [
    (0.4, "0%", "40%"), (1, "0%", "100%"), (0.6235, "0.00%", "62,35%"), (0.4, "0.0%", "40%"), (0.075, '0.0"%"', "0,075%"), (62.35, '0.00"%"', "62,35%"),
    (1234, "00000", "01234"), (81234567890, "000000000000", "081234567890"), (81234567890, "0000-0000-0000", "0812-3456-7890"),
    (81234567890, '"0"#', "081234567890"), (81234567890, '"+62 "0', "+62 81234567890"), (15, '0" rb"', "15 rb"), (250, '0" g"', "250 g"),
    (15000, "#,##0", "15000"), (15000, '"Rp"#,##0', "15000"), (15000, '_("Rp"* #,##0_)', "15000"), (15000, "#,##0,", "15000"), (2.5, "0.00", "2.5"), (7, "0", "7"),
])  # fmt: skip
def test_formats_say_what_a_cell_shows(tmp_path: Path, value: float, code: str, shown: str) -> None:
    assert rows_of(own(tmp_path / "x.xlsx", value, code))[1][3] == shown
    old = old_book(tmp_path / "x.xls", [["nama", "harga"], ["A", (value, 1)]], (code,))
    assert rows_of(old)[1][1] == shown


@given(st.integers(0, 10**6), st.sampled_from(["0%", "0.0%", "0.00%", "#,##0%", "0 %"]))
def test_percent_is_a_hundred_times_the_value(hundredths: int, code: str) -> None:
    shown = number_format(code).shown(hundredths / 10_000)
    assert shown.endswith("%")
    assert round(float(shown[:-1].replace(",", ".")) * 100) == hundredths


def test_percent_reaches_the_record_and_zeros_are_told(tmp_path: Path, site: Any) -> None:
    site.product("keripik")
    result = bring_in(site, own(tmp_path / "x.xlsx", 0.4, "0%", key="tkdn"))
    assert result.merged[0].values["tkdn"] == "40%"
    result = bring_in(site, own(tmp_path / "y.xlsx", 812, "00000", key="minimum"))
    assert result.merged[0].values["minimum"] == "00812"
    assert "hanya tampil karena format" in said(result, "P113")[0]


def test_formats_of_ods(tmp_path: Path) -> None:
    percent = (
        '<table:table-cell office:value-type="percentage" office:value="0.4"><text:p>40%</text:p></table:table-cell>'
    )
    number = '<table:table-cell table:style-name="ce1" office:value-type="float" office:value="12"><text:p>0000000000012</text:p></table:table-cell>'
    assert rows_of(ods(tmp_path / "x.ods", [["nama", "tkdn", "nib"], ["A", percent, number]]))[1] == [
        "A",
        "40%",
        "0000000000012",
    ]


def test_links_give_their_target_where_an_address_is_wanted(tmp_path: Path, site: Any) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Penjual"
    sheet.append(["nama", "kabupaten", "kategori", "situs", "instagram", "surel", "toko.shopee"])
    sheet.append(
        [
            "Dapur Z",
            "16.71",
            "kuliner",
            "Lihat toko",
            "IG kami",
            "Kirim surel",
            '=HYPERLINK("https://shopee.co.id/dapurz","Toko")',
        ]
    )
    for name, target in {"A2": "https://contoh.example/z", "D2": "https://contoh.example/z", "E2": "https://www.instagram.com/dapur.z/", "F2": "mailto:halo@contoh.example?subject=Hai"}.items():  # fmt: skip
        sheet[name].hyperlink = target
        sheet[name].value = sheet[name].value
    made.save(tmp_path / "x.xlsx")
    values = bring_in(site, tmp_path / "x.xlsx").merged[0].values
    assert values["nama"] == "Dapur Z"
    assert (values["situs"], values["instagram"], values["surel"]) == (
        "https://contoh.example/z",
        "dapur.z",
        "halo@contoh.example",
    )
    assert values["toko"] == {"shopee": "https://shopee.co.id/dapurz"}
    head = ["nama", "kabupaten", "kategori", "situs"]
    old = old_book(
        tmp_path / "x.xls", [head, ["B", "16.71", "kuliner", "Lihat"]], links={(1, 3): "https://contoh.example/b"}
    )
    assert bring_in(site, old).merged[0].values["situs"] == "https://contoh.example/b"
    cell = '<table:table-cell office:value-type="string"><text:p><text:a xlink:href="https://contoh.example/c">Lihat</text:a></text:p></table:table-cell>'
    assert (
        bring_in(site, ods(tmp_path / "x.ods", [head, ["C", "16.71", "kuliner", cell]])).merged[0].values["situs"]
        == "https://contoh.example/c"
    )


def test_what_is_hidden_is_not_imported_and_told_once(tmp_path: Path, site: Any) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Data"
    for row in [
        ["Nama Usaha", "Kabupaten", "Kategori", "Kecamatan"],
        *([f"Usaha {number}", "16.71", "kuliner", "Jakabaring"] for number in range(5)),
    ]:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    made.save(tmp_path / "x.xlsx")
    result = bring_in(site, tmp_path / "x.xlsx")
    assert [item.wanted.slug for item in result.merged] == ["usaha-0", "usaha-3", "usaha-4"]
    assert "kecamatan" not in result.merged[0].values
    assert [line for line in said(result) if "tersembunyi" in line] == [
        "x.xlsx, lembar Data: Yang tersembunyi tidak diimpor: baris 3–4; kolom D."
    ]
    old = old_book(
        tmp_path / "x.xls",
        [["nama", "kabupaten", "kategori"], ["Tampak", "16.71", "kuliner"], ["Hilang", "16.71", "kuliner"]],
        hidden_row=2,
    )
    assert [item.wanted.slug for item in bring_in(site, old).merged] == ["tampak"]


def test_merged_cells_of_ods_speak_for_all_their_rows(tmp_path: Path, site: Any) -> None:
    wide = '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Dapur Gabung</text:p></table:table-cell>'
    rows = [
        ["Nama Usaha", "Kabupaten", "Nama Produk", "Harga"],
        [wide, "16.71", "Dodol", "5000"],
        ["<table:covered-table-cell/>", "16.71", "Lempok", "6000"],
    ]
    merged = bring_in(site, ods(tmp_path / "x.ods", rows)).merged
    assert {(item.wanted.slug, item.values.get("penjual")) for item in merged} == {
        ("dapur-gabung", None),
        ("dodol", "dapur-gabung"),
        ("lempok", "dapur-gabung"),
    }


@given(st.text(max_size=12))
def test_only_errors_are_errors(text: str) -> None:
    assert not is_error(f"{text} usaha")
    assert not is_error(text) or text.strip()[:1] in "#E"


CELLS = st.sampled_from(
    [
        '<c r="{}"><v>12</v></c>',
        '<c r="{}" s="1"><v>0.4</v></c>',
        '<c r="{}" t="e"><v>#REF!</v></c>',
        '<c r="{}"><f>B2*2</f><v></v></c>',
        '<c r="{}"><f>B2*2</f><v>7</v></c>',
        '<c r="{}" s="1"/>',
        '<c r="{}" t="str"><f ca="1">HYPERLINK("https://x.example/")</f><v>https://x.example/</v></c>',
        '<c r="{}" t="inlineStr"><is><t>&lt;f&gt; t="e"</t></is></c>',
        '<c r="{}" t="e" vm="9"><v>#VALUE!</v></c>',
    ]
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6), st.integers(0, 6))
def test_what_cells_tell_is_found_by_their_marks_as_by_reading_all(cells: list[list[str]], hidden: int) -> None:
    hides = {hidden: ' hidden="1"'}
    rows = "".join(
        f'<row r="{row}"{hides.get(row, "")}>'
        + "".join(cell.format(f"{'ABCD'[place]}{row}") for place, cell in enumerate(line))
        + "</row>"
        for row, line in enumerate(cells, 1)
    )
    formats = {b"1": number_format("0%")}
    told = []
    for root in ("<worksheet>", "<worksheet x='1'>"):  # the second is read through as a whole
        traits = CellTraits()
        data = f'{root}<cols><col min="2" max="3" hidden="1"/></cols><sheetData>{rows}</sheetData></worksheet>'
        look_through(data.encode(), SharedParts(formats, []), traits)
        told.append(traits)
    assert told[0] == told[1]


def test_a_format_is_read_as_excel_writes_it(tmp_path: Path) -> None:
    """Excel names the style last: `<c r="B2" s="1">`; other programs go on with the type."""
    file = own(tmp_path / "x.xlsx", 0.4, "0%", key="tkdn")
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    members[part] = members[part].replace(b' t="n"', b"")
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert b's="1"><v>0.4' in members[part]
    assert rows_of(file)[1][3] == "40%"
