"""Scanning: which files `content/` holds, and one digest over them all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.content.cache import Cache
from generator.content.problems import pack_problems
from generator.content.sources import SourceFile, digests, list_sources
from generator.model.digest import digest_texts
from generator.model.problem import Problem

GROUP = "content/"


@dataclass(frozen=True)
class Scan:
    """Which files `content/` holds, and the digest of it all."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """Digest of every path with its bytes' digest, and of what is wrong with the others: a link has no bytes."""
        files = [part for file in self.files for part in (file.path, file.digest)]
        return digest_texts(*files, pack_problems(self.problems))


def scan_content(folder: Path, cache: Cache) -> Scan:
    """List `folder` (a site's `content/`), reading only files that may have changed."""
    problems: list[Problem] = []
    files = digests(list_sources(folder, GROUP, problems, cache), cache, GROUP, problems)
    return Scan(tuple(files), tuple(problems))
