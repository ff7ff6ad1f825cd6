"""Kabar, pojok, layanan and plain pages, with the lists of the first three."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.cards import PageCard
from generator.model.collate import collation_key
from generator.model.page import CardListPage, CornerPage, NewsPage, Page, PlainPageView, ServicePage
from generator.model.world import World, in_steps
from generator.pages._records import record_parts


def pages(world: World) -> Iterator[Page]:
    """A page per record, and a list for each kind that has any."""
    catalog = world.catalog
    for card in catalog.pages.get("halaman", {}).values():
        yield PlainPageView(**record_parts(world, "halaman", card.slug, description=card.summary))
    for card in catalog.pages.get("layanan", {}).values():
        yield ServicePage(**record_parts(world, "layanan", card.slug, description=card.summary))
    for card in catalog.pages.get("pojok", {}).values():
        yield CornerPage(
            **record_parts(world, "pojok", card.slug, description=card.summary),
            sellers=tuple(catalog.makers[slug] for slug in _named(world, card, "penjual") if slug in catalog.makers),
        )
    for card in catalog.pages.get("kabar", {}).values():
        yield NewsPage(
            **record_parts(world, "kabar", card.slug, description=card.summary),
            products=tuple(
                catalog.products[slug] for slug in _named(world, card, "produk") if slug in catalog.products
            ),
            sellers=tuple(catalog.makers[slug] for slug in _named(world, card, "penjual") if slug in catalog.makers),
        )
    for kind in ("kabar", "pojok", "layanan"):
        cards = sorted(catalog.pages.get(kind, {}).values(), key=_list_key)
        if cards:
            for path, part, pager in in_steps(cards, f"{kind}/", world.per_page):
                yield CardListPage(path=path, title="", record_kind=kind, cards=tuple(part), pager=pager)


def _named(world: World, card: PageCard, kind: str) -> list[str]:
    """The slugs of one kind that a record names, in its order."""
    return [item[2] for item in world.catalog.rows[card.kind, card.slug].references if item[1] == kind]


def _list_key(card: PageCard) -> tuple[str, str, str]:
    """News by day, the newest first; the others by name."""
    latest = "".join(chr(0x7A - (ord(letter) - 0x2D)) for letter in card.day) if card.kind == "kabar" else ""
    return (latest, collation_key(card.name), card.slug)
