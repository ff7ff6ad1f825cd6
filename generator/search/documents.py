"""What is searched: every published record as a numbered document, products first.

Numbers follow category, region, seller and slug. That order is a function of the content, and it makes runs: all products
of a seller, a region or a category lie together, so that lists and filter columns shrink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, Protocol, TypeVar

from generator.content.tokenizer import tokenize, tokenize_name
from generator.machine.cache import Cache
from generator.model.cards import PageCard, ProductCard, Row, SellerCard
from generator.model.digest import digest, digest_texts
from generator.model.records import kinds_in_order
from generator.model.world import World
from generator.search.term_postings import Run

FIELDS = ("nama", "penjual", "tag", "wilayah", "kategori", "isi")
BOOSTS = (10, 3, 3, 2, 2, 1)
RUN_FIELDS = (1, 3, 4)  # seller, region, category among FIELDS
Card = ProductCard | SellerCard | PageCard
T = TypeVar("T")


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


def product_keys(world: World) -> Iterable[ProductKey]:
    """All products, in no particular order. Nothing else is asked of them but where a product is shown."""
    return world.catalog.products.values()


class Documents(Sequence[Document]):
    """All documents in the order of their numbers, as columns: what is asked of all of them costs next to nothing.

    They are read as they lie in the catalogue, and so in the machine's memory, and only what every build asks for is put in
    order; the order is remembered with the digest of all that it is worked out from. `order` names it. `products`: how many
    documents are products. `starts`: of every kind after them, the first document.
    """

    def __init__(self, world: World, cache: Cache) -> None:
        self.catalog = world.catalog
        self._columns = _columns(world)
        categories = [item.slug for item in world.site.categories]
        self._identity = digest_texts(*categories, *map(" ".join, self._columns[:-1]))
        name = f"urutan {self.catalog.language}"
        self._places: list[int]
        identity, self.order, self._places = cache.note(name, ["", "", []])
        if identity != self._identity:
            self._places = _in_order(self._columns, categories)
            names = [f"{self._columns.kinds[place]}/{self._columns.slugs[place]}" for place in self._places]
            self.order = digest("\n".join(names).encode())
            cache.remember(name, [self._identity, self.order, self._places])
        kinds = self._columns.kinds  # the same in any order
        self.products = kinds.count("produk")
        self.starts = {kind: kinds.index(kind) for kind in dict.fromkeys(kinds) if kind != "produk"}
        shown = self.catalog.shown_rows  # as they lie in the catalogue, like the columns
        self._rows: list[Row] = [row for kind in kinds_in_order() for row in shown.get(kind, {}).values()]
        self._makers = {slug: card.name for slug, card in self.catalog.makers.items()}
        self._regions = {region.code: region.name or "" for region in world.atlas.regions}
        self._labels = {item.slug: item.name for item in world.site.categories}

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: Any) -> Any:  # one document; slices are not asked for
        place = self._places[number]
        kind, slug, seller, region, category, _ = [column[place] for column in self._columns]
        row, translation = self._rows[place], self.catalog.translations.get((kind, slug))
        path, base = (translation.path, row.path) if translation else (row.path, "")
        shared = (self._makers.get(seller, ""), self._regions.get(region, ""), self._labels.get(category, category))
        return Document(kind, slug, path, base, *shared)

    def _placed(self, column: Sequence[T]) -> list[T]:
        """A column in the order of the documents."""
        return list(map(column.__getitem__, self._places))

    @property
    def sellers(self) -> list[str]:
        """Slugs of sellers, empty where a document has none, as in the next two."""
        return self._placed(self._columns.sellers)

    @property
    def regions(self) -> list[str]:
        """Codes of regions."""
        return self._placed(self._columns.regions)

    @property
    def categories(self) -> list[str]:
        """Slugs of categories."""
        return self._placed(self._columns.categories)

    @cached_property
    def shown(self) -> list[str]:
        """Digests of what is shown of documents."""
        return self._placed(self._columns.shown)

    def texts(self) -> Iterator[list[str]]:
        """The texts that neighbours share, a list for each of `RUN_FIELDS`: names of sellers, regions, categories."""
        yield [self._makers.get(slug, "") for slug in self.sellers]
        yield [self._regions.get(code, "") for code in self.regions]
        yield [self._labels.get(slug, slug) for slug in self.categories]

    @cached_property
    def shared(self) -> str:
        """Digest of what documents have of neighbours: sellers, regions, categories, and their names."""
        names = [
            part for names in (self._makers, self._regions, self._labels) for pair in names.items() for part in pair
        ]
        return digest_texts(self._identity, *names)

    @cached_property
    def word_digests(self) -> str:
        """A text a document that changes with its words, all in one by blanks."""
        foreign = self.catalog.translations
        if foreign:
            pairs = [(row.digest, foreign.get((row.kind, row.slug))) for row in self._rows]
            digests = [digest_texts(own, row.digest) if row else own for own, row in pairs]
        else:
            digests = [row.digest for row in self._rows]
        return " ".join(self._placed(digests))

    @cached_property
    def display_digests(self) -> str:
        """A text a document that changes with what is shown and filtered of it, all in one by blanks."""
        expired = {place for place, row in enumerate(self._rows) if row.expired}
        if not expired:
            return " ".join(self.shown)
        return " ".join(
            shown + "-".join(("", *self._rows[place].expired)) if place in expired else shown
            for shown, place in zip(self.shown, self._places, strict=True)
        )

    def expired(self, number: int) -> tuple[str, ...]:
        """The certificates of a product that are past their day."""
        return self._rows[self._places[number]].expired

    def card(self, number: int) -> Card:
        """What is shown of a document."""
        place = self._places[number]
        kind, slug = self._columns.kinds[place], self._columns.slugs[place]
        if kind == "produk":
            return self.catalog.products[slug]
        return self.catalog.sellers[slug] if kind == "penjual" else self.catalog.pages[kind][slug]


class _Columns(NamedTuple):
    """What is known of all documents, kind after kind; within a kind as they lie in the catalogue."""

    kinds: list[str]
    slugs: list[str]
    sellers: list[str]
    regions: list[str]
    categories: list[str]
    shown: list[str]


def _columns(world: World) -> _Columns:
    catalog = world.catalog
    columns = _Columns([], [], [], [], [], [])
    sellers = [(card.slug, "", card.region, card.category, card.digest) for card in catalog.sellers.values()]
    groups = [("produk", list(map(_of_product, product_keys(world)))), ("penjual", sellers)]
    for kind in kinds_in_order()[2:]:
        pages = catalog.pages.get(kind, {}).values()
        groups.append((kind, [(card.slug, "", card.region, "", card.digest) for card in pages]))
    for kind, rows in groups:
        columns.kinds.extend([kind] * len(rows))
        for column, values in zip(columns[1:], zip(*rows, strict=True), strict=False):
            column.extend(values)
    return columns


_of_product = attrgetter("slug", "seller", "region", "category", "digest")


def _in_order(columns: _Columns, categories: Sequence[str]) -> list[int]:
    """The places of documents by kind, category, region, seller, slug; a category that is not the site's follows those that are."""
    kinds = {kind: place for place, kind in enumerate(kinds_in_order())}
    ranks = {category: place for place, category in enumerate(categories)}

    def key(place: int) -> tuple[int, int, str, str, str, str]:
        category = columns.categories[place]
        rank = (kinds[columns.kinds[place]], ranks.get(category, 99), category)
        return (*rank, columns.regions[place], columns.sellers[place], columns.slugs[place])

    return sorted(range(len(columns.slugs)), key=key)


