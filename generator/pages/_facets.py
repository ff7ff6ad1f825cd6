"""Ways to narrow a list of products: by place, kind, price, halal mark and readiness for procurement, with exact counts.

What has a page of its own leads there; the rest leads to the search with the filter in its address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.model.cards import ProductCard
from generator.model.money import PRICE_BANDS, price_band
from generator.model.page_parts import Facet, Tally
from generator.model.world import World

MARKS = {"halal": "bersertifikat", "pengadaan": "1", "katalog": "1"}  # label of a card -> the search's key for it


def facets(world: World, products: Sequence[ProductCard], region: str = "", category: str = "") -> tuple[Facet, ...]:
    """The facets of a list that holds just these products: all of them, a region's or a category's."""
    marks = Counter(
        [label.kind for card in products if card.labels for label in card.labels]
    )  # of each one a card at most
    candidates = (
        Facet("wilayah", () if region else _regions(world, products, category)),
        Facet("kategori", () if category else _categories(world, products, region)),
        Facet("harga", tuple(_prices(products, region, category))),
        *(Facet(name, tuple(_marked(name, key, marks[name], region, category))) for name, key in MARKS.items()),
    )
    return tuple(facet for facet in candidates if _narrows(facet, len(products)))


def _narrows(facet: Facet, total: int) -> bool:
    """False for what all products share."""
    return any(0 < item.count < total for item in facet.choices)


def _regions(world: World, products: Sequence[ProductCard], category: str) -> tuple[Tally, ...]:
    tallies = world.region_tallies()
    if not category:
        return tallies
    counts = Counter(card.region for card in products)
    return tuple(
        tally._replace(path=_search(tally.key, category), count=counts[tally.key], sellers=0)
        for tally in tallies
        if counts[tally.key]
    )


def _categories(world: World, products: Sequence[ProductCard], region: str) -> tuple[Tally, ...]:
    tallies = world.category_tallies()
    if region:
        counts = Counter(card.category for card in products)
        tallies = tuple(tally._replace(path=_search(region, tally.key), count=counts[tally.key]) for tally in tallies)
    return tuple(tally for tally in tallies if tally.count)


def _prices(products: Sequence[ProductCard], region: str, category: str) -> Iterator[Tally]:
    counts = Counter(price_band(card.price) for card in products)
    for band in [*map(str, range(len(PRICE_BANDS) + 1)), "x"]:
        if counts[band]:
            yield Tally("", _search(region, category, harga=band), counts[band], band)


def _marked(name: str, key: str, count: int, region: str, category: str) -> Iterator[Tally]:
    if count:
        yield Tally("", _search(region, category, **{name: key}), count, key)


def _search(region: str, category: str, **more: str) -> str:
    """The path of the search with these filters; keys in the order in which the search itself writes them."""
    wanted = {"kategori": category, "wilayah": region, **more}
    return "cari/?" + "&".join(f"{key}={value}" for key, value in wanted.items() if value)
