"""Pictures that float above the cells of an .xls: the workbook's stream in, each picture with its cell and its bytes out.

Format: [MS-XLS] (MsoDrawingGroup, MsoDrawing) and [MS-ODRAW] (blips, client anchors). A picture belongs to the cell in the middle of
those that it covers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from generator.exchange.xls_cells import XlsRecords, workbook_stream

DRAWINGS, DRAWING, CONTINUE, SHEET, TEXT_OBJECT = 0xEB, 0xEC, 0x3C, 0x85, 0x1B6
STORE_ENTRY, SHAPE, PROPERTIES, ANCHOR = 0xF007, 0xF004, 0xF00B, 0xF010
BLIPS = {0xF01D: ".jpg", 0xF02A: ".jpg", 0xF01E: ".png", 0xF01F: ".bmp", 0xF029: ".tif"}
TWO_DIGESTS = frozenset({0x46B, 0x6E3, 0x6E1, 0x7A9, 0x6E5})  # kinds of blips that hold a second one of 16 bytes
PICTURE = 0x104  # the property of a shape that numbers its blip, from 1
CONTAINER = 0xF  # the version of a record that holds others
ENTRY_HEAD = 36  # bytes of a store entry before its blip


class OldPicture(NamedTuple):
    """A picture of a sheet: row and column from 1, the suffix of its kind, its bytes."""

    sheet: str
    row: int
    column: int
    suffix: str
    data: bytes


class _Art(NamedTuple):
    """A record of a drawing; `instance` says more of its kind."""

    kind: int
    instance: int
    data: bytes


def xls_pictures(file: bytes) -> Iterator[OldPicture]:
    """The pictures of a workbook, sheet by sheet. Raises struct.error or IndexError for what is not as described."""
    stream = workbook_stream(file)
    if not stream:
        return
    book = XlsRecords(stream)
    blips = [_blip(entry.data) for entry in _art(_drawn(book, 0, DRAWINGS)) if entry.kind == STORE_ENTRY]
    for name, start in book.sheet_starts():
        for shape in _art(_drawn(book, start, DRAWING), until=SHAPE):
            number, cell = _number(shape.data), _cell(shape.data)
            if cell and 0 < number <= len(blips) and blips[number - 1].data:
                blip = blips[number - 1]
                yield OldPicture(name, *cell, BLIPS[blip.kind], blip.data)


def _drawn(book: XlsRecords, start: int, wanted: int) -> bytes:
    """The parts of a drawing put together; a part may go on in records that continue it, but for those of a text."""
    pieces: list[bytes] = []
    is_open = False
    for kind, at, size in book.records(start):
        is_open = kind == wanted or (is_open and kind == CONTINUE)
        if is_open:
            pieces.append(book.data[at : at + size])
    return b"".join(pieces)


def _art(data: bytes, until: int = STORE_ENTRY) -> Iterator[_Art]:
    """The records of one kind, wherever they are nested."""
    at = 0
    while at + 8 <= len(data):
        head, kind, size = struct.unpack_from("<HHI", data, at)
        if kind == until:
            yield _Art(kind, head >> 4, data[at + 8 : at + 8 + size])
        if kind == until or head & 0xF != CONTAINER:
            at += 8 + size
        else:
            at += 8  # what it holds comes next


def _blip(entry: bytes) -> _Art:
    """The picture of a store entry; one without bytes where it is of a kind that no page shows, or kept elsewhere."""
    if len(entry) < ENTRY_HEAD + 8:
        return _Art(0, 0, b"")
    at = ENTRY_HEAD + entry[33]  # after its name
    head, kind, size = struct.unpack_from("<HHI", entry, at)
    if kind not in BLIPS:
        return _Art(kind, 0, b"")
    digests = 32 if head >> 4 in TWO_DIGESTS else 16
    return _Art(kind, head >> 4, entry[at + 8 + digests + 1 : at + 8 + size])


def _number(shape: bytes) -> int:
    """Which blip a shape shows, from 1; 0 for none."""
    for part in _art(shape, PROPERTIES):
        for place in range(part.instance):
            name, value = struct.unpack_from("<HI", part.data, 6 * place)
            if name & 0x3FFF == PICTURE:
                return int(value)
    return 0


def _cell(shape: bytes) -> tuple[int, int] | None:
    """Row and column in the middle of a shape, from 1; None for one that is nowhere."""
    for part in _art(shape, ANCHOR):
        left, dx, top, dy, right, dx2, bottom, dy2 = struct.unpack_from("<2x8H", part.data)
        across = (left + dx / 1024 + right + dx2 / 1024) / 2
        down = (top + dy / 256 + bottom + dy2 / 256) / 2
        return int(down) + 1, int(across) + 1
    return None
