"""Kabar: news, campaigns and events."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.model import rules
from generator.model.field_types import Many, Slug, Text
from generator.model.fields import Reader, declare
from generator.model.records.base import DATE, END_DATE, Record, Reference, Spots
from generator.model.records.common import VIDEO


@dataclass(frozen=True, slots=True, kw_only=True)
class News(Record):
    """A piece of news or an event, as editors describe it."""

    kind: ClassVar[str] = "kabar"
    word: ClassVar[str] = "kabar"

    headline: str = declare(
        "judul", Text(160), "Judul", "Judul kabar.", example="Pasar kopi hulu Musi (Contoh)", required=True
    )
    day: datetime.date = declare("tanggal", DATE, "Tanggal", "Tanggal kabar atau hari pertama kegiatan.", example="2026-12-05",
                                 required=True)  # fmt: skip
    until: datetime.date | None = declare("sampai", END_DATE, "Sampai", "Hari terakhir kegiatan.", example="2026-12-07")
    venue: str | None = declare(
        "tempat", Text(200), "Tempat", "Tempat kegiatan.", example="Balai kota (contoh)", fact=True
    )
    products: tuple[str, ...] = declare("produk", Many(Slug("produk")), "Produk", "Produk yang dibicarakan.",
                                        example="[kopi-semendo]", default=())  # fmt: skip
    sellers: tuple[str, ...] = declare("penjual", Many(Slug("penjual")), "Penjual", "Penjual yang dibicarakan.",
                                       example="[dapur-pesisir]", default=())  # fmt: skip
    hashtags: tuple[str, ...] = declare("tagar", Many(Text(60), most=10), "Tagar", "Tagar kampanye, dengan #.",
                                        example='["#BanggaBuatanIndonesia"]', default=(), fact=True)  # fmt: skip

    video: str | None = declare("video", VIDEO, "Video", "Alamat satu video YouTube tentang kabar ini.",
                                example="https://youtu.be/contoh-1234")  # fmt: skip

    @property
    def title(self) -> str:
        """See `Record`."""
        return self.headline

    @property
    def date(self) -> datetime.date | None:
        """Updated, else first shown, else its own day."""
        return self.updated or self.show_from or self.day  # a headline without its day is no record

    def references(self) -> Iterator[Reference]:
        """The products and sellers it speaks of."""
        yield from (Reference("produk", "produk", slug) for slug in self.products)
        yield from (Reference("penjual", "penjual", slug) for slug in self.sellers)

    def review(self, at: Reader, spots: Spots) -> None:
        """An event cannot end before it begins."""
        super(News, self).review(at, spots)
        if self.until and self.until < self.day:
            at.log.add(
                rules.DATES_REVERSED,
                spots["sampai"],
                "sampai mendahului tanggal.",
                "Tukar kedua tanggal itu.",
                field="sampai",
            )
