"""Targets: which column of which kind each title of a header means. The best fit wins wherever it stands.

A column that may hold persons never becomes the names of shops while a better one stands beside it, nor beside columns
that show that the sheet lists persons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.exchange.columns import BODY, ID, by_key, is_list
from generator.exchange.layout import FLAT, ID_TITLE, Layout
from generator.exchange.tables import Table
from generator.exchange.titles import (
    BRAND,
    BRANDS,
    LATITUDE,
    NOTHING,
    PERSON_OR_SHOP,
    PHONE_TOO,
    PHONES,
    VILLAGE,
    Meaning,
    fit,
    tells_of_persons,
    why_private,
)
from generator.model.collate import letters_of
from generator.model.private import forbidden

SHOP_NAME = ("penjual", "nama")
# Titles of seller columns that tell, when a sheet of products has them, that it is a flat one.
SELLER_ONLY = frozenset(
    {"kabupaten", "kecamatan", "alamat", "whatsapp", "telepon", "skala", "nib", "instagram", LATITUDE, VILLAGE}
)
COUNTERS = frozenset({"no", "nomor", "nourut", "nomorurut", "urut", "id", "kode", "number", ""})
FORMS = frozenset({"umkm", "koperasi", "kelompok"})
PRODUCT_FIRST = frozenset({"harga", "satuan", "foto", BODY, "ringkasan", "merek", "kapasitas", "ekspor"})
NUMBERED = re.compile(r"(.*[^\W\d_])[\s._#(-]*(\d{1,2})\)?")
PRICED_BY = re.compile(r"(?i)\bharga\b.*?(?:/|\bper\b|@)\s*([^\W\d_]{1,12})\s*\)?$")
LOOKED_AT = 200  # rows of a column from which its contents are told

Target = tuple[str, str]  # kind, column key


class Candidate(NamedTuple):
    """A column that could be a target, the best first: how it fits, how many of its cells are filled, then its letters."""

    rank: int
    empty: int
    letters: str
    cells: tuple[str, ...]
    place: int


def assign(layout: Layout, told: str, table: Table) -> None:
    """Decide the kind of a layout's rows, and give its columns their targets. `told`: the kind that the sheet's name tells."""
    layout.private = {place: why for place, title in layout.titles.items() if (why := why_private(title))}
    titles = {place: title for place, title in layout.titles.items() if place not in layout.private}
    for place, title in list(titles.items()):
        if letters_of(title) in PHONES and not _mostly(table, layout, place, lambda text: _digits(text) > 7):
            layout.private[place] = forbidden("pemilik") or ""
            del titles[place]
    _number_groups(layout, titles)
    is_single = told not in ("", "penjual", "produk")
    kinds = (told,) if is_single else ("penjual", "produk")
    meanings = {place: {kind: fit(title, kind) for kind in kinds} for place, title in titles.items()}
    layout.kind = told if is_single else _family(told, titles, meanings)
    for place, meaning in meanings.items():
        if meaning.get("penjual", NOTHING).key == "jenis" and not _mostly(
            table, layout, place, lambda text: text.casefold() in FORMS
        ):
            meaning["penjual"] = Meaning("kategori", meaning["penjual"].rank + 1)
    candidates: dict[tuple[Target, int], list[Candidate]] = {}
    for place, title in titles.items():
        for target, rank in _choices(layout.kind, title, meanings[place], table, layout, place):
            group = layout.groups.get(place, 0) if target[0] == "produk" else 0
            candidates.setdefault((target, group), []).append(_candidate(rank, title, table, layout, place))
    _settle(layout, titles, candidates)


def _candidate(rank: int, title: str, table: Table, layout: Layout, place: int) -> Candidate:
    cells = _cells(table, layout, place)
    return Candidate(rank, -sum(map(bool, cells)), letters_of(title), cells, place)


def _settle(layout: Layout, titles: dict[int, str], candidates: dict[tuple[Target, int], list[Candidate]]) -> None:
    """Give every target its best column; the others are named as losers, or stay unknown."""
    _refuse_persons(layout, titles, candidates)
    for ((kind, key), _), listed in sorted(candidates.items(), key=lambda item: (item[0][0] != SHOP_NAME, item[0])):
        ranked = sorted(one for one in listed if one.place not in layout.targets and one.place not in layout.private)
        if not ranked:
            continue
        best, *others = ranked
        layout.targets[best.place] = (kind, key)
        if (kind, key) == ("penjual", "telepon") and others:
            layout.targets[others.pop(0).place] = (kind, PHONE_TOO)
        column = by_key(kind).get(key)
        for other in others:
            if column is not None and is_list(column) and NUMBERED.fullmatch(layout.titles[other.place]):
                layout.targets[other.place] = (kind, key)  # `Foto 1`, `Foto 2`: one list
            elif letters_of(titles[other.place]) not in BRANDS or key != "nama":
                layout.losers[other.place] = best.place
    for place, title in titles.items():
        if place not in layout.targets and place not in layout.losers and place not in layout.private:
            note_stray(layout, place, title)
        elif layout.targets.get(place) == ("produk", "harga") and (unit := PRICED_BY.search(title)):
            layout.units[place] = unit[1].lower()
    layout.targets = dict(sorted(layout.targets.items()))


def _refuse_persons(
    layout: Layout, titles: dict[int, str], candidates: dict[tuple[Target, int], list[Candidate]]
) -> None:
    """Make private what may hold persons, where no column surely holds shops and the sheet speaks of persons."""
    reasons = set(layout.private.values())
    of_persons = any(map(tells_of_persons, reasons)) and forbidden("pemilik") not in reasons
    for (target, _), listed in candidates.items():
        if target not in (SHOP_NAME, ("produk", "nama")) or min(listed).rank < (target == SHOP_NAME) * PERSON_OR_SHOP:
            continue
        for one in listed:
            plain = one.letters in ("nama", "name") or one.rank >= PERSON_OR_SHOP
            if plain and (of_persons or (target == SHOP_NAME and "pelaku" in one.letters)):
                layout.private[one.place] = forbidden("pemilik") or ""
                layout.persons = titles[one.place]


def note_stray(layout: Layout, place: int, title: str) -> None:
    """A column that has no target: private, a mere counter, or unknown."""
    if why := why_private(title):
        layout.private[place] = why
    elif letters_of(title) not in COUNTERS and title != ID_TITLE:
        layout.unknown[place] = title


def _number_groups(layout: Layout, titles: dict[int, str]) -> None:
    """`Produk 1`, `Harga 1`, `Produk 2`, …: the number says which product a column is of, the words what it holds."""
    bases: dict[str, list[tuple[int, int]]] = {}
    for place, title in titles.items():
        match = NUMBERED.fullmatch(title)
        base, number = (match[1].strip(" (-_.#"), int(match[2])) if match else (title, 1)
        if (fit(base, "produk").key or fit(base, "penjual").key) and (not match or not fit(title, "produk").key):
            bases.setdefault(letters_of(base), []).append((place, number))
            titles[place] = base if match else title
    names = [listed for listed in bases.values() if len(listed) > 1 and len({number for _, number in listed}) > 1]
    if any(fit(titles[listed[0][0]], "produk").key == "nama" for listed in names):
        numbered = {place for place, title in titles.items() if title != layout.titles[place]}
        numbered |= {place for listed in names for place, _ in listed}
        layout.groups = {place: number for listed in bases.values() for place, number in listed if place in numbered}


def _family(told: str, titles: dict[int, str], meanings: dict[int, dict[str, Meaning]]) -> str:
    """`penjual`, `produk` or FLAT, from the name of the sheet and from what the titles can mean."""
    plain = {place for place, title in titles.items() if letters_of(title) in ("nama", "name")}
    seller = {meaning["penjual"].key for meaning in meanings.values()} - {""}
    products = {meaning["produk"].key for meaning in meanings.values()}
    product_names = any(meaning["produk"].key == "nama" and place not in plain for place, meaning in meanings.items())
    seller_names = any(meaning["penjual"].key == "nama" and place not in plain for place, meaning in meanings.items())
    is_flat = bool(seller & SELLER_ONLY)
    if told == "produk" or (not told and not seller_names and "penjual" in products):
        return FLAT if seller_names and is_flat else "produk"
    if product_names and (seller_names or plain):
        return FLAT
    priced = plain and not told and products & {"harga", "satuan", "berat"}
    return "produk" if not seller_names and not is_flat and (product_names or priced) else "penjual"


def _choices(
    kind: str, title: str, meaning: dict[str, Meaning], table: Table, layout: Layout, place: int
) -> Iterator[tuple[Target, int]]:
    """The targets that a title may have in a sheet of this kind, with how well it fits them."""
    if title == ID_TITLE:
        yield ("penjual" if kind == FLAT else kind, ID), 0
        return
    target = _choose(kind, meaning)
    if target is not None and target[1] != ID:  # an office's own numbers
        names_shop = target in (SHOP_NAME, ("produk", "penjual"))
        yield target, meaning["penjual" if names_shop and "penjual" in meaning else target[0]].rank
    if kind in (FLAT, "penjual") and letters_of(title) in BRANDS:
        cells = [text for text in _cells(table, layout, place) if text]
        if 2 * sum(_digits(text) < 5 for text in cells) >= len(cells) > 0:  # words, not numbers of registration
            is_usual = 2 * len(cells) >= len(table.rows[layout.header : layout.header + LOOKED_AT])
            yield SHOP_NAME, BRAND if is_usual else BRAND + PERSON_OR_SHOP


def _choose(kind: str, meaning: dict[str, Meaning]) -> Target | None:
    """The column that a title gets in a sheet of this kind."""
    if kind != FLAT:
        key = meaning[kind].key
        return (kind, key) if key else None
    seller, product = meaning["penjual"].key, meaning["produk"].key
    if product == "penjual" or (seller == "nama" and product != "nama"):
        return SHOP_NAME
    if product == "nama" and (seller != "nama" or meaning["produk"].rank < meaning["penjual"].rank % PERSON_OR_SHOP):
        return ("produk", "nama")
    if seller and (not product or (product not in PRODUCT_FIRST and not product.startswith("toko."))):
        return ("penjual", seller)
    return ("produk", product) if product else None


def _digits(text: str) -> int:
    return len(re.findall(r"\d", text))


def _cells(table: Table, layout: Layout, place: int) -> tuple[str, ...]:
    rows = table.rows[layout.header : layout.header + LOOKED_AT]
    return tuple(row[place - 1].strip() if len(row) >= place else "" for row in rows)


def _mostly(table: Table, layout: Layout, place: int, test: Callable[[str], bool]) -> bool:
    """Whether most filled cells of a column pass a test; True for an empty column."""
    filled = [cell for cell in _cells(table, layout, place) if len(cell) > 1]
    return 2 * sum(map(test, filled)) >= len(filled)
