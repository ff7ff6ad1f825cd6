"""Products that one row names: one for each, with what plainly belongs to it; several in one cell are paired or proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.exchange.cells import Cell, is_empty
from generator.exchange.columns import BODY, ID
from generator.exchange.tables import SheetLog
from generator.model import rules
from generator.model.collate import quoted
from generator.model.problem import Spot

SEPARATORS = re.compile(r"\s*(?:[,;\n]|\s/\s)\s*(?![^()]*\))")  # not inside brackets
NUMBERING = re.compile(r"^\s*(?:\d{1,2}\s*[.)](?!\d)|[-•*–])\s*")
LISTING = re.compile(r"[,;\n]|\s/\s|\d[.)]")  # without any of these a cell names but one
INLINE = re.compile(r"(?:(?<=\s)|^)\d{1,2}[.)]\s*(?=[^\W\d_])")  # `1. Kemplang 2. Getas` on one line

Cells = dict[str, Cell]


def products_of(
    listed: Sequence[Cells], log: SheetLog, row: int, ids: Sequence[str]
) -> tuple[list[tuple[Cells, bool]], Cells]:
    """((the cells of each product that a row names, whether it is only proposed), what belongs to the seller instead).

    `listed`: the cells of products, by the numbers in their titles. `ids`: what a report wrote into the row.
    """
    own = [text for text in ids if text.startswith("produk/")]
    products: list[tuple[Cells, bool]] = []
    kept: Cells = {}
    for cells in listed:
        named = _named(cells, log, row)
        products += named
        if not named:
            kept |= _of_seller(cells, log, row)
    if len(own) == len(products):
        products = [
            ({**cells, ID: Cell(text, row)}, proposed) for (cells, proposed), text in zip(products, own, strict=True)
        ]
    return products, kept


def _named(cells: Cells, log: SheetLog, row: int) -> list[tuple[Cells, bool]]:
    """The products of one column of names."""
    cell = cells.get("nama")
    if cell is None or is_empty(cell.text):
        return []
    shared = {key: one for key, one in cells.items() if key != "nama" and not is_empty(one.text)}
    if not LISTING.search(cell.text):
        return [({"nama": cell, **shared}, False)]
    names = _items(cell.text, SEPARATORS)
    several = len(names) > 1 and all(len(re.findall(r"[^\W\d_]", item)) > 2 for item in names)
    rows = _lines(cell.text)
    if not several or ("harga" in shared and len(rows) < 2 and len(_lines(shared["harga"].text)) < 2):
        return [({"nama": cell, **shared}, False)]
    lists = {key: _lines(one.text) for key, one in shared.items()}
    prices = lists.get("harga", [])
    if len(rows) > 1 and (not prices or len(rows) == len(prices)):
        names = rows
    paired = {key: texts for key, texts in lists.items() if len(texts) == len(names)}
    alike = {
        key: one
        for key, one in shared.items()
        if key not in paired and len(lists[key]) == 1 and key in ("kategori", "satuan")
    }
    lost = [log.titles.get(one.column, key) for key, one in shared.items() if key not in paired and key not in alike]
    is_proposed = "harga" not in paired
    if is_proposed:
        told = ", ".join(map(quoted, names))
        message = f"Sel ini memuat {len(names)} produk: {told}. Diusulkan sebagai {len(names)} produk berstatus draf."
        hint = "Periksa, lalu tulis satu produk per baris; yang berstatus draf belum tampil di situs."
        log.add(rules.SEVERAL_PRODUCTS, cell.spot, message, hint, field="nama")
    if lost:
        message = f"Isian {', '.join(lost)} tidak dipakai: tidak jelas milik produk yang mana."
        hint = "Tulis satu produk per baris."
        log.add(rules.SEVERAL_PRODUCTS, Spot(row), message, hint)
    return [
        (
            {
                "nama": cell._replace(text=name),
                **alike,
                **{key: shared[key]._replace(text=texts[at]) for key, texts in paired.items()},
            },
            is_proposed,
        )
        for at, name in enumerate(names)
    ]


def _items(text: str, separators: re.Pattern[str]) -> list[str]:
    """The items that a text lists, without their numbers and dots, each once."""
    lines = INLINE.sub("\n", text) if len(INLINE.findall(text)) > 1 else text
    items = [NUMBERING.sub("", item).strip(" .") for item in separators.split(lines)]
    return list(dict.fromkeys(item for item in items if item))


def _lines(text: str) -> list[str]:
    """The lines of a cell (or what `;` separates), in their order; equal ones stay, as prices may be equal."""
    lines = INLINE.sub("\n", text) if len(INLINE.findall(text)) > 1 else text
    return [item for line in re.split(r"\n|;", lines) if (item := NUMBERING.sub("", line).strip(" ."))]


def _of_seller(cells: Cells, log: SheetLog, row: int) -> Cells:
    """What a row without a product says of one: a photo and a story are the seller's; the rest is told."""
    filled = {key: cell for key, cell in cells.items() if not is_empty(cell.text)}
    kept = {key: cell for key, cell in filled.items() if key in ("foto", BODY, "ringkasan")}
    lost = ", ".join(log.titles.get(cell.column, key) for key, cell in filled.items() if key not in kept)
    if lost:
        log.add(rules.SKIPPED_ROW, Spot(row), f"Isian {lost} dilewati: baris ini tidak menyebut nama produk.")
    return kept
