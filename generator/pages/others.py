"""Kabar, pojok, layanan and plain pages, with the lists of the first three."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from generator.model.cards import PageCard
from generator.model.chapter import Chapter, digest_of
from generator.model.collate import collation_key
from generator.model.digest import digest_texts
from generator.model.page import Page
from generator.model.page_kinds import CardListPage, CornerPage, NewsPage, PlainPageView, ServicePage
from generator.model.world import World, in_steps
from generator.pages._records import record_parts, records_digest

LISTED = ("kabar", "pojok", "layanan")


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """A page per record, a chapter per kind, and a list for each kind that has any."""
    for kind, page in PAGES.items():
        cards = tuple(world.catalog.pages.get(kind, {}).values())
        if not cards:
            continue
        named = [card for item in cards for other in ("produk", "penjual") for card in _named(world, item, other)]
        shown = digest_texts(world.frame, digest_of(cards))
        digest = digest_texts(shown, digest_of(named), records_digest(world, kind, cards))
        yield Chapter(kind, digest, partial(_records, world, cards, page))
        if kind in LISTED:
            yield Chapter(f"daftar {kind}", shown, partial(_list, world, kind, cards))


def _records(world: World, cards: Sequence[PageCard], page: Callable[[World, PageCard], Page]) -> Iterator[Page]:
    for card in cards:
        yield page(world, card)


def _list(world: World, kind: str, cards: Sequence[PageCard]) -> Iterator[Page]:
    for path, part, pager in in_steps(sorted(cards, key=_list_key), f"{kind}/", world.per_page):
        yield CardListPage(path=path, title="", record_kind=kind, cards=tuple(part), pager=pager)


def _plain(world: World, card: PageCard) -> Page:
    return PlainPageView(**record_parts(world, "halaman", card.slug, description=card.summary))


def _service(world: World, card: PageCard) -> Page:
    return ServicePage(**record_parts(world, "layanan", card.slug, description=card.summary))


def _corner(world: World, card: PageCard) -> Page:
    parts = record_parts(world, "pojok", card.slug, description=card.summary)
    return CornerPage(**parts, sellers=tuple(_named(world, card, "penjual")))


def _news(world: World, card: PageCard) -> Page:
    parts = record_parts(world, "kabar", card.slug, description=card.summary)
    products, sellers = (tuple(_named(world, card, kind)) for kind in ("produk", "penjual"))
    return NewsPage(**parts, products=products, sellers=sellers)


PAGES: dict[str, Callable[[World, PageCard], Page]] = {
    "halaman": _plain,
    "layanan": _service,
    "pojok": _corner,
    "kabar": _news,
}


def _named(world: World, card: PageCard, kind: str) -> Iterator[Any]:
    """The cards of one kind that a record names and that are shown, in its order."""
    known = world.catalog.products if kind == "produk" else world.catalog.makers
    for item in world.catalog.rows[card.kind, card.slug].references:
        if item[1] == kind and item[2] in known:
            yield known[item[2]]


def _list_key(card: PageCard) -> tuple[str, str, str]:
    """News by day, the newest first; the others by name."""
    latest = "".join(chr(0x7A - (ord(letter) - 0x2D)) for letter in card.day) if card.kind == "kabar" else ""
    return (latest, collation_key(card.name), card.slug)
