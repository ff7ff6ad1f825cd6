"""Which letters the bytes of a text file mean."""

from __future__ import annotations

from generator.model import rules
from generator.model.problem import WHOLE_FILE, Log, Spot

FILE_LIMIT = 256_000  # bytes
UTF8 = "UTF-8"


def decoded(data: bytes) -> tuple[str, str]:
    """(text, name of its encoding): UTF-8, UTF-16 with its mark, else what Windows writes; line ends become `\\n`."""
    encoding, name = ("utf-16", "UTF-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", UTF8)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        name, text = "Windows-1252", data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), name


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
