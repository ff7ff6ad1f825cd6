"""What editors may choose from when they describe a seller, and the steps of its mentoring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.model.field_types import Choice
from generator.model.fields import ValueType, declare
from generator.model.links import read_handle
from generator.model.records.base import PAST_DATE

KINDS = {"umkm": "UMKM", "koperasi": "Koperasi", "kelompok": "Kelompok"}
SCALES = {"mikro": "Usaha mikro", "kecil": "Usaha kecil", "menengah": "Usaha menengah"}
CONSENTS = {"kontak": "Kontak", "alamat": "Alamat", "titik": "Titik di peta"}
PAYMENTS = {
    "qris": "QRIS",
    "transfer": "Transfer bank",
    "tunai": "Tunai",
    "cod": "COD (bayar di tempat)",
    "dompet-digital": "Dompet digital",
}
POTENTIALS = {
    "bahan-baku": "Bahan baku",
    "keterampilan": "Keterampilan",
    "warisan": "Warisan budaya",
    "wisata": "Wisata",
    "ekspor": "Ekspor",
}
MODELS = {
    "eceran": "Eceran",
    "reseller": "Reseller",
    "b2b": "Antarusaha (B2B)",
    "pengadaan": "Pengadaan pemerintah",
    "wisata": "Wisata",
    "pesanan": "Pesanan",
}
STAGES = {
    "terdata": "Terdata",
    "didampingi": "Didampingi",
    "dikurasi": "Dikurasi",
    "tayang": "Tayang",
    "onboarding": "Onboarding",
    "naik-kelas": "Naik kelas",
    "ekspor": "Ekspor",
}
HOLDINGS = {
    "npwp": "NPWP",
    "rekening-usaha": "Rekening atas nama usaha",
    "faktur-pajak": "Faktur pajak",
    "akun-katalog": "Akun katalog elektronik",
}
VISIBILITIES = {"publik": "Publik", "agregat": "Hanya dihitung dalam statistik"}


def handle_of(platform: str) -> ValueType[str]:
    """The type of an account's name on a platform."""
    return ValueType[str](f"akun {platform}", partial(read_handle, platform))


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStep:
    """One step in a seller's history of mentoring. Internal, never published."""

    stage: str = declare("tahap", Choice(STAGES), "Tahap", "Tahap pendampingan.", example="dikurasi", required=True)
    reached: date | None = declare("tanggal", PAST_DATE, "Tanggal", "Tanggal tahap dicapai.", example="2026-05-02")
