"""The catalog: everything that is published, as cards in their order, with the lookups that pages need."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from operator import attrgetter
from typing import Any

from generator.model.address import alias_path, record_path
from generator.model.cards import (
    PageCard,
    Photo,
    ProductCard,
    Row,
    SellerCard,
    mark_of,
    page_card,
    product_card,
    seller_card,
    translated,
)
from generator.model.chapter import digest_of
from generator.model.collate import collation_key
from generator.model.publication import shown_statuses

Key = tuple[str, str]  # kind, slug


class Stored:
    """A whole record with its body, kept in the cache until somebody asks: `text` is JSON, `digest` its digest."""

    __slots__ = ("_load", "_text", "digest")

    def __init__(self, digest: str, load: Callable[[], str]) -> None:
        self.digest, self._load, self._text = digest, load, ""

    @property
    def text(self) -> str:
        """The JSON text; read once."""
        if not self._text:
            self._text = self._load()
        return self._text

    def __getstate__(self) -> tuple[str, str]:
        return (self.digest, self.text)  # what a worker process is sent

    def __setstate__(self, state: tuple[str, str]) -> None:
        self.digest, self._text = state
        self._load = str


@dataclass(frozen=True)
class Catalog:
    """What a site shows in one language. Built once per build; nothing in it changes.

    `sellers`, `products` and `pages` have a page in this language; `makers` are all sellers that are shown at all, since a
    translated product may be made by a seller who is not translated.
    """

    sellers: Mapping[str, SellerCard]
    products: Mapping[str, ProductCard]
    pages: Mapping[str, Mapping[str, PageCard]]  # by kind: kabar, pojok, layanan, halaman
    makers: Mapping[str, SellerCard]
    rows: Mapping[Key, Row]  # of all records, shown or not
    photos: Mapping[str, Photo]
    public: frozenset[Key]  # records that are shown in any language
    load: Callable[[str], str] = field(repr=False)  # a content file's path -> its stored record
    translations: Mapping[Key, Row] = field(default_factory=dict)
    shown_rows: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)  # of what has a page here: kind, slug
    language: str = "id"

    def shown(self, kind: str, slug: str) -> bool:
        """True when this record has a page in any language."""
        return (kind, slug) in self.public

    def stored(self, kind: str, slug: str) -> Stored:
        """The whole record behind a card."""
        row = self.rows[kind, slug]
        return Stored(row.digest, partial(self.load, row.path))

    def translation(self, kind: str, slug: str) -> Stored | None:
        """What a record's translation into this catalog's language says, if there is one."""
        row = self.translations.get((kind, slug))
        return Stored(row.digest, partial(self.load, row.path)) if row else None

    def read(self, kind: str, slug: str) -> Row:
        """The row of a record as it reads in this catalog's language."""
        row, translation = self.rows[kind, slug], self.translations.get((kind, slug))
        return translated(row, translation) if translation else row

    def photos_of(self, kind: str, slug: str) -> tuple[Photo, ...]:
        """The photos of a record that exist, in its order."""
        return tuple(self.photos[name] for name in self.rows[kind, slug].photos if name in self.photos)

    @cached_property
    def by_file(self) -> dict[str, Key]:
        """Records by their file below `content/`."""
        return {row.path: key for key, row in self.rows.items()}

    @cached_property
    def by_path(self) -> dict[str, Key]:
        """Records by the path of their page, and by their old addresses, whether they are shown or not."""
        old = {alias_path(alias): key for key, row in self.rows.items() for alias in row.aliases}
        return {path: key for path, key in old.items() if path} | {record_path(*key): key for key in self.rows}

    @cached_property
    def moved(self) -> tuple[tuple[str, str, str], ...]:
        """(old path, path, title) for every old address of a record that is shown."""
        return tuple(
            (old, record_path(kind, slug), row.title)
            for (kind, slug), row in self.rows.items()
            if row.aliases and self.shown(kind, slug)
            for old in map(alias_path, row.aliases)
            if old
        )

    @cached_property
    def listed(self) -> tuple[ProductCard, ...]:
        """All products in list order."""
        return mixed(self.products.values())

    @cached_property
    def sellers_by_name(self) -> tuple[SellerCard, ...]:
        """All sellers in alphabetical order."""
        return _by_name(self.sellers.values())

    @cached_property
    def by_seller(self) -> Mapping[str, list[ProductCard]]:
        """Products by their seller's slug, in no particular order, as in the next four."""
        return _grouped(self.products.values(), attrgetter("seller"))

    @cached_property
    def by_region(self) -> Mapping[str, list[ProductCard]]:
        """Products by region code."""
        return _grouped(self.products.values(), attrgetter("region"))

    @cached_property
    def by_category(self) -> Mapping[str, list[ProductCard]]:
        """Products by category slug."""
        return _grouped(self.products.values(), attrgetter("category"))

    @cached_property
    def digest(self) -> str:
        """One digest over the cards of all products."""
        return digest_of(self.products.values())

    @cached_property
    def region_digests(self) -> Mapping[str, str]:
        """By region code one digest over the cards of its products; of a region without products there is none."""
        return {code: digest_of(cards) for code, cards in self.by_region.items()}

    @cached_property
    def by_cooperative(self) -> Mapping[str, list[SellerCard]]:
        """Sellers by the slug of the cooperative that they belong to; of those that belong to none under an empty one."""
        return _grouped(self.sellers.values(), attrgetter("cooperative"))

    @cached_property
    def sellers_by_region(self) -> Mapping[str, list[SellerCard]]:
        """Sellers by region code."""
        return _grouped(self.sellers.values(), attrgetter("region"))

    @cached_property
    def _rings(self) -> dict[str, dict[str, list[ProductCard]]]:
        return {}

    @cached_property
    def _ordered(self) -> dict[str, tuple[ProductCard, ...]]:
        return {}

    def products_of(self, seller: str) -> tuple[ProductCard, ...]:
        """A seller's products, in list order."""
        if seller not in self._ordered:
            self._ordered[seller] = mixed(self.by_seller.get(seller, ()))
        return self._ordered[seller]

    def members_of(self, cooperative: str) -> tuple[SellerCard, ...]:
        """The sellers that belong to a cooperative, by name."""
        return _by_name(self.by_cooperative.get(cooperative, ())) if cooperative else ()

    def products_in(self, region: str) -> tuple[ProductCard, ...]:
        """The products of a kabupaten/kota, in list order."""
        return mixed(self.by_region.get(region, ()))

    def sellers_in(self, region: str) -> tuple[SellerCard, ...]:
        """The sellers of a kabupaten/kota, by name."""
        return _by_name(self.sellers_by_region.get(region, ()))

    def products_under(self, category: str) -> tuple[ProductCard, ...]:
        """The products of a category, in list order."""
        return mixed(self.by_category.get(category, ()))

    def related_to(self, product: ProductCard, most: int = 8) -> tuple[ProductCard, ...]:
        """Products near this one, all of its region: half of them its seller's, the rest of the same category.

        The neighbours are those that follow it on a ring ordered by slug digest, so that a new product changes the
        related products of its few predecessors only.
        """
        slug, seller = product.slug, product.seller
        found = [card for card in self.products_of(seller)[: most // 2 + 1] if card.slug != slug][: most // 2]
        ring = self._ring(product.region, product.category)
        first = bisect_right(ring, product.mix, key=_mix)
        ahead = ring[first : first + 3 * most - 1]
        ahead += ring[: min(first - 1, 3 * most - 1 - len(ahead))]
        found += [card for card in ahead if card.seller != seller][: most - len(found)]
        return tuple(found)

    def _ring(self, region: str, category: str) -> list[ProductCard]:
        if region not in self._rings:
            self._rings[region] = _grouped(sorted(self.by_region[region], key=_mix), attrgetter("category"))
        return self._rings[region][category]


_mix = attrgetter("mix")


def _by_name(cards: Iterable[SellerCard]) -> tuple[SellerCard, ...]:
    return tuple(sorted(cards, key=lambda card: (collation_key(card.name), card.slug)))


def _grouped(cards: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    held = list(cards)
    for name, card in zip(map(key, held), held, strict=True):
        groups[name].append(card)
    return groups


def mixed(cards: Iterable[ProductCard]) -> tuple[ProductCard, ...]:
    """List order: featured first, then sellers in turn, each giving one product a round.

    The turn of a seller and the order of its products come from digests of slugs: no favour, and the same every day.
    """
    turns: dict[tuple[bool, str], int] = defaultdict(int)
    rounds: dict[tuple[bool, int], list[ProductCard]] = defaultdict(list)
    for card in sorted(cards, key=attrgetter("mix", "slug")):
        last = not card.featured
        rounds[last, turns[last, card.seller]].append(card)
        turns[last, card.seller] += 1
    return tuple([card for turn in sorted(rounds) for card in rounds[turn]])


def assemble(
    rows: Iterable[Row],
    photos: Mapping[str, Photo],
    load: Callable[[str], str],
    *,
    drafts: bool = False,
    language: str = "id",
) -> Catalog:
    """The catalog of some rows: what is hidden is not in it. Expects rows without two of one kind, slug and language.

    In another language than Indonesian it holds exactly the records that have a translation.
    """
    by_key: dict[Key, Row] = {}
    foreign: dict[Key, Row] = {}
    for row in rows:
        if row.language == "id":
            by_key[row.kind, row.slug] = row
        elif row.language == language:
            foreign[row.kind, row.slug] = row
    shown = shown_statuses(drafts=drafts)
    visible = {key: row for key, row in by_key.items() if row.status in shown}
    read = visible if not foreign else {
        key: translated(row, foreign[key]) if key in foreign else row for key, row in visible.items()
    }  # fmt: skip

    def cover(row: Row) -> Photo | None:
        return next((photos[name] for name in row.photos if name in photos), None)

    makers = {
        row.slug: seller_card(row, cover(row) if row.photos else None) for row in read.values() if row.kind == "penjual"
    }
    public = visible.keys() - {key for key, row in visible.items() if key[0] == "produk" and row.brief[3] not in makers}
    pages: dict[str, dict[str, PageCard]] = defaultdict(dict)
    sellers, products = {}, {}
    shown_rows: dict[str, dict[str, Row]] = defaultdict(dict)
    marks = {slug: mark_of(maker) for slug, maker in makers.items()}
    for key, row in read.items():
        if language != "id" and key not in foreign:
            continue
        kind, slug = key
        if kind == "produk":
            maker = makers.get(row.brief[3])
            if maker:
                shown_rows[kind][slug] = visible[key]
                products[slug] = product_card(row, maker, marks[maker.slug], cover(row) if row.photos else None)
        elif kind == "penjual":
            shown_rows[kind][slug] = visible[key]
            sellers[slug] = makers[slug]
        else:
            shown_rows[kind][slug] = visible[key]
            pages[kind][slug] = page_card(row, cover(row))
    return Catalog(sellers=sellers, products=products, pages=dict(pages), makers=makers, public=frozenset(public),
                   rows=by_key, shown_rows=shown_rows, photos=photos, load=load, translations=foreign, language=language)  # fmt: skip
