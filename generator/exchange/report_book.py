"""The workbook comes back: faulty cells coloured and commented, ids filled in, a summary in front; all else as it was.

An `.xlsx` keeps its cells, formats, widths, formulas and hidden sheets; other formats come back as a new `.xlsx` with
the same sheets and positions. What openpyxl cannot carry over is named in the summary.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.exchange.columns import ID
from generator.exchange.difference import difference_lines, last_line
from generator.exchange.importing import Import, Sheet
from generator.exchange.layout import FLAT, ID_TITLE
from generator.exchange.tables import CellPlace, Table, letter_of
from generator.exchange.workbook import escaped, save
from generator.model.problem import Problem
from generator.model.rules import Severity

SUMMARY, AUTHOR = "Ringkasan", "Etalase"
FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
MOST_CHANGES = 5_000  # lines of the summary
RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
LOST = (
    (r"xl/charts/", "grafik"),
    (r"xl/vbaProject\.bin", "makro"),
    (r"xl/(?:slicers|slicerCaches)/", "pemotong (slicer)"),
    (r"xl/drawings/.*\.xml", "bentuk dan kotak teks"),
    (r"xl/threadedComments/", "percakapan komentar"),
    (r"xl/externalLinks/", "tautan ke berkas lain"),
    (r"xl/(?:activeX|ctrlProps|embeddings)/", "tombol dan objek sisipan"),
    (r"xl/(?:pivotTables|pivotCache)/", "tabel pivot (mungkin berubah)"),
)


def write_report(path: Path, result: Import, sources: Sequence[Path]) -> None:
    """Write the report of an import to `path`; `result` keeps only what is told from now on. Raises OSError."""
    import openpyxl

    _lighten(result)
    tables = [source for source in sources if source.suffix.lower() != ".zip"]
    lost: list[str] = []
    if len(tables) == 1 and tables[0].suffix.lower() == ".xlsx":
        book = openpyxl.load_workbook(tables[0], rich_text=True)
        lost = _lost(tables[0])
        _clear(book)
        names = {sheet.table.name: sheet.table.name for sheet in result.sheets}
        marks = {(sheet.book.path, sheet.table.name): book[sheet.table.name] for sheet in result.sheets
                 if sheet.table.name in names and sheet.table.name in book.sheetnames}  # fmt: skip
    else:
        book, marks = _new_book(result.sheets)
    for sheet in result.sheets:
        target = marks.get((sheet.book.path, sheet.table.name))
        if target is not None and hasattr(target, "cell") and sheet.layout is not None:
            _fill_ids(target, sheet, result)
    _mark(marks, result.problems)
    _summary(book, result, lost)
    book.active = 0
    for sheet in book.worksheets[1:]:
        sheet.sheet_view.tabSelected = False
    save(book, path)


def _lighten(result: Import) -> None:
    """Let go of what a report does not tell: workbooks are large, and openpyxl's copy of one is larger."""
    for merged in result.merged:
        merged.values, merged.body = {}, ""
        merged.wanted.values, merged.wanted.attributes, merged.wanted.part.cells = {}, {}, {}
        merged.standing = None


def _lost(path: Path) -> list[str]:
    """What the file has that will not be in the copy."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    return [word for pattern, word in LOST if any(re.match(pattern, name) for name in names)]


def _clear(book: Any) -> None:
    """Take away the marks and the summary of an earlier report."""
    from openpyxl.styles import PatternFill

    if SUMMARY in book.sheetnames and book[SUMMARY]["A1"].value == f"{AUTHOR}: ringkasan impor":
        del book[SUMMARY]
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):  # `iter_rows` would make a cell wherever there is none
            comment = getattr(cell, "comment", None)
            if (
                comment is not None
                and comment.author == AUTHOR
                and comment.text.startswith(tuple(word.value for word in Severity))
            ):
                cell.comment = None
                cell.fill = PatternFill()


def _new_book(sheets: Sequence[Sheet]) -> tuple[Any, dict[tuple[str, str], Any]]:
    """A workbook with the same sheets, every text where it was."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    marks = {}
    for sheet in sheets:
        stem = re.sub(r"[\[\]:*?/\\]", " ", sheet.table.name or Path(sheet.book.path).stem)[:28] or "Data"
        name, number = stem, 2
        while name.casefold() in {title.casefold() for title in book.sheetnames}:
            name, number = f"{stem} {number}", number + 1
        target = book.create_sheet(name)
        if sheet.table.hidden:
            target.sheet_state = "hidden"
        _copy(target, sheet.table)
        marks[sheet.book.path, sheet.table.name] = target
    return book, marks


