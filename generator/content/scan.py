"""Scanning: which files `content/` holds, and one digest over them all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.content.source_files import SourceFiles, composed, digests, is_skipped, visible
from generator.machine.cache import Cache
from generator.machine.tree import Tree, read_tree, seal
from generator.model.problem import Problem

GROUP = "content/"


@dataclass(frozen=True)
class Scan:
    """Which files `content/` holds."""

    files: SourceFiles
    problems: tuple[Problem, ...]

    @property
    def seal(self) -> str:
        """One digest over the stamps of all files, as far as they are to be trusted; empty where some could not be read."""
        return "" if self.problems else seal({path: self.files.stats[path][0] for path in self.files.paths})


def list_content(folder: Path, cache: Cache | None = None) -> Tree:
    """What lies in `folder` (a site's `content/`), without what no build reads."""
    return read_tree(os.fspath(folder), GROUP, cache, is_skipped)


def scan_content(tree: Tree, folder: Path, cache: Cache) -> Scan:
    """Digests of all that lies in `folder`, reading only files that may have changed. `tree`: its listing."""
    problems: list[Problem] = []
    files = digests(visible(tree, folder, GROUP, problems), cache, GROUP, problems)
    return Scan(files, tuple(problems))


def seal_of(tree: Tree) -> str:
    """What `Scan.seal` would be, without looking at what is remembered of each file; empty where it cannot be told."""
    files = {composed(path): found for path, found in tree.files.items()}
    return "" if tree.others or len(files) != len(tree.files) else seal(files)
