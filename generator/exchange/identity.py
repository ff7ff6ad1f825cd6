"""Identity: which record a row means, and what a new one is called. The id of our own workbook is the slug at export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice

from generator.exchange.cells import Cell
from generator.exchange.existing_records import ExistingRecords, name_key
from generator.exchange.layout import ID_TITLE
from generator.exchange.reading import Wanted
from generator.exchange.row_parts import Part, own_identity
from generator.model import rules
from generator.model.collate import WINDOWS_RESERVED, is_slug, letters_of, quoted, slugify
from generator.model.fields import fields_of
from generator.model.problem import Guesses, Spot
from generator.model.records import all_kinds, is_reserved
from generator.model.region import Atlas

COMPARED = 60_000  # names that are compared with unknown ones
Key = tuple[str, str, str]  # kind, slug, language


@cache
def by_attribute(kind: str) -> dict[str, str]:
    """The attribute of every field of a kind by its key."""
    return {spec.key: spec.attribute for spec in fields_of(all_kinds()[kind])}


@dataclass(slots=True)
class Names:
    """Gives every wanted record its slug, and knows every record by name."""

    stand: ExistingRecords
    atlas: Atlas
    taken: dict[Key, Wanted] = field(default_factory=dict)
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)  # (kind, old slug) -> new slug
    seen: dict[tuple[str, str, str], Wanted] = field(default_factory=dict)
    by_name: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    slugs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    left_out: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # kind -> letters of names
    guesses: Guesses | None = None

    def __post_init__(self) -> None:
        for (kind, slug, language), record in self.stand.records.items():
            if language == "id":
                self._know(kind, slug, str(record.values.get("nama") or record.values.get("judul") or ""))

    def _know(self, kind: str, slug: str, name: str) -> None:
        self.slugs[kind].add(slug)
        if name:
            self.by_name[kind, letters_of(name)].add(slug)

    def known(self, kind: str, text: str) -> str:
        """The slug that `text` names, by slug or by name; empty when it cannot be told."""
        return self._find(kind, text)[0]

    def _find(self, kind: str, text: str) -> tuple[str, set[str]]:
        """(the slug, or an empty text; every slug that the name could mean)."""
        slug = text.removesuffix(".md")
        slug = self.renamed.get((kind, slug), slug)
        if slug in self.slugs[kind]:
            return slug, {slug}
        slugs = {self.renamed.get((kind, one), one) for one in self.by_name.get((kind, letters_of(text)), ())}
        return (next(iter(slugs)) if len(slugs) == 1 else ""), slugs

    def resolve(self, part: Part, cell: Cell, kind: str, text: str) -> str:
        """The slug of the record that `text` names, by slug or by name; empty, with a problem, when it cannot be told."""
        slug, slugs = self._find(kind, text)
        if slug:
            return slug
        word = all_kinds()[kind].word
        if letters_of(text) in self.left_out[kind]:
            message = f"{word} di sel ini tidak diimpor karena barisnya bergalat."
            hint = f"Perbaiki dulu isian {word} itu."
            part.log.add(rules.UNKNOWN_RECORD, cell.spot, message, hint, field=kind)
        elif slugs:
            message = f"Ada {len(slugs)} {word} bernama {quoted(text)} ({', '.join(sorted(slugs))})."
            hint = "Tulis salah satu nama di dalam kurung itu."
            part.log.add(rules.UNKNOWN_RECORD, cell.spot, message, hint, field=kind)
        else:
            if self.guesses is None:  # as many as take a second or two in all
                self.guesses = Guesses(max(30, COMPARED // max(1, len(self.stand.records) + len(self.taken))))
            message = f"{word} {quoted(text)} tidak ada di situs maupun di berkas ini."
            near = self.guesses.guess(kind, text, islice(self._names(kind), 2000))
            hint = near or f"Tambahkan {word} itu dulu, atau perbaiki namanya."
            part.log.add(rules.UNKNOWN_RECORD, cell.spot, message, hint, field=kind)
        return ""

    def _names(self, kind: str) -> Iterator[str]:
        yield from (str(record.values.get("nama", "")) for key, record in self.stand.records.items() if key[0] == kind)
        yield from (wanted.part.name for key, wanted in self.taken.items() if key[0] == kind)

    def settle(self, wanted: Wanted) -> Wanted | None:
        """Give `wanted` its slug; None when it cannot have one or repeats another row (the reason is noted)."""
        part, kind, language = wanted.part, wanted.kind, wanted.language
        known_id, wish = own_identity(part)
        if wish and (not is_slug(wish) or is_reserved(kind, wish)):
            message = f"Nama alamat {quoted(wish)} tidak dapat dipakai."
            hint = f"Contoh: {slugify(wish) or 'kopi-semendo'}. Alamat lama tetap dipakai."
            part.log.add(rules.BAD_SLUG, part.cells["slug"].spot, message, hint, field="slug")
            wish = ""
        key = name_key(kind, wanted.values)
        if language != "id":
            wish = self.renamed.get((kind, known_id), known_id)
        if language == "id":
            twin = self.seen.get(key) if key[1] else None
            if twin is not None and not wish and known_id in ("", twin.slug):
                return self._twin(wanted, twin)
        now = self._standing_slug(wanted, known_id, wish, key)
        if now is None:
            return None
        slug = wish or now or (known_id if is_slug(known_id) else "") or self._new_slug(wanted)
        rival = self.taken.get((kind, slug, language)) or (
            self.stand.get(kind, slug, language) if now != slug else None
        )
        if rival is not None:
            row = f" (baris {rival.part.row})" if isinstance(rival, Wanted) else ""
            message = f'Nama alamat "{slug}" sudah dipakai{row}; baris ini tidak diimpor.'
            hint = "Hapus salah satu, atau beri nama alamat yang berbeda."
            part.log.add(rules.DUPLICATE_ROW, Spot(part.row), message, hint, field="slug")
            return None
        wanted = replace(wanted, slug=slug, was=now)
        self.taken[kind, slug, language] = wanted
        if language == "id":
            if key[1]:
                self.seen.setdefault(key, wanted)
            if now and now != slug:
                self.renamed[kind, now] = slug
                self.slugs[kind].discard(now)
            self._know(kind, slug, str(wanted.values.get("nama") or wanted.values.get("judul") or ""))
        return wanted

    def _standing_slug(self, wanted: Wanted, known_id: str, wish: str, key: tuple[str, str, str]) -> str | None:
        """The slug of the file that the row is about; empty for a new record, None when it cannot be told."""
        kind, language, part = wanted.kind, wanted.language, wanted.part
        for slug in (known_id, wish):
            if slug and self.stand.get(kind, slug, language):
                return slug
        if known_id or language != "id" or not key[1]:
            return ""
        slugs = self.stand.by_name.get(key, [])
        if len(slugs) > 1:
            message = f"Ada {len(slugs)} {all_kinds()[kind].word} bernama {quoted(part.name)}: {', '.join(slugs)}. Baris ini tidak diimpor."
            hint = f'Tulis yang dimaksud di kolom "{ID_TITLE}", contoh: {slugs[0]}'
            part.log.add(rules.DUPLICATE_ROW, Spot(part.row), message, hint, field="slug")
            return None
        return slugs[0] if slugs and not wish else ""

    def _new_slug(self, wanted: Wanted) -> str:
        kind, values = wanted.kind, wanted.values
        stem = slugify(wanted.part.name) or slugify(str(values.get("penjual", ""))) or kind
        region = self.atlas.by_code.get(self._region(wanted))
        names = [stem, *([f"{stem}-{region.slug}"] if region else [])]
        number = 2
        while True:
            for name in names:
                free = (kind, name, "id") not in self.taken and not self.stand.get(kind, name)
                if free and name not in WINDOWS_RESERVED and not is_reserved(kind, name):
                    return name
            names = [f"{stem}-{number}"]
            number += 1

    def _region(self, wanted: Wanted) -> str:
        if wanted.kind != "produk":
            return str(wanted.values.get("kabupaten", ""))
        seller = str(wanted.values.get("penjual", ""))
        new = self.taken.get(("penjual", seller, "id"))
        old = self.stand.get("penjual", seller)
        return str((new.values if new else old.values if old else {}).get("kabupaten", ""))

    def _twin(self, wanted: Wanted, twin: Wanted) -> Wanted | None:
        """A row that repeats another: in a flat sheet more of the same seller, elsewhere a slip that is told."""
        part = wanted.part
        if part.has_products or (part.kind == "penjual" and twin.part.has_products):
            return self._join(wanted, twin)
        if {**twin.values, **wanted.values} == twin.values and not wanted.body:
            part.log.add(rules.SKIPPED_ROW, Spot(part.row), f"Baris ini sama dengan baris {twin.part.row}; dilewati.")
            return twin
        home = (
            "nama dan penjual"
            if part.kind == "produk"
            else "nama usaha dan kabupaten/kota"
            if part.kind == "penjual"
            else "nama"
        )
        message = f"Baris ini sama dengan baris {twin.part.row} ({home}), jadi tidak diimpor."
        hint = "Hapus salah satu, atau beri nama yang berbeda."
        part.log.add(rules.DUPLICATE_ROW, Spot(part.row), message, hint)
        return None

    def put(self, wanted: Wanted) -> None:
        """Let a record stand for what it was so far."""
        self.taken[wanted.kind, wanted.slug, wanted.language] = wanted
        key = name_key(wanted.kind, wanted.values)
        if wanted.language == "id" and key in self.seen and self.seen[key].slug == wanted.slug:
            self.seen[key] = wanted

    def _join(self, wanted: Wanted, twin: Wanted) -> Wanted:
        """Another row of the same seller fills what the first left empty; what differs is told."""
        part = wanted.part
        assumed = [
            problem for problem in part.log.problems if problem.rule is rules.ASSUMED and problem.place.row == part.row
        ]
        for problem in assumed:
            part.log.problems.remove(problem)  # the first row tells
        values, attributes, cells = dict(twin.values), dict(twin.attributes), dict(twin.cells)
        for key, value in wanted.values.items():
            if assumed and key == "kategori":
                continue
            if key not in twin.values:
                values[key] = value
                attribute = by_attribute(part.kind)[key]
                attributes[attribute] = wanted.attributes[attribute]
                cells.setdefault(key, wanted.cells.get(key, Cell("", wanted.part.row)))
            elif twin.values[key] != value:
                message = f"Isian ini berbeda dari baris {twin.part.row} untuk usaha yang sama; yang dipakai baris {twin.part.row}."
                hint = "Samakan keduanya, atau beri nama usaha yang berbeda."
                wanted.part.log.add(rules.CONFLICTING_ROWS, wanted.spot(key), message, hint, field=key)
        body = wanted.body if wanted.body and not twin.body else twin.body
        if values == twin.values and body == twin.body:
            return twin
        read = twin.read | (values.keys() - twin.values.keys())
        whole = replace(twin, values=values, attributes=attributes, cells=cells, read=read, body=body)
        self.put(whole)
        return whole
