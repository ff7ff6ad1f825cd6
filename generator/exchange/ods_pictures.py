"""Pictures in the sheets of an .ods: frames in the cell that they are anchored to, or at a place of the sheet.

Source: OASIS OpenDocument 1.3, part 3 (`draw:frame`, `table:shapes`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import accumulate
from xml.etree.ElementTree import Element

from generator.exchange.cell_pictures import CellPicture, Lines, PictureArchive

MOST_LINES = {"row": 70_000, "column": 2_000}  # of a sheet; what is repeated beyond them is only filling
USUAL = {"row": "0.45cm", "column": "2.26cm"}  # sizes of LibreOffice
EMU = {"cm": 360_000, "mm": 36_000, "in": 914_400, "pt": 12_700, "pc": 152_400, "px": 9_525}
LENGTH = re.compile(r"(-?[0-9.]{1,12})(cm|mm|in|pt|pc|px)")


class Document(PictureArchive):
    """The content of an .ods."""

    def pictures(self) -> Iterator[CellPicture]:
        """Every picture, sheet by sheet."""
        root = self.xml("content.xml")
        if root is None:
            return
        sizes = {
            _told(style, "name"): size
            for style in _within(root, "style")
            for item in style
            if (size := _told(item, "row-height") or _told(item, "column-width"))
        }
        for table in _within(root, "table"):
            columns, _ = _lines(table, "column", sizes)
            rows, cells = _lines(table, "row", sizes)
            shapes = [(0.0, 0.0, shape) for part in table if _local(part) == "shapes" for shape in part]
            for row, line in cells:
                column = 0
                for cell in line:
                    shapes += [(rows.start(row), columns.start(column), item) for item in cell] if len(cell) else []
                    column += _count(cell, "column")
            for top, left, shape in shapes:
                yield from self._of_shape(_told(table, "name"), shape, (top, left), (rows, columns))

    def _of_shape(
        self, sheet: str, shape: Element, corner: tuple[float, float], lines: tuple[Lines, Lines]
    ) -> Iterator[CellPicture]:
        """The pictures of a frame, or of a group of frames."""
        for frame in _within(shape, "frame"):
            parts = [part for image in _within(frame, "image") if (part := _told(image, "href").removeprefix("./"))]
            part = next((part for part in parts if part.startswith("Pictures/")), "")  # others stand for charts
            if file := self.file(part):
                middles = (
                    start + _length(frame, place) + _length(frame, size) / 2
                    for start, place, size in zip(corner, ("y", "x"), ("height", "width"), strict=True)
                )
                row, column = (line.at(max(0.0, middle)) for line, middle in zip(lines, middles, strict=True))
                yield CellPicture(sheet, row, column, file, posixpath.basename(part))


def _lines(table: Element, kind: str, sizes: dict[str, str]) -> tuple[Lines, list[tuple[int, Element]]]:
    """(where the rows or columns of a table end, those with cells in them by their number from 0)."""
    lengths: list[float] = []
    filled: list[tuple[int, Element]] = []
    for line in _within(table, f"table-{kind}"):
        if len(line):
            filled.append((len(lengths), line))
        is_shown = _told(line, "visibility") in ("", "visible")
        size = _emu(sizes.get(_told(line, "style-name"), USUAL[kind])) if is_shown else 0.0
        lengths += [size] * min(_count(line, f"{kind}"), MOST_LINES[kind] - len(lengths))
    return Lines(list(accumulate(lengths)), _emu(USUAL[kind])), filled


def _within(root: Element, kind: str) -> Iterator[Element]:
    return (item for item in root.iter() if _local(item) == kind)


def _local(item: Element) -> str:
    return item.tag.rpartition("}")[2]


def _told(item: Element, name: str) -> str:
    return next((value for key, value in item.attrib.items() if key.rpartition("}")[2] == name), "")


def _count(item: Element, kind: str) -> int:
    text = _told(item, f"number-{kind}s-repeated")
    return max(1, int(text)) if text.isdecimal() else 1


def _length(item: Element, name: str) -> float:
    return _emu(_told(item, name))


def _emu(text: str) -> float:
    match = LENGTH.fullmatch(text)
    return float(match[1]) * EMU[match[2]] if match else 0.0
