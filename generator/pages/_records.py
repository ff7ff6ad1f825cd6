"""What the pages of single records have in common."""

from __future__ import annotations

from typing import Any

from generator.model.address import record_path
from generator.model.page import Link
from generator.model.publication import PUBLISHED
from generator.model.world import World


def record_parts(
    world: World, kind: str, slug: str, *, description: str = "", crumbs: tuple[Link, ...] = ()
) -> dict[str, Any]:
    """The fields of a `RecordPage` that come from its row."""
    row = world.catalog.read(kind, slug)
    # In a preview a product may stand beside its seller's draft; neither is for search engines.
    maker_is_public = kind != "produk" or world.catalog.makers[row.brief[3]].status == PUBLISHED
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
