"""Files of `content/berkas/`, copied to the site's root as they are."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.model import rules
from generator.model.digest import digest
from generator.model.output import Output, RecipeFaultError


class Original(NamedTuple):
    """A file to copy. Its fingerprint is its content's alone: the place may move."""

    file: str
    digest: str


def copy_of(path: str, file: str, content: str) -> Output:
    """The output that is a copy of `file`, whose bytes have the digest `content`."""
    return Output(path, copy_file, (Original(file, content),), f"content/berkas/{path}")


def copy_file(original: Original) -> bytes:
    """The bytes of a file. Raises RecipeFaultError when it changed since it was listed."""
    data = Path(original.file).read_bytes()
    if digest(data) != original.digest:
        raise RecipeFaultError(
            rules.UNREADABLE_FILE, "Berkas ini berubah selagi situs dibuat.", "Jalankan sekali lagi."
        )
    return data
