"""The plan: every chapter of the site, those that changed with their outputs. Two outputs on one path are refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.build.chapters import NO_FACTS, Facts, LastChapters, Planned
from generator.build.context import BuildContext
from generator.build.link_check import check_files, check_links, check_menu
from generator.build.options import resolve_today
from generator.build.path_clashes import may_clash, without_clashes
from generator.build.photo_outputs import photo_chapters
from generator.build.site_context import site_view
from generator.build.staleness import was_published_together
from generator.build.target import Target
from generator.content.load import Content, all_words, stored_text, stored_words
from generator.documents._copies import copy_of
from generator.machine.cache import Cache
from generator.model.address import SITE_FILE, file_of, localized
from generator.model.assemble import assemble
from generator.model.businesses import businesses
from generator.model.catalog import Catalog
from generator.model.census import Census
from generator.model.chapter import Chapter
from generator.model.digest import digest_texts, fingerprint
from generator.model.discover import discover
from generator.model.output import Output
from generator.model.page import Page, RecordPage
from generator.model.page_kinds import AliasPage
from generator.model.page_parts import Pager
from generator.model.problem import Problem
from generator.model.publication import PUBLISHED
from generator.model.region import Atlas
from generator.model.region_map import province_map
from generator.model.settings import Settings
from generator.model.share import share_card
from generator.model.world import Form, World
from generator.reports.build_result import Summary
from generator.search.outputs import search_chapters, search_prefix
from generator.theme.kinds import pack_closures, unpack_closures
from generator.theme.render import render_page
from generator.theme.theme import Theme, asset_outputs


class PlanInputs(NamedTuple):
    """All that a plan is made from. `target` None: nothing is published, and nothing stands."""

    context: BuildContext
    settings: Settings
    content: Content
    theme: Theme
    target: Target | None


@dataclass(frozen=True)
class Plan:
    """All chapters of a site, and what is wrong between their outputs."""

    catalog: Catalog
    chapters: tuple[Planned, ...]
    problems: tuple[Problem, ...]

    @property
    def summary(self) -> Summary:
        """The figures of the site, before anything is made."""
        catalog = self.catalog
        regions = {card.region for card in catalog.sellers.values()}
        return Summary(products=len(catalog.products), sellers=len(catalog.sellers), regions=len(regions))


def plan_build(inputs: PlanInputs) -> Plan:
    """The plan of a build: catalog, chapters, their links checked."""
    options, content, target = inputs.context.options, inputs.content, inputs.target
    _remember_closures(inputs.theme, inputs.context.cache)
    worlds = _worlds(inputs)
    chapters = _chapters(inputs, worlds, None if options.force else target)
    clashes: list[Problem] = []
    listed = [path for chapter in chapters for path in chapter.paths]
    is_known = target is not None and was_published_together(listed, target.ledger)
    if not is_known and may_clash(listed):
        chapters = _chapters(inputs, worlds, None)  # to learn which files are behind it
        chapters, clashes = without_clashes(chapters, options.site)
    paths = frozenset(listed)
    dead_links = [problem for world in worlds.values() for problem in check_links(world, paths, content.unread)]
    home = worlds["id"]
    missing = check_files(inputs.theme.options, inputs.theme.file_options, paths, options.site / SITE_FILE)
    dead_entries = check_menu(home, paths, inputs.settings.menu, options.site / SITE_FILE, content.unread)
    return Plan(home.catalog, tuple(chapters), (*clashes, *dead_links, *dead_entries, *missing))


def _chapters(inputs: PlanInputs, worlds: Mapping[str, World], target: Target | None) -> list[Planned]:
    """Every chapter, listed unless it stands: search (first, since its lists need much room for a while), pages, and what is
    made from facts about pages. `target` None: nothing stands.
    """
    content, theme, hashed = inputs.content, inputs.theme, not inputs.context.preview.live
    look = fingerprint(theme.digest, theme.options, hashed)
    last = LastChapters(inputs.context.memory, target)
    planned: list[Planned] = []
    for world in worlds.values():
        planned += _search_chapters(inputs, world, last)
    for name, members in _by_name(worlds).items():
        digest = digest_texts(look, *[part for language, item in members.items() for part in (language, item.digest)])
        planned.append(last.plan(name, digest, partial(_pages, members, worlds, theme, hashed=hashed)))
    facts = [item.facts for item in planned]
    others = chain(
        *(module.chapters(worlds["id"], facts) for module in discover("generator.documents")),
        photo_chapters(facts, content, theme, inputs.context.options),
        [Chapter("assets", look, partial(asset_outputs, theme, hashed=hashed)), _copies(content)],
    )
    return [*planned, *(last.plan(item.name, item.digest, partial(_outputs, item)) for item in others)]


def _search_chapters(inputs: PlanInputs, world: World, last: LastChapters) -> list[Planned]:
    """The chapters of one language's search; for pages first as they were published, if they all lie there."""
    context = inputs.context
    published = last.keep_published(search_prefix(world.site.language)) if context.preview.pages_first else []
    if published:
        return published
    words, every_word = partial(stored_words, context.cache), partial(all_words, context.cache)
    synonyms = context.options.site / inputs.settings.synonyms
    chapters = search_chapters(world, context.memory.cache, words, every_word, synonyms, inputs.content.intents)
    return [last.plan(item.name, item.digest, partial(_outputs, item)) for item in chapters]


