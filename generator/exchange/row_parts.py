"""Rows: from a table and its layout to parts, one for each record that a row speaks of. Nothing is lost silently.

A row without a seller below one with a seller belongs to it, as offices group their rows. What a section line, a heading or
the name of the sheet tells, the rows below get where they say nothing themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.exchange.cells import Cell, cell_text, is_empty
from generator.exchange.column_notes import note_columns
from generator.exchange.columns import ID, SLUG, by_key, is_list
from generator.exchange.compose import calm, composed, linked, shouted_columns
from generator.exchange.group_cells import GroupCells, fill_merged, group_cells, is_of_above
from generator.exchange.layout import FLAT, Layout
from generator.exchange.opening import TableBlock
from generator.exchange.product_cells import products_of
from generator.exchange.row_kinds import NO_SECTION, TOTAL, Section, section_of, skipped
from generator.exchange.tables import PICTURE, UNCALCULATED, WEB_PICTURE, SheetLog, is_error, ranges
from generator.model import rules
from generator.model.category import Categories
from generator.model.collate import quoted, tidy
from generator.model.problem import Spot
from generator.model.region import Atlas

OPEN_AGAIN = "Buka di Excel dan simpan, lalu impor lagi."
Cells = dict[str, Cell]
Groups = dict[tuple[str, int], Cells]  # (kind, which of the row's products) -> cells by column key


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a row says of one record. `cells`: by column key. `seller`: the part that a product in a flat row belongs to."""

    kind: str
    row: int
    cells: Mapping[str, Cell]
    log: SheetLog
    layout: Layout
    place: int = 0  # number of its sheet, for the report
    language: str = "id"
    own: bool = False
    proposed: bool = False
    seller: Part | None = None
    has_products: bool = False  # a seller of a flat row that names products too
    faulty: frozenset[str] = frozenset()  # columns whose cell shows an error

    @property
    def name(self) -> str:
        """Its name or headline as written."""
        cell = self.cells.get("nama") or self.cells.get("judul")
        return tidy(cell.text) if cell else ""

    def text(self, key: str) -> str:
        """The text of a cell, empty when there is none."""
        cell = self.cells.get(key)
        return "" if cell is None or is_empty(cell.text) else cell.text


def own_identity(part: Part) -> tuple[str, str]:
    """(id at export, slug wished for) of a row; both empty where it has none."""
    return part.text(ID).strip().removeprefix(f"{part.kind}/"), part.text(SLUG).strip()


