"""Layanan: support for sellers, such as financing, training, mentoring or licensing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from generator.model import rules
from generator.model.field_types import Choice, Many, Text
from generator.model.fields import Reader, ValueType, declare
from generator.model.links import read_url
from generator.model.records.base import DATE, END_DATE, Record, Spots

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

    name: str = declare("nama", Text(160), "Nama", "Nama layanan.", example="Kelas foto produk (Contoh)", required=True)
    form: str | None = declare("jenis", Choice(SERVICE_KINDS), "Jenis", "pembiayaan, pelatihan, pendampingan, atau perizinan.",
                               example="pelatihan", fact=True)  # fmt: skip
    provider: str | None = declare("penyelenggara", Text(160), "Penyelenggara", "Kantor penyelenggara.",
                                   example="Dinas koperasi (contoh)", fact=True)  # fmt: skip
    day: datetime.date | None = declare("tanggal", DATE, "Tanggal", "Hari pertama.", example="2026-12-05", fact=True)
    until: datetime.date | None = declare(
        "sampai", END_DATE, "Sampai", "Hari terakhir.", example="2026-12-07", fact=True
    )
    terms: tuple[str, ...] = declare("syarat", Many(Text(300), most=30), "Syarat", "Yang perlu disiapkan.",
                                     example="[NIB, contoh produk]", default=())  # fmt: skip
    link: str | None = declare("tautan", ValueType[str]("tautan", read_url), "Tautan", "Halaman pendaftaran.",
                               example="https://contoh.example/")  # fmt: skip

    @property
    def title(self) -> str:
        """See `Record`."""
        return self.name

    @property
    def date(self) -> datetime.date | None:
        """Updated, else first shown, else its own day."""
        return self.updated or self.show_from or self.day

    def review(self, at: Reader, spots: Spots) -> None:
        """A service cannot end before it begins."""
        super(Service, self).review(at, spots)
        if self.until and self.day and self.until < self.day:
            at.log.add(
                rules.DATES_REVERSED,
                spots["sampai"],
                "sampai mendahului tanggal.",
                "Tukar kedua tanggal itu.",
                field="sampai",
            )
