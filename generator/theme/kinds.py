"""Kinds of pages as a theme knows them, and what a kind's template draws on."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.theme.theme_folders import Chain


GENERAL = ("umum", "halaman")  # templates for a kind of record that a theme has none for, the first that there is


@cache
def page_kinds() -> tuple[str, ...]:
    """Every kind of page that a theme needs a template for, sorted: those of the code, and every kind of record."""
    from generator.model import page_kinds as pages
    from generator.model.page import Page
    from generator.model.records import all_kinds

    items = (item for item in vars(pages).values() if isinstance(item, type) and issubclass(item, Page))
    return tuple(sorted({item.kind for item in items if item.kind} | all_kinds().keys()))


def template_of(chain: Chain, kind: str) -> str | None:
    """The template of a kind of page, from `templates/` on; None when the theme has none that would do."""
    from generator.model.record_pages import record_pages
    from generator.model.records import all_kinds

    others = GENERAL if kind in all_kinds() and kind not in record_pages() else ()
    names = (f"pages/{name}.html" for name in (kind, *others))
    return next((name for name in names if chain.find_template(name)), None)


def kind_words(language: str) -> dict[str, str]:
    """What the kinds of content say of themselves, as words of a theme that has none for them."""
    from generator.model.records import all_kinds

    words: dict[str, str] = {}
    for kind, record_type in all_kinds().items():
        title, purpose = record_type.traits.title, record_type.traits.purpose
        name = title.get(language) or title.get("id") or record_type.word.capitalize()
        words |= {
            f"nav_{kind}": name,
            f"judul_{kind}": name,
            f"arti_{kind}": purpose.get(language) or purpose.get("id", ""),
        }
    return words


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
