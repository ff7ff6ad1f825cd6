"""Whose the photos of a delivery are, as an editor chooses; and their thumbnails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from generator.desk.delivery import Delivery
from generator.desk.requests import JSON, Ask, Reply
from generator.desk.review_photos import ReviewPhoto
from generator.desk.reviewing import seen_review
from generator.desk.room_addresses import address
from generator.exchange.choices import OWNERLESS

if TYPE_CHECKING:
    from generator.desk.desk import Desk

MOST_OFFERED = 20  # labels for what is typed
SIDE = 320  # pixels of a thumbnail's longer side


def choose_photos(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """Take what was chosen: `pemilik.<number>` a record's label; `buang`, `lepas`: numbers of photos not to use, to decide anew.

    `diam`: asked by the script, which goes on with the page as it is.
    """
    if ask.text("versi") != delivery.version:
        return Reply(b"{}", 409, JSON) if ask.text("diam") else Reply(location=address(delivery, "versi"))
    pictures = seen_review(desk, delivery).pictures
    labels = pictures.labels or {}
    choices = delivery.choices()
    photos, unknown = dict(choices.photos), False
    is_aside = bool(ask.text("buang") or ask.text("lepas"))  # then nobody has agreed to what is suggested
    for name in ask.fields:
        field, _, number = name.partition(".")
        label = " ".join(ask.text(name).split())
        photo = _at(pictures.photos, number)
        if field == "pemilik" and label and photo and not (is_aside and label == photo.owner):
            record = record_of(label, labels)
            unknown |= not record
            if record:
                photos[photo.key] = record
    pressed = {"buang": OWNERLESS, "lepas": None}
    for name, decision in pressed.items():
        photo = _at(pictures.photos, ask.text(name))
        if photo:
            photos.pop(photo.key, None)
            if decision is not None or not photo.is_chosen:
                photos[photo.key] = OWNERLESS
    delivery.choose(replace(choices, photos=photos))
    if ask.text("diam"):
        return Reply(json.dumps({"versi": delivery.version}).encode(), kind=JSON)
    return Reply(location=address(delivery, "nama" if unknown else "", "foto"))


def record_of(text: str, labels: Mapping[str, str]) -> str:
    """The record of a label (`produk/slug`), or of the only label with all these words; empty where that is not one."""
    if text in labels:
        return labels[text]
    meant = labels_with(text, labels, 2)
    return labels[meant[0]] if len(meant) == 1 else ""


def labels_with(text: str, labels: Iterable[str], most: int) -> list[str]:
    """The first labels in which every word of a text stands."""
    words = text.casefold().split()
    fits = (label for label in labels if words and all(word in label.casefold() for word in words))
    return list(islice(fits, most))


def offer_labels(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """Labels for what somebody types, for the script."""
    labels = seen_review(desk, delivery).pictures.labels or {}
    return Reply(json.dumps(labels_with(ask.query.get("cari", ""), labels, MOST_OFFERED)).encode(), kind=JSON)


def thumbnail(delivery: Delivery, name: str) -> Reply | None:
    """A photo that was taken in, small; None where there is none."""
    if not re.fullmatch(r"[0-9a-f]{64}\.jpg", name):
        return None
    small = delivery.safe_photos / f"kecil-{name}"
    whole = delivery.safe_photos / name
    if not small.is_file():
        if not whole.is_file():
            return None
        _shrink(whole, small)
    return Reply(small.read_bytes(), kind="image/jpeg")


def _shrink(whole: Path, small: Path) -> None:
    from PIL import Image

    with Image.open(whole) as image:
        image.draft("RGB", (SIDE, SIDE))
        image.thumbnail((SIDE, SIDE))
        draft = small.with_suffix(".baru")
        image.save(draft, "JPEG", quality=75)
    draft.replace(small)


def _at(photos: tuple[ReviewPhoto, ...], number: str) -> ReviewPhoto | None:
    return photos[int(number)] if number.isascii() and number.isdigit() and int(number) < len(photos) else None
