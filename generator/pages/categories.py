"""The index of all categories, and a list for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.model.page import CategoryIndexPage, CategoryPage, Page
from generator.model.world import World, in_steps
from generator.pages._facets import facets


def pages(world: World) -> Iterator[Page]:
    """The index, then every category, empty ones too."""
    yield CategoryIndexPage(path="kategori/", title="", categories=world.category_tallies())
    for item in world.site.categories:
        products = world.catalog.products_under(item.slug)
        counts = Counter(card.region for card in products)
        regions = tuple(
            tally._replace(count=counts[tally.key], sellers=0)
            for tally in world.region_tallies(tuple(counts) or ("-",))
        )
        narrow = facets(world, products, category=item.slug)
        for path, part, pager in in_steps(products, f"kategori/{item.slug}/", world.per_page):
            yield CategoryPage(
                path=path,
                title=item.name,
                category=item.slug,
                products=tuple(part),
                regions=regions,
                pager=pager,
                facets=narrow if pager.number == 1 else (),
            )
