"""Which letters the bytes of a text file mean."""

from __future__ import annotations

UTF8 = "UTF-8"


def decoded(data: bytes) -> tuple[str, str]:
    """(text, name of its encoding): UTF-8, UTF-16 with its mark, else what Windows writes; line ends become `\\n`."""
    encoding, name = ("utf-16", "UTF-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", UTF8)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        name, text = "Windows-1252", data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), name
