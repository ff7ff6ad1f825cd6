"""The public face of a site's settings: what every template sees as `site`. Never counts, or everything would change at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.page_parts import Link
from generator.model.phone import Phone


class CategoryName(NamedTuple):
    """A category as templates see it."""

    slug: str
    name: str


class RegionName(NamedTuple):
    """A kabupaten/kota as templates see it: `short` without "Kabupaten", `full` with it; `slug` for its address."""

    code: str
    short: str
    full: str
    slug: str


class PlatformName(NamedTuple):
    """A platform as templates see it: one that is running."""

    key: str  # as records write it
    name: str  # what people call it
    kind: str  # toko, pengadaan or peta


class OfficeView(NamedTuple):
    """The office that answers for the site. Empty texts where nothing is known."""

    name: str
    address: str = ""
    whatsapp: Phone | None = None
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every template sees as `site`: settings, never counts."""

    digest: str = ""  # of everything below; set by whoever makes the view
    title: str
    description: str
    base_url: str  # ends in a slash
    province: str  # official code
    province_name: str
    language: str = "id"
    languages: tuple[str, ...]
    fallbacks: frozenset[str] = frozenset()  # of an English view: texts that are still in Indonesian
    translated: frozenset[str] = frozenset()  # of an English view: paths of the records that have an English page
    menu: tuple[Link, ...]
    sections: tuple[str, ...]  # which lists exist: produk, penjual, wilayah, kategori, kabar, pojok, layanan
    more_sections: tuple[str, ...] = ("statistik",)  # that only the foot of a page leads to
    categories: tuple[CategoryName, ...]
    regions: tuple[RegionName, ...]
    platforms: tuple[PlatformName, ...] = ()  # where links may lead
    office: OfficeView
    repository: str = ""
    repository_folder: str = ""  # of the site in its repository, with a slash at its end; empty at the root
    data_licence: str = ""
    verification: tuple[tuple[str, str], ...] = ()  # (name, content) of a `<meta>` on the home page, for search engines
    options: dict[str, str] = field(default_factory=dict)
    offline: bool = False  # `--luring`
    live: bool = False  # a preview: reloads itself, marks drafts

    @property
    def all_sections(self) -> tuple[str, ...]:
        """The lists of the menu, then those that only the foot of a page leads to."""
        return (*self.sections, *self.more_sections)

    def category_name(self, slug: str) -> str:
        """The label of a category."""
        return next((item.name for item in self.categories if item.slug == slug), slug)

    def region(self, code: str) -> RegionName:
        """A kabupaten/kota of the province by its official code. Raises LookupError for any other code."""
        for item in self.regions:
            if item.code == code:
                return item
        raise LookupError(f'Wilayah "{code}" tidak ada di provinsi ini.')
