"""The kinds of pages: what each of them shows. Every one needs a template."""

from __future__ import annotations

from typing import ClassVar

from generator.model.cards import PageCard, ProductCard, SellerCard
from generator.model.page import Page, RecordPage, page_type
from generator.model.page_parts import Claim, Facet, Pager, RegionMap, Tally
from generator.model.records.base import Record
from generator.model.records.product import Product
from generator.model.records.seller import Seller
from generator.model.statistics_pages import (
    StatisticsMethodsPage as StatisticsMethodsPage,
)  # page kinds like those below
from generator.model.statistics_pages import StatisticsPage as StatisticsPage
from generator.model.statistics_pages import StatisticsSurveyPage as StatisticsSurveyPage
from generator.model.statistics_pages import StatisticsTopicPage as StatisticsTopicPage


@page_type
class ProductPage(RecordPage):
    """A product."""

    kind: ClassVar[str] = "produk"
    section: ClassVar[str] = "produk"
    card: ProductCard
    seller: SellerCard
    related: tuple[ProductCard, ...] = ()
    claims: tuple[Claim, ...] = ()

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
        return self._record(self.kind)


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
