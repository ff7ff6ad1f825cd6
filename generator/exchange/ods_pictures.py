"""Pictures in the cells of an .ods: its content in, the cell of each picture and the member of the zip that holds it out.

Format: OpenDocument 1.3, part 3 (`draw:frame` in a cell or among a table's shapes, `draw:image`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.etree import ElementTree

from generator.exchange.tables import MOST_COLUMNS, MOST_ROWS, column_of

CELLS = ("table-cell", "covered-table-cell")
FOLDER = "Pictures/"
END = re.compile(r"(?:.*\.)?\$?([A-Z]{1,3})\$?(\d{1,7})")


class OdsPicture(NamedTuple):
    """A picture of a sheet: row and column from 1, and its member of the zip."""

    sheet: str
    row: int
    column: int
    part: str


def ods_pictures(content: IO[bytes]) -> Iterator[OdsPicture]:
    """The pictures of a workbook, sheet by sheet. Raises ParseError for what is no XML."""
    sheet, row, column, end = "", 0, 0, ""
    for event, item in ElementTree.iterparse(content, ("start", "end")):  # noqa: S314 - the guard has refused document types
        name = item.tag.rpartition("}")[2]
        if event == "start":
            if name == "table":
                sheet, row, column = _told(item, "name"), 1, 1
            elif name == "frame":
                end = _told(item, "end-cell-address")
            elif name == "image" and (part := _told(item, "href").removeprefix("./")).startswith(FOLDER):
                yield OdsPicture(sheet, *(_place(end) or (row, column)), part)
        elif name == "table-row":
            row, column = min(row + _count(item, "number-rows-repeated"), MOST_ROWS), 1
            item.clear()
        elif name in CELLS:
            column = min(column + _count(item, "number-columns-repeated"), MOST_COLUMNS)


def _told(item: ElementTree.Element, name: str) -> str:
    return next((value for key, value in item.attrib.items() if key.rpartition("}")[2] == name), "")


def _count(item: ElementTree.Element, name: str) -> int:
    text = _told(item, name)
    return int(text) if text.isdecimal() and len(text) < 8 else 1


def _place(address: str) -> tuple[int, int] | None:
    """Row and column of `Data.G7`, where a picture that floats ends; None without one."""
    found = END.fullmatch(address)
    return (int(found[2]), column_of(found[1])) if found else None
