"""What lies on the disk as a build finds it: content and output folder, each listed once."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from functools import cached_property

from generator.build.ledger import NAME as LEDGER
from generator.build.memory import BuildMemory
from generator.build.options import Options, PreviewMode
from generator.build.staleness import ledger_stands
from generator.content.scan import list_content
from generator.machine.cache import Cache
from generator.machine.tree import Stamp, Tree, read_tree, stamp


class Disk:
    """The folders of a build. `cache` and `memory` remember how they were listed; `last` is what `content/` held last."""

    def __init__(
        self, options: Options, preview: PreviewMode, cache: Cache, memory: BuildMemory, last: Tree | None = None
    ) -> None:
        self._options, self._preview = options, preview
        self._cache, self._memory, self._last = cache, memory, last
        self.listed: Tree | None = None  # what `content/` holds, once somebody asked

    @cached_property
    def content(self) -> Tree:
        """`content/`, without what no build reads. For pages first only the files are asked that are said to be touched."""
        amended = None
        if self._preview.pages_first and self._preview.touched is not None and self._last:
            amended = _amended(self._last, self._options, self._preview.touched)
        self.listed = amended or list_content(self._options.content, self._cache)
        return self.listed

    @cached_property
    def output(self) -> Tree:
        """The output folder. For pages first as we left it, without a look at its files: the build that follows looks."""
        as_left = self._output_as_left() if self._preview.pages_first else None
        return as_left or read_tree(os.fspath(self._options.folder), cache=self._memory.cache)

    @property
    def has_ledger_as_left(self) -> bool:
        """True when the ledger's file is as the last build left it: it need not be read."""
        memory = self._memory
        return ledger_stands(memory.ledger, self.output.files.get(LEDGER), len(memory.outputs))

    def remember_ledger(self) -> Stamp:
        """Remember how we left the ledger, and give its stamp. Expects all outputs to be remembered."""
        ledger = stamp((self._options.folder / LEDGER).stat(), time.time_ns())
        self._memory.keep_ledger(ledger)
        return ledger

    def _output_as_left(self) -> Tree | None:
        outputs = self._memory.outputs
        try:
            ledger = stamp((self._options.folder / LEDGER).stat())
        except OSError:
            return None
        if not ledger_stands(self._memory.ledger, ledger, len(outputs)):
            return None
        return Tree({LEDGER: ledger, **{path: output.stamp for path, output in outputs.items()}}, [])


def _amended(tree: Tree, options: Options, touched: Iterable[str]) -> Tree | None:
    """A listing of `content/` after some files were written anew; None when any came or went, or lies we do not know where."""
    site, folder = (os.path.join(os.fspath(path), "") for path in (options.site, options.content))
    files = dict(tree.files)
    for path in touched:
        if not path.startswith(site):  # some systems name a folder by another path than the one that is watched
            return None
        name = path[len(folder) :].replace(os.sep, "/") if path.startswith(folder) else ""
        try:
            present = os.lstat(path)
        except OSError:
            present = None
        if name in files and present and stat.S_ISREG(present.st_mode):
            files[name] = stamp(present)
        elif name in files or (present and (name or path + os.sep == folder)):  # a draft of an editor may be gone again
            return None
    return Tree(files, tree.others)
