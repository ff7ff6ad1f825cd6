"""The journal of imports: what every file was before, so that an import can be taken back exact to the byte.

Each import has a folder in `.cache/batal/`. A file that is no longer as the import left it is somebody's work by now: taking
back leaves it and names it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.exchange.applying import FileChanges, apply
from generator.exchange.incoming import is_safe
from generator.machine.retry import drop_folder

FOLDER = "batal"  # in the site's cache folder
NOTE = "catatan.json"
MOST_ENTRIES = 10
STAGING = "batalkan"  # in the site's cache folder


@dataclass(frozen=True, slots=True)
class FileTrace:
    """What an import did to one file below `content/`. Digests of its bytes before and after; empty: there was no file."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One import that can be taken back: when (ISO, UTC), what was imported, what it said, and the files."""

    name: str
    day: str
    files: tuple[str, ...]
    summary: str
    traces: tuple[FileTrace, ...]
    delivery: str = ""  # of the desk, where the import came from there


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Paths below `content/` that are as before the import, and those that somebody touched since and that stay."""

    restored: tuple[str, ...]
    kept: tuple[str, ...]


def note_import(site: Path, changes: FileChanges, files: Sequence[str], delivery: str = "") -> str:
    """Keep what an import is about to change; returns the entry's name. Raises OSError, and leaves nothing then."""
    root = site / ".cache" / FOLDER
    root.mkdir(parents=True, exist_ok=True)
    entries = _names(root)
    name = f"{int(entries[-1]) + 1 if entries else 1:06}"
    folder = root / name
    try:
        folder.mkdir()
        traces = list(_kept(site / "content", folder, changes))
        note = {
            "kapan": datetime.now(UTC).isoformat(timespec="seconds"),
            "berkas": list(files),
            "ringkas": "",
            "kiriman": delivery,
            "isi": [[trace.path, trace.before, trace.after] for trace in traces],
        }
        _write(folder / NOTE, note)
    except BaseException:
        drop_folder(folder)
        raise
    for old in entries[: max(0, len(entries) + 1 - MOST_ENTRIES)]:
        drop_folder(root / old)
    return name


def summarise(site: Path, name: str, summary: str) -> None:
    """Add to an entry what the import said of itself."""
    file = site / ".cache" / FOLDER / name / NOTE
    with contextlib.suppress(OSError, ValueError):
        note = json.loads(file.read_text("utf-8"))
        _write(file, {**note, "ringkas": summary})


def forget(site: Path, name: str) -> None:
    """Drop an entry, for an import that failed or was taken back."""
    if name:
        drop_folder(site / ".cache" / FOLDER / name)


def entries_of(site: Path) -> list[ImportEntry]:
    """The imports that can be taken back, the last one first."""
    root = site / ".cache" / FOLDER
    return [entry for name in reversed(_names(root)) if (entry := _entry(root, name))]


def take_back(site: Path, entry: ImportEntry) -> TakenBack:
    """Make every file what it was before the import, all or none; those that were touched since stay. Raises OSError."""
    content, folder = site / "content", site / ".cache" / FOLDER / entry.name
    changes, restored, kept = FileChanges(), [], []
    for number, trace in enumerate(entry.traces):
        now = digest_of(content / trace.path)
        if now == trace.before:
            restored.append(trace.path)
        elif now != trace.after:
            kept.append(trace.path)
        else:
            restored.append(trace.path)
            if trace.before:
                changes.written[trace.path] = folder / str(number)
            else:
                changes.gone.add(trace.path)
    if changes.written or changes.gone:
        apply(site, changes, staging_name=STAGING)
    for path in changes.gone:
        _drop_empty((content / path).parent, content)
    forget(site, entry.name)
    return TakenBack(tuple(restored), tuple(kept))


def digest_of(file: Path) -> str:
    """The digest of a file's bytes; empty where there is none."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _kept(content: Path, folder: Path, changes: FileChanges) -> list[FileTrace]:
    """The traces of all changes; what the files are now lies in `folder` by the traces' numbers."""
    traces: list[FileTrace] = []
    standing = _standing_files(content)  # at once: to ask for twenty thousand new files costs more
    for path in sorted(changes.written.keys() | changes.gone):
        before = digest_of(content / path) if _folded(path) in standing else ""
        data = changes.written.get(path)
        after = "" if data is None else digest_of(data) if isinstance(data, Path) else hashlib.sha256(data).hexdigest()
        if before:
            shutil.copyfile(content / path, folder / str(len(traces)))
        traces.append(FileTrace(path, before, after))
    return traces


def _standing_files(content: Path) -> set[str]:
    """The paths of all files below `content/`, folded as file systems fold them that know no case."""
    root = os.fspath(content)
    paths: set[str] = set()
    for parent, _, names in os.walk(root):
        below = parent[len(root) :].replace(os.sep, "/").lstrip("/")
        paths.update(_folded(f"{below}/{name}" if below else name) for name in names)
    return paths


def _folded(path: str) -> str:
    return path if path.isascii() and path.islower() else unicodedata.normalize("NFC", path).casefold()


def _entry(root: Path, name: str) -> ImportEntry | None:
    try:
        note = json.loads((root / name / NOTE).read_text("utf-8"))
        traces = tuple(FileTrace(str(path), str(before), str(after)) for path, before, after in note["isi"])
        if not all(is_safe(trace.path) for trace in traces):
            return None  # not written by us
        return ImportEntry(
            name, note["kapan"], tuple(note["berkas"]), note["ringkas"], traces, str(note.get("kiriman", ""))
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # cut off while it was written, so nothing was imported


def _names(root: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(root) if name.isdigit())
    except FileNotFoundError:
        return []


def _write(file: Path, note: object) -> None:
    draft = file.with_name(f"{file.name}.baru")
    draft.write_text(json.dumps(note, ensure_ascii=False), "utf-8")
    os.replace(draft, file)


def _drop_empty(folder: Path, content: Path) -> None:
    """Remove folders that hold nothing any more, but for those that kinds have."""
    while len(folder.relative_to(content).parts) > 1:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
