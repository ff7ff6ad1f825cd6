"""Sources: which content files there are and which of them changed, with as few reads as possible."""

from __future__ import annotations

import os
import time
import unicodedata
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.content.cache import Cache
from generator.content.tree import Stamp, Tree, stamp
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
    """A file as the file system lists it."""

    path: str
    file: str
    stamp: Stamp


def is_skipped(name: str) -> bool:
    """True for what no build reads: hidden files, what office programs keep while a file is open, and the system's own."""
    return name.startswith((".", "~$")) or name.lower() in SYSTEM_FILES


def visible(tree: Tree, root: Path, group: str, problems: list[Problem]) -> list[Seen]:
    """Every regular file of a listing of `root`. Links are problems, and so are names that no other system could keep.

    Paths are in Unicode's composed form; `group` is how messages call the root, with a slash at its end.
    """
    folder = os.fspath(root)
    problems += map(partial(_not_a_file, group), tree.others)
    if all(map(_is_plain, tree.files)):
        return [Seen(path, f"{folder}/{path}", seen) for path, seen in tree.files.items()]
    found, taken = [], set()
    for raw, seen in tree.files.items():
        path = composed(raw)
        if path in taken or not path.isprintable():
            problems.append(_odd_name(group + path, is_twin=path in taken))
            continue
        taken.add(path)
        found.append(Seen(path, f"{folder}/{raw}", seen))
    return found


def composed(path: str) -> str:
    """A path in Unicode's composed form: one system stores "é" as one letter, another as two."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _is_plain(path: str) -> bool:
    return path.isascii() and path.isprintable()


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


def digests(seen: list[Seen], cache: Cache, group: str, problems: list[Problem]) -> list[SourceFile]:
    """The digest of every file, from the cache where its stamp is as remembered, else from its bytes.

    A file that cannot be read is a problem and is left out. `group` is how messages call the root.
    """
    known = cache.pool("stats")
    files = []
    for path, file, found in seen:
        old = known.get(path)
        if old and old[0] == found:
            files.append(SourceFile(path, file, old[1], found[0]))
            continue
        now = time.time_ns()
        try:
            stat = os.stat(file)
            content = digest(Path(file).read_bytes())
        except OSError as fault:
            problems.append(unreadable(group + path, fault))
            continue
        files.append(SourceFile(path, file, content, stat.st_size))
        row = (stamp(stat, now), content)
        if old != row:
            cache.keep("stats", path, row)
    if len(known) != len(files):
        cache.release("stats", known.keys() - {file.path for file in files})
    return files


def unreadable(path: str, fault: OSError) -> Problem:
    """The problem of a file that the machine does not let us read."""
    return Problem(Place(path), rules.UNREADABLE_FILE, f"Berkas ini tidak dapat dibaca: {fault.strerror}.",
                   "Periksa hak akses berkas itu, atau tutup program yang sedang memakainya.")  # fmt: skip
