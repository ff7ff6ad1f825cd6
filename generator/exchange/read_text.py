"""CSV as tables: `;`, `,` or tab between cells, UTF-8, UTF-16 or Windows-1252, quoted cells with line ends in them."""

from __future__ import annotations

import csv
import io
from collections import Counter

from generator.content.encoding import UTF8, decoded
from generator.exchange.tables import MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Book, RefusedError, Table

DELIMITERS = ";,\t|"
MOST_NULS = 0.02  # of all letters: a few come from a damaged cell, more of them from what is no text
SAMPLE = 100  # rows looked at to find the delimiter
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def read_csv(path: str, data: bytes) -> Book:
    """The one table of a CSV file. Raises RefusedError."""
    text, encoding = decoded(data)
    if text.count("\0") > len(text) * MOST_NULS:
        raise RefusedError("Berkas ini bukan CSV.", "Simpan dari Excel sebagai CSV (UTF-8).")
    book = Book(path, [])
    if encoding != UTF8:
        book.notes.append(("bukan-utf8", "", 0, 0, f"Berkas bukan UTF-8; dibaca sebagai {encoding}.",
                           "Periksa huruf seperti tanda petik."))  # fmt: skip
    first, _, rest = text.partition("\n")
    told = first.strip().casefold().removeprefix("sep=") if first.strip().casefold().startswith("sep=") else ""
    delimiter = told[:1] or _delimiter(text)
    csv.field_size_limit(MOST_TEXT * 4)
    rows: list[list[str]] = [[]] if told else []
    try:
        for row in csv.reader(io.StringIO(rest if told else text, newline=""), delimiter=delimiter):
            if len(rows) >= MOST_ROWS:
                raise RefusedError(f"Lebih dari {MOST_ROWS} baris.", "Bagi menjadi beberapa berkas.")
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                raise RefusedError(f"Baris {len(rows) + 1} punya {len(row)} kolom, paling banyak {MOST_COLUMNS}.",
                                   "Hapus kolom yang tidak dipakai.")  # fmt: skip
            rows.append([bare(cell) for cell in row[:MOST_COLUMNS]])
    except csv.Error as fault:
        raise RefusedError(f"Baris {len(rows) + 1} tidak dapat dibaca: tanda kutipnya tidak ditutup atau selnya terlalu panjang.",
                           "Buka di Excel, lalu simpan lagi sebagai CSV.") from fault  # fmt: skip
    book.tables.append(Table("", rows))
    return book


def _delimiter(text: str) -> str:
    """The mark that cuts most rows of the sample into the same number (more than one) of cells."""
    head = text[:200_000]

    def agreement(mark: str) -> tuple[int, int]:
        counts: Counter[int] = Counter()
        try:
            for number, row in enumerate(csv.reader(io.StringIO(head, newline=""), delimiter=mark)):
                counts[len(row)] += bool(row)
                if number >= SAMPLE:
                    break
        except csv.Error:
            pass
        width, rows = max(counts.items(), key=lambda item: (item[1] * min(item[0], 4), item[0]), default=(1, 0))
        return (rows if width > 1 else 0, width)

    return max(DELIMITERS, key=lambda mark: (agreement(mark), -DELIMITERS.index(mark)))


def bare(cell: str) -> str:
    """A cell without the `'` that keeps programs from running it as a formula; `armed` is the inverse."""
    if cell[:1] == "'" and (cell[1:2] in FORMULA_STARTS or cell[1:2].isdigit()) and len(cell) > 1:
        return cell[1:]
    return cell


def armed(cell: str) -> str:
    """A cell that no program takes for a formula."""
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell
