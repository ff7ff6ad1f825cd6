"""Which letters the bytes of a text file mean."""

from __future__ import annotations

from generator.model import rules
from generator.model.problem import WHOLE_FILE, Log, Spot

FILE_LIMIT = 256_000  # bytes
UTF8 = "UTF-8"
MOST_LOOKED_AT = 4_096  # bytes by which UTF-16 without its mark is known
MOSTLY = 0.8


def decoded(data: bytes) -> tuple[str, str]:
    """(text, name of its encoding): UTF-8, UTF-16, else what Windows writes; line ends become `\\n`."""
    encoding = _wide(data[:MOST_LOOKED_AT])
    encoding, name = (encoding, "UTF-16") if encoding else ("utf-8-sig", UTF8)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        name, text = "Windows-1252", data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), name


def _wide(data: bytes) -> str:
    """The UTF-16 that some text is in: by its mark, else where every second byte is empty, as of Latin letters; else nothing."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    half = len(data) // 2
    empty = [data[start : 2 * half : 2].count(0) for start in (0, 1)]
    if half < 2 or max(empty) < half * MOSTLY or min(empty) > half * (1 - MOSTLY):
        return ""
    return "utf-16-le" if empty[1] > empty[0] else "utf-16-be"


def decode(data: bytes, log: Log) -> str | None:
    """The text of a file: UTF-8, else what Windows writes. Line ends become `\\n`, a byte order mark goes."""
    if len(data) > FILE_LIMIT:
        log.add(
            rules.TOO_LARGE,
            WHOLE_FILE,
            f"Berkas ini {len(data) // 1000} kB, paling besar {FILE_LIMIT // 1000} kB.",
            "Berkas isi hanya memuat tulisan; foto disimpan di content/foto.",
        )
        return None
    text, encoding = decoded(data)
    if encoding != UTF8:
        log.add(
            rules.NOT_UTF8,
            Spot(1, 1),
            f"Berkas ini bukan UTF-8; dibaca sebagai {encoding}.",
            "Periksa huruf seperti tanda petik, lalu simpan sebagai UTF-8.",
        )
    if "\0" in text:
        log.add(
            rules.UNREADABLE_FILE,
            Spot(1, 1),
            "Berkas ini bukan tulisan biasa.",
            "Simpan sebagai teks (UTF-8), bukan dokumen Word.",
        )
        return None
    return text
