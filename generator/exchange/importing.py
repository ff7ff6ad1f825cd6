"""The story of an import: read the files, find what their rows are, read them through the schema, match, merge, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.exchange.applying import Planner, apply
from generator.exchange.existing_records import ExistingRecords, Schema, read_standing
from generator.exchange.gathering import Owner, gather_consent, owner_of, owners_of
from generator.exchange.identity import Names
from generator.exchange.incoming import Incoming
from generator.exchange.merge import CHANGED, NEW, SAME, Merged, merge
from generator.exchange.opening import Sheet, check_columns, names_in_column, open_file, turn_into_products
from generator.exchange.reading import ReadingContext, Wanted
from generator.exchange.record_reading import Progress, RecordReading
from generator.exchange.row_parts import Part, parts_of
from generator.exchange.sheet_regions import find_regions
from generator.machine.invocation import command
from generator.model import rules
from generator.model.category import Categories
from generator.model.problem import Problem, Spot
from generator.model.records import sheet_kinds
from generator.model.region import Atlas
from generator.model.rulebook import NO_RULES, DayRules
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
    def is_nothing_read(self) -> bool:
        """True when tables were given and none of them was understood."""
        sheets = [sheet for sheet in self.sheets if sheet.is_passed or sheet.blocks]
        return bool(sheets) and not any(sheet.blocks for sheet in sheets)

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    def of_state(self, state: str) -> list[Merged]:
        """The records of one state, in a fixed order."""
        chosen = (item for item in self.merged if item.state == state)
        return sorted(
            chosen, key=lambda item: (sheet_kinds().index(item.wanted.kind), item.wanted.slug, item.wanted.language)
        )


@dataclass(frozen=True, slots=True)
class Site:
    """The site that is imported into."""

    folder: Path
    atlas: Atlas
    categories: Categories
    today: date
    rules: DayRules = NO_RULES


def run_import(
    site: Site,
    files: Sequence[Path],
    *,
    region: str = "",
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress = lambda *_: None,
) -> Import:
    """Import `files` (workbooks, CSV, JSON, photo folders and zips). Writes nothing when a file cannot be read. Raises OSError."""
    result = Import()
    context = ReadingContext(site.atlas, site.categories, site.today, region, site.rules)
    with Incoming(files) as incoming:
        _open(incoming.tables, result, site.atlas, region)
        if not result.refused:
            _read(site, result, incoming, context, progress, keeps_all=dry_run, strict=strict)
    return result


def _open(tables: Sequence[Path], result: Import, atlas: Atlas, region: str) -> None:
    """Open all files; one that cannot be used, or a region that contradicts the names of sheets, stops the import."""
    for path in tables:
        sheets, faults = open_file(path)
        result.sheets += sheets
        result.problems += faults
    result.problems += find_regions(result.sheets, atlas, region)
    result.refused = bool(result.problems)


def _read(
    site: Site,
    result: Import,
    incoming: Incoming,
    context: ReadingContext,
    progress: Progress,
    *,
    keeps_all: bool,
    strict: bool,
) -> None:
    """Read, match and merge the rows, and write what they change unless everything is to stay (`keeps_all`)."""
    from generator.exchange.photo_files import Photos

    stand = read_standing(site.folder, site.atlas.province.code, site.categories, site.rules)
    names = Names(stand, site.atlas)
    reading = RecordReading(names, context, progress)
    parts = _parts(result.sheets, stand, context)
    wanted = reading.read(parts)
    photos = Photos(stand, incoming)
    wanted = photos.match(wanted, result.sheets, progress)
    result.merged = [_merge(item, stand, context) for item in wanted]
    for sheet in result.sheets:
        for block in sheet.blocks:
            gather_consent(block, [part for part in parts if part.log is block.log])
    result.problems += [problem for sheet in result.sheets for problem in sheet.problems] + photos.problems
    result.missing = _missing(result, stand, context.region)
    result.photos = sorted(photos.saved)
    result.owners = owners_of(parts, reading.records, names)
    result.owners |= {(name, "", 0): owner_of(item.part, item, names) for name, item in photos.owners.items()}
    result.problems.sort(key=lambda problem: problem.order)
    result.merged = [item for item in result.merged if not (item.standing and item.standing.faulty)]
    if not keeps_all and not (strict and result.errors):
        _write(site, stand, result, names, photos.saved)
        result.written = True


def _parts(sheets: list[Sheet], stand: ExistingRecords, context: ReadingContext) -> list[Part]:
    """The parts of all tables that have the columns they need; the others are let go, with the reason noted."""
    parts: list[Part] = []
    blocks = [block for sheet in sheets for block in sheet.blocks]
    told = [
        block
        for block in blocks
        if context.region
        or block.region
        or block.has_sections
        or ("penjual", "kabupaten") in block.layout.targets.values()
    ]
    if len(told) < len(blocks):
        sellers = stand.seller_names.union(*(names_in_column(block, "penjual", "nama") for block in told))
        for block in blocks:
            if block not in told:
                turn_into_products(block, sellers)
    for number, sheet in enumerate(sheets):
        sheet_blocks = [block for block in sheet.blocks if check_columns(block, context.region)]
        for block in sheet_blocks:
            parts += parts_of(block, number, context.atlas, context.categories)
        for block in sheet.blocks:
            block.is_read = block in sheet_blocks
    return parts


def _merge(item: Wanted, stand: ExistingRecords, context: ReadingContext) -> Merged:
    standing = stand.get(item.kind, item.was, item.language) if item.was else None
    present = frozenset(key for kind, key in item.part.layout.targets.values() if kind == item.kind)
    merged = merge(item, standing, context, present)
    if standing is not None and standing.faulty and merged.state == CHANGED:
        message = f"content/{standing.path} masih bermasalah, jadi tidak diubah."
        hint = f"Perbaiki berkas itu dulu: {command('check')}"
        item.part.log.add(rules.LEFT_OUT, Spot(item.part.row), message, hint)
    return merged


def _missing(result: Import, stand: ExistingRecords, region: str) -> list[tuple[str, str]]:
    """Records that a complete workbook of theirs does not have. Only of the kinds and regions that the workbook speaks of."""
    kinds = {item.wanted.kind for item in result.merged if item.wanted.language == "id"}
    named = {(item.wanted.kind, item.wanted.was) for item in result.merged if item.wanted.was}
    own = any(block.layout.own for sheet in result.sheets for block in sheet.blocks)
    if any(sheet.table.hidden_rows for sheet in result.sheets):
        return []  # what is hidden may be there
    regions = {str(item.values.get("kabupaten")) for item in result.merged if item.wanted.kind == "penjual"} | (
        {region} - {""}
    )
    missing = []
    for (kind, slug, language), record in sorted(stand.records.items()):
        if language != "id" or kind not in kinds or (kind, slug) in named:
            continue
        seller = stand.get("penjual", str(record.values.get("penjual")))
        home = record.values if kind == "penjual" else seller.values if kind == "produk" and seller else {}
        if (own and not region) or str(home.get("kabupaten")) in regions:
            missing.append((kind, slug))
    return missing


def _write(site: Site, stand: ExistingRecords, result: Import, names: Names, photos: dict[str, Path]) -> None:
    planner = Planner(site.folder, stand, Schema(site.atlas, site.categories, site.rules))
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
