"""Pojok UMKM: a physical corner where products of the region are shown or sold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.dates import read_hours
from generator.model.field_types import Many, Slug, Text
from generator.model.fields import Reader, ValueType, declare
from generator.model.place_types import Point, RegionCode
from generator.model.records.base import Record, Spots, Traits
from generator.model.records.common import review_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner(Record):
    """A Pojok UMKM, as editors describe it."""

    kind: ClassVar[str] = "pojok"
    word: ClassVar[str] = "pojok UMKM"
    traits: ClassVar[Traits] = Traits(order=4, sheet_order=3, sheet_names="pojokumkm")

    name: str = declare(
        "nama", Text(120), "Nama", "Nama pojok UMKM.", example="Pojok UMKM Kantor Camat (Contoh)", required=True
    )
    region: str = declare(
        "kabupaten", RegionCode(), "Kabupaten/kota", "Kode atau nama kabupaten/kota.", example='"16.71"', required=True
    )
    address: str = declare(
        "alamat",
        Text(240),
        "Alamat",
        "Alamat pojok ini.",
        example="Lantai 1 gedung pelayanan",
        required=True,
        fact=True,
    )
    point: tuple[float, float] | None = declare(
        "titik", Point(), "Titik di peta", "Lintang dan bujur.", example="[-2.99, 104.75]"
    )
    hours: str | None = declare(
        "jam",
        ValueType[str]("jam", read_hours),
        "Jam buka",
        "Hari dan jam.",
        example="Senin–Jumat 08.00–16.00",
        fact=True,
    )
    keeper: str | None = declare(
        "pengelola",
        Text(120),
        "Pengelola",
        "Kantor yang mengelola, bukan nama orang.",
        example="Dinas koperasi (contoh)",
        fact=True,
    )
    sellers: tuple[str, ...] = declare(
        "penjual", Many(Slug("penjual")), "Penjual", "Penjual yang produknya ada di sini.", example="[dapur-pesisir]"
    )

    def review(self, at: Reader, spots: Spots) -> None:
        """Check the point against the region."""
        super(Corner, self).review(at, spots)
        review_place(self.region, None, self.point, at, spots)
