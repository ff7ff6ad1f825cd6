"""Whom to write to about a product, for copies on a disk: a page opened from there cannot fetch another one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from generator.model.output import Output
from generator.model.page import Page, ProductPage
from generator.model.world import World

PATH = "pilihan/kontak.js"
Contact = tuple[str, str, str]  # slug of the product, name of the seller, WhatsApp number or empty


def outputs(pages: Sequence[Page], world: World) -> Iterator[Output]:
    """One script with the sellers of all products, only with `--luring`."""
    if world.site.offline:
        products = [page for page in pages if isinstance(page, ProductPage) and page.language == "id"]
        yield Output(PATH, contacts, (tuple(sorted(_contact(page) for page in products)),))


def _contact(page: ProductPage) -> Contact:
    phone = page.seller.whatsapp
    return page.slug, page.seller.name, phone.number if phone and phone.mobile else ""


def contacts(known: tuple[Contact, ...]) -> bytes:
    """Recipe: the contacts as a classic script."""
    table = {slug: [seller, number] for slug, seller, number in known}
    return f"globalThis.etalaseKontak={json.dumps(table, ensure_ascii=False, separators=(',', ':'))}\n".encode()
