"""The first sheet of a report: what happened, then what to mend, seller by seller, each list ready to be sent on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from generator.exchange.difference import by_owner, difference_lines, last_line, owner_title
from generator.exchange.importing import Import
from generator.exchange.report_sheet import name_of, text_cell
from generator.exchange.report_styles import BOLD, HEAD, LINE, LINK, TITLE, Styles
from generator.exchange.tables import CellPlace, letter_of
from generator.exchange.xml_bytes import spelled, tag
from generator.model.problem import Problem

SUMMARY, AUTHOR = "Ringkasan", "Etalase"
FIRST = f"{AUTHOR}: ringkasan impor"  # by which the summary of an earlier report is known
TITLES = ("Berkas", "Lembar", "Baris", "Kolom", "Tingkat", "Masalah", "Cara memperbaiki")
WIDTHS = (22, 16, 8, 22, 13, 64, 64)
MOST_CHANGES = 5_000  # lines that tell what is new and what changed
MOST_LINKS = 20_000  # programs give up on more
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Line(NamedTuple):
    """A row of the summary. `font` and `fill` are of all its cells, `level` fills the fifth; `leads` is where its row leads."""

    texts: tuple[str, ...] = ()
    font: str = ""
    fill: str = ""
    level: str = ""
    leads: str = ""


def summary_lines(result: Import, names: dict[tuple[str, str], str], notes: Sequence[str] = ()) -> Iterator[Line]:
    """The rows of the summary. `names`: (file, sheet) -> the sheet of the report; `notes`: more to say at the top."""
    yield Line((FIRST,), font=TITLE)
    yield Line((last_line(result, dry_run=not result.written),))
    for note in notes:
        yield Line((note,))
    yield Line(("Merah: galat. Kuning: peringatan. Biru: catatan. Sel yang keliru berwarna sama di lembarnya, dengan penjelasan di komentarnya.",))  # fmt: skip
    yield Line(("Daftar di bawah ini dikelompokkan menurut penjual, jadi setiap bagian dapat disalin dan dikirim kepada penjualnya.",))  # fmt: skip
    yield Line()
    for owner, problems in by_owner(result):
        yield Line((owner_title(owner, problems),), font=BOLD, fill=HEAD)
        yield Line(TITLES, font=BOLD)
        for problem in problems:
            yield _problem_line(problem, names)
        yield Line()
    yield Line(("Perubahan",), font=BOLD, fill=HEAD)
    for number, text in enumerate(difference_lines(result)):
        if number == MOST_CHANGES:
            yield Line(("… selebihnya tampil di layar saat impor.",))
            break
        yield Line((text,))


def _problem_line(problem: Problem, names: dict[tuple[str, str], str]) -> Line:
    place = problem.place
    number = place.column if isinstance(place, CellPlace) else 0
    sheet = names.get((place.path, place.sheet), "")
    leads = f"'{sheet.replace(chr(39), chr(39) * 2)}'!{name_of(place.row, number or 1)}" if sheet and place.row else ""
    texts = (place.path, place.sheet, str(place.row or ""), place.column_name or (letter_of(number) if number else ""),
             problem.severity.value, problem.message, problem.hint)  # fmt: skip
    return Line(texts, level=problem.severity.value, leads=leads)


def write_summary(lines: Sequence[Line], styles: Styles, write: Callable[[bytes], object]) -> None:
    """Write the summary as the XML of a sheet."""
    write(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + tag("worksheet", {"xmlns": MAIN}))
    write(b'<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><cols>')
    for number, width in enumerate(WIDTHS, 1):
        write(tag("col", {"min": number, "max": number, "width": width, "customWidth": 1}, closed=True))
    write(b"</cols><sheetData>")
    links: list[tuple[str, str]] = []
    for row, line in enumerate(lines, 1):
        if not line.texts:
            continue
        write(tag("row", {"r": row}))
        for column, text in enumerate(line.texts, 1):
            if text:
                font, fill = line.font, line.fill
                if len(line.texts) == 1 and not font:
                    font = LINE
                elif line.level and column == 5:
                    fill = line.level
                elif line.leads and column == 3 and len(links) < MOST_LINKS:
                    font = LINK
                    links.append((name_of(row, column), line.leads))
                write(text_cell("c", {"r": name_of(row, column), "s": styles.own(font, fill)}, text))
        write(b"</row>")
    write(b"</sheetData>")
    if links:
        write(b"<hyperlinks>")
        for ref, leads in links:
            write(b'<hyperlink ref="%s" location="%s"/>' % (ref.encode(), spelled(leads)))
        write(b"</hyperlinks>")
    write(b"</worksheet>")
