"""Publishing: moving made files into `output/` so that no reader ever meets half a page (law D).

Files are made in a staging folder on the same file system and moved with one rename each. Before a new path appears, the
ledger on disk already lists it: however a build ends, no file of ours is ever unaccounted for.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.ledger import NAME, spell_ledger


@dataclass(frozen=True)
class Changes:
    """What is to happen to `output/`. `made` maps a path to its file in staging."""

    made: dict[str, Path] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    ledger: dict[str, str] = field(default_factory=dict)


class Staging:
    """A folder beside the output, on its file system, for files on their way."""

    def __init__(self, cache_folder: Path, output: Path) -> None:
        cache_folder.mkdir(parents=True, exist_ok=True)
        anchor = output
        while not anchor.exists():
            anchor = anchor.parent
        same = os.stat(anchor).st_dev == os.stat(cache_folder).st_dev
        self.folder = cache_folder / "staging" if same else output.parent / f".{output.name}.etalase-staging"

    def __enter__(self) -> Path:
        shutil.rmtree(self.folder, ignore_errors=True)  # what a killed build left behind
        self.folder.mkdir(parents=True)
        return self.folder

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def publish(
    output: Path,
    staging: Path,
    old: Mapping[str, str],
    changes: Changes,
    step: Callable[[str], None] = lambda _: None,
) -> None:
    """Carry out `changes`: the ledger promises new paths, then new files, replacements, deletions, the ledger.

    `step` is called before every change; tests end a build there.
    """
    output.mkdir(parents=True, exist_ok=True)
    fresh = sorted(path for path in changes.made if path not in old)
    if fresh:
        step("janji")
        _write_ledger(output, staging, {**old, **{path: changes.ledger[path] for path in fresh}})
    folders: set[str] = set()
    for path in (*fresh, *sorted(changes.made.keys() - set(fresh))):
        step(path)
        target = output / path
        _make_folders(output, path, folders)
        _replace(changes.made[path], target)
    for path in changes.gone:
        step(path)
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            (output / path).unlink()
    _prune(output, changes.gone)
    step(NAME)
    if changes.ledger != old or not (output / NAME).exists():
        _write_ledger(output, staging, changes.ledger)


def _write_ledger(output: Path, staging: Path, files: dict[str, str]) -> None:
    draft = staging / NAME
    draft.write_bytes(spell_ledger(files))
    _replace(draft, output / NAME)


def _replace(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except IsADirectoryError:
        shutil.rmtree(target)  # only ever a folder that a ledger of ours once needed at this place
        os.replace(source, target)


def _make_folders(output: Path, path: str, made: set[str]) -> None:
    """Make the folders above a file, each once; a link in their place is refused: it could lead out of `output/`."""
    folder = path.rpartition("/")[0]
    if not folder or folder in made:
        return
    _make_folders(output, folder, made)
    target = output / folder
    if target.is_symlink():
        raise NotADirectoryError(20, "pintasan (symlink) di dalam folder keluaran", str(target))
    target.mkdir(exist_ok=True)
    made.add(folder)


def _prune(output: Path, gone: Iterable[str]) -> None:
    """Remove folders that deletions left empty."""
    for path in gone:
        folder = path.rpartition("/")[0]
        while folder:
            try:
                (output / folder).rmdir()
            except OSError:
                break
            folder = folder.rpartition("/")[0]
