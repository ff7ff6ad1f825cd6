"""What lies below a folder, asked of the file system with as few questions as possible.

A folder whose own times and inode are as remembered holds the same names as before (POSIX: they change whenever an entry
comes or goes), so it is not listed again; every file in it is asked all the same. Windows promises less: there all are listed.

Files and folders count as unchanged by their size, times and inode, unless they were touched so shortly before we looked that
a second change could hide behind the same time (git's "racy" rule).
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from generator.content.cache import Cache

# size in bytes, time of the content and of the entry in nanoseconds, inode; one number more when it is not to be trusted
Stamp = tuple[int, ...]
Names = tuple[Any, ...]  # stamp of a folder, the names in it, a letter for each: what a pool keeps

POOL = "folders"
FILE, FOLDER, LINK, OTHER = "fdlo"
RACY = 100_000_000  # nanoseconds; clocks of file systems that know fractions of a second tick every 10 ms at most
COARSE_RACY = 2_000_000_000  # on those that do not: FAT counts in two seconds


class Tree(NamedTuple):
    """Everything below a folder by its path with slashes, in order; names are as the file system has them."""

    files: dict[str, Stamp]
    others: dict[str, str]  # links, and what is neither file nor folder: path -> letter


def stamp(stat: os.stat_result, now: int = 0) -> Stamp:
    """What must stay the same for a file or folder to count as unchanged. `now` (ns) is given when the result is to be kept."""
    found = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    if not now:
        return found
    doubt = RACY if stat.st_mtime_ns % 1_000_000_000 else COARSE_RACY
    return (*found, 0) if max(stat.st_mtime_ns, stat.st_ctime_ns) > now - doubt else found


def read_tree(
    root: str, group: str = "", cache: Cache | None = None, skip: Callable[[str], bool] = lambda _: False
) -> Tree:
    """List `root`; what is not there is empty. `group` tells one root from another in the cache, `skip` leaves names out."""
    tree, known = Tree({}, {}), cache.pool(POOL) if cache else {}
    listing = _Listing(known, group, skip, {}, set())
    _enter(root, "", tree, listing)
    if cache:
        for key, row in listing.fresh.items():
            cache.keep(POOL, key, row)
        cache.release(POOL, [key for key in known if key.startswith(group) and key not in listing.met])
    return tree


class _Listing(NamedTuple):
    """What a listing carries along: the folders as remembered, those that had to be listed, and all that were met."""

    known: Mapping[str, Names]
    group: str
    skip: Callable[[str], bool]
    fresh: dict[str, Names]
    met: set[str]


def _enter(root: str, prefix: str, tree: Tree, listing: _Listing) -> None:
    folder = f"{root}/{prefix}" if prefix else root
    key = listing.group + prefix
    listing.met.add(key)
    files, ask = tree.files, os.lstat
    try:
        now, stat = time.time_ns(), os.stat(folder)
        row = listing.known.get(key)
        if os.name != "posix" or row is None or row[0] != stamp(stat):
            row = listing.fresh[key] = _listed(folder, stamp(stat, now), listing.skip)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name, kind in zip(row[1], row[2], strict=True):
        path = prefix + name
        if kind == FILE:
            with contextlib.suppress(FileNotFoundError):  # gone since the folder was listed
                stat = ask(f"{root}/{path}")
                files[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        elif kind == FOLDER:
            _enter(root, path + "/", tree, listing)
        else:
            tree.others[path] = kind


def _listed(folder: str, seen: Stamp, skip: Callable[[str], bool]) -> Names:
    with os.scandir(folder) as entries:
        found = sorted((entry for entry in entries if not skip(entry.name)), key=_name)
    return seen, tuple([entry.name for entry in found]), "".join(map(_kind, found))


_name = attrgetter("name")


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return LINK
    return FOLDER if entry.is_dir() else FILE if entry.is_file() else OTHER
