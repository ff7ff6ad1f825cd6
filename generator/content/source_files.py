"""SourceFiles: which content files there are and which of them changed, with as few reads as possible."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.machine.cache import Cache, Values
from generator.machine.tree import Stamp, Tree, stamp
from generator.model import rules
from generator.model.digest import digest
from generator.model.problem import WHOLE_FILE, Log, Place, Problem

SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


class SourceFile(NamedTuple):
    """A file below a root: its path with slashes, where it is, and the digest of its bytes."""

    path: str
    file: str
    digest: str
    size: int


class Seen(NamedTuple):
    """Files below a root as they were listed. `raw` has the names of those that the file system spells in another way."""

    folder: str
    stamps: Mapping[str, Stamp]
    raw: Mapping[str, str]

    def place(self, path: str) -> str:
        """Where a file is."""
        return f"{self.folder}/{self.raw.get(path, path)}"


class SourceFiles(NamedTuple):
    """The files of a root that can be read: their paths in order, and what is known of each."""

    paths: list[str]
    stats: Mapping[str, Values]
    seen: Seen

    def digest(self, path: str) -> str:
        """The digest of a file's bytes."""
        return self.stats[path][1]  # type: ignore[no-any-return]

    def file(self, path: str) -> SourceFile:
        """All there is to know of a file."""
        stamp, digest = self.stats[path]
        return SourceFile(path, self.seen.place(path), digest, stamp[0])


def is_skipped(name: str) -> bool:
    """True for what no build reads: hidden files, what office programs keep while a file is open, and the system's own."""
    return name.startswith((".", "~$")) or name.lower() in SYSTEM_FILES


def visible(tree: Tree, root: Path, group: str, problems: list[Problem]) -> Seen:
    """Every regular file of a listing of `root`. Links are problems, and so are names that no other system could keep.

    Paths are in Unicode's composed form; `group` is how messages call the root, with a slash at its end.
    """
    folder = os.fspath(root)
    problems += map(partial(_not_a_file, group), tree.others)
    together = "".join(tree.files)
    if together.isascii() and together.isprintable():
        return Seen(folder, tree.files, {})
    found, raw_names = {}, {}
    for raw, seen in tree.files.items():
        path = composed(raw)
        if path in found or not path.isprintable():
            problems.append(_odd_name(group + path, is_twin=path in found))
            continue
        found[path] = seen
        if raw != path:
            raw_names[path] = raw
    return Seen(folder, found, raw_names)


def composed(path: str) -> str:
    """A path in Unicode's composed form: one system stores "é" as one letter, another as two."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _not_a_file(group: str, path: str) -> Problem:
    log = Log(group + _shown(composed(path)))
    log.add(rules.LINK_IN_CONTENT, WHOLE_FILE, "Ini bukan berkas biasa, melainkan pintasan (symlink) atau sejenisnya.",
            "Salin berkas aslinya ke sini.")  # fmt: skip
    return log.problems[0]


def _odd_name(path: str, *, is_twin: bool) -> Problem:
    """The problem of a name that no other system could keep: bytes that are no text, control characters, Unicode twins."""
    message = ("Di folder ini ada dua nama yang terbaca sama; hanya satu yang dapat dipakai." if is_twin
               else "Nama berkas atau folder ini memuat huruf yang bukan tulisan biasa.")  # fmt: skip
    rule = rules.BAD_SLUG
    return Problem(
        Place(_shown(path)),
        rule,
        message,
        "Ganti namanya; pakai huruf a–z, angka, dan tanda hubung.",
        "",
        rule.severity,
    )


def _shown(path: str) -> str:
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path)


def digests(seen: Seen, cache: Cache, group: str, problems: list[Problem]) -> SourceFiles:
    """The files with the digest of each, from the cache where its stamp is as remembered, else from its bytes.

    A file that cannot be read is a problem and is left out. `group` is how messages call the root.
    """
    known = cache.pool("stats")
    changed = [path for path, found in seen.stamps.items() if path not in known or known[path][0] != found]
    lost = set()
    for path in changed:
        now = time.time_ns()
        try:
            stat = os.stat(seen.place(path))
            row = (stamp(stat, now), digest(Path(seen.place(path)).read_bytes()))
        except OSError as fault:
            problems.append(unreadable(group + path, fault))
            lost.add(path)
            continue
        if known.get(path) != row:
            cache.keep("stats", path, row)
    paths = [path for path in seen.stamps if path not in lost]
    if len(known) != len(paths):
        cache.release("stats", known.keys() - set(paths))
    return SourceFiles(paths, known, seen)


def unreadable(path: str, fault: OSError) -> Problem:
    """The problem of a file that the machine does not let us read."""
    return Problem(Place(path), rules.UNREADABLE_FILE, f"Berkas ini tidak dapat dibaca: {fault.strerror}.",
                   "Periksa hak akses berkas itu, atau tutup program yang sedang memakainya.")  # fmt: skip
