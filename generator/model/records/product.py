"""Product: something that a seller makes and offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from generator.model import rules
from generator.model.dates import format_date
from generator.model.field_types import Choice, Group, Many, Slug, Text, YesNo
from generator.model.fields import Reader, ValueType, declare
from generator.model.licences import read_bpom, read_hs, read_kbli, read_merek, read_sni
from generator.model.money import Price, canonical_price, format_price, read_price
from generator.model.numbers import format_percent, read_bmp, read_tkdn
from generator.model.place_types import CategorySlug, Shops
from generator.model.platforms import Shop
from generator.model.problem import Spot
from generator.model.records.base import END_DATE, PAST_DATE, Record, Reference, Spots, Traits
from generator.model.records.certificates import Halal, Pirt
from generator.model.records.common import COUNTRIES, VIDEO, Curation
from generator.model.rulebook import DayRules, RuleRow

FOOD = "kuliner"
HALAL_NOTE = "halal"  # as the kind of a reference: the seller who decides whether a product is food
SELF_DECLARED = "pernyataan-sendiri"  # also the kind of a reference: the seller who must be small for it
TKDN_KINDS = {"sertifikat": "Sertifikat", SELF_DECLARED: "Pernyataan sendiri (industri kecil)"}

PRICE = ValueType[Price](
    "harga", read_price, show=format_price, write=canonical_price, pack=list, unpack=lambda packed: Price(*packed)
)


class Label(NamedTuple):
    """A short fact on a card: `kind` names the label in the theme's strings, `text` is what varies."""

    kind: str
    text: str = ""


def halal_duty(day_rules: DayRules) -> str:
    """What to say of food without a halal certificate; empty while the smallest businesses need none."""
    duty = day_rules.row("halal", "halal.wajib", "mikro")
    if duty is None or not duty.value:
        return ""
    start = format_date(duty.start)
    return f"Produk kuliner ini belum punya nomor halal. Sejak {start} usaha mikro dan kecil pun wajib ({duty.basis})."


