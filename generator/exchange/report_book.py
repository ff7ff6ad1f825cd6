"""The workbook comes back: faulty cells coloured and commented, ids filled in, a summary in front; all else as it was.

An `.xlsx` is copied to the byte but for what is marked, so formats, formulas with their values, charts and hidden sheets
stay. Other formats are first made into a new `.xlsx` with the same sheets and positions.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.content.picture import SUFFIXES
from generator.exchange.columns import ID
from generator.exchange.importing import Import, Sheet
from generator.exchange.layout import FLAT, ID_TITLE, Layout
from generator.exchange.opening import TableBlock
from generator.exchange.report_notes import AUTHOR
from generator.exchange.report_sheet import CellSpot, Mark, Marks
from generator.exchange.report_summary import FIRST, SUMMARY, summary_lines
from generator.exchange.report_zip import Order, copy_marked
from generator.exchange.tables import CellPlace, Table
from generator.machine.retry import retried
from generator.model.problem import Problem
from generator.model.rules import Severity

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray

LONGEST = 4_000  # characters of a comment
MOST_NOTES = 10_000  # comments of one sheet; programs grow slow with more, and the summary tells all
MOST_MERGED = 50_000  # cells merged into one that are looked at
NEW = "Salinan ini dibuat baru: isi dan letak selnya sama, bentuk dan rumus berkas asli tidak terbawa."
Key = tuple[str, str]  # file and sheet
Told = dict[CellSpot, str]  # what comments say


def write_report(path: Path, result: Import, sources: Sequence[Path]) -> Path:
    """Write the report of an import; returns where it is: beside `path` when that cannot be replaced, as Excel holds it.

    `result` keeps only what is told from now on. Raises OSError.
    """
    marks, told = _plan(result)
    _lighten(result)
    tables = [source for source in sources if source.suffix.lower() not in (".zip", *SUFFIXES)]
    draft = path.with_name(f".{path.name}.etalase")
    try:
        is_written = False
        if len(tables) == 1 and tables[0].suffix.lower() == ".xlsx":
            names = {key: key[1] for key in marks}
            is_written = _copied(tables[0], draft, result, names, marks, told)
        if not is_written:
            _made_anew(draft, result, marks, told)
        return _placed(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _placed(draft: Path, path: Path) -> Path:
    """Move the draft to `path`, else to the first name beside it that can be had."""
    try:
        retried(os.replace, draft, path)
        return path
    except OSError:
        if not path.exists():
            raise
    other = next(one for number in range(2, 10_000) if not (one := path.with_stem(f"{path.stem}-{number}")).exists())
    os.replace(draft, other)
    return other


def _made_anew(draft: Path, result: Import, marks: dict[Key, Marks], told: dict[Key, Told]) -> None:
    with tempfile.TemporaryDirectory(prefix="etalase-laporan-", dir=draft.parent) as folder:
        base = Path(folder) / "baru.xlsx"
        names = _new_book(base, result.sheets)
        if not _copied(base, draft, result, names, marks, told, [NEW]):
            raise OSError("laporannya tidak dapat disusun dari lembar kerja ini")


def _copied(
    source: Path,
    target: Path,
    result: Import,
    names: dict[Key, str],
    marks: dict[Key, Marks],
    told: dict[Key, Told],
    notes: Sequence[str] = (),
) -> bool:
    """Copy `source` with the marks; False when it is not as expected."""
    from generator.machine.workers import WorkerFailure, run

    before = next((sheet.table for sheet in result.sheets if sheet.table.name == SUMMARY), None)
    taken = {name.casefold() for name in names.values()}
    is_ours = before is not None and bool(before.rows) and before.rows[0][:1] == [FIRST]
    title = SUMMARY if is_ours or SUMMARY.casefold() not in taken else f"{SUMMARY} {AUTHOR}"
    order = Order(
        str(source),
        str(target),
        {names[key]: value for key, value in marks.items()},
        {names[key]: value for key, value in told.items()},
        list(summary_lines(result, names, notes)),
        title,
    )
    fault = next(run(copy_marked, [order], 1, risky=True))
    return not isinstance(fault, WorkerFailure) and not fault


def _lighten(result: Import) -> None:
    """Let go of what a report does not tell."""
    for merged in result.merged:
        merged.values, merged.body = {}, ""
        merged.wanted = replace(merged.wanted, values={}, attributes={}, cells={})
        merged.standing = None


def _new_book(path: Path, sheets: Sequence[Sheet]) -> dict[Key, str]:
    """Write a workbook with the same sheets, every text where it was; returns what the sheets are called there."""
    from openpyxl import Workbook

    from generator.exchange.workbook import save, text_of

    book = Workbook(write_only=True)
    names: dict[Key, str] = {}
    for sheet in sheets:
        stem = re.sub(r"[\[\]:*?/\\]", " ", sheet.table.name or Path(sheet.book.path).stem)[:28] or "Data"
        name, number = stem, 2
        while name.casefold() in {title.casefold() for title in names.values()}:
            name, number = f"{stem} {number}", number + 1
        target = book.create_sheet(name)
        if sheet.table.hidden:
            target.sheet_state = "hidden"
        style: StyleArray | None = None
        for row in sheet.table.rows:
            cells = [text_of(target, text, style) if text else None for text in row]
            style = style or next((cell._style for cell in cells if cell is not None), None)
            target.append(cells)
        names[sheet.book.path, sheet.table.name] = name
    save(book, path)
    return names


def _plan(result: Import) -> tuple[dict[Key, Marks], dict[Key, Told]]:
    """What happens to the cells of every sheet: (marks, comments)."""
    slugs: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))  # by the log of their table
    for merged in result.merged:
        part = merged.wanted.part
        slugs[id(part.log)][part.row].append(merged.wanted.slug if part.own else f"{part.kind}/{merged.wanted.slug}")
    problems: dict[Key, list[Problem]] = defaultdict(list)
    for problem in result.problems:
        problems[problem.place.path, problem.place.sheet].append(problem)
    marks: dict[Key, Marks] = {}
    told = {}
    for sheet in result.sheets:
        key = (sheet.book.path, sheet.table.name)
        sheet_marks: Marks = defaultdict(dict)
        for block in (one for one in sheet.blocks if one.is_read):
            if place := _id_place(sheet, block):
                _fill_ids(sheet_marks, sheet, block.layout, place, slugs[id(block.log)])
        told[key] = _colour(sheet_marks, sheet.table, problems.get(key, ()))
        marks[key] = dict(sheet_marks)
    return marks, told


def _id_place(sheet: Sheet, block: TableBlock) -> int:
    """The column for the ids of a table: its own, else the first free one behind the tables; behind itself where another one
    stands beside it. 0 where there is no room.
    """
    layout, rows = block.layout, sheet.table.rows
    place = next((number for number, title in layout.titles.items() if title == (ID if layout.own else ID_TITLE)), 0)
    if place:
        return place
    starts = [
        min(one.layout.titles)
        for one in sheet.blocks
        if one.layout.first <= layout.last and layout.first <= one.layout.last
    ]
    right = min((start for start in starts if start > min(layout.titles)), default=0)
    if right:
        place = max(layout.titles) + 1
        is_free = not any("".join(row[place - 1 : place]) for row in rows[layout.header - 1 : layout.last])
        return place if place < right and is_free else 0
    widths = (len(row) for block in sheet.blocks for row in rows[block.layout.header - 1 : block.layout.header + 50])
    return max([*(number for block in sheet.blocks for number in block.layout.titles), *widths], default=0) + 1


def _fill_ids(marks: Marks, sheet: Sheet, layout: Layout, place: int, slugs: dict[int, list[str]]) -> None:
    """The id of every imported row of a table, and the title of their column where it is new."""
    rows = sheet.table.rows
    if place not in layout.titles:
        marks[layout.header][place] = Mark(text=ID_TITLE)
    for row, names in slugs.items():
        text = "; ".join(names) if layout.kind == FLAT or not layout.own else names[0]
        if (rows[row - 1][place - 1 : place] or [""])[0] != text:
            marks[row][place] = Mark(text=text)


def _colour(marks: Marks, table: Table, problems: Sequence[Problem]) -> Told:
    """Colour the cells that problems point to; returns what their comments say. Of merged cells only the first one shows."""
    shown = {
        (row + 1, column + 1): (top + 1, left + 1)
        for top, left, bottom, right in table.merged
        if (bottom - top + 1) * (right - left + 1) < MOST_MERGED
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    by_cell: dict[CellSpot, list[Problem]] = defaultdict(list)
    for problem in problems:
        place = problem.place
        if place.row:
            spot = place.row, (place.column if isinstance(place, CellPlace) else 0) or 1
            by_cell[shown.get(spot, spot)].append(problem)
    told: Told = {}
    for (row, column), listed in sorted(by_cell.items(), key=lambda item: (_worst(item[1]).rank, item[0])):
        marks[row][column] = marks[row].get(column, Mark())._replace(fill=_worst(listed).value)
        if len(told) < MOST_NOTES:
            text = "\n".join(
                f"{problem.severity.value}: {problem.message} {problem.hint}".strip() for problem in listed
            )
            told[row, column] = text[:LONGEST]
    return told


def _worst(listed: Sequence[Problem]) -> Severity:
    return min((problem.severity for problem in listed), key=lambda severity: severity.rank)
