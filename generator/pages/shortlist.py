"""The page that shows what a visitor has put aside. The list itself lives in the visitor's browser and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.chapter import Chapter
from generator.model.page import Page
from generator.model.page_kinds import ShortlistPage
from generator.model.world import World


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """`/pilihan/`; it says nothing of its own, so search engines are kept away."""
    yield Chapter("shortlist", world.frame, lambda: [ShortlistPage(path="pilihan/", title="")])
