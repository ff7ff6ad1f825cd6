"""The public face of the settings: what templates may see of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.model.address import record_path
from generator.model.catalog import Catalog
from generator.model.digest import fingerprint
from generator.model.page_parts import Link
from generator.model.platforms import Platforms
from generator.model.records import listed_kinds
from generator.model.region import Atlas
from generator.model.repository import read_repository
from generator.model.settings import Settings
from generator.model.site_view import CategoryName, OfficeView, PlatformName, RegionName, SiteView
from generator.model.world import resolve


def site_view(
    settings: Settings,
    atlas: Atlas,
    catalog: Catalog,
    platforms: Platforms,
    options: dict[str, str],
    *,
    languages: tuple[str, ...],
    base_url: str = "",
    offline: bool = False,
    live: bool = False,
) -> SiteView:
    """The `site` of every template, with its digest."""
    office, repository = settings.office, read_repository(settings.repository or "")
    english = catalog.language == "en"
    categories = settings.categories.items
    lists = [kind for kind in listed_kinds() if catalog.pages.get(kind)]
    view = SiteView(
        title=settings.title,
        description=(settings.description_en if english else "") or settings.description,
        base_url=(base_url or settings.base_url).rstrip("/") + "/",
        province=atlas.province.code,
        province_name=atlas.province.name,
        language=catalog.language,
        languages=languages,
        fallbacks=frozenset(_fallbacks(settings)) if english else frozenset(),
        translated=frozenset(record_path(*key) for key in catalog.translations if catalog.shown(*key)),
        menu=tuple(_menu(settings, catalog)),
        sections=("produk", "penjual", "wilayah", "kategori", *lists),
        categories=tuple(
            CategoryName(item.slug, item.english if english and item.english else item.name) for item in categories
        ),
        regions=tuple(RegionName(item.code, item.short, item.full_name, item.slug) for item in atlas.regions),
        platforms=tuple(PlatformName(item.key, item.name, item.kind) for item in platforms.running),
        office=OfficeView(office.name, office.address or "", office.whatsapp, office.email or "", office.website or "")
        if office
        else OfficeView(""),
        repository=repository.address,
        repository_folder=repository.folder,
        data_licence=settings.data_licence or "",
        verification=settings.verification.tags if settings.verification else (),
        options=options,
        offline=offline,
        live=live,
    )
    return dataclasses.replace(view, digest=fingerprint(view))


def _fallbacks(settings: Settings) -> Iterator[str]:
    """The texts of the settings that stand on English pages as well, since nobody has translated them."""
    if not settings.description_en:
        yield settings.description
    yield from (item.title for item in settings.menu if not item.english)
    yield from (item.name for item in settings.categories.items if not item.english)


def _menu(settings: Settings, catalog: Catalog) -> Iterator[Link]:
    """The entries that lead to what is shown: to a hidden page there is no way from the menu either."""
    for item in settings.menu:
        title = (item.english if catalog.language == "en" else "") or item.title
        if not item.to.startswith("/"):
            yield Link(title, item.to)
            continue
        path = resolve(catalog, item.to)
        if path is not None:
            yield Link(title, "/" + path)
