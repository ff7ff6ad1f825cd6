"""The index of all kabupaten/kota with its map, and a page for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.model.page import Page, RegionIndexPage, RegionPage, Tally
from generator.model.world import World, in_steps
from generator.pages._facets import facets


def pages(world: World) -> Iterator[Page]:
    """The index, then every kabupaten/kota, those without products too."""
    catalog, atlas = world.catalog, world.atlas
    yield RegionIndexPage(
        path="wilayah/",
        title="",
        regions=world.region_tallies(),
        map=world.map,
        product_count=len(catalog.products),
    )
    names = {item.slug: item.name for item in world.site.categories}
    for region in atlas.regions:
        products = catalog.products_in(region.code)
        counts = Counter(card.category for card in products)
        categories = tuple(
            Tally(names[slug], f"kategori/{slug}/", counts[slug], slug) for slug in names if counts[slug]
        )
        narrow = facets(world, products, region=region.code)
        for path, part, pager in in_steps(products, f"wilayah/{region.slug}/", world.per_page):
            yield RegionPage(
                path=path, title=region.full_name, code=region.code, products=tuple(part),
                sellers=tuple(catalog.sellers_in(region.code)), categories=categories, pager=pager,
                facets=narrow if pager.number == 1 else ())  # fmt: skip
