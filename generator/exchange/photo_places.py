"""Photos that came along, and the records that they may be of: those of an import in the order of its rows, then the site's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.exchange.existing_records import ExistingRecords
from generator.exchange.layout import Layout
from generator.exchange.merge import Merged
from generator.exchange.photo_suggestions import PhotoPlace
from generator.exchange.reading import Wanted
from generator.exchange.row_parts import Part
from generator.exchange.tables import SheetLog

KINDS = ("produk", "penjual")


class OfferedPhoto(NamedTuple):
    """A photo that came along: its key and name, the digest of its bytes, whose it is (`produk/slug`), why it cannot be used."""

    key: str
    name: str
    digest: str
    owner: str
    fault: str


def record_without_row(record: str, stand: ExistingRecords) -> Wanted | None:
    """A record of the site (`produk/slug`) of which no row speaks, as it is; None when there is none of that key."""
    kind, _, slug = record.partition("/")
    old = stand.get(kind, slug)
    if old is None:
        return None
    part = Part(kind, 0, {}, SheetLog(f"content/{old.path}"), Layout(kind))
    return Wanted(part, dict(old.values), slug=slug, was=slug)


def photo_places(merged: Iterable[Merged], stand: ExistingRecords) -> list[PhotoPlace]:
    """Products before sellers, each kind in the order of the rows, then by slug."""
    items = {
        (item.wanted.kind, item.wanted.slug): item
        for item in sorted(merged, key=lambda item: (item.wanted.part.place, item.wanted.part.row))
        if item.wanted.language == "id"
    }
    sellers = {
        slug: str(record.values.get("nama", slug))
        for (kind, slug, _), record in stand.records.items()
        if kind == "penjual"
    }
    sellers |= {slug: str(item.values.get("nama", slug)) for (kind, slug), item in items.items() if kind == "penjual"}
    old = {(kind, slug): record.values for (kind, slug, language), record in stand.records.items() if language == "id"}
    values = {key: item.values for key, item in items.items()}
    values |= {key: old[key] for key in sorted(old) if key not in values}
    return [
        PhotoPlace(
            f"{kind}/{slug}",
            str(told.get("nama", slug)),
            sellers.get(str(told.get("penjual", "")), ""),
            bool(told.get("foto")),
            (kind, slug) in items,
        )
        for wanted in KINDS
        for (kind, slug), told in values.items()
        if kind == wanted
    ]