def _outputs(chapter: Chapter[Output]) -> tuple[Iterable[Output], Facts]:
    return chapter.list(), NO_FACTS


def _by_name(worlds: Mapping[str, World]) -> dict[str, dict[str, Chapter[Page]]]:
    """The chapters of pages by name and language."""
    chapters: dict[str, dict[str, Chapter[Page]]] = {}
    for language, world in worlds.items():
        for module in discover("generator.pages"):
            for chapter in module.chapters(world):
                chapters.setdefault(chapter.name, {})[language] = chapter
    return chapters


def _pages(
    members: Mapping[str, Chapter[Page]], worlds: Mapping[str, World], theme: Theme, *, hashed: bool
) -> tuple[list[Output], Facts]:
    """The pages of a chapter in all languages as outputs, and the facts about them."""
    pages = _with_siblings({language: {page.path: page for page in item.list()} for language, item in members.items()})
    sites = {language: world.site for language, world in worlds.items()}
    looks = [theme.look(page.kind, page.language, hashed=hashed) for page in pages]
    outputs = [
        Output(file_of(page.path), render_page, (look, page, sites[page.language]), page.source)
        for page, look in zip(pages, looks, strict=True)
    ]
    entries = [(page.path, page.updated) for page in pages if page.indexed]
    photos = [
        (photo, not number)
        for page in pages
        if isinstance(page, RecordPage)
        for number, photo in enumerate(page.photos)
    ]
    colours = theme.card_colours if hashed else None
    cards = [
        share_card(page, sites[page.language], colours) for page in pages if colours and not isinstance(page, AliasPage)
    ]
    return outputs, Facts.of(entries, photos, cards)


def _with_siblings(listed: Mapping[str, Mapping[str, Page]]) -> list[Page]:
    """The pages of all languages. Each knows its siblings; search engines are told of those that are the same page."""
    pages: list[Page] = []
    for language, own in listed.items():
        for path, page in own.items():
            same = [other for other in listed if path in listed[other] and listed[other][path].indexed]
            alternates = [(other, localized(path, other)) for other in same]
            is_told = page.indexed and len(alternates) > 1
            siblings = [
                (other, localized(near, other))
                for other in listed
                if other != language and (near := _nearest(page, listed[other])) is not None
            ]
            if siblings or language != "id":
                told = tuple(alternates) if is_told else ()
                path_here = localized(path, language)
                page = replace(page, path=path_here, language=language, alternates=told, siblings=tuple(siblings))
            pages.append(page)
    return pages


def _nearest(page: Page, others: Mapping[str, Page]) -> str | None:
    """The path of a page among those of another language, which may have fewer pages of a list: else that of page 1."""
    pager: Pager | None = getattr(page, "pager", None)
    first = pager.base if pager else page.path
    return next((path for path in (page.path, first) if path in others), None)


def _copies(content: Content) -> Chapter[Output]:
    files = content.files
    digest = digest_texts(*[part for file in files for part in (file.path, file.digest)])
    return Chapter("copies", digest, lambda: [copy_of(file.path, file.file, file.digest) for file in files])


def _worlds(inputs: PlanInputs) -> dict[str, World]:
    """What pages are listed from, for every language that has something to show."""
    (options, preview, cache, *_), settings, content, theme, _ = inputs
    catalogs = {}
    for language in ("id", *(item for item in settings.languages if item != "id")):
        catalog = assemble(
            content.rows,
            content.photos,
            partial(stored_text, cache),
            drafts=options.drafts,
            language=language,
            rules=content.rules,
        )
        if language == "id" or catalog.products or catalog.sellers:
            catalogs[language] = catalog
    atlas = Atlas.of(settings.province)
    form = Form(settings.admin, settings.admin_login or "")
    worlds = {}
    today = resolve_today(settings.province, options).isoformat()
    census = Census(
        businesses(catalogs["id"].rows.values(), content.rules, today),
        [region.code for region in atlas.regions],
        [category.slug for category in settings.categories.items],
        settings.statistics.threshold,
    )
    shown = [row.updated for row in inputs.content.rows if row.status == PUBLISHED and row.updated <= today]
    for language, catalog in catalogs.items():
        site = site_view(
            settings,
            atlas,
            catalog,
            content.rules.platforms,
            theme.options,
            languages=tuple(catalogs),
            base_url=options.base_url,
            offline=options.offline,
            live=preview.live,
        )
        drawing = province_map(settings.province).drawing
        newest = max(shown, default="")
        worlds[language] = World(
            catalog, site, atlas, drawing, settings.per_page, form, content.rules, census, content.figures, newest
        )
    return worlds


def _remember_closures(theme: Theme, cache: Cache) -> None:
    """Parsing all templates takes longer than planning: do it once per state of the theme."""
    remembered, packed = cache.note("closures", ["", ""])
    if remembered == theme.digest:
        theme.remember(unpack_closures(packed))
    else:
        cache.remember("closures", [theme.digest, pack_closures(theme.closures)])
