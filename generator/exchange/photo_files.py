"""Photos beside a workbook: a folder or a zip, matched by the column `foto` or by their file names, saved in safe form."""

from __future__ import annotations

import posixpath
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from generator.exchange.existing_records import ExistingRecords
from generator.exchange.identity import Names
from generator.exchange.reading import Wanted
from generator.exchange.tables import RefusedError
from generator.images.intake import BYTE_LIMIT, SHARP, SMALLEST, Raw, Taken, alike, take_in
from generator.model import rules
from generator.model.collate import letters_of, quoted, slugify
from generator.model.digest import digest
from generator.model.problem import WHOLE_FILE, Log, Problem

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
MOST_PHOTOS = 5_000
MOST_BYTES = 3_000_000_000  # of a zip, inflated


def is_photo_source(path: Path) -> bool:
    """True for a folder and for a zip of photos."""
    return path.is_dir() or path.suffix.lower() == ".zip"


class Photos:
    """The photos of one import. Use as a context: what is not saved lives in a folder that goes away."""

    def __init__(self, site: Path, stand: ExistingRecords, sources: list[Path]) -> None:
        self.site, self.stand, self.sources = site, stand, sources
        self.problems: list[Problem] = []
        self.files: dict[str, Path] = {}  # base name in small letters -> file
        self.names: dict[str, str] = {}  # the same -> name as given
        self.taken: dict[str, Taken] = {}
        self.drafts: dict[str, Path] = {}
        self.saved: dict[str, Path] = {}  # name below content/foto -> safe file
        self.used: set[str] = set()
        self.owners: dict[str, Wanted] = {}  # name as given -> the record that has the photo

    def __enter__(self) -> Photos:
        self._folder = tempfile.TemporaryDirectory(prefix="etalase-foto-")
        self.folder = Path(self._folder.name)
        for source in self.sources:
            try:
                self._open(source)
            except (RefusedError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as fault:
                message = fault.message if isinstance(fault, RefusedError) else "Zip ini rusak."
                self._tell(
                    source.name, rules.UNREADABLE_TABLE, message, "Buat ulang zipnya, atau beri foldernya langsung."
                )
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def _tell(self, path: str, rule: rules.Rule, message: str, hint: str = "") -> None:
        log = Log(path)
        log.add(rule, WHOLE_FILE, message, hint, field="foto")
        self.problems += log.problems

    def _open(self, source: Path) -> None:
        if source.is_dir():
            for file in sorted(source.rglob("*")):
                if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
                    self._offer(file.relative_to(source).as_posix(), file)
            return
        with zipfile.ZipFile(source) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MOST_PHOTOS:
                raise RefusedError(f"Zip ini berisi {len(members)} berkas, paling banyak {MOST_PHOTOS}.")
            total = 0
            for number, member in enumerate(members):
                name = member.filename
                if not name.lower().endswith(SUFFIXES) or PurePosixPath(name).name.startswith((".", "__")):
                    continue
                if not _is_safe(name):
                    self._tell(source.name, rules.BAD_PHOTO, f"Nama foto {quoted(name)} memuat jalur folder; foto ini dilewati.",
                               "Namai foto tanpa garis miring dan titik dua.")  # fmt: skip
                    continue
                target = self.folder / f"zip-{number}"
                total += _inflate(archive, member, target)
                if total > MOST_BYTES:
                    raise RefusedError("Isi zip ini mengembang jauh melebihi ukurannya.")
                self._offer(name, target)

    def _offer(self, path: str, file: Path) -> None:
        name = PurePosixPath(path).name
        if not name.lower().endswith(SUFFIXES):
            return
        key = name.casefold()
        if key in self.files and digest(self.files[key].read_bytes()) != digest(file.read_bytes()):
            self._tell(
                path,
                rules.RETAKE_PHOTO,
                f"Ada dua foto bernama {quoted(name)}; yang dipakai hanya yang pertama.",
                "Ganti nama salah satunya.",
            )
        self.files.setdefault(key, file)
        self.names.setdefault(key, name)

    def match(self, wanted: list[Wanted], names: Names, progress: Callable[[str, int, int], None]) -> None:
        """Give every record its photos: by its column, else by file names that begin with its slug or name."""
        if not self.files and not any("foto" in item.values for item in wanted):
            return
        chosen: dict[int, list[str]] = {}
        for item in wanted:
            if "foto" in item.values:
                chosen[id(item)] = [name for text in item.values["foto"] if (name := self._named(item, str(text)))]
        by_slug = {letters_of(stem): item for item in wanted if item.language == "id"
                   for stem in (item.slug, item.part.name) if stem}  # fmt: skip
        for key in sorted(self.files):
            stem = letters_of(re.sub(r"[\s_-]*\(?\d{0,3}\)?$", "", PurePosixPath(key).stem))
            owner = by_slug.get(letters_of(PurePosixPath(key).stem)) or by_slug.get(stem)
            if key not in self.used and owner is not None and not owner.part.text("foto"):
                chosen.setdefault(id(owner), []).append(key)
                self.used.add(key)
        self.owners = {
            self.names[key]: item for item in wanted for key in chosen.get(id(item), ()) if key in self.names
        }
        self._take_in(progress)
        for item in wanted:
            if id(item) in chosen:
                self._give(item, chosen[id(item)])
        for key in sorted(self.files.keys() - self.used):
            self._tell(self.names[key], rules.UNUSED_PHOTO, "Foto ini tidak cocok dengan baris mana pun, jadi tidak disimpan.",
                       "Tulis namanya di kolom foto, atau namai seperti produknya.")  # fmt: skip

    def _named(self, item: Wanted, text: str) -> str:
        """What the name in a cell means: a photo that came along (its key) or one that the site has (`=` and its name)."""
        cell = item.spot("foto")
        text = text.strip()
        if not _is_safe(text):
            item.part.log.add(rules.BAD_PHOTO, cell, f"Nama foto {quoted(text)} memuat jalur folder; foto ini dilewati.",
                              "Tulis nama berkasnya saja, contoh: kemplang.jpg", field="foto")  # fmt: skip
            self._soften(item)
            return ""
        key = PurePosixPath(text).name.casefold()
        if "/" not in text and key not in self.files:
            key = next((key + suffix for suffix in SUFFIXES if key + suffix in self.files), key)
        if key in self.files and ("/" not in text or text not in self.stand.photos):
            self.used.add(key)
            return key
        if text in self.stand.photos:
            return "=" + text
        folder = "folder foto" if not self.sources else self.sources[0].name
        item.part.log.add(rules.MISSING_PHOTO, cell, f'Foto {quoted(text)} tidak ada di {folder}.',
                          "Taruh fotonya di folder foto di samping lembar kerja, lalu impor lagi.", field="foto")  # fmt: skip
        self._soften(item)
        return ""

    def _soften(self, item: Wanted) -> None:
        """A missing photo leaves the field empty; the row is imported all the same."""
        from generator.exchange.reading import as_warning

        item.part.log.problems[-1] = as_warning(item.part.log.problems[-1])

    def _take_in(self, progress: Callable[[str, int, int], None]) -> None:
        """Decode the photos that are used, each in a process that may die."""
        from generator.machine.workers import WorkerFailure, default_jobs, run

        raws = [
            Raw(key, str(self.files[key]), str(self.folder / f"aman-{number}"))
            for number, key in enumerate(sorted(self.used))
        ]
        for done, result in enumerate(run(take_in, raws, min(2, default_jobs()), risky=True), 1):
            progress("Foto", done, len(raws))
            if isinstance(result, WorkerFailure):
                result = Taken(
                    result.item.name, "menghabiskan memori pembacanya.", "Buka di komputer, simpan lagi sebagai JPG."
                )
            self.taken[result.name] = result
        self.drafts = {raw.name: Path(raw.target) for raw in raws}
        looks: list[tuple[int, str]] = []
        for key in sorted(self.taken):
            self._judge(self.taken[key], looks)

    def _judge(self, photo: Taken, looks: list[tuple[int, str]]) -> None:
        """List a photo for retaking, with the reason."""
        name = self.names[photo.name]
        if photo.fault:
            self._tell(name, rules.RETAKE_PHOTO, f"Foto {quoted(name)} {photo.fault}", photo.hint)
            return
        if max(photo.width, photo.height) < SMALLEST:
            self._tell(name, rules.RETAKE_PHOTO, f"Foto {quoted(name)} hanya {photo.width}x{photo.height} piksel; minimal {SMALLEST} piksel agar tidak buram.",
                       "Ambil ulang, atau minta berkas aslinya (kirim lewat WhatsApp sebagai dokumen).")  # fmt: skip
        elif photo.sharpness < SHARP:
            self._tell(
                name,
                rules.RETAKE_PHOTO,
                f"Foto {quoted(name)} tampak kabur.",
                "Ambil ulang di tempat terang; ketuk layar pada produknya sebelum memotret.",
            )
        if photo.screen:
            self._tell(name, rules.RETAKE_PHOTO, f"Foto {quoted(name)} tampak seperti tangkapan layar ponsel.",
                       "Minta foto aslinya, atau potong sampai produknya saja; bila ini memang foto, abaikan.")  # fmt: skip
        twin = next((other for look, other in looks if alike(look, photo.look)), "")
        if twin:
            self._tell(
                name,
                rules.RETAKE_PHOTO,
                f"Foto {quoted(name)} tampak sama dengan {quoted(twin)}.",
                "Pakai foto yang berbeda untuk setiap produk.",
            )
        looks.append((photo.look, name))

    def _give(self, item: Wanted, keys: list[str]) -> None:
        """The record's photos by their names below content/foto."""
        given: list[str] = []
        for key in keys:
            if key.startswith("="):
                given.append(key[1:])
            elif not self.taken[key].fault:
                given.append(self._name(item.slug, self.drafts[key]))
        given = list(dict.fromkeys(given))
        if given:
            item.values["foto"], item.attributes["photos"] = given, tuple(given)
            item.read.add("foto")
        else:
            item.values.pop("foto", None)
            item.attributes.pop("photos", None)
            item.read.discard("foto")
            item.faulty.add("foto")

    def _name(self, slug: str, draft: Path) -> str:
        """A free name for a photo; the same photo keeps the name it has."""
        data = draft.read_bytes()
        stem = slugify(slug) or "foto"
        for number in range(1, 10_000):
            name = f"{stem}.jpg" if number == 1 else f"{stem}-{number}.jpg"
            there = self.saved.get(name) or (Path(self.stand.photos[name]) if name in self.stand.photos else None)
            if there is None:
                self.saved[name] = draft
                return name
            if there.read_bytes() == data:
                return name
        raise AssertionError("unreachable")


def _is_safe(name: str) -> bool:
    """True for a name that stays where it is put: no way up, no root, no drive, no backslash."""
    parts = name.split("/")
    return bool(name) and not any(part in ("", ".", "..") for part in parts) and not re.search(r"[\\:\x00-\x1f]", name) and (
        posixpath.normpath(name) == name) and len(name) <= 200  # fmt: skip


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> int:
    """Inflate one photo, at most a byte more than a photo may have; returns its size."""
    size = 0
    with archive.open(member) as source, target.open("wb") as file:
        while data := source.read(1 << 18):
            size += len(data)
            file.write(data)
            if size > BYTE_LIMIT:
                break  # the intake says that it is too large
    return size
