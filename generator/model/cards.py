"""Rows and cards: the small faces of records.

A `Row` is all that a build needs to know of a file that has not changed. A card is what a list shows of a record; it
carries its digest, so that a page which shows it changes exactly when it does. They are NamedTuples, not dataclasses:
every build makes one of each per record, and a tuple costs a tenth.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from generator.model.digest import digest_texts, fingerprint
from generator.model.field_types import Text
from generator.model.fields import fields_of
from generator.model.money import Price
from generator.model.phone import Phone
from generator.model.records import all_kinds
from generator.model.records.base import Brief, Reference, is_illustration
from generator.model.records.product import Label as Label  # what cards have on them belongs to them
from generator.model.records.product import ProductBrief
from generator.model.records.seller import Seller, SellerBrief

READY = "pengadaan"  # the label of a product that is ready for procurement


class Photo(NamedTuple):
    """A photo below `content/foto/`: width and height in pixels, after its orientation is applied."""

    name: str
    content: str  # digest of its bytes
    width: int
    height: int

    @property
    def is_illustration(self) -> bool:
        """True for a drawn picture, which must not pass for a photo of the goods."""
        return is_illustration(self.name)


class Row(NamedTuple):
    """All that a build needs to know of an unchanged file, as plain values: so it lies in the cache.

    `brief` is what its card is made from: the values of the brief that its kind declares (`Traits.brief`), or of a
    translation its fields by key.
    """

    kind: str
    slug: str
    language: str
    path: str
    status: str
    title: str
    updated: str  # ISO date or empty
    references: tuple[tuple[str | int, ...], ...]  # values of `Reference`
    links: tuple[tuple[str, int, int], ...]  # target as written in the stored body, line, column
    anchors: tuple[str, ...]
    aliases: tuple[str, ...]
    photos: tuple[str, ...]
    expired: tuple[str, ...]
    brief: Any
    digest: str  # of the whole record
    mix: int  # orders lists; from the slug alone
    conditions: int = 0  # of readiness for procurement, as bits (`readiness`)
    marks: int = 0  # what statistics count, as bits (`counted`)
    shops: tuple[str, ...] = ()  # platforms with a running link
    # Set by whoever reads the file.
    card_digest: str = ""  # of what its card shows
    relations_digest: str = ""  # of what other records are checked against
    row_digest: str = ""  # of all of it

    def with_digests(self) -> Row:
        """The same row with its digests."""
        is_seller = self.kind == Seller.kind and self.language == "id"
        checked = tuple(self.brief[1:6]) if is_seller else ()  # form to category
        card = fingerprint(self.kind, self.slug, self.brief, self.updated, self.status)
        relations = fingerprint(
            self.kind, self.slug, self.language, self.path, self.status, self.references, self.aliases, checked
        )
        return self._replace(card_digest=card, relations_digest=relations, row_digest=fingerprint(*self[:-3]))

    def named(self, kind: str) -> list[str]:
        """The slugs of one kind that the record names, in its order."""
        return [reference.slug for reference in map(Reference._make, self.references) if reference.kind == kind]


class ProductCard(NamedTuple):
    """What a list shows of a product."""

    slug: str
    name: str
    price: Price | None
    unit: str
    seller: str
    seller_name: str
    region: str
    category: str
    photo: Photo | None
    labels: tuple[Label, ...]
    featured: bool
    updated: str
    status: str
    mix: int
    digest: str
    fallbacks: tuple[str, ...] = ()  # texts that nobody has translated, on a card of another language


class SellerCard(NamedTuple):
    """What a list, and the seller box of a product, shows of a seller."""

    slug: str
    name: str
    form: str
    scale: str
    region: str
    district: str
    category: str
    since: int
    members: int
    whatsapp: Phone | None
    cooperative: str
    payments: tuple[str, ...]
    summary: str
    photo: Photo | None
    updated: str
    status: str
    mix: int
    digest: str
    fallbacks: tuple[str, ...] = ()  # texts that nobody has translated, on a card of another language


class PageCard(NamedTuple):
    """What a list shows of kabar, pojok, layanan and plain pages. Dates are ISO texts or empty."""

    kind: str
    slug: str
    name: str
    summary: str
    region: str
    form: str
    day: str
    until: str
    photo: Photo | None
    updated: str
    status: str
    digest: str
    fallbacks: tuple[str, ...] = ()  # texts that nobody has translated, on a card of another language


def mix_of(slug: str) -> int:
    """A number that orders lists without favour: from the slug alone, never from the day of the build."""
    return int(digest_texts(slug)[:12], 16)


def _spelled(photo: Photo) -> str:
    return f"{photo.name}|{photo.content}|{photo.width}|{photo.height}"


@cache
def _translatable(kind: str) -> tuple[tuple[str, int], ...]:
    """(key of a field, its place in a brief) of the texts of a card that a translation may say otherwise."""
    record_type = all_kinds()[kind]
    keys = {spec.attribute: spec.key for spec in fields_of(record_type) if isinstance(spec.type, Text)}
    keys["name"] = record_type.title_field().key
    names: tuple[str, ...] = record_type.traits.brief._fields  # type: ignore[attr-defined]  # a NamedTuple
    return tuple((keys[name], place) for place, name in enumerate(names) if name in keys)


def translated(row: Row, translation: Row) -> Row:
    """A row as it reads in another language: what the translation does not say stays Indonesian."""
    brief = list(row.brief)
    for key, place in _translatable(row.kind):
        brief[place] = translation.brief.get(key, brief[place])
    return row._replace(
        title=translation.title or row.title,
        path=translation.path,
        links=translation.links or row.links,
        anchors=translation.anchors or row.anchors,
        brief=brief,
        card_digest=digest_texts(row.card_digest, translation.card_digest),
    )


def fallbacks(row: Row, translation: Row) -> tuple[str, ...]:
    """The texts of a card that a translation leaves in Indonesian."""
    texts = [row.brief[place] for key, place in _translatable(row.kind) if key not in translation.brief]
    return tuple(text for text in texts if text)


def seller_card(row: Row, photo: Photo | None) -> SellerCard:
    """The card of a seller."""
    brief = SellerBrief._make(row.brief)
    return SellerCard(
        row.slug,
        brief.name,
        brief.form,
        brief.scale,
        brief.region,
        brief.district,
        brief.category,
        brief.since,
        brief.members,
        Phone._make(brief.whatsapp) if brief.whatsapp else None,
        brief.cooperative,
        tuple(brief.payments),
        brief.summary,
        photo,
        row.updated,
        row.status,
        row.mix,
        _digest_of(row, photo),
    )


def mark_of(seller: SellerCard) -> str:
    """The digest of what the cards of a seller's products show of it."""
    return digest_texts(seller.slug, seller.name, seller.region, seller.category)


