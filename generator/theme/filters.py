"""Everything that a template may call. Each is a method of `TemplateFilters` (more in `formats`, `addresses`, `map_steps`), made anew for every page.

Templates see `page`, `site`, `strings` and these functions; a macro's file is imported `with context` to see them too.
Formats follow the language of the page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, cast

from markupsafe import Markup

from generator.model import address
from generator.model.cards import Photo, ProductCard, SellerCard
from generator.model.page import Page, RecordPage
from generator.model.share import HEIGHT, WIDTH, share_card
from generator.model.site_view import SiteView
from generator.model.structured_data import spell_json_ld, structured_data
from generator.motif.svg import draw_hanging, draw_motif
from generator.theme.addresses import NOT_FOUND, ROOT, Addresses
from generator.theme.formats import Language
from generator.theme.map_steps import MapSteps
from generator.theme.sanitise import safe_body, safe_drawing, safe_json
from generator.theme.statistics_formats import StatisticsFormats
from generator.theme.strings import Strings
from generator.theme.theme import Look

Fragments = dict[tuple[Any, ...], dict[tuple[Any, ...], str]]
MOST_FRAGMENTS = 12_000  # some 18 MB in each process


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


class TemplateFilters(Addresses, MapSteps, StatisticsFormats):
    """What templates can call while one page is written."""

    FUNCTIONS: ClassVar[tuple[str, ...]] = tuple(
        "absolute asset at body card_id count date date_short date_span exact facts figure fill hanging hours is_registered_mark json_ld label ladder lang "
        "length link map_labels motif number numbered option percent photo price profile remembered row_title rule_value rupiah share shop_name shop_url short_figure sourced spoken step tel "
        "url_host weekday whatsapp wording".split()
    )

    __slots__ = (
        "_assets",
        "_card_colours",
        "_drawn",
        "_fragments",
        "_options",
        "_photos",
        "_record_fallbacks",
        "_serial",
    )

    def __init__(
        self, look: Look, page: Page, site: SiteView, strings: Strings, fragments: Fragments | None = None
    ) -> None:
        super().__init__(cast("Language", look.language), site, strings)
        self.page = page
        self._ascent = "../" * page.path.count("/")
        surroundings = (
            look.language,
            look.assets,
            look.options,
            look.photos,
            site.digest,
            site.base_url,
            site.offline,
            page.path if page.path == NOT_FOUND else bool(self._ascent),
        )
        self._fragments = {} if fragments is None else fragments.setdefault(surroundings, {})
        self._assets, self._options, self._photos = dict(look.assets), dict(look.options), dict(look.photos)
        self._card_colours = look.card_colours
        self._record_fallbacks = page.fallbacks if isinstance(page, RecordPage) else frozenset()
        self._serial = 0
        self._drawn: set[str] = set()  # ids of the cards that stand on this page
        self._place = "page"

    def names(self) -> dict[str, Any]:
        """Every name in a template's reach."""
        functions = {name: getattr(self, name) for name in self.FUNCTIONS}
        return {"page": self.page, "site": self.site, "strings": self.strings, **functions}

    # ---------------------------------------------------------------------------- assets, options, pictures

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
        if self._card_colours is None or self.site.live:
            return None
        card = share_card(self.page, self.site, self._card_colours)
        return SharePicture(card.path, WIDTH, HEIGHT, card.alt)

    # ----------------------------------------------------------------------------------------------- fragments

    def remembered(self, macro: Any, *values: Any) -> Markup:
        """`macro(*values)`, written once for all pages of this language.

        Only for macros that look at nothing but their values, `site` and `strings`, and that show links as they are; cards
        count by their digest.
        """
        ids = [_card_id(value) for value in values if isinstance(value, (ProductCard, SellerCard))]
        if not self._drawn.isdisjoint(ids):  # a card that stands on this page already: drawn with an id of its own
            return self._written(macro, values, "again")
        self._drawn.update(ids)
        key = (id(macro._func.__code__), *[getattr(value, "digest", value) for value in values])
        found = self._fragments.get(key)
        if found is None:
            if len(self._fragments) >= MOST_FRAGMENTS:
                self._fragments.clear()
            found = str(self._written(macro, values, "fragment"))
            if "%00" in found:
                raise ValueError("Tautan di dalam remembered() tidak boleh diubah, contoh: link(…)|urlencode.")
            self._fragments[key] = found
        if self._place == "fragment":  # part of a larger fragment
            return Markup(found)  # noqa: S704 - escaped by jinja when it was written
        return Markup(found.replace(ROOT, self._ascent))  # noqa: S704 - likewise

    def _written(self, macro: Any, values: tuple[Any, ...], place: str) -> Markup:
        before, self._place = self._place, place
        written: Markup = macro(*values)
        self._place = before
        return written

    # ------------------------------------------------------------------------------------------------ records

    def _fallbacks(self) -> frozenset[str]:
        """See `Formats`; what is remembered for all pages knows no record."""
        return self._record_fallbacks if self._place == "page" else frozenset()

    def body(self, page: RecordPage) -> Markup:
        """The description of the page's record, sanitised; in a `div` of its own language where it is not translated."""
        found = safe_body(page.body, page.links, self.link)
        return Markup('<div lang="id">{}</div>').format(found) if found and page.body_falls_back else found

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


def _card_id(card: Any) -> str:
    return _short_id(card.mix, "_p" if isinstance(card, ProductCard) else "_u")


@lru_cache(maxsize=MOST_FRAGMENTS)
def _short_id(number: int, letters: str) -> str:
    for _ in range(5):
        number, digit = divmod(number, 36)
        letters += "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
    return letters
