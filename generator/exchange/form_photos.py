"""Photos of the browser form: out of a request, through the intake, and as the protocol shows them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
from pathlib import Path
from typing import NamedTuple

from generator.content.picture import BYTE_LIMIT
from generator.exchange.form_paths import FormRefusedError
from generator.images.intake import Raw, Taken, take_in


class FormAsset(NamedTuple):
    """A photo that came along: the name asked for, and its bytes."""

    path: str
    data: bytes


def asset_of(asked: object) -> FormAsset:
    """A photo of a request. Raises FormRefusedError."""
    if not isinstance(asked, dict) or asked.get("encoding") != "base64" or not isinstance(asked.get("content"), str):
        raise FormRefusedError(422, "Fotonya tidak terbaca.")
    try:
        data = base64.b64decode(asked["content"], validate=True)
    except (binascii.Error, ValueError):
        raise FormRefusedError(422, "Fotonya tidak terbaca.") from None
    if len(data) > BYTE_LIMIT:
        raise FormRefusedError(413, f"Foto {len(data) // 1_000_000} MB, paling besar {BYTE_LIMIT // 1_000_000} MB.")
    return FormAsset(asked.get("path", ""), data)


def safe_form(raw: Raw) -> Taken:
    """What became of a photo, decoded in a process that may die."""
    from generator.machine.workers import WorkerFailure, run

    (taken,) = run(take_in, [raw], 1, risky=True)
    return (
        Taken(raw.name, "menghabiskan memori pembacanya.", "Simpan lagi sebagai JPG.")
        if isinstance(taken, WorkerFailure)
        else taken
    )


def shown_photo(path: str, file: Path) -> dict[str, object]:
    """A photo as the protocol shows it; `path` below `content/`. Raises FormRefusedError when it is not there."""
    try:
        data = bytes_of(file)
    except FileNotFoundError:
        raise FormRefusedError(404, "Foto itu tidak ada.") from None
    return {
        "id": hashlib.sha256(data).hexdigest(),
        "content": base64.b64encode(data).decode(),
        "encoding": "base64",
        "path": f"content/{path}",
        "name": posixpath.basename(path),
    }


def bytes_of(file: Path) -> bytes:
    """The bytes of a file. Raises FileNotFoundError, and FormRefusedError for one that is too large."""
    if not file.is_file():
        raise FileNotFoundError(file)
    if file.stat().st_size > BYTE_LIMIT:
        raise FormRefusedError(413, "Berkasnya terlalu besar untuk formulir.")
    return file.read_bytes()