def _copy(target: Any, table: Table) -> None:
    for number, row in enumerate(table.rows, 1):
        for place, text in enumerate(row, 1):
            if text:
                _put(target, number, place, text)


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text that no program takes for a formula."""
    cell = sheet.cell(row, column)
    cell.value = escaped(text)
    cell.data_type = "s"
    cell._style = copy(_text_style(sheet.parent))
    return cell


@lru_cache(maxsize=1)
def _text_style(book: Any) -> Any:
    """The style of texts in a workbook; made once, since every change of a style is looked up among all of them."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(book.worksheets[0] if book.worksheets else book.create_sheet())
    cell.number_format, cell.quotePrefix = "@", True
    return cell._style


def _fill_ids(target: Any, sheet: Sheet, result: Import) -> None:
    """Write the id of every imported row: in our own workbook in its column, in an office's in a new one at the end."""
    layout = sheet.layout
    assert layout is not None
    ids: dict[int, list[str]] = defaultdict(list)
    for merged in result.merged:
        part = merged.wanted.part
        if part.log is sheet.log:
            slug = merged.wanted.slug
            ids[part.row].append(slug if layout.own else f"{part.kind}/{slug}")
    place = next((number for number, title in layout.titles.items() if title == (ID if layout.own else ID_TITLE)), 0)
    if not place:
        place = (
            max(
                [*layout.titles, *(len(row) for row in sheet.table.rows[layout.header - 1 : layout.header + 50])],
                default=0,
            )
            + 1
        )
        _put(target, layout.header, place, ID_TITLE)
    for row, slugs in ids.items():
        if layout.kind == FLAT or not layout.own:
            _put(target, row, place, "; ".join(slugs))
        else:
            _put(target, row, place, slugs[0])


def _mark(marks: dict[tuple[str, str], Any], problems: Iterable[Problem]) -> None:
    """Colour the cells that problems point to and say in a comment what is wrong."""
    from openpyxl.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    found: dict[tuple[str, str, int, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        place = problem.place
        if place.row and (place.path, place.sheet) in marks:
            column = place.column if isinstance(place, CellPlace) else 0
            found[place.path, place.sheet, place.row, column or 1].append(problem)
    for (path, sheet, row, column), told in found.items():
        cell = marks[path, sheet].cell(row, column)
        if isinstance(cell, MergedCell):
            continue  # the summary names it
        worst = min((problem.severity for problem in told), key=lambda severity: RANK[severity])
        cell.fill = PatternFill("solid", fgColor=FILLS[worst])
        text = "\n".join(f"{problem.severity.value}: {problem.message} {problem.hint}".strip() for problem in told)
        if cell.comment is not None:
            text = f"{text}\n---\n{cell.comment.text}"
        cell.comment = Comment(escaped(text[:4_000]), AUTHOR, height=min(400, 60 + len(text) // 2), width=320)


def _summary(book: Any, result: Import, lost: Sequence[str]) -> None:
    from openpyxl.styles import Font, PatternFill

    title = SUMMARY if SUMMARY not in book.sheetnames else f"{SUMMARY} {AUTHOR}"
    if title in book.sheetnames:
        del book[title]
    sheet = book.create_sheet(title, 0)
    for letter, width in zip("ABCDEFG", (24, 16, 8, 20, 13, 80, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    row = 1

    def line(*texts: str, bold: bool = False) -> None:
        nonlocal row
        for column, text in enumerate(texts, 1):
            if text:
                _put(sheet, row, column, text)
                if bold:
                    sheet.cell(row, column).font = Font(bold=True)
        row += 1

    line(f"{AUTHOR}: ringkasan impor", bold=True)
    line(last_line(result, dry_run=not result.written))
    if lost:
        line(
            f"Tidak terbawa ke salinan ini: {', '.join(lost)}. Perbaiki di berkas asli Anda bila bagian itu diperlukan."
        )
    line(
        "Merah: galat. Kuning: peringatan. Biru: catatan. Arahkan tetikus ke sel berwarna untuk membaca penjelasannya."
    )
    row += 1
    styles: dict[Severity, Any] = {}
    line("Berkas", "Lembar", "Baris", "Kolom", "Tingkat", "Masalah", "Cara memperbaiki", bold=True)
    for problem in sorted(result.problems, key=lambda item: (RANK[item.severity], item.order)):
        place = problem.place
        column = place.column_name or (letter_of(place.column) if isinstance(place, CellPlace) else "")
        first = row
        line(
            place.path, place.sheet, str(place.row or ""), column, problem.severity.value, problem.message, problem.hint
        )
        mark = sheet.cell(first, 5)
        if problem.severity in styles:
            mark._style = copy(styles[problem.severity])
        else:
            mark.fill = PatternFill("solid", fgColor=FILLS[problem.severity])
            styles[problem.severity] = mark._style
    row += 1
    line("Perubahan", bold=True)
    for number, text in enumerate(difference_lines(result)):
        if number == MOST_CHANGES:
            line("… selebihnya tampil di layar saat impor.")
            break
        line(text)
