"""Seller pages, and the list of all sellers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.model.cards import SellerCard
from generator.model.catalog import mixed
from generator.model.chapter import Chapter, digest_of
from generator.model.digest import digest_texts
from generator.model.page import Page
from generator.model.page_kinds import SellerListPage, SellerPage
from generator.model.page_parts import Link
from generator.model.world import World, in_steps
from generator.pages._records import record_parts, records_digest


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """The pages of every seller, a chapter per kabupaten/kota, then the list."""
    catalog = world.catalog
    for code, cards in catalog.sellers_by_region.items():
        shown = [catalog.region_digests.get(code, "")]
        for card in cards:
            if card.form == "koperasi":
                members = catalog.by_cooperative.get(card.slug, ())
                shown += [
                    digest_of(members),
                    *(digest_of(catalog.by_seller.get(member.slug, ())) for member in members),
                ]
            if card.cooperative in catalog.makers:
                shown.append(catalog.makers[card.cooperative].digest)
        records = records_digest(world, "penjual", cards)
        digest = digest_texts(world.frame, digest_of(cards), records, *shown)
        yield Chapter(f"sellers {code}", digest, partial(_sellers, world, cards))
    digest = digest_texts(world.frame, digest_of(catalog.sellers.values()))
    yield Chapter("seller list", digest, partial(_list, world))


def _sellers(world: World, cards: Sequence[SellerCard]) -> Iterator[Page]:
    for card in cards:
        yield from _seller(world, card)


def _seller(world: World, card: SellerCard) -> Iterator[Page]:
    """A seller's page; what its products leave no room for goes on pages of their own."""
    catalog, region = world.catalog, world.atlas.by_code[card.region]
    members = catalog.members_of(card.slug) if card.form == "koperasi" else ()
    member_products = mixed(product for member in members for product in catalog.by_seller.get(member.slug, ()))
    crumbs = (Link(region.short, f"wilayah/{region.slug}/"),)
    parts = record_parts(world, "penjual", card.slug, description=card.summary, crumbs=crumbs)
    products = catalog.products_of(card.slug)
    for path, part, pager in in_steps(products, parts["path"], world.per_page):
        is_first = pager.number == 1
        yield SellerPage(
            **parts | {"path": path, "indexed": parts["indexed"] and is_first},
            card=card,
            products=tuple(part),
            pager=pager,
            members=members if is_first else (),
            member_products=member_products if is_first else (),
            cooperative=catalog.makers.get(card.cooperative),
        )


def _list(world: World) -> Iterator[Page]:
    for path, part, pager in in_steps(world.catalog.sellers_by_name, "penjual/", world.per_page):
        yield SellerListPage(path=path, title="", sellers=tuple(part), pager=pager, indexed=bool(part))
