"""The statistics of the province, of each kabupaten/kota and of each sector in which somebody is counted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model.cards import ProductCard, SellerCard
from generator.model.census import PROVINCE, REGION, SECTOR, Area
from generator.model.chapter import Chapter, digest_of
from generator.model.collate import collation_key
from generator.model.digest import fingerprint
from generator.model.figures import surveys
from generator.model.page import Page
from generator.model.page_kinds import StatisticsPage
from generator.model.page_parts import Link, Tally
from generator.model.statistics import Statistics
from generator.model.world import World
from generator.pages._figures import figure_notes, survey_path

MOST_FEATURED = 12
TOPICS = tuple(f"statistik/{topic}/" for topic in ("potensi", "kanal", "model-usaha", "metode"))


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """A chapter for every area: its digest holds what is counted there, and of elsewhere nothing."""
    areas = [Area(), *(Area(REGION, region.code) for region in world.atlas.regions)]
    areas += [Area(SECTOR, category.slug) for category in world.site.categories]
    statistics = Statistics(world.census, world.site)
    for area in areas:
        if statistics.has_page(area):
            yield Chapter(
                f"statistics {area.kind} {area.key}",
                _digest(world, statistics, area),
                partial(_pages, world, statistics, area),
            )


def _digest(world: World, statistics: Statistics, area: Area) -> str:
    """Of all that the page is made from. The measures follow from the counts, and take longer to work out."""
    census = world.census
    tables = [statistics.regions(area)] if area.kind != REGION else [statistics.scales(area)]
    if area.kind != SECTOR:
        tables.append(statistics.sectors(area))
    parts = (*census.counts(area), census.published_total(area), census.days.get(area, ""), statistics.has_hidden)
    figures = [
        figure for figure in world.figures if area.kind == PROVINCE or area.key in (figure.region, figure.sector)
    ]
    cards = (*_cooperatives(world, area), *_featured(world, area))
    return fingerprint(world.frame, *parts, *tables, *figures, digest_of(cards))


def _pages(world: World, statistics: Statistics, area: Area) -> Iterator[Page]:
    census, is_province = world.census, area.kind == PROVINCE
    counts = census.counts(area)
    tallies = tuple(_tallies(world, statistics)) if is_province else ()
    yield StatisticsPage(
        path=statistics.path(area),
        title="",
        area=area.kind,
        key=area.key,
        tables=statistics.of_area(area),
        shown=counts.shown_total,
        products=census.product_count(
            region=area.key if area.kind == REGION else "", category=area.key if area.kind == SECTOR else ""
        ),
        counted=census.published_total(area),
        has_hidden=statistics.has_hidden,
        day=census.days.get(area, ""),
        covered=sum(tally.count > 0 for tally in tallies),
        map=world.map if is_province else None,
        regions=tallies,
        cooperatives=_cooperatives(world, area),
        featured=_featured(world, area),
        figures=figure_notes(world, area),
        surveys=tuple(Link(item.title, survey_path(item)) for item in surveys(world.figures)) if is_province else (),
        topics=TOPICS if is_province else (),
    )


def _tallies(world: World, statistics: Statistics) -> Iterator[Tally]:
    """Every kabupaten/kota with its businesses; the way leads to its figures, else to its page."""
    regions = sorted(world.atlas.regions, key=lambda region: (collation_key(region.name), region.code))
    for region in regions:
        area = Area(REGION, region.code)
        path = statistics.path(area) or f"wilayah/{region.slug}/"
        count = world.census.counts(area).shown_total
        yield Tally(region.short, path, count, region.code, count)


def _cooperatives(world: World, area: Area) -> tuple[SellerCard, ...]:
    """The cooperatives of a kabupaten/kota by name; none of other areas."""
    if area.kind != REGION:
        return ()
    makers = [card for card in world.catalog.makers.values() if card.region == area.key and card.form == "koperasi"]
    return tuple(sorted(makers, key=lambda card: (collation_key(card.name), card.slug)))


def _featured(world: World, area: Area) -> tuple[ProductCard, ...]:
    """The products of a kabupaten/kota that its office shows first, by name; none of other areas."""
    if area.kind != REGION:
        return ()
    cards = [card for card in world.catalog.by_region.get(area.key, ()) if card.featured]
    return tuple(sorted(cards, key=lambda card: (collation_key(card.name), card.slug))[:MOST_FEATURED])
