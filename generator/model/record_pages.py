"""Which page a record has: that of its kind, or a general one."""

from __future__ import annotations

from functools import cache

from generator.model import page_kinds
from generator.model.cards import ProductCard, SellerCard
from generator.model.page import RecordPage, page_type
from generator.model.page_kinds import PlainPageView


@page_type
class GeneralPage(PlainPageView):
    """A record of a kind without a sort of page of its own: `text` is the record.

    Its template is the theme's for that kind, else `pages/umum.html`, else that of a plain page.
    """

    record_kind: str
    products: tuple[ProductCard, ...] = ()  # that it names
    sellers: tuple[SellerCard, ...] = ()

    @property
    def kind(self) -> str:  # type: ignore[override]  # of other pages all of a class have one
        """The kind of its record."""
        return self.record_kind

    section = kind


@cache
def record_pages() -> dict[str, type[RecordPage]]:
    """The pages of those kinds of record that have a sort of page of their own, by kind."""
    items = vars(page_kinds).values()
    pages = [item for item in items if isinstance(item, type) and issubclass(item, RecordPage)]
    return {page.kind: page for page in pages if page.kind}
