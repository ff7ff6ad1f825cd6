"""The catalog: everything that is published, as cards in their order, with the lookups that pages need."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from operator import attrgetter
from typing import TypeVar

from generator.model.address import old_path, record_at, record_path
from generator.model.cards import PageCard, Photo, ProductCard, Row, SellerCard, translated
from generator.model.chapter import digest_of
from generator.model.collate import collation_key

T = TypeVar("T")
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
    load: Callable[[str], str] = field(repr=False)  # a content file's path -> its stored record
    translations: Mapping[Key, Row] = field(default_factory=dict)
    visible: Mapping[str, Mapping[str, Row]] = field(
        default_factory=dict
    )  # what has a page in any language: kind, slug
    shown_rows: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)  # what has one in this language
    language: str = "id"

    def shown(self, kind: str, slug: str) -> bool:
        """True when this record has a page in any language."""
        return slug in self.visible.get(kind, ())

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

    def at_path(self, path: str) -> Key | None:
        """The record whose page lies at a path, or once lay there, whether it is shown or not."""
        key = record_at(path)
        return key if key in self.rows else self._old.get(path)

    def file_at(self, path: str) -> str:
        """The content file of the record at a path, or once there; empty when there is none."""
        key = self.at_path(path)
        return f"content/{self.rows[key].path}" if key is not None else ""

    @cached_property
    def _old(self) -> dict[str, Key]:
        """Records by their old addresses."""
        moved = [(key, row.aliases) for key, row in self.rows.items() if row.aliases]
        return {path: key for key, aliases in moved for path in map(old_path, aliases) if path}

    @cached_property
    def moved(self) -> tuple[tuple[str, str, str], ...]:
        """(old path, path, title) for every old address of a record that is shown."""
        return tuple(
            (old, record_path(row.kind, row.slug), row.title)
            for rows in self.visible.values()
            for row in rows.values()
            if row.aliases
            for old in map(old_path, row.aliases)
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
        return grouped(self.products.values(), attrgetter("seller"))

    @cached_property
    def by_region(self) -> Mapping[str, list[ProductCard]]:
        """Products by region code."""
        return grouped(self.products.values(), attrgetter("region"))

    @cached_property
    def by_category(self) -> Mapping[str, list[ProductCard]]:
        """Products by category slug."""
        return grouped(self.products.values(), attrgetter("category"))

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
        return grouped(self.sellers.values(), attrgetter("cooperative"))

    @cached_property
    def sellers_by_region(self) -> Mapping[str, list[SellerCard]]:
        """Sellers by region code."""
        return grouped(self.sellers.values(), attrgetter("region"))

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
        related = [card for card in self.products_of(seller)[: most // 2 + 1] if card.slug != slug][: most // 2]
        ring = self._ring(product.region, product.category)
        first = bisect_right(ring, product.mix, key=_mix)
        ahead = ring[first : first + 3 * most - 1]
        ahead += ring[: min(first - 1, 3 * most - 1 - len(ahead))]
        related += [card for card in ahead if card.seller != seller][: most - len(related)]
        return tuple(related)

    def _ring(self, region: str, category: str) -> list[ProductCard]:
        if region not in self._rings:
            self._rings[region] = grouped(sorted(self.by_region[region], key=_mix), attrgetter("category"))
        return self._rings[region][category]


_mix = attrgetter("mix")


def _by_name(cards: Iterable[SellerCard]) -> tuple[SellerCard, ...]:
    return tuple(sorted(cards, key=lambda card: (collation_key(card.name), card.slug)))


def grouped(cards: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Cards by what `key` gives of each, in their order."""
    groups: dict[str, list[T]] = defaultdict(list)
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
