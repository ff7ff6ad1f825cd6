"""What is searched: every published record as a numbered document, products first.

Numbers follow category, region, seller and slug. That order is a function of the content, and it makes runs: all products
of a seller, a region or a category lie together, so that lists and filter columns shrink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from generator.content.cache import Cache
from generator.content.words import words_of
from generator.model.cards import PageCard, ProductCard, Row, SellerCard
from generator.model.digest import digest, digest_texts
from generator.model.world import World
from generator.search.terms import Run

KINDS = ("produk", "penjual", "kabar", "pojok", "layanan", "halaman")
FIELDS = ("nama", "penjual", "tag", "wilayah", "kategori", "isi")
BOOSTS = (10, 3, 3, 2, 2, 1)
RUN_FIELDS = (1, 3, 4)  # seller, region, category among FIELDS
Card = ProductCard | SellerCard | PageCard


class Document(NamedTuple):
    """A record in the index. `seller`, `region` and `category` are its texts that neighbours share.

    `path`: its content file; of a translated record the translation's, and `base` is then the record's own.
    """

    kind: str
    slug: str
    path: str
    base: str
    seller: str
    region: str
    category: str


class ProductKey(Protocol):
    """What a product's place among the documents is known by; `digest` changes with whatever is shown of it."""

    @property
    def slug(self) -> str:
        """Of the product."""

    @property
    def seller(self) -> str:
        """Slug of the seller."""

    @property
    def region(self) -> str:
        """Code of the region."""

    @property
    def category(self) -> str:
        """Slug of the category."""

    @property
    def digest(self) -> str:
        """Of the card."""


def product_keys(world: World) -> Mapping[str, Sequence[ProductKey]]:
    """All products by their seller, in no particular order. Nothing else is asked of them but where a product is shown."""
    return world.catalog.by_seller


class Documents(Sequence[Document]):
    """All documents in the order of their numbers, as columns: what is asked of all of them costs next to nothing."""

    def __init__(self, world: World) -> None:
        self.catalog = world.catalog
        self.products = _in_order(product_keys(world).values(), [item.slug for item in world.site.categories])
        self._others = list(_others(world))  # (kind, card)
        self._slugs = [item.slug for item in self.products] + [card.slug for _, card in self._others]
        self._kinds = ["produk"] * len(self.products) + [kind for kind, _ in self._others]
        self.starts = {kind: self._kinds.index(kind) for kind in KINDS[1:] if kind in self._kinds}
        cards: list[Any] = [*self.products, *[card for _, card in self._others]]
        self.shown = [card.digest for card in cards]  # digests of what is shown of them
        self._makers: dict[str, str] = {slug: card.name for slug, card in self.catalog.makers.items()}
        self._regions: dict[str, str] = {region.code: region.name for region in world.atlas.regions}
        self._labels: dict[str, str] = {item.slug: item.name for item in world.site.categories}
        self._sellers = [item.seller for item in self.products] + [""] * len(self._others)
        self._places = [card.region for card in cards]
        self._categories: list[str] = [item.category for item in self.products] + [
            getattr(card, "category", "") for _, card in self._others
        ]

    def __len__(self) -> int:
        return len(self._slugs)

    def __getitem__(self, number: Any) -> Any:  # one document; slices are not asked for
        kind, slug = self._kinds[number], self._slugs[number]
        row, translation = self.catalog.rows[kind, slug], self.catalog.translations.get((kind, slug))
        path, base = (translation.path, row.path) if translation else (row.path, "")
        return Document(kind, slug, path, base, self.sellers[number], self.regions[number], self.categories[number])

    @cached_property
    def sellers(self) -> list[str]:
        """Each document's text that is its seller's name; empty for none, as in the next two."""
        return [self._makers.get(slug, "") for slug in self._sellers]

    @cached_property
    def regions(self) -> list[str]:
        """Names of regions."""
        return [self._regions.get(code, "") for code in self._places]

    @cached_property
    def categories(self) -> list[str]:
        """Names of categories."""
        return [self._labels.get(slug, slug) for slug in self._categories]

    @cached_property
    def order(self) -> str:
        """Names the numbering: the digest of the documents in their order."""
        products = "\nproduk/".join(self._slugs[: len(self.products)])
        others = [f"{kind}/{card.slug}" for kind, card in self._others]
        return digest("\n".join([*(["produk/" + products] if products else []), *others]).encode())

    @cached_property
    def shared(self) -> str:
        """Digest of what documents have of neighbours."""
        names = [
            part for known in (self._makers, self._regions, self._labels) for pair in known.items() for part in pair
        ]
        return digest_texts(self.order, *self._sellers, *self._places, *self._categories, *names)

    @cached_property
    def _rows(self) -> list[Row]:
        return list(map(self.catalog.rows.__getitem__, zip(self._kinds, self._slugs, strict=True)))

    @cached_property
    def keys(self) -> str:
        """A text a document that changes with its words, all in one by blanks."""
        foreign = self.catalog.translations
        found = [row.digest for row in self._rows]
        if foreign:
            for number, row in enumerate(self._rows):
                if (row.kind, row.slug) in foreign:
                    found[number] = digest_texts(row.digest, foreign[row.kind, row.slug].digest)
        return " ".join(found)

    @cached_property
    def faces(self) -> str:
        """A text a document that changes with what is shown and filtered of it, all in one by blanks."""
        found = list(self.shown)
        for number, row in enumerate(self._rows):
            if row.expired:
                found[number] += "-" + "-".join(row.expired)
        return " ".join(found)

    def expired(self, number: int) -> tuple[str, ...]:
        """The certificates of a product that are past their day."""
        return self._rows[number].expired

    def card(self, number: int) -> Card:
        """What is shown of a document."""
        if number < len(self.products):
            return self.catalog.products[self._slugs[number]]
        return self._others[number - len(self.products)][1]


