"""The index of all kabupaten/kota with its map, and a page for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from generator.model.chapter import Chapter, digest_of
from generator.model.digest import digest_texts, fingerprint
from generator.model.page import Page
from generator.model.page_kinds import RegionIndexPage, RegionPage
from generator.model.page_parts import Tally
from generator.model.region import Region
from generator.model.world import World, in_steps
from generator.pages._facets import facets


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """The index, then every kabupaten/kota, those without products too."""
    catalog, tallies = world.catalog, world.region_tallies()
    count = len(catalog.products)
    index = RegionIndexPage(path="wilayah/", title="", regions=tallies, map=world.map, product_count=count)
    yield Chapter("regions", fingerprint(world.frame, tallies, count), lambda: [index])
    for region in world.atlas.regions:
        sellers = digest_of(catalog.sellers_by_region.get(region.code, ()))
        digest = digest_texts(world.frame, catalog.region_digests.get(region.code, ""), sellers)
        yield Chapter(f"region {region.code}", digest, partial(_region, world, region))


def _region(world: World, region: Region) -> Iterator[Page]:
    products, sellers = world.catalog.products_in(region.code), world.catalog.sellers_in(region.code)
    names = {item.slug: item.name for item in world.site.categories}
    counts = Counter(card.category for card in products)
    categories = tuple(Tally(names[slug], f"kategori/{slug}/", counts[slug], slug) for slug in names if counts[slug])
    narrow = facets(world, products, region=region.code)
    for path, part, pager in in_steps(products, f"wilayah/{region.slug}/", world.per_page):
        yield RegionPage(
            path=path,
            title=region.full_name,
            code=region.code,
            products=tuple(part),
            sellers=sellers,
            categories=categories,
            pager=pager,
            facets=narrow if pager.number == 1 else (),
            indexed=bool(products or sellers),
        )
