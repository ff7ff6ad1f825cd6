"""The site without Git: built and packed as a zip, or built onto a flash drive, from where it opens by itself."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from generator.build.builder import build
from generator.build.ledger import NotOursError
from generator.build.options import Options
from generator.desk.delivery import FOLDER
from generator.desk.jobs import DeskFault
from generator.machine.lock import LockedError

Progress = Callable[[str, int, int], None]
DRIVE_FOLDER = "etalase"  # on a drive
DAY = (2026, 1, 1, 0, 0, 0)  # of all members: the same site gives the same zip
KINDS = {"situs": "situs.zip", "luring": "situs-luring.zip", "isi": "isi.zip"}
REMOVABLE = 2  # what Windows calls such a drive


def pack(site: Path, kind: str, progress: Progress) -> Path:
    """Make one of KINDS and return where it lies. Raises DeskFault, OSError."""
    folder = site / ".cache" / FOLDER / "terbit"
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / KINDS[kind]
    if kind == "isi":
        sources = {f"content/{name}": file for name, file in _files(site / "content")} | {
            "site.yaml": site / "site.yaml"
        }
    else:
        sources = dict(_files(_built(site, folder / kind, kind == "luring", progress)))
    draft = place.with_suffix(".baru")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, file) in enumerate(sorted(sources.items()), 1):
            progress("Mengemas", number, len(sources))
            member = zipfile.ZipInfo(name, DAY)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(member, file.read_bytes())
    os.replace(draft, place)
    return place


def copy_to_drive(site: Path, drive: Path, progress: Progress) -> Path:
    """Build the site onto a drive, into a folder of our own; returns the page to open. Raises DeskFault, OSError."""
    if drive not in drives():
        raise DeskFault("Flashdisk itu tidak terpasang lagi. Pasang, lalu ulangi.")
    return _built(site, drive / DRIVE_FOLDER, True, progress) / "index.html"


def drives() -> list[Path]:
    """The flash drives that are there."""
    if sys.platform == "win32":
        import ctypes

        roots = [Path(f"{letter}:\\") for letter in "DEFGHIJKLMNOPQRSTUVWXYZ"]
        return [root for root in roots if ctypes.windll.kernel32.GetDriveTypeW(os.fspath(root)) == REMOVABLE]
    folders = (
        [Path("/Volumes")] if sys.platform == "darwin" else [*Path("/media").glob("*"), *Path("/run/media").glob("*")]
    )
    places = [drive for folder in folders if folder.is_dir() for drive in folder.iterdir()]
    return sorted(drive for drive in places if os.path.ismount(drive) and os.access(drive, os.W_OK))


def _built(site: Path, output: Path, offline: bool, progress: Progress) -> Path:
    """Build the site into a folder. Raises DeskFault."""
    try:
        result = build(Options(site=site, output=output, offline=offline), progress)
    except LockedError:
        raise DeskFault("Pembangunan lain sedang berjalan. Tunggu sampai selesai, lalu ulangi.") from None
    except NotOursError:
        raise DeskFault(f"Folder {output} berisi berkas lain. Pindahkan isinya, lalu ulangi.") from None
    if not result.published:
        raise DeskFault(f"Masih ada {result.errors} galat di isi situs; perbaiki dulu (lihat Hari ini), lalu ulangi.")
    return output


def _files(folder: Path) -> list[tuple[str, Path]]:
    return [
        (file.relative_to(folder).as_posix(), file)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not file.is_symlink()
        and not file.name.startswith((".", "~$"))
        and file.name != "etalase.json"
    ]
