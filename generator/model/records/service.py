"""Layanan: support for sellers, such as financing, training, mentoring or licensing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from generator.model.field_types import Choice, Many, Text
from generator.model.fields import ValueType, declare
from generator.model.links import read_url
from generator.model.records.base import DATE, END_DATE, Record, Traits

SERVICE_KINDS = {
    "pembiayaan": "Pembiayaan",
    "pelatihan": "Pelatihan",
    "pendampingan": "Pendampingan",
    "perizinan": "Perizinan",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Record):
    """A service for sellers, as editors describe it."""

    kind: ClassVar[str] = "layanan"
    word: ClassVar[str] = "layanan"
    traits: ClassVar[Traits] = Traits(order=5, sheet_order=5, sheet_names="program")

    name: str = declare("nama", Text(160), "Nama", "Nama layanan.", example="Kelas foto produk (Contoh)", required=True)
    form: str | None = declare(
        "jenis",
        Choice(SERVICE_KINDS),
        "Jenis",
        "pembiayaan, pelatihan, pendampingan, atau perizinan.",
        example="pelatihan",
        fact=True,
    )
    provider: str | None = declare(
        "penyelenggara",
        Text(160),
        "Penyelenggara",
        "Kantor penyelenggara.",
        example="Dinas koperasi (contoh)",
        fact=True,
    )
    day: datetime.date | None = declare("tanggal", DATE, "Tanggal", "Hari pertama.", example="2026-12-05", fact=True)
    until: datetime.date | None = declare(
        "sampai", END_DATE, "Sampai", "Hari terakhir.", example="2026-12-07", fact=True
    )
    terms: tuple[str, ...] = declare(
        "syarat", Many(Text(300), most=30), "Syarat", "Yang perlu disiapkan.", example="[NIB, contoh produk]"
    )
    link: str | None = declare(
        "tautan",
        ValueType[str]("tautan", read_url),
        "Tautan",
        "Halaman pendaftaran.",
        example="https://contoh.example/",
    )
