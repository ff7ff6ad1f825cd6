"""Seller: a business, cooperative or group that makes things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from generator.model import rules
from generator.model.dates import read_hours
from generator.model.field_types import Choice, Group, Many, Slug, Text
from generator.model.fields import Reader, ValueType, declare, fields_of
from generator.model.licences import read_cooperative_number, read_merek, read_nib
from generator.model.links import Shop, read_email, read_handle, read_url
from generator.model.numbers import read_int, read_year
from generator.model.phone import Phone
from generator.model.place_types import CategorySlug, Point, RegionCode, Shops
from generator.model.problem import Remarks
from generator.model.records.base import DATE, Record, Reference, Spots
from generator.model.records.common import COUNTRIES, PHONE, VIDEO, WHATSAPP, Curation

KINDS = {"umkm": "UMKM", "koperasi": "Koperasi", "kelompok": "Kelompok"}
SCALES = {"mikro": "Usaha mikro", "kecil": "Usaha kecil", "menengah": "Usaha menengah"}
CONSENTS = {"kontak": "Kontak", "alamat": "Alamat", "titik": "Titik di peta"}
PAYMENTS = {"qris": "QRIS", "transfer": "Transfer bank", "tunai": "Tunai", "cod": "COD (bayar di tempat)",
            "dompet-digital": "Dompet digital"}  # fmt: skip
POTENTIALS = {"bahan-baku": "Bahan baku", "keterampilan": "Keterampilan", "warisan": "Warisan budaya", "wisata": "Wisata",
              "ekspor": "Ekspor"}  # fmt: skip
MODELS = {"eceran": "Eceran", "reseller": "Reseller", "b2b": "Antarusaha (B2B)", "pengadaan": "Pengadaan pemerintah",
          "wisata": "Wisata", "pesanan": "Pesanan"}  # fmt: skip
STAGES = {"terdata": "Terdata", "didampingi": "Didampingi", "dikurasi": "Dikurasi", "tayang": "Tayang",
          "onboarding": "Onboarding", "naik-kelas": "Naik kelas", "ekspor": "Ekspor"}  # fmt: skip
VISIBILITIES = {"publik": "Publik", "agregat": "Hanya dihitung dalam statistik"}


# Personal data of a small owner: published only with recorded consent (UU 27/2022). Shops and a site of one's own are
# trade data, given to be found.
CONTACTS = ("whatsapp", "phone", "email", "instagram", "facebook", "tiktok", "youtube", "video")


def _handle(platform: str) -> ValueType[str]:
    def read(text: str, remarks: Remarks) -> str | None:
        return read_handle(platform, text, remarks)

    return ValueType[str](f"akun {platform}", read)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStep:
    """One step in a seller's history of mentoring. Internal, never published."""

    stage: str = declare("tahap", Choice(STAGES), "Tahap", "Tahap pendampingan.", example="dikurasi", required=True)
    reached: date | None = declare("tanggal", DATE, "Tanggal", "Tanggal tahap dicapai.", example="2026-05-02")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller(Record):
    """A seller, as editors describe it."""

    kind: ClassVar[str] = "penjual"
    word: ClassVar[str] = "pelaku usaha"

    name: str = declare("nama", Text(120), "Nama usaha", "Nama usaha, koperasi, atau kelompok.",
                        example="Dapur Pesisir (Contoh)", required=True)  # fmt: skip
    form: str = declare(
        "jenis",
        Choice(KINDS),
        "Jenis",
        "umkm, koperasi, atau kelompok.",
        example="umkm",
        default="umkm",
    )
    scale: str | None = declare("skala", Choice(SCALES), "Skala", "mikro, kecil, atau menengah (PP 7/2021).",
                                example="mikro", fact=True)  # fmt: skip
    region: str = declare("kabupaten", RegionCode(), "Kabupaten/kota", "Kode atau nama kabupaten/kota.",
                          example='"16.71"', required=True)  # fmt: skip
    district: str | None = declare(
        "kecamatan",
        Text(80),
        "Kecamatan",
        "Nama kecamatan.",
        example="Ilir Barat I",
    )
    address: str | None = declare("alamat", Text(240), "Alamat", "Hanya tampil bila disetujui.",
                                  example="Jalan Contoh 12", fact=True)  # fmt: skip
    point: tuple[float, float] | None = declare(
        "titik",
        Point(),
        "Titik di peta",
        "Lintang dan bujur; hanya tampil bila disetujui.",
        example="[-2.99, 104.75]",
    )
    category: str = declare(
        "kategori",
        CategorySlug(),
        "Kategori",
        "Kategori utama usaha.",
        example="kuliner",
        required=True,
    )
    since: int | None = declare("berdiri", ValueType[int]("tahun", read_year), "Berdiri sejak", "Tahun usaha dimulai.",
                                example="2014", fact=True)  # fmt: skip
    consent: date | None = declare("persetujuan", DATE, "Tanggal persetujuan",
                                   "Tanggal penjual menyetujui penerbitan datanya (UU 27/2022).", example="2026-03-12")  # fmt: skip
    consent_for: tuple[str, ...] = declare("persetujuan_untuk", Many(Choice(CONSENTS)), "Persetujuan untuk",
                                           "Data yang boleh ditampilkan: kontak, alamat, titik.",
                                           example="[kontak, alamat]", default=("kontak",))  # fmt: skip
    whatsapp: Phone | None = declare(
        "whatsapp",
        WHATSAPP,
        "WhatsApp",
        "Nomor WhatsApp usaha.",
        example='"089000001234"',
    )
    phone: Phone | None = declare(
        "telepon",
        PHONE,
        "Telepon",
        "Nomor telepon usaha.",
        example='"0711353535"',
    )
    email: str | None = declare("surel", ValueType[str]("surel", read_email), "Surel", "Alamat surel usaha.",
                                example="halo@contoh.example")  # fmt: skip
    website: str | None = declare("situs", ValueType[str]("tautan", read_url), "Situs", "Alamat situs usaha.",
                                  example="https://contoh.example/")  # fmt: skip
    instagram: str | None = declare(
        "instagram",
        _handle("instagram"),
        "Instagram",
        "Nama akun, tanpa @.",
        example="contoh.usaha",
    )
    facebook: str | None = declare(
        "facebook",
        _handle("facebook"),
        "Facebook",
        "Alamat atau nama halaman.",
        example="contoh.usaha",
    )
    tiktok: str | None = declare(
        "tiktok",
        _handle("tiktok"),
        "TikTok",
        "Nama akun, tanpa @.",
        example="contoh.usaha",
    )
    youtube: str | None = declare(
        "youtube",
        _handle("youtube"),
        "YouTube",
        "Nama saluran dengan @.",
        example='"@contohusaha"',
    )
    video: str | None = declare("video", VIDEO, "Video", "Alamat satu video YouTube tentang usaha ini.",
                                example="https://youtu.be/contoh-1234")  # fmt: skip
    shops: tuple[Shop, ...] = declare("toko", Shops(), "Toko daring", "Toko daring dan alamatnya.",
                                      example="{shopee: https://shopee.co.id/contoh-etalase}", default=())  # fmt: skip
    payments: tuple[str, ...] = declare("pembayaran", Many(Choice(PAYMENTS)), "Pembayaran", "Cara bayar yang diterima.",
                                        example="[qris, tunai]", default=(), fact=True)  # fmt: skip
    nib: str | None = declare("nib", ValueType[str]("nib", read_nib), "NIB", "13 angka; situs hanya menampilkan \"Ber-NIB\".",
                              example='"0000000000012"')  # fmt: skip
    trademark: str | None = declare("merek", ValueType[str]("merek", read_merek), "Merek terdaftar", "Nomor merek (IDM…).",
                                    example="IDM000000012")  # fmt: skip
    hours: str | None = declare("jam", ValueType[str]("jam", read_hours), "Jam buka", "Hari dan jam.",
                                example="Senin–Jumat 08.00–16.00", fact=True)  # fmt: skip
    capacity: str | None = declare("kapasitas", Text(), "Kapasitas", "Yang sanggup dibuat, dengan satuan waktu.",
                                   example="250 lembar per bulan", fact=True)  # fmt: skip
    exports: tuple[str, ...] = declare("ekspor", COUNTRIES, "Negara tujuan ekspor", "Kode negara dua huruf (ISO 3166).",
                                       example="[MY, JP]", default=())  # fmt: skip
    cooperative: str | None = declare("koperasi", Slug("penjual"), "Anggota koperasi", "Nama berkas koperasinya.",
                                      example="koperasi-purun-pedamaran")  # fmt: skip
    cooperative_number: str | None = declare(
        "nomor_induk_koperasi", ValueType[str]("nomor", read_cooperative_number), "Nomor induk koperasi",
        "Nomor induk koperasi, hanya angka.", example='"000000000012"', fact=True)  # fmt: skip
    members: int | None = declare("jumlah_anggota", ValueType[int]("angka", read_int), "Jumlah anggota", "Banyak anggota.",
                                  example="38", fact=True)  # fmt: skip
    workers: int | None = declare("tenaga_kerja", ValueType[int]("angka", read_int), "Tenaga kerja", "Banyak orang yang bekerja.",
                                  example="6", fact=True)  # fmt: skip
    potentials: tuple[str, ...] = declare("potensi", Many(Choice(POTENTIALS)), "Potensi", "Yang menonjol dari usaha ini.",
                                          example="[warisan, wisata]", default=(), fact=True)  # fmt: skip
    models: tuple[str, ...] = declare("model_usaha", Many(Choice(MODELS)), "Model usaha", "Cara usaha ini menjual.",
                                      example="[eceran, pesanan]", default=(), fact=True)  # fmt: skip
    stage: str | None = declare(
        "tahap", Choice(STAGES), "Tahap", "Tahap pendampingan; tidak ditampilkan.", example="dikurasi"
    )
    history: tuple[StageStep, ...] = declare("riwayat_tahap", Many(Group(StageStep)), "Riwayat tahap",
                                             "Tahap yang sudah dicapai; tidak ditampilkan.",
                                             example="[{tahap: terdata, tanggal: 2025-02-01}]", default=())  # fmt: skip
    visibility: str = declare("visibilitas", Choice(VISIBILITIES), "Visibilitas", "agregat: hanya dihitung, tidak ditampilkan.",
                              example="publik", default="publik")  # fmt: skip
    curation: Curation | None = declare("kurasi", Group(Curation), "Kurasi", "Putusan kurasi.",
                                        example="{status: tayang, tanggal: 2026-10-01}")  # fmt: skip

    @property
    def title(self) -> str:
        """See `Record`."""
        return self.name

    def references(self) -> Iterator[Reference]:
        """The cooperative it belongs to."""
        if self.cooperative:
            yield Reference("koperasi", "penjual", self.cooperative)

    def review(self, at: Reader, spots: Spots) -> None:
        """Check the district against the region, the point, and consent for what is personal."""
        super(Seller, self).review(at, spots)
        review_place(self.region, self.district, self.point, at, spots)
        if self.consent is None and any(getattr(self, name) is not None for name in (*CONTACTS, "address", "point")):
            personal = (*CONTACTS, "address", "point")
            key = next(spec.key for spec in fields_of(Seller) if spec.attribute in personal and spec.key in spots)
            at.log.add(rules.NO_CONSENT, spots[key],
                       "Belum ada tanggal persetujuan, jadi kontak, akun media sosial, alamat, dan titik tidak ditampilkan.",
                       "Setelah penjual setuju, tulis tanggalnya, contoh: persetujuan: 2026-03-12", field="persetujuan")  # fmt: skip
        if self.cooperative == self.slug:
            at.log.add(rules.NOT_A_COOPERATIVE, spots["koperasi"], "Sebuah koperasi tidak bisa menjadi anggotanya sendiri.",
                       "Hapus baris koperasi.", field="koperasi")  # fmt: skip

    def hidden(self) -> dict[str, Any]:
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


def review_place(
    region: str | None, district: str | None, point: tuple[float, float] | None, at: Reader, spots: Spots
) -> None:
    """Note an unknown district and a point that lies far from its region."""
    if region is None:
        return
    if district:
        remarks: Remarks = []
        at.atlas.read_district(district, at.atlas.by_code[region], remarks)
        for remark in remarks:
            at.log.take(remark, spots["kecamatan"], field="kecamatan")
    centre = at.atlas.centroid(region)
    # Two degrees (some 220 km) from the centroid is outside any kabupaten/kota but the widest of Papua.
    if point and max(abs(point[0] - centre[0]), abs(point[1] - centre[1])) > 2:
        name = at.atlas.by_code[region].full_name
        at.log.add(rules.POINT_OUTSIDE, spots["titik"], f"Titik ini jauh dari {name}.",
                   "Periksa lintang dan bujurnya.", field="titik")  # fmt: skip
