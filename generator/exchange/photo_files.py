"""Photos that come with a workbook: matched by its column `foto`, its cells' pictures or file names, saved in safe form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator.content.picture import SUFFIXES
from generator.exchange.cell_pictures import CellPicture, pictures_in
from generator.exchange.choices import OWNERLESS
from generator.exchange.existing_records import ExistingRecords
from generator.exchange.incoming import Incoming, is_safe
from generator.exchange.opening import Sheet, TableBlock
from generator.exchange.photo_faults import photo_faults
from generator.exchange.photo_names import names_in, place_of
from generator.exchange.photo_places import OfferedPhoto, record_without_row
from generator.exchange.photo_store import PhotoStore
from generator.exchange.photo_suggestions import photo_order
from generator.exchange.reading import Wanted, as_warning
from generator.exchange.tables import letter_of
from generator.images.intake import Raw, Taken
from generator.model import rules
from generator.model.collate import letters_of, quoted, slugify
from generator.model.digest import digest

NO_OWNERS: Mapping[str, str] = {}


class Photos:
    """The photos of one import. What is not saved lies in the folder of `incoming`, which goes away."""

    def __init__(
        self,
        stand: ExistingRecords,
        incoming: Incoming,
        owners: Mapping[str, str] = NO_OWNERS,
        store: PhotoStore | None = None,
    ) -> None:
        """`owners`: whose photos are as somebody chose, see `ImportChoices.photos`."""
        self.stand, self.incoming = stand, incoming
        self.chosen_owners, self.store = owners, store or PhotoStore()
        self.joined: list[Wanted] = []  # records of no row that were given photos
        self.folder, self.problems, self._tell = incoming.folder, incoming.problems, incoming.tell
        self.files: dict[str, Path] = {}  # base name in small letters -> file
        self.names: dict[str, str] = {}  # the same -> name as given
        self.asked: set[str] = set()  # keys of photos that nobody misses when no row names them
        self.taken: dict[str, Taken] = {}
        self.drafts: dict[str, Path] = {}
        self.saved: dict[str, Path] = {}  # name below content/foto -> safe file
        self.used: set[str] = set()
        self.owners: dict[str, Wanted] = {}  # name as given -> the record that has the photo
        self.keys: dict[str, Wanted] = {}  # the same by key
        for photo in incoming.photos:
            self._offer(photo.path, photo.file, only_if_named=photo.only_if_named)

    def _offer(self, path: str, file: Path, *, only_if_named: bool) -> None:
        name = PurePosixPath(path).name
        key = name.casefold()
        if key in self.files:
            if not only_if_named and digest(self.files[key].read_bytes()) != digest(file.read_bytes()):
                self._tell(
                    path,
                    rules.RETAKE_PHOTO,
                    f"Ada dua foto bernama {quoted(name)}; yang dipakai hanya yang pertama.",
                    "Ganti nama salah satunya.",
                )
            return
        self.files[key], self.names[key] = file, name
        if only_if_named:
            self.asked.add(key)

    def match(
        self, wanted: list[Wanted], sheets: Sequence[Sheet], progress: Callable[[str, int, int], None]
    ) -> list[Wanted]:
        """The records with their photos. Give every record its photos: by its column, its row's pictures, else file names that begin with its name."""
        chosen: dict[int, list[str]] = {}
        for item in wanted:
            if "foto" in item.values:
                texts = [one for text in item.values["foto"] for one in self._names_in(str(text))]
                chosen[id(item)] = [name for text in texts if (name := self._named(item, text))]
        self._match_cells(wanted, sheets, chosen)
        self._match_choices(wanted, chosen)
        wanted = [*wanted, *self.joined]
        for item in wanted:
            if (
                item not in self.joined
                and "foto" in item.values
                and not chosen[id(item)]
                and not any(map(names_in, item.values["foto"]))
            ):
                message = "Gambar di sel ini tidak dapat dibaca."
                self._refuse(
                    item, rules.MISSING_PHOTO, message, "Simpan gambarnya sebagai berkas, lalu tulis namanya di sini."
                )
        if not self.files and not chosen:
            return wanted
        by_slug = {
            letters_of(stem): item
            for item in wanted
            if item.language == "id"
            for stem in (item.slug, item.part.name)
            if stem
        }
        for key in sorted(self.files):
            stem = letters_of(re.sub(r"[\s_-]*\(?\d{0,3}\)?$", "", PurePosixPath(key).stem))
            owner = by_slug.get(letters_of(PurePosixPath(key).stem)) or by_slug.get(stem)
            if key in self.chosen_owners:
                continue
            if key not in self.used and owner is not None and not owner.part.text("foto"):
                chosen.setdefault(id(owner), []).append(key)
                self.used.add(key)
        self.keys = {key: item for item in wanted for key in chosen.get(id(item), ()) if key in self.names}
        self.owners = {self.names[key]: item for key, item in self.keys.items()}
        self._take_in(progress)
        whole = [self._with_photos(item, chosen[id(item)]) if id(item) in chosen else item for item in wanted]
        ownerless = {key for key, record in self.chosen_owners.items() if record == OWNERLESS}
        for key in sorted(self.files.keys() - self.used - self.asked - ownerless):
            self._tell(
                self.names[key],
                rules.UNUSED_PHOTO,
                "Foto ini tidak cocok dengan baris mana pun, jadi tidak disimpan.",
                "Tulis namanya di kolom foto, atau namai seperti produknya.",
            )
        return whole

    def _match_choices(self, wanted: list[Wanted], chosen: dict[int, list[str]]) -> None:
        """Give photos to the records that somebody chose for them, behind the photos that these have."""
        by_key = {f"{item.kind}/{item.slug}": item for item in wanted if item.language == "id"}
        for key in sorted(self.files.keys() & self.chosen_owners.keys(), key=photo_order):
            record = self.chosen_owners[key]
            item = by_key.get(record)
            if item is None and (item := record_without_row(record, self.stand)):
                by_key[record] = item
                self.joined.append(item)
            if item is None:
                continue
            for keys in chosen.values():
                if key in keys:
                    keys.remove(key)
            old = self.stand.get(item.kind, item.was) if item.was else None
            has = [f"={name}" for name in old.values.get("foto", ())] if old else []
            chosen.setdefault(id(item), has).append(key)
            self.used.add(key)

    def _match_cells(self, wanted: list[Wanted], sheets: Sequence[Sheet], chosen: dict[int, list[str]]) -> None:
        """Give the pictures in cells to the records of their rows; whose row has none is named."""
        for place, path in enumerate(self.incoming.tables):
            folder = self.folder / f"gambar-{place}"
            folder.mkdir()
            pictures = pictures_in(path, folder)
            if pictures is None:
                self._tell(
                    path.name,
                    rules.UNUSED_PHOTO,
                    "Gambar di lembar kerja ini tidak dapat dibaca.",
                    "Simpan gambarnya sebagai berkas di folder foto di samping lembar kerja.",
                )
            for number, picture in enumerate(pictures or ()):
                sheet = next(
                    (one for one in sheets if (one.book.path, one.table.name) == (path.name, picture.sheet)), None
                )
                block = sheet.table_at(picture.row, picture.column) if sheet else None
                if block is None:
                    continue  # the sheet is skipped as a whole, and said to be
                where = f"lembar {picture.sheet}, sel {letter_of(picture.column)}{picture.row}"
                if picture.column in block.layout.private:
                    self._tell(
                        path.name,
                        rules.PRIVATE_COLUMN,
                        f"Gambar di {where} ada di kolom pribadi, jadi tidak diimpor.",
                        "Gambar ini boleh tetap ada di berkas kantor Anda.",
                    )
                elif item := self._owner(picture, block, wanted):
                    key = f"\0{path.name}/{number}"
                    self.files[key], self.names[key] = Path(picture.file), f"gambar di {where}"
                    self.used.add(key)
                    chosen.setdefault(id(item), []).append(key)
                else:
                    self._tell(
                        path.name,
                        rules.UNUSED_PHOTO,
                        f"Gambar di {where} tidak cocok dengan baris mana pun, jadi tidak disimpan.",
                        "Letakkan gambarnya di baris produknya, atau tulis nama berkasnya di kolom foto.",
                    )

    def _owner(self, picture: CellPicture, block: TableBlock, wanted: list[Wanted]) -> Wanted | None:
        """The one record of the picture's row that it may be of: that of its column, else a product before its seller."""
        here = [
            item
            for item in wanted
            if item.part.row == picture.row and item.part.log is block.log and item.language == "id"
        ]
        kind = block.layout.targets.get(picture.column, ("", ""))[0]
        for candidates in (
            [item for item in here if item.kind == kind],
            [item for item in here if item.kind == "produk"],
            here,
        ):
            if candidates:
                return candidates[0] if len(candidates) == 1 else None
        return None

    def _names_in(self, text: str) -> list[str]:
        """The names that a cell holds; a photo that is called so as a whole is one."""
        is_one = text in self.stand.photos or text.strip().casefold() in self.files
        return [text] if is_one else names_in(text)

    def _named(self, item: Wanted, text: str) -> str:
        """What the name in a cell means: a photo that came along (its key) or one that the site has (`=` and its name)."""
        text = text.strip()
        if place := place_of(text):
            message = f"Isi kolom ini alamat {place}, bukan nama berkas foto."
            hint = "Unduh fotonya, taruh di folder foto di samping lembar kerja, lalu tulis nama berkasnya."
            return self._refuse(item, rules.MISSING_PHOTO, message, hint)
        if not is_safe(text):
            message = f"Nama foto {quoted(text)} memuat jalur folder; foto ini dilewati."
            return self._refuse(item, rules.BAD_PHOTO, message, "Tulis nama berkasnya saja, contoh: kemplang.jpg")
        key = PurePosixPath(text).name.casefold()
        if "/" not in text and key not in self.files:
            key = next((key + suffix for suffix in SUFFIXES if key + suffix in self.files), key)
        if key in self.files and ("/" not in text or text not in self.stand.photos):
            self.used.add(key)
            return key
        if text in self.stand.photos:
            return "=" + text
        folder = self.incoming.sources[0] if self.incoming.sources else "folder foto"
        hint = "Taruh fotonya di folder foto di samping lembar kerja, lalu impor lagi."
        return self._refuse(item, rules.MISSING_PHOTO, f"Foto {quoted(text)} tidak ada di {folder}.", hint)

    def _refuse(self, item: Wanted, rule: rules.Rule, message: str, hint: str) -> str:
        """Tell that a photo is left out; the row is imported all the same. Returns an empty name."""
        log = item.part.log
        log.add(rule, item.spot("foto"), message, hint, field="foto")
        log.problems[-1] = as_warning(log.problems[-1])
        return ""

    def _take_in(self, progress: Callable[[str, int, int], None]) -> None:
        """Decode the photos that are used, each in a process that may die; all of them where they are kept."""
        keys = self.files if self.store.folder else self.used
        raws = [
            Raw(key, str(self.files[key]), str(self.folder / f"aman-{number}"))
            for number, key in enumerate(sorted(keys))
        ]
        self.taken, self.drafts = self.store.take_in(raws, progress)
        looks: list[tuple[int, str]] = []
        for key in sorted(self.taken):
            name = self.names[key]
            for message, hint in photo_faults(name, self.taken[key], looks):
                self._tell(name, rules.RETAKE_PHOTO, message, hint)

    def offered(self) -> list[OfferedPhoto]:
        """Every photo that came along, with what was seen of it and whose it is."""
        owners = {key: f"{item.kind}/{item.slug}" for key, item in self.keys.items()}
        return [
            OfferedPhoto(
                key, self.names[key], self.store.digests.get(key, ""), owners.get(key, ""), self.taken[key].fault
            )
            for key in sorted(self.taken)
        ]

    def _with_photos(self, item: Wanted, keys: list[str]) -> Wanted:
        """The record with its photos by their names below content/foto."""
        given: list[str] = []
        for key in keys:
            if key.startswith("="):
                given.append(key[1:])
            elif not self.taken[key].fault:
                given.append(self._name(item.slug, self.drafts[key]))
        given = list(dict.fromkeys(given))
        values = {key: value for key, value in item.values.items() if key != "foto"}
        attributes = {key: value for key, value in item.attributes.items() if key != "photos"}
        if not given:
            faulty = item.faulty | {"foto"}
            return replace(item, values=values, attributes=attributes, read=item.read - {"foto"}, faulty=faulty)
        values, attributes = {**item.values, "foto": given}, {**item.attributes, "photos": tuple(given)}
        return replace(item, values=values, attributes=attributes, read=item.read | {"foto"})

    def _name(self, slug: str, draft: Path) -> str:
        """A free name for a photo; the same photo keeps the name it has."""
        data = draft.read_bytes()
        stem = slugify(slug) or "foto"
        for number in range(1, 10_000):
            name = f"{stem}.jpg" if number == 1 else f"{stem}-{number}.jpg"
            rival = self.saved.get(name) or (Path(self.stand.photos[name]) if name in self.stand.photos else None)
            if rival is None:
                self.saved[name] = draft
                return name
            if rival.read_bytes() == data:
                return name
        raise AssertionError("unreachable")
