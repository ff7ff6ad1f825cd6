"""Kinds of pages as a theme knows them, and what a kind's template draws on."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple


@cache
def page_kinds() -> tuple[str, ...]:
    """Every kind of page that a theme needs a template for, sorted."""
    from generator.model import page_kinds as pages
    from generator.model.page import Page

    found = (item for item in vars(pages).values() if isinstance(item, type) and issubclass(item, Page))
    return tuple(sorted(item.kind for item in found if item.kind))


class Closure(NamedTuple):
    """All that a page's template draws on: the digest of every template it may reach, the assets it may name, the components."""

    digest: str
    assets: tuple[str, ...]
    components: tuple[str, ...] = ()


def pack_closures(closures: dict[str, Closure]) -> str:
    """Closures as JSON, for a cache keyed by the theme's digest."""
    return json.dumps({kind: [item.digest, item.assets, item.components] for kind, item in sorted(closures.items())})


def unpack_closures(text: str) -> dict[str, Closure]:
    """The inverse of `pack_closures`."""
    return {kind: Closure(digest, *map(tuple, names)) for kind, (digest, *names) in json.loads(text).items()}
