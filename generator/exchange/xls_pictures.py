"""Pictures in the sheets of an .xls: the bytes lie with what all sheets share, each sheet says where it shows which.

Source: [MS-ODRAW] for the drawings, [MS-XLS] for the records that hold them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from generator.content.picture import BYTE_LIMIT
from generator.exchange.cell_pictures import CellPicture
from generator.exchange.tables import MOST_BYTES
from generator.exchange.xls_cells import XlsBook, workbook_stream

CONTINUED, GROUP, DRAWING = 0x3C, 0xEB, 0xEC
STORE, SHAPE, ENTRY, PROPERTIES, ANCHOR = 0xF001, 0xF004, 0xF007, 0xF00B, 0xF010
PICTURE = 0x0104  # the property of a shape that is the number of its picture
FORMATS = {
    0xF01D: (".jpg", (0x46A, 0x6E2)),
    0xF02A: (".jpg", (0x46A, 0x6E2)),
    0xF01E: (".png", (0x6E0,)),
}  # kind -> one digest in front
FORMATS |= {0xF01F: (".dib", (0x7A8,)), 0xF029: (".tif", (0x6E4,))}


def xls_pictures(path: Path, folder: Path) -> Iterator[CellPicture]:
    """The pictures of a book, their bytes put into `folder`. Raises struct.error for a book that is not as described."""
    book = XlsBook(workbook_stream(path.read_bytes()[:MOST_BYTES]))
    book.read_shared()
    pictures = list(_stored(_joined(book, 0, GROUP)))
    files: dict[int, str] = {}
    for sheet, start in book.starts:
        for row, column, number in _shown(_joined(book, start, DRAWING)):
            suffix, data = pictures[number - 1] if 0 < number <= len(pictures) else ("", b"")
            if data and number not in files:
                target = folder / f"gambar-{number}{suffix}"
                target.write_bytes(data[: BYTE_LIMIT + 1])
                files[number] = str(target)
            if data:
                yield CellPicture(sheet, row, column, files[number], f"gambar-{number}{suffix}")


def _joined(book: XlsBook, start: int, kind: int) -> bytes:
    """The content of all records of a kind up to the end of a part, with what continues them."""
    pieces, is_open = [], False
    for one, at, size in book.records(start):
        is_open = one == kind or (is_open and one == CONTINUED)
        if is_open:
            pieces.append(book.data[at : at + size])
    return b"".join(pieces)


def _atoms(data: bytes, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int, int, int]]:
    """(kind, instance, where its content begins, where it ends) of all records of a drawing, those in containers too."""
    stop = len(data) if stop is None else min(stop, len(data))
    while start + 8 <= stop:
        head, kind, size = struct.unpack_from("<HHI", data, start)
        begin, end = start + 8, min(start + 8 + size, stop)
        yield kind, head >> 4, begin, end
        start = begin if head & 0xF == 0xF else end  # what a container holds comes next


def _stored(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(suffix, bytes) of every picture, in their order; no bytes for a drawing of lines, and for one that is gone."""
    for kind, _, begin, end in _atoms(data):
        if kind == ENTRY:
            at = begin + 36 + data[begin + 33]
            yield _picture(data, at) if at + 8 <= end else ("", b"")


def _picture(data: bytes, at: int) -> tuple[str, bytes]:
    head, kind, size = struct.unpack_from("<HHI", data, at)
    suffix, single = FORMATS.get(kind, ("", ()))
    digests = 16 if head >> 4 in single else 32
    content = data[at + 8 + digests + 1 : at + 8 + size] if suffix else b""
    if suffix == ".dib" and content:  # a bitmap without the head that it has as a file
        offset = 14 + struct.unpack_from("<I", content)[0] + 4 * _palette(content)
        return ".bmp", struct.pack("<2sIII", b"BM", 14 + len(content), 0, offset) + content
    return suffix, content


def _palette(content: bytes) -> int:
    """How many colours a bitmap lists."""
    bits, used = struct.unpack_from("<14xH16xI", content)
    return int(used) or (1 << bits if bits <= 8 else 0)


def _shown(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(row, column, number of the picture) of every shape with a picture. Its place is the cell under its middle."""
    number = 0
    for kind, count, begin, end in _atoms(data):
        if kind == SHAPE:
            number = 0
        elif kind == PROPERTIES:
            pairs = struct.iter_unpack("<HI", data[begin : begin + 6 * min(count, (end - begin) // 6)])
            number = next((value for key, value in pairs if key & 0x3FFF == PICTURE), number)
        elif kind == ANCHOR and number and end - begin >= 18:
            left, x, top, y, right, x2, bottom, y2 = struct.unpack_from("<2x8H", data, begin)
            row = (top + y / 256 + bottom + y2 / 256) / 2
            column = (left + x / 1024 + right + x2 / 1024) / 2
            yield int(row) + 1, int(column) + 1, number
