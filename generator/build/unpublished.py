"""Which pages of a site with drafts would not be published, and why: for the preview, which marks them."""

from __future__ import annotations

from generator.model.address import record_path
from generator.model.catalog import Catalog
from generator.model.publication import PUBLISHED

SELLER = "penjual"  # the record itself is ready, its seller is not


def unpublished(catalog: Catalog) -> dict[str, str]:
    """Path of a page -> its record's status (`model/publication.py`), or `penjual`; published pages are left out."""
    rows = catalog.rows
    unready = {slug for (kind, slug), row in rows.items() if kind == SELLER and row.status != PUBLISHED}
    found = {}
    for (kind, slug), row in rows.items():
        if row.status == PUBLISHED and not (unready and kind == "produk"):  # nearly all there are
            continue
        if not catalog.shown(kind, slug):
            continue
        if row.status != PUBLISHED:
            found[record_path(kind, slug)] = row.status
        elif catalog.products[slug].seller in unready:
            found[record_path(kind, slug)] = SELLER
    return found
