"""Everything that a template may call. Each is a method of `Pen` (formats: `Formats`), which is made anew for every page.

Templates see `page`, `site`, `strings` and these functions; a macro's file is imported `with context` to see them too.
Formats follow the language of the page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, cast
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.model import address
from generator.model.cards import Photo, ProductCard
from generator.model.links import platforms, profile_url
from generator.model.page import Page, Pager, RecordPage, RegionMap
from generator.model.phone import Phone
from generator.model.share import HEIGHT, WIDTH, share_card
from generator.model.site_view import SiteView
from generator.model.structured_data import spell_json_ld, structured_data
from generator.motif.svg import draw_hanging, draw_motif
from generator.theme.formats import Formats, Language
from generator.theme.map_labels import MapLabel, place_labels
from generator.theme.sanitise import safe_body, safe_drawing, safe_json
from generator.theme.strings import Strings
from generator.theme.theme import Look

SHARES = (0.1, 0.25, 0.45, 0.7)  # of the largest count: where the steps of a map end
LONGEST_HOST = 60  # characters of a host shown

Fragments = dict[tuple[Any, ...], dict[tuple[Any, ...], str]]
NOT_FOUND = "404.html"
MOST_FRAGMENTS = 20_000  # some 25 MB in each process
ROOT = "\0"  # in fragments: the way up to the site's root; no text of a page holds this character


class Shot(NamedTuple):
    """A photo as a page shows it. `src`, `width` and `height` are those of its JPEG, `srcset` lists its WebP files."""

    src: str
    width: int
    height: int
    path: str
    srcset: str
    sizes: str


class SharePicture(NamedTuple):
    """The share card of a page: its path from the site's root, for `absolute`, its size in pixels, and what it says."""

    path: str
    width: int
    height: int
    alt: str


