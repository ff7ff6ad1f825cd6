"""What the values of an .xls (BIFF8) do not say: errors, formats, links, formulas nobody computed, and what is hidden.

Sources: [MS-CFB] for the container, [MS-XLS] for the records. Older books (BIFF5) are left to the decoder alone.

Whether a formula was computed is told by the mark "compute when opened" beside a value of 0. Some programs that compute nothing
write an empty text instead; that is told from a formula that truly gives one only where no formula of the book has any value.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from generator.exchange.cell_traits import CellTraits, Spot
from generator.exchange.number_formats import BUILT_IN, NumberFormat, number_format
from generator.exchange.tables import MOST_BYTES, MOST_COLUMNS, MOST_SHEETS, UNCALCULATED

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
EOF, FORMULA, COLUMN, SHEET, MULTIPLE, STYLE, LINK = 0x0A, 0x06, 0x7D, 0x85, 0xBD, 0xE0, 0x1B8
NUMBER, LOGICAL, ROW, SHORT_NUMBER, FORMAT = 0x203, 0x205, 0x208, 0x27E, 0x41E
URL_MONIKER = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
HYPERLINK_CALL = (359).to_bytes(2, "little")
LAST = 0xFFFFFFFA  # sectors from here on are marks


def xls_traits(path: Path) -> dict[str, CellTraits]:
    """By sheet what its values do not say; nothing for a file that is not as described. The decoder judges the file."""
    try:
        data = workbook_stream(path.read_bytes()[:MOST_BYTES])
        return XlsBook(data).sheets() if data else {}
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        return {}


def workbook_stream(data: bytes, name: str = "Workbook") -> bytes:
    """The stream of a compound file that holds the workbook; empty when there is none."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if not 128 <= size <= 1 << 16:
        return b""
    count, folder, extra = struct.unpack_from("<I", data, 44)[0], *struct.unpack_from("<I16xI", data, 48)
    places = list(struct.unpack_from("<109I", data, 76))
    while extra < LAST and len(places) < count and (extra + 2) * size <= len(data) + size:
        *more, extra = struct.unpack_from(f"<{size // 4}I", data, (extra + 1) * size)
        places += more
    table: list[int] = []
    for place in places[: min(count, len(data) // size + 1)]:
        if place < LAST:
            table += struct.unpack_from(f"<{size // 4}I", data, (place + 1) * size)

    def chain(sector: int) -> bytes:
        pieces: list[bytes] = []
        while sector < len(table) and len(pieces) <= len(table):
            pieces.append(data[(sector + 1) * size : (sector + 2) * size])
            sector = table[sector]
        return b"".join(pieces)

    entries = chain(folder)
    for start in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, start + 64)[0]
        if entries[start : start + max(0, length - 2)].decode("utf-16-le", "replace").casefold() == name.casefold():
            first, extent = struct.unpack_from("<II", entries, start + 116)
            return chain(first)[:extent] if extent >= 4096 else b""  # shorter ones hold no sheet
    return b""


class XlsBook:
    """A stream of records: what all sheets share first, then each sheet where the list of sheets says."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.styles: list[int] = []  # style of a cell -> number of its format
        self.codes = dict(BUILT_IN)
        self.starts: list[tuple[str, int]] = []
        self.blank: list[tuple[CellTraits, Spot]] = []  # formulas whose value is an empty text
        self.is_computed = False  # some formula has a value

    def records(self, start: int) -> Iterator[tuple[int, int, int]]:
        """(type, where its content begins, how long it is) of every record up to the end of a part."""
        data, most = self.data, len(self.data) - 4
        while start <= most:
            kind, size = struct.unpack_from("<HH", data, start)
            if kind == EOF:
                return
            yield kind, start + 4, size
            start += 4 + size

    def read_shared(self) -> None:
        """Read what all sheets share."""
        for kind, at, _ in self.records(0):
            if kind == SHEET:
                self.starts.append(
                    (self._text(at + 8, self.data[at + 6], at + 7), struct.unpack_from("<I", self.data, at)[0])
                )
            elif kind == FORMAT:
                number, length = struct.unpack_from("<HH", self.data, at)
                self.codes[number] = self._text(at + 5, length, at + 4)
            elif kind == STYLE:
                self.styles.append(struct.unpack_from("<H", self.data, at + 2)[0])

    def sheets(self) -> dict[str, CellTraits]:
        """What each sheet says beside its values."""
        self.read_shared()
        sheets = {name: self._sheet(start) for name, start in self.starts[:MOST_SHEETS]}
        if not self.is_computed:
            for traits, spot in self.blank:
                traits.texts[spot] = UNCALCULATED
        return sheets

    def _text(self, start: int, length: int, flags: int) -> str:
        wide = self.data[flags] & 1
        return self.data[start : start + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")

    def _format(self, style: int) -> NumberFormat:
        code = self.codes.get(self.styles[style], "") if style < len(self.styles) else ""
        return number_format(code)

    def _sheet(self, start: int) -> CellTraits:
        traits, data = CellTraits(), self.data
        for kind, at, size in self.records(start):
            if kind in (NUMBER, SHORT_NUMBER, FORMULA, LOGICAL):
                row, column, style = struct.unpack_from("<HHH", data, at)
                self._cell(kind, at + 6, size - 6, (row + 1, column + 1), self._format(style), traits)
            elif kind == MULTIPLE:
                row, column = struct.unpack_from("<HH", data, at)
                for number, place in enumerate(range(at + 4, at + size - 6 + 1, 6)):
                    style = struct.unpack_from("<H", data, place)[0]
                    self._cell(SHORT_NUMBER, place + 2, 4, (row + 1, column + number + 1), self._format(style), traits)
            elif kind == ROW and size >= 14 and data[at + 12] & 0x20:
                traits.hidden_rows.add(struct.unpack_from("<H", data, at)[0] + 1)
            elif kind == COLUMN and size >= 10 and data[at + 8] & 1:
                first, last = struct.unpack_from("<HH", data, at)
                traits.hidden_columns |= set(range(first + 1, min(last + 1, MOST_COLUMNS) + 1))
            elif kind == LINK and (address := _address(data[at : at + size])):
                row, column = struct.unpack_from("<H2xH", data, at)
                traits.links.setdefault((row + 1, column + 1), address)
        return traits

    def _cell(self, kind: int, at: int, size: int, spot: Spot, form: NumberFormat, traits: CellTraits) -> None:
        data = self.data
        if kind == LOGICAL:
            if data[at + 1]:
                traits.texts[spot] = ERRORS.get(data[at], "#N/A")
            return
        if kind == FORMULA:
            if target := self._linked(at + 16, size - 16):
                traits.links[spot] = target
            if data[at + 6 : at + 8] == b"\xff\xff":
                if data[at] == 2:
                    traits.texts[spot] = ERRORS.get(data[at + 2], "#N/A")
                elif data[at] == 3:
                    self.blank.append((traits, spot))
                self.is_computed |= data[at] != 3
                return
            self.is_computed |= any(data[at : at + 8])
        if kind == SHORT_NUMBER:
            value = _short_number(struct.unpack_from("<i", data, at)[0])
        else:
            value = struct.unpack_from("<d", data, at)[0]
        if kind == FORMULA and value == 0 and data[at + 8] & 2:  # to be computed when the book is opened
            traits.texts[spot] = UNCALCULATED
        elif any(form):
            traits.note_format(spot, repr(value), form)

    def _linked(self, at: int, size: int) -> str:
        """Where `HYPERLINK("…"; "…")` leads, from the tokens of a formula; empty for any other."""
        if size < 8 or self.data[at] != 0x17 or self.data[at + size - 2 : at + size] != HYPERLINK_CALL:
            return ""
        target = self._text(at + 3, self.data[at + 1], at + 2)
        return "" if target.startswith("#") else target


def _short_number(packed: int) -> float:
    """A number of 30 bits: a whole one or the upper half of a double, in hundredths if the lowest bit is set."""
    value: float = packed >> 2 if packed & 2 else struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", packed & ~3))[0]
    return value / 100 if packed & 1 else value


def _address(record: bytes) -> str:
    """The address of a link to the web; empty for a link to a file or a place in the book."""
    at = record.find(URL_MONIKER)
    if at < 0:
        return ""
    length = struct.unpack_from("<I", record, at + 16)[0]
    return record[at + 20 : at + 20 + length].decode("utf-16-le", "replace").partition("\0")[0]
