"""Cells that offices fill only in the first row of a group: the region, the district, the category, who sells a product.

A blank one is filled like the row above where the same seller is named again, or where the column is one of groups: it stands
before the names and is blank in half of the rows or more. Everything filled is told, once for each group.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.exchange.cells import Cell, is_empty
from generator.exchange.layout import FLAT, Layout
from generator.exchange.tables import SheetLog, Table, ranges
from generator.model import rules
from generator.model.collate import quoted
from generator.model.problem import Spot

KEYS = ("kabupaten", "kecamatan", "kategori")  # the wider before the narrower
Cells = dict[str, Cell]


@dataclass(slots=True)
class GroupCells:
    """Fills the blank cells of one table, row by row from the first to the last."""

    columns: tuple[str, ...]  # the columns of groups
    above: dict[str, str] = field(default_factory=dict)  # column -> its last text
    heirs: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)  # (kind, column, text) -> rows filled

    def filled(self, kind: str, cells: Cells, row: int, twin: dict[str, str]) -> Cells:
        """The cells of a row of a kind, with what stands above. `twin`: the texts of the row that names the same seller."""
        if not self.columns and not twin:
            return cells
        for key in ("penjual",) if kind == "produk" else KEYS:
            cell = cells.get(key)
            if cell is not None and not is_empty(cell.text):
                if key == "kabupaten" and self.above.get(key) != cell.text:
                    self.above.pop("kecamatan", None)
                self.above[key] = cell.text
            elif text := twin.get(key) or (self.above.get(key, "") if key in self.columns else ""):
                cells = {**cells, key: Cell(text, row)}
                self.heirs.setdefault((kind, key, text), []).append(row)
        return cells

    def tell(self, log: SheetLog) -> None:
        """Note what was filled."""
        for (kind, key, text), rows in self.heirs.items():
            spot = Spot(rows[0], log.places.get((kind, key), 0))
            title = log.titles.get(spot.column, key)
            log.add(
                rules.ASSUMED,
                spot,
                f'Kolom "{title}" kosong di baris {ranges(rows)}, jadi dibaca seperti di atasnya, {quoted(text)}.',
                "Isi kolomnya di setiap baris bila keliru.",
                field=key,
            )


def group_cells(table: Table, layout: Layout) -> GroupCells:
    """What fills the cells of a table; nothing in a workbook of ours."""
    if layout.own or layout.language != "id":
        return GroupCells(())
    if layout.kind == "produk":
        return GroupCells(("penjual",))
    kind = "penjual" if layout.kind == FLAT else layout.kind
    places = {key: place for place, (one, key) in layout.targets.items() if one == kind}
    return GroupCells(tuple(key for key in KEYS if _is_of_groups(table, layout, places.get(key), places.get("nama"))))


def _is_of_groups(table: Table, layout: Layout, place: int | None, names: int | None) -> bool:
    if place is None or names is None or place > names:
        return False
    rows = [
        row for row in table.rows[layout.first - 1 : layout.last] if len(row) >= names and not is_empty(row[names - 1])
    ]
    return 2 * sum(not is_empty(row[place - 1]) for row in rows) <= len(rows)


def fill_merged(table: Table, layout: Layout) -> None:
    """Cells merged downwards speak for every row that they cover."""
    for top, left, bottom, right in table.merged:
        if bottom > top >= layout.first - 1 and right - left < 50 and bottom - top < 500:
            first = table.rows[top] if top < len(table.rows) else []
            text = first[left] if left < len(first) else ""
            for row in table.rows[top + 1 : bottom + 1] if text else ():
                if row:
                    row += [""] * (left + 1 - len(row))
                    row[left] = text


def is_of_above(table: Table, cell: Cell) -> bool:
    """True for a cell that was merged with the one above it."""
    row, column = cell.row - 1, cell.column - 1
    return any(top < row <= bottom and left <= column <= right for top, left, bottom, right in table.merged)
