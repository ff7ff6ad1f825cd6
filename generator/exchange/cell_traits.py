"""What cells say beside their values, in one form for all kinds of workbooks, and how it comes into a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.exchange.number_formats import NumberFormat
from generator.exchange.tables import UNCALCULATED, Table

_CALL = r"""(?i)^\s*(?:of:)?=?\s*(?:_xlfn\.)*{}\(\s*"((?:[^"]|"")*)"\s*"""
HYPERLINK = re.compile(
    _CALL.format("HYPERLINK") + r"""(?:(\))|[,;]\s*(?:(?:"((?:[^"]|"")*)"|(-?\d+(?:\.\d+)?))\s*\))?)"""
)
IMAGE = re.compile(_CALL.format("IMAGE") + "[,;)]")
Spot = tuple[int, int]  # row and column, from 1


@dataclass(slots=True)
class CellTraits:
    """What the cells of one sheet say beside their values. `texts`: what stands for the decoder's value."""

    texts: dict[Spot, str] = field(default_factory=dict)
    links: dict[Spot, str] = field(default_factory=dict)
    padded: dict[int, tuple[int, str]] = field(
        default_factory=dict
    )  # column -> first (row, text) whose zeros are a format's
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def note_format(self, spot: Spot, number: str, form: NumberFormat) -> None:
        """Note what a cell shows of a stored number."""
        try:
            value = float(number)
        except ValueError:
            return
        shown = form.shown(value) if abs(value) < 1e17 else ""
        if not shown:
            return
        self.texts[spot] = shown
        if form.mask and re.sub(r"\D", "", shown) != f"{value:.0f}":
            self.padded.setdefault(spot[1], (spot[0], shown))

    def lay_over(self, table: Table) -> None:
        """Bring what the cells say into a table that was made of their values."""
        for (row, column), text in self.texts.items():
            if row > len(table.rows) + 1_000 or column > 2_000:
                continue
            while len(table.rows) < row:
                table.rows.append([])
            cells = table.rows[row - 1]
            cells += [""] * (column - len(cells))
            cells[column - 1] = text
        table.links, table.padded = self.links, self.padded
        table.hidden_rows, table.hidden_columns = self.hidden_rows, self.hidden_columns
        if self.merged:
            table.merged = self.merged


class FormulaLink(NamedTuple):
    """Where a formula leads, and what its cell shows: UNCALCULATED where only the spreadsheet can tell."""

    target: str
    shown: str


def link_of_formula(formula: str) -> FormulaLink | None:
    """The link of `HYPERLINK("…"; "…")`; None for any other formula, and for a place in the workbook itself."""
    call = HYPERLINK.match(formula) if "HYPERLINK" in formula.upper() else None
    if call is None or call[1].startswith("#"):
        return None
    target = _unquoted(call[1])
    if call[2]:  # no text of its own
        return FormulaLink(target, target)
    return FormulaLink(target, call[4] or (UNCALCULATED if call[3] is None else _unquoted(call[3])))


def picture_address(formula: str) -> str:
    """The address in `IMAGE("…")`; of `IMAGE` with anything else the formula itself, empty for any other."""
    if "IMAGE" not in formula.upper():
        return ""
    call = IMAGE.match(formula)
    if call:
        return _unquoted(call[1])
    bare = re.sub(r"(?i)^\s*(?:of:)?=?\s*(?:_xlfn\.)*", "=", formula)
    return bare if bare.upper().startswith("=IMAGE(") else ""


def _unquoted(text: str) -> str:
    return text.replace('""', '"')