class ProductBrief(NamedTuple):
    """What the card of a product is made from."""

    name: str
    price: tuple[object, ...] | None  # of a `Price`
    unit: str
    seller: str
    category: str
    labels: tuple[tuple[str, str], ...]  # of `Label`
    featured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Record):
    """A product, as editors describe it."""

    kind: ClassVar[str] = "produk"
    word: ClassVar[str] = "produk"
    traits: ClassVar[Traits] = Traits(
        sheet_order=2,
        sheet_names="barang dataproduk daftarproduk product products katalog",
        is_listed=False,  # its list is a page of its own
        brief=ProductBrief,
    )

    name: str = declare(
        "nama", Text(120), "Nama produk", "Nama seperti di kemasan.", example="Keripik tempe sagu", required=True
    )
    seller: str = declare(
        "penjual",
        Slug("penjual"),
        "Penjual",
        "Nama berkas penjualnya, tanpa .md.",
        example="dapur-pesisir",
        required=True,
    )
    category: str | None = declare(
        "kategori", CategorySlug(), "Kategori", "Bila kosong, kategori penjualnya.", example="kuliner"
    )
    price: Price | None = declare(
        "harga", PRICE, "Harga", "Angka, rentang, atau mulai; kosong = harga hubungi penjual.", example="15000"
    )
    unit: str | None = declare("satuan", Text(40), "Satuan", "Harga untuk berapa banyak.", example="250 g")
    wholesale: str | None = declare(
        "harga_grosir",
        Text(160),
        "Harga grosir",
        "Harga untuk pembelian banyak.",
        example="Rp165.000 mulai 20 lembar",
        fact=True,
    )
    priced: date | None = declare(
        "harga_per", PAST_DATE, "Harga per", "Tanggal harga terakhir diperiksa.", example="2026-11-14"
    )
    minimum: str | None = declare(
        "minimum", Text(80), "Pesanan minimum", "Pesanan paling sedikit.", example="10 bungkus", fact=True
    )
    weight: str | None = declare("berat", Text(80), "Berat", "Berat bersih dengan satuan.", example="250 g", fact=True)
    size: str | None = declare(
        "ukuran", Text(120), "Ukuran", "Ukuran dengan satuan.", example="200 × 150 cm", fact=True
    )
    materials: str | None = declare(
        "bahan", Text(300), "Bahan", "Bahan pembuatnya.", example="Kedelai, tepung sagu, ketumbar", fact=True
    )
    shelf_life: str | None = declare(
        "masa_simpan", Text(120), "Masa simpan", "Berapa lama tahan.", example="3 bulan", fact=True
    )
    capacity: str | None = declare(
        "kapasitas",
        Text(),
        "Kapasitas",
        "Yang sanggup dibuat, dengan satuan waktu.",
        example="400 bungkus per minggu",
        fact=True,
    )
    lead_time: str | None = declare(
        "waktu_siap", Text(120), "Waktu siap", "Lama dari pesan sampai siap.", example="3 hari", fact=True
    )
    preorder: bool = declare(
        "prapesan", YesNo(), "Prapesan", "ya: dibuat setelah dipesan.", example="ya", default=False
    )
    tags: tuple[str, ...] = declare(
        "tag", Many(Text(40), most=12), "Tag", "Kata lain yang orang cari.", example="[tempe, camilan]"
    )
    featured: bool = declare(
        "unggulan", YesNo(), "Unggulan", "ya: ditampilkan lebih dulu.", example="ya", default=False
    )
    shops: tuple[Shop, ...] = declare(
        "toko",
        Shops(),
        "Toko daring",
        "Halaman produk ini di toko daring.",
        example="{shopee: https://shopee.co.id/contoh-etalase}",
    )
    video: str | None = declare(
        "video", VIDEO, "Video", "Alamat satu video YouTube tentang produk ini.", example="https://youtu.be/contoh-1234"
    )
    halal: Halal | None = declare(
        "halal",
        Group(Halal),
        "Halal",
        "Status, nomor, dan masa berlaku.",
        example="{status: bersertifikat, nomor: ID00000000000000012}",
    )
    pirt: Pirt | None = declare(
        "pirt", Group(Pirt), "P-IRT", "Nomor dan masa berlaku.", example='{nomor: "2000000000012-30"}'
    )
    bpom: str | None = declare(
        "bpom", ValueType[str]("bpom", read_bpom), "BPOM", "MD dan angkanya.", example="MD 000000000012"
    )
    sni: str | None = declare("sni", ValueType[str]("sni", read_sni), "SNI", "Nomor standar.", example="SNI 2973:2022")
    trademark: str | None = declare(
        "merek", ValueType[str]("merek", read_merek), "Merek terdaftar", "Nomor merek (IDM…).", example="IDM000000012"
    )
    origin: str | None = declare(
        "indikasi_geografis",
        Text(120),
        "Indikasi geografis",
        "Nama dan tahun terdaftar.",
        example="Kopi Robusta Semendo, 2015",
    )
    tkdn: int | None = declare(
        "tkdn",
        ValueType[int]("persen", read_tkdn, show=format_percent),
        "TKDN",
        "Persen komponen dalam negeri, 0–100.",
        example="62,35",
    )
    bmp: int | None = declare(
        "bmp",
        ValueType[int]("persen", read_bmp, show=format_percent),
        "BMP",
        "Bobot manfaat perusahaan, 0–15.",
        example="7,5",
    )
    tkdn_number: str | None = declare(
        "tkdn_nomor", Text(80), "Nomor TKDN", "Nomor sertifikat.", example="000/contoh/2026"
    )
    tkdn_until: date | None = declare(
        "tkdn_sampai", END_DATE, "TKDN berlaku sampai", "Hari terakhir berlaku.", example="2030-03-03"
    )
    tkdn_kind: str | None = declare(
        "tkdn_jenis",
        Choice(TKDN_KINDS),
        "Jenis TKDN",
        "sertifikat atau pernyataan-sendiri.",
        example="pernyataan-sendiri",
    )
    kbli: str | None = declare(
        "kbli", ValueType[str]("kbli", read_kbli), "KBLI", "Lima angka.", example='"10794"', fact=True
    )
    procurement: tuple[Shop, ...] = declare(
        "pengadaan",
        Shops(),
        "Pengadaan",
        "Halaman produk di platform pengadaan.",
        example="{padi-umkm: https://padiumkm.id/contoh-etalase}",
    )
    exports: tuple[str, ...] = declare(
        "ekspor", COUNTRIES, "Negara tujuan ekspor", "Kode negara dua huruf (ISO 3166).", example="[MY, JP]"
    )
    hs: str | None = declare(
        "hs", ValueType[str]("hs", read_hs), "Kode HS", "6 sampai 10 angka.", example='"0901.21"', fact=True
    )
    curation: Curation | None = declare(
        "kurasi", Group(Curation), "Kurasi", "Putusan kurasi.", example="{status: tayang, tanggal: 2026-10-01}"
    )

    def references(self) -> Iterator[Reference]:
        """Its seller and photos. Food is known to be food, and a declaration to be allowed, only together with its seller."""
        yield from super(Product, self).references()
        if self.halal is None and self.category is None:
            yield Reference("penjual", HALAL_NOTE, self.seller)
        if self.tkdn_kind == SELF_DECLARED:
            yield Reference("tkdn_jenis", SELF_DECLARED, self.seller)

    def brief(self, expired: tuple[str, ...]) -> ProductBrief:
        """See `Record`."""
        labels = tuple(self.labels(expired))
        return ProductBrief(
            self.name, self.price, self.unit or "", self.seller, self.category or "", labels, self.featured
        )

    def labels(self, expired: tuple[str, ...]) -> Iterator[Label]:
        """The labels of its card; a certificate past its date has none."""
        halal = self.halal
        if halal and halal.status == "bersertifikat" and halal.number and "halal" not in expired:
            yield Label("halal")
        if self.origin:
            yield Label("indikasi_geografis", self.origin.rpartition(",")[2].strip())
        if self.tkdn is not None and self.tkdn_until and "tkdn" not in expired:
            yield Label("tkdn", format_percent(self.tkdn))
        if self.preorder:
            yield Label("prapesan")
        if self.procurement:
            yield Label("katalog")

    def expiries(self) -> Iterator[tuple[str, date]]:
        """Halal, P-IRT and TKDN."""
        ends = {
            "halal": self.halal.until if self.halal else None,
            "pirt": self.pirt.last_day if self.pirt else None,
            "tkdn": self.tkdn_until if self.tkdn is not None else None,
        }
        for key, last in ends.items():
            if last is not None:
                yield key, last

    def longest_terms(self, day_rules: DayRules) -> Iterator[tuple[str, date, RuleRow]]:
        """P-IRT, and TKDN by a declaration of one's own."""
        licence = day_rules.row("pirt", "pirt.tahun_maks")
        if licence and self.pirt and self.pirt.last_day:
            yield "pirt", self.pirt.last_day, licence
        declared = day_rules.row("tkdn", "tkdn.tahun_berlaku", self.tkdn_kind or "")
        if declared and self.tkdn is not None and self.tkdn_until:
            yield "tkdn", self.tkdn_until, declared

    def review(self, at: Reader, spots: Spots) -> None:
        """A halal mark needs its number; food without one deserves a note; local content is held against its rules."""
        super(Product, self).review(at, spots)
        halal = self.halal
        if halal and halal.status == "bersertifikat" and not halal.number:
            at.log.add(
                rules.BAD_LICENCE,
                spots["halal"],
                "Status halal bersertifikat tanpa nomor: tanda halal tidak ditampilkan.",
                "Isi nomor sertifikat yang diawali ID dan 17 angka, atau ubah statusnya menjadi proses.",
                field="halal",
            )
        if halal is None and self.category == FOOD:
            self._note_halal_duty(at, spots)
        self._review_tkdn(at, spots)

    def _note_halal_duty(self, at: Reader, spots: Spots) -> None:
        """Food without a halal certificate is told once the smallest businesses must have one."""
        if message := halal_duty(at.rules):
            hint = "Periksa kembali; tanda halal tidak ditampilkan."
            at.log.add(rules.FOOD_WITHOUT_HALAL, spots.get("kategori", Spot()), message, hint, field="halal")

    def _review_tkdn(self, at: Reader, spots: Spots) -> None:
        """The benefit weight has a limit; a value without its last day cannot end by itself."""
        limit = at.rules.row("tkdn", "tkdn.bmp_maks")
        if self.bmp is not None and limit and isinstance(limit.value, int) and self.bmp > limit.value:
            message = f"BMP {format_percent(self.bmp)} melebihi batas {format_percent(limit.value)} ({limit.basis})."
            at.log.add(
                rules.OUT_OF_RANGE, spots["bmp"], message, "Periksa sertifikatnya; isi angka BMP-nya saja.", field="bmp"
            )
        if self.tkdn is not None and self.tkdn_until is None:
            message = "TKDN tanpa hari terakhir berlaku tampil sebagai angka saja, tanpa tanda."
            hint = "Tulis tkdn_sampai sesuai sertifikatnya, contoh: tkdn_sampai: 2030-03-03"
            at.log.add(rules.UNDATED_TKDN, spots["tkdn"], message, hint, field="tkdn_sampai")

    def hidden(self) -> dict[str, object]:
        """The curators' notes; a halal claim of certification without its number."""
        hidden = super(Product, self).hidden() | {"curation": None}
        if self.halal and self.halal.status == "bersertifikat" and not self.halal.number:
            hidden["halal"] = None
        return hidden
