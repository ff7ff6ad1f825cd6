"""Categories as offices write them: in their own words, misspelled, several at once, or not at all."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache

from generator.exchange.cells import Cell, is_empty
from generator.exchange.row_parts import Part
from generator.model import rules
from generator.model.category import Categories
from generator.model.collate import quoted
from generator.model.problem import Remarks, Spot, Unreadable

OTHER = "lainnya"
LONG_WORD = 6  # letters


def read_category(part: Part, cells: dict[str, Cell], categories: Categories) -> None:
    """Bring the category of a row to one that the site has, each time with a remark; a seller without one gets `lainnya`."""
    cell = cells.get("kategori")
    if cell is None or is_empty(cell.text):
        if part.kind == "penjual" and part.name and categories.get(OTHER):
            message = f'Kategori kosong; dipakai "{OTHER}".'
            hint = "Isi kategorinya bila ada yang lebih tepat."
            part.log.add(rules.ASSUMED, cell.spot if cell else Spot(part.row), message, hint, field="kategori")
            cells["kategori"] = (cell or Cell("", part.row))._replace(text=OTHER)
        return
    remarks: Remarks = []
    try:
        categories.read(cell.text.strip(), remarks)
        return
    except Unreadable:
        nearest = _nearest_category(cell.text, categories)
    if nearest or (part.kind == "penjual" and categories.get(OTHER)):
        message = f'Kategori {quoted(cell.text)} tidak dikenal. Dipakai "{nearest or OTHER}"; perbaiki bila salah.'
        hint = "Yang dikenal: " + ", ".join(item.slug for item in categories.items) + "."
        part.log.add(rules.GUESSED_CATEGORY, cell.spot, message, hint, field="kategori")
        cells["kategori"] = cell._replace(text=nearest or OTHER)


@lru_cache(maxsize=4096)
def _nearest_category(text: str, categories: Categories) -> str:
    """The slug that a part of the text, a word in it or a word near it means; an empty text when none does."""
    words = {word: item.slug for item in categories.items for word in (item.slug, item.name.casefold(), *item.words)}
    folded = " ".join(text.casefold().split())
    for piece in [part.strip() for part in re.split(r"[/,;&+()]|\bdan\b", folded)]:
        if piece in words:
            return words[piece]
    inside = [word for word in words if re.search(rf"\b{re.escape(word)}\b", folded)]
    if inside:
        return words[min(inside, key=lambda word: (folded.index(word), -len(word)))]
    named = {
        word: item.slug
        for item in reversed(categories.items)
        for word in re.findall(r"[^\W\d_]{5,}", item.name.casefold())
    }
    if told := next((word for word in re.findall(r"\w+", folded) if word in named), ""):
        return named[told]
    return _one_slip_away(folded, words)


def _one_slip_away(text: str, words: Mapping[str, str]) -> str:
    """What a long word with a slip of the keyboard means; a short one is a slip away from too many ("Biasa" is not jasa)."""
    if len(text) < LONG_WORD:
        return ""
    near = difflib.get_close_matches(text[:80], [word for word in words if len(word) >= LONG_WORD], n=1, cutoff=0.84)
    return words[near[0]] if near else ""
