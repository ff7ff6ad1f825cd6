"""The desk's own style sheet, script and icon."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator.desk.requests import Reply

FOLDER = Path(__file__).parent / "static"
TYPES = {
    "meja.css": "text/css; charset=utf-8",
    "meja.js": "text/javascript; charset=utf-8",
    "meja.svg": "image/svg+xml",
}


def send(name: str) -> Reply | None:
    """The file of a name; None for any other."""
    return Reply(_bytes(name), kind=TYPES[name]) if name in TYPES else None


@lru_cache
def _bytes(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
