"""Formats that follow the language of a page: money, numbers, dates, counts, and the facts of a record. Part of `Pen`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any, Literal

from markupsafe import Markup

from generator.model.cards import Label, PageCard, ProductCard, SellerCard
from generator.model.dates import format_date, format_hours, zone_of
from generator.model.field_types import Choice, Many
from generator.model.fields import FieldType, ValueType, fields_of
from generator.model.licences import is_registered_mark
from generator.model.money import Price, format_price, format_rupiah
from generator.model.numbers import format_number, format_percent
from generator.model.records.base import DATE
from generator.model.site_view import SiteView
from generator.theme.strings import Strings

Language = Literal["id", "en"]
INDONESIAN = Markup(' lang="id"')
Day = datetime.date | str  # a date, or an ISO text


class Formats:
    """How values are written for readers of one language."""

    __slots__ = ("language", "site", "strings")

    def __init__(self, language: Language, site: SiteView, strings: Strings) -> None:
        self.language, self.site, self.strings = language, site, strings

    def price(self, price: Price) -> str:
        """`Rp25.000`, a range, or `Mulai Rp1.500`; without unit."""
        return format_price(price, self.language)

    def rupiah(self, amount: int) -> str:
        """`Rp25.000`."""
        return format_rupiah(amount, self.language)

    def number(self, value: int) -> str:
        """`1.250`."""
        return format_number(value, self.language)

    def percent(self, hundredths: int) -> str:
        """`62,35%` of 6235."""
        return format_percent(hundredths, self.language)

    def date(self, day: Day) -> str:
        """`21 November 2026`."""
        return format_date(_day(day), "long", self.language)

    def date_short(self, day: Day) -> str:
        """`21 Nov 2026`."""
        return format_date(_day(day), "short", self.language)

    def date_span(self, first: Day, last: Day) -> str:
        """`1–31 Oktober 2026`, `27 November – 3 Desember 2026`, or one day."""
        begin, end = _day(first), _day(last)
        if begin == end:
            return self.date(begin)
        if (begin.year, begin.month) == (end.year, end.month):
            return f"{begin.day}–{self.date(end)}"
        shown = self.date(begin)
        return f"{shown.removesuffix(f' {end.year}')} – {self.date(end)}"

    def weekday(self, day: Day) -> str:
        """`Sabtu, 21 November 2026`."""
        return format_date(_day(day), "weekday", self.language)

    def hours(self, hours: str) -> str:
        """Opening hours with the province's time zone."""
        return format_hours(hours, zone_of(self.site.province).name)

    def fill(self, text: str, **values: object) -> str:
        """A text with its `{names}` filled in."""
        return re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), text)

    def count(self, key: str, number: int, **more: object) -> str:
        """A count in words: `strings.n_produk` with `{n}`; for exactly one, `strings.n_produk_1`."""
        text = self.strings[f"{key}_1" if number == 1 else key]
        return self.fill(text, n=format_number(number, self.language), **more)

    def label(self, label: Label) -> str:
        """A card's label in words: `strings.label_<kind>` with `{teks}`."""
        return self.fill(self.strings[f"label_{label.kind}"], teks=label.text).strip()

    def lang(self, text: str, card: ProductCard | SellerCard | PageCard | None = None) -> Markup:
        """` lang="id"` for a text that is still in Indonesian on a page of another language, else nothing: for inside of a tag.

        `card`: the card that a text stands on; without one it is the page's own.
        """
        is_foreign = text in self.site.fallbacks or text in (card.fallbacks if card else self._fallbacks())
        return INDONESIAN if is_foreign else Markup()

    def spoken(self, text: str, card: ProductCard | SellerCard | PageCard) -> str:
        """A text of a card for within other text: in a `<span lang="id">` where it is still in Indonesian on a page of another language."""
        language = self.lang(text, card)
        return Markup("<span{}>{}</span>").format(language, text) if language else text

    def _fallbacks(self) -> frozenset[str]:
        """The texts of the page's own record that nobody has translated."""
        return frozenset()

    def is_registered_mark(self, number: str) -> bool:
        """True for the number of a registered trade mark, False for that of an application."""
        return is_registered_mark(number)

    def facts(self, record: Any, without: Iterable[str] = ()) -> list[tuple[str, str]]:
        """(label, value) of a record's fields that are declared as facts and filled in."""
        hidden = frozenset(without)
        found = []
        for spec in fields_of(type(record)):
            value = getattr(record, spec.attribute)
            if spec.fact and value not in (None, (), "") and spec.key not in hidden:
                words = (
                    self.strings[f"fakta_{spec.key}"]
                    if self.language != "id" and f"fakta_{spec.key}" in self.strings
                    else spec.label
                )
                found.append((words, self._told(self._shown(spec.type, value, spec.key), value)))
        return found

    def _told(self, shown: str, value: Any) -> str:
        """What is shown, marked where it is still in Indonesian."""
        texts = value if isinstance(value, tuple) else (value,)
        is_foreign = not self._fallbacks().isdisjoint(text for text in texts if isinstance(text, str))
        return Markup('<span lang="id">{}</span>').format(shown) if is_foreign else shown

    def _shown(self, kind: FieldType[Any], value: Any, key: str) -> str:
        if kind is DATE:
            return self.date(value)
        if key == "jam":
            return self.hours(value)
        if isinstance(kind, Many):
            return ", ".join(self._shown(kind.item, item, key) for item in value)
        if isinstance(kind, Choice) and self.language != "id":
            word = f"nilai_{value}".replace("-", "_")
            return self.strings[word] if word in self.strings else kind.show(value)
        if isinstance(kind, ValueType) and kind.kind == "angka":
            return self.number(value)
        return kind.show(value)


def _day(day: Day) -> datetime.date:
    return datetime.date.fromisoformat(day) if isinstance(day, str) else day
