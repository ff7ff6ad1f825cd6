"""What a result shows and what filters ask: display records by the block, columns of facets, columns to sort by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.content.words import ALPHABET, number
from generator.model.address import RESULT_WIDTH, photo_path
from generator.model.cards import PageCard, Photo, ProductCard, SellerCard
from generator.model.catalog import Stored
from generator.model.collate import collation_key, slugify
from generator.model.site_view import SiteView
from generator.search.compact import dumps

PHOTOS = "aset/foto/"


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
    names = {key: (labels or {})[key] for keys in distinct for key in keys if labels and key in labels}
    return dumps([distinct, "".join([letters[value] for value in held]), *([names] if names else [])])


def shop_names(site: SiteView) -> dict[str, str]:
    """Platforms where something can be bought, by key: maps are none."""
    return {item.key: item.name for item in site.platforms if item.kind != "peta"}


def name_ranks(stored: Stored) -> bytes:
    """Recipe: the place of each product in alphabetical order. `stored`: their names, as JSON."""
    names: list[str] = json.loads(stored.text)
    ranks = [0] * len(names)
    for rank, place in enumerate(sorted(range(len(names)), key=lambda place: (collation_key(names[place]), place))):
        ranks[place] = rank
    return dumps("".join(map(number, ranks))).encode()
