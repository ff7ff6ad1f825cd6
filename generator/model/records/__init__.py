"""The kinds of content: one file per kind. `all_kinds` finds them; nothing else lists them."""

from __future__ import annotations

from functools import cache

from generator.model.discover import discover
from generator.model.records.base import Record


@cache
def all_kinds() -> dict[str, type[Record]]:
    """Every kind of content by the name of its folder below `content/`, in alphabetical order."""
    found = (item for module in discover("generator.model.records") for item in vars(module).values())
    kinds = {item.kind: item for item in found if isinstance(item, type) and issubclass(item, Record) and item.kind}
    return dict(sorted(kinds.items()))
