"""Whom to write to about a product, for copies on a disk: a page opened from there cannot fetch another one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from generator.model.address import record_at
from generator.model.catalog import Catalog
from generator.model.chapter import Chapter, Listed, digest_of
from generator.model.digest import fingerprint
from generator.model.output import Output
from generator.model.site_view import SiteView
from generator.model.world import World

PATH = "pilihan/kontak.js"
# Slug of the product; name of the seller, WhatsApp number or empty, slug of the seller, kabupaten/kota. Of a product that
# has moved: its old slug and the new one.
Contact = tuple[str, str, str, str, str] | tuple[str, str]


def chapters(world: World, facts: Sequence[Listed]) -> Iterator[Chapter[Output]]:
    """One script with the sellers of all products, only with `--luring`."""
    catalog = world.catalog
    if world.site.offline:
        digest = fingerprint(world.frame, catalog.digest, digest_of(catalog.makers.values()), catalog.moved)
        yield Chapter(
            "contacts", digest, lambda: [Output(PATH, contacts, (tuple(sorted(_contacts(catalog, world.site))),))]
        )


def _contacts(catalog: Catalog, site: SiteView) -> Iterator[Contact]:
    for old, new, _ in catalog.moved:
        (old_kind, old_slug), (kind, slug) = record_at(old), record_at(new)
        if old_kind == kind == "produk" and old_slug not in catalog.products:
            yield old_slug, slug
    for card in catalog.products.values():
        maker = catalog.makers[card.seller]
        phone = maker.whatsapp
        number = phone.number if phone and phone.mobile else ""
        yield card.slug, maker.name, number, maker.slug, site.region(maker.region).short


def contacts(known: tuple[Contact, ...]) -> bytes:
    """Recipe: the contacts as a classic script."""
    table = {slug: rest[0] if len(rest) == 1 else rest for slug, *rest in known}
    return f"globalThis.etalaseKontak={json.dumps(table, ensure_ascii=False, separators=(',', ':'))}\n".encode()
