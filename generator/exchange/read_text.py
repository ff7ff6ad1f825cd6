"""CSV as tables: `;`, `,` or tab between cells, UTF-8, UTF-16 or Windows-1252, quoted cells with line ends in them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from generator.content.encoding import UTF8, decoded
from generator.exchange.cell_traits import linked_by_formula, shows_web_picture
from generator.exchange.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    UNCALCULATED,
    WEB_PICTURE,
    Book,
    RefusedError,
    Table,
)

DELIMITERS = ";,\t|"
SAMPLE = 100  # rows looked at to find the delimiter
SAMPLE_LETTERS = 100_000  # characters looked at to find out what the bytes are
CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f]")  # what no text holds, but for a stray one
NULS = re.compile("\0{2,}")
BOMS = {1: b"\xff\xfe", 0: b"\xfe\xff"}  # which bytes of a pair are 0 in most texts -> the mark of that order
FORMULA = re.compile(r"=\s*[-+(]*(?:[A-Za-z_.]+\d*\(|\$?[A-Z]{1,3}\$?\d+\b|\d[\d.,]*\s*[-+*/^]\s*[\dA-Z$(])")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def read_csv(path: str, data: bytes) -> Book:
    """The one table of a CSV file. Raises RefusedError."""
    text, encoding = decoded(BOMS.get(_wide(data), b"") + data)
    if len(CONTROLS.findall(text[:SAMPLE_LETTERS])) > len(text[:SAMPLE_LETTERS]) // 100 or not text.strip("\0\n "):
        raise RefusedError("Berkas ini bukan CSV.", "Simpan dari Excel sebagai CSV (UTF-8).")
    text = NULS.sub("\0", text)  # one is enough to tell of it at its cell
    book = Book(path, [])
    if encoding != UTF8:
        book.notes.append(
            (
                "bukan-utf8",
                "",
                0,
                0,
                f"Berkas bukan UTF-8; dibaca sebagai {encoding}.",
                "Periksa huruf seperti tanda petik.",
            )
        )
    first, _, rest = text.partition("\n")
    told = first.strip().casefold().removeprefix("sep=") if first.strip().casefold().startswith("sep=") else ""
    delimiter = told[:1] or _delimiter(text)
    csv.field_size_limit(MOST_TEXT * 4)
    rows: list[list[str]] = [[]] if told else []
    links: dict[tuple[int, int], str] = {}
    try:
        for row in csv.reader(io.StringIO(rest if told else text, newline=""), delimiter=delimiter):
            if len(rows) >= MOST_ROWS:
                raise RefusedError(f"Lebih dari {MOST_ROWS} baris.", "Bagi menjadi beberapa berkas.")
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                message = f"Baris {len(rows) + 1} punya {len(row)} kolom, paling banyak {MOST_COLUMNS}."
                hint = "Hapus kolom yang tidak dipakai."
                raise RefusedError(message, hint)
            rows.append([bare(cell) for cell in row[:MOST_COLUMNS]])
            for place, cell in enumerate(row[:MOST_COLUMNS]):
                if cell[:1] == "=" and FORMULA.match(cell):
                    rows[-1][place], target = _of_formula(cell)
                    links |= {(len(rows), place + 1): target} if target else {}
    except csv.Error as fault:
        message = f"Baris {len(rows) + 1} tidak dapat dibaca: tanda kutipnya tidak ditutup atau selnya terlalu panjang."
        hint = "Buka di Excel, lalu simpan lagi sebagai CSV."
        raise RefusedError(message, hint) from fault
    book.tables.append(Table("", rows, links=links))
    return book


def _wide(data: bytes) -> int:
    """Which bytes of every pair are nearly all 0 (0 or 1), as in UTF-16 without its mark; -1 for any other text."""
    head = data[: SAMPLE_LETTERS // 2 * 2]
    for place in (0, 1):
        zeros, others = head[place::2].count(0), head[1 - place :: 2].count(0)
        if zeros > 0.7 * (len(head) / 2) and others < zeros / 20:
            return place
    return -1


def _of_formula(cell: str) -> tuple[str, str]:
    """What stands for a formula that was saved instead of its value, and where it leads."""
    if re.match(r"(?i)=\s*(?:_xlfn\.)?DISPIMG\(", cell):
        return cell, ""
    return WEB_PICTURE if shows_web_picture(cell) else UNCALCULATED, linked_by_formula(cell)


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
