"""Old addresses that lead on to where a record lies now."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.address import alias_path, record_path
from generator.model.page import AliasPage, Page
from generator.model.world import World


def pages(world: World) -> Iterator[Page]:
    """One page per alias of a record that is shown."""
    if world.site.language != "id":
        return
    for (kind, slug), row in world.catalog.rows.items():
        if row.aliases and world.catalog.shown(kind, slug):
            for alias in row.aliases:
                path = alias_path(alias)
                if path:
                    yield AliasPage(path=path, title=row.title, target=record_path(kind, slug))