def _in_order(sellers: Iterable[Sequence[ProductKey]], categories: Sequence[str]) -> list[ProductKey]:
    """Products by category, region, seller and slug; a category that is not the site's follows those that are.

    All products of a seller are of its region, so it is few sellers that are sorted, and then the products of each.
    """
    groups: dict[str, list[ProductKey]] = {}
    slug = attrgetter("slug")
    for products in sorted(filter(None, sellers), key=lambda products: (products[0].region, products[0].seller)):
        for item in sorted(products, key=slug) if len(products) > 1 else products:
            groups.setdefault(item.category, []).append(item)
    ranks = {category: place for place, category in enumerate(categories)}
    order = sorted(groups, key=lambda category: (ranks.get(category, 99), category))
    return [item for category in order for item in groups[category]]


def _others(world: World) -> Iterator[tuple[str, SellerCard | PageCard]]:
    ranks = {item.slug: place for place, item in enumerate(world.site.categories)}
    sellers = world.catalog.sellers.values()
    for card in sorted(sellers, key=lambda c: (ranks.get(c.category, 99), c.category, c.region, c.slug)):
        yield "penjual", card
    for kind in KINDS[2:]:
        for page in sorted(world.catalog.pages.get(kind, {}).values(), key=attrgetter("region", "slug")):
            yield kind, page


@cache
def _counted(text: str, language: str) -> tuple[int, dict[str, int]]:
    words = words_of(text, language)
    return len(words), {word: words.count(word) for word in words}


def shared_runs(documents: Documents, language: str = "id") -> tuple[dict[str, list[Run]], tuple[int, int, int]]:
    """The runs of every word in the shared fields, in the order of (start, field), and the fields' lengths in words."""
    runs: dict[str, list[Run]] = {}
    sums = [0, 0, 0]
    columns: list[list[str]] = [documents.sellers, documents.regions, documents.categories]
    for field, texts in enumerate(columns):
        start = 0
        for text, group in groupby(texts):
            size = sum(1 for _ in group)
            length, counts = _counted(text, language)
            sums[field] += size * length
            for word, count in counts.items():
                runs.setdefault(word, []).append(Run(start, size, field, count, length))
            start += size
    for found in runs.values():
        found.sort()
    return runs, (sums[0], sums[1], sums[2])


def places(world: World, memory: Cache) -> frozenset[str]:
    """The words of the province's place names, remembered."""
    name = f"tempat {world.atlas.province.code}"
    known: str | None = memory.note(name)
    if known is None:
        regions = world.atlas.regions
        districts = [name for region in regions for name in world.atlas.districts(region.code)]
        known = " ".join(
            sorted({word for name in (*(region.name for region in regions), *districts) for word in words_of(name)})
        )
        memory.remember(name, known)
    return frozenset(known.split())
