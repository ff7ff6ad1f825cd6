"""The home page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from heapq import nsmallest
from itertools import islice

from generator.model.cards import ProductCard
from generator.model.chapter import Chapter, digest_of
from generator.model.digest import digest_texts, fingerprint
from generator.model.page import Page
from generator.model.page_kinds import HomePage
from generator.model.world import World

FEATURED, NEWEST, NEWS, ORIGINS = 7, 4, 3, 12


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """The home page alone."""
    catalog = world.catalog
    counted = fingerprint(world.region_tallies(), world.category_tallies(), len(catalog.sellers))
    news = digest_of(catalog.pages.get("kabar", {}).values())
    yield Chapter("home", digest_texts(world.frame, counted, catalog.digest, news), partial(_home, world))


def _home(world: World) -> Iterator[Page]:
    """Featured products come one from each region before any region comes twice."""
    catalog = world.catalog
    tallies = {tally.key: tally for tally in world.region_tallies()}
    eastward = sorted(tallies, key=lambda code: (-world.atlas.centroid(code)[1], code))
    dated = sorted(
        (card for card in catalog.listed if card.updated),
        key=lambda card: (card.updated, card.mix),
        reverse=True,
    )
    news = sorted(catalog.pages.get("kabar", {}).values(), key=lambda card: (card.day, card.slug), reverse=True)
    origins = (
        card
        for card in catalog.listed
        if card.labels and any(label.kind == "indikasi_geografis" for label in card.labels)
    )
    yield HomePage(
        path="",
        title="",
        description=world.site.description,
        regions=tuple(tallies[code] for code in eastward),
        categories=world.category_tallies(),
        featured=_one_per_region(world),
        newest=tuple(dated[:NEWEST]),
        news=tuple(news[:NEWS]),
        origins=tuple(islice(origins, ORIGINS)),
        product_count=len(catalog.products),
        seller_count=len(catalog.sellers),
    )


def _one_per_region(world: World) -> tuple[ProductCard, ...]:
    turns: dict[str, int] = defaultdict(int)
    keyed = []
    for place, card in enumerate(world.catalog.listed):
        turns[card.region] += 1
        keyed.append((not card.featured, turns[card.region], place))
    return tuple([world.catalog.listed[place] for *_, place in nsmallest(FEATURED, keyed)])
