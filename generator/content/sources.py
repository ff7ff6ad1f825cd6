"""Sources: which files there are and which of them changed, asked with as few reads as possible.

A file whose size, times and inode are as remembered is taken as unchanged, unless it was touched so shortly before we
last looked that a second edit could hide behind the same time (git's "racy" rule): then its bytes decide.
"""

from __future__ import annotations

import contextlib
import os
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.content.cache import Cache
from generator.model import rules
from generator.model.digest import digest
from generator.model.problem import WHOLE_FILE, Log, Place, Problem

RACY_NANOSECONDS = 2_000_000_000


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
    stat: os.stat_result


def spell_stat(stat: os.stat_result, now: int = 0) -> str:
    """What must stay the same for a file to count as unchanged; racy ones get a mark that matches nothing."""
    newest = max(stat.st_mtime_ns, stat.st_ctime_ns)
    text = f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
    return f"{text} racy" if now and newest > now - RACY_NANOSECONDS else text


def walk(root: Path, problems: list[Problem], label: str = "") -> Iterator[Seen]:
    """Every visible regular file below `root`, in the order of their paths. Links are problems, never followed."""

    taken: set[str] = set()

    def enter(folder: str, prefix: str) -> Iterator[Seen]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        for entry in entries:
            name = unicodedata.normalize("NFC", entry.name)
            if name.startswith((".", "~$")) or name.lower() in ("thumbs.db", "desktop.ini"):
                continue
            path = prefix + name
            if not name.isprintable() or path in taken:
                problems.append(_odd_name(label + path, is_twin=path in taken))
                continue
            taken.add(path)
            if entry.is_symlink():
                log = Log(label + path)
                log.add(rules.LINK_IN_CONTENT, WHOLE_FILE, "Berkas ini pintasan (symlink), bukan berkas.",
                        "Salin berkas aslinya ke sini.")  # fmt: skip
                problems.extend(log.problems)
            elif entry.is_dir():
                yield from enter(entry.path, path + "/")
            elif entry.is_file():
                with contextlib.suppress(FileNotFoundError):  # gone since the folder was listed
                    yield Seen(path, entry.path, os.stat(entry.path))

    yield from enter(os.fspath(root), "")


def _odd_name(path: str, *, is_twin: bool) -> Problem:
    """The problem of a name that no other system could keep: bytes that are no text, control characters, Unicode twins."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path)
    message = ("Di folder ini ada dua nama yang terbaca sama; hanya satu yang dapat dipakai." if is_twin
               else "Nama berkas atau folder ini memuat huruf yang bukan tulisan biasa.")  # fmt: skip
    rule = rules.BAD_SLUG
    return Problem(
        Place(shown), rule, message, "Ganti namanya; pakai huruf a–z, angka, dan tanda hubung.", "", rule.severity
    )


def digests(seen: list[Seen], cache: Cache, group: str, problems: list[Problem]) -> list[SourceFile]:
    """The digest of every file, from the cache where its stat is as remembered, else from its bytes.

    `group` tells one root from another in the cache. A file that cannot be read is a problem and is left out.
    """
    known = {row[0]: row for row in cache.rows("stats") if row[0].startswith(group)}
    files = []
    for path, file, stat in seen:
        key = group + path
        old = known.pop(key, None)
        if old and old[1] == spell_stat(stat):
            files.append(SourceFile(path, file, old[2], stat.st_size))
            continue
        now = time.time_ns()
        try:
            found = digest(Path(file).read_bytes())
        except OSError as fault:
            problems.append(unreadable(key, fault))
            continue
        files.append(SourceFile(path, file, found, stat.st_size))
        row = (key, spell_stat(stat, now), found)
        if old != row:
            cache.put("stats", *row)
    cache.drop("stats", known)
    return files


def unreadable(path: str, fault: OSError) -> Problem:
    """The problem of a file that the machine does not let us read."""
    return Problem(Place(path), rules.UNREADABLE_FILE, f"Berkas ini tidak dapat dibaca: {fault.strerror}.",
                   "Periksa hak akses berkas itu, atau tutup program yang sedang memakainya.")  # fmt: skip
