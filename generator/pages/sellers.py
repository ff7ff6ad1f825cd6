"""Seller pages, and the list of all sellers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalog import mixed
from generator.model.page import Link, Page, SellerListPage, SellerPage
from generator.model.world import World, in_steps
from generator.pages._records import record_parts


def pages(world: World) -> Iterator[Page]:
    """One page per seller, then the list."""
    catalog = world.catalog
    for card in catalog.sellers.values():
        region = world.atlas.by_code[card.region]
        members = tuple(catalog.members_of(card.slug)) if card.form == "koperasi" else ()
        yield SellerPage(
            **record_parts(
                world,
                "penjual",
                card.slug,
                description=card.summary,
                crumbs=(Link(region.short, f"wilayah/{region.slug}/"),),
            ),
            card=card,
            products=tuple(catalog.products_of(card.slug)),
            members=members,
            member_products=mixed(product for member in members for product in catalog.products_of(member.slug)),
            cooperative=catalog.makers.get(card.cooperative),
        )
    for path, part, pager in in_steps(catalog.sellers_by_name, "penjual/", world.per_page):
        yield SellerListPage(path=path, title="", sellers=tuple(part), pager=pager)
