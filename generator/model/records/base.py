"""What all kinds of content have in common."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Self

from generator.model import rules
from generator.model.dates import format_date, read_date
from generator.model.field_types import Many, Text, YesNo
from generator.model.fields import Reader, ValueType, declare
from generator.model.problem import Spot

Spots = Mapping[str, Spot]

DATE = ValueType[datetime.date](
    "tanggal",
    read_date,
    show=format_date,
    write=datetime.date.isoformat,
    pack=datetime.date.isoformat,
    unpack=datetime.date.fromisoformat,
)


class Reference(NamedTuple):
    """A record that another one names: the field, the kind and slug it points to, and where it was written."""

    field: str
    kind: str
    slug: str
    spot: Spot = Spot()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A file below `content/`: one seller, one product, one page. `slug` names it within its kind."""

    kind: ClassVar[str] = ""
    word: ClassVar[str] = ""  # what editors call it
    slug: str
    draft: bool = declare("draf", YesNo(), "Draf", "ya: belum diterbitkan.", example="ya", default=False)
    show_from: datetime.date | None = declare(
        "tayang_mulai", DATE, "Tayang mulai", "Hari pertama ditampilkan.", example="2026-12-01"
    )
    show_until: datetime.date | None = declare(
        "tayang_sampai", DATE, "Tayang sampai", "Hari terakhir ditampilkan.", example="2027-01-31"
    )
    aliases: tuple[str, ...] = declare(
        "alias", Many(Text(200)), "Alamat lama", "Alamat lama halaman ini; pengunjung diarahkan ke sini.",
        example="produk/nama-lama", default=())  # fmt: skip
    updated: datetime.date | None = declare(
        "diperbarui", DATE, "Diperbarui", "Tanggal data ini terakhir diperiksa.", example="2026-11-14"
    )
    summary: str | None = declare(
        "ringkasan", Text(300), "Ringkasan", "Satu kalimat yang membuat orang ingin tahu.",
        example="Keripik tempe tipis yang digoreng dua kali.")  # fmt: skip
    photos: tuple[str, ...] = declare(
        "foto", Many(Text(200), most=60), "Foto", "Nama berkas di content/foto, yang pertama menjadi foto utama.",
        example="keripik-tempe.jpg", default=())  # fmt: skip
    waived: tuple[str, ...] = declare(
        "angka_boleh", Many(Text(40)), "Angka yang dibolehkan",
        "Deretan angka yang mirip NIK tetapi bukan data pribadi.", example="1234567890123456", default=())  # fmt: skip

    @property
    def title(self) -> str:
        """The name shown for this record."""
        raise NotImplementedError

    @property
    def date(self) -> datetime.date | None:
        """The date of the record: updated, else first shown, else none. Never a file's time."""
        return self.updated or self.show_from

    def references(self) -> Iterator[Reference]:
        """The other records that this one names."""
        return iter(())

    def review(self, at: Reader, spots: Spots) -> None:
        """Note what is wrong between the fields of this record."""
        if self.show_from and self.show_until and self.show_from > self.show_until:
            at.log.add(rules.DATES_REVERSED, spots["tayang_sampai"],
                       f"tayang_sampai ({format_date(self.show_until)}) mendahului tayang_mulai ({format_date(self.show_from)}).",
                       "Tukar kedua tanggal itu atau hapus salah satunya.", field="tayang_sampai")  # fmt: skip

    def expiries(self) -> Iterator[tuple[str, datetime.date]]:
        """(field, last valid day) of every certificate with an end."""
        return iter(())

    def public(self) -> Self:
        """This record with everything removed that is not for the public. Pages never see more than this."""
        hidden = {name: value for name, value in self.hidden().items() if getattr(self, name) != value}
        return dataclasses.replace(self, **hidden) if hidden else self

    def hidden(self) -> dict[str, Any]:
        """What stands in the public face instead of what is not for the public, by attribute."""
        return {"waived": ()}
