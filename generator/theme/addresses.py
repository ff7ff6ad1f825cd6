"""Addresses as a page writes them: references to paths of the site, and links of others. Part of `Pen`."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from generator.model import address
from generator.model.links import profile_url
from generator.model.page import Page
from generator.model.page_parts import Pager
from generator.model.phone import Phone
from generator.theme.formats import Formats

NOT_FOUND = "404.html"
ROOT = "\0"  # in fragments: the way up to the site's root; no text of a page holds this character
LONGEST_HOST = 60  # characters of a host shown


class Addresses(Formats):
    """How one page refers to others. Links go by way of the root, so that they depend on its depth and on nothing else of it."""

    __slots__ = ("_ascent", "_place", "page")

    page: Page
    _ascent: str  # from the page up to the root: `../../`
    _place: str  # what is being written: the page itself, a fragment, or a card for the second time

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
        plain = re.sub(r"(halaman/\d+/)?([?#].*)?$", "", path, count=1, flags=re.DOTALL)  # of a list its first page
        section, _, rest = plain.partition("/")
        is_list = section in ("kategori", "wilayah", "cari", "pilihan", *self.site.more_sections) or not rest
        exists = plain in self.site.translated or (
            is_list and section in ("", "cari", "pilihan", *self.site.all_sections)
        )
        return address.localized(path, self.language) if exists else path

    def numbered(self, pager: Pager, number: int) -> str:
        """The path of page `number` of a list."""
        return address.numbered(pager.base, number)

    def url_host(self, url: str) -> str:
        """The host of an address, as readers know it."""
        return (urlsplit(url).hostname or url).removeprefix("www.")[:LONGEST_HOST]

    def shop_name(self, platform: str) -> str:
        """The name of a shop's platform."""
        return next((item.name for item in self.site.platforms if item.key == platform), platform)

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