class Pen(Formats):
    """What templates can call while one page is written."""

    FUNCTIONS: ClassVar[tuple[str, ...]] = tuple(
        "absolute asset at body card_id count date date_short date_span exact facts fill hanging hours json_ld label ladder length "
        "link map_labels motif number numbered option percent photo price profile remembered rupiah share shop_name shop_url step tel "
        "url_host weekday whatsapp".split()
    )

    __slots__ = (
        "_ascent",
        "_assets",
        "_drawn",
        "_fragments",
        "_options",
        "_photos",
        "_place",
        "_serial",
        "_share_cards",
        "page",
    )

    def __init__(
        self, look: Look, page: Page, site: SiteView, strings: Strings, fragments: Fragments | None = None
    ) -> None:
        super().__init__(cast("Language", look.language), site, strings)
        self.page = page
        # Links go by way of the root, so that they depend on how deep a page lies and on nothing else of it.
        self._ascent = "../" * page.path.count("/")
        surroundings = (
            look.language, look.assets, look.options, look.photos, site.digest, site.base_url, site.offline,
            page.path if page.path == NOT_FOUND else bool(self._ascent),
        )  # fmt: skip
        self._fragments = {} if fragments is None else fragments.setdefault(surroundings, {})
        self._assets, self._options, self._photos = dict(look.assets), dict(look.options), dict(look.photos)
        self._share_cards = look.share_cards
        self._serial = 0
        self._drawn: set[str] = set()  # ids of the cards that stand on this page
        self._place = "page"  # what is being written: the page itself, a fragment, or a card for the second time

    def names(self) -> dict[str, Any]:
        """Every name in a template's reach."""
        functions = {name: getattr(self, name) for name in self.FUNCTIONS}
        return {"page": self.page, "site": self.site, "strings": self.strings, **functions}

    # ------------------------------------------------------------------------------------------------ addresses

    def link(self, path: str) -> str:
        """The reference from this page to a path of the site, in the language of the page where there is such a page.

        An address elsewhere stays as it is.
        """
        if re.match("(?:https?|mailto|tel):", path):
            return path
        return self.exact(self._localized(path.removeprefix("/")))

    def exact(self, path: str) -> str:
        """The reference from this page to just this path: for assets, and for the same page in another language."""
        path = path.removeprefix("/")
        if self.page.path == NOT_FOUND and not self.site.offline:
            return (urlsplit(self.site.base_url).path or "/") + path
        ascent = ROOT if self._place == "fragment" and self._ascent else self._ascent
        return address.relative(ascent, path, offline=self.site.offline)

    def absolute(self, path: str) -> str:
        """The full address of a path: for canonical links and Open Graph only."""
        return self.site.base_url + path.removeprefix("/")

    def _address(self, path: str) -> str:
        return self.absolute(self._localized(path.removeprefix("/")))

    def at(self, kind: str, slug: str = "") -> str:
        """The path of a record, a region (by code), a category or a list; `link` leads to it in the language of the page.

        `at("produk", slug)`, `at("wilayah", "16.71")`, `at("kategori", "kuliner")`, `at("kabar")`, `at("")` for home.
        """
        if not kind:
            return ""
        if kind == "wilayah" and slug:
            slug = self.site.region(slug).slug
        return f"{'' if kind == 'halaman' else kind + '/'}{slug + '/' if slug else ''}"

    def _localized(self, path: str) -> str:
        """A path of the site in the language of this page, if it has a page there; files and assets have none."""
        if self.language == "id" or path.startswith((f"{self.language}/", "aset/")):
            return path
        plain = re.split("[?#]", path, maxsplit=1)[0]
        section, _, rest = plain.partition("/")
        is_list = (
            not plain
            or section in ("kategori", "wilayah", "cari", "pilihan")
            or rest.startswith("halaman/")
            or not rest
        )
        exists = plain in self.site.translated or (is_list and section in ("", "cari", "pilihan", *self.site.sections))
        return address.localized(path, self.language) if exists else path

    def numbered(self, pager: Pager, number: int) -> str:
        """The path of page `number` of a list."""
        return address.numbered(pager.base, number)

    def asset(self, name: str) -> str:
        """The reference to an asset of the theme. Names are written out, so that pages change with the assets they use.

        `laman.css` is what only this kind of page needs of style; empty where it needs nothing.
        """
        if name not in self._assets:
            raise LookupError(f'asset("{name}") tidak ada di tema ini.')
        return self.exact(self._assets[name]) if self._assets[name] else ""

    def option(self, name: str) -> str:
        """The site's choice for an option of the theme."""
        if name not in self._options:
            raise LookupError(f'Opsi "{name}" tidak ada di theme.yaml.')
        return self._options[name]

    def photo(self, photo: Photo, use: str = "galeri") -> Shot:
        """A photo for a use that `theme.yaml` declares: `galeri` or `kecil` for the photos of this page, `kartu` on a card."""
        known = self._photos.get(use)
        if known is None:
            raise ValueError(f'Foto untuk "{use}" tidak ada di theme.yaml; yang ada: {", ".join(self._photos)}.')
        widths = sorted({min(width, photo.width) for width in known.widths})
        files = [f"{self.exact(address.photo_path(photo, width))} {width}w" for width in widths]
        path = address.fallback_path(photo)
        return Shot(
            self.exact(path), *address.shown_size(photo, address.FALLBACK_WIDTH), path, ", ".join(files), known.sizes
        )

    def share(self) -> SharePicture | None:
        """The share card of this page; None in a preview, and in a theme without `bagikan: true`."""
        if not self._share_cards or self.site.live:
            return None
        card = share_card(self.page, self.site)
        return SharePicture(card.path, WIDTH, HEIGHT, card.alt)

    def url_host(self, url: str) -> str:
        """The host of an address, as readers know it."""
        return (urlsplit(url).hostname or url).removeprefix("www.")[:LONGEST_HOST]

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
        """`macro(*values)`, written once for all pages of this language.

        Only for macros that look at nothing but their values, `site` and `strings`, and that show links as they are; cards
        count by their digest.
        """
        ids = {_card_id(value) for value in values if hasattr(value, "mix")}
        if not ids.isdisjoint(self._drawn):  # a card that stands on this page already: drawn with an id of its own
            return self._written(macro, values, "again")
        self._drawn |= ids
        key = (id(macro._func.__code__), *[getattr(value, "digest", value) for value in values])
        found = self._fragments.get(key)
        if found is None:
            if len(self._fragments) >= MOST_FRAGMENTS:
                self._fragments.clear()
            found = self._fragments[key] = str(self._written(macro, values, "fragment"))
            if "%00" in found:
                raise ValueError("Tautan di dalam remembered() tidak boleh diubah, contoh: link(…)|urlencode.")
        if self._place == "fragment":  # part of a larger fragment
            return Markup(found)  # noqa: S704 - escaped by jinja when it was written
        return Markup(found.replace(ROOT, self._ascent))  # noqa: S704 - likewise

    def _written(self, macro: Any, values: tuple[Any, ...], place: str) -> Markup:
        before, self._place = self._place, place
        written: Markup = macro(*values)
        self._place = before
        return written

    # ------------------------------------------------------------------------------------------------ records

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
        things = structured_data(self.page, self.site, self._address, title=title, home=home, section=section)
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
        """An id for the drawing of a card: short, the same on every page, and only once on each."""
        id = _card_id(card)
        if self._place == "again" or (self._place == "page" and id in self._drawn):
            return self._next_id()
        self._drawn.add(id)
        return id

    def _next_id(self) -> str:
        if self._place == "fragment":
            raise ValueError("Gambar di dalam remembered() memerlukan id, contoh: card_id(kartu).")
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


def _ladder(most: int) -> list[tuple[int, int, int]]:
    """Steps 1 to 5 up to `most`, growing; small counts fill only the upper ones, so that the largest is always step 5."""
    bounds = sorted({max(1, round(most * share)) for share in SHARES} | {most}) if most > 0 else []
    first = 6 - len(bounds)
    return [(first + index, (bounds[index - 1] if index else 0) + 1, bound) for index, bound in enumerate(bounds)]


def _card_id(card: Any) -> str:
    return _short_id(card.mix, "_p" if isinstance(card, ProductCard) else "_u")


@lru_cache(maxsize=MOST_FRAGMENTS)
def _short_id(number: int, letters: str) -> str:
    for _ in range(5):
        number, digit = divmod(number, 36)
        letters += "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
    return letters
