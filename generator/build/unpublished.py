"""Which pages of a site with drafts would not be published, and why: for the preview, which marks them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.catalog import Catalog
from generator.model.page import Page, ProductPage, RecordPage
from generator.model.publication import PUBLISHED

SELLER = "penjual"  # the record itself is ready, its seller is not


def unpublished(pages: Iterable[Page], catalog: Catalog) -> dict[str, str]:
    """Path of a page -> its record's status (`model/publication.py`), or `penjual`; published pages are left out."""
    found = {}
    for page in pages:
        if not isinstance(page, RecordPage):
            continue
        if page.status != PUBLISHED:
            found[page.path] = page.status
        elif isinstance(page, ProductPage) and catalog.rows["penjual", page.seller.slug].status != PUBLISHED:
            found[page.path] = SELLER
    return found
