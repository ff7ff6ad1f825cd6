"""Opening: files to sheets, each with the tables in it; what cannot be used is told before a single row is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.exchange.columns import ID, VERSION, by_key
from generator.exchange.layout import FLAT, ID_TITLE, SYSTEM, Layout, layouts_of
from generator.exchange.read_book import Refusal, read_book
from generator.exchange.tables import Book, SheetLog, Table, letter_of, ranges
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
# Sheets that hold no records but what dropdowns offer, sums and notes. They are left alone, and no fault.
LOOKUPS = frozenset(
    "master datamaster referensi ref reference lookup lookups validasi validation list lists dropdown dropdownlist daftarpilihan "
    "opsi pilihandata kode kodewilayah wilayah masterwilayah kategori masterkategori kbli pivot pivottable dashboard dasbor rekap "
    "rekapitulasi grafik chart charts cover sampul readme panduan keterangan infografis setting settings config "
    "help parameter sumberdata".split()
)


@dataclass(slots=True)
class TableBlock:
    """One table of a sheet: what it reads, how it is laid out, its log, and the region that its sheet names."""

    table: Table
    layout: Layout
    log: SheetLog
    region: str = ""
    has_sections: bool = False  # lines among its rows tell regions
    is_read: bool = True  # it has the columns that it needs


@dataclass(slots=True)
class Sheet:
    """A sheet on its way in: which file it is of, the tables in it, and its log."""

    book: Book
    table: Table
    log: SheetLog
    blocks: list[TableBlock] = field(default_factory=list)
    is_passed: bool = False  # it holds something, and none of it was understood

    def table_at(self, row: int, column: int) -> TableBlock | None:
        """The table that a cell is in, or else one of the sheet; None where none was read."""
        read = [block for block in self.blocks if block.is_read]
        here = [block for block in read if block.layout.first <= row <= block.layout.last] or read
        within = (block for block in here if min(block.layout.titles) <= column <= max(block.layout.titles))
        return next(within, here[0] if here else None)

    @property
    def problems(self) -> list[Problem]:
        """What is told of the sheet and of its tables."""
        return [*self.log.problems, *(problem for block in self.blocks for problem in block.log.problems)]


def open_file(path: Path) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of a file; no sheets but a problem when the file cannot be used, which stops the import."""
    book = read_book(path)
    if isinstance(book, Refusal):
        return [], refused(path.name, book.message, book.hint)
    version = next(
        (
            row[1]
            for table in book.tables
            if letters_of(table.name) == "etalase"
            for row in table.rows
            if len(row) > 1 and row[0] == "versi"
        ),
        str(VERSION),
    )
    if not version.isdigit() or int(version) > VERSION:
        message = f"Berkas ini dibuat oleh Etalase yang lebih baru (versi {version[:20]})."
        return [], refused(path.name, message, "Perbarui Etalase, lalu ulangi.")
    return [_open_sheet(path, book, table) for table in book.tables], []


def refused(path: str, message: str, hint: str) -> list[Problem]:
    """The problem of a file that stops the import."""
    log = SheetLog(path)
    log.add(rules.UNREADABLE_TABLE, Spot(), message, hint)
    return log.problems


def _open_sheet(path: Path, book: Book, table: Table) -> Sheet:
    sheet = Sheet(book, table, SheetLog(path.name, sheet=table.name))
    _find_tables(sheet, path)
    sheet.log.titles = {place: title for block in sheet.blocks for place, title in block.layout.titles.items()}
    rule_of = all_rules()
    for name, title, row, column, message, hint in book.notes:
        if title == table.name:
            sheet.log.add(rule_of[name], Spot(row, column), message, hint)
    return sheet


def _find_tables(sheet: Sheet, path: Path) -> None:
    """Find the tables of a sheet; why it has none that can be read is told."""
    table = sheet.table
    filled = sum(1 for row in table.rows if any(cell.strip() for cell in row))
    letters = letters_of(table.name)
    if not filled or letters in SYSTEM:
        return
    if table.hidden:
        hint = "Yang tersembunyi tidak diimpor. Tampilkan lembarnya (klik kanan, Unhide) bila memang harus ikut."
        sheet.log.add(rules.SKIPPED_SHEET, Spot(), f"Lembar tersembunyi ini dilewati ({filled} baris).", hint)
        return
    shown = _shown(table, sheet.log)
    pairs = layouts_of(shown, table.name or path.stem) or (layouts_of(shown, path.stem) if table.name else [])
    is_lookup = letters in LOOKUPS or letters.startswith(("master", "referensi", "lookup", "dropdown"))
    if is_lookup and not any(_names_records(layout) for _, layout in pairs):
        pairs = []
    for part, layout in pairs:
        sheet.blocks.append(TableBlock(part, layout, SheetLog(path.name, sheet=table.name)))
    if is_lookup and not pairs:
        sheet.log.add(
            rules.SKIPPED_ROW, Spot(), f"Lembar ini dilewati ({filled} baris): isinya bukan daftar usaha atau produk."
        )
    elif not pairs:
        sheet.is_passed = True
        if all(sum(1 for cell in row if cell.strip()) < 3 for row in table.rows):
            said = f"Lembar ini dilewati ({filled} baris): isinya catatan tanpa judul kolom."
            sheet.log.add(rules.SKIPPED_ROW, Spot(), said)
            return
        message = f"Lembar ini dilewati ({filled} baris): tidak ada baris judul kolom yang dikenal."
        hint = "Tulis judul kolom seperti pada templat: nama, kabupaten, kategori, …"
        sheet.log.add(rules.SKIPPED_SHEET, Spot(), message, hint)


