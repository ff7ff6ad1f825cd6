"""The output folder as a build finds it, and what is remembered of it once it was published."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.build.ledger import NAME
from generator.build.memory import BuildMemory, RememberedOutput
from generator.machine.tree import RACY, Stamp, Tree, relist, stamp
from generator.model import rules
from generator.model.digest import digest
from generator.model.problem import Problem, problem_at

MOST_NAMED = 5


class Target(NamedTuple):
    """The output folder: what the ledger calls ours (path -> digest), and the stamp of every file (None: a link)."""

    folder: Path
    ledger: Mapping[str, str]
    stamps: Mapping[str, Stamp | None]

    @classmethod
    def of(cls, folder: Path, ledger: Mapping[str, str], tree: Tree) -> Target:
        """The folder as it was listed."""
        return cls(folder, ledger, {**tree.files, **dict.fromkeys(tree.others)})

    def holds(self, path: str, wanted: str) -> bool:
        """True when our file at `path` has bytes of this digest."""
        if path not in self.ledger or self.stamps.get(path) is None:
            return False
        try:
            return digest((self.folder / path).read_bytes()) == wanted
        except OSError:
            return False

    def foreign(self, ours: Mapping[str, str]) -> list[Problem]:
        """A problem that names the files which are neither of the last build nor of this one."""
        strangers = sorted(self.stamps.keys() - self.ledger.keys() - ours.keys() - {NAME})
        if not strangers:
            return []
        more = f", dan {len(strangers) - MOST_NAMED} lagi" if len(strangers) > MOST_NAMED else ""
        message = f"Ada berkas yang bukan buatan Etalase: {', '.join(strangers[:MOST_NAMED])}{more}."
        hint = "Berkas itu dibiarkan. Hapus bila tidak dipakai; berkas tambahan sebaiknya di content/berkas."
        return [problem_at("output", rules.FOREIGN_OUTPUT, message, hint)]


def remember_outputs(
    memory: BuildMemory, folder: Path, published: Mapping[str, tuple[str, str]], gone: Iterable[str]
) -> None:
    """Note what was published (path -> fingerprint, digest) and what is gone, as it lies there now.

    Waits until the last of it is old enough to be trusted, a few hundredths of a second at most: else the next build would have
    to look at every byte of it.
    """
    stats = [os.stat(folder / path) for path in (*published, NAME)]
    young = max(max(stat.st_mtime_ns, stat.st_ctime_ns) for stat in stats) + RACY - time.time_ns()
    if 0 < young <= 2 * RACY:  # more: another machine's clock, or a file system that counts in seconds
        time.sleep(young / 1e9)
    now = time.time_ns()
    for path, (fingerprint, content) in published.items():
        memory.keep_output(path, RememberedOutput(fingerprint, content, stamp((folder / path).stat(), now)))
    relist(os.fspath(folder), memory.cache, (*published, *gone))
