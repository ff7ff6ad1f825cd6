"""What an import is handed: files, folders and zips, unfolded into tables and photos. Use `Incoming` as a context.

A zip may hold workbooks, photos and further zips; what is unpacked lies in a folder that goes away. A photo is told by its
first bytes, or by a name that means one.
"""

from __future__ import annotations

import lzma
import posixpath
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.content.picture import BYTE_LIMIT, HEAD_BYTES, SUFFIXES, is_photo
from generator.exchange import tables
from generator.exchange.read_book import TEXTS, WORKBOOKS
from generator.exchange.tables import RefusedError
from generator.model import rules
from generator.model.collate import quoted
from generator.model.problem import WHOLE_FILE, Log, Problem

MOST_MEMBERS = 5_000  # of a zip
MOST_BYTES = 3_000_000_000  # of all zips, inflated
DEPTH = 3  # zips in zips
TABLES_IN_ZIPS = (*WORKBOOKS, ".csv")  # a chat's export holds texts that are no tables
AGAIN = "Buat ulang zipnya, atau beri foldernya langsung."


class IncomingPhoto(NamedTuple):
    """A photo: its path as given, where its bytes lie, and whether only a row that names it may have it."""

    path: str
    file: Path
    only_if_named: bool = False

    @property
    def name(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.path).name


