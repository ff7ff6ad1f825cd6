"""Scanning: which files `content/` holds, and one digest over them all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.content.source_files import SourceFiles, composed, is_skipped, read_contents, visible
from generator.machine.cache import Cache
from generator.machine.tree import Tree, digest_of_stamps, read_tree
from generator.model.problem import Problem

GROUP = "content/"


@dataclass(frozen=True)
class Scan:
    """Which files `content/` holds."""

    files: SourceFiles
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """One digest over the stamps of all files, as far as they are to be trusted; empty where some could not be read."""
        contents = self.files.contents
        return "" if self.problems else digest_of_stamps({path: contents[path].stamp for path in self.files.paths})


def list_content(folder: Path, cache: Cache | None = None) -> Tree:
    """What lies in `folder` (a site's `content/`), without what no build reads."""
    return read_tree(os.fspath(folder), GROUP, cache, is_skipped)


def scan_content(tree: Tree, folder: Path, cache: Cache) -> Scan:
    """Digests of all that lies in `folder`, reading only files that may have changed. `tree`: its listing."""
    problems: list[Problem] = []
    files = read_contents(visible(tree, folder, GROUP, problems), cache, GROUP, problems)
    return Scan(files, tuple(problems))


def digest_of_listing(tree: Tree) -> str:
    """What `Scan.digest` would be, without looking at what is remembered of each file; empty where it cannot be told."""
    stamps = {composed(path): stamp for path, stamp in tree.files.items()}
    return "" if tree.others or len(stamps) != len(tree.files) else digest_of_stamps(stamps)