def _names_records(layout: Layout) -> bool:
    """True when a column plainly names shops or products: a bare `nama` may name anything."""
    named = (layout.titles[place] for place, (_, key) in layout.targets.items() if key == "nama")
    return any(letters_of(title) not in ("nama", "name") for title in named)


def _shown(table: Table, log: SheetLog) -> Table:
    """The table without hidden rows and columns, told once; the column of our ids is hidden on purpose, and read."""
    head = table.rows[0] if table.rows else []
    columns = {
        column for column in table.hidden_columns if any(len(row) >= column and row[column - 1] for row in table.rows)
    }
    columns -= {column for column, title in enumerate(head, 1) if title.strip() == ID}
    columns -= {column for row in table.rows[:60] for column, title in enumerate(row, 1) if title == ID_TITLE}
    rows = {row for row in table.hidden_rows if row <= len(table.rows) and any(table.rows[row - 1])}
    if not columns and not rows:
        return table
    names = [f"baris {ranges(sorted(rows))}"] if rows else []
    names += ["kolom " + ", ".join(map(letter_of, sorted(columns)))] if columns else []
    message = f"Yang tersembunyi tidak diimpor: {'; '.join(names)}."
    hint = "Tampilkan (Unhide), atau hapus penyaringnya, bila memang harus ikut."
    log.add(rules.SKIPPED_ROW, Spot(), message, hint)
    texts = [
        [] if number in rows else ["" if column in columns else text for column, text in enumerate(row, 1)]
        for number, row in enumerate(table.rows, 1)
    ]
    return replace(table, rows=texts)


def names_in_column(block: TableBlock, kind: str, key: str) -> frozenset[str]:
    """The letters of all that a column of a table holds; nothing where there is no such column."""
    layout = block.layout
    place = next((place for place, target in layout.targets.items() if target == (kind, key)), 0)
    rows = block.table.rows[layout.first - 1 : layout.last] if place else []
    return frozenset(letters_of(row[place - 1]) for row in rows if len(row) >= place) - {""}


def turn_into_products(block: TableBlock, sellers: frozenset[str]) -> None:
    """A flat table that tells no region lists products, where most of the sellers that it names are known (`sellers`: letters)."""
    layout = block.layout
    named = names_in_column(block, "penjual", "nama")
    if layout.kind != FLAT or not named or 2 * len(named & sellers) < len(named):
        return
    layout.kind = "produk"
    for place, target in list(layout.targets.items()):
        if target == ("penjual", "nama"):
            layout.targets[place] = ("produk", "penjual")
        elif target == ("penjual", ID):
            layout.targets[place] = ("produk", ID)
        elif target[0] == "penjual":
            layout.unknown[place] = layout.titles[place]
            del layout.targets[place]


def check_columns(block: TableBlock, code: str) -> bool:
    """True when a table has every column that it needs, else every row would be left out for the same reason.

    `code`: the region of rows that name none.
    """
    layout = block.layout
    if layout.language != "id":
        return True
    kind = "penjual" if layout.kind == FLAT else layout.kind
    present = {key for one, key in layout.targets.values() if one == kind}
    needed = NEEDED.get(layout.kind, tuple(key for key, column in by_key(kind).items() if column.required))
    missing = [
        key
        for key in needed
        if key not in present and not (key == "kabupaten" and (code or block.region or block.has_sections))
    ]
    for key in missing:
        _tell_missing(block, kind, key)
    return not missing


def _tell_missing(block: TableBlock, kind: str, key: str) -> None:
    layout = block.layout
    near = did_you_mean(key, list(layout.titles.values())).replace("Maksudnya", "Mungkin maksud Anda kolom")
    hint = near or f"Tambahkan kolom {key}. Contoh isinya: {by_key(kind)[key].example}"
    name = f"lembar {block.table.name}" if block.table.name else f"berkas {block.log.path}"
    message = f'Kolom wajib "{key}" tidak ada di {name}, jadi isinya tidak diimpor.'
    if key == "kabupaten":
        hint = 'Tambahkan kolom kabupaten, atau namai lembarnya menurut kabupaten/kotanya, contoh: "Kota Prabumulih".'
    if key == "nama" and layout.persons:
        message = f'Kolom "{layout.persons}" tampaknya berisi nama orang, dan tidak ada kolom nama usaha, jadi isinya tidak diimpor.'
        hint = 'Tambahkan kolom "Nama Usaha". Bila isinya memang nama usaha, ganti judulnya menjadi "Nama Usaha".'
    block.log.add(rules.MISSING_COLUMN, Spot(layout.header), message, hint, field=key)
