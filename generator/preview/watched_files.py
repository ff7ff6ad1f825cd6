"""What a preview is made from: the files to watch, and a snapshot of them that shows any change.

Events of the file system are hints: they get lost on network drives, when their queue overflows, and while a new folder
is being filled. A snapshot taken before a build and compared in quiet moments finds whatever they missed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from generator.content.site_file import read_settings
from generator.machine.tree import stamp
from generator.model.address import SITE_FILE
from generator.theme.theme_folders import shipped

Snapshot = dict[str, str]
HOURS = (7, 8, 9)  # WIB, WITA, WIT: a new day shows what was scheduled for it


def folders_of(site: Path) -> tuple[Path, ...]:
    """The folders that a site is made from, there or not: content, its own themes, and those that ship with Etalase."""
    themes = site / "themes"
    folders = [site / "content", themes]
    if os.path.realpath(themes) != os.path.realpath(shipped()):
        folders.append(shipped())
    return tuple(folders)


def is_hidden(name: str) -> bool:
    """True for a file or folder that no build reads: hidden ones, and what office programs keep while a file is open."""
    return name.startswith((".", "~$")) or name.lower() in ("thumbs.db", "desktop.ini", "__pycache__")


def take_snapshot(site: Path, output: Path, now: int) -> Snapshot:
    """The state of every file that a build reads, the day, and whether `output` is there. `now` in nanoseconds.

    A file touched just now gets a mark, so that a later snapshot differs: a second edit
    can hide behind the same time.
    """
    snapshot = {f"hari +{hours}": _day(now, hours) for hours in HOURS}
    snapshot["keluaran"] = str(os.path.lexists(output))
    settings = _stat_of(site / SITE_FILE)
    named = [item for file, stat in settings for item in _stat_of(_synonyms(site, str(stamp(stat, now))))]
    for file, stat in [*settings, *named, *(item for folder in folders_of(site) for item in _files(folder))]:
        snapshot[file] = str(stamp(stat, now))
    return snapshot


@lru_cache(maxsize=1)
def _synonyms(site: Path, stamped: str) -> Path:
    """The file of synonyms that the settings name, which may lie outside the folders; read again when their stamp changes."""
    settings, *_ = read_settings(site)
    return site / (settings.synonyms if settings else SITE_FILE)


def _day(now: int, hours: int) -> str:
    return (datetime.fromtimestamp(now / 1e9, UTC) + timedelta(hours=hours)).date().isoformat()


def _stat_of(file: Path) -> list[tuple[str, os.stat_result]]:
    try:
        return [(os.fspath(file), os.stat(file))]
    except OSError:
        return []


def _files(folder: Path | str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # not there, or gone since it was listed; the next comparison will tell
        return
    for entry in entries:
        if is_hidden(entry.name):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry.path, entry.stat(follow_symlinks=False)
        except OSError:
            continue
