"""The story of an import: read the files, find what their rows are, read them through the schema, match, merge, write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.exchange.applying import FileChanges, Planner, apply
from generator.exchange.choices import NO_CHOICES, ImportChoices, choose_columns
from generator.exchange.column_memory import read_memory, with_choices
from generator.exchange.existing_records import ExistingRecords, Schema, read_standing
from generator.exchange.gathering import Owner, gather_consent, owner_of, owners_of
from generator.exchange.identity import Names
from generator.exchange.import_journal import forget, note_import, summarise
from generator.exchange.incoming import Incoming
from generator.exchange.merge import CHANGED, NEW, SAME, Merged, merge
from generator.exchange.opening import Sheet, check_columns, names_in_column, open_file, turn_into_products
from generator.exchange.photo_places import OfferedPhoto, photo_places
from generator.exchange.photo_store import PhotoStore
from generator.exchange.photo_suggestions import PhotoPlace
from generator.exchange.reading import ReadingContext, Wanted
from generator.exchange.record_reading import Progress, RecordReading
from generator.exchange.row_parts import Part, parts_of
from generator.exchange.sheet_regions import find_regions
from generator.machine.invocation import command
from generator.model import rules
from generator.model.address import COLUMN_MEMORY
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
    undo: str = ""  # entry of the journal by which it can be taken back
    offered: list[OfferedPhoto] = field(default_factory=list)  # where a store keeps them
    places: list[PhotoPlace] = field(default_factory=list)  # the records that these may be of

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


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """How to import. `region`: code for rows that name none; `approve`: asked when all is read, before anything is written."""

    region: str = ""
    dry_run: bool = False
    strict: bool = False
    choices: ImportChoices = NO_CHOICES
    approve: Callable[[Import], bool] = lambda _: True
    delivery: str = ""  # of the desk
    photo_store: PhotoStore | None = None

    def lets_write(self, result: Import) -> bool:
        """True when what was read is to be written."""
        return not self.dry_run and not (self.strict and result.errors) and self.approve(result)


def run_import(
    site: Site,
    files: Sequence[Path],
    *,
    region: str = "",
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress = lambda *_: None,
) -> Import:
    """Import `files` as they are (workbooks, CSV, JSON, photo folders and zips), see `carry_out`."""
    return carry_out(site, files, ImportOrder(region, dry_run=dry_run, strict=strict), progress)


def carry_out(site: Site, files: Sequence[Path], order: ImportOrder, progress: Progress = lambda *_: None) -> Import:
    """Import `files` as ordered. Writes nothing when a file cannot be read. Raises OSError."""
    result = Import()
    region = order.region or order.choices.region
    context = ReadingContext(site.atlas, site.categories, site.today, region, site.rules)
    memory, faults = read_memory(site.folder)
    with Incoming(files) as incoming:
        _open(incoming.tables, result)
        choose_columns(result.sheets, {**memory, **order.choices.columns})
        result.problems += find_regions(result.sheets, site.atlas, region)
        result.refused = bool(result.problems)
        result.problems += faults
        if not result.refused:
            _read(site, result, incoming, context, progress, order)
    return result


def _open(tables: Sequence[Path], result: Import) -> None:
    """Open all files; one that cannot be used stops the import."""
    for path in tables:
        sheets, faults = open_file(path)
        result.sheets += sheets
        result.problems += faults


def _read(
    site: Site,
    result: Import,
    incoming: Incoming,
    context: ReadingContext,
    progress: Progress,
    order: ImportOrder,
) -> None:
    """Read, match and merge the rows, and write what they change where the order lets it."""
    from generator.exchange.photo_files import Photos

    stand = read_standing(site.folder, site.atlas.province.code, site.categories, site.rules)
    names = Names(stand, site.atlas)
    reading = RecordReading(names, context, progress)
    parts = _parts(result.sheets, stand, context)
    parts = [part for part in parts if (part.log.path, part.log.sheet, part.row) not in order.choices.rows]
    wanted = reading.read(parts)
    photos = Photos(stand, incoming, order.choices.photos, order.photo_store)
    wanted = photos.match(wanted, result.sheets, progress)
    result.merged = [_merge(item, stand, context) for item in wanted]
    for sheet in result.sheets:
        for block in sheet.blocks:
            gather_consent(block, [part for part in parts if part.log is block.log])
    result.problems += [problem for sheet in result.sheets for problem in sheet.problems] + photos.problems
    result.problems += [problem for item in photos.joined for problem in item.part.log.problems]
    if order.photo_store is not None:
        result.offered, result.places = photos.offered(), photo_places(result.merged, stand)
    result.missing = _missing(result, stand, context.region)
    result.photos = sorted(photos.saved)
    result.owners = owners_of(parts, reading.records, names)
    result.owners |= {(name, "", 0): owner_of(item.part, item, names) for name, item in photos.owners.items()}
    result.problems.sort(key=lambda problem: problem.order)
    result.merged = [item for item in result.merged if not (item.standing and item.standing.faulty)]
    if order.lets_write(result):
        changes = _changes(site, stand, result, names, photos.saved)
        _remember_columns(site, changes, order.choices)
        _write(site, result, changes, incoming, order)
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
    kinds = {item.wanted.kind for item in result.merged if item.wanted.language == "id" and item.wanted.part.row}
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


def _changes(site: Site, stand: ExistingRecords, result: Import, names: Names, photos: dict[str, Path]) -> FileChanges:
    """The files that an import changes, with their new bytes. Writes nothing."""
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
    return planner.changes


def _remember_columns(site: Site, changes: FileChanges, choices: ImportChoices) -> None:
    """Let the site remember the columns that were chosen."""
    memory = read_memory(site.folder)[0]
    new = {
        key: choice
        for key, choice in choices.columns.items()
        if key not in memory or memory[key].target != choice.target
    }
    if new:
        file = site.folder / "content" / COLUMN_MEMORY
        changes.written[COLUMN_MEMORY] = with_choices(file.read_bytes() if file.exists() else None, new)


def _write(site: Site, result: Import, changes: FileChanges, incoming: Incoming, order: ImportOrder) -> None:
    """Write all changes or none, with what is needed to take them back."""
    if not changes.written and not changes.gone:
        return
    files = [path.name for path in incoming.paths]
    result.undo = note_import(site.folder, changes, files, order.delivery)
    try:
        apply(site.folder, changes)
    except BaseException:
        forget(site.folder, result.undo)
        result.undo = ""
        raise
    counts = (len(result.of_state(state)) for state in (NEW, CHANGED))
    summarise(site.folder, result.undo, "{} baru, {} berubah".format(*counts))


__all__ = ["CHANGED", "NEW", "SAME", "Import", "ImportOrder", "Sheet", "Site", "carry_out", "run_import"]
