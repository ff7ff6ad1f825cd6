"""Deliveries: what an editor has put on the desk, on its way to becoming content.

A delivery is a folder in `.cache/meja/kiriman/`: the files as they came, the choices about them, and what became of it. All of it
lies on the disk, so that a server that ends between two steps loses nothing; nothing of it lies in `content/`.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.content.picture import HEAD_BYTES, is_photo
from generator.exchange.choices import NO_CHOICES, BadChoicesError, ImportChoices, json_of, read_choices
from generator.exchange.import_journal import digest_of
from generator.exchange.read_book import TEXTS, WORKBOOKS
from generator.machine.retry import drop_folder, retried
from generator.model.digest import digest

FOLDER = "meja"  # in the site's cache folder
LONGEST_NAME = 120  # characters
OLDEST = 24 * 3600  # seconds after which a delivery that nobody touches is removed
WINDOWS_NAMES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
TABLES, PHOTOS = "berkas", "foto"  # folders of a delivery: tables and zips, loose photos


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a delivery: the entry of the journal by which it can be taken back, and what was said."""

    entry: str = ""
    summary: str = ""
    records: int = 0
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery in a folder of its own."""

    folder: Path

    @property
    def name(self) -> str:
        """Its name in addresses."""
        return self.folder.name

    @property
    def tables(self) -> list[Path]:
        """The workbooks, texts and zips, in the order of their names."""
        return _files(self.folder / TABLES)

    @property
    def photos(self) -> list[Path]:
        """The photos that came by themselves."""
        return _files(self.folder / PHOTOS)

    @property
    def safe_photos(self) -> Path:
        """Where its photos lie in safe form."""
        return self.folder / "aman"

    @property
    def title(self) -> str:
        """What it is called."""
        return ", ".join(path.name for path in self.tables) or f"{len(self.photos)} foto"

    @property
    def paths(self) -> list[Path]:
        """What an import of it is handed: the same that the command line would be given."""
        return [*self.tables, *([self.folder / PHOTOS] if self.photos else [])]

    @property
    def version(self) -> str:
        """Changes with whatever the difference depends on beside the site: files and choices."""
        stats = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in (*self.tables, *self.photos)]
        return digest(json.dumps([stats, json_of(self.choices())]).encode())[:16]

    def choices(self) -> ImportChoices:
        """The choices as they stand."""
        try:
            return read_choices(self.folder / "pilihan.json")
        except (FileNotFoundError, BadChoicesError):
            return NO_CHOICES

    def choose(self, choices: ImportChoices) -> None:
        """Let these be the choices. Raises OSError."""
        write_whole(self.folder / "pilihan.json", json_of(choices))

    def outcome(self) -> Outcome | None:
        """What became of it; None as long as nothing was written."""
        try:
            told = json.loads((self.folder / "hasil.json").read_text("utf-8"))
            return Outcome(**told)
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def settle(self, outcome: Outcome | None) -> None:
        """Note what became of it; None: it is open again. Raises OSError."""
        file = self.folder / "hasil.json"
        if outcome is None:
            file.unlink(missing_ok=True)
            return
        told = {name: getattr(outcome, name) for name in Outcome.__dataclass_fields__}
        write_whole(file, json.dumps(told, ensure_ascii=False))

    def origins(self) -> list[str]:
        """Keys of the files of the site's own inbox that it was made of."""
        return self._listed("asal.json")

    def note_origins(self, keys: Sequence[str]) -> None:
        """Note which files of the site's own inbox it was made of. Raises OSError."""
        write_whole(self.folder / "asal.json", json.dumps(list(keys), ensure_ascii=False))

    def _listed(self, name: str) -> list[str]:
        try:
            return [str(text) for text in json.loads((self.folder / name).read_text("utf-8"))]
        except (FileNotFoundError, ValueError):
            return []

    def refused(self) -> list[str]:
        """What was sent and not taken, each with its reason."""
        return self._listed("ditolak.json")

    def note_refused(self, faults: Sequence[str]) -> None:
        """Note what was not taken. Raises OSError."""
        if faults:
            whole = dict.fromkeys([*self.refused(), *faults])
            write_whole(self.folder / "ditolak.json", json.dumps(list(whole), ensure_ascii=False))

    def take_in(self, draft: Path, given: str) -> str:
        """Move an uploaded file to its place. Returns why it was refused, or an empty text. Raises OSError."""
        name = safe_name(given)
        with draft.open("rb") as file:
            head = file.read(HEAD_BYTES)
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in (*WORKBOOKS, *TEXTS, ".zip"):
            folder = self.folder / TABLES
        elif is_photo(name, head):
            folder = self.folder / PHOTOS
        else:
            draft.unlink()
            kinds = "lembar kerja (.xlsx, .xls, .ods, .csv, .json), zip, atau foto"
            return f"{name} bukan {kinds}, jadi tidak dipakai."
        if not head:
            draft.unlink()
            return f"{name} kosong (0 byte), jadi tidak dipakai. Salin ulang berkasnya, lalu kirim lagi."
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / name
        number = 2
        while target.exists():
            if target.stat().st_size == draft.stat().st_size and digest_of(target) == digest_of(draft):
                draft.unlink()
                return ""  # the same file twice is one
            target = folder / f"{PurePosixPath(name).stem} ({number}){suffix}"
            number += 1
        retried(os.replace, draft, target)
        return ""


class Deliveries:
    """All deliveries of a site."""

    def __init__(self, site: Path) -> None:
        self.root = site / ".cache" / FOLDER / "kiriman"

    def new(self) -> Delivery:
        """An empty one. Raises OSError."""
        folder = self.root / secrets.token_hex(6)
        (folder / TABLES).mkdir(parents=True)
        return Delivery(folder)

    def get(self, name: str) -> Delivery | None:
        """The one of a name; None when there is none."""
        folder = self.root / name
        return Delivery(folder) if re.fullmatch(r"[0-9a-f]{12}", name) and folder.is_dir() else None

    def all(self) -> Sequence[Delivery]:
        """Those that hold something, the newest first."""
        try:
            folders = [folder for folder in self.root.iterdir() if re.fullmatch(r"[0-9a-f]{12}", folder.name)]
        except FileNotFoundError:
            return ()
        whole = [Delivery(folder) for folder in sorted(folders, key=lambda one: one.stat().st_mtime, reverse=True)]
        return [one for one in whole if one.tables or one.photos]

    def drop(self, delivery: Delivery) -> None:
        """Remove one with all its files."""
        drop_folder(delivery.folder)

    def sweep(self) -> None:
        """Remove what nobody has touched for a day."""
        for folder in self.root.iterdir() if self.root.is_dir() else ():
            times = [file.stat().st_mtime for file in folder.rglob("*")]
            if time.time() - max(times, default=folder.stat().st_mtime) > OLDEST:
                drop_folder(folder)


def safe_name(given: str) -> str:
    """A name of a file without folders, and one that every system keeps."""
    name = re.split(r"[/\\]", given)[-1]
    name = re.sub(r'[\x00-\x1f<>:"|?*\x7f]', "_", name).strip(" .") or "berkas"
    if WINDOWS_NAMES.fullmatch(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}.{suffix}" if dot and len(suffix) < 10 else name[:LONGEST_NAME]


def write_whole(file: Path, text: str) -> None:
    """Write a file whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        draft.write_text(text, "utf-8")
        retried(os.replace, draft, file)
    finally:
        draft.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.is_file() and not file.is_symlink())
    except FileNotFoundError:
        return []
