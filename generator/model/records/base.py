"""What all kinds of content have in common: fields, and what Etalase must know of a kind beside its fields."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Self, TypeVar

from generator.model import rules
from generator.model.dates import format_date, read_date, read_end_date
from generator.model.field_types import Many, Slug, Text, YesNo
from generator.model.fields import Field, Reader, ValueType, declare, fields_of
from generator.model.problem import Remarks, Spot
from generator.model.rulebook import DayRules, RuleRow

T = TypeVar("T")
Spots = Mapping[str, Spot]
PHOTO = "foto"  # as the kind of a reference: a photo below `content/foto/`
TITLES = ("nama", "judul")  # a record's title is the field with one of these keys


def _date(read: Callable[[str, Remarks], datetime.date | None]) -> ValueType[datetime.date]:
    return ValueType[datetime.date](
        "tanggal",
        read,
        show=format_date,
        write=datetime.date.isoformat,
        pack=datetime.date.isoformat,
        unpack=datetime.date.fromisoformat,
    )


DATE, END_DATE = _date(read_date), _date(read_end_date)


class Past(ValueType[T]):
    """A value that lies in the past where it is true. Whoever knows the day compares it, see `future_facts`."""


PAST_DATE = Past[datetime.date](
    "tanggal",
    read_date,
    show=format_date,
    write=datetime.date.isoformat,
    pack=datetime.date.isoformat,
    unpack=datetime.date.fromisoformat,
)


def is_illustration(photo: str) -> bool:
    """True for the name of a drawn picture, which must not pass for a photo of the goods: `ilustrasi-…`."""
    return photo.rsplit("/", 1)[-1].startswith("ilustrasi-")


class Reference(NamedTuple):
    """Something that a record names: the field, the kind and slug it points to, and where it was written."""

    field: str
    kind: str
    slug: str
    line: int = 0
    column: int = 0

    @property
    def spot(self) -> Spot:
        """Where it was written."""
        return Spot(self.line, self.column)


class Brief(NamedTuple):
    """What the card of a record is made from. Dates are ISO texts or empty."""

    name: str
    summary: str
    region: str
    form: str
    day: str
    until: str


class Traits(NamedTuple):
    """What Etalase must know of a kind of content beside its fields. The defaults serve a kind of which nothing is said.

    `title` and `purpose` stand in the menu and above the kind's list, by language; a theme may say `nav_<kind>`,
    `judul_<kind>` and `arti_<kind>` instead.
    """

    order: int = 50  # in menus, forms and search results, where products and sellers come first
    sheet_order: int = 50  # among the sheets of a workbook; after the kinds that this one refers to
    sheet_names: str = ""  # what offices call such a sheet besides, each in small letters without blanks
    is_listed: bool = True  # whether there is a list of its own as soon as something is in it
    newest_first: bool = False  # the order of that list; else by name
    title: Mapping[str, str] = {}
    purpose: Mapping[str, str] = {}
    brief: type[tuple[object, ...]] = Brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A file below `content/`: one seller, one product, one page. `slug` names it within its kind."""

    kind: ClassVar[str] = ""
    word: ClassVar[str] = ""  # what editors call it
    traits: ClassVar[Traits] = Traits()  # how the kind is listed; not for templates
    slug: str
    draft: bool = declare("draf", YesNo(), "Draf", "ya: belum diterbitkan.", example="ya", default=False)
    show_from: datetime.date | None = declare(
        "tayang_mulai", DATE, "Tayang mulai", "Hari pertama ditampilkan.", example="2026-12-01"
    )
    show_until: datetime.date | None = declare(
        "tayang_sampai", END_DATE, "Tayang sampai", "Hari terakhir ditampilkan.", example="2027-01-31"
    )
    aliases: tuple[str, ...] = declare(
        "alias",
        Many(Text(200)),
        "Alamat lama",
        "Alamat lama halaman ini; pengunjung diarahkan ke sini.",
        example="produk/nama-lama",
        default=(),
    )
    updated: datetime.date | None = declare(
        "diperbarui", PAST_DATE, "Diperbarui", "Tanggal data ini terakhir diperiksa.", example="2026-11-14"
    )
    summary: str | None = declare(
        "ringkasan",
        Text(300),
        "Ringkasan",
        "Satu kalimat yang membuat orang ingin tahu.",
        example="Keripik tempe tipis yang digoreng dua kali.",
    )
    photos: tuple[str, ...] = declare(
        "foto",
        Many(Text(200), most=60),
        "Foto",
        "Nama berkas di content/foto, yang pertama menjadi foto utama.",
        example="keripik-tempe.jpg",
        default=(),
    )
    waived: tuple[str, ...] = declare(
        "angka_boleh",
        Many(Text(40)),
        "Angka yang dibolehkan",
        "Deretan angka yang mirip NIK tetapi bukan data pribadi.",
        example="1234567890123456",
        default=(),
    )

    @classmethod
    def title_field(cls) -> Field:
        """The field whose text is shown as the name of a record."""
        return next(spec for spec in fields_of(cls) if spec.key in TITLES)

    @property
    def title(self) -> str:
        """The name shown for this record."""
        return str(getattr(self, self.title_field().attribute))

    @property
    def date(self) -> datetime.date | None:
        """The date of the record: updated, else first shown, else its own `day`, else none. Never a file's time."""
        day: datetime.date | None = getattr(self, "day", None)
        return self.updated or self.show_from or day

    def references(self) -> Iterator[Reference]:
        """The other records and the photos that this one names, in the order of its fields."""
        for spec in fields_of(type(self)):
            value = getattr(self, spec.attribute)
            if isinstance(spec.type, Slug) and value:
                yield Reference(spec.key, spec.type.kind, value)
            elif isinstance(spec.type, Many) and isinstance(spec.type.item, Slug):
                yield from (Reference(spec.key, spec.type.item.kind, slug) for slug in value)
        yield from (Reference(PHOTO, PHOTO, name) for name in self.photos)

    def brief(self, expired: tuple[str, ...]) -> tuple[object, ...]:
        """What its card is made from, of the type that `traits` names. `expired`: certificates past their last day.

        A kind that declares `region`, `form`, `day` or `until` shows them on its card.
        """
        region, form, day, until = (getattr(self, name, None) for name in ("region", "form", "day", "until"))
        return Brief(self.title, self.summary or "", region or "", form or "", iso(day), iso(until))

    def review(self, at: Reader, spots: Spots) -> None:
        """Note what is wrong between the fields of this record."""
        if self.show_from and self.show_until and self.show_from > self.show_until:
            at.log.add(
                rules.DATES_REVERSED,
                spots["tayang_sampai"],
                f"tayang_sampai ({format_date(self.show_until)}) mendahului tayang_mulai ({format_date(self.show_from)}).",
                "Tukar kedua tanggal itu atau hapus salah satunya.",
                field="tayang_sampai",
            )
        self._review_days(at, spots)

    def _review_days(self, at: Reader, spots: Spots) -> None:
        """What happens on several days cannot end before it begins."""
        day, until = getattr(self, "day", None), getattr(self, "until", None)
        if day and until and until < day:
            at.log.add(
                rules.DATES_REVERSED,
                spots["sampai"],
                "sampai mendahului tanggal.",
                "Tukar kedua tanggal itu.",
                field="sampai",
            )

    def expiries(self) -> Iterator[tuple[str, datetime.date]]:
        """(field, last valid day) of every certificate with an end."""
        return iter(())

    def longest_terms(self, day_rules: DayRules) -> Iterator[tuple[str, datetime.date, RuleRow]]:
        """(field, last valid day, rule) of every certificate that may hold for so many years at most."""
        return iter(())

    def public(self) -> Self:
        """This record with everything removed that is not for the public. Pages never see more than this."""
        hidden: dict[str, Any] = {name: value for name, value in self.hidden().items() if getattr(self, name) != value}
        return dataclasses.replace(self, **hidden) if hidden else self

    def hidden(self) -> dict[str, object]:
        """What stands in the public face instead of what is not for the public, by attribute."""
        return {"waived": ()}


def iso(day: datetime.date | None) -> str:
    """A day as an ISO text; empty for none."""
    return day.isoformat() if day else ""
