"""The story of an import: read the files, find what their rows are, read them through the schema, match, merge, write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.exchange.applying import Planner, apply
from generator.exchange.cells import is_empty
from generator.exchange.existing_records import ExistingRecords, read_standing
from generator.exchange.gathering import Owner, gather_consent, owner_of, owners_of
from generator.exchange.identity import Names
from generator.exchange.incoming import Incoming
from generator.exchange.merge import CHANGED, NEW, SAME, Merged, merge
from generator.exchange.opening import Sheet, check_columns, open_file
from generator.exchange.reading import ReadingContext, Wanted, read_part
from generator.exchange.row_parts import Part, parts_of
from generator.model import rules
from generator.model.category import Categories
from generator.model.collate import quoted
from generator.model.problem import Problem, Spot
from generator.model.records import sheet_kinds
from generator.model.region import Atlas
from generator.model.rules import Severity


@dataclass(slots=True)
class Import:
    """What an import found and did. `refused`: a file could not be read, so nothing was written."""

    sheets: list[Sheet] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)  # (kind, slug) that the workbook does not have
    problems: list[Problem] = field(default_factory=list)
    owners: dict[tuple[str, str, int], Owner] = field(default_factory=dict)  # (file, sheet, row) -> its seller
    photos: list[str] = field(default_factory=list)  # names of new photos below content/foto
    refused: bool = False
    written: bool = False

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    def of_state(self, state: str) -> list[Merged]:
        """The records of one state, in a fixed order."""
        found = [item for item in self.merged if item.state == state]
        return sorted(
            found, key=lambda item: (sheet_kinds().index(item.wanted.kind), item.wanted.slug, item.wanted.language)
        )


@dataclass(frozen=True, slots=True)
class Site:
    """The site that is imported into."""

    folder: Path
    atlas: Atlas
    categories: Categories
    today: date


Progress = Callable[[str, int, int], None]


def run_import(
    site: Site,
    files: Iterable[Path],
    *,
    region: str = "",
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress = lambda *_: None,
) -> Import:
    """Import `files` (workbooks, CSV, JSON, photo folders and zips). Writes nothing when a file cannot be read. Raises OSError."""
    context = ReadingContext(site.atlas, site.categories, site.today, region)
    with Incoming(files) as incoming:
        return _import(site, incoming, context, dry_run=dry_run, strict=strict, progress=progress)


def _import(
    site: Site, incoming: Incoming, context: ReadingContext, *, dry_run: bool, strict: bool, progress: Progress
) -> Import:
    from generator.exchange.photo_files import Photos

    result = Import()
    stand = read_standing(site.folder, site.atlas.province.code, site.categories)
    for path in incoming.tables:
        sheets, faults = open_file(path)
        result.sheets += sheets
        result.problems += faults
        result.refused |= bool(faults)
    if result.refused:
        return result
    for sheet in result.sheets:
        check_columns(sheet, context)
    parts = _parts(result.sheets)
    names = Names(stand, site.atlas)
    done: dict[int, Wanted | None] = {}
    wanted = _read_all(parts, names, context, progress, done)
    photos = Photos(stand, incoming)
    photos.match(wanted, result.sheets, progress)
    for item in wanted:
        result.merged.append(_merge(item, stand, context, result.sheets))
    for number, sheet in enumerate(result.sheets):
        gather_consent(sheet, [part for part in parts if part.place == number])
    result.problems += [problem for sheet in result.sheets for problem in sheet.log.problems] + photos.problems
    result.missing = _missing(result, stand, context.region)
    result.photos = sorted(photos.saved)
    result.owners = owners_of(parts, done, names)
    result.owners |= {(name, "", 0): owner_of(item.part, item, names) for name, item in photos.owners.items()}
    result.problems.sort(key=lambda problem: problem.order)
    result.merged = [item for item in result.merged if not (item.standing and item.standing.faulty)]
    if not dry_run and not (strict and result.errors):
        _write(site, stand, result, names, photos.saved)
        result.written = True
    return result


def _parts(sheets: list[Sheet]) -> list[Part]:
    found = []
    for number, sheet in enumerate(sheets):
        if sheet.layout is not None:
            found += list(parts_of(sheet.table, sheet.layout, sheet.log, number))
    return found


def _read_all(
    parts: list[Part], names: Names, context: ReadingContext, progress: Progress, done: dict[int, Wanted | None]
) -> list[Wanted]:
    """Every record that the rows want, kind by kind: sellers first, so that products find them. `done`: part -> its record."""
    wanted: list[Wanted] = []
    count = 0
    for language in ("id", "en"):
        for kind in sheet_kinds():
            chosen = [part for part in parts if part.kind == kind and part.language == language]
            members = []
            for part in chosen:
                count += 1
                progress("Membaca", count, len(parts))
                cooperative = part.cells.pop("koperasi", None) if kind == "penjual" else None
                item = _read_one(part, names, context, done)
                done[id(part)] = item
                if item is not None and not any(item is one for one in wanted[-1:]) and item.part is part:
                    wanted.append(item)
                    if cooperative is not None:
                        part.cells["koperasi"] = cooperative
                        members.append(item)
            for item in members:
                _join_cooperative(item, names, context)
    return wanted


def _read_one(part: Part, names: Names, context: ReadingContext, done: dict[int, Wanted | None]) -> Wanted | None:
    if part.seller is not None:
        seller = done.get(id(part.seller))
        if seller is None:
            part.log.add(rules.LEFT_OUT, part.cells["nama"].spot, f"Produk {quoted(part.name)} tidak diimpor karena penjualnya di baris ini tidak diimpor.",
                         "Perbaiki dulu isian penjualnya.", field="penjual")  # fmt: skip
            return None
        part.cells = {"penjual": part.cells["nama"]._replace(text=seller.slug, column=0), **part.cells}
    item = read_part(part, context, names.resolve)
    return None if item is None else names.settle(item)


def _join_cooperative(item: Wanted, names: Names, context: ReadingContext) -> None:
    """A member names its cooperative once all sellers are known."""
    cell = item.part.cells["koperasi"]
    if is_empty(cell.text):
        return
    before = len(item.part.log.problems)
    slug = names.resolve(item.part, cell, "penjual", re.sub(r"^\\", "", cell.text).strip())
    new, old = names.taken.get(("penjual", slug, "id")), names.stand.get("penjual", slug)
    form = (new.values if new else old.values if old else {}).get("jenis") or (old.values.get("jenis") if old else None)
    if slug and form != "koperasi":
        item.part.log.add(rules.NOT_A_COOPERATIVE, cell.spot, f'"{slug}" bukan koperasi. Selnya tidak dipakai.',
                          "Isi dengan nama sebuah koperasi.", field="koperasi")  # fmt: skip
        slug = ""
    if slug:
        item.values["koperasi"] = item.attributes["cooperative"] = slug
        item.read.add("koperasi")
        return
    from generator.exchange.reading import as_warning

    item.faulty.add("koperasi")
    problems = item.part.log.problems
    problems[before:] = [as_warning(problem) for problem in problems[before:]]


def _merge(item: Wanted, stand: ExistingRecords, context: ReadingContext, sheets: list[Sheet]) -> Merged:
    standing = stand.get(item.kind, item.was, item.language) if item.was else None
    layout = sheets[item.part.place].layout
    present = (
        frozenset(key for kind, key in layout.targets.values() if kind == item.kind) if layout else frozenset[str]()
    )
    merged = merge(item, standing, context, present)
    if standing is not None and standing.faulty and merged.state == CHANGED:
        item.part.log.add(rules.LEFT_OUT, Spot(item.part.row), f"content/{standing.path} masih bermasalah, jadi tidak diubah.",
                          "Perbaiki berkas itu dulu: etalase check")  # fmt: skip
    return merged


def _missing(result: Import, stand: ExistingRecords, region: str) -> list[tuple[str, str]]:
    """Records that a complete workbook of theirs does not have. Only of the kinds and regions that the workbook speaks of."""
    kinds = {item.wanted.kind for item in result.merged if item.wanted.language == "id"}
    named = {(item.wanted.kind, item.wanted.was) for item in result.merged if item.wanted.was}
    own = any(sheet.layout and sheet.layout.own for sheet in result.sheets)
    regions = {str(item.values.get("kabupaten")) for item in result.merged if item.wanted.kind == "penjual"} | (
        {region} - {""}
    )
    found = []
    for (kind, slug, language), record in sorted(stand.records.items()):
        if language != "id" or kind not in kinds or (kind, slug) in named:
            continue
        seller = stand.get("penjual", str(record.values.get("penjual")))
        home = record.values if kind == "penjual" else seller.values if kind == "produk" and seller else {}
        if (own and not region) or str(home.get("kabupaten")) in regions:
            found.append((kind, slug))
    return found


def _write(site: Site, stand: ExistingRecords, result: Import, names: Names, photos: dict[str, Path]) -> None:
    planner = Planner(site.folder, stand, site.atlas, site.categories)
    handled = set()
    for merged in sorted(
        result.merged, key=lambda item: (item.wanted.language != "id", sheet_kinds().index(item.wanted.kind))
    ):
        if merged.state != SAME:
            planner.put(merged)
            if merged.standing is not None:
                handled.add((merged.wanted.kind, merged.standing.slug, merged.wanted.language))
    planner.follow(names.renamed, handled)
    for name, file in photos.items():
        planner.changes.written[f"foto/{name}"] = file
    if planner.changes.written or planner.changes.gone:
        apply(site.folder, planner.changes)


__all__ = ["CHANGED", "NEW", "SAME", "Import", "Sheet", "Site", "run_import"]
