"""The index of all categories, and a list for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from generator.model.chapter import Chapter, digest_of
from generator.model.digest import digest_texts, fingerprint
from generator.model.page import Page
from generator.model.page_kinds import CategoryIndexPage, CategoryPage
from generator.model.site_view import CategoryName
from generator.model.world import World, in_steps
from generator.pages._facets import facets


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """The index, then every category, empty ones too."""
    tallies = world.category_tallies()
    index = CategoryIndexPage(path="kategori/", title="", categories=tallies)
    yield Chapter("categories", fingerprint(world.frame, tallies), lambda: [index])
    for item in world.site.categories:
        digest = digest_texts(world.frame, digest_of(world.catalog.by_category.get(item.slug, ())))
        yield Chapter(f"category {item.slug}", digest, partial(_category, world, item))


def _category(world: World, item: CategoryName) -> Iterator[Page]:
    products = world.catalog.products_under(item.slug)
    counts = Counter(card.region for card in products)
    regions = tuple(
        tally._replace(count=counts[tally.key], sellers=0) for tally in world.region_tallies(tuple(counts) or ("-",))
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
            indexed=bool(products),
        )