@dataclass(slots=True)
class _Rows:
    """Reads the rows of one block, from the first to the last."""

    block: TableBlock
    place: int
    groups: GroupCells
    section: Section = NO_SECTION
    seller: Part | None = None  # the last one that a flat row named
    seller_row: int = 0
    heirs: dict[str, list[int]] = field(default_factory=dict)  # name of a seller -> rows below that belong to it
    sellers: dict[str, Part] = field(
        default_factory=dict
    )  # small letters of a name -> the first seller of a flat row called so

    @property
    def layout(self) -> Layout:
        return self.block.layout

    @property
    def log(self) -> SheetLog:
        return self.block.log

    def groups_of(
        self, row: int, filled: Sequence[int], shouted: frozenset[tuple[str, str]]
    ) -> tuple[Groups, set[tuple[str, str]]]:
        """The cells of a row by kind and product, and the columns whose cell shows an error."""
        layout, cells, links = self.layout, self.block.table.rows[row - 1], self.block.table.links
        groups: Groups = {}
        faulty: set[tuple[str, str]] = set()
        for place in filled:
            target = layout.targets.get(place)
            if target is None:
                continue
            kind, key = target
            text = cells[place - 1]
            if text[0] in "#E(" and not (text := self._shown(text, row, place)):
                faulty.add(target)
                continue
            if text[0] == "=" or not (text.isascii() and text.isprintable()):
                text = cell_text(text, key)
            if links and (row, place) in links:
                text = linked(kind, key, text, links[row, place])
            if target in shouted and text.isupper():
                text = calm(text)
            if layout.units and place in layout.units and text.strip()[-1:].isdigit():
                text = f"{text}/{layout.units[place]}"
            group = groups.setdefault((kind, layout.groups.get(place, 0) if kind == "produk" else 0), {})
            column = by_key(kind).get(key) if key in group else None
            if column is not None and is_list(column) and not is_empty(group[key].text):
                text = f"{group[key].text}; {text}"
            group[key] = Cell(text, row, place)
        return groups, faulty

    def _shown(self, text: str, row: int, place: int) -> str:
        """What a cell says that begins as errors and pictures do; empty when that is nothing, with the reason told."""
        kind, key = self.layout.targets[place]
        if text == PICTURE:
            return text if key == "foto" else ""  # the picture goes to its row
        if text == UNCALCULATED and (address := linked(kind, key, "", self.block.table.links.get((row, place), ""))):
            return address
        if text == UNCALCULATED:
            message, hint = "Rumus belum dihitung: buka dan simpan di Excel. Selnya tidak dipakai.", OPEN_AGAIN
        elif text == WEB_PICTURE:
            message = "Gambar di sel ini ada di web, bukan di dalam berkas. Selnya tidak dipakai; isian lama tetap."
            hint = "Unduh gambarnya, taruh di folder foto di samping lembar kerja, lalu tulis nama berkasnya di sini."
        elif is_error(text):
            message = f"Sel ini galat Excel ({text.strip()[:20]}). Selnya tidak dipakai; isian lama tetap."
            hint = "Perbaiki rumus di selnya, atau tulis isinya langsung."
        else:
            return text
        self.log.add(rules.CELL_ERROR, Spot(row, place), message, hint, field=key)
        return ""

    def parts(self, row: int, groups: Groups, faulty: set[tuple[str, str]]) -> Iterator[Part]:
        """The parts of a row."""
        layout = self.layout
        if layout.kind != FLAT:
            shared = groups.get((layout.kind, 0), {})
            numbered = [cells for (kind, number), cells in sorted(groups.items()) if kind == layout.kind and number]
            for cells in [{**shared, **cells} for cells in numbered] or [shared]:
                kept = cells if layout.own else composed(layout.kind, self._within(layout.kind, cells, row))
                yield self._part(layout.kind, row, kept, faulty)
            return
        shop = groups.get(("penjual", 0), {})
        listed = [cells for (kind, _), cells in sorted(groups.items()) if kind == "produk"]
        ids = [text.strip() for text in shop.pop(ID, Cell("")).text.split(";")]
        products, kept = products_of(listed, self.log, row, ids)
        seller = self._inherited(row, shop, bool(products), faulty)
        if seller is None:
            if own := next((text for text in ids if text.startswith("penjual/")), ""):
                shop[ID] = Cell(own, row)
            shop = {**kept, **shop}
            seller = self._part(
                "penjual",
                row,
                composed("penjual", self._within("penjual", shop, row)),
                faulty,
                has_products=bool(products),
            )
            self.seller, self.seller_row = seller, row
            self.sellers.setdefault(seller.name.casefold(), seller)
            yield seller
        for cells, proposed in products:
            yield self._part("produk", row, composed("produk", cells), faulty, seller=seller, proposed=proposed)

    def _part(
        self,
        kind: str,
        row: int,
        cells: Cells,
        faulty: set[tuple[str, str]],
        *,
        seller: Part | None = None,
        proposed: bool = False,
        has_products: bool = False,
    ) -> Part:
        layout = self.layout
        wrong = frozenset(key for one, key in faulty if one == kind)
        return Part(
            kind,
            row,
            cells,
            self.log,
            layout,
            self.place,
            layout.language,
            layout.own,
            proposed,
            seller,
            has_products,
            wrong,
        )

    def _within(self, kind: str, cells: Cells, row: int) -> Cells:
        """The cells with what the section, the heading or the sheet tells."""
        if self.layout.own:
            return cells
        region = cells.get("kabupaten")
        twin = None
        if kind == "penjual" and "nama" in cells and (region is None or is_empty(region.text)):
            twin = self.sellers.get(tidy(cells["nama"].text).casefold())
        is_twin = twin is not None and self._persons(row) == self._persons(twin.row)
        cells = self.groups.filled(kind, cells, row, {"kabupaten": twin.text("kabupaten")} if twin and is_twin else {})
        if kind not in ("penjual", "pojok"):
            return cells
        told = dict(self.section.cells)
        if self.block.region and "kabupaten" not in told:
            told["kabupaten"] = self.block.region
        for key, text in told.items():
            if key not in cells or is_empty(cells[key].text):
                cells = {**cells, key: Cell(text, row)}
        return cells

    def _inherited(self, row: int, shop: Cells, has_products: bool, faulty: set[tuple[str, str]]) -> Part | None:
        """The seller above, for a row that names products and says nothing of who sells them."""
        if self.seller is None or not has_products or any(kind == "penjual" for kind, _ in faulty):
            return None
        told = (cell for cell in shop.values() if not is_empty(cell.text))
        if not self.seller.name or not all(is_of_above(self.block.table, cell) for cell in told):
            return None
        persons = self._persons(row)
        if any(persons) and persons != self._persons(self.seller_row):
            return None  # another person, so another seller
        self.heirs.setdefault(self.seller.name, []).append(row)
        return self.seller

    def _persons(self, row: int) -> tuple[str, ...]:
        cells = self.block.table.rows[row - 1]
        return tuple(cells[place - 1].strip() if place <= len(cells) else "" for place in self.layout.private)


