"""The ledger: `output/etalase.json` lists every file that is ours, with its digest. It outlives the cache.

Only files in it are ever replaced or deleted; all others in the folder are somebody else's.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Container
from pathlib import Path

from generator.build.memory import BuildMemory
from generator.machine.retry import retried
from generator.machine.tree import read_tree
from generator.model.digest import digest

NAME = "etalase.json"
VERSION = 1
MARKERS = frozenset({".nojekyll", ".gitkeep"})  # may lie in an output folder that no build has filled yet


class NotOursError(Exception):
    """The output folder holds files, but no ledger of ours."""


def read_ledger(output: Path) -> dict[str, str] | None:
    """Path -> digest of every file of ours; None when the ledger is missing from a filled folder, or damaged."""
    try:
        files = json.loads((output / NAME).read_bytes())["berkas"]
        return {str(path): str(digest) for path, digest in files.items() if _is_inside(path)}
    except FileNotFoundError:
        return {} if not _strangers(output, {}) else None
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def read_bytes(output: Path) -> bytes:
    """The ledger as it lies there; empty when there is none."""
    try:
        return (output / NAME).read_bytes()
    except OSError:
        return b""


def find_ledger(output: Path, memory: BuildMemory) -> dict[str, str]:
    """The ledger; a lost one is recovered from the cache: a file that still holds the very bytes we wrote is ours.

    Raises NotOursError when the folder has no ledger and holds files that are not known to be ours.
    """
    ledger = read_ledger(output)
    if ledger is not None:
        return ledger
    ledger = {path: content for path, content in memory.digests.items() if _holds(output / path, content)}
    if not (output / NAME).exists() and _strangers(output, ledger):
        raise NotOursError(str(output))
    return ledger


def _holds(file: Path, wanted: str) -> bool:
    try:
        return digest(file.read_bytes()) == wanted
    except OSError:
        return False


def _strangers(output: Path, ours: Container[str]) -> bool:
    tree = read_tree(os.fspath(output))
    return any(path not in ours and path not in MARKERS for path in (*tree.files, *tree.others))


def _is_inside(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return "\0" not in path and path != NAME and ":" not in parts[0] and not {"", ".", ".."} & set(parts)


def remove(output: Path, path: str) -> bool:
    """Delete a file of ours; True when nothing of it is left. Never through a linked folder: what lies there is not ours."""
    folder = output
    for part in path.split("/")[:-1]:
        folder = folder / part
        if folder.is_symlink():
            return False
    file = output / path
    if file.is_dir() and not file.is_symlink():
        return False
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        retried(os.unlink, file)
    return True


def spell_ledger(files: dict[str, str]) -> bytes:
    """The ledger's bytes: JSON, a file a line, sorted, so that equal sites have equal ledgers.

    The line breaks come as separators, since `json` that indents is twenty times as slow.
    """
    listed = json.dumps(files, ensure_ascii=False, sort_keys=True, separators=(",\n", ": "))
    listed = f"{{\n{listed[1:-1]}\n}}" if files else "{}"
    return f'{{\n"versi": {VERSION},\n"berkas": {listed}\n}}\n'.encode()
