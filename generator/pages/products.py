"""Product pages, and the list of all products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from operator import attrgetter

from generator.model.cards import ProductCard
from generator.model.catalog import grouped
from generator.model.chapter import Chapter, digest_of
from generator.model.digest import digest_texts, fingerprint
from generator.model.page import Page
from generator.model.page_kinds import ProductListPage, ProductPage
from generator.model.page_parts import Link
from generator.model.world import World, in_steps
from generator.pages._claims import claims
from generator.pages._facets import facets
from generator.pages._records import record_parts, records_digest


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """One page per product, a chapter per kabupaten/kota and category, then the list.

    Related products lie in the same kabupaten/kota, so the cards of all of it have a part in its chapters.
    """
    catalog = world.catalog
    for code, region in catalog.by_region.items():
        makers = [catalog.makers[slug] for slug in sorted({card.seller for card in region})]
        shown = digest_texts(world.frame, catalog.region_digests[code], digest_of(makers))
        for category, cards in grouped(region, attrgetter("category")).items():
            digest = digest_texts(shown, records_digest(world, "produk", cards))
            yield Chapter(f"products {code} {category}", digest, partial(_products, world, cards))
    counted = fingerprint(world.category_tallies(), world.region_tallies())
    digest = digest_texts(world.frame, counted, catalog.digest)
    yield Chapter("product list", digest, partial(_list, world))


def _products(world: World, cards: Sequence[ProductCard]) -> Iterator[Page]:
    catalog = world.catalog
    names = {item.slug: item.name for item in world.site.categories}
    for card in cards:
        crumbs = (Link(names.get(card.category, card.category), f"kategori/{card.category}/"),)
        yield ProductPage(
            **record_parts(world, "produk", card.slug, crumbs=crumbs),
            card=card,
            seller=catalog.makers[card.seller],
            related=catalog.related_to(card),
            claims=tuple(claims(world, card, catalog.rows["produk", card.slug])),
        )


def _list(world: World) -> Iterator[Page]:
    listed, tallies = world.catalog.listed, world.category_tallies()
    narrow = facets(world, listed)
    for path, part, pager in in_steps(listed, "produk/", world.per_page):
        # Counts stand on the first page only, so that the others change with their own products alone.
        first = narrow if pager.number == 1 else ()
        yield ProductListPage(
            path=path, title="", products=tuple(part), pager=pager, categories=tallies, facets=first, indexed=bool(part)
        )
