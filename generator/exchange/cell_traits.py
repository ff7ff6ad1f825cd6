"""What cells say beside their values, in one form for all kinds of workbooks, and how it comes into a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.exchange.number_formats import NumberFormat
from generator.exchange.tables import Table

HYPERLINK = re.compile(r"""(?i)^\s*(?:of:)?=?\s*(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")*)"\s*[,;)]""")
WEB_PICTURE_CALL = re.compile(
    r"""(?i)\s*(?:of:)?=?\s*(?:IFERROR\(__xludf\.DUMMYFUNCTION\(["\s=]*)?(?:_xlfn\.|COM\.MICROSOFT\.)?IMAGE\("""
)
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


def linked_by_formula(formula: str) -> str:
    """Where `HYPERLINK("…"; "…")` leads; empty for any other formula, and for a place in the workbook itself."""
    match = HYPERLINK.match(formula)
    target = match[1].replace('""', '"') if match else ""
    return "" if target.startswith("#") else target


def shows_web_picture(formula: str) -> bool:
    """True for `IMAGE("https://…")`: the picture is on the web, and not in the file."""
    return WEB_PICTURE_CALL.match(formula) is not None
