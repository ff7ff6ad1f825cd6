"""Whom to write to about a product, for copies on a disk: a page opened from there cannot fetch another one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from generator.model.catalog import Catalog
from generator.model.chapter import Chapter, Listed, digest_of
from generator.model.digest import digest_texts
from generator.model.output import Output
from generator.model.world import World

PATH = "pilihan/kontak.js"
Contact = tuple[str, str, str]  # slug of the product, name of the seller, WhatsApp number or empty


def chapters(world: World, facts: Sequence[Listed]) -> Iterator[Chapter[Output]]:
    """One script with the sellers of all products, only with `--luring`."""
    catalog = world.catalog
    if world.site.offline:
        digest = digest_texts(catalog.digest, digest_of(catalog.makers.values()))
        yield Chapter("kontak", digest, lambda: [Output(PATH, contacts, (tuple(sorted(_contacts(catalog))),))])


def _contacts(catalog: Catalog) -> Iterator[Contact]:
    for card in catalog.products.values():
        maker = catalog.makers[card.seller]
        phone = maker.whatsapp
        yield card.slug, maker.name, phone.number if phone and phone.mobile else ""


def contacts(known: tuple[Contact, ...]) -> bytes:
    """Recipe: the contacts as a classic script."""
    table = {slug: [seller, number] for slug, seller, number in known}
    return f"globalThis.etalaseKontak={json.dumps(table, ensure_ascii=False, separators=(',', ':'))}\n".encode()
