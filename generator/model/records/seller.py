"""Seller: a business, cooperative or group that makes things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from generator.model import rules
from generator.model.dates import read_hours
from generator.model.field_types import Choice, Group, Many, Slug, Text
from generator.model.fields import Reader, ValueType, declare, fields_of
from generator.model.licences import read_cooperative_number, read_merek, read_nib
from generator.model.links import read_email, read_url
from generator.model.numbers import read_int, read_year
from generator.model.phone import Phone
from generator.model.place_types import CategorySlug, Point, RegionCode, Shops
from generator.model.platforms import Shop
from generator.model.records import seller_choices as choices
from generator.model.records.base import PAST_DATE, Past, Record, Spots, Traits
from generator.model.records.common import COUNTRIES, PHONE, VIDEO, WHATSAPP, Curation, review_place
from generator.model.records.seller_choices import StageStep

# Published only with recorded consent (UU 27/2022). Shops and a site of one's own are trade data, given to be found.
CONTACTS = ("whatsapp", "phone", "email", "instagram", "facebook", "tiktok", "youtube", "video")
PERSONAL = (*CONTACTS, "address", "point")


class SellerBrief(NamedTuple):
    """What the card of a seller is made from, and all that other records are checked against."""

    name: str
    form: str
    scale: str
    region: str
    district: str
    category: str
    since: int
    members: int
    whatsapp: tuple[object, ...] | None  # of a `Phone`
    cooperative: str
    payments: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller(Record):
    """A seller, as editors describe it."""

    kind: ClassVar[str] = "penjual"
    word: ClassVar[str] = "pelaku usaha"
    traits: ClassVar[Traits] = Traits(
        sheet_order=1,
        sheet_names="pelakuusaha umkm ukm ikm usaha dataumkm dataukm dataikm datapenjual datausaha seller sellers koperasi",
        is_listed=False,  # its list is a page of its own
        brief=SellerBrief,
    )

    name: str = declare(
        "nama",
        Text(120),
        "Nama usaha",
        "Nama usaha, koperasi, atau kelompok.",
        example="Dapur Pesisir (Contoh)",
        required=True,
    )
    form: str = declare(
        "jenis", Choice(choices.KINDS), "Jenis", "umkm, koperasi, atau kelompok.", example="umkm", default="umkm"
    )
    scale: str | None = declare(
        "skala", Choice(choices.SCALES), "Skala", "mikro, kecil, atau menengah (PP 7/2021).", example="mikro", fact=True
    )
    region: str = declare(
        "kabupaten", RegionCode(), "Kabupaten/kota", "Kode atau nama kabupaten/kota.", example='"16.71"', required=True
    )
    district: str | None = declare("kecamatan", Text(80), "Kecamatan", "Nama kecamatan.", example="Ilir Barat I")
    address: str | None = declare(
        "alamat", Text(240), "Alamat", "Hanya tampil bila disetujui.", example="Jalan Contoh 12", fact=True
    )
    point: tuple[float, float] | None = declare(
        "titik", Point(), "Titik di peta", "Lintang dan bujur; hanya tampil bila disetujui.", example="[-2.99, 104.75]"
    )
    category: str = declare(
        "kategori", CategorySlug(), "Kategori", "Kategori utama usaha.", example="kuliner", required=True
    )
    since: int | None = declare(
        "berdiri",
        Past[int]("tahun", read_year),
        "Berdiri sejak",
        "Tahun usaha dimulai.",
        example="2014",
        fact=True,
    )
    consent: date | None = declare(
        "persetujuan",
        PAST_DATE,
        "Tanggal persetujuan",
        "Tanggal penjual menyetujui penerbitan datanya (UU 27/2022).",
        example="2026-03-12",
    )
    consent_for: tuple[str, ...] = declare(
        "persetujuan_untuk",
        Many(Choice(choices.CONSENTS)),
        "Persetujuan untuk",
        "Data yang boleh ditampilkan: kontak, alamat, titik.",
        example="[kontak, alamat]",
        default=("kontak",),
    )
    whatsapp: Phone | None = declare(
        "whatsapp", WHATSAPP, "WhatsApp", "Nomor WhatsApp usaha.", example='"089000001234"'
    )
    phone: Phone | None = declare("telepon", PHONE, "Telepon", "Nomor telepon usaha.", example='"0711353535"')
    email: str | None = declare(
        "surel", ValueType[str]("surel", read_email), "Surel", "Alamat surel usaha.", example="halo@contoh.example"
    )
    website: str | None = declare(
        "situs", ValueType[str]("tautan", read_url), "Situs", "Alamat situs usaha.", example="https://contoh.example/"
    )
    instagram: str | None = declare(
        "instagram", choices.handle_of("instagram"), "Instagram", "Nama akun, tanpa @.", example="contoh.usaha"
    )
    facebook: str | None = declare(
        "facebook", choices.handle_of("facebook"), "Facebook", "Alamat atau nama halaman.", example="contoh.usaha"
    )
    tiktok: str | None = declare(
        "tiktok", choices.handle_of("tiktok"), "TikTok", "Nama akun, tanpa @.", example="contoh.usaha"
    )
    youtube: str | None = declare(
        "youtube", choices.handle_of("youtube"), "YouTube", "Nama saluran dengan @.", example='"@contohusaha"'
    )
    video: str | None = declare(
        "video", VIDEO, "Video", "Alamat satu video YouTube tentang usaha ini.", example="https://youtu.be/contoh-1234"
    )
    shops: tuple[Shop, ...] = declare(
        "toko",
        Shops(),
        "Toko daring",
        "Toko daring dan alamatnya.",
        example="{shopee: https://shopee.co.id/contoh-etalase}",
    )
    payments: tuple[str, ...] = declare(
        "pembayaran",
        Many(Choice(choices.PAYMENTS)),
        "Pembayaran",
        "Cara bayar yang diterima.",
        example="[qris, tunai]",
        fact=True,
    )
    nib: str | None = declare(
        "nib",
        ValueType[str]("nib", read_nib),
        "NIB",
        '13 angka; situs hanya menampilkan "Ber-NIB".',
        example='"0000000000012"',
    )
    holdings: tuple[str, ...] = declare(
        "punya",
        Many(Choice(choices.HOLDINGS)),
        "Yang dimiliki",
        "Untuk pengadaan: npwp, rekening-usaha, faktur-pajak, akun-katalog. Cukup pilihannya, tanpa nomor.",
        example="[npwp, rekening-usaha]",
    )
    trademark: str | None = declare(
        "merek", ValueType[str]("merek", read_merek), "Merek terdaftar", "Nomor merek (IDM…).", example="IDM000000012"
    )
    hours: str | None = declare(
        "jam",
        ValueType[str]("jam", read_hours),
        "Jam buka",
        "Hari dan jam.",
        example="Senin–Jumat 08.00–16.00",
        fact=True,
    )
    capacity: str | None = declare(
        "kapasitas",
        Text(),
        "Kapasitas",
        "Yang sanggup dibuat, dengan satuan waktu.",
        example="250 lembar per bulan",
        fact=True,
    )
    exports: tuple[str, ...] = declare(
        "ekspor", COUNTRIES, "Negara tujuan ekspor", "Kode negara dua huruf (ISO 3166).", example="[MY, JP]"
    )
    cooperative: str | None = declare(
        "koperasi", Slug("penjual"), "Anggota koperasi", "Nama berkas koperasinya.", example="koperasi-purun-pedamaran"
    )
    cooperative_number: str | None = declare(
        "nomor_induk_koperasi",
        ValueType[str]("nomor", read_cooperative_number),
        "Nomor induk koperasi",
        "Nomor induk koperasi, hanya angka.",
        example='"000000000012"',
        fact=True,
    )
    members: int | None = declare(
        "jumlah_anggota",
        ValueType[int]("angka", read_int),
        "Jumlah anggota",
        "Banyak anggota.",
        example="38",
        fact=True,
    )
    workers: int | None = declare(
        "tenaga_kerja",
        ValueType[int]("angka", read_int),
        "Tenaga kerja",
        "Banyak orang yang bekerja.",
        example="6",
        fact=True,
    )
    potentials: tuple[str, ...] = declare(
        "potensi",
        Many(Choice(choices.POTENTIALS)),
        "Potensi",
        "Yang menonjol dari usaha ini.",
        example="[warisan, wisata]",
        fact=True,
    )
    models: tuple[str, ...] = declare(
        "model_usaha",
        Many(Choice(choices.MODELS)),
        "Model usaha",
        "Cara usaha ini menjual.",
        example="[eceran, pesanan]",
        fact=True,
    )
    stage: str | None = declare(
        "tahap", Choice(choices.STAGES), "Tahap", "Tahap pendampingan; tidak ditampilkan.", example="dikurasi"
    )
    history: tuple[StageStep, ...] = declare(
        "riwayat_tahap",
        Many(Group(StageStep)),
        "Riwayat tahap",
        "Tahap yang sudah dicapai; tidak ditampilkan.",
        example="[{tahap: terdata, tanggal: 2025-02-01}]",
    )
    visibility: str = declare(
        "visibilitas",
        Choice(choices.VISIBILITIES),
        "Visibilitas",
        "agregat: hanya dihitung, tidak ditampilkan.",
        example="publik",
        default="publik",
    )
    curation: Curation | None = declare(
        "kurasi", Group(Curation), "Kurasi", "Putusan kurasi.", example="{status: tayang, tanggal: 2026-10-01}"
    )

    def brief(self, expired: tuple[str, ...]) -> SellerBrief:
        """See `Record`."""
        return SellerBrief(
            self.name,
            self.form,
            self.scale or "",
            self.region,
            self.district or "",
            self.category,
            self.since or 0,
            self.members or 0,
            self.whatsapp,
            self.cooperative or "",
            self.payments,
            self.summary or "",
        )

    def review(self, at: Reader, spots: Spots) -> None:
        """Check the district against the region, the point, and consent for what is personal."""
        super(Seller, self).review(at, spots)
        review_place(self.region, self.district, self.point, at, spots)
        if self.consent is None and any(getattr(self, name) is not None for name in PERSONAL):
            key = next(spec.key for spec in fields_of(Seller) if spec.attribute in PERSONAL and spec.key in spots)
            at.log.add(
                rules.NO_CONSENT,
                spots[key],
                "Belum ada tanggal persetujuan, jadi kontak, akun media sosial, alamat, dan titik tidak ditampilkan.",
                "Setelah penjual setuju, tulis tanggalnya, contoh: persetujuan: 2026-03-12",
                field="persetujuan",
            )
        if self.cooperative == self.slug:
            at.log.add(
                rules.NOT_A_COOPERATIVE,
                spots["koperasi"],
                "Sebuah koperasi tidak bisa menjadi anggotanya sendiri.",
                "Hapus baris koperasi.",
                field="koperasi",
            )

    def hidden(self) -> dict[str, object]:
        """Internal fields; contact, address and point without consent (UU 27/2022); the NIB, which is shown as a fact only."""
        allowed = self.consent_for if self.consent else ()
        hidden = ["consent", "stage", "curation"]
        if "kontak" not in allowed:
            hidden += CONTACTS
        if "alamat" not in allowed:
            hidden.append("address")
        if "titik" not in allowed:
            hidden.append("point")
        # A sole owner's NIB identifies the person: the page may only say that there is one.
        shown = {"consent_for": ("kontak",), "history": (), "nib": "ada" if self.nib else None}
        return super(Seller, self).hidden() | dict.fromkeys(hidden) | shown
