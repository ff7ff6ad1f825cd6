"""Sources: which files there are and which of them changed, asked with as few reads as possible.

A file whose size, times and inode are as remembered is taken as unchanged, unless it was touched so shortly before we
last looked that a second edit could hide behind the same time (git's "racy" rule): then its bytes decide.
"""

from __future__ import annotations

import contextlib
import os
import time
import unicodedata
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from generator.content.cache import Cache
from generator.model import rules
from generator.model.digest import digest
from generator.model.problem import WHOLE_FILE, Log, Place, Problem

RACY_NANOSECONDS = 2_000_000_000
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
    stat: os.stat_result


def spell_stat(stat: os.stat_result, now: int = 0) -> str:
    """What must stay the same for a file to count as unchanged; racy ones get a mark that matches nothing."""
    newest = max(stat.st_mtime_ns, stat.st_ctime_ns)
    text = f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
    return f"{text} racy" if now and newest > now - RACY_NANOSECONDS else text


def walk(root: Path, problems: list[Problem], label: str = "") -> list[Seen]:
    """Every visible regular file below `root`, in the order of their paths. Links are problems, never followed."""
    found: list[Seen] = []
    _enter(os.fspath(root), "", found, problems, label)
    return found


def _enter(folder: str, prefix: str, found: list[Seen], problems: list[Problem], label: str) -> None:
    try:
        entries = sorted(os.scandir(folder), key=_name)
    except FileNotFoundError:
        return
    taken: set[str] = set()
    for entry in entries:
        name = entry.name
        if not name.isascii():
            name = unicodedata.normalize("NFC", name)
        if name.startswith((".", "~$")) or name.lower() in SYSTEM_FILES:
            continue
        path = prefix + name
        if name in taken or not name.isprintable():
            problems.append(_odd_name(label + path, is_twin=name in taken))
            continue
        taken.add(name)
        if entry.is_symlink():
            log = Log(label + path)
            log.add(rules.LINK_IN_CONTENT, WHOLE_FILE, "Berkas ini pintasan (symlink), bukan berkas.",
                    "Salin berkas aslinya ke sini.")  # fmt: skip
            problems.extend(log.problems)
        elif entry.is_dir():
            _enter(entry.path, path + "/", found, problems, label)
        elif entry.is_file():
            with contextlib.suppress(FileNotFoundError):  # gone since the folder was listed
                found.append(Seen(path, entry.path, stat_of(entry)))


_name = attrgetter("name")


def stat_of(entry: os.DirEntry[str]) -> os.stat_result:
    """The stat of a file that is no link. Windows leaves inode and times out of what a listing tells."""
    return entry.stat(follow_symlinks=False) if os.name == "posix" else os.stat(entry.path)


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
    known = cache.pool("stats")
    files, seen_keys = [], set()
    for path, file, stat in seen:
        key = group + path
        seen_keys.add(key)
        old = known.get(key)
        if old and old[0] == spell_stat(stat):
            files.append(SourceFile(path, file, old[1], stat.st_size))
            continue
        now = time.time_ns()
        try:
            found = digest(Path(file).read_bytes())
        except OSError as fault:
            problems.append(unreadable(key, fault))
            continue
        files.append(SourceFile(path, file, found, stat.st_size))
        row = (spell_stat(stat, now), found)
        if old != row:
            cache.keep("stats", key, row)
    cache.release("stats", [key for key in known if key.startswith(group) and key not in seen_keys])
    return files


def unreadable(path: str, fault: OSError) -> Problem:
    """The problem of a file that the machine does not let us read."""
    return Problem(Place(path), rules.UNREADABLE_FILE, f"Berkas ini tidak dapat dibaca: {fault.strerror}.",
                   "Periksa hak akses berkas itu, atau tutup program yang sedang memakainya.")  # fmt: skip
