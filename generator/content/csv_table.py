"""Tables that offices keep as CSV in `content/`: bytes in, rows with the place of every cell and problems out.

`;` or `,` by the header line, UTF-8 or Windows-1252, quotes as in RFC 4180. Knows no table by name and gives no cell a meaning.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from generator.content.encoding import UTF8, decoded
from generator.model import rules
from generator.model.collate import letters_of, tidy
from generator.model.private import find_private_numbers, private_remark
from generator.model.problem import WHOLE_FILE, Log, Remarks, Spot, Unreadable, did_you_mean
from generator.model.rules import Severity

T = TypeVar("T")

MOST_BYTES = 2_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 10_000  # characters


class TableShape(NamedTuple):
    """The columns that a table may have, in the order in which people are told of them, and those it must have."""

    columns: tuple[str, ...]
    required: frozenset[str]
    most_rows: int = MOST_ROWS
    most_bytes: int = MOST_BYTES


class TableRow(NamedTuple):
    """One row: its cells by column, and where they stand. `line` counts from 1."""

    line: int
    cells: Mapping[str, str]
    numbers: Mapping[str, int]  # column -> its number, from 1

    def spot(self, column: str) -> Spot:
        """Line and number of the column."""
        return Spot(self.line, self.numbers.get(column, 1))


def read_table(data: bytes, shape: TableShape, log: Log) -> list[TableRow]:
    """The rows of a table; none when it cannot be read as one. A row that lacks a required cell is left out with a problem."""
    if len(data) > shape.most_bytes:
        _too_large(log, f"Tabel ini {len(data) // 1000} kB, paling besar {shape.most_bytes // 1000} kB.")
        return []
    text, encoding = decoded(data)
    if "\0" in text:
        log.add(rules.UNREADABLE_FILE, Spot(1, 1), "Berkas ini bukan CSV.", "Simpan dari Excel sebagai CSV (UTF-8).")
        return []
    if encoding != UTF8:
        log.add(
            rules.NOT_UTF8,
            Spot(1, 1),
            f"Tabel ini bukan UTF-8; dibaca sebagai {encoding}.",
            "Simpan dari Excel sebagai CSV UTF-8.",
        )
    lines = _lines(text, log)
    header = next(lines, None)
    if header is None:
        log.add(rules.EMPTY_FILE, WHOLE_FILE, "Tabel ini kosong.", f"Tulis judul kolomnya: {';'.join(shape.columns)}.")
        return []
    numbers = _columns(header, shape, log)
    return [] if numbers is None else list(_rows(lines, numbers, shape, log))


def _lines(text: str, log: Log) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of every line that is not empty."""
    header, _, _ = text.partition("\n")
    delimiter = ";" if header.count(";") >= header.count(",") else ","
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [tidy(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error:
        log.add(
            rules.UNREADABLE_FILE,
            Spot(line, 1),
            "Baris ini tidak dapat dibaca: tanda kutipnya tidak ditutup atau selnya terlalu panjang.",
            "Buka di Excel, perbaiki baris ini, lalu simpan lagi sebagai CSV.",
        )


def _columns(header: tuple[int, list[str]], shape: TableShape, log: Log) -> dict[str, int] | None:
    """Column -> its number. Titles match exactly but for letter case and blanks."""
    line, titles = header
    if len(titles) > MOST_COLUMNS:
        _too_large(log, f"Tabel ini punya {len(titles)} kolom, paling banyak {MOST_COLUMNS}.")
        return None
    by_letters = {letters_of(column): column for column in shape.columns}
    numbers: dict[str, int] = {}
    for number, title in enumerate(titles, 1):
        column = by_letters.get(letters_of(title))
        if column is None and title:
            hint = did_you_mean(title, shape.columns) or f"Kolom yang dikenal: {', '.join(shape.columns)}."
            log.add(rules.UNKNOWN_KEY, Spot(line, number), f'Kolom "{title}" tidak dikenal.', hint)
        elif column in numbers:
            log.add(rules.DUPLICATE_KEY, Spot(line, number), f'Kolom "{title}" ada dua kali.', "Hapus salah satunya.")
        elif column:
            numbers[column] = number
    missing = [column for column in shape.columns if column in shape.required and column not in numbers]
    for column in missing:
        log.add(
            rules.MISSING_TABLE_COLUMN,
            Spot(line, 1),
            f'Kolom "{column}" tidak ada.',
            f"Tambahkan di baris judul. Kolomnya: {';'.join(shape.columns)}.",
            field=column,
        )
    return None if missing else numbers


def _rows(
    lines: Iterator[tuple[int, list[str]]], numbers: dict[str, int], shape: TableShape, log: Log
) -> Iterator[TableRow]:
    for count, (line, cells) in enumerate(lines, 1):
        if count > shape.most_rows:
            _too_large(log, f"Tabel ini punya lebih dari {shape.most_rows} baris.")
            return
        row = TableRow(
            line,
            {column: cells[number - 1] if number <= len(cells) else "" for column, number in numbers.items()},
            numbers,
        )
        if len(cells) > len(numbers) and any(cells[max(numbers.values()) :]):
            log.add(
                rules.BAD_TABLE_CELL,
                Spot(line, max(numbers.values()) + 1),
                "Baris ini punya sel di luar kolom terakhir.",
                'Tulis isian yang memuat ";" atau "," di antara tanda kutip.',
            )
            continue
        if _is_sound(row, shape, log):
            yield row


def _is_sound(row: TableRow, shape: TableShape, log: Log) -> bool:
    """True when every required cell is filled in and no cell holds a number of a person."""
    count = len(log.problems)
    for column, cell in row.cells.items():
        for number in find_private_numbers(cell):
            log.take(private_remark(number), row.spot(column), field=column)
        if not cell and column in shape.required:
            log.add(
                rules.REQUIRED,
                row.spot(column),
                f'Isian "{column}" kosong.',
                "Isi sel ini, atau hapus barisnya.",
                field=column,
            )
    return len(log.problems) == count


def _too_large(log: Log, message: str) -> None:
    log.add(rules.TOO_LARGE, WHOLE_FILE, message, "Bagi menjadi beberapa tabel, atau hapus yang tidak dipakai.")


def read_cell(read: Callable[[str, Remarks], T | None], row: TableRow, column: str, log: Log) -> T | None:
    """A cell through a reader of values; a cell that does not fit is told where it stands."""
    remarks: Remarks = []
    value: T | None = None
    try:
        value = read(row.cells.get(column, ""), remarks)
    except Unreadable as fault:
        remarks.append(fault.remark)
    for remark in remarks:
        log.take(remark, row.spot(column), field=column)
    return value


def has_errors(log: Log, count: int) -> bool:
    """True when an error came after the first `count` problems: the row behind it cannot be used."""
    return any(problem.severity is Severity.ERROR for problem in log.problems[count:])


def tables_of(content: Path, folder: str) -> dict[str, bytes]:
    """The tables in a folder of a site's `content`, by name without `.csv`; links are not followed."""
    place = content / folder
    files = sorted(place.glob("*.csv")) if place.is_dir() else ()
    return {file.stem: file.read_bytes() for file in files if file.is_file() and not file.is_symlink()}
