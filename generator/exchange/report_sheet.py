"""One sheet of a report: a stream of its XML in which the marked cells change and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from generator.exchange.report_styles import Styles
from generator.exchange.tables import RefusedError, letter_of
from generator.exchange.workbook import escaped
from generator.exchange.xml_bytes import BROKEN, end, local, parser, prefixed, spelled, tag, tag_at

LARGEST = 4_000_000  # bytes of one tag, comment or marked cell; the parser looks at an unfinished one again and again
PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BEYOND = 1 << 30  # comes after every row and column
# What may stand behind the reference to the drawing of the comments.
AFTER = frozenset(
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst AlternateContent".split()
)

CellSpot = tuple[int, int]  # row and column, from 1


class Mark(NamedTuple):
    """What happens to a cell: a fill ("" keeps its own), a text (None keeps its own)."""

    fill: str = ""
    text: str | None = None


Marks = dict[int, dict[int, Mark]]  # row -> column -> mark


class Splice:
    """Copies bytes as they come, but for the stretches that are replaced, in their order."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self.write, self.buffer, self.base = write, bytearray(), 0

    def upto(self, offset: int) -> None:
        """Copy everything before `offset`."""
        size = offset - self.base
        if size > 0:
            self.write(bytes(self.buffer[:size]))
            del self.buffer[:size]
            self.base = offset

    def put(self, start: int, stop: int, new: bytes) -> None:
        """Replace the stretch from `start` to `stop`. Raises RefusedError."""
        if start < self.base:
            raise RefusedError(BROKEN)
        self.upto(start)
        self.write(new)
        del self.buffer[: stop - start]
        self.base = stop

    def tag(self, offset: int) -> bytes:
        """The tag at `offset`."""
        return tag_at(self.buffer, offset - self.base)


