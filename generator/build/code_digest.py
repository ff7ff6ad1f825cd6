"""The digest of everything that recipes are made of: our code and data, and the versions of the libraries.

One digest for the whole package: a developer who changes a line rebuilds all outputs, and nobody has to bump a number.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

from generator.machine.tree import COARSE_RACY, digest_of_stamps, read_tree
from generator.model.digest import digest, digest_texts

LIBRARIES = frozenset({"jinja2", "markupsafe", "markdown", "pyyaml", "nh3", "pillow", "lunr", "segno"})
# These cannot reach an output's bytes.
SKIPPED = frozenset({"__pycache__", "_themes", "commands", "preview", "exchange", "reports"})
PACKAGE = Path(__file__).parent.parent


def code_digest(memory: Path | None = None, package: Path = PACKAGE) -> str:
    """Digest of the package's files, Python's version and the installed versions of the libraries it renders with.

    `memory`: a small file that keeps it while all of the package's files have the same stamps.
    """
    files = read_tree(os.fspath(package), skip=_is_skipped).files
    versions = [f"python {sys.version_info[:2]}", *sorted(_versions())]
    stamps = digest_texts(digest_of_stamps(files), os.fspath(package), *versions)
    with contextlib.suppress(OSError, ValueError):  # not there, or not ours
        remembered_stamps, remembered = memory.read_text("ascii").split(" ") if memory else ("", "")
        if remembered_stamps == stamps:
            return remembered
    parts = [part for path in sorted(files) for part in (path, digest((package / path).read_bytes()))]
    code = digest_texts(*versions, *parts)
    newest = max(max(written, changed) for _, written, changed, _ in files.values())
    if memory and newest < time.time_ns() - COARSE_RACY:  # else a second change could hide behind the same stamps
        with contextlib.suppress(OSError):
            memory.write_text(f"{stamps} {code}", "ascii")
    return code


def _is_skipped(name: str) -> bool:
    return name in SKIPPED or name.endswith(".pyc")


def _versions() -> list[str]:
    """`name version` of each library, from the names of the folders that pip left: importing would cost 100 ms."""
    versions = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            stem, dot, _ = name.rpartition(".dist-info")
            if dot and stem.partition("-")[0].lower() in LIBRARIES:
                versions.add(stem.lower())
    return list(versions)
