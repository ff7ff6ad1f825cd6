"""Product pages, and the list of all products."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.page import Link, Page, ProductListPage, ProductPage
from generator.model.world import World, in_steps
from generator.pages._facets import facets
from generator.pages._records import record_parts


def pages(world: World) -> Iterator[Page]:
    """One page per product, then the list."""
    catalog = world.catalog
    names = {item.slug: item.name for item in world.site.categories}
    for card in catalog.products.values():
        crumbs = (Link(names.get(card.category, card.category), f"kategori/{card.category}/"),)
        yield ProductPage(
            **record_parts(world, "produk", card.slug, crumbs=crumbs),
            card=card,
            seller=catalog.makers[card.seller],
            related=catalog.related_to(card),
        )
    tallies = world.category_tallies()
    narrow = facets(world, catalog.listed)
    for path, part, pager in in_steps(catalog.listed, "produk/", world.per_page):
        # Counts stand on the first page only, so that the others change with their own products alone.
        first = narrow if pager.number == 1 else ()
        yield ProductListPage(path=path, title="", products=tuple(part), pager=pager, categories=tallies, facets=first)