@cache
def _counted(text: str, language: str) -> tuple[int, dict[str, int]]:
    words = tokenize_name(text, language)
    return len(words), {word: words.count(word) for word in words}


def shared_runs(documents: Documents, language: str = "id") -> tuple[dict[str, list[Run]], tuple[int, int, int]]:
    """The runs of every word in the shared fields, in the order of (start, field), and the fields' lengths in words."""
    runs: dict[str, list[Run]] = {}
    sums = [0, 0, 0]
    for field, texts in enumerate(documents.texts()):
        start = 0
        for text, group in groupby(texts):
            size = sum(1 for _ in group)
            length, counts = _counted(text, language)
            sums[field] += size * length
            for word, count in counts.items():
                runs.setdefault(word, []).append(Run(start, size, field, count, length))
            start += size
    for held in runs.values():
        held.sort()
    return runs, (sums[0], sums[1], sums[2])


def places(world: World, cache: Cache) -> frozenset[str]:
    """The words of the province's place names, remembered."""
    name = f"tempat {world.atlas.province.code}"
    packed: str | None = cache.note(name)
    if packed is None:
        regions = world.atlas.regions
        districts = [name for region in regions for name in world.atlas.districts(region.code)]
        names = (*(region.name for region in regions), *districts)
        packed = " ".join(sorted({word for name in names for word in tokenize(name)}))
        cache.remember(name, packed)
    return frozenset(packed.split())
