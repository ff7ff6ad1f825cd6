"""What lies on the disk as a build finds it: content and output folder, each listed once."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from generator.build.ledger import NAME as LEDGER
from generator.build.options import Options
from generator.content.scan import list_content
from generator.machine.cache import Cache
from generator.machine.tree import Tree, read_tree, stamp

NOTE = "ledger"


class Disk:
    """The folders of a build. `cache` and `memory` remember how they were listed; `last` is what `content/` held last."""

    def __init__(self, options: Options, cache: Cache, memory: Cache, last: Tree | None = None) -> None:
        self._options, self._cache, self._memory, self._last = options, cache, memory, last
        self.listed: Tree | None = None  # what `content/` holds, once somebody asked

    @cached_property
    def content(self) -> Tree:
        """`content/`, without what no build reads. For pages first only the files are asked that are said to be touched."""
        options, known = self._options, None
        if options.pages_first and options.touched is not None and self._last:
            known = _amended(self._last, options, options.touched)
        self.listed = known or list_content(options.content, self._cache)
        return self.listed

    @cached_property
    def output(self) -> Tree:
        """The output folder. For pages first as we left it, without a look at its files: the build that follows looks."""
        left = _as_left(self._memory, self._options.folder) if self._options.pages_first else None
        return left or read_tree(os.fspath(self._options.folder), cache=self._memory)


def note_ledger(memory: Cache, folder: Path) -> tuple[int, ...]:
    """Remember how we left the ledger, and give its stamp. Expects `memory` to know all outputs."""
    found = stamp((folder / LEDGER).stat(), time.time_ns())
    memory.remember(NOTE, [len(memory.pool("outputs")), *found])
    return found


def is_as_left(memory: Cache, found: tuple[int, ...] | None) -> bool:
    """True when the ledger (`found`: its stamp) is as we left it, and what it lists is what `memory` knows."""
    count, *seen = memory.note(NOTE, [0])
    return found == tuple(seen) and len(memory.pool("outputs")) == count  # fewer: part of the memory was damaged


def _as_left(memory: Cache, folder: Path) -> Tree | None:
    try:
        ledger = stamp((folder / LEDGER).stat())
    except OSError:
        return None
    if not is_as_left(memory, ledger):
        return None
    return Tree({LEDGER: ledger, **{path: row[2] for path, row in memory.pool("outputs").items()}}, [])


def _amended(tree: Tree, options: Options, touched: Iterable[str]) -> Tree | None:
    """A listing of `content/` after some files were written anew; None when any came or went, or lies we do not know where."""
    site, folder = (os.path.join(os.fspath(path), "") for path in (options.site, options.content))
    files = dict(tree.files)
    for path in touched:
        if not path.startswith(site):  # some systems name a folder by another path than the one that is watched
            return None
        name = path[len(folder) :].replace(os.sep, "/") if path.startswith(folder) else ""
        try:
            found = os.lstat(path)
        except OSError:
            found = None
        if name in files and found and stat.S_ISREG(found.st_mode):
            files[name] = stamp(found)
        elif name in files or (found and (name or path + os.sep == folder)):  # a draft of an editor may be gone again
            return None
    return Tree(files, tree.others)