def parts_of(block: TableBlock, number: int, atlas: Atlas, categories: Categories) -> Iterator[Part]:
    """Every part of a table's rows. What is skipped is noted in its log. `number`: of the sheet."""
    table, layout, log = block.table, block.layout, block.log
    log.titles = layout.titles
    log.places = {target: place for place, target in layout.targets.items()}
    note_columns(table, layout, log)
    shouted = frozenset() if layout.own else shouted_columns(table, layout, log)
    fill_merged(table, layout)
    rows = _Rows(block, number, group_cells(table, layout))
    for text in () if layout.own else layout.headings:
        if (section := section_of([text], atlas, categories)) and (section.region or section.district):
            rows.section = section.below(rows.section)
    after_total = False
    for row in range(layout.first, min(len(table.rows), layout.last) + 1):
        cells = table.rows[row - 1]
        filled = [place for place, text in enumerate(cells, 1) if text and not text.isspace()]
        if not filled:
            continue
        if not layout.own and len(filled) < 4 and len(layout.targets) > 1:
            section = section_of([cells[place - 1] for place in filled], atlas, categories)
            if section is not None:
                rows.section, rows.seller, rows.groups.above = section.below(rows.section), None, {}
                log.add(
                    rules.SKIPPED_ROW,
                    Spot(row),
                    f"Baris bagian {quoted(section.text)}: berlaku bagi baris di bawahnya.",
                )
                continue
        what = (
            "Tajuk yang terulang" if row in layout.repeated else skipped(cells, filled, layout, after_total=after_total)
        )
        if what:
            after_total |= what == TOTAL
            log.add(rules.SKIPPED_ROW, Spot(row), f"{what} dilewati.")
            continue
        groups, faulty = rows.groups_of(row, filled, shouted)
        if not groups and not faulty:
            said = quoted(" ".join(cells[place - 1] for place in filled if place not in layout.private))
            log.add(rules.SKIPPED_ROW, Spot(row), f"Baris ini tidak memuat isian yang dikenal dan dilewati: {said}.")
            continue
        yield from rows.parts(row, groups, faulty)
    rows.groups.tell(log)
    for name, heirs in rows.heirs.items():
        message = (
            f"Baris {ranges(heirs)} tidak menyebut penjual, jadi dianggap milik penjual di atasnya, {quoted(name)}."
        )
        hint = "Tulis nama usahanya di setiap baris bila keliru."
        log.add(rules.ASSUMED, Spot(heirs[0], log.places.get(("penjual", "nama"), 0)), message, hint, field="penjual")
