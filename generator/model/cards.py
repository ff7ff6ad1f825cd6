"""Rows and cards: the small faces of records.

A `Row` is all that a build needs to know of a file that has not changed. A card is what a list shows of a record; it
carries its digest, so that a page which shows it changes exactly when it does. They are NamedTuples, not dataclasses:
every build makes one of each per record, and a tuple costs a tenth.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from generator.model.digest import digest_texts, fingerprint
from generator.model.money import Price
from generator.model.numbers import format_percent
from generator.model.phone import Phone
from generator.model.records.base import Record
from generator.model.records.corner import Corner
from generator.model.records.news import News
from generator.model.records.product import Product
from generator.model.records.seller import Seller
from generator.model.records.service import Service


class Label(NamedTuple):
    """A short fact on a card: `kind` names the label in the theme's strings, `text` is what varies."""

    kind: str
    text: str = ""


class Photo(NamedTuple):
    """A photo below `content/foto/`: width and height in pixels, after its orientation is applied."""

    name: str
    content: str  # digest of its bytes
    width: int
    height: int

    @property
    def is_illustration(self) -> bool:
        """True for a drawn picture, which must not pass for a photo of the goods: its file is named `ilustrasi-…`."""
        return self.name.rsplit("/", 1)[-1].startswith("ilustrasi-")


class Row(NamedTuple):
    """All that a build needs to know of an unchanged file. `brief` is what its card is made from."""

    kind: str
    slug: str
    language: str
    path: str
    status: str
    title: str
    updated: str  # ISO date or empty
    references: tuple[Any, ...]  # Reference
    links: tuple[tuple[str, int, int], ...]  # target as written in the stored body, line, column
    anchors: tuple[str, ...]
    aliases: tuple[str, ...]
    photos: tuple[str, ...]
    expired: tuple[str, ...]
    brief: Any
    digest: str  # of the whole record
    mix: int  # orders lists; from the slug alone
    # Set by whoever reads the file: digests of what its card shows, of what other records are checked against, of all of it.
    face: str = ""
    ties: str = ""
    seal: str = ""

    def sealed(self) -> Row:
        """The same row with its digests."""
        maker = tuple(self.brief[1:6]) if self.kind == "penjual" and self.language == "id" else ()
        face = fingerprint(self.kind, self.slug, self.brief, self.updated, self.status)
        ties = fingerprint(
            self.kind, self.slug, self.language, self.path, self.status, self.references, self.aliases, maker
        )
        return self._replace(face=face, ties=ties, seal=fingerprint(*self[:-3]))


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


def mix_of(slug: str) -> int:
    """A number that orders lists without favour: from the slug alone, never from the day of the build."""
    return int(digest_texts(slug)[:12], 16)


def labels_of(product: Product, expired: tuple[str, ...]) -> list[Label]:
    """The labels of a product's card; a certificate past its date has none."""
    labels = []
    halal = product.halal
    if halal and halal.status == "bersertifikat" and halal.number and "halal" not in expired:
        labels.append(Label("halal"))
    if product.origin:
        labels.append(Label("indikasi_geografis", product.origin.rpartition(",")[2].strip()))
    if product.tkdn is not None and "tkdn" not in expired:
        labels.append(Label("tkdn", format_percent(product.tkdn)))
    if product.preorder:
        labels.append(Label("prapesan"))
    if product.procurement:
        labels.append(Label("pengadaan"))
    return labels


def brief_of(record: Record, expired: tuple[str, ...]) -> Any:
    """What the card of a record is made from, as JSON."""
    if isinstance(record, Product):
        return [record.name, record.price, record.unit or "", record.seller, record.category or "",
                labels_of(record, expired), record.featured]  # fmt: skip
    if isinstance(record, Seller):
        return [record.name, record.form, record.scale or "", record.region, record.district or "", record.category,
                record.since or 0, record.members or 0, record.whatsapp, record.cooperative or "", record.payments,
                record.summary or ""]  # fmt: skip
    form = day = until = region = ""
    if isinstance(record, (News, Service)):
        day, until = _iso(record.day), _iso(record.until)
    if isinstance(record, Service):
        form = record.form or ""
    if isinstance(record, Corner):
        region = record.region
    return [record.title, record.summary or "", region, form, day, until]


def _spelled(photo: Photo) -> str:
    return f"{photo.name}|{photo.content}|{photo.width}|{photo.height}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


# Where in a row's brief the fields stand that a translation may say otherwise.
TRANSLATED = {
    "produk": {"nama": 0, "satuan": 2},
    "penjual": {"nama": 0, "ringkasan": 11},
    **{kind: {"nama": 0, "judul": 0, "ringkasan": 1} for kind in ("kabar", "pojok", "layanan", "halaman")},
}


def translated(row: Row, translation: Row) -> Row:
    """A row as it reads in another language: what the translation does not say stays Indonesian."""
    brief = list(row.brief)
    for key, place in TRANSLATED[row.kind].items():
        brief[place] = translation.brief.get(key, brief[place])
    return row._replace(
        title=translation.title or row.title,
        path=translation.path,
        links=translation.links or row.links,
        anchors=translation.anchors or row.anchors,
        brief=brief,
        face=digest_texts(row.face, translation.face),
    )


def seller_card(row: Row, photo: Photo | None) -> SellerCard:
    """The card of a seller."""
    (
        name,
        form,
        scale,
        region,
        district,
        category,
        since,
        members,
        whatsapp,
        cooperative,
        payments,
        summary,
    ) = row.brief
    return SellerCard(
        row.slug, name, form, scale, region, district, category, since, members, Phone(*whatsapp) if whatsapp else None,
        cooperative, tuple(payments), summary, photo, row.updated, row.status, row.mix,
        digest_texts(row.face, _spelled(photo)) if photo else row.face,
    )  # fmt: skip


def mark_of(seller: SellerCard) -> str:
    """The digest of what the cards of a seller's products show of it."""
    return digest_texts(seller.slug, seller.name, seller.region, seller.category)


def product_card(row: Row, seller: SellerCard, mark: str, photo: Photo | None) -> ProductCard:
    """The card of a product; its place is its seller's. `mark`: see `mark_of`."""
    name, price, unit, _, category, labels, featured = row.brief
    # Two digests side by side are one as well, and every build makes one of these for every product.
    digest = row.face + mark
    return ProductCard(
        row.slug, name, Price(*price) if price else None, unit, seller.slug, seller.name, seller.region,
        category or seller.category, photo, tuple([Label(*label) for label in labels]) if labels else (), featured, row.updated,
        row.status, row.mix, digest_texts(digest, _spelled(photo)) if photo else digest,
    )  # fmt: skip


def page_card(row: Row, photo: Photo | None) -> PageCard:
    """The card of kabar, pojok, layanan or a plain page."""
    name, summary, region, form, day, until = row.brief
    return PageCard(row.kind, row.slug, name, summary, region, form, day, until, photo, row.updated, row.status,
                    digest_texts(row.face, _spelled(photo)) if photo else row.face)  # fmt: skip
