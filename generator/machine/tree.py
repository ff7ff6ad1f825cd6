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
from typing import NamedTuple

from generator.machine.cache import Cache, Pool
from generator.model.digest import digest

# size in bytes, time of the content and of the entry in nanoseconds, inode; one number more when it is not to be trusted
Stamp = tuple[int, ...]

RACY = 30_000_000  # nanoseconds; clocks that know fractions of a second tick every 16 ms at least (Windows)
GONE = (FileNotFoundError, NotADirectoryError)
COARSE_RACY = 2_000_000_000  # on those that do not: FAT counts in two seconds


class FolderListing(NamedTuple):
    """What one folder holds, by name, and its stamp just before it was listed."""

    stamp: Stamp
    files: tuple[str, ...]
    folders: tuple[str, ...]
    others: tuple[str, ...]  # links, and what is neither file nor folder


FOLDERS = Pool("folders", FolderListing._make, tuple)


class Tree(NamedTuple):
    """Everything below a folder by its path with slashes, names as the file system has them, in an order they alone decide."""

    files: dict[str, Stamp]
    others: list[str]


def stamp(stat: os.stat_result, now: int = 0) -> Stamp:
    """What must stay the same for a file or folder to count as unchanged. `now` (ns) is given when the result is to be kept."""
    trusted = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    if not now:
        return trusted
    doubt = RACY if stat.st_mtime_ns % 1_000_000_000 else COARSE_RACY
    return (*trusted, 0) if max(stat.st_mtime_ns, stat.st_ctime_ns) > now - doubt else trusted


def digest_of_stamps(files: Mapping[str, Stamp]) -> str:
    """One digest over the stamps of some files. A stamp that is not to be trusted equals none of a later look."""
    return digest(marshal.dumps(sorted(files.items()), 2))  # version 2 writes equal values as equal bytes


def read_tree(
    root: str, group: str = "", cache: Cache | None = None, skip: Callable[[str], bool] = lambda _: False
) -> Tree:
    """List `root`; what is not there is empty. `group` tells one root from another in the cache, `skip` leaves names out."""
    remembered = cache.pool(FOLDERS) if cache else {}
    files: dict[str, Stamp] = {}
    others: list[str] = []
    relisted: dict[str, FolderListing] = {}
    waiting, visited = [""], []
    ask = os.stat
    with _top(root) as (base, top):
        while waiting:
            prefix = waiting.pop()
            key = group + prefix
            try:
                stat = ask(base + prefix or ".", dir_fd=top, follow_symlinks=bool(not prefix))
                folder = remembered.get(key)
                if folder is None or folder.stamp != stamp(stat) or os.name != "posix":
                    folder = relisted[key] = _list_folder(f"{root}/{prefix}", skip)
            except GONE:  # since the folder above was listed
                continue
            visited.append(key)
            for name in folder.files:
                path = prefix + name
                try:
                    stat = ask(base + path, dir_fd=top, follow_symlinks=False)
                except GONE:
                    continue
                files[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
            if folder.folders:
                waiting += [f"{prefix}{name}/" for name in folder.folders]
            if folder.others:
                others += [prefix + name for name in folder.others]
    if cache:
        for key, folder in relisted.items():
            cache.keep(FOLDERS, key, folder)
        if len(visited) != len(remembered):
            cache.release(FOLDERS, {key for key in remembered if key.startswith(group)}.difference(visited))
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
    remembered = cache.pool(FOLDERS)
    for prefix in sorted(prefixes):
        folder = f"{root}/{prefix}"
        try:
            # One above new folders may be as it was.
            if prefix not in remembered or remembered[prefix].stamp != stamp(os.stat(folder)):
                cache.keep(FOLDERS, prefix, _list_folder(folder, lambda _: False))
        except GONE:
            cache.release(FOLDERS, [prefix])


def _list_folder(folder: str, skip: Callable[[str], bool]) -> FolderListing:
    """What a folder holds. Links are never followed."""
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
    folders.sort(reverse=True)
    return FolderListing(stamp(stat, now), tuple(sorted(files)), tuple(folders), tuple(sorted(others)))
