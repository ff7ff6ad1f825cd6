"""The folder `masuk/` of a site: what lies there is offered on the desk, and stays until somebody presses to remove it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.desk.delivery import FOLDER, write_whole
from generator.desk.sending import INBOX_FOLDER

NOTE = "masuk.json"  # in the desk's folder: what became of each file
ON_DESK = "di meja"


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One file. `name`: its path below the folder; `key`: changes with its bytes; `said`: what became of it, or nothing."""

    path: Path
    name: str
    key: str
    said: str = ""


def inbox_files(site: Path) -> list[InboxFile]:
    """The files of the folder, in the order of their names."""
    root, notes = site / INBOX_FOLDER, _notes(site)
    files = []
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        if path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~$")) and path.suffix != ".md":
            stat, name = path.stat(), path.relative_to(root).as_posix()
            key = f"{name}|{stat.st_size}|{stat.st_mtime_ns}"
            files.append(InboxFile(path, name, key, notes.get(key, "")))
    return files


def note_files(site: Path, keys: Sequence[str], said: str) -> None:
    """Note what became of files; an empty text: they wait again. Raises OSError."""
    if not keys:
        return
    standing = {file.key for file in inbox_files(site)}
    notes = {key: text for key, text in _notes(site).items() if key in standing and key not in keys}
    if said:
        notes |= dict.fromkeys(keys, said)
    write_whole(site / ".cache" / FOLDER / NOTE, json.dumps(notes, ensure_ascii=False))


def remove_files(site: Path, keys: Sequence[str]) -> None:
    """Remove files of the folder that are as they were shown. Raises OSError."""
    for file in inbox_files(site):
        if file.key in keys and file.said:
            file.path.unlink(missing_ok=True)


def _notes(site: Path) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        notes = json.loads((site / ".cache" / FOLDER / NOTE).read_text("utf-8"))
        return {str(key): str(text) for key, text in notes.items()}
    return {}
