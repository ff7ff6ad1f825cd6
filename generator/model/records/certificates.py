"""The certificates of a product that have a number and a last day: halal and P-IRT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.field_types import Choice
from generator.model.fields import ValueType, declare
from generator.model.licences import pirt_last_year, read_halal, read_pirt
from generator.model.records.base import END_DATE

HALAL_STATES = {
    "bersertifikat": "Bersertifikat halal",
    "proses": "Sertifikat halal dalam proses",
    "tidak-wajib": "Tidak wajib bersertifikat halal",
    "non-halal": "Non-halal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Halal:
    """Halal status of a product (BPJPH)."""

    status: str = declare(
        "status", Choice(HALAL_STATES), "Status", "Keadaan sertifikat.", example="bersertifikat", required=True
    )
    number: str | None = declare(
        "nomor", ValueType[str]("halal", read_halal), "Nomor", "ID dan 17 angka.", example="ID00000000000000012"
    )
    until: date | None = declare(
        "sampai", END_DATE, "Berlaku sampai", "Hari terakhir berlaku, bila ada.", example="2029-05-01"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pirt:
    """Licence of a home food producer (SPP-IRT)."""

    number: str = declare(
        "nomor", ValueType[str]("pirt", read_pirt), "Nomor", "15 angka.", example='"2000000000012-30"', required=True
    )
    until: date | None = declare(
        "sampai",
        END_DATE,
        "Berlaku sampai",
        "Hari terakhir berlaku; bila kosong, tahun di nomornya.",
        example="2030-12-31",
    )

    @property
    def last_day(self) -> date | None:
        """The last valid day: as written, else the end of the year that the number ends in."""
        year = pirt_last_year(self.number)
        return self.until or (date(year, 12, 31) if year else None)
