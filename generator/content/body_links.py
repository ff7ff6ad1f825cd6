"""Where a link in a body leads: its stored form, or why it cannot be one.

Links to this site are stored as paths from its root: `/produk/x/`, or `/~/produk/x.md` for a link to a content file,
whose address only the catalog knows.
"""

from __future__ import annotations

import posixpath
import re

from generator.model import rules
from generator.model.problem import Remarks, Unreadable
from generator.model.records import all_kinds
from generator.model.web_address import path_below, read_url
from generator.model.world import FILE_MARK

SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
SAFE_SCHEMES = frozenset({"mailto", "tel"})
_CONTENT, _COPIED = "content/", "berkas/"  # what lies in the latter is copied to the site's root
_FILE = re.compile(r"[^/?#]\.[a-zA-Z0-9]{2,11}(?:[?#].*)?")


def stored_target(written: str, path: str, base_url: str, remarks: Remarks) -> str:
    """The stored form of a link as written in the content file at `path`. Raises Unreadable: UNSAFE_LINK, DEAD_LINK, BAD_LINK."""
    found = SCHEME.match(written)
    scheme = found[1].lower() if found else ""
    if scheme in SAFE_SCHEMES:
        return written.strip()
    if scheme in ("http", "https"):
        return _elsewhere(written.strip(), base_url, remarks)
    if scheme or written.startswith("//") or "\\" in written:
        raise Unreadable(
            rules.UNSAFE_LINK, f'Tautan "{written[:60]}" tidak aman.', "Pakai alamat yang diawali https://."
        )
    if written.startswith("#"):
        return written
    if written.startswith("/"):
        return _from_root(written)
    return _from_file(written, path)


def _elsewhere(written: str, base_url: str, remarks: Remarks) -> str:
    """A complete address; one of this site as the path that it is."""
    notes: Remarks = []
    url = read_url(written, notes) or ""
    own = path_below(base_url, url) if base_url else None
    if own is not None:
        return _from_root(own)
    remarks += notes
    return url


def _from_root(target: str) -> str:
    """A path from the root, also when it names a file by where it lies in `content/`."""
    inner = target[1:].removeprefix(_CONTENT)
    if inner.startswith(_COPIED):
        return "/" + inner.removeprefix(_COPIED)
    if inner.partition("#")[0].endswith(".md") and inner.partition("/")[0] in all_kinds():
        return FILE_MARK + inner
    return target


def _from_file(written: str, path: str) -> str:
    """A path as seen from a content file: another one, or a file that is copied to the site."""
    bare = re.sub(r"^(?:\.{1,2}/)+", "", written)
    if bare.startswith((_CONTENT, _COPIED)):
        return _from_root("/" + bare)
    target, mark, anchor = written.partition("#")
    if not target.endswith(".md"):
        if "/" not in target and _FILE.search(written):
            return "/" + written
        raise Unreadable(
            rules.DEAD_LINK,
            f'Tautan "{written[:60]}" tidak menuju apa pun.',
            "Tulis https://… untuk situs lain, /produk/… untuk halaman di sini, atau nama berkas .md.",
        )
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    if joined.startswith(("..", "/")):
        raise Unreadable(
            rules.DEAD_LINK, f'Tautan "{written[:60]}" keluar dari folder content.', "Tautkan berkas di dalam content."
        )
    return f"{FILE_MARK}{joined}{mark}{anchor}"
