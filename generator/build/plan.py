"""The plan: every output of the site, each with all it is made from. Two outputs on one path are refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from generator.build.links import check_links, check_menu
from generator.build.options import Options
from generator.build.photos import photo_outputs
from generator.build.site_view import site_view
from generator.content.cache import Cache
from generator.content.load import Content, all_words, stored_text, stored_words
from generator.documents._copies import copy_of
from generator.model import rules
from generator.model.address import file_of, localized
from generator.model.catalog import Catalog, assemble
from generator.model.discover import discover
from generator.model.output import Output
from generator.model.page import Page, RegionMap, Shape
from generator.model.problem import Place, Problem
from generator.model.region import Atlas
from generator.model.settings import Settings
from generator.model.world import Form, World
from generator.search.outputs import search_outputs
from generator.theme.assets import asset_outputs
from generator.theme.render import render_page
from generator.theme.theme import Theme, pack_closures, unpack_closures


@dataclass(frozen=True)
class Plan:
    """All outputs of a site by path, and what is wrong between them."""

    catalog: Catalog
    outputs: Mapping[str, Output]
    problems: tuple[Problem, ...]


def plan_build(
    options: Options, settings: Settings, content: Content, theme: Theme, cache: Cache, memory: Cache
) -> Plan:
    """The plan of a build: catalog, pages, outputs, and their links checked."""
    _remember_closures(theme, cache)
    worlds = _worlds(options, settings, content, theme, cache)
    pages = _pages(worlds)
    words, synonyms = (partial(stored_words, cache), partial(all_words, cache)), options.content / "sinonim.yaml"
    search = chain.from_iterable(search_outputs(world, memory, *words, synonyms) for world in worlds.values())
    planned = chain(_outputs(options, pages, worlds, content, theme), search)
    outputs, clashes = without_clashes(planned)
    dead = [problem for world in worlds.values() for problem in check_links(world, outputs, content.unread)]
    home = worlds["id"]
    lost = check_menu(home, outputs, settings.menu, options.site / "site.yaml", content.unread)
    return Plan(home.catalog, outputs, (*clashes, *dead, *lost))


def _worlds(options: Options, settings: Settings, content: Content, theme: Theme, cache: Cache) -> dict[str, World]:
    """What pages are listed from, for every language that has something to show."""
    catalogs = {}
    for language in ("id", *(item for item in settings.languages if item != "id")):
        catalog = assemble(
            content.rows, content.photos, partial(stored_text, cache), drafts=options.drafts, language=language
        )
        if language == "id" or catalog.products or catalog.sellers:
            catalogs[language] = catalog
    atlas = Atlas.of(settings.province)
    form = Form(settings.admin, settings.admin_login or "")
    worlds = {}
    for language, catalog in catalogs.items():
        site = site_view(settings, atlas, catalog, theme.options, languages=tuple(catalogs), base_url=options.base_url,
                         offline=options.offline, live=options.live)  # fmt: skip
        worlds[language] = World(catalog, site, atlas, _map_of(atlas, cache), settings.per_page, form)
    return worlds


def _pages(worlds: Mapping[str, World]) -> tuple[Page, ...]:
    """The pages of all languages. A page that exists in several knows its siblings."""
    listed = {
        language: {page.path: page for module in discover("generator.pages") for page in module.pages(world)}
        for language, world in worlds.items()
    }
    pages: list[Page] = []
    for language, found in listed.items():
        for path, page in found.items():
            siblings = [other for other in listed if path in listed[other]]
            if len(siblings) > 1 and page.indexed:
                alternates = tuple((other, localized(path, other)) for other in siblings)
                page = replace(page, path=localized(path, language), language=language, alternates=alternates)
            elif language != "id":
                page = replace(page, path=localized(path, language), language=language)
            pages.append(page)
    return tuple(pages)


def _map_of(atlas: Atlas, cache: Cache) -> RegionMap:
    """The map of the province; drawing it takes longer than planning, so it is kept with the cache of this code."""
    name = f"peta {atlas.province.code}"
    packed = cache.note(name)
    if packed is None:
        from generator.model.region_map import province_map

        packed = province_map(atlas.borders(), {region.code: atlas.centroid(region.code) for region in atlas.regions})
        cache.remember(name, packed)
    width, height, shapes = packed
    return RegionMap(width, height, tuple(Shape(*shape) for shape in shapes))


def _remember_closures(theme: Theme, cache: Cache) -> None:
    """Parsing all templates takes longer than planning: do it once per state of the theme."""
    known, packed = cache.note("closures", ["", ""])
    if known == theme.digest:
        theme.remember(unpack_closures(packed))
    else:
        cache.remember("closures", [theme.digest, pack_closures(theme.closures)])


def without_clashes(planned: Iterable[Output]) -> tuple[dict[str, Output], list[Problem]]:
    """The outputs by path; of two on one path (but for case, or composed letters) the first, and a problem."""
    outputs: dict[str, Output] = {}
    problems: list[Problem] = []
    folded: dict[str, str] = {}
    for output in planned:
        path = output.path
        key = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
        if key in folded:
            problems.append(_clash(output, outputs[folded[key]]))
            continue
        folded[key] = output.path
        outputs[output.path] = output
    return outputs, [*problems, *_nested(outputs)]


def _outputs(
    options: Options, pages: tuple[Page, ...], worlds: Mapping[str, World], content: Content, theme: Theme
) -> Iterator[Output]:
    looks, hashed = {}, not options.live
    for page in pages:
        key = (page.kind, page.language)
        if key not in looks:
            looks[key] = theme.look(*key, hashed=hashed)
        yield Output(file_of(page.path), render_page, (looks[key], page, worlds[page.language].site), page.source)
    yield from asset_outputs(theme, hashed=hashed)
    for module in discover("generator.documents"):
        yield from module.outputs(pages, worlds["id"])
    yield from photo_outputs(pages, worlds, content, theme, options)
    for file in content.files:
        yield copy_of(file.path, file.file, file.digest)


def _clash(output: Output, other: Output) -> Problem:
    place = output.source or other.source or output.path
    return Problem(
        Place(place), rules.PATH_CLASH, f'Alamat "{output.path}" dipakai dua kali: {output.source or "Etalase"} dan {other.source or "Etalase"}.',
        "Ganti nama salah satunya.")  # fmt: skip


def _nested(outputs: Mapping[str, Output]) -> Iterator[Problem]:
    """A file cannot lie where another output needs a folder."""
    seen: set[str] = set()
    for path, output in outputs.items():
        folder = path.rpartition("/")[0]
        while folder and folder not in seen:
            seen.add(folder)
            if folder in outputs:
                yield _clash(output, outputs[folder])
            folder = folder.rpartition("/")[0]
