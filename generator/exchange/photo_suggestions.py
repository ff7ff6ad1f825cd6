"""Whose a photo may be when no row names it: told by its name, or by the order in which WhatsApp brought it. Suggestions only.

An office sends its photos in the order of its list. WhatsApp names them by the minute (`WhatsApp Image 2026-08-12 at 10.23.45`) or by
a running number (`IMG-20260812-WA0007`); photos of one minute are of one product.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.model.collate import letters_of

ALIKE = 0.82  # of two names, from 0 to 1
MOST_HELD = 20  # names that a photo's is held against
SHORTEST = 5  # letters of a name that is looked for inside that of a photo
_CHAT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:\s+(?:at|pukul|jam|um|à)\s+|-)(?P<hour>\d{1,2})[.:-](?P<minute>\d\d)(?:[.:-](?P<second>\d\d))?"
    r"(?:\s*(?P<half>[AP]M))?(?P<rest>.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<day>\d{8})-WA(?P<number>\d{3,6})", re.IGNORECASE)
_CAMERA = re.compile(r"(?:IMG|PXL|DSC|Screenshot)?[_-]?(?P<day>\d{8})[_-](?P<time>\d{6})", re.IGNORECASE)

_NO_NAME = re.compile(r"WhatsApp (?:Image|Gambar)|^(?:IMG|PXL|DSC|Screenshot)\b|WA\d{3,6}", re.IGNORECASE)


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
    names = _NameIndex(places)
    by_name = [suggestion for photo in photos if (suggestion := _by_name(photo, names))]
    named = {one.photo for one in by_name}
    taken = {one.key for one in by_name}
    rest = [name for name in photos if name not in named]
    empty = [place for place in places if not place.has_photo and place.key not in taken]
    products = [place for place in empty if place.key.startswith("produk/")]
    of_import = [place for place in products if place.is_imported]
    return [*by_name, *(_by_order(rest, of_import) or _by_order(rest, products))]


class _NameIndex:
    """The names of places by the triples of letters in them, so that a photo is held against a few names, not all."""

    def __init__(self, places: Sequence[PhotoPlace]) -> None:
        self.places = places
        self.letters = [letters_of(place.name) for place in places]
        self._by_triple: dict[str, list[int]] = defaultdict(list)
        for number, letters in enumerate(self.letters):
            for triple in _triples(letters):
                self._by_triple[triple].append(number)

    def near(self, stem: str) -> tuple[list[int], list[int]]:
        """(numbers of the places whose whole name stands in `stem`, numbers of those that have most in common with it)."""
        common: Counter[int] = Counter()
        for triple in _triples(stem):
            common.update(self._by_triple.get(triple, ()))
        inside = [number for number in common if len(self.letters[number]) >= SHORTEST and self.letters[number] in stem]
        return inside, [number for number, _ in common.most_common(MOST_HELD)]


def _triples(letters: str) -> set[str]:
    return {letters[at : at + 3] for at in range(max(1, len(letters) - 2))} if letters else set()


def _by_name(photo: str, names: _NameIndex) -> Suggestion | None:
    """The one record whose name stands in the photo's, or is nearly it."""
    plain = _NO_NAME.sub("", _CHAT.sub(r"\g<rest>", PurePosixPath(photo).stem))
    stem = letters_of(re.sub(r"\(\d+\)|[_-]?\d+$", "", plain))
    if not stem:
        return None
    inside, near = names.near(stem)
    longest = max((len(names.letters[number]) for number in inside), default=0)
    best = [number for number in inside if len(names.letters[number]) == longest]
    if not best:
        matcher = difflib.SequenceMatcher(None, "", stem)
        ratios = {}
        for number in near:
            matcher.set_seq1(names.letters[number])
            ratios[number] = matcher.ratio()
        most = max(ratios.values(), default=0.0)
        best = [number for number, ratio in ratios.items() if ratio == most >= ALIKE]
    return Suggestion(photo, names.places[best[0]].key, "namanya mirip") if len(best) == 1 else None


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
