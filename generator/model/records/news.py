"""Kabar: news, campaigns and events."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from generator.model.field_types import Many, Slug, Text
from generator.model.fields import declare
from generator.model.records.base import DATE, END_DATE, Record, Traits
from generator.model.records.common import VIDEO


@dataclass(frozen=True, slots=True, kw_only=True)
class News(Record):
    """A piece of news or an event, as editors describe it."""

    kind: ClassVar[str] = "kabar"
    word: ClassVar[str] = "kabar"
    traits: ClassVar[Traits] = Traits(order=3, sheet_order=4, sheet_names="berita kegiatan event", newest_first=True)

    headline: str = declare(
        "judul", Text(160), "Judul", "Judul kabar.", example="Pasar kopi hulu Musi (Contoh)", required=True
    )
    day: datetime.date = declare(
        "tanggal", DATE, "Tanggal", "Tanggal kabar atau hari pertama kegiatan.", example="2026-12-05", required=True
    )
    until: datetime.date | None = declare("sampai", END_DATE, "Sampai", "Hari terakhir kegiatan.", example="2026-12-07")
    venue: str | None = declare(
        "tempat", Text(200), "Tempat", "Tempat kegiatan.", example="Balai kota (contoh)", fact=True
    )
    products: tuple[str, ...] = declare(
        "produk", Many(Slug("produk")), "Produk", "Produk yang dibicarakan.", example="[kopi-semendo]"
    )
    sellers: tuple[str, ...] = declare(
        "penjual", Many(Slug("penjual")), "Penjual", "Penjual yang dibicarakan.", example="[dapur-pesisir]"
    )
    hashtags: tuple[str, ...] = declare(
        "tagar",
        Many(Text(60), most=10),
        "Tagar",
        "Tagar kampanye, dengan #.",
        example='["#BanggaBuatanIndonesia"]',
        fact=True,
    )
    video: str | None = declare(
        "video", VIDEO, "Video", "Alamat satu video YouTube tentang kabar ini.", example="https://youtu.be/contoh-1234"
    )
