"""The pages of every kind of record but products and sellers, with the lists of those kinds that are listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import partial

from generator.model.cards import PageCard, ProductCard, SellerCard
from generator.model.chapter import Chapter, digest_of
from generator.model.collate import collation_key
from generator.model.digest import digest_texts
from generator.model.page import Page
from generator.model.page_kinds import CardListPage
from generator.model.record_pages import GeneralPage, record_pages
from generator.model.records import all_kinds, listed_kinds
from generator.model.world import World, in_steps
from generator.pages._records import record_parts, records_digest


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """A page per record, a chapter per kind, and a list for each kind that has any."""
    for kind, shown_cards in world.catalog.pages.items():
        cards = tuple(shown_cards.values())
        if not cards:
            continue
        related = [other for card in cards for part in _related(world, card).values() for other in part]
        shown = digest_texts(world.frame, digest_of(cards))
        digest = digest_texts(shown, digest_of(related), records_digest(world, kind, cards))
        yield Chapter(f"records {kind}", digest, partial(_records, world, cards))
        if kind in listed_kinds():
            yield Chapter(f"list {kind}", shown, partial(_list, world, kind, cards))


def _records(world: World, cards: Sequence[PageCard]) -> Iterator[Page]:
    for card in cards:
        page_type = record_pages().get(card.kind, GeneralPage)
        more: dict[str, object] = {"record_kind": card.kind, **_related(world, card)}
        parts = record_parts(world, card.kind, card.slug, description=card.summary)
        yield page_type(**parts | {item.name: more[item.name] for item in fields(page_type) if item.name in more})


def _related(world: World, card: PageCard) -> dict[str, tuple[ProductCard | SellerCard, ...]]:
    """The cards that a record names and that are shown, in its order, by the names that pages give them."""
    row, catalog = world.catalog.rows[card.kind, card.slug], world.catalog
    products = tuple(catalog.products[slug] for slug in row.named("produk") if slug in catalog.products)
    sellers = tuple(catalog.makers[slug] for slug in row.named("penjual") if slug in catalog.makers)
    return {"products": products, "sellers": sellers}


def _list(world: World, kind: str, cards: Sequence[PageCard]) -> Iterator[Page]:
    in_order = sorted(cards, key=lambda card: (collation_key(card.name), card.slug))
    if all_kinds()[kind].traits.newest_first:
        in_order.sort(key=lambda card: card.day, reverse=True)  # stable: within a day by name
    for path, part, pager in in_steps(in_order, f"{kind}/", world.per_page):
        yield CardListPage(path=path, title="", record_kind=kind, cards=tuple(part), pager=pager)
