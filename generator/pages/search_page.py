"""The search page with its lists by region and category, and the page for what is not found."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.page import NotFoundPage, Page, SearchPage
from generator.model.world import World


def pages(world: World) -> Iterator[Page]:
    """`/cari/` and `404.html`."""
    yield SearchPage(path="cari/", title="", regions=world.region_tallies(), categories=world.category_tallies())
    if world.site.language == "id":  # hosts serve one such page for all addresses
        yield NotFoundPage(path="404.html", title="")
