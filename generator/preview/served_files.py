"""The files that may be served. An allow-list: only what the ledger of the preview folder names, and never through a link.

The ledger settles in one stroke what would otherwise be many rules: no way up, no hidden files, no devices of Windows, no
file of anybody else's, and a path in other letter case is not found here either, as it will not be on the public host.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from generator.model.digest import digest, digest_texts

NOT_FOUND = "404.html"
HOME = "index.html"
NOTHING = "-"  # the mark of a page that is not there


@dataclass(frozen=True)
class Stamp:
    """By what a page in a browser is known to be out of date: digests of its bytes, of the style sheets, of other assets."""

    page: str
    style: str
    assets: str

    def __str__(self) -> str:
        return f"{self.page}.{self.style}.{self.assets}"

    @classmethod
    def of(cls, text: str) -> Stamp | None:
        """The inverse of `str`; None for anything else."""
        parts = text.split(".")
        return cls(*parts) if len(parts) == 3 and all(parts) else None


@dataclass(frozen=True)
class ServedFile:
    """What a request leads to: the file's path below the root with its bytes, or (`moved`) another path to ask for."""

    path: str = ""
    data: bytes = b""
    moved: str = ""


@dataclass(frozen=True)
class ServedFiles:
    """The preview folder as the last good build left it. `files`: its ledger; `unpublished`: page -> why it is none yet."""

    root: Path
    files: Mapping[str, str] = field(default_factory=dict)
    unpublished: Mapping[str, str] = field(default_factory=dict)
    base: str = "/"  # the path that the site will be published under

    def find(self, asked: str) -> ServedFile | None:
        """What a request's path, as sent, leads to; None when that is nothing."""
        path = clean(asked)
        if path is None:
            return None
        name = path + HOME if not path or path.endswith("/") else path
        if name in self.files:
            data = self.read(name)
            return None if data is None else ServedFile(name, data)
        if f"{name}/{HOME}" in self.files:
            return ServedFile(moved="/" + quote(f"{name}/"))
        if self.base != "/" and asked.startswith(self.base):  # 404.html is served anywhere, so its links have the base
            below = clean("/" + asked.removeprefix(self.base))
            return None if below is None else ServedFile(moved="/" + quote(below))
        return None

    def read(self, name: str) -> bytes | None:
        """The bytes of a file of the ledger, if it is a file of this very folder."""
        if name not in self.files or is_refused(name):
            return None
        root = os.path.realpath(self.root)
        file = os.path.join(root, *name.split("/"))
        try:
            if os.path.normcase(os.path.realpath(file)) != os.path.normcase(file):
                return None
            with open(file, "rb") as opened:
                return opened.read() if stat.S_ISREG(os.fstat(opened.fileno()).st_mode) else None
        except (OSError, ValueError):
            return None

    def shown_at(self, asked: str) -> ServedFile | None:
        """What a browser shows at a path: the page, else the site's own 404."""
        served = self.find(asked)
        if served is None or served.moved:
            data = self.read(NOT_FOUND)
            return None if data is None else ServedFile(NOT_FOUND, data)
        return served

    def status_at(self, asked: str) -> str:
        """Why the page at a path would not be published; empty when it would."""
        path = clean(asked)
        if path is None:
            return ""
        original = path.removesuffix(HOME).removeprefix("en/")  # a translation is hidden with its original
        return self.unpublished.get(original, "")

    def stamp(self, served: ServedFile | None) -> Stamp:
        """The stamp of what a browser is about to show."""
        if served is None:
            return Stamp(NOTHING, NOTHING, NOTHING)
        page = digest(served.data)[:12]
        for folder in ("cari/", "en/cari/"):  # the search page shows what lies beside it
            if served.path.startswith(folder):
                page = digest_texts(page, *_below(self.files, folder))[:12]
        return Stamp(page, self._style, self._assets)

    @cached_property
    def _style(self) -> str:
        return digest_texts(*_below(self.files, "aset/", css=True))[:12]

    @cached_property
    def _assets(self) -> str:
        return digest_texts(*_below(self.files, "aset/", css=False))[:12]


def _below(files: Mapping[str, str], folder: str, *, css: bool | None = None) -> list[str]:
    """Paths and digests below a folder. Photos are left out: they have their digest in their names, as pages know."""
    chosen = sorted(path for path in files if path.startswith(folder) and not path.startswith("aset/foto/"))
    return [part for path in chosen if css is None or path.endswith(".css") is css for part in (path, files[path])]


def clean(asked: str) -> str | None:
    """The path below the root that a request asks for, decoded once; None for what no page of ours can be called."""
    if not asked.startswith("/"):
        return None
    try:
        path = unquote_to_bytes(asked[1:]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if is_refused(path) else unicodedata.normalize("NFC", path)


def is_refused(path: str) -> bool:
    """True for paths that are never asked for in good faith: hidden, leading up or out, or meant for another system."""
    parts = path.split("/")
    return (
        any(part.startswith(".") for part in parts)
        or "" in parts[:-1]
        or any(letter in '\\:*?"<>|' or not letter.isprintable() for letter in path)
    )
