"""The digest of everything that recipes are made of: our code and data, and the versions of the libraries.

One digest for the whole package: a developer who changes a line rebuilds all outputs, and nobody has to bump a number.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from generator.model.digest import digest, digest_texts

LIBRARIES = frozenset({"jinja2", "markupsafe", "markdown", "pyyaml", "nh3", "pillow", "lunr", "segno"})
SKIPPED = frozenset({"__pycache__", "_themes", "commands", "preview", "exchange"})  # cannot reach an output's bytes


@cache
def code_digest() -> str:
    """Digest of the package's files, Python's version and the installed versions of the libraries it renders with."""
    root = Path(__file__).parent.parent
    parts = [f"python {sys.version_info[:2]}", *sorted(_versions())]
    for file in sorted(_files(os.fspath(root)), key=lambda file: file.replace(os.sep, "/")):
        parts += [file[len(os.fspath(root)) :].replace(os.sep, "/"), digest(Path(file).read_bytes())]
    return digest_texts(*parts)


def _files(folder: str) -> list[str]:
    found: list[str] = []
    for entry in os.scandir(folder):
        if entry.is_dir():
            found += [] if entry.name in SKIPPED else _files(entry.path)
        elif not entry.name.endswith(".pyc"):
            found.append(entry.path)
    return found


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
