"""Little .xls files (BIFF8), written record by record: enough of them for what import must read."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}

BLANK, VALUED = '=""', "=7"


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def wide(text: str, size: str = "<H") -> bytes:
    return struct.pack(size, len(text)) + b"\1" + text.encode("utf-16-le")


def cell(row: int, column: int, value: Any, style: int) -> bytes:
    place = struct.pack("<HHH", row, column, style)
    if isinstance(value, (int, float)):
        return record(0x203, place + struct.pack("<d", value))
    if value == "=":  # a formula that is to be computed when the book is opened
        return record(0x06, place + struct.pack("<dHI", 0.0, 2, 0) + struct.pack("<HBH", 3, 0x1E, 1))
    if value in (BLANK, VALUED):  # an empty text as the value, as programs write it that compute nothing; or a number
        result = b"\3\0\0\0\0\0\xff\xff" if value == BLANK else struct.pack("<d", 7.0)
        return record(0x06, place + result + struct.pack("<HI", 0, 0) + struct.pack("<HBH", 3, 0x1E, 1))
    if value in ERRORS:
        return record(0x205, place + bytes([ERRORS[value], 1]))
    return record(0x204, place + wide(value))


def link(row: int, column: int, address: str) -> bytes:
    text = (address + "\0").encode("utf-16-le")
    head = (
        struct.pack("<HHHH", row, row, column, column)
        + bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b")
        + struct.pack("<II", 2, 3)
    )
    return record(0x1B8, head + bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b") + struct.pack("<I", len(text)) + text)


def atom(kind: int, content: bytes, head: int = 0) -> bytes:
    """A record of a drawing; its `head` is 15 for one that holds others."""
    return struct.pack("<HHI", head, kind, len(content)) + content


def long_record(kind: int, content: bytes) -> bytes:
    """A record and those that continue it."""
    pieces = [content[at : at + 8224] for at in range(0, len(content), 8224)]
    return record(kind, pieces[0]) + b"".join(record(0x3C, piece) for piece in pieces[1:])


def shape(row: int, column: int, number: int) -> bytes:
    """A shape with a picture, from the middle of the row above to the middle of the row below."""
    anchor = struct.pack("<9H", 2, column, 0, row - 1, 128, column, 1023, row + 1, 128)
    return atom(0xF004, atom(0xF00B, struct.pack("<HI", 0x4104, number), 0x13) + atom(0xF010, anchor), 0xF)


def old_book(path: Path, rows: list[list[Any]], formats: tuple[str, ...] = (), *, links: dict[tuple[int, int], str] | None = None,
             hidden_row: int = -1, pictures: dict[tuple[int, int], bytes] | None = None) -> Path:  # fmt: skip
    """Write a book with one sheet `Penjual`. A cell is a text, a number, an error, `=`, or (number, which of the formats)."""
    bof = b"\0\6%s\0\xbb\x0d\xcc\7\0\0\0\0\6\0\0\0"
    shared = record(0x809, bof % b"\5") + record(0x42, struct.pack("<H", 1200)) + record(0x31, bytes(14) + b"\1\0A")
    shared += b"".join(record(0x41E, struct.pack("<H", 164 + at) + wide(code)) for at, code in enumerate(formats))
    shared += b"".join(
        record(0xE0, struct.pack("<HH", 0, form) + bytes(16)) for form in [0, *(164 + at for at in range(len(formats)))]
    )
    entries = (atom(0xF007, bytes(36) + atom(0xF01D, bytes(17) + data, 0x46A0)) for data in (pictures or {}).values())
    if pictures:
        shared += long_record(0xEB, atom(0xF000, atom(0xF001, b"".join(entries), 0xF), 0xF))
    name = b"\7\0Penjual"
    start = len(shared) + 4 + 6 + len(name) + 4
    shared += record(0x85, struct.pack("<IBB", start, 0, 0) + name) + record(0x0A, b"")
    sheet = record(0x809, bof % b"\x10") + record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for number, row in enumerate(rows):
        flags = 0x20 if number == hidden_row else 0
        sheet += record(0x208, struct.pack("<HHHHIHH", number, 0, len(row), 255, 0, flags, 15))
        for column, value in enumerate(row):
            if value is not None:
                sheet += cell(number, column, *(value if isinstance(value, tuple) else (value, 0)))
    shapes = (shape(*place, number) for number, place in enumerate(pictures or {}, 1))
    sheet += long_record(0xEC, atom(0xF002, atom(0xF003, b"".join(shapes), 0xF), 0xF)) if pictures else b""
    sheet += b"".join(link(*place, address) for place, address in (links or {}).items()) + record(0x0A, b"")
    path.write_bytes(compound(shared + sheet))
    return path


def compound(stream: bytes) -> bytes:
    """A compound file with one stream, `Workbook`."""
    stream += bytes(max(0, 4096 - len(stream)))
    sectors = -(-len(stream) // 512)
    tables = -(-(sectors + 2) // 128) + 1
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + [tables + 1 + at + 1 for at in range(sectors - 1)] + [0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))

    def entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        head = text.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(text) if name else 0, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child
        )
        return head + bytes(36) + struct.pack("<III", first, size, 0)

    folder = (
        entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
        + entry("Workbook", 2, 0xFFFFFFFF, tables + 1, len(stream))
        + 2 * entry("", 0, 0xFFFFFFFF, 0, 0)
    )
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack(
            "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
        )
    )
    places = [*range(tables), *[0xFFFFFFFF] * (109 - tables)]
    return (
        head
        + struct.pack("<109I", *places)
        + struct.pack(f"<{len(chain)}I", *chain)
        + folder
        + stream.ljust(sectors * 512, b"\0")
    )
