"""Which content may be published. A faulty record is hidden, never half shown, and what hangs on it is named."""

from __future__ import annotations

from dataclasses import replace

from generator.content.load import Content
from generator.model import rules
from generator.model.cards import Row
from generator.model.catalog import Catalog
from generator.model.problem import WHOLE_FILE, Log, Problem
from generator.model.publication import PUBLISHED
from generator.model.records.product import Product, ProductBrief
from generator.model.records.seller import Seller

FAULTY = "bermasalah"  # the status of a record that `--keep-going` leaves out


def without(content: Content, faulty: frozenset[str]) -> Content:
    """The content with faulty records hidden and faulty photos gone. `faulty` holds paths from the site's folder."""
    if not faulty:
        return content

    def hidden(row: Row) -> Row:
        return row._replace(status=FAULTY) if f"content/{row.path}" in faulty else row

    return replace(
        content,
        rows=tuple(hidden(row) for row in content.rows),
        photos={name: photo for name, photo in content.photos.items() if f"content/foto/{name}" not in faulty},
        files=tuple(file for file in content.files if f"content/berkas/{file.path}" not in faulty),
    )


def orphans(catalog: Catalog) -> list[Problem]:
    """Products that are left out because their seller is."""
    problems = []
    for (kind, slug), row in catalog.rows.items():
        if kind != Product.kind or row.status != PUBLISHED or slug in catalog.products:
            continue
        maker = ProductBrief._make(row.brief).seller
        seller = catalog.rows.get((Seller.kind, maker))
        if seller is None or seller.status == FAULTY:
            log = Log(f"content/{row.path}")
            message = f'Produk ini ikut dilewati karena berkas penjualnya ("{maker}") bermasalah.'
            log.add(rules.HIDDEN_SELLER, WHOLE_FILE, message, "Perbaiki berkas penjualnya.", field="penjual")
            problems += log.problems
    return problems
