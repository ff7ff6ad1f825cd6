"""Publishing: moving made files into `output/` so that no reader ever meets half a page (law D).

Files are made in a staging folder on the same file system and moved with one rename each. Before a new path appears, the
ledger on disk already lists it: however a build ends, no file of ours is ever unaccounted for.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.ledger import NAME, read_bytes, remove, spell_ledger
from generator.machine.retry import drop_folder, retried

STAGING = ".etalase-staging"
PROBE = ".etalase-uji"  # an empty folder for a moment


@dataclass(frozen=True)
class Changes:
    """What is to happen to `output/`. `made` maps a path to its file in staging."""

    made: dict[str, Path] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    ledger: dict[str, str] = field(default_factory=dict)


class Staging:
    """A folder for files on their way, where one rename brings a file from there into the output.

    Beside the cache if that will do, else beside the output, else in it: an output folder may be a disk of its own.
    """

    def __init__(self, cache_folder: Path, output: Path) -> None:
        cache_folder.mkdir(parents=True, exist_ok=True)
        output.mkdir(parents=True, exist_ok=True)
        beside = output.parent / f".{output.name}.etalase-staging"
        places = (cache_folder / "staging", beside, output / STAGING)
        self.folder = next((place for place in places if _leads_into(place, output)), places[0])

    def __enter__(self) -> Path:
        drop_folder(self.folder)  # what a killed build left behind
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder

    def __exit__(self, *_: object) -> None:
        drop_folder(self.folder)


def _leads_into(staging: Path, output: Path) -> bool:
    """True when files can be renamed from one folder to the other: tried, since device numbers do not tell."""
    try:
        drop_folder(staging)  # what a killed build left behind
        (staging / STAGING).mkdir(parents=True, exist_ok=True)
        retried(os.replace, staging / STAGING, output / PROBE)
        retried(os.rmdir, output / PROBE)
    except OSError:
        drop_folder(staging)
        return False
    return True


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
    root = os.fspath(output)
    fresh = sorted(path for path in changes.made if path not in old)
    if fresh:
        step("promise")
        _write_ledger(output, staging, spell_ledger({**old, **{path: changes.ledger[path] for path in fresh}}))
    folders = {"": False}
    for path in (*fresh, *sorted(changes.made.keys() - set(fresh))):
        step(path)
        target = f"{root}/{path}"
        is_new = _make_folders(root, path.rpartition("/")[0], folders, old)
        if not is_new and os.path.isdir(target) and not os.path.islink(target):
            _clear(output, path, old)
        retried(os.replace, changes.made[path], target)
    gone = []
    for path in changes.gone:
        step(path)
        if path not in folders and remove(output, path):
            gone.append(path)
    _prune(output, gone)
    step(NAME)
    ledger = spell_ledger(changes.ledger)
    if read_bytes(output) != ledger:
        _write_ledger(output, staging, ledger)


def _write_ledger(output: Path, staging: Path, data: bytes) -> None:
    draft = staging / NAME
    draft.write_bytes(data)
    retried(os.replace, draft, output / NAME)


def _clear(output: Path, path: str, old: Container[str]) -> None:
    """Make way for a file where a folder lies. Raises OSError when the folder holds more than files of ours."""
    for folder, _, names in os.walk(output / path, topdown=False):
        for name in names:
            ours = (Path(folder) / name).relative_to(output).as_posix()
            if ours in old:
                remove(output, ours)
        try:
            retried(os.rmdir, folder)
        except OSError as fault:
            raise OSError(fault.errno, "folder ini berisi berkas yang bukan buatan Etalase", folder) from fault


def _make_folders(root: str, folder: str, made: dict[str, bool], old: Container[str]) -> bool:
    """Make a folder and those above it, each once; a link in their place is refused: it could lead out of `output/`.

    True when it was not there before, so that nothing can lie in it. `made` remembers that.
    """
    if folder in made:
        return made[folder]
    _make_folders(root, folder.rpartition("/")[0], made, old)
    target = f"{root}/{folder}"
    try:
        os.mkdir(target)
        made[folder] = True
    except FileExistsError:
        _keep_folder(target, ours=folder in old)
        made[folder] = False
    return made[folder]


def _keep_folder(target: str, *, ours: bool) -> None:
    """Let a folder be that is there already; where a file of ours lies, make it one."""
    if os.path.islink(target):
        raise NotADirectoryError(errno.ENOTDIR, "pintasan (symlink) di dalam folder keluaran", target)
    if os.path.isfile(target):
        if not ours:
            raise FileExistsError(
                errno.EEXIST, "di sini perlu folder, tetapi ada berkas yang bukan buatan Etalase", target
            )
        retried(os.unlink, target)
    if not os.path.isdir(target):
        os.mkdir(target)


def _prune(output: Path, gone: Iterable[str]) -> None:
    """Remove folders that deletions left empty."""
    for path in gone:
        folder = path.rpartition("/")[0]
        while folder:
            try:
                retried(os.rmdir, output / folder)
            except OSError:
                break
            folder = folder.rpartition("/")[0]