def product_card(row: Row, seller: SellerCard, mark: str, photo: Photo | None, *, is_ready: bool) -> ProductCard:
    """The card of a product; its place is its seller's. `mark`: see `mark_of`; `is_ready`: for procurement."""
    name, price, unit, _, category, labels, featured = ProductBrief._make(row.brief)
    # Two digests side by side are one as well, and every build makes one of these for every product.
    digest = row.card_digest + mark + (READY if is_ready else "")
    shown = tuple([Label._make(label) for label in labels]) if labels else ()
    return ProductCard(
        row.slug,
        name,
        Price._make(price) if price else None,
        unit,
        seller.slug,
        seller.name,
        seller.region,
        category or seller.category,
        photo,
        (*shown, Label(READY)) if is_ready else shown,
        featured,
        row.updated,
        row.status,
        row.mix,
        digest_texts(digest, _spelled(photo)) if photo else digest,
    )


def page_card(row: Row, photo: Photo | None) -> PageCard:
    """The card of any other record."""
    return PageCard(row.kind, row.slug, *Brief._make(row.brief), photo, row.updated, row.status, _digest_of(row, photo))


def _digest_of(row: Row, photo: Photo | None) -> str:
    return digest_texts(row.card_digest, _spelled(photo)) if photo else row.card_digest
