"""Share cards: the picture that a chat shows under a link. Which card a page has, what stands on it, and where it lies.

Records with a photo have a card of their own, products and sellers without one share the card of their category and
region, lists have that of their region or category, and all the rest that of the site. No price stands on a card: chats
keep the picture for years.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.model.cards import Photo
from generator.model.collate import slugify
from generator.model.digest import fingerprint
from generator.model.page import Page, RecordPage
from generator.model.page_kinds import CategoryPage, ProductPage, RegionPage, SellerPage
from generator.model.site_view import SiteView

WIDTH, HEIGHT = 800, 420  # pixels: chats show a large picture from 600 on, and more costs drawing and data


class CardColours(NamedTuple):
    """The colours of a card, as `#rrggbb`: its ground, what is written large and small, and the mark above the site's name."""

    ground: str = "#f8f5f0"
    ink: str = "#221715"
    soft: str = "#5b4f48"
    accent: str = "#6b1128"


class ShareCard(NamedTuple):
    """What stands on a card. `region` chooses the dyes, `category` the figure (empty: what the region is known by)."""

    slug: str
    title: str
    lines: tuple[str, ...]
    site: str
    region: str
    category: str = ""
    photo: Photo | None = None
    note: str = ""
    colours: CardColours = CardColours()

    @property
    def name(self) -> str:
        """Its file's name; it changes with what stands on the card, so that chats fetch it anew."""
        return f"{self.slug}-{_mark(self)}.jpg"

    @property
    def path(self) -> str:
        """Where the card lies."""
        return f"aset/kartu/{self.name}"

    @property
    def alt(self) -> str:
        """The card in words."""
        return ", ".join((self.title, *self.lines))


@lru_cache(maxsize=512)  # pages without a photo share a card
def _mark(card: ShareCard) -> str:
    return fingerprint(*card)[:8]


def share_card(page: Page, site: SiteView, colours: CardColours) -> ShareCard:
    """The card of a page, in the colours of the theme."""
    return _card_of(page, site)._replace(colours=colours)


def _card_of(page: Page, site: SiteView) -> ShareCard:
    if isinstance(page, RecordPage) and page.photos:
        return _of_record(page, page.photos[0], site)
    if isinstance(page, (ProductPage, SellerPage)):
        card, region = page.card, site.region(page.card.region)
        category = site.category_name(card.category)
        return ShareCard(
            f"{slugify(card.category)}-{region.slug}", category, (region.full,), site.title, region.code, card.category
        )
    if isinstance(page, RegionPage):
        region = site.region(page.code)
        return ShareCard(region.slug, region.full, (site.province_name,), site.title, region.code)
    if isinstance(page, CategoryPage):
        name = site.category_name(page.category)
        return ShareCard(slugify(page.category), name, (site.province_name,), site.title, site.province, page.category)
    return ShareCard("situs", site.title, (site.description,) if site.description else (), "", site.province)


def _of_record(page: RecordPage, photo: Photo, site: SiteView) -> ShareCard:
    region = site.province
    lines: tuple[str, ...] = ()
    if isinstance(page, ProductPage):
        region = page.card.region
        lines = (page.seller.name, site.region(region).full)
    elif isinstance(page, SellerPage):
        region = page.card.region
        lines = (site.category_name(page.card.category), site.region(region).full)
    note = ("Illustration" if site.language == "en" else "Ilustrasi") if photo.is_illustration else ""
    return ShareCard(page.slug, page.title, lines, site.title, region, photo=photo, note=note)
