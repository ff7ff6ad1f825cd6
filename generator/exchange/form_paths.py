"""Which files the browser form may touch: content files and photos, named plainly, and never through a link.

The form's requests come from a browser and may have been written by anybody: a path is refused unless it is one of ours.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from generator.content.parse import TRANSLATION
from generator.content.picture import SUFFIXES
from generator.model.collate import WINDOWS_RESERVED
from generator.model.records import all_kinds

PHOTOS = "content/foto"
PHOTO_ENDINGS = SUFFIXES
LONGEST = 400  # characters
FORBIDDEN = '\\:*?"<>|'


class FormRefusedError(Exception):
    """A request that is not met: HTTP `status` and a sentence in Indonesian."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


def _parts(path: object) -> list[str]:
    """The parts of a relative path that means the same on every system. Raises FormRefusedError."""
    if not isinstance(path, str) or not path or len(path) > LONGEST:
        raise FormRefusedError(422, "Nama berkasnya tidak terbaca.")
    parts = path.split("/")
    for part in parts:
        is_odd = any(letter in FORBIDDEN or not letter.isprintable() for letter in part)
        if (
            not part
            or is_odd
            or part[0] in ". "
            or part[-1] in ". "
            or part.partition(".")[0].lower() in WINDOWS_RESERVED
        ):
            raise FormRefusedError(403, "Formulir hanya menyentuh berkas isi dan foto.")
    return [unicodedata.normalize("NFC", part) for part in parts]


def _inside(site: Path, parts: list[str]) -> Path:
    """The file of a checked path; a link on the way could lead out of the site. Raises FormRefusedError."""
    root = os.path.realpath(site)
    file = os.path.join(root, *parts)
    if os.path.normcase(os.path.realpath(file)) != os.path.normcase(file):
        raise FormRefusedError(403, "Formulir tidak mengikuti pintasan (symlink).")
    return Path(file)


def content_folder(site: Path, path: object) -> tuple[str, Path]:
    """(kind, folder) of a collection: `content/produk`. Raises FormRefusedError."""
    parts = _parts(path)
    if len(parts) != 2 or parts[0] != "content" or parts[1] not in all_kinds():
        raise FormRefusedError(403, "Formulir hanya membaca folder isi.")
    return parts[1], _inside(site, parts)


def content_file(site: Path, path: object) -> tuple[str, Path]:
    """(path below `content/`, file) of a record; never of a translation. Raises FormRefusedError."""
    parts = _parts(path)
    is_ours = len(parts) > 2 and parts[0] == "content" and parts[1] in all_kinds() and parts[-1].endswith(".md")
    if not is_ours or parts[-1].endswith(f"{TRANSLATION}.md"):
        raise FormRefusedError(403, "Formulir hanya menyentuh berkas isi dan foto.")
    return "/".join(parts[1:]), _inside(site, parts)


def photo_folder(site: Path, path: object) -> Path:
    """The folder of the photos. Raises FormRefusedError."""
    if path != PHOTOS:
        raise FormRefusedError(403, f"Foto disimpan di {PHOTOS}.")
    return _inside(site, PHOTOS.split("/"))


def photo_file(site: Path, path: object) -> tuple[str, Path]:
    """(path below `content/`, file) of a photo. Raises FormRefusedError."""
    parts = _parts(path)
    if len(parts) < 3 or "/".join(parts[:2]) != PHOTOS:
        raise FormRefusedError(403, "Formulir hanya menyentuh berkas isi dan foto.")
    return "/".join(parts[1:]), _inside(site, parts)
