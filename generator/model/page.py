"""Pages: what each kind of page shows. The instance is what its template sees as `page`; nothing else is in reach.

Paths and links are written from the site's root; the theme makes them relative. Site-wide counts belong here, never in
`SiteView`, or everything would change at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, TypeVar, dataclass_transform

from generator.model.cards import PageCard, Photo, ProductCard, SellerCard
from generator.model.catalog import Stored
from generator.model.field_types import Text, unpack_fields
from generator.model.fields import fields_of
from generator.model.records import all_kinds
from generator.model.records.base import Record
from generator.model.records.product import Product
from generator.model.records.seller import Seller

T = TypeVar("T")


class Link(NamedTuple):
    """A text that leads to a path of this site."""

    title: str
    path: str


class Tally(NamedTuple):
    """A link with a count, such as a category with its number of products. `key` is the slug or official code."""

    title: str
    path: str
    count: int  # type: ignore[assignment]  # the tuple's own count() is of no use here
    key: str = ""
    sellers: int = 0


class Facet(NamedTuple):
    """A way to narrow a list: `key` as in the search's address (`wilayah`, `harga`), and what may be chosen.

    A choice without a title is worded by the theme, by the keys of facet and choice.
    """

    key: str
    choices: tuple[Tally, ...]


class Pager(NamedTuple):
    """One page of a long list: `number` of `count` pages, `total` entries; `base` is the path of page 1."""

    base: str
    number: int
    count: int  # type: ignore[assignment]  # as in Tally
    total: int


class Shape(NamedTuple):
    """A region of the map as an SVG path, with the point for its label, in the map's units."""

    code: str
    path: str
    x: float
    y: float


class RegionMap(NamedTuple):
    """The map of a province. Width and height in SVG units."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False)
def page_type(kind: type[T]) -> type[T]:
    """A dataclass whose instances nobody changes. Only the type checker sees to that: a frozen class, with comparison and
    `repr`, takes four times as long to make at every start, and its instances three times as long.
    """
    return dataclass(slots=True, kw_only=True, eq=False, repr=False)(kind)


@page_type
class Page:
    """What all pages have. `kind` names the template: `pages/<kind>.html`."""

    kind: ClassVar[str] = ""
    section: ClassVar[str] = ""  # the entry of the menu that this page belongs to

    path: str
    title: str
    description: str = ""
    language: str = "id"
    crumbs: tuple[Link, ...] = ()
    updated: str = ""  # ISO date, for the sitemap; empty: unknown
    indexed: bool = True  # False: search engines are asked to stay away, and it is not in the sitemap
    source: str = ""  # the content file behind the page, for "Sunting halaman ini"
    # links of the body: as stored, and the path they lead to (None: hidden)
    links: tuple[tuple[str, str | None], ...] = ()
    # (language, path) of this page in every language, itself included, when there are several
    alternates: tuple[tuple[str, str], ...] = ()


@page_type
class RecordPage(Page):
    """A page about one record. `status` is other than `tayang` in previews only."""

    slug: str
    stored: Stored
    photos: tuple[Photo, ...] = ()
    expired: tuple[str, ...] = ()  # certificates past their last day
    status: str = "tayang"
    translation: Stored | None = None  # the fields and the body that differ in this page's language

    def _record(self, kind: str) -> Record:
        return _unpacked(kind, self.slug, self.stored.text, self.translation.text if self.translation else "")

    @property
    def body(self) -> str:
        """The description as HTML, before the sanitiser; in Indonesian where it is not translated."""
        translated = _parsed(self.translation.text)["body"] if self.translation else ""
        return str(translated or _parsed(self.stored.text)["body"])

    @property
    def falls_back(self) -> bool:
        """True when some text of a translated page is still in Indonesian: the page must say so."""
        if self.translation is None:
            return False
        whole, part = _parsed(self.stored.text), _parsed(self.translation.text)
        specs = fields_of(all_kinds()[self.kind])
        texts = [spec.key for spec in specs if spec.fact and isinstance(spec.type, Text)]
        missing = any(key in whole["record"] and key not in part["record"] for key in texts)
        return missing or bool(whole["body"] and not part["body"])


@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    """A stored text, not to be changed. A page asks for record and body, each in its language."""
    found: dict[str, Any] = json.loads(text)
    return found


@lru_cache(maxsize=2)
def _unpacked(kind: str, slug: str, stored: str, translation: str) -> Record:
    """The record in a stored text, with what a translation says otherwise. A template asks for the same one several times."""
    fields = _parsed(stored)["record"]
    if translation:
        fields = fields | _parsed(translation)["record"]
    return unpack_fields(all_kinds()[kind], fields, slug=slug)


@page_type
class ProductPage(RecordPage):
    """A product."""

    kind: ClassVar[str] = "produk"
    section: ClassVar[str] = "produk"
    card: ProductCard
    seller: SellerCard
    related: tuple[ProductCard, ...] = ()

    @property
    def product(self) -> Product:
        """The product with all its public fields."""
        record = self._record("produk")
        assert isinstance(record, Product)
        return record


@page_type
class SellerPage(RecordPage):
    """A seller with its products, a page of them at a time; a cooperative with its members and their products as well."""

    kind: ClassVar[str] = "penjual"
    section: ClassVar[str] = "penjual"
    card: SellerCard
    pager: Pager
    products: tuple[ProductCard, ...] = ()
    members: tuple[SellerCard, ...] = ()
    member_products: tuple[ProductCard, ...] = ()
    cooperative: SellerCard | None = None

    @property
    def seller(self) -> Seller:
        """The seller with all its public fields."""
        record = self._record("penjual")
        assert isinstance(record, Seller)
        return record


@page_type
class CornerPage(RecordPage):
    """A Pojok UMKM."""

    kind: ClassVar[str] = "pojok"
    section: ClassVar[str] = "pojok"
    sellers: tuple[SellerCard, ...] = ()

    @property
    def corner(self) -> Record:
        """The corner with all its public fields."""
        return self._record("pojok")


@page_type
class NewsPage(RecordPage):
    """News, a campaign or an event."""

    kind: ClassVar[str] = "kabar"
    section: ClassVar[str] = "kabar"
    products: tuple[ProductCard, ...] = ()
    sellers: tuple[SellerCard, ...] = ()

    @property
    def news(self) -> Record:
        """The news with all its public fields."""
        return self._record("kabar")


@page_type
class ServicePage(RecordPage):
    """A service for sellers."""

    kind: ClassVar[str] = "layanan"
    section: ClassVar[str] = "layanan"

    @property
    def service(self) -> Record:
        """The service with all its public fields."""
        return self._record("layanan")


@page_type
class PlainPageView(RecordPage):
    """A plain page, such as "Tentang"."""

    kind: ClassVar[str] = "halaman"

    @property
    def text(self) -> Record:
        """The page's public fields."""
        return self._record("halaman")


