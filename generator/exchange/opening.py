"""Opening: files to sheets, each with its layout; what cannot be used is told before a single row is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.exchange.columns import VERSION, by_key
from generator.exchange.layout import FLAT, SYSTEM, Layout, lay_out
from generator.exchange.read_book import Refusal, read_book
from generator.exchange.reading import ReadingContext
from generator.exchange.tables import Book, SheetLog, Table
from generator.model import rules
from generator.model.collate import letters_of
from generator.model.problem import Problem, Spot, did_you_mean
from generator.model.rules import all_rules

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


def open_file(path: Path) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of a file; no sheets but a problem when the file cannot be used, which stops the import."""
    book = read_book(path)
    if isinstance(book, Refusal):
        return [], _refused(path, book.message, book.hint)
    version = next((row[1] for table in book.tables if letters_of(table.name) == "etalase" for row in table.rows
                    if len(row) > 1 and row[0] == "versi"), str(VERSION))  # fmt: skip
    if not version.isdigit() or int(version) > VERSION:
        return [], _refused(
            path,
            f"Berkas ini dibuat oleh Etalase yang lebih baru (versi {version[:20]}).",
            "Perbarui Etalase, lalu ulangi.",
        )
    return [_open_sheet(path, book, table) for table in book.tables], []


def _refused(path: Path, message: str, hint: str) -> list[Problem]:
    log = SheetLog(path.name)
    log.add(rules.UNREADABLE_TABLE, Spot(), message, hint)
    return log.problems


def _open_sheet(path: Path, book: Book, table: Table) -> Sheet:
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
    return Sheet(book, table, layout, log)


def check_columns(sheet: Sheet, context: ReadingContext) -> None:
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
