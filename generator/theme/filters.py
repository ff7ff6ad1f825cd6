"""Everything that a template may call, in one place. Each is a method of `Pen`, which is made anew for every page.

Templates see `page`, `site`, `strings` and these functions; a macro's file is imported `with context` to see them too.
Formats follow the language of the page.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any, ClassVar, Literal, NamedTuple, cast
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.model import address
from generator.model.cards import Label, Photo, ProductCard
from generator.model.dates import format_date, format_hours, zone_of
from generator.model.field_types import Choice, Many
from generator.model.fields import FieldType, ValueType, fields_of
from generator.model.links import platforms, profile_url
from generator.model.money import Price, format_price, format_rupiah
from generator.model.numbers import format_number, format_percent
from generator.model.page import Page, Pager, RecordPage, RegionMap, SiteView
from generator.model.phone import Phone
from generator.model.records.base import DATE
from generator.model.structured_data import spell_json_ld, structured_data
from generator.theme.map_labels import MapLabel, place_labels
from generator.theme.motif import draw_hanging, draw_motif
from generator.theme.sanitise import safe_body, safe_drawing, safe_json
from generator.theme.strings import Strings
from generator.theme.theme import Look

Language = Literal["id", "en"]
Day = datetime.date | str  # a date, or an ISO text
PHOTO_WIDTHS = (800,)
SHARES = (0.1, 0.25, 0.45, 0.7)  # of the largest count: where the steps of a map end
LONGEST_FRAGMENT = 60  # characters of a host shown


Fragments = dict[tuple[Any, ...], dict[tuple[Any, ...], Markup]]
NOT_FOUND = "404.html"
MOST_FRAGMENTS = 6000  # some 8 MB in each process


class Shot(NamedTuple):
    """A photo at the size it is shown."""

    src: str
    width: int
    height: int
    path: str


class Pen:
    """What templates can call while one page is written."""

    FUNCTIONS: ClassVar[tuple[str, ...]] = tuple(
        "absolute asset at body card_id count date date_short date_span facts fill hanging hours json_ld label ladder length "
        "link map_labels motif number numbered option percent photo price profile remembered rupiah shop_name shop_url step tel "
        "url_host weekday whatsapp".split()
    )

    __slots__ = (
        "_again",
        "_assets",
        "_fragments",
        "_options",
        "_origin",
        "_serial",
        "_written",
        "language",
        "page",
        "site",
        "strings",
    )

    def __init__(
        self, look: Look, page: Page, site: SiteView, strings: Strings, fragments: Fragments | None = None
    ) -> None:
        self.page, self.site, self.strings = page, site, strings
        # Links depend on how deep a page lies and on nothing else of it, so that fragments fit every page of that depth.
        self._origin = "~/" * page.path.count("/")
        surroundings = (
            look.language, look.assets, look.options, site.digest, site.base_url, site.offline,
            "404" if page.path == NOT_FOUND else self._origin,
        )  # fmt: skip
        self._fragments = {} if fragments is None else fragments.setdefault(surroundings, {})
        self.language = cast("Language", look.language)
        self._assets, self._options = dict(look.assets), dict(look.options)
        self._serial = 0
        self._written: set[tuple[Any, ...]] = set()
        self._again = False

    def names(self) -> dict[str, Any]:
        """Every name in a template's reach."""
        functions = {name: getattr(self, name) for name in self.FUNCTIONS}
        return {"page": self.page, "site": self.site, "strings": self.strings, **functions}

    # ------------------------------------------------------------------------------------------------ addresses

    def link(self, path: str) -> str:
        """The reference from this page to a path of the site; an address elsewhere stays as it is."""
        if re.match("(?:https?|mailto|tel):", path):
            return path
        path = path.removeprefix("/")
        if self.page.path == NOT_FOUND and not self.site.offline:
            return (urlsplit(self.site.base_url).path or "/") + path
        return address.relative(self._origin, path, offline=self.site.offline)

    def absolute(self, path: str) -> str:
        """The full address of a path: for canonical links and Open Graph only."""
        return self.site.base_url + path.removeprefix("/")

    def at(self, kind: str, slug: str = "") -> str:
        """The path of a record, a region (by code), a category or a list, in the language of this page.

        `at("produk", slug)`, `at("wilayah", "16.71")`, `at("kategori", "kuliner")`, `at("kabar")`, `at("")` for home.
        """
        root = "" if self.language == "id" else f"{self.language}/"
        if not kind:
            return root
        if kind == "wilayah" and slug:
            slug = self.site.region(slug).slug
        return f"{root}{'' if kind == 'halaman' else kind + '/'}{slug + '/' if slug else ''}"

    def numbered(self, pager: Pager, number: int) -> str:
        """The path of page `number` of a list."""
        return address.numbered(pager.base, number)

    def asset(self, name: str) -> str:
        """The reference to an asset of the theme. Names are written out, so that pages change with the assets they use."""
        if name not in self._assets:
            raise LookupError(f'asset("{name}") tidak ada di tema ini.')
        return self.link(self._assets[name])

    def option(self, name: str) -> str:
        """The site's choice for an option of the theme."""
        if name not in self._options:
            raise LookupError(f'Opsi "{name}" tidak ada di theme.yaml.')
        return self._options[name]

    def photo(self, photo: Photo, width: int) -> Shot:
        """A photo at most `width` wide, as `src`, `width`, `height`."""
        if width not in PHOTO_WIDTHS:
            raise ValueError(f"Foto selebar {width} tidak dibuat; yang ada: {', '.join(map(str, PHOTO_WIDTHS))}.")
        path = address.photo_path(photo, width)
        return Shot(self.link(path), *address.shown_size(photo, width), path)

    def url_host(self, url: str) -> str:
        """The host of an address, as readers know it."""
        return (urlsplit(url).hostname or url).removeprefix("www.")[:LONGEST_FRAGMENT]

    def shop_name(self, platform: str) -> str:
        """The name of a shop's platform."""
        return platforms()[platform].name if platform in platforms() else platform

    def shop_url(self, shop: Any) -> str:
        """The address of a shop, if its scheme is one that may be linked to."""
        return str(shop.url) if str(shop.url).startswith(("https://", "http://")) else ""

    def profile(self, platform: str, handle: str) -> str:
        """The address of an account on a social network."""
        return profile_url(platform, handle)

    def whatsapp(self, phone: Phone, text: str = "") -> str:
        """The address of a chat with `text` filled in; built from the parsed number. Empty for a landline."""
        return phone.whatsapp(text)

    def tel(self, phone: Phone) -> str:
        """The address that dials a number."""
        return phone.tel

    # ----------------------------------------------------------------------------------------------- fragments

    def remembered(self, macro: Any, *values: Any) -> Markup:
        """`macro(*values)`, written once for all pages of this depth and language.

        Only for macros that look at nothing but their values, `site` and `strings`; cards count by their digest.
        """
        key = (id(macro._func.__code__), *[getattr(value, "digest", value) for value in values])
        if key in self._written:  # a second time on this page: with ids of its own
            self._again = True
            second: Markup = macro(*values)
            self._again = False
            return second
        self._written.add(key)
        found = self._fragments.get(key)
        if found is None:
            if len(self._fragments) >= MOST_FRAGMENTS:
                self._fragments.clear()
            found = self._fragments[key] = macro(*values)
        return found

    # ------------------------------------------------------------------------------------------------- formats

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

    # ------------------------------------------------------------------------------------------------ records

    def label(self, label: Label) -> str:
        """A card's label in words: `strings.label_<kind>` with `{teks}`."""
        return self.fill(self.strings[f"label_{label.kind}"], teks=label.text).strip()

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
                found.append((words, self._shown(spec.type, value, spec.key)))
        return found

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

    def body(self, page: RecordPage) -> Markup:
        """The description of the page's record, sanitised."""
        return safe_body(page.body, page.links, self.link)

    def json_ld(self, title: str = "") -> Markup:
        """What search engines are told about this page, as JSON-LD; empty for pages that they shall leave alone.

        Stands alone inside `<script type="application/ld+json">`. `title` is the heading shown where the page has none.
        """
        above = f"nav_{self.page.section}"
        words = {key: self.strings[key] for key in ("beranda", above) if key in self.strings}
        home, section = words.get("beranda", ""), words.get(above, "")
        things = structured_data(self.page, self.site, self.absolute, title=title, home=home, section=section)
        return safe_json(spell_json_ld(things))

    # ----------------------------------------------------------------------------------------------- drawings

    def motif(self, category: str, region: str, name: str, width: int = 240, height: int = 180, id: str = "") -> Markup:
        """The cloth of a product without a photo: category chooses the figure, region the dyes, name the arrangement.

        `id` is needed in fragments that are remembered (`card_id`); elsewhere the page numbers its drawings.
        """
        return safe_drawing(draw_motif(category, region, name, id or self._next_id(), width, height))

    def hanging(self, region: str, width: int, height: int, id: str = "") -> Markup:
        """The cloth that a region is known by, `width` by `height` units."""
        return safe_drawing(draw_hanging(region, id or self._next_id(), width, height))

    def card_id(self, card: Any) -> str:
        """An id for the drawing of a card: short, and the same on every page."""
        if self._again:
            return self._next_id()
        number, letters = card.mix, "_p" if isinstance(card, ProductCard) else "_u"
        for _ in range(5):
            number, digit = divmod(number, 36)
            letters += "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
        return letters

    def _next_id(self) -> str:
        self._serial += 1
        return f"_{self._serial}."  # ids of the content cannot begin so

    def length(self, count: int, most: int) -> int:
        """How long the cloth of a region hangs: 36 to 250 units, growing ever slower with its count."""
        return round(36 + 214 * (count / most) ** 0.62) if most > 0 and count > 0 else 110

    def ladder(self, most: int) -> list[tuple[int, int, int]]:
        """The steps of a map's legend: (step, from, to); step 0 stands for none."""
        return [(0, 0, 0), *_ladder(most)]

    def step(self, value: int, most: int) -> int:
        """The step 0 to 5 of a count on the map's ladder: 0 for none, the others by share of the largest."""
        return next((step for step, low, high in _ladder(most) if low <= value <= high), 0)

    def map_labels(self, chart: RegionMap) -> list[MapLabel]:
        """The names that fit on a map, each where it meets no other."""
        return place_labels(chart, {item.code: item.short for item in self.site.regions})


def _day(day: Day) -> datetime.date:
    return datetime.date.fromisoformat(day) if isinstance(day, str) else day


def _ladder(most: int) -> list[tuple[int, int, int]]:
    """Steps 1 to 5 up to `most`, growing; small counts fill only the upper ones, so that the largest is always step 5."""
    bounds = sorted({max(1, round(most * share)) for share in SHARES} | {most}) if most > 0 else []
    first = 6 - len(bounds)
    return [(first + index, (bounds[index - 1] if index else 0) + 1, bound) for index, bound in enumerate(bounds)]
