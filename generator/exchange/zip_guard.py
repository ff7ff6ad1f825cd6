"""The guard at the door of zipped files: sizes and counts are checked while inflating, before any parser sees a byte.

What a file says about its own sizes is not believed. XML with a document type is refused: no entity, no expansion.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from generator.exchange.tables import MOST_BYTES, MOST_CELLS, MOST_INFLATED, MOST_MEMBERS, RefusedError

PIECE = 1 << 18
OVERLAP = 64  # bytes kept from the piece before, so that nothing hides on a border
REPEAT = re.compile(rb'number-(columns|rows)-repeated="(\d{1,9})"')
CELL = re.compile(rb"<(?:\w{1,20}:)?(?:c|table-cell)[ />]")
SPLIT = "Simpan ulang sebagai .xlsx biasa, atau bagi menjadi beberapa berkas."
XML_MARK = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def guard_zip(path: Path) -> None:
    """Raise RefusedError unless the zip at `path` is harmless to inflate and its XML to parse."""
    if path.stat().st_size > MOST_BYTES:
        raise RefusedError(f"Berkas ini lebih besar dari {MOST_BYTES // 1_000_000} MB.", SPLIT)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise RefusedError(f"Berkas ini berisi {len(members)} bagian; ini bukan lembar kerja biasa.", SPLIT)
            total = cells = 0
            for member in members:
                if member.flag_bits & 1:
                    raise RefusedError("Berkas ini dilindungi kata sandi.", "Buka kata sandinya, lalu simpan lagi.")
                xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
                for piece in _inflated(archive, member):
                    total += len(piece) - min(OVERLAP, len(piece))
                    if total > MOST_INFLATED:
                        raise RefusedError("Isi berkas ini mengembang jauh melebihi ukurannya (bom zip).", SPLIT)
                    if xml:
                        cells += _check_xml(piece)
                        if cells > 2 * MOST_CELLS:
                            raise RefusedError("Lembar ini memuat terlalu banyak sel.", SPLIT)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        zlib.error,
    ) as fault:
        if isinstance(fault, FileNotFoundError):
            raise
        raise RefusedError("Berkas ini rusak atau bukan lembar kerja.", "Buka di Excel, lalu simpan lagi.") from fault


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes in pieces, each begun with the end of the one before."""
    tail = b" " * OVERLAP
    with archive.open(member) as file:
        while data := file.read(PIECE):
            piece = tail + data
            yield piece
            tail = piece[-OVERLAP:]


def _check_xml(piece: bytes) -> int:
    """How many cells begin in a piece of XML. Raises RefusedError for what no office program writes."""
    if XML_MARK.search(piece):
        message = "Berkas ini memuat definisi XML (DTD) yang tidak dipakai lembar kerja."
        hint = "Minta berkas yang disimpan langsung dari Excel atau LibreOffice."
        raise RefusedError(message, hint)
    if piece.lstrip(b" ")[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in piece:
        raise RefusedError("Berkas ini memakai penulisan XML yang tidak biasa.", SPLIT)
    if b"-repeated=" in piece:
        _check_repeats(piece)
    return sum(1 for _ in CELL.finditer(piece, OVERLAP - 16))


def _check_repeats(piece: bytes) -> None:
    """ODS writes equal cells once, with a count: a filled cell repeated a million times is a bomb."""
    for match in REPEAT.finditer(piece):
        count = int(match[2])
        if count > 1_100_000:
            raise RefusedError("Satu sel atau baris diulang jutaan kali.", SPLIT)
