"""What the pages are listed from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from generator.model.address import PAGE_FILES, numbered, record_path
from generator.model.cards import Row
from generator.model.catalog import Catalog
from generator.model.census import NOBODY, Census
from generator.model.collate import collation_key
from generator.model.digest import digest_texts
from generator.model.figures import SourcedFigure
from generator.model.page_parts import Pager, RegionMap, Tally
from generator.model.records import listed_kinds
from generator.model.region import Atlas
from generator.model.rulebook import NO_RULES, DayRules
from generator.model.site_view import SiteView

FILE_MARK = "/~/"
T = TypeVar("T")


class Form(NamedTuple):
    """Whether there is a browser form, and the service (an address) that signs in at GitHub for it once it is published."""

    is_on: bool = False
    login: str = ""


NO_FORM = Form()


@dataclass(frozen=True)
class World:
    """The catalog, the public face of the site, the regions, how long a page of a list is, the browser form, the rules of the day."""

    catalog: Catalog
    site: SiteView
    atlas: Atlas
    map: RegionMap
    per_page: int
    form: Form = NO_FORM
    rules: DayRules = NO_RULES
    census: Census = NOBODY
    figures: tuple[SourcedFigure, ...] = ()
    newest_day: str = ""  # ISO date of the newest record that is not dated later than the build; empty: none is

    @cached_property
    def frame(self) -> str:
        """Digest of what every page may depend on besides the catalog."""
        return digest_texts(self.site.digest, str(self.per_page), self.rules.digest)

    def region_tallies(self, codes: Sequence[str] = ()) -> tuple[Tally, ...]:
        """Every kabupaten/kota (or the named ones) with its counts, zeros too, in alphabetical order."""
        catalog = self.catalog
        regions = [region for region in self.atlas.regions if not codes or region.code in codes]
        regions.sort(key=lambda region: (collation_key(region.name), region.code))
        return tuple(
            Tally(
                region.short,
                f"wilayah/{region.slug}/",
                len(catalog.by_region.get(region.code, ())),
                region.code,
                len(catalog.sellers_by_region.get(region.code, ())),
            )
            for region in regions
        )

    def category_tallies(self) -> tuple[Tally, ...]:
        """Every category with its count, zeros too, in the site's order."""
        return tuple(
            Tally(item.name, f"kategori/{item.slug}/", len(self.catalog.by_category.get(item.slug, ())), item.slug)
            for item in self.site.categories
        )

    def links_of(self, row: Row) -> tuple[tuple[str, str | None], ...]:
        """The body's links: as stored, and the path they lead to; None when the record behind is hidden or missing."""
        if not row.links:
            return ()
        return tuple(
            dict.fromkeys((target, self.resolve(target)) for target, _, _ in row.links if target.startswith("/"))
        )

    def resolve(self, target: str) -> str | None:
        """See the function of that name."""
        return resolve(self.catalog, target)

    def record_at(self, path: str) -> tuple[str, str] | None:
        """(kind, slug) of the record that a stored path names, shown or not."""
        return _record_at(self.catalog, path)

    def is_empty_list(self, path: str) -> bool:
        """True for the path of a list that has no page, since nothing in it is shown."""
        return _is_empty_list(self.catalog, path)


def resolve(catalog: Catalog, target: str) -> str | None:
    """The path from the root that a stored link leads to, with its query and fragment; None for what is not shown."""
    path, mark, rest = _cut(target)
    key = _record_at(catalog, path)
    if key is not None:
        return record_path(*key) + mark + rest if catalog.shown(*key) else None
    if path.startswith(FILE_MARK) or _is_empty_list(catalog, path):
        return None
    is_page_without_slash = path.strip("/") and not path.endswith("/") and "." not in path.rpartition("/")[2]
    return path[1:] + ("/" if is_page_without_slash else "") + mark + rest


def _record_at(catalog: Catalog, path: str) -> tuple[str, str] | None:
    if path.startswith(FILE_MARK):
        return catalog.by_file.get(path.removeprefix(FILE_MARK))
    stem = path.strip("/")
    return catalog.at_path(stem if stem.endswith(PAGE_FILES) else f"{stem}/")


def _is_empty_list(catalog: Catalog, path: str) -> bool:
    name = path.strip("/")
    return name in listed_kinds() and not catalog.pages.get(name)


def _cut(target: str) -> tuple[str, str, str]:
    for index, letter in enumerate(target):
        if letter in "?#":
            return target[:index], letter, target[index + 1 :]
    return target, "", ""


def in_steps(items: Sequence[T], base: str, step: int) -> Iterator[tuple[str, Sequence[T], Pager]]:
    """A list cut into pages: (path, items, pager) for each; one empty page for an empty list."""
    count = max(1, -(-len(items) // step))
    for number in range(1, count + 1):
        part = items[(number - 1) * step : number * step]
        yield numbered(base, number), part, Pager(base, number, count, len(items))
