"""The copy of a workbook: what is marked changes, all else stays to the byte, whatever program wrote it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from exchange.offices import book
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from python_calamine import CalamineWorkbook

from generator.exchange.report_sheet import Mark, SheetPatch, name_of
from generator.exchange.report_styles import ERROR, WARNING, Styles
from generator.exchange.report_summary import SummaryLine
from generator.exchange.report_zip import Order, copy_marked
from generator.exchange.tables import RefusedError
from generator.exchange.workbook import SteadyZip, escaped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, TEXT = "xl/worksheets/sheet1.xml", "=1+1 <&> \"'é☕\n_x0041_"


def copied(source: Path, told: dict[tuple[int, int], str] | None = None, sheet: str = "Data",
           **marks: Mark) -> Path:  # fmt: skip
    """A copy in which cells such as `B3` are marked. Runs here, without the limits of the process it is made for."""
    from generator.exchange import report_zip

    rows: dict[int, dict[int, Mark]] = {}
    for name, mark in marks.items():
        found = openpyxl.utils.cell.coordinate_from_string(name)
        rows.setdefault(found[1], {})[openpyxl.utils.column_index_from_string(found[0])] = mark
    target = source.with_name("salinan.xlsx")
    order = Order(
        str(source),
        str(target),
        {sheet: rows},
        {sheet: told or {}},
        [SummaryLine(("Etalase: ringkasan impor",))],
        "Ringkasan",
    )
    with zipfile.ZipFile(source) as old, SteadyZip(target, "w", zipfile.ZIP_DEFLATED) as new:
        report_zip._Copy(order, old, new).run()
    return target


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def remade(source: Path, **parts: tuple[str, str]) -> Path:
    """A workbook in whose parts a text is replaced; `sheet1` stands for its part."""
    content = members(source)
    for name, (before, after) in parts.items():
        path = next(path for path in content if path.endswith(f"{name}.xml"))
        text = content[path].decode()
        assert before in text
        content[path] = text.replace(before, after).encode()
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in content.items():
            archive.writestr(path, data)
    return source


def test_formulas_keep_the_values_that_phones_show(tmp_path: Path) -> None:
    source = remade(book(tmp_path / "a.xlsx", Data=[["a", "b"], [1, "=A2*2"], [2, "=A3*2"]]),
                    sheet1=("<f>A2*2</f><v />", "<f>A2*2</f><v>2</v>"))  # fmt: skip
    made = copied(source, {(2, 2): "GALAT: x"}, B2=Mark(ERROR), B3=Mark(text="bukan rumus"), C1=Mark(text="id"))
    values, formulas = openpyxl.load_workbook(made, data_only=True)["Data"], openpyxl.load_workbook(made)["Data"]
    assert (values["B2"].value, formulas["B2"].value) == (2, "=A2*2")
    assert formulas["B2"].fill.fgColor.rgb == "FFFFC7CE"
    assert formulas["B3"].value == "=A3*2"  # what a program computes is never overwritten
    assert values["C1"].value == "id"


def _bare(sheet: bytes) -> bytes:
    """A sheet without what a mark changes."""
    return re.sub(rb' (?:tabSelected|s)="\d+"| (?=/>)', b"", sheet)


def test_nothing_but_marks_changes(tmp_path: Path) -> None:
    from openpyxl.chart import BarChart, Reference

    made = openpyxl.load_workbook(book(tmp_path / "a.xlsx", Lain=[["x"]], Data=[["a", 5], ["b", 6]], Akhir=[["z"]]))
    chart = BarChart()
    chart.add_data(Reference(made["Data"], min_col=2, min_row=1, max_row=2))
    made["Data"].add_chart(chart, "D1")
    made["Data"].print_title_rows = "1:1"
    made["Akhir"].sheet_state = "hidden"
    made.active = 1
    made.save(tmp_path / "a.xlsx")
    before, after = members(tmp_path / "a.xlsx"), members(copied(tmp_path / "a.xlsx", A1=Mark(WARNING)))
    touched = {"xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
    for name, data in before.items():
        if name.startswith("xl/worksheets/sheet"):
            assert _bare(after[name]) == _bare(data)
        elif name not in touched:
            assert after[name] == data, name
    opened = openpyxl.load_workbook(tmp_path / "salinan.xlsx")
    assert opened.sheetnames == ["Ringkasan", "Lain", "Data", "Akhir"]
    assert opened.active.title == "Ringkasan"
    assert opened["Data"].print_title_rows == "$1:$1"  # counts sheets, one of which is new
    assert sum(bool(sheet.sheet_view.tabSelected) for sheet in opened.worksheets) == 1  # else typing goes to both
    assert after == members(copied(tmp_path / "a.xlsx", A1=Mark(WARNING)))


def test_white_headers_stay_legible(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(book(tmp_path / "a.xlsx", Data=[["a", "b"]]))
    for cell in made["Data"][1]:
        cell.font, cell.fill = Font(color="FFFFFFFF", bold=True), PatternFill("solid", fgColor="FF000000")
    made.save(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(copied(tmp_path / "a.xlsx", A1=Mark(WARNING)))["Data"]
    assert sheet["A1"].font.color.rgb == "FF000000"
    assert sheet["A1"].font.bold
    assert sheet["B1"].font.color.rgb == "FFFFFFFF"


def test_an_offices_comments_outlive_ours(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(book(tmp_path / "a.xlsx", Data=[["a", "b", "c"]]))
    for name, text in (("A1", "tanya bendahara"), ("C1", "nanti")):
        made["Data"][name].comment = Comment(text, "Kantor")
    made.save(tmp_path / "a.xlsx")
    first = copied(tmp_path / "a.xlsx", {(1, 1): "GALAT: satu", (1, 2): "CATATAN: dua"}, A1=Mark(ERROR), B1=Mark(ERROR))
    sheet = openpyxl.load_workbook(first)["Data"]
    assert sheet["A1"].comment.text == "GALAT: satu\n---\ntanya bendahara"
    assert sheet["B1"].comment.text == "CATATAN: dua"
    assert sheet["C1"].comment.text == "nanti"
    drawing = next(data for name, data in members(first).items() if name.endswith(".vml"))
    assert len(re.findall(rb"<\w+:shape ", drawing)) == 3
    assert ElementTree.fromstring(drawing) is not None  # every prefix is declared
    again = copied(first.rename(tmp_path / "b.xlsx"), {(1, 3): "GALAT: tiga"}, C1=Mark(ERROR))
    sheet = openpyxl.load_workbook(again)["Data"]
    assert sheet["A1"].comment.text == "tanya bendahara"
    assert sheet["B1"].comment is None
    assert (sheet["A1"].fill.fill_type, sheet["B1"].fill.fill_type) == (None, None)
    assert sheet["C1"].comment.text == "GALAT: tiga\n---\nnanti"
    assert openpyxl.load_workbook(again).sheetnames == ["Ringkasan", "Data"]


@pytest.mark.parametrize(("part", "change"), [
    ("workbook", (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")), ("styles", ("<cellXfs", "<x")), ("sheet1", ("</sheetData>", "")),
    ("sheet1", ('r="A1"', 'r="1A"')), ("workbook", ("<sheets>", "<!-- --><sheet>")), ("workbook", (' r:id="rId1"', "")),
])  # fmt: skip
def test_what_is_not_as_expected_is_made_anew(tmp_path: Path, part: str, change: tuple[str, str]) -> None:
    """Told by a return value in the process that may die, never by half a file."""
    source = remade(book(tmp_path / "a.xlsx", Data=[["a"]]), **{part: change})
    with pytest.raises((RefusedError, ValueError, KeyError)):
        copied(source, A1=Mark(ERROR))


def test_a_book_that_cannot_be_copied_comes_back_as_a_new_one(tmp_path: Path, site: Any) -> None:
    source = remade(book(tmp_path / "data.xlsx", Data=[["Nama UMKM", "Kabupaten", "Kategori"], ["Dapur Q", "16.71", "apa"]]),
                    styles=("<cellXfs", '<cellXfs xmlns:y="y"'), workbook=("<workbookPr", "<workbookPr"))  # fmt: skip
    content = members(source)
    types = content["[Content_Types].xml"].replace(b"sheet.main+xml", b"template.main+xml")
    with zipfile.ZipFile(source, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, types if name.startswith("[") else data)
    told = site.run("import", str(source), "--report", str(tmp_path / "lapor.xlsx"))
    assert told.returncode == 0, told.stderr
    opened = openpyxl.load_workbook(tmp_path / "lapor.xlsx")
    assert opened["Data"]["C2"].comment.text.startswith("PERINGATAN: Kategori")
    assert "dibuat baru" in str(opened["Ringkasan"]["A3"].value)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["data.xlsx", "lapor.xlsx"]


cells = st.dictionaries(
    st.tuples(st.integers(1, 7), st.integers(1, 5)), st.sampled_from(["teks", "7", "f", ""]), max_size=12
)
marks = st.dictionaries(st.tuples(st.integers(1, 8), st.integers(1, 6)),
                        st.builds(Mark, st.sampled_from([ERROR, WARNING]), st.sampled_from([None, TEXT])), max_size=8)  # fmt: skip


def sheet_of(content: dict[tuple[int, int], str], prefix: str, named: bool) -> bytes:
    """A sheet as some program may write it: with or without a prefix, with or without names of cells."""
    rows = []
    for row in range(1, max([spot[0] for spot in content], default=0) + 1):
        inner = []
        columns = [column for at, column in content if at == row]
        for column in range(1, max(columns, default=0) + 1) if not named else sorted(columns):
            text, name = content.get((row, column), ""), f' r="{name_of(row, column)}"' if named else ""
            body = {
                "": "",
                "teks": "<{0}is><{0}t>teks</{0}t></{0}is>",
                "7": "<{0}v>7</{0}v>",
                "f": "<{0}f>3+4</{0}f><{0}v>7</{0}v>",
            }[text]
            kind = ' t="inlineStr"' if text == "teks" else ""
            inner.append(f"<{{0}}c{name}{kind}>{body}</{{0}}c>" if body else f"<{{0}}c{name}/>")
        rows.append(
            f"<{{0}}row{f' r={chr(34)}{row}{chr(34)}' if named else ''}>{''.join(inner)}</{{0}}row>"
            if inner
            else "<{0}row/>"
            if not named
            else ""
        )
    data = "<{0}sheetData>" + "".join(rows) + "</{0}sheetData>" if rows else "<{0}sheetData/>"
    space = f'xmlns:{prefix[:-1]}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    return ("<{0}worksheet " + space + '><{0}dimension ref="A1"/>' + data + "<!-- akhir --><{0}pageMargins left=\"1\"/></{0}worksheet>").format(prefix).encode()  # fmt: skip


@settings(max_examples=120)
@given(cells, marks, st.sampled_from(["", "x:"]), st.booleans(), st.integers(1, 90))
def test_any_sheet_with_any_marks(tmp_path_factory: Any, content: dict[tuple[int, int], str], marked: dict[tuple[int, int], Mark],
                                  prefix: str, named: bool, size: int) -> None:  # fmt: skip
    base = tmp_path_factory.getbasetemp() / "dasar.xlsx"
    if not base.exists():
        book(base, Data=[["x"]])
    parts = members(base)
    source = sheet_of(content, prefix, named)
    styles = Styles(parts["xl/styles.xml"])
    rows: dict[int, dict[int, Mark]] = {}
    for (row, column), mark in marked.items():
        rows.setdefault(row, {})[column] = mark
    out = bytearray()
    SheetPatch(rows, styles, out.extend).copy(source[at : at + size] for at in range(0, len(source), size))
    target = base.with_name("hasil.xlsx")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in {**parts, SHEET: bytes(out), "xl/styles.xml": styles.result()}.items():
            archive.writestr(name, data)
    sheet = openpyxl.load_workbook(target)["Data"]
    expected = {"teks": "teks", "7": 7, "f": "=3+4", "": None}
    for row in range(1, 10):
        for column in range(1, 8):
            mark, was = marked.get((row, column)), content.get((row, column), "")
            cell = sheet.cell(row, column)
            value = expected[was] if mark is None or mark.text is None or was == "f" else TEXT
            assert cell.value == (escaped(value) if value == TEXT else value), (
                row,
                column,
            )  # openpyxl leaves it escaped
            assert cell.data_type != "f" or was == "f"
            assert (cell.fill.fill_type == "solid") is (mark is not None)
    read = CalamineWorkbook.from_path(str(target)).get_sheet_by_name("Data").to_python(skip_empty_area=False)
    texts = {(r, c): value for r, line in enumerate(read, 1) for c, value in enumerate(line, 1) if value != ""}
    for spot, mark in marked.items():
        if mark.text is not None and content.get(spot) != "f":
            assert texts[spot] == TEXT
    if not marked:
        assert bytes(out) == source


def test_the_process_tells_by_a_word(tmp_path: Path) -> None:
    from generator.machine.workers import run

    (tmp_path / "a.xlsx").write_bytes(b"bukan zip")
    order = Order(str(tmp_path / "a.xlsx"), str(tmp_path / "b.xlsx"), {}, {}, [], "Ringkasan")
    assert next(run(copy_marked, [order], 1, risky=True))
    assert not (tmp_path / "b.xlsx").exists()
