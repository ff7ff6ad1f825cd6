"""What lies below a folder, asked of the file system with as few questions as possible.

A folder whose own times and inode are as remembered holds the same names as before (POSIX: they change whenever an entry
comes or goes), so it is not listed again; every file in it is asked all the same. Windows promises less: there all are listed.

Files and folders count as unchanged by their size, times and inode, unless they were touched so shortly before we looked that
a second change could hide behind the same time (git's "racy" rule).
"""

from __future__ import annotations

import contextlib
import marshal
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.machine.cache import Cache
from generator.model.digest import digest

# size in bytes, time of the content and of the entry in nanoseconds, inode; one number more when it is not to be trusted
Stamp = tuple[int, ...]
Names = tuple[
    Any, ...
]  # stamp of a folder, names of the files, of the folders and of all else in it: what a pool keeps

POOL = "folders"
RACY = 30_000_000  # nanoseconds; clocks that know fractions of a second tick every 16 ms at least (Windows)
GONE = (FileNotFoundError, NotADirectoryError)
COARSE_RACY = 2_000_000_000  # on those that do not: FAT counts in two seconds


class Tree(NamedTuple):
    """Everything below a folder by its path with slashes, names as the file system has them, in an order they alone decide."""

    files: dict[str, Stamp]
    others: list[str]  # links, and what is neither file nor folder


def stamp(stat: os.stat_result, now: int = 0) -> Stamp:
    """What must stay the same for a file or folder to count as unchanged. `now` (ns) is given when the result is to be kept."""
    found = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    if not now:
        return found
    doubt = RACY if stat.st_mtime_ns % 1_000_000_000 else COARSE_RACY
    return (*found, 0) if max(stat.st_mtime_ns, stat.st_ctime_ns) > now - doubt else found


def seal(files: Mapping[str, Stamp]) -> str:
    """One digest over the stamps of some files. A stamp that is not to be trusted equals none of a later look."""
    return digest(marshal.dumps(sorted(files.items()), 2))  # version 2 writes equal values as equal bytes


def read_tree(
    root: str, group: str = "", cache: Cache | None = None, skip: Callable[[str], bool] = lambda _: False
) -> Tree:
    """List `root`; what is not there is empty. `group` tells one root from another in the cache, `skip` leaves names out."""
    known = cache.pool(POOL) if cache else {}
    files: dict[str, Stamp] = {}
    others: list[str] = []
    fresh: dict[str, Names] = {}
    waiting, met = [""], []
    ask = os.stat
    with _top(root) as (base, top):
        while waiting:
            prefix = waiting.pop()
            key = group + prefix
            try:
                stat = ask(base + prefix or ".", dir_fd=top, follow_symlinks=bool(not prefix))
                row = known.get(key)
                if row is None or row[0] != stamp(stat) or os.name != "posix":
                    row = fresh[key] = _names(f"{root}/{prefix}", skip)
            except GONE:  # since the folder above was listed
                continue
            met.append(key)
            for name in row[1]:
                path = prefix + name
                try:
                    stat = ask(base + path, dir_fd=top, follow_symlinks=False)
                except GONE:
                    continue
                files[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
            if row[2]:
                waiting += [f"{prefix}{name}/" for name in row[2]]
            if row[3]:
                others += [prefix + name for name in row[3]]
    if cache:
        for key, row in fresh.items():
            cache.keep(POOL, key, row)
        if len(met) != len(known):
            cache.release(POOL, {key for key in known if key.startswith(group)}.difference(met))
    return Tree(files, others)


@contextlib.contextmanager
def _top(root: str) -> Iterator[tuple[str, int | None]]:
    """What paths below a folder begin with, and what they are relative to: the system need not walk to the folder each time."""
    try:
        top = os.open(root, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    except OSError:  # not there, or no folder that we may read: asked by its name, it says so
        top = None
    try:
        yield (f"{root}/" if top is None else ""), top
    finally:
        if top is not None:
            os.close(top)


def relist(root: str, cache: Cache, paths: Iterable[str]) -> None:
    """Remember anew what lies in the folders above some paths, after we changed it ourselves."""
    prefixes = {""}
    for path in paths:
        while path:
            folder, slash, _ = path.rpartition("/")
            if folder + slash in prefixes:
                break
            prefixes.add(folder + slash)
            path = folder
    known = cache.pool(POOL)
    for prefix in sorted(prefixes):
        here = f"{root}/{prefix}"
        try:
            if prefix not in known or known[prefix][0] != stamp(
                os.stat(here)
            ):  # one above new folders may stand as it was
                cache.keep(POOL, prefix, _names(here, lambda _: False))
        except GONE:
            cache.release(POOL, [prefix])


def _names(folder: str, skip: Callable[[str], bool]) -> Names:
    """What a folder holds, by name, and its stamp just before it was listed. Links are never followed."""
    files: list[str] = []
    folders: list[str] = []
    others: list[str] = []
    now, stat = time.time_ns(), os.stat(folder)
    with os.scandir(folder) as entries:
        for entry in entries:
            if skip(entry.name):
                continue
            is_link = entry.is_symlink()
            group = others if is_link else folders if entry.is_dir() else files if entry.is_file() else others
            group.append(entry.name)
    return stamp(stat, now), tuple(sorted(files)), tuple(sorted(folders, reverse=True)), tuple(sorted(others))
