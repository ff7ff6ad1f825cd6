"""Atom feeds (RFC 4287): one for the site, one per kabupaten/kota and one per category, the newest 50 records each.

A feed shows name, day, seller and, for kabar, the summary: an edit of anything else leaves it as it is. Days come from the
records, never from the clock, so a feed changes only when what it shows does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from generator.model.address import record_path
from generator.model.chapter import Chapter, Listed, digest_of
from generator.model.digest import digest_texts
from generator.model.output import Output
from generator.model.publication import PUBLISHED
from generator.model.world import World

NEWEST = 50
NAME = "feed.xml"
NO_DAY = "1970-01-01"  # a feed needs a day, even an empty one
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 has no way to write these


class FeedEntry(NamedTuple):
    """One record in a feed. `day` is an ISO date."""

    path: str
    title: str
    day: str
    author: str
    summary: str


class Feed(NamedTuple):
    """A feed but for its entries: `page` is the path of the page it belongs to, where it also lies."""

    page: str
    title: str
    author: str


def chapters(world: World, facts: Sequence[Listed]) -> Iterator[Chapter[Output]]:
    """The site's feed, then those of all regions and categories, the empty ones too: their addresses stay."""
    catalog = world.catalog
    others = map(digest_of, (catalog.sellers.values(), catalog.pages.get("kabar", {}).values()))
    yield Chapter("feed", digest_texts(world.frame, world.newest_day, catalog.digest, *others), lambda: _outputs(world))


def _outputs(world: World) -> Iterator[Output]:
    site, catalog = world.site, world.catalog
    author = site.office.name or site.title
    news = [
        FeedEntry(record_path("kabar", card.slug), card.name, _day_of(card.updated, world), "", card.summary)
        for card in catalog.pages.get("kabar", {}).values()
        if card.updated and card.status == PUBLISHED
    ]
    products = _newest_products(world)
    feeds = [(Feed("", site.title, author), [*products[""], *news])]
    for item in site.regions:
        feeds.append((Feed(f"wilayah/{item.slug}/", f"{item.full} | {site.title}", author), products[item.code]))
    for kind in site.categories:
        feeds.append((Feed(f"kategori/{kind.slug}/", f"{kind.name} | {site.title}", author), products[kind.slug]))
    for feed, entries in feeds:
        yield Output(feed.page + NAME, atom, (site.base_url, feed, newest(entries)))


def _day_of(day: str, world: World) -> str:
    """The day of an entry: what is dated later than today was last touched before that, and no later than anything else."""
    return min(day, world.newest_day or NO_DAY)


def _newest_products(world: World) -> dict[str, list[FeedEntry]]:
    """The newest published products of all (key ""), by region (official code) and by category (slug)."""
    catalog = world.catalog
    sellers = catalog.sellers
    dated = [
        card
        for card in catalog.products.values()
        if card.updated and card.status == PUBLISHED and sellers[card.seller].status == PUBLISHED
    ]
    dated.sort(key=lambda card: card.slug)
    dated.sort(key=lambda card: card.updated, reverse=True)  # a stable sort: within a day slugs stay in order
    entries: dict[str, list[FeedEntry]] = defaultdict(list)
    for card in dated:
        for key in ("", card.region, card.category):
            if len(entries[key]) < NEWEST:
                day = _day_of(card.updated, world)
                entries[key].append(FeedEntry(record_path("produk", card.slug), card.name, day, card.seller_name, ""))
    return entries


def newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """The newest entries, the latest day first; those of one day by their path."""
    by_path = sorted(entries)
    by_path.sort(key=lambda entry: entry.day, reverse=True)
    return tuple(by_path[:NEWEST])


def atom(base_url: str, feed: Feed, entries: tuple[FeedEntry, ...]) -> bytes:
    """A feed as XML. Its `updated` is the day of its newest entry."""
    own = base_url + feed.page
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">',
        f"<title>{_text(feed.title)}</title>",
        f"<id>{_text(own + NAME)}</id>",
        f'<link rel="self" type="application/atom+xml" href={_value(own + NAME)}/>',
        f'<link rel="alternate" type="text/html" href={_value(own)}/>',
        f"<updated>{_moment(entries[0].day if entries else NO_DAY)}</updated>",
        f"<author><name>{_text(feed.author)}</name></author>",
    ]
    for entry in entries:
        lines += _entry(base_url, entry)
    return "\n".join([*lines, "</feed>", ""]).encode()


def _entry(base_url: str, entry: FeedEntry) -> Iterator[str]:
    url = base_url + entry.path
    yield "<entry>"
    yield f"<title>{_text(entry.title)}</title>"
    yield f"<id>{_text(url)}</id>"
    yield f'<link rel="alternate" type="text/html" href={_value(url)}/>'
    yield f"<updated>{_moment(entry.day)}</updated>"
    if entry.author:
        yield f"<author><name>{_text(entry.author)}</name></author>"
    # An entry without content needs a summary only where it has something to say.
    if entry.summary:
        yield f"<summary>{_text(entry.summary)}</summary>"
    yield "</entry>"


def _moment(day: str) -> str:
    """A day as RFC 3339 asks: midnight in UTC is the morning of that same day everywhere in Indonesia."""
    return f"{day}T00:00:00Z"


def _text(text: str) -> str:
    return escape(NOT_XML.sub("", text), quote=False)


def _value(text: str) -> str:
    return f'"{escape(NOT_XML.sub("", text))}"'
