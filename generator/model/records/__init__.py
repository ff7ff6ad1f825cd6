"""The kinds of content: one file per kind. `all_kinds` finds them; nothing else lists them."""

from __future__ import annotations

from functools import cache

from generator.model.address import AT_ROOT, RESERVED
from generator.model.discover import discover
from generator.model.records.base import Record


@cache
def all_kinds() -> dict[str, type[Record]]:
    """Every kind of content by the name of its folder below `content/`, in alphabetical order."""
    items = (item for module in discover("generator.model.records") for item in vars(module).values())
    kinds = {item.kind: item for item in items if isinstance(item, type) and issubclass(item, Record) and item.kind}
    return dict(sorted(kinds.items()))


@cache
def kinds_in_order() -> tuple[str, ...]:
    """The kinds as menus, forms and search results have them: products, sellers, the others."""
    kinds = all_kinds()
    return tuple(sorted(kinds, key=lambda kind: (kind != "produk", kind != "penjual", kinds[kind].traits.order)))


@cache
def sheet_kinds() -> tuple[str, ...]:
    """The kinds in the order of a workbook's sheets: whoever is referred to comes first."""
    kinds = all_kinds()
    return tuple(sorted(kinds, key=lambda kind: kinds[kind].traits.sheet_order))


@cache
def listed_kinds() -> tuple[str, ...]:
    """The kinds with a list of their own that has a page only while something is in it."""
    return tuple(kind for kind in kinds_in_order() if all_kinds()[kind].traits.is_listed)


def is_reserved(kind: str, slug: str) -> bool:
    """Whether a record may not have this slug: its page would lie where Etalase itself puts something."""
    return kind == AT_ROOT and (slug in RESERVED or slug in all_kinds())
