"""Whose a photo may be when no row names it: told by its name, or by the order in which WhatsApp brought it. Suggestions only.

An office sends its photos in the order of its list. WhatsApp names them by the minute (`WhatsApp Image 2026-08-12 at 10.23.45`) or by
a running number (`IMG-20260812-WA0007`); photos of one minute are of one product.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.model.collate import letters_of

ALIKE = 0.82  # of two names, from 0 to 1
SHORTEST = 5  # letters of a name that is looked for inside that of a photo
_CHAT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:\s+(?:at|pukul|jam|um|à)\s+|-)(?P<hour>\d{1,2})[.:-](?P<minute>\d\d)(?:[.:-](?P<second>\d\d))?"
    r"(?:\s*(?P<half>[AP]M))?(?P<rest>.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<day>\d{8})-WA(?P<number>\d{3,6})", re.IGNORECASE)
_CAMERA = re.compile(r"(?:IMG|PXL|DSC|Screenshot)?[_-]?(?P<day>\d{8})[_-](?P<time>\d{6})", re.IGNORECASE)


class PhotoPlace(NamedTuple):
    """A record that may have photos: `produk/slug`, names of it and its seller, whether it has a photo, whether the import has it."""

    key: str
    name: str
    seller: str = ""
    has_photo: bool = False
    is_imported: bool = True


class Suggestion(NamedTuple):
    """Whose a photo may be, and why, in words."""

    photo: str
    key: str
    why: str


class Moment(NamedTuple):
    """When a chat brought a photo. `group`: equal for photos that came together; `order`: sorts them."""

    group: tuple[str, ...]
    order: tuple[str, int, int]


def moment_of(name: str) -> Moment | None:
    """What a photo's name tells of its moment; None when it tells none."""
    stem = PurePosixPath(name).stem
    if match := _CHAT.search(stem):
        hour = int(match["hour"]) % 12 + 12 * (match["half"].upper() == "PM") if match["half"] else int(match["hour"])
        minute = f"{hour:02}{match['minute']}"
        count = re.search(r"\((\d+)\)", match["rest"])
        seconds = int(minute) * 100 + int(match["second"] or 0)
        return Moment((match["day"], minute), (match["day"], seconds, int(count[1]) if count else 0))
    if match := _NUMBERED.search(stem):
        return Moment((match["day"], match["number"]), (match["day"], int(match["number"]), 0))
    if match := _CAMERA.fullmatch(stem):
        return Moment((match["day"], match["time"][:4]), (match["day"], int(match["time"]), 0))
    return None


def photo_order(name: str) -> tuple[tuple[str, int, int], str]:
    """Sorts photos as a chat brought them; those that tell no moment come first, by their names."""
    moment = moment_of(name)
    return (moment.order if moment else ("", 0, 0)), name


def suggest(photos: Sequence[str], places: Sequence[PhotoPlace]) -> list[Suggestion]:
    """Whose the photos may be, none of which has an owner. `places`: in the order of the office's list."""
    by_name = [found for name in photos if (found := _by_name(name, places))]
    named = {one.photo for one in by_name}
    taken = {one.key for one in by_name}
    rest = [name for name in photos if name not in named]
    empty = [place for place in places if not place.has_photo and place.key not in taken]
    products = [place for place in empty if place.key.startswith("produk/")]
    of_import = [place for place in products if place.is_imported]
    return [*by_name, *(_by_order(rest, of_import) or _by_order(rest, products))]


def _by_name(photo: str, places: Sequence[PhotoPlace]) -> Suggestion | None:
    """The one record whose name stands in the photo's, or is nearly it."""
    stem = letters_of(re.sub(r"\(\d+\)|[_-]?\d+$", "", PurePosixPath(photo).stem))
    if not stem:
        return None
    inside = [place for place in places if len(letters_of(place.name)) >= SHORTEST and letters_of(place.name) in stem]
    longest = max((len(letters_of(place.name)) for place in inside), default=0)
    best = [place for place in inside if len(letters_of(place.name)) == longest]
    if not best:
        ratios = {place: difflib.SequenceMatcher(None, stem, letters_of(place.name)).ratio() for place in places}
        most = max(ratios.values(), default=0.0)
        best = [place for place, ratio in ratios.items() if ratio == most >= ALIKE]
    return Suggestion(photo, best[0].key, "namanya mirip") if len(best) == 1 else None


def _by_order(photos: Sequence[str], products: Sequence[PhotoPlace]) -> list[Suggestion]:
    """Photos of a chat to products in the order of the list, where their numbers agree: one each, or one minute each."""
    moments = {name: moment for name in photos if (moment := moment_of(name))}
    ordered = sorted(moments, key=photo_order)
    if not ordered or not products:
        return []
    groups = [list(names) for _, names in groupby(ordered, key=lambda name: moments[name].group)]
    if len(ordered) == len(products):
        return [Suggestion(name, place.key, "urutan WhatsApp") for name, place in zip(ordered, products, strict=True)]
    if len(groups) == len(products):
        return [
            Suggestion(name, place.key, "menit WhatsApp")
            for names, place in zip(groups, products, strict=True)
            for name in names
        ]
    return []
