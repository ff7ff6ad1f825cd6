"""Old addresses that lead on to where a record lies now."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.chapter import Chapter
from generator.model.digest import fingerprint
from generator.model.page import Page
from generator.model.page_kinds import AliasPage
from generator.model.world import World


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """One page per alias of a record that is shown."""
    if world.site.language == "id":
        moved = world.catalog.moved
        files = [world.catalog.file_at(old) for old, _, _ in moved]
        pages = [
            AliasPage(path=old, title=title, target=new, source=file)
            for (old, new, title), file in zip(moved, files, strict=True)
        ]
        yield Chapter("aliases", fingerprint(world.frame, moved, tuple(files)), lambda: pages)
