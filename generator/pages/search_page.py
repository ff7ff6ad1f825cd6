"""The search page with its lists by region and category, and the page for what is not pages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.chapter import Chapter
from generator.model.digest import fingerprint
from generator.model.page import Page
from generator.model.page_kinds import NotFoundPage, SearchPage
from generator.model.world import World


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """`/cari/` and `404.html`."""
    regions, categories = world.region_tallies(), world.category_tallies()
    pages: list[Page] = [SearchPage(path="cari/", title="", regions=regions, categories=categories)]
    if world.site.language == "id":  # hosts serve one such page for all addresses
        pages.append(NotFoundPage(path="404.html", title=""))
    yield Chapter("search page", fingerprint(world.frame, regions, categories), lambda: pages)