class Incoming:
    """The tables and photos among `paths`, and the problems met on the way."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = list(paths)
        self.tables: list[Path] = []
        self.photos: list[IncomingPhoto] = []
        self.problems: list[Problem] = []
        self.sources: list[str] = []  # names of the folders and zips that photos were looked for in
        self._inflated = 0

    def __enter__(self) -> Incoming:
        self._folder = tempfile.TemporaryDirectory(prefix="etalase-impor-")
        self.folder = Path(self._folder.name)
        for path in self.paths:
            self._take(path)
        if not self.sources:
            for path in _beside(self.tables):
                self._take(path)
        for parent in dict.fromkeys(path.parent for path in self.tables if self.folder not in path.parents):
            if parent not in self.paths:
                self.photos += [
                    IncomingPhoto(file.name, file, only_if_named=True)
                    for file in sorted(parent.iterdir())
                    if file.suffix.lower() in SUFFIXES
                    and file not in self.paths
                    and file.is_file()
                    and not file.is_symlink()
                ]
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def _take(self, path: Path) -> None:
        if path.is_dir():
            self.sources.append(path.name)
            self.tables += sorted(file for file in path.iterdir() if _is_table(file, (*WORKBOOKS, *TEXTS)))
            self.photos += _photos_in(path, path.rglob("*"))
            for inner in sorted(file for file in path.rglob("*.[zZ][iI][pP]") if not file.is_symlink()):
                self._open(inner, inner.name, 1)
        elif path.suffix.lower() == ".zip":
            self.sources.append(path.name)
            self._open(path, path.name, 1)
        elif not _is_table(path, (*WORKBOOKS, *TEXTS)) and (photos := _photos_in(path.parent, [path])):
            self.photos += photos
        else:
            self.tables.append(path)

    def _open(self, path: Path, name: str, depth: int) -> None:
        """Unpack a zip; what is wrong with it is told, and what came out of it before stays."""
        try:
            with zipfile.ZipFile(path) as archive:
                self._unpack(archive, name, depth)
        except RefusedError as fault:
            self.tell(name, rules.UNREADABLE_TABLE, fault.message, fault.hint or AGAIN)
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            NotImplementedError,
            EOFError,
            RuntimeError,
            ValueError,
        ):
            self.tell(name, rules.UNREADABLE_TABLE, "Zip ini rusak.", AGAIN)

    def _unpack(self, archive: zipfile.ZipFile, name: str, depth: int) -> None:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if any(member.flag_bits & 1 for member in members):
            raise RefusedError(
                "Zip ini dilindungi kata sandi, jadi tidak dibaca.",
                "Buka dengan kata sandinya, lalu beri foldernya atau zip tanpa kata sandi.",
            )
        if len(members) > MOST_MEMBERS:
            raise RefusedError(f"Zip ini berisi {len(members)} berkas, paling banyak {MOST_MEMBERS}.")
        for member in members:
            path = member.filename.replace("\\", "/")  # what some programs of Windows put between folders
            if PurePosixPath(path).name.startswith((".", "__", "~$")) or path.startswith("__MACOSX/"):
                continue
            is_table, is_zip = path.lower().endswith(TABLES_IN_ZIPS), path.lower().endswith(".zip")
            if not is_table and not is_zip and not is_photo(path, _head(archive, member)):
                continue
            if not is_safe(path):
                self.tell(
                    name,
                    rules.BAD_PHOTO,
                    f"Nama foto {quoted(path)} memuat jalur folder; foto ini dilewati.",
                    "Namai foto tanpa garis miring dan titik dua.",
                )
                continue
            self._unpack_member(archive, member, path, (is_table, is_zip, depth))

    def _unpack_member(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, what: tuple[bool, bool, int]
    ) -> None:
        is_table, is_zip, depth = what
        folder = self.folder / str(len(list(self.folder.iterdir())))
        folder.mkdir()
        target = folder / (PurePosixPath(path).name if is_table else "isi")
        most = tables.MOST_BYTES if is_table else MOST_BYTES if is_zip else BYTE_LIMIT
        self._inflated += _inflate(archive, member, target, min(most, MOST_BYTES - self._inflated))
        if self._inflated > MOST_BYTES:
            raise RefusedError("Isi zip ini mengembang jauh melebihi ukurannya.")
        if is_table:
            self.tables.append(target)
        elif not is_zip:
            self.photos.append(IncomingPhoto(path, target))
        elif depth < DEPTH:
            self._open(target, PurePosixPath(path).name, depth + 1)
        else:
            raise RefusedError(f"Zip {quoted(path)} terlalu dalam bersarang.", "Buka zipnya, lalu beri foldernya.")

    def tell(self, path: str, rule: rules.Rule, message: str, hint: str = "") -> None:
        """Note a problem of something handed in."""
        log = Log(path)
        log.add(rule, WHOLE_FILE, message, hint, field="foto")
        self.problems += log.problems


def is_safe(name: str) -> bool:
    """True for a name that stays where it is put: no way up, no root, no drive, no backslash."""
    parts = name.split("/")
    is_odd = any(part in ("", ".", "..") for part in parts) or re.search(r"[\\:\x00-\x1f]", name)
    return bool(name) and not is_odd and posixpath.normpath(name) == name and len(name) <= 200


def _is_table(file: Path, suffixes: tuple[str, ...]) -> bool:
    return file.suffix.lower() in suffixes and not file.name.startswith((".", "~$"))


def _photos_in(folder: Path, files: Iterable[Path]) -> list[IncomingPhoto]:
    """The photos among the files of a folder, in order."""
    photos = []
    for file in sorted(files):
        if not file.name.startswith((".", "~$")) and not file.is_symlink() and file.is_file():
            with file.open("rb") as opened:
                head = opened.read(HEAD_BYTES)
            if is_photo(file.name, head):
                photos.append(IncomingPhoto(file.relative_to(folder).as_posix(), file))
    return photos


def _beside(files: list[Path]) -> list[Path]:
    """The folder or zip of photos that lies beside a workbook."""
    sources = []
    for path in files:
        for name in ("foto", "Foto", path.stem, f"{path.stem}-foto", f"foto-{path.stem}"):
            for candidate in (path.with_name(name), path.with_name(name + ".zip")):
                if (
                    candidate.exists()
                    and (candidate.is_dir() or candidate.suffix == ".zip")
                    and candidate not in sources
                ):
                    sources.append(candidate)
    return sources[:1]


def _head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as source:
        return source.read(HEAD_BYTES)


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int) -> int:
    """Inflate one member, a little more than `most` bytes at most (whoever reads it says that it is too large)."""
    size = 0
    with archive.open(member) as source, target.open("wb") as file:
        while size <= most and (data := source.read(1 << 18)):
            size += len(data)
            file.write(data)
    return size
