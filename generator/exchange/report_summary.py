"""The first sheet of a report: what happened, then what to mend, seller by seller, each list ready to be sent on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from generator.exchange.difference import by_owner, difference_lines, last_line, owner_title
from generator.exchange.importing import Import
from generator.exchange.report_notes import AUTHOR
from generator.exchange.report_sheet import name_of, text_cell
from generator.exchange.report_styles import BOLD, GROUP, HEAD, LINE, LINK, TITLE, Styles
from generator.exchange.tables import CellPlace, letter_of
from generator.exchange.xml_bytes import spelled, tag
from generator.model.problem import Problem

SUMMARY = "Ringkasan"
FIRST = f"{AUTHOR}: ringkasan impor"  # by which the summary of an earlier report is known
TITLES = ("Berkas", "Lembar", "Baris", "Kolom", "Tingkat", "Masalah", "Cara memperbaiki")
HEIGHT = 15  # points of a line
ROW, LEVEL = 3, 5  # columns of it
WIDTHS = (22, 16, 8, 22, 13, 64, 64)
MOST_CHANGES = 5_000  # lines that tell what is new and what changed
MOST_LINKS = 20_000  # programs give up on more
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class SummaryLine(NamedTuple):
    """A row of the summary. `font` and `fill` are of all its cells, `level` fills the fifth; `leads` is where its row leads."""

    texts: tuple[str, ...] = ()
    font: str = ""
    fill: str = ""
    level: str = ""
    leads: str = ""


def summary_lines(
    result: Import, names: dict[tuple[str, str], str], notes: Sequence[str] = ()
) -> Iterator[SummaryLine]:
    """The rows of the summary. `names`: (file, sheet) -> the sheet of the report; `notes`: more to say at the top."""
    yield SummaryLine((FIRST,), font=TITLE)
    yield SummaryLine((last_line(result, dry_run=not result.written),))
    for note in notes:
        yield SummaryLine((note,))
    yield SummaryLine(
        (
            "Merah: galat. Kuning: peringatan. Biru: catatan. Sel yang keliru berwarna sama di lembarnya, dengan penjelasan di komentarnya.",
        )
    )
    yield SummaryLine(
        (
            "Daftar di bawah ini dikelompokkan menurut penjual, jadi setiap bagian dapat disalin dan dikirim kepada penjualnya.",
        )
    )
    yield SummaryLine()
    yield SummaryLine(TITLES, font=BOLD)
    for owner, problems in by_owner(result):
        yield SummaryLine((owner_title(owner, problems),), font=GROUP, fill=HEAD)
        for problem in problems:
            yield _problem_line(problem, names)
        yield SummaryLine()
    yield SummaryLine(("Perubahan",), font=GROUP, fill=HEAD)
    for number, text in enumerate(difference_lines(result, MOST_CHANGES)):
        if number == MOST_CHANGES:
            yield SummaryLine(("… selebihnya tidak dituliskan.",))
            break
        yield SummaryLine((text,))


def _problem_line(problem: Problem, names: dict[tuple[str, str], str]) -> SummaryLine:
    place = problem.place
    number = place.column if isinstance(place, CellPlace) else 0
    sheet = names.get((place.path, place.sheet), "")
    leads = f"'{sheet.replace(chr(39), chr(39) * 2)}'!{name_of(place.row, number or 1)}" if sheet and place.row else ""
    texts = (
        place.path,
        place.sheet,
        str(place.row or ""),
        place.column_name or (letter_of(number) if number else ""),
        problem.severity.value,
        problem.message,
        problem.hint,
    )
    return SummaryLine(texts, level=problem.severity.value, leads=leads)


def write_summary(lines: Sequence[SummaryLine], styles: Styles, write: Callable[[bytes], object]) -> None:
    """Write the summary as the XML of a sheet."""
    write(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + tag("worksheet", {"xmlns": MAIN}))
    write(
        b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><cols>'
    )
    for number, width in enumerate(WIDTHS, 1):
        write(tag("col", {"min": number, "max": number, "width": width, "customWidth": 1}, closed=True))
    write(b"</cols><sheetData>")
    links: list[tuple[str, str]] = []
    for row, line in enumerate(lines, 1):
        if line.texts:
            cells = b"".join(_cells(row, line, styles, links))
            write(b'<row r="%d" ht="%d" customHeight="1">%s</row>' % (row, _height(line), cells))
    write(b"</sheetData>")
    if links:
        write(b"<hyperlinks>")
        for ref, leads in links:
            write(b'<hyperlink ref="%s" location="%s"/>' % (ref.encode(), spelled(leads)))
        write(b"</hyperlinks>")
    write(b'<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>')


def _height(line: SummaryLine) -> int:
    """The height of a row in points: what is written in a column wraps, and not every program makes room for that."""
    if line.font == TITLE:
        return 24
    rows = [-(-len(text) * 20 // (width * 21)) for text, width in zip(line.texts, WIDTHS, strict=False)]
    return HEIGHT * (min(20, max(rows)) if len(line.texts) > 1 else 1)


def _cells(row: int, line: SummaryLine, styles: Styles, links: list[tuple[str, str]]) -> Iterator[bytes]:
    texts = (*line.texts, *[""] * (len(WIDTHS) - len(line.texts))) if line.fill else line.texts
    for column, text in enumerate(texts, 1):
        font, fill, ref = line.font, line.fill, name_of(row, column)
        if not text:
            if fill:
                yield tag("c", {"r": ref, "s": styles.own(font, fill)}, closed=True)
            continue
        if len(line.texts) == 1 and not font:
            font = LINE
        elif line.level and column == LEVEL:
            fill = line.level
        elif line.leads and column == ROW and len(links) < MOST_LINKS:
            font = LINK
            links.append((ref, line.leads))
        yield text_cell("c", {"r": ref, "s": styles.own(font, fill)}, text)
