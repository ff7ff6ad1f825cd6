"""Reading a workbook of any known format into tables, in a process that may die: foreign bytes never reach ours unread.

Formulas give the values they had when saved; nothing is ever computed here.
"""

from __future__ import annotations

import datetime
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from generator.exchange.cell_traits import CellTraits
from generator.exchange.tables import (
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_TEXT,
    Book,
    RefusedError,
    Table,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt", ".json", ".geojson")
MEMORY = 380_000_000  # bytes that the reading process may take beyond what it starts with
CPU_SECONDS = 20
OLE = b"\xd0\xcf\x11\xe0"
UNFIT = re.compile(r"[\x00\ud800-\udfff\ufffe\uffff]")  # no content file and no workbook can hold these
AGAIN = "Buka di Excel atau LibreOffice, simpan lagi sebagai .xlsx, lalu ulangi."


class Refusal(NamedTuple):
    """Why a file could not be read, in Indonesian."""

    message: str
    hint: str


def read_book(path: Path) -> Book | Refusal:
    """The tables of the file at `path`, read in a process of its own."""
    from generator.machine.workers import WorkerFailure, run

    for result in run(_read, [str(path)], 1, risky=True):
        if isinstance(result, WorkerFailure):
            return Refusal("Berkas ini menghabiskan memori atau waktu pembacanya, jadi tidak dibaca.", AGAIN)
        return result
    raise AssertionError("unreachable")


def _read(name: str) -> Book | Refusal:
    """What the child does."""
    path = Path(name)
    limit_process(CPU_SECONDS)
    try:
        suffix = path.suffix.lower()
        if suffix not in (*WORKBOOKS, *TEXTS):
            message = f'Jenis berkas "{suffix or path.name}" tidak dikenal.'
            hint = "Yang dapat dibaca: .xlsx, .xls, .ods, .csv, .json."
            raise RefusedError(message, hint)
        size = path.stat().st_size
        if size > MOST_BYTES:
            message = f"Berkas ini {size // 1_000_000} MB, paling besar {MOST_BYTES // 1_000_000} MB."
            hint = "Bagi menjadi beberapa berkas."
            raise RefusedError(message, hint)
        if not size:
            raise RefusedError("Berkas ini kosong.", "Periksa apakah berkasnya sudah tersimpan.")
        book = _workbook(path) if suffix in WORKBOOKS else _text(path, suffix)
        _cap(book)
    except RefusedError as fault:
        return Refusal(fault.message, fault.hint)
    except MemoryError:
        return Refusal("Berkas ini terlalu besar untuk dibaca.", "Hapus lembar dan kolom yang tidak dipakai.")
    except OSError as fault:
        return Refusal(
            f"Berkas ini tidak dapat dibuka: {fault.strerror}.",
            "Periksa nama berkasnya, dan tutup Excel bila masih terbuka.",
        )
    return book


def limit_process(seconds: int) -> None:
    """Bound memory and CPU time of this process where the system lets us; its dying words are no use to an editor."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "win32":
        return
    import resource

    try:
        used = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        used = 400_000_000
    for kind, most in (
        (resource.RLIMIT_AS, used + MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
        except (ValueError, OSError):
            continue  # a lower limit stands already, or the system has none


def _text(path: Path, suffix: str) -> Book:
    data = path.read_bytes()
    if suffix in (".json", ".geojson"):
        from generator.exchange.read_json import read_json

        return read_json(path.name, data)
    if data[:4] in (b"PK\x03\x04", OLE):
        raise RefusedError(
            "Berkas ini lembar kerja yang dinamai CSV.", "Ganti akhiran namanya menjadi .xlsx atau .xls."
        )
    from generator.exchange.read_text import read_csv

    return read_csv(path.name, data)


def _workbook(path: Path) -> Book:
    from generator.exchange.xlsx_cells import errors_as_texts
    from generator.exchange.zip_guard import guard_zip

    with path.open("rb") as file:
        head = file.read(8)
    if head[:4] == b"PK\x03\x04":
        guard_zip(path)
    elif head[:4] != OLE:
        raise RefusedError("Isi berkas ini bukan lembar kerja.", AGAIN)
    elif path.suffix.lower() != ".xls":
        message = "Berkas ini dilindungi kata sandi, atau .xls yang dinamai lain."
        hint = "Buka kata sandinya di Excel, lalu simpan sebagai .xlsx."
        raise RefusedError(message, hint)
    is_zip = head[:4] != OLE
    try:
        traits = _traits(path, is_zip=is_zip)
        try:
            tables = _tables(str(path))
        except RefusedError:
            raise
        except BaseException:  # the decoder knows only old errors of cells, and gives up at `#SPILL!`
            if not is_zip:
                raise
            tables = _tables(errors_as_texts(path))
    except RefusedError:
        raise
    except BaseException as fault:  # a decoder of foreign bytes raises anything, even panics; the file is the problem
        if isinstance(fault, (MemoryError, KeyboardInterrupt)):
            raise
        raise RefusedError("Berkas ini rusak atau bukan lembar kerja.", AGAIN) from fault
    for table in tables:
        if table.name in traits:
            traits[table.name].lay_over(table)
    return Book(path.name, tables)


def _tables(source: str | BinaryIO) -> list[Table]:
    """The sheets of a workbook as the decoder reads them."""
    from python_calamine import SheetVisibleEnum, load_workbook

    tables = []
    with load_workbook(source) as book:
        if len(book.sheets_metadata) > MOST_SHEETS:
            raise RefusedError(f"Ada lebih dari {MOST_SHEETS} lembar.", "Bagi menjadi beberapa berkas.")
        for number, meta in enumerate(book.sheets_metadata):
            if str(meta.typ).endswith("WorkSheet"):
                sheet = book.get_sheet_by_index(number)
                tables.append(_table(meta.name, sheet, meta.visible != SheetVisibleEnum.Visible))
    return tables


def _traits(path: Path, *, is_zip: bool) -> dict[str, CellTraits]:
    """By sheet what the decoder does not tell of its cells."""
    if not is_zip:
        from generator.exchange.xls_cells import xls_traits

        return xls_traits(path)
    if path.suffix.lower() == ".ods":
        from generator.exchange.ods_cells import ods_traits

        return ods_traits(path)
    from generator.exchange.xlsx_cells import xlsx_traits

    return xlsx_traits(path)


def _table(name: str, sheet: CalamineSheet, hidden: bool) -> Table:
    merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    if sheet.start is None or not sheet.height:
        return Table(name, [], hidden, merged)
    top, left = sheet.start
    if top + sheet.height > MOST_ROWS:
        message = f'Lembar "{name}" punya {top + sheet.height} baris, paling banyak {MOST_ROWS}.'
        hint = "Bagi menjadi beberapa berkas, atau hapus isi yang tersesat jauh di bawah."
        raise RefusedError(message, hint)
    if left + sheet.width > 20 * MOST_COLUMNS:
        message = f'Lembar "{name}" punya {left + sheet.width} kolom, paling banyak {MOST_COLUMNS}.'
        hint = "Hapus kolom yang tidak dipakai."
        raise RefusedError(message, hint)
    rows: list[list[str]] = [[] for _ in range(top)]
    texts: dict[str, str] = {}
    for values in sheet.iter_rows():
        row = [""] * left + [_word(value) for value in values]
        while row and not row[-1]:
            row.pop()
        rows.append([texts.setdefault(text, text) for text in row])
    # Some formats repeat the area above the first used cell; rows never outnumber the sheet.
    return Table(name, rows, hidden, merged)


def _word(value: object) -> str:
    """A cell's value as an editor sees it, without the spreadsheet's rounding."""
    if type(value) is str:
        return value.replace("\r\n", "\n")
    if type(value) is float:
        if value.is_integer() and abs(value) < 1e17:
            return str(int(value))
        return f"{value:.15g}" if abs(value) < 1e17 else repr(value)
    if value is True or value is False:
        return "ya" if value else "tidak"
    if isinstance(value, datetime.datetime):
        clock = "" if value.time() == datetime.time() else f" {value:%H:%M}"
        return value.date().isoformat() + clock
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return f"{value:%H.%M}"
    return "" if value is None else str(value)


def _cap(book: Book) -> None:
    """Refuse what is beyond the bounds of cells and columns; take out, with a note, what no content file may hold."""
    cells = 0
    for table in book.tables:
        table.name = UNFIT.sub("", table.name)
        for number, row in enumerate(table.rows, 1):
            cells += sum(1 for text in row if text)
            if len(row) > MOST_COLUMNS:
                message = f'Lembar "{table.name}" baris {number} punya {len(row)} kolom, paling banyak {MOST_COLUMNS}.'
                raise RefusedError(message, "Hapus kolom yang tidak dipakai.")
            for place, text in enumerate(row):
                if len(text) > MOST_TEXT:
                    row[place] = ""
                    message = f"Isi sel ini {len(text)} huruf, paling banyak {MOST_TEXT}; selnya dikosongkan."
                    book.notes.append(("terlalu-panjang", table.name, number, place + 1, message, "Ringkas isinya."))
                elif not text.isprintable() and UNFIT.search(text):
                    is_half = any("\ud800" <= letter <= "\udfff" for letter in text)
                    row[place] = UNFIT.sub("", text)
                    what = "Emoji yang rusak" if is_half else "Tanda kendali yang tidak tampak"
                    message = f"{what} dibuang dari sel ini; tulisannya tetap."
                    book.notes.append(("ditulis-ulang", table.name, number, place + 1, message, "Periksa isinya."))
    if cells > MOST_CELLS:
        raise RefusedError(f"Berkas ini berisi {cells} sel.", "Bagi menjadi beberapa berkas.")
