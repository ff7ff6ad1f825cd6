"""What a result shows and what filters ask: display records by the block, columns of facets, columns to sort by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from generator.content.words import ALPHABET, number
from generator.model.address import RESULT_WIDTH, photo_path
from generator.model.cards import PageCard, Photo, ProductCard, SellerCard
from generator.model.catalog import Stored
from generator.model.collate import collation_key, slugify
from generator.model.digest import digest_texts
from generator.model.links import platforms
from generator.model.money import price_band
from generator.search.documents import Document

PHOTOS = "aset/foto/"
TKDN_BANDS = (
    2_500,
    4_000,
)  # hundredths of a percent, the thresholds of Perpres 16/2018: below 25, 25 to 40, 40 and more
EPOCH = date(2000, 1, 1).toordinal()


def display_block(cards: Sequence[ProductCard | SellerCard | PageCard], regions: Sequence[str]) -> bytes:
    """Recipe: the display records of some documents, as columns; what a browser can work out is left out."""
    names, slugs, sellers, places, prices, units, photos = [], [], [], [], [], [], []
    last = ""
    for card in cards:
        names.append(card.name)
        slugs.append(0 if slugify(card.name) == card.slug and card.name.isascii() else card.slug)
        seller = card.seller_name if isinstance(card, ProductCard) else ""
        sellers.append(0 if seller and seller == last else seller)
        last = seller
        places.append(ALPHABET[regions.index(card.region)] if card.region in regions else "_")
        price = card.price if isinstance(card, ProductCard) else None
        prices.append(
            [price.low, price.high or 0, int(price.starting)]
            if price and (price.high or price.starting)
            else [price.low]
            if price
            else 0
        )
        units.append((card.unit if isinstance(card, ProductCard) else "") or 0)
        photos.append(_photo(card.photo))
    columns: list[Any] = [names, slugs, sellers, "".join(places), prices, units, photos]
    return dumps(columns).encode()


def _photo(photo: Photo | None) -> str | int:
    return photo_path(photo, RESULT_WIDTH).removeprefix(PHOTOS) if photo else 0


def dumps(value: Any) -> str:
    """JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def column(values: Iterable[tuple[str, ...]], labels: Mapping[str, str] | None = None) -> str:
    """A facet's column: the distinct values, and for each document the letter (two above 64) of its value.

    `labels`: the names of keys that no theme can know.
    """
    held = list(values)
    distinct = sorted(set(held))
    if len(distinct) > 64:
        letters = {value: ALPHABET[place >> 6] + ALPHABET[place & 63] for place, value in enumerate(distinct)}
    else:
        letters = {value: ALPHABET[place] for place, value in enumerate(distinct)}
    known = {key: (labels or {})[key] for keys in distinct for key in keys if labels and key in labels}
    return dumps([distinct, "".join([letters[value] for value in held]), *([known] if known else [])])


def columns(products: Sequence[Document], facts: Sequence[str], scales: dict[str, str]) -> dict[str, Stored]:
    """Every facet's column and every order's, by file name; each is spelled when it is asked for."""
    cards = [item.card for item in products if isinstance(item.card, ProductCard)]
    held = [_held(item, fact) for item, fact in zip(products, facts, strict=True)]
    halal, tkdn, shops, procurement, exports = ([parts[place] for parts in held] for place in range(5))
    return {
        "c-kategori": _facet([card.category for card in cards], always=True),
        "c-wilayah": _facet([card.region for card in cards], always=True),
        "c-harga": _facet([price_band(card.price) for card in cards], always=True),
        "c-halal": _facet(halal),
        "c-tkdn": _facet(tkdn),
        "c-toko": _lazy("toko", shops, lambda: column(map(_shops, shops), _shop_names())),
        "c-pengadaan": _facet(procurement),
        "c-ekspor": _facet(exports),
        "c-skala": _facet([scales.get(card.seller, "") for card in cards]),
        "c-urut-harga": _order([card.price.low if card.price else 0 for card in cards]),
        "c-urut-baru": _order([_day(card.updated) for card in cards]),
    }


def _held(item: Document, fact: str) -> tuple[str, str, str, str, str]:
    """What a product holds of each facet that only its words know: halal, TKDN, shops, procurement, export; empty for nothing."""
    state, percent, shops, procurement, exports = fact.split("|") if fact else [""] * 5
    if state == "bersertifikat" and "halal" in item.expired:
        state = ""
    band = str(_band(int(percent), TKDN_BANDS)) if percent and "tkdn" not in item.expired else ""
    return state, band, shops, procurement, exports


def _facet(values: Sequence[str], *, always: bool = False) -> Stored:
    """The column of a facet of which a product holds one value, or none where it is empty."""
    return _lazy(f"facet {always}", values, lambda: column([(value,) if value or always else () for value in values]))


def _order(values: Sequence[int]) -> Stored:
    return _lazy("order", [str(value) for value in values], lambda: dumps("".join(map(number, values))))


def _lazy(kind: str, values: Sequence[str], spell: Callable[[], str]) -> Stored:
    return Stored(digest_texts(kind, *values), spell)


@cache
def _shop_names() -> dict[str, str]:
    """Platforms where something can be bought, by key: those that have closed and maps are none."""
    return {
        item.key: item.name
        for item in platforms().values()
        if item.status != "tutup" and item.kind in ("toko", "pengadaan")
    }


def _shops(packed: str) -> tuple[str, ...]:
    return tuple(key for key in packed.split(",") if key in _shop_names())


def name_ranks(names: Sequence[str]) -> bytes:
    """Recipe: the place of each product in alphabetical order."""
    ranks = [0] * len(names)
    for rank, place in enumerate(sorted(range(len(names)), key=lambda place: (collation_key(names[place]), place))):
        ranks[place] = rank
    return dumps("".join(map(number, ranks))).encode()


def _band(value: int, borders: Sequence[int]) -> int:
    return sum(value >= border for border in borders)


def _day(iso: str) -> int:
    return max(0, date.fromisoformat(iso).toordinal() - EPOCH) if iso else 0


def kinds_with_start(documents: Sequence[Document]) -> list[tuple[str, int]]:
    """Each kind after the products with the number of its first document."""
    return [(after.kind, place) for place, (before, after) in enumerate(pairwise([None, *documents])) if after and after.kind != "produk"
            and (before is None or before.kind != after.kind)]  # fmt: skip