class SheetPatch:
    """Copies a sheet's XML to `write`, with `marks` made. `drawing`: the id of the comments' drawing, where the sheet has
    none yet. Raises RefusedError.
    """

    def __init__(self, marks: Marks, styles: Styles, write: Callable[[bytes], object], drawing: str = "") -> None:
        self.marks, self.styles, self.drawing = marks, styles, drawing
        self.splice = Splice(write)
        self.parser = parser(self._begin, self._end)
        self.path: list[str] = []
        self.columns: list[tuple[int, int, int]] = []  # first, last, style
        self.rows = sorted(marks, reverse=True)  # still to come, the next one last
        self.row = self.column = self.row_style = 0
        self.cells: list[int] = []  # columns still to come in this row, the next one last
        self.in_rows = False
        self.cell: tuple[int, str, dict[str, str], Mark] | None = None  # the marked cell that is being read
        self.is_formula = False

    def copy(self, pieces: Iterable[bytes]) -> None:
        """Copy the whole part."""
        try:
            for piece in pieces:
                self.splice.buffer += piece
                self.parser.Parse(piece, False)
                self.splice.upto(self.cell[0] if self.cell else self.parser.CurrentByteIndex)
                if len(self.splice.buffer) > LARGEST:
                    raise RefusedError(BROKEN)
            self.parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as fault:
            raise RefusedError(BROKEN) from fault
        self.splice.upto(self.splice.base + len(self.splice.buffer))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = local(name)
        if self.in_rows:
            if self.cell is not None:
                self.is_formula |= kind == "f"
            elif kind == "c":
                self._begin_cell(name, attributes)
            elif kind == "row":
                self._begin_row(name, attributes)
            return
        self.path.append(kind)
        at = self.parser.CurrentByteIndex
        if len(self.path) == 2 and self.drawing and kind in AFTER:
            self._draw(name, at)
        if kind == "sheetData" and len(self.path) == 2:
            if self._is_closed(at):
                rows = self._missing_rows(name)
                if rows:
                    self._retag(at, name, attributes, rows)
            else:
                self.in_rows = True
        elif kind == "sheetView" and attributes.pop("tabSelected", ""):
            self._retag(at, name, attributes)
        elif kind == "dimension" and self.marks:
            self._retag(at, name, {**attributes, "ref": self._dimension(attributes.get("ref", "A1"))})
        elif kind == "col" and "style" in attributes:
            self.columns.append((int(attributes["min"]), int(attributes["max"]), int(attributes["style"])))

    def _end(self, name: str) -> None:
        kind, at = local(name), self.parser.CurrentByteIndex
        if self.in_rows:
            if kind == "c" and self.cell is not None:
                self._end_cell(at)
            elif kind == "row":
                self._end_row(name, at)
            elif kind == "sheetData":
                self.splice.put(at, at, self._missing_rows(name))
                self.in_rows = False
                self.path.pop()
            return
        if len(self.path) == 1 and self.drawing:
            self._draw(name, at)
        self.path.pop()

    def _is_closed(self, at: int) -> bool:
        return self.splice.tag(at).endswith(b"/>")

    def _retag(self, at: int, name: str, attributes: dict[str, str], content: bytes = b"") -> None:
        """Write the start tag at `at` anew. `content`: what goes into an element that had none."""
        old = self.splice.tag(at)
        new = tag(name, attributes, closed=old.endswith(b"/>") and not content)
        self.splice.put(at, at + len(old), new + content + (end(name) if content else b""))

    def _draw(self, like: str, at: int) -> None:
        reference = tag(prefixed(like, "legacyDrawing"), {"xmlns:r": RELATIONS, "r:id": self.drawing}, closed=True)
        self.splice.put(at, at, reference)
        self.drawing = ""

    def _dimension(self, ref: str) -> str:
        """The area of the sheet with the marked cells in it."""
        first, _, last = ref.partition(":")
        spots = [place_of(first), place_of(last or first)]
        spots += [(row, column) for row, cells in self.marks.items() for column in cells]
        rows, columns = [spot[0] for spot in spots], [spot[1] for spot in spots]
        return f"{name_of(min(rows), min(columns))}:{name_of(max(rows), max(columns))}"

    def _begin_row(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        self.row_style = int(attributes.get("s", "0")) if attributes.get("customFormat") in ("1", "true") else 0
        before = self._missing_rows(name, self.row)
        if before:
            self.splice.put(at, at, before)
        self.cells = []
        if self.rows and self.rows[-1] == self.row:
            self.rows.pop()
            self.cells = sorted(self.marks[self.row], reverse=True)
            attributes.pop("spans", None)  # only a hint, and now a wrong one
            self._retag(at, name, attributes, self._missing_cells(name) if self._is_closed(at) else b"")

    def _end_row(self, name: str, at: int) -> None:
        if self.cells:
            self.splice.put(at, at, self._missing_cells(name))

    def _begin_cell(self, name: str, attributes: dict[str, str]) -> None:
        ref = attributes.get("r")
        self.column = place_of(ref)[1] if ref else self.column + 1
        if not self.cells or self.cells[-1] > self.column:
            return
        at = self.parser.CurrentByteIndex
        before = self._missing_cells(name, self.column)
        if before:
            self.splice.put(at, at, before)
        if self.cells and self.cells[-1] == self.column:
            self.cells.pop()
            self.cell, self.is_formula = (at, name, attributes, self.marks[self.row][self.column]), False

    def _end_cell(self, at: int) -> None:
        assert self.cell is not None
        start, name, attributes, mark = self.cell
        self.cell = None
        base = int(attributes.get("s", "0"))
        if mark.text is None or self.is_formula:  # what a program computes is never overwritten
            self._retag(start, name, {**attributes, "s": str(self.styles.marked(base, mark.fill))})
        else:
            last = start if self._is_closed(start) else at
            stop = last + len(self.splice.tag(last))
            self.splice.put(start, stop, self._cell(name, self.column, mark, base))

    def _cell(self, like: str, column: int, mark: Mark, base: int) -> bytes:
        """A cell of this row with a mark; `base` is the style that it would have without."""
        style = self.styles.marked(base, mark.fill, text=mark.text is not None)
        name, attributes = prefixed(like, "c"), {"r": name_of(self.row, column), "s": style}
        if not mark.text:
            return tag(name, attributes, closed=True)
        return text_cell(name, attributes, mark.text)

    def _missing_cells(self, like: str, before: int = BEYOND) -> bytes:
        """The marked cells of this row that the sheet does not have, up to a column."""
        cells = []
        while self.cells and self.cells[-1] < before:
            column = self.cells.pop()
            base = self.row_style or next((style for first, last, style in self.columns if first <= column <= last), 0)
            cells.append(self._cell(like, column, self.marks[self.row][column], base))
        return b"".join(cells)

    def _missing_rows(self, like: str, before: int = BEYOND) -> bytes:
        """The marked rows that the sheet does not have, up to a row."""
        rows, row, style = [], self.row, self.row_style
        while self.rows and self.rows[-1] < before:
            self.row, self.row_style = self.rows.pop(), 0
            self.cells = sorted(self.marks[self.row], reverse=True)
            name = prefixed(like, "row")
            rows += [tag(name, {"r": self.row}), self._missing_cells(like), end(name)]
        self.row, self.row_style = row, style
        return b"".join(rows)


def text_cell(name: str, attributes: Mapping[str, object], text: str) -> bytes:
    """A cell that holds a text, and never a formula."""
    names = {b"is": prefixed(name, "is").encode(), b"t": prefixed(name, "t").encode(), b"text": spelled(escaped(text))}
    inner = b'<%(is)s><%(t)s xml:space="preserve">%(text)s</%(t)s></%(is)s>' % names
    return tag(name, {**attributes, "t": "inlineStr"}) + inner + end(name)


def name_of(row: int, column: int) -> str:
    """`B7` for row 7, column 2."""
    return f"{letter_of(column)}{row}"


@lru_cache(maxsize=4096)
def _number(letters: str) -> int:
    """The column of its letters."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def place_of(ref: str) -> CellSpot:
    """Row and column of `B7`. Raises RefusedError."""
    match = PLACE.fullmatch(ref)
    if match is None:
        raise RefusedError(BROKEN)
    return int(match[2]), _number(match[1])
