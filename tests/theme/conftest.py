"""Sample pages of every kind, made from the model's dataclasses, and a place for little themes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.model import page_kinds as pages
from generator.model.cards import Label, PageCard, Photo, ProductCard, SellerCard, mix_of
from generator.model.catalog import Stored
from generator.model.field_types import pack_fields
from generator.model.money import Price
from generator.model.page import Page
from generator.model.page_parts import Facet, Link, Pager, RegionMap, RegionShape, Tally
from generator.model.phone import Phone
from generator.model.platforms import Shop, shipped_platforms
from generator.model.records.corner import Corner
from generator.model.records.news import News
from generator.model.records.plain_page import PlainPage
from generator.model.records.product import Halal, Pirt, Product
from generator.model.records.seller import Seller
from generator.model.records.service import Service
from generator.model.site_view import CategoryName, OfficeView, PlatformName, RegionName, SiteView
from generator.theme.render import render_page
from generator.theme.theme import Theme, load_theme

PHONE = Phone("6289000001234", True)
PHOTO = Photo("oki/tikar-purun.jpg", "0123456789abcdef", 1600, 1200)
REGIONS = (
    RegionName("16.02", "Ogan Komering Ilir", "Kabupaten Ogan Komering Ilir", "ogan-komering-ilir"),
    RegionName("16.13", "Musi Rawas Utara", "Kabupaten Musi Rawas Utara", "musi-rawas-utara"),
    RegionName("16.71", "Kota Palembang", "Kota Palembang", "kota-palembang"),
)
BODY = '<h2 id="cara">Cara</h2><p>Baca <a href="/penjual/purun/">penjualnya</a>, <a href="/produk/gaib/">yang hilang</a>.</p>'


def product_card(slug: str = "tikar-purun", name: str = "Tikar purun", **changes: Any) -> ProductCard:
    """A card of a product."""
    card = ProductCard(
        slug, name, Price(185000), "lembar", "purun", "Koperasi Purun (Contoh)", "16.02", "kriya", None, (Label("halal"),),
        False, "2026-11-14", "tayang", mix_of(slug), "d-" + slug,
    )  # fmt: skip
    return card._replace(**changes)


SELLER = SellerCard(
    "purun", "Koperasi Purun (Contoh)", "koperasi", "mikro", "16.02", "Pedamaran", "kriya", 2014, 38, PHONE, "", ("qris", "tunai"),
    "Tiga puluh delapan penganyam.", None, "2026-11-14", "tayang", mix_of("purun"), "d-purun",
)  # fmt: skip
TALLIES = (
    Tally("Ogan Komering Ilir", "wilayah/ogan-komering-ilir/", 9, "16.02", 2),
    Tally("Musi Rawas Utara", "wilayah/musi-rawas-utara/", 0, "16.13", 0),
    Tally("Kota Palembang", "wilayah/kota-palembang/", 31, "16.71", 8),
)
FACETS = (
    Facet("wilayah", TALLIES),
    Facet("harga", (Tally("", "cari/?harga=0", 3, "0"), Tally("", "cari/?harga=x", 1, "x"))),
    Facet("halal", (Tally("", "cari/?halal=bersertifikat", 2, "bersertifikat"),)),
)
CATEGORIES = (Tally("Kriya dan kerajinan", "kategori/kriya/", 9, "kriya"), Tally("Jasa", "kategori/jasa/", 0, "jasa"))
NEWS = PageCard(
    "kabar",
    "pameran",
    "Pameran (Contoh)",
    "Datang.",
    "",
    "",
    "2026-12-05",
    "2026-12-07",
    None,
    "",
    "tayang",
    "d-pameran",
)
MAP = RegionMap(300, 200, (RegionShape("16.02", "m0 0l150 0 0 100-150 0z", 75, 50), RegionShape("16.13", "m150 0l150 0 0 100-150 0z", 220, 50),
                           RegionShape("16.71", "m0 100l300 0 0 100-300 0z", 150, 150)))  # fmt: skip
PRODUCT = Product(
    slug="tikar-purun", name="Tikar purun", seller="purun", price=Price(185000), unit="lembar", priced=date(2026, 11, 14),
    summary="Anyam kepar.", weight="1,8 kg", materials="Purun <danau>", preorder=True, shops=(Shop("shopee", "https://shopee.co.id/x"),),
    procurement=(Shop("padi-umkm", "https://padiumkm.id/x"),), halal=Halal(status="bersertifikat", number="ID00000000000000012"),
    pirt=Pirt(number="2000000000012-24"), bpom="MD 000000000012", sni="SNI 2973:2022", trademark="IDM000000012",
    origin="Tikar Pedamaran, 2024", tkdn=9240, bmp=750, tkdn_kind="pernyataan-sendiri", tkdn_until=date(2030, 3, 3), exports=("MY", "ZW"),
)  # fmt: skip


def stored(record: Any, body: str = BODY) -> Stored:
    """A record as the catalog hands it out."""
    text = json.dumps({"record": pack_fields(record), "body": body})
    return Stored(f"r-{record.slug}", lambda: text)


def record_parts(record: Any, path: str, **more: Any) -> dict[str, Any]:
    """What pages of records have in common."""
    return {
        "path": path, "title": record.title, "slug": record.slug, "source": f"content/{path.strip('/')}.md", "updated": "2026-11-14",
        "stored": stored(record), "links": (("/penjual/purun/", "penjual/purun/"), ("/produk/gaib/", None)), **more,
    }  # fmt: skip


def all_pages() -> dict[str, Page]:
    """A page of every kind."""
    seller = Seller(slug="purun", name="Koperasi Purun (Contoh)", form="koperasi", region="16.02", category="kriya", whatsapp=PHONE,
                    nib="ada", hours="Senin–Jumat 08.00–16.00", members=1250, payments=("qris",), point=(-3.4, 104.9),
                    instagram="contoh.purun", email="halo@contoh.example", website="https://contoh.example/")  # fmt: skip
    news = News(
        slug="pameran",
        headline="Pameran (Contoh)",
        day=date(2026, 12, 5),
        until=date(2026, 12, 7),
        hashtags=("#BanggaBuatanIndonesia",),
    )
    corner = Corner(slug="pojok", name="Pojok (Contoh)", region="16.71", address="Lantai 1", hours="Senin 08.00–16.00")
    service = Service(
        slug="kelas", name="Kelas foto (Contoh)", form="pelatihan", terms=("NIB",), link="https://contoh.example/"
    )
    plain = PlainPage(slug="tentang", heading="Tentang")
    cards = (product_card(), product_card("songket", "Songket lepus", region="16.71", category="fesyen", photo=PHOTO))
    pager = Pager("produk/", 3, 9, 210)
    return {
        "beranda": pages.HomePage(path="", title="", regions=TALLIES, categories=CATEGORIES, featured=cards * 3, newest=cards, news=(NEWS,),
                                  origins=(product_card(labels=(Label("indikasi_geografis", "2024"),)),), product_count=40, seller_count=1),
        "produk": pages.ProductPage(**record_parts(PRODUCT, "produk/tikar-purun/"), card=cards[0], seller=SELLER, related=cards,
                                    photos=(PHOTO, PHOTO), expired=("pirt",), crumbs=(Link("Kriya", "kategori/kriya/"),)),
        "penjual": pages.SellerPage(**record_parts(seller, "penjual/purun/"), card=SELLER, products=cards, members=(SELLER,),
                                    member_products=cards, pager=Pager("penjual/purun/", 1, 2, 2)),
        "kabar": pages.NewsPage(**record_parts(news, "kabar/pameran/"), products=cards, sellers=(SELLER,)),
        "pojok": pages.CornerPage(**record_parts(corner, "pojok/pojok/"), sellers=(SELLER,)),
        "layanan": pages.ServicePage(**record_parts(service, "layanan/kelas/")),
        "halaman": pages.PlainPageView(**record_parts(plain, "tentang/")),
        "daftar-produk": pages.ProductListPage(path="produk/halaman/3/", title="", products=cards, pager=pager, categories=CATEGORIES, facets=FACETS),
        "daftar-penjual": pages.SellerListPage(path="penjual/", title="", sellers=(SELLER,), pager=Pager("penjual/", 1, 1, 1)),
        "daftar-wilayah": pages.RegionIndexPage(path="wilayah/", title="", regions=TALLIES, map=MAP, product_count=40),
        "wilayah": pages.RegionPage(path="wilayah/musi-rawas-utara/", title="", code="16.13", products=(), sellers=(), categories=(),
                                    pager=Pager("wilayah/musi-rawas-utara/", 1, 1, 0)),
        "daftar-kategori": pages.CategoryIndexPage(path="kategori/", title="", categories=CATEGORIES),
        "kategori": pages.CategoryPage(path="kategori/kriya/", title="", category="kriya", products=cards, regions=TALLIES,
                                       pager=Pager("kategori/kriya/", 1, 1, 2)),
        "daftar-kartu": pages.CardListPage(path="kabar/", title="", record_kind="kabar", cards=(NEWS,), pager=Pager("kabar/", 1, 1, 1)),
        "cari": pages.SearchPage(path="cari/", title="", regions=TALLIES, categories=CATEGORIES),
        "pilihan": pages.ShortlistPage(path="pilihan/", title=""),
        "tidak-ditemukan": pages.NotFoundPage(path="404.html", title=""),
        "pindah": pages.AliasPage(path="produk/nama-lama/", title="Tikar purun", target="produk/tikar-purun/"),
    }  # fmt: skip


@pytest.fixture
def site() -> SiteView:
    """The public face of a small site."""
    return SiteView(
        digest="s", title="Bangga Buatan Uji", description="Etalase uji.", base_url="https://contoh.example/uji/", province="16",
        province_name="Sumatera Selatan", languages=("id", "en"), menu=(Link("Tentang", "/tentang/"),),
        sections=("produk", "penjual", "wilayah", "kategori", "kabar", "pojok", "layanan"),
        categories=(CategoryName("kriya", "Kriya dan kerajinan"), CategoryName("fesyen", "Wastra dan fesyen"), CategoryName("jasa", "Jasa")),
        platforms=tuple(PlatformName(item.key, item.name, item.kind) for item in shipped_platforms().running),
        regions=REGIONS, office=OfficeView("Dinas (contoh)", "Jalan Contoh 1", PHONE, "dinas@contoh.example", "https://dinas.example/"),
        repository="https://github.com/contoh/etalase", data_licence="CC BY 4.0",
    )  # fmt: skip


@pytest.fixture
def samples() -> dict[str, Page]:
    """A page of every kind, by kind."""
    return all_pages()


@pytest.fixture(scope="session")
def nusantara(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """The theme that ships."""
    return load_theme("nusantara", tmp_path_factory.mktemp("situs"))


@pytest.fixture
def write_theme(tmp_path: Path) -> Callable[..., Path]:
    """Write a theme below `tmp_path/themes`: `write_theme("anak", {"theme.yaml": …})`; gives the site's folder."""

    def write(name: str, files: dict[str, str]) -> Path:
        for path, text in {"theme.yaml": "kontrak: 1\nextends: nusantara\n", **files}.items():
            target = tmp_path / "themes" / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        return tmp_path

    return write


@pytest.fixture
def copied_theme(tmp_path: Path, nusantara: Theme) -> Path:
    """A site with a copy of nusantara of its own, to be edited."""
    source = Path(nusantara.source.folders[0].path)
    shutil.copytree(source, tmp_path / "themes" / "nusantara")
    return tmp_path


@pytest.fixture
def render(site: SiteView) -> Callable[..., str]:
    """Render a page with a theme."""

    def show(theme: Theme, page: Page, site: SiteView = site, language: str = "id") -> str:
        return render_page(theme.look(page.kind, language), page, site).decode("utf-8")

    return show
