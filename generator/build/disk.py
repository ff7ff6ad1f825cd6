"""What lies on the disk as a build finds it: content and output folder, each listed once."""

from __future__ import annotations

import os
from functools import cached_property

from generator.build.options import Options
from generator.content.cache import Cache
from generator.content.scan import list_content
from generator.content.tree import Tree, read_tree


class Disk:
    """The folders of a build. `cache` and `memory` remember how they were listed last."""

    def __init__(self, options: Options, cache: Cache, memory: Cache) -> None:
        self._options, self._cache, self._memory = options, cache, memory

    @cached_property
    def content(self) -> Tree:
        """`content/`, without what no build reads."""
        return list_content(self._options.content, self._cache)

    @cached_property
    def output(self) -> Tree:
        """The output folder."""
        return read_tree(os.fspath(self._options.folder), cache=self._memory)
