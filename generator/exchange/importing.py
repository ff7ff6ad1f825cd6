"""The story of an import: read the files, find what their rows are, read them through the schema, match, merge, write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.exchange.applying import Planner, apply
from generator.exchange.cells import is_empty
from generator.exchange.columns import ORDER, VERSION, by_key
from generator.exchange.identity import Names
from generator.exchange.layout import FLAT, SYSTEM, Layout, lay_out
from generator.exchange.merge import CHANGED, NEW, SAME, Merged, merge
from generator.exchange.read_book import Refusal, read_book
from generator.exchange.reading import Context, Wanted, read_part
from generator.exchange.rows import Part, parts_of
from generator.exchange.standing import Stand, read_standing
from generator.exchange.tables import Book, SheetLog, Table
from generator.model import rules
from generator.model.categories import Categories
from generator.model.collate import letters_of, quoted
from generator.model.problem import Problem, Spot, did_you_mean
from generator.model.region import Atlas
from generator.model.rules import Severity, all_rules

NEEDED = {
    "penjual": ("nama", "kabupaten"),
    FLAT: ("nama", "kabupaten"),
    "produk": ("nama", "penjual"),
    "pojok": ("nama", "kabupaten"),
}


@dataclass(slots=True)
class Sheet:
    """A table on its way in: which file and table it is, how it is laid out, and its log."""

    book: Book
    table: Table
    layout: Layout | None
    log: SheetLog


@dataclass(slots=True)
class Import:
    """What an import found and did. `refused`: a file could not be read, so nothing was written."""

    sheets: list[Sheet] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)  # (kind, slug) that the workbook does not have
    problems: list[Problem] = field(default_factory=list)
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
        return sorted(found, key=lambda item: (ORDER.index(item.wanted.kind), item.wanted.slug, item.wanted.language))


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
    from generator.exchange.photo_files import Photos, is_photo_source

    result = Import()
    context = Context(site.atlas, site.categories, site.today, region)
    sources = list(files)
    tables = [path for path in sources if not is_photo_source(path)]
    stand = read_standing(site.folder, site.atlas.province.code, site.categories)
    for path in tables:
        _open(path, result)
    if result.refused:
        return result
    for sheet in result.sheets:
        _check_columns(sheet, context)
    parts = _parts(result.sheets)
    names = Names(stand, site.atlas)
    wanted = _read_all(parts, names, context, progress)
    with Photos(site.folder, stand, [path for path in sources if is_photo_source(path)] or _beside(tables)) as photos:
        photos.match(wanted, names, progress)
        for item in wanted:
            result.merged.append(_merge(item, stand, context, result.sheets))
        result.problems += [problem for sheet in result.sheets for problem in sheet.log.problems] + photos.problems
        result.missing = _missing(result, stand, region)
        result.photos = sorted(photos.saved)
        result.problems.sort(key=lambda problem: problem.order)
        result.merged = [item for item in result.merged if not (item.standing and item.standing.faulty)]
        if not dry_run and not (strict and result.errors):
            _write(site, stand, result, names, photos.saved)
            result.written = True
    return result


def _beside(tables: list[Path]) -> list[Path]:
    """The folder or zip of photos that lies beside a workbook."""
    found = []
    for path in tables:
        for name in ("foto", "Foto", path.stem, f"{path.stem}-foto", f"foto-{path.stem}"):
            for candidate in (path.with_name(name), path.with_name(name + ".zip")):
                if candidate.exists() and (candidate.is_dir() or candidate.suffix == ".zip") and candidate not in found:
                    found.append(candidate)
    return found[:1]


def _open(path: Path, result: Import) -> None:
    """Read one file into sheets; a file that cannot be read stops the import."""
    book = read_book(path)
    if isinstance(book, Refusal):
        log = SheetLog(path.name)
        log.add(rules.UNREADABLE_TABLE, Spot(), book.message, book.hint)
        result.problems += log.problems
        result.refused = True
        return
    version = next((row[1] for table in book.tables if letters_of(table.name) == "etalase" for row in table.rows
                    if len(row) > 1 and row[0] == "versi"), str(VERSION))  # fmt: skip
    if not version.isdigit() or int(version) > VERSION:
        log = SheetLog(path.name)
        log.add(rules.UNREADABLE_TABLE, Spot(), f"Berkas ini dibuat oleh Etalase yang lebih baru (versi {version}).",
                "Perbarui Etalase, lalu ulangi.")  # fmt: skip
        result.problems += log.problems
        result.refused = True
        return
    for table in book.tables:
        _open_sheet(path, book, table, result)


def _open_sheet(path: Path, book: Book, table: Table, result: Import) -> None:
    log = SheetLog(path.name, sheet=table.name)
    known = all_rules()
    for name, sheet, row, column, message, hint in book.notes:
        if sheet == table.name:
            log.add(known[name], Spot(row, column), message, hint)
    layout: Layout | None = None
    filled = sum(1 for row in table.rows if any(cell.strip() for cell in row))
    system = letters_of(table.name) in SYSTEM
    if table.hidden and filled and not system:
        log.add(rules.SKIPPED_SHEET, Spot(), f"Lembar tersembunyi ini dilewati ({filled} baris).",
                "Tampilkan lembarnya (klik kanan, Unhide) bila memang harus diimpor.")  # fmt: skip
    elif filled and not system:
        layout = lay_out(table, table.name or path.stem) or (lay_out(table, path.stem) if table.name else None)
        if layout is None:
            log.add(rules.SKIPPED_SHEET, Spot(), f"Lembar ini dilewati ({filled} baris): tidak ada baris judul kolom yang dikenal.",
                    "Tulis judul kolom seperti pada templat: nama, kabupaten, kategori, …")  # fmt: skip
    result.sheets.append(Sheet(book, table, layout, log))


def _check_columns(sheet: Sheet, context: Context) -> None:
    """A sheet that lacks a required column is not read: every row of it would be left out for the same reason."""
    layout = sheet.layout
    if layout is None or layout.language != "id":
        return
    kind = "penjual" if layout.kind == FLAT else layout.kind
    present = {key for found, key in layout.targets.values() if found == kind}
    needed = NEEDED.get(layout.kind, tuple(key for key, column in by_key(kind).items() if column.required))
    for key in needed:
        if key in present or (key == "kabupaten" and context.region):
            continue
        near = did_you_mean(key, list(layout.titles.values()))
        hint = (
            near.replace("Maksudnya", "Mungkin maksud Anda kolom")
            or f"Tambahkan kolom {key}. Contoh isinya: {by_key(kind)[key].example}"
        )
        if key == "kabupaten":
            hint = "Beri pilihan --kabupaten KODE, contoh: --kabupaten " + context.atlas.regions[-1].code
        name = f"lembar {sheet.table.name}" if sheet.table.name else f"berkas {sheet.book.path}"
        sheet.log.add(rules.MISSING_COLUMN, Spot(layout.header), f'Kolom wajib "{key}" tidak ada di {name}, jadi isinya tidak diimpor.',
                      hint, field=key)  # fmt: skip
        sheet.layout = None


def _parts(sheets: list[Sheet]) -> list[Part]:
    found = []
    for number, sheet in enumerate(sheets):
        if sheet.layout is not None:
            found += list(parts_of(sheet.table, sheet.layout, sheet.log, number))
    return found


def _read_all(parts: list[Part], names: Names, context: Context, progress: Progress) -> list[Wanted]:
    """Every record that the rows want, kind by kind: sellers first, so that products find them."""
    done: dict[int, Wanted | None] = {}
    wanted: list[Wanted] = []
    count = 0
    for language in ("id", "en"):
        for kind in ORDER:
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


def _read_one(part: Part, names: Names, context: Context, done: dict[int, Wanted | None]) -> Wanted | None:
    if part.seller is not None:
        seller = done.get(id(part.seller))
        if seller is None:
            part.log.add(rules.LEFT_OUT, part.cells["nama"].spot, f"Produk {quoted(part.name)} tidak diimpor karena penjualnya di baris ini tidak diimpor.",
                         "Perbaiki dulu isian penjualnya.", field="penjual")  # fmt: skip
            return None
        part.cells = {"penjual": part.cells["nama"]._replace(text=seller.slug, column=0), **part.cells}
    item = read_part(part, context, names.resolve)
    return None if item is None else names.settle(item)


def _join_cooperative(item: Wanted, names: Names, context: Context) -> None:
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


def _merge(item: Wanted, stand: Stand, context: Context, sheets: list[Sheet]) -> Merged:
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


def _missing(result: Import, stand: Stand, region: str) -> list[tuple[str, str]]:
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


def _write(site: Site, stand: Stand, result: Import, names: Names, photos: dict[str, Path]) -> None:
    planner = Planner(site.folder, stand, site.atlas, site.categories)
    handled = set()
    for merged in sorted(result.merged, key=lambda item: (item.wanted.language != "id", ORDER.index(item.wanted.kind))):
        if merged.state != SAME:
            planner.put(merged)
            if merged.standing is not None:
                handled.add((merged.wanted.kind, merged.standing.slug, merged.wanted.language))
    planner.follow(names.renamed, handled)
    for name, file in photos.items():
        planner.changes.written[f"foto/{name}"] = file
    if planner.changes.written or planner.changes.gone:
        apply(site.folder, planner.changes)


__all__ = ["CHANGED", "NEW", "SAME", "Import", "Site", "run_import"]