@page_type
class HomePage(Page):
    """The home page. `regions` holds every kabupaten/kota, zeros too, from east to west."""

    kind: ClassVar[str] = "beranda"
    regions: tuple[Tally, ...]
    categories: tuple[Tally, ...]
    featured: tuple[ProductCard, ...]
    newest: tuple[ProductCard, ...]
    news: tuple[PageCard, ...] = ()
    origins: tuple[ProductCard, ...] = ()  # products with a protected name
    product_count: int = 0
    seller_count: int = 0


@page_type
class ProductListPage(Page):
    """All products, a page at a time."""

    kind: ClassVar[str] = "daftar-produk"
    section: ClassVar[str] = "produk"
    products: tuple[ProductCard, ...]
    pager: Pager
    categories: tuple[Tally, ...] = ()
    facets: tuple[Facet, ...] = ()


@page_type
class SellerListPage(Page):
    """All sellers, a page at a time."""

    kind: ClassVar[str] = "daftar-penjual"
    section: ClassVar[str] = "penjual"
    sellers: tuple[SellerCard, ...]
    pager: Pager


@page_type
class RegionIndexPage(Page):
    """All kabupaten/kota of the province, with map and table."""

    kind: ClassVar[str] = "daftar-wilayah"
    section: ClassVar[str] = "wilayah"
    regions: tuple[Tally, ...]
    map: RegionMap
    product_count: int = 0


@page_type
class RegionPage(Page):
    """One kabupaten/kota: its sellers and a page of its products."""

    kind: ClassVar[str] = "wilayah"
    section: ClassVar[str] = "wilayah"
    code: str
    products: tuple[ProductCard, ...]
    sellers: tuple[SellerCard, ...]
    categories: tuple[Tally, ...]
    pager: Pager
    facets: tuple[Facet, ...] = ()


@page_type
class CategoryIndexPage(Page):
    """All categories."""

    kind: ClassVar[str] = "daftar-kategori"
    section: ClassVar[str] = "kategori"
    categories: tuple[Tally, ...]


@page_type
class CategoryPage(Page):
    """One category: a page of its products."""

    kind: ClassVar[str] = "kategori"
    section: ClassVar[str] = "kategori"
    category: str
    products: tuple[ProductCard, ...]
    regions: tuple[Tally, ...]
    pager: Pager
    facets: tuple[Facet, ...] = ()


@page_type
class CardListPage(Page):
    """All kabar, pojok or layanan, a page at a time; `record_kind` says which."""

    kind: ClassVar[str] = "daftar-kartu"
    record_kind: str
    cards: tuple[PageCard, ...]
    pager: Pager


@page_type
class SearchPage(Page):
    """Search: without JavaScript, lists by region and category."""

    kind: ClassVar[str] = "cari"
    section: ClassVar[str] = "cari"
    regions: tuple[Tally, ...]
    categories: tuple[Tally, ...]


@page_type
class ShortlistPage(Page):
    """What a visitor has put aside: filled in by the visitor's own browser."""

    kind: ClassVar[str] = "pilihan"
    section: ClassVar[str] = "pilihan"
    indexed: bool = False


@page_type
class NotFoundPage(Page):
    """404: served at any depth, so its links are absolute."""

    kind: ClassVar[str] = "tidak-ditemukan"
    indexed: bool = False


@page_type
class AliasPage(Page):
    """An old address: leads on to `target`, keeping query and fragment."""

    kind: ClassVar[str] = "pindah"
    target: str
    indexed: bool = False
