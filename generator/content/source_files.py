"""SourceFiles: which content files there are and which of them changed, with as few reads as possible."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.machine.cache import Cache, Pool
from generator.machine.tree import Stamp, Tree, stamp
from generator.model import rules
from generator.model.digest import digest
from generator.model.problem import Problem, problem_at

SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


class SourceFile(NamedTuple):
    """A file below a root: its path with slashes, where it is, and the digest of its bytes."""

    path: str
    file: str
    digest: str
    size: int


class FileContent(NamedTuple):
    """What is remembered of a file: the digest of its bytes, and its stamp when they were read."""

    stamp: Stamp
    digest: str


FILES = Pool("files", FileContent._make, tuple)


class ListedFiles(NamedTuple):
    """Files below a root as they were listed. `raw` has the names of those that the file system spells in another way."""

    folder: str
    stamps: Mapping[str, Stamp]
    raw: Mapping[str, str]

    def place(self, path: str) -> str:
        """Where a file is."""
        return f"{self.folder}/{self.raw.get(path, path)}"


class SourceFiles(NamedTuple):
    """The files of a root that can be read: their paths in order, and the content of each."""

    paths: list[str]
    contents: Mapping[str, FileContent]
    listed: ListedFiles

    def file(self, path: str) -> SourceFile:
        """All there is to know of a file."""
        stamp, digest = self.contents[path]
        return SourceFile(path, self.listed.place(path), digest, stamp[0])


def is_skipped(name: str) -> bool:
    """True for what no build reads: hidden files, what office programs keep while a file is open, and the system's own."""
    return name.startswith((".", "~$")) or name.lower() in SYSTEM_FILES


def visible(tree: Tree, root: Path, group: str, problems: list[Problem]) -> ListedFiles:
    """Every regular file of a listing of `root`. Links are problems, and so are names that no other system could keep.

    Paths are in Unicode's composed form; `group` is how messages call the root, with a slash at its end.
    """
    folder = os.fspath(root)
    problems += map(partial(_not_a_file, group), tree.others)
    together = "".join(tree.files)
    if together.isascii() and together.isprintable():
        return ListedFiles(folder, tree.files, {})
    stamps, raw_names = {}, {}
    for raw, seen in tree.files.items():
        path = composed(raw)
        if path in stamps or not path.isprintable():
            problems.append(_odd_name(group + path, is_twin=path in stamps))
            continue
        stamps[path] = seen
        if raw != path:
            raw_names[path] = raw
    return ListedFiles(folder, stamps, raw_names)


def composed(path: str) -> str:
    """A path in Unicode's composed form: one system stores "é" as one letter, another as two."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _not_a_file(group: str, path: str) -> Problem:
    message = "Ini bukan berkas biasa, melainkan pintasan (symlink) atau sejenisnya."
    return problem_at(group + _shown(composed(path)), rules.LINK_IN_CONTENT, message, "Salin berkas aslinya ke sini.")


def _odd_name(path: str, *, is_twin: bool) -> Problem:
    """The problem of a name that no other system could keep: bytes that are no text, control characters, Unicode twins."""
    message = "Nama berkas atau folder ini memuat huruf yang bukan tulisan biasa."
    if is_twin:
        message = "Di folder ini ada dua nama yang terbaca sama; hanya satu yang dapat dipakai."
    hint = "Ganti namanya; pakai huruf a–z, angka, dan tanda hubung."
    return problem_at(_shown(path), rules.BAD_SLUG, message, hint)


def _shown(path: str) -> str:
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path)


def read_contents(listed: ListedFiles, cache: Cache, group: str, problems: list[Problem]) -> SourceFiles:
    """The files with the digest of each, from the cache where its stamp is as remembered, else from its bytes.

    A file that cannot be read is a problem and is left out. `group` is how messages call the root.
    """
    contents = cache.pool(FILES)
    stamps = listed.stamps
    changed = [path for path, seen in stamps.items() if path not in contents or contents[path].stamp != seen]
    unread = set()
    for path in changed:
        now = time.time_ns()
        try:
            stat = os.stat(listed.place(path))
            content = FileContent(stamp(stat, now), digest(Path(listed.place(path)).read_bytes()))
        except OSError as fault:
            problems.append(unreadable(group + path, fault))
            unread.add(path)
            continue
        if contents.get(path) != content:
            cache.keep(FILES, path, content)
    paths = [path for path in stamps if path not in unread]
    if len(contents) != len(paths):
        cache.release(FILES, contents.keys() - set(paths))
    return SourceFiles(paths, contents, listed)


def unreadable(path: str, fault: OSError) -> Problem:
    """The problem of a file that the machine does not let us read."""
    hint = "Periksa hak akses berkas itu, atau tutup program yang sedang memakainya."
    return problem_at(path, rules.UNREADABLE_FILE, f"Berkas ini tidak dapat dibaca: {fault.strerror}.", hint)
