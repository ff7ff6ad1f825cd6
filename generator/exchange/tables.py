"""Tables: what a workbook, CSV or JSON file holds before anybody gives it a meaning: sheets of rows of texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.model.numbers import format_number
from generator.model.problem import Log, Place, Problem, Spot
from generator.model.rules import Rule

# Bounds on what is taken in. A workbook beyond them is refused: a row must never be lost silently.
MOST_BYTES = 50_000_000  # of the file itself
MOST_INFLATED = 300_000_000  # of all members of a zip together
MOST_MEMBERS = 4_000
MOST_ROWS = 60_000  # of one sheet
MOST_COLUMNS = 400
MOST_CELLS = 3_000_000  # that hold something, in a whole file
MOST_TEXT = 32_767  # characters of one cell, as in Excel
MOST_SHEETS = 100


UNCALCULATED = "#RUMUS-BELUM-DIHITUNG!"  # stands for a formula whose value was not stored
PICTURE, WEB_PICTURE = (
    "(gambar)",
    "(gambar di web)",
)  # stand for a picture that is a cell's value, or is shown from the web
ERROR_TEXT = re.compile(
    r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!|EXTERNAL!|"
    r"TIMEOUT!|ERROR!|GETTING_DATA|RUMUS-BELUM-DIHITUNG!|#+)|Err:\d{3}"
)


def is_error(text: str) -> bool:
    """True for what Excel and LibreOffice show in a cell whose value is an error, or that is too narrow (`###`)."""
    return text[:1] in ("#", "E") and ERROR_TEXT.fullmatch(text.strip()) is not None


class RefusedError(Exception):
    """The file cannot or may not be read. Carries message and hint, in Indonesian."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


@dataclass(slots=True)
class Table:
    """One sheet. `rows[0]` is row 1; rows are cut after their last text. `merged`: (top, left, bottom, right), from 0.

    A cell whose value is an error holds the error's text, or `UNCALCULATED`. Rows and columns of the others count from 1.
    """

    name: str
    rows: list[list[str]]
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)  # (row, column) -> where the cell leads
    padded: dict[int, tuple[int, str]] = field(
        default_factory=dict
    )  # column -> first (row, text) whose zeros are a format's
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Book:
    """One file. `notes` are remarks of the reader: (rule's name, sheet, row, column, message, hint)."""

    path: str
    tables: list[Table]
    notes: list[tuple[str, str, int, int, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class SheetLog(Log):
    """A log whose spots are rows and columns of one sheet. `titles` names the columns by number, counted from 1."""

    sheet: str = ""
    titles: dict[int, str] = field(default_factory=dict)
    places: dict[tuple[str, str], int] = field(default_factory=dict)  # (kind, column key) -> column

    def add(self, rule: Rule, spot: Spot, message: str, hint: str = "", *, field: str = "") -> None:
        """Note a problem of a cell; column 0 means the row as a whole. A message begins with a capital."""
        message, hint = for_cells(message[:1].upper() + message[1:]), for_cells(hint)
        title = self.titles.get(spot.column) or (letter_of(spot.column) if spot.column else "")
        place = CellPlace(self.path, sheet=self.sheet, row=spot.line, column_name=title, column=spot.column)
        self.problems.append(Problem(place, rule, message, hint, field, rule.severity))


FRONT_MATTER = (  # how advice spells a value in a content file -> how it is spelled in a cell
    (re.compile(r"\b(contoh|tulis|tulis dulu): [a-z_]+: ", re.IGNORECASE), r"\1: "),
    (re.compile(r"\b(tulis) [a-z_]+: (?=[a-z])", re.IGNORECASE), r"\1 "),
    (re.compile(r"\{[a-z_-]+: ([^{}]+)\}"), r"\1"),
    (re.compile(r"\[(-?[\d.]+, ?-?[\d.]+)\]"), r"\1"),
    (re.compile(r"\bdaftarkan pada angka_boleh"), "tulis angkanya di kolom angka_boleh"),
)


@lru_cache(maxsize=4096)
def for_cells(text: str) -> str:
    """What is said of a content file, as it is said of a cell: without keys, brackets and braces."""
    for pattern, spelling in FRONT_MATTER:
        text = pattern.sub(spelling, text)
    return text


@dataclass(frozen=True, slots=True)
class CellPlace(Place):
    """The place of a cell, with its column's number besides the name, for whoever marks it. Column 0: the whole row."""

    column: int = 0

    __str__ = Place.__str__


def letter_of(column: int) -> str:
    """The letters of a column counted from 1: 1 is `A`, 27 is `AA`."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The number of a column by its capital letters: `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def ranges(rows: Sequence[int], most: int = 30) -> str:
    """Rows as `3–7, 9, 12`, cut after `most` runs."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    told = [str(first) if first == last else f"{first}–{last}" for first, last in spans[:most]]
    return ", ".join(told) + (f", … ({format_number(len(set(rows)))} baris)" if len(spans) > most else "")
