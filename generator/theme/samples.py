"""What the examples of components show: invented goods and makers, with the regions and categories of the site at hand."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.business_models import model_table
from generator.model.cards import Label, PageCard, Photo, ProductCard, SellerCard, mix_of
from generator.model.census import AreaCounts
from generator.model.counted import BITS
from generator.model.measures import Wording
from generator.model.money import Price
from generator.model.page_parts import Facet, Link, Pager, RegionMap, RegionShape, Tally
from generator.model.phone import Phone
from generator.model.platforms import Shop
from generator.model.site_view import SiteView
from generator.model.statistics_table import StatisticsColumn, StatisticsRow, StatisticsTable

PHOTO = Photo("contoh-gaya.jpg", "0" * 16, 800, 600)
COUNTS = (9, 0, 31, 4, 17, 1, 12, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """`contoh` in an `examples.yaml`."""

    produk: ProductCard
    produk_berfoto: ProductCard
    produk_ig: ProductCard
    penjual: SellerCard
    label: tuple[Label, ...]
    tautan: Link
    telepon: Phone
    toko: tuple[Shop, ...]
    jumlah: tuple[Tally, ...]
    laman: Pager
    wilayah: tuple[Tally, ...]
    kabar: PageCard
    peta: RegionMap
    pilah: tuple[Facet, ...]
    tabel: StatisticsTable
    tabel_model: StatisticsTable


def make_samples(site: SiteView) -> Samples:
    """Samples for a site that has at least one region and one category."""
    phone = Phone("6289000001234", True)
    first, last = site.regions[0].code, site.regions[-1].code
    category, other = site.categories[0].slug, site.categories[-1].slug
    product = ProductCard(
        "tikar-purun", "Tikar purun Pedamaran, anyam kepar", Price(185_000), "lembar", "purun", "Koperasi Purun (Contoh)", first,
        category, None, (Label("halal"), Label("tkdn", "92,4%")), False, "2026-11-14", "tayang", mix_of("tikar-purun"), "contoh",
    )  # fmt: skip
    pictured = product._replace(
        slug="songket-lepus", name="Selendang songket lepus", price=Price(3_200_000, 6_500_000), region=last, category=other,
        photo=PHOTO, labels=(), mix=mix_of("songket-lepus"),
    )  # fmt: skip
    seller = SellerCard(
        "purun", "Koperasi Purun (Contoh)", "koperasi", "mikro", first, "Pedamaran", category, 2014, 38, phone, "",
        ("qris", "tunai"), "Tiga puluh delapan penganyam.", None, "2026-11-14", "tayang", mix_of("purun"), "contoh",
    )  # fmt: skip
    news = PageCard(
        "kabar", "pameran", "Pameran wastra (Contoh)", "Dua puluh perajin, tiga hari.", "", "", "2026-12-05", "2026-12-07", None,
        "", "tayang", "contoh",
    )  # fmt: skip
    shown = list(zip(site.regions, COUNTS, strict=False))
    counts = AreaCounts(
        ((BITS["model-tercatat"] | BITS["model:eceran"] | BITS["toko"], 24), (BITS["model-tercatat"], 9))
    )
    counted = tuple(StatisticsRow(item.code, item.full, (count,)) for item, count in shown)
    count_column = StatisticsColumn("tampil", Wording("Tampil", "Shown"), "count")
    by_region = Wording("Menurut kabupaten/kota", "By regency or city")
    return Samples(
        produk=product, produk_berfoto=pictured, penjual=seller, telepon=phone, kabar=news,
        produk_ig=product._replace(labels=(Label("indikasi_geografis", "2024"),)),
        label=(Label("halal"), Label("indikasi_geografis", "2024"), Label("tkdn", "92,4%"), Label("prapesan")),
        tautan=Link("Kriya", f"kategori/{category}/"), toko=(Shop("shopee", "https://shopee.co.id/contoh"),),
        jumlah=tuple(Tally(item.name, f"kategori/{item.slug}/", count, item.slug)
                     for item, count in zip(site.categories, COUNTS, strict=False)),
        laman=Pager("produk/", 3, 9, 210),
        wilayah=tuple(Tally(item.short, f"wilayah/{item.slug}/", count, item.code, count // 3) for item, count in shown),
        pilah=(
            Facet("wilayah", tuple(Tally(item.short, f"wilayah/{item.slug}/", count, item.code) for item, count in shown)),
            Facet("halal", (Tally("", "cari/?halal=bersertifikat", COUNTS[0], "bersertifikat"),)),
        ),
        tabel=StatisticsTable("wilayah", by_region, Wording("Kabupaten/kota", "Regency or city"), (count_column,), counted),
        tabel_model=model_table(counts, Wording("Model usaha", "Business models")),
        peta=RegionMap(600, 200, tuple(
            RegionShape(item.code, f"m{200 * at} 0h200v200h-200z", 200 * at + 100, 100) for at, (item, _) in enumerate(shown[:3])
        )),
    )  # fmt: skip
