"""Which pages of a site with drafts would not be published, and why: for the preview, which marks them."""

from __future__ import annotations

from generator.model.address import record_path
from generator.model.catalog import Catalog
from generator.model.publication import PUBLISHED

SELLER = "penjual"  # the record itself is ready, its seller is not


def unpublished(catalog: Catalog) -> dict[str, str]:
    """Path of a page -> its record's status (`model/publication.py`), or `penjual`; published pages are left out."""
    rows = catalog.rows
    unready = {key: row.status for key, row in rows.items() if row.status != PUBLISHED}
    reasons = {record_path(*key): status for key, status in unready.items() if catalog.shown(*key)}
    if any(kind == SELLER for kind, _ in unready):
        for slug, card in catalog.products.items():
            if (SELLER, card.seller) in unready:
                reasons.setdefault(record_path("produk", slug), SELLER)
    return reasons
