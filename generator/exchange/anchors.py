"""Which cell a picture of a drawing is over: the sizes of a sheet's rows and columns, and the anchors of its drawings.

Format: ECMA-376 part 1, spreadsheet drawings. Lengths are in EMU.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple
from xml.etree import ElementTree

EMU_OF_POINT, EMU_OF_CHARACTER = 12_700, 66_675
DEFAULT_HEIGHT, DEFAULT_WIDTH = 15.0, 9.14  # points; characters with the cell's margin
MOST_LINES = 70_000  # rows or columns whose sizes are added up


def local_name(item: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return item.tag.rpartition("}")[2]


class Lines(NamedTuple):
    """Where the rows or columns of a sheet end, in EMU: the first ones one by one, all others of one size."""

    ends: list[float]
    size: float

    def start(self, number: int) -> float:
        """Where a line, counted from 0, begins."""
        listed = min(number, len(self.ends))
        return (self.ends[listed - 1] if listed else 0.0) + (number - listed) * self.size

    def at(self, place: float) -> int:
        """The line, counted from 1, that is at a place."""
        from bisect import bisect_right

        last = self.ends[-1] if self.ends else 0.0
        return (
            bisect_right(self.ends, place) + 1
            if place < last
            else len(self.ends) + int((place - last) // self.size) + 1
        )


def lines_of(data: bytes, *, rows: bool) -> Lines:
    """The sizes of a sheet's rows or columns. A hidden one has none."""
    unit, tag = (EMU_OF_POINT, rb"<row\b([^>]*)>") if rows else (EMU_OF_CHARACTER, rb"<col\b([^>]*)>")
    general = _number(re.search(rb"<sheetFormatPr\b([^>]*)>", data), "defaultRowHeight" if rows else "defaultColWidth")
    size = (general or (DEFAULT_HEIGHT if rows else DEFAULT_WIDTH)) * unit
    sizes: dict[int, float] = {}
    for match in re.finditer(tag, data):
        first = int(_number(match, "r" if rows else "min") or 0)
        last = first if rows else min(int(_number(match, "max") or 0), first + 1000)
        given = _number(match, "ht" if rows else "width")
        hidden = re.search(rb'\bhidden="(?:1|true)"', match[1])
        if hidden or given is not None:
            sizes |= dict.fromkeys(range(first, last + 1), 0.0 if hidden else (given or 0.0) * unit)
    most = min(max(sizes, default=0), MOST_LINES)
    return Lines(list(accumulate(sizes.get(number, size) for number in range(1, most + 1))), size or 1.0)


def _number(match: re.Match[bytes] | None, name: str) -> float | None:
    number = re.search(rb'\b%s="([0-9.]{1,20})"' % name.encode(), match[1]) if match else None
    return float(number[1]) if number else None


def middle_of(anchor: ElementTree.Element, lines: Lines, axis: str) -> int:
    """The row or column, from 1, under the middle of an anchored picture."""
    parts = {local_name(item): item for item in anchor}

    def place(name: str) -> float:
        values = {local_name(item): int(item.text or 0) for item in parts[name]}
        return lines.start(values.get(axis, 0)) + values.get(f"{axis}Off", 0)

    length, position = ("cy", "y") if axis == "row" else ("cx", "x")
    if "from" in parts:
        begin = place("from")
    else:
        begin = float(parts["pos"].get(position, "0")) if "pos" in parts else 0.0
    if "to" in parts:
        end = place("to")
    else:
        end = begin + (float(parts["ext"].get(length, "0")) if "ext" in parts else 0.0)
    return lines.at((begin + max(begin, end)) / 2)
