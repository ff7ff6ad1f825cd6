"""What the pages of single records have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.model.address import record_path
from generator.model.cards import PageCard, ProductCard, SellerCard
from generator.model.digest import digest_texts, spell
from generator.model.page_parts import Link
from generator.model.publication import PUBLISHED
from generator.model.records.product import Product
from generator.model.world import World


def record_parts(
    world: World, kind: str, slug: str, *, description: str = "", crumbs: tuple[Link, ...] = ()
) -> dict[str, Any]:
    """The fields of a `RecordPage` that come from its row."""
    row = world.catalog.read(kind, slug)
    # In a preview a product may stand beside its seller's draft; neither is for search engines.
    product = world.catalog.products.get(slug) if kind == Product.kind else None
    maker_is_public = product is None or world.catalog.makers[product.seller].status == PUBLISHED
    return {
        "path": record_path(kind, slug),
        "title": row.title,
        "description": description,
        "crumbs": crumbs,
        "updated": row.updated,
        "indexed": row.status == PUBLISHED and maker_is_public,
        "source": f"content/{row.path}",
        "links": world.links_of(row),
        "slug": slug,
        "stored": world.catalog.stored(kind, slug),
        "translation": world.catalog.translation(kind, slug),
        "photos": world.catalog.photos_of(kind, slug),
        "expired": row.expired,
        "status": row.status,
    }


def records_digest(world: World, kind: str, cards: Iterable[ProductCard | SellerCard | PageCard]) -> str:
    """One digest over all that `record_parts` reads of some records, but for their makers' cards."""
    catalog, shown = world.catalog, world.catalog.shown_rows[kind]
    rows = [shown[card.slug] for card in cards]
    parts = [row.row_digest for row in rows]
    # Of most records there is nothing more to tell.
    detailed = rows if catalog.translations else [row for row in rows if row.photos or row.links]
    for row in detailed:
        translation = catalog.translations.get((kind, row.slug))
        if translation:
            parts.append(translation.row_digest)
        if row.photos:
            parts += [f"{name}={catalog.photos[name].content}" for name in row.photos if name in catalog.photos]
        if row.links or (translation and translation.links):
            parts.append(spell(world.links_of(catalog.read(kind, row.slug))))
    return digest_texts(*parts)
