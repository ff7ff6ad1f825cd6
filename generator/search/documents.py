"""What is searched: every published record as a numbered document, products first.

Numbers follow category, region, seller and slug. That order is a function of the content, and it makes runs: all products
of a seller, a region or a category lie together, so that lists and filter columns shrink.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from generator.content.words import words_of
from generator.model.cards import PageCard, ProductCard, SellerCard
from generator.model.digest import digest_texts
from generator.model.world import World
from generator.search.terms import Run

KINDS = ("produk", "penjual", "kabar", "pojok", "layanan", "halaman")
FIELDS = ("nama", "penjual", "tag", "wilayah", "kategori", "isi")
BOOSTS = (10, 3, 3, 2, 2, 1)
RUN_FIELDS = (1, 3, 4)  # seller, region, category among FIELDS
Card = ProductCard | SellerCard | PageCard


class Document(NamedTuple):
    """A record in the index. `key` changes with the record; the three texts are its fields that neighbours share.

    `path`: its content file; of a translated record the translation's, and `base` is then the record's own.
    """

    kind: str
    slug: str
    path: str
    base: str
    key: str
    seller: str
    region: str
    category: str
    expired: tuple[str, ...]
    card: Card

    @property
    def maker(self) -> str:
        """The slug of a product's seller."""
        return self.card.seller if isinstance(self.card, ProductCard) else ""

    @property
    def shared(self) -> tuple[str, str, str]:
        """The texts of `RUN_FIELDS`."""
        return (self.seller, self.region, self.category)


def documents_of(world: World) -> list[Document]:
    """All documents in the order of their numbers."""
    catalog = world.catalog
    ranks = {item.slug: place for place, item in enumerate(world.site.categories)}
    labels = {item.slug: item.name for item in world.site.categories}
    regions = {region.code: region.name for region in world.atlas.regions}

    def document(kind: str, card: Card, seller: str, region: str, category: str) -> Document:
        row, translation = catalog.rows[kind, card.slug], catalog.translations.get((kind, card.slug))
        path, base, key = row.path, "", row.digest
        if translation:
            path, base, key = translation.path, row.path, digest_texts(row.digest, translation.digest)
        return Document(kind, card.slug, path, base, key, seller, regions.get(region, ""), labels.get(category, category),
                        row.expired, card)  # fmt: skip

    products = sorted(
        catalog.products.values(), key=lambda c: (ranks.get(c.category, 99), c.category, c.region, c.seller, c.slug)
    )
    found = [document("produk", card, card.seller_name, card.region, card.category) for card in products]
    sellers = sorted(catalog.sellers.values(), key=lambda c: (ranks.get(c.category, 99), c.category, c.region, c.slug))
    found += [document("penjual", card, "", card.region, card.category) for card in sellers]
    for kind in KINDS[2:]:
        pages = sorted(catalog.pages.get(kind, {}).values(), key=lambda card: (card.region, card.slug))
        found += [document(kind, card, "", card.region, "") for card in pages]
    return found


@cache
def _counted(text: str, language: str) -> tuple[int, dict[str, int]]:
    words = words_of(text, language)
    return len(words), {word: words.count(word) for word in words}


def shared_runs(
    texts: Sequence[tuple[str, str, str]], language: str = "id"
) -> tuple[dict[str, list[Run]], tuple[int, int, int]]:
    """The runs of every word in the shared fields, in the order of (start, field), and the fields' lengths in words."""
    runs: dict[str, list[Run]] = {}
    sums = [0, 0, 0]
    for field in range(3):
        start = 0
        for text, group in groupby(text[field] for text in texts):
            size = sum(1 for _ in group)
            length, counts = _counted(text, language)
            sums[field] += size * length
            for word, count in counts.items():
                runs.setdefault(word, []).append(Run(start, size, field, count, length))
            start += size
    for found in runs.values():
        found.sort()
    return runs, (sums[0], sums[1], sums[2])


def places(world: World) -> frozenset[str]:
    """The words of the province's place names."""
    names: Iterable[str] = [region.name for region in world.atlas.regions]
    districts = [name for region in world.atlas.regions for name in world.atlas.districts(region.code)]
    return frozenset(word for name in (*names, *districts) for word in words_of(name))
