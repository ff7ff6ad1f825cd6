"""The photos of a delivery as they are looked at: whose each is, what is wrong with it, and what is suggested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.exchange.choices import OWNERLESS, ImportChoices
from generator.exchange.importing import Import
from generator.exchange.photo_suggestions import PhotoPlace, photo_order, suggest

MATCHED, FREE, UNUSED = "berpemilik", "bebas", "tidak dipakai"


@dataclass(frozen=True, slots=True)
class ReviewPhoto:
    """One photo. `owner`: the label of its record, or of the one that is suggested (then `why` says why)."""

    key: str
    name: str
    digest: str
    state: str
    owner: str = ""
    why: str = ""
    is_chosen: bool = False
    is_usable: bool = True
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoReview:
    """All photos of a delivery. `labels`: by which people name records -> `produk/slug`; `empty`: labels of those without a photo."""

    photos: tuple[ReviewPhoto, ...] = ()
    labels: Mapping[str, str] | None = None
    empty: tuple[str, ...] = ()

    def of_state(self, state: str) -> list[ReviewPhoto]:
        """Those of a state."""
        return [photo for photo in self.photos if photo.state == state]

    @property
    def suggested(self) -> int:
        """How many have a suggestion."""
        return sum(1 for photo in self.photos if photo.why)


def review_photos(result: Import, choices: ImportChoices) -> PhotoReview:
    """The photos of an import that kept them."""
    labels = labels_of(result.places)
    label_of = {key: label for label, key in labels.items()}
    faults: dict[str, list[str]] = {}
    for problem in result.problems:
        if not problem.place.row:
            faults.setdefault(problem.place.path, []).append(f"{problem.message} {problem.hint}".strip())
    states = {
        one.key: MATCHED if one.owner else UNUSED if choices.photos.get(one.key) == OWNERLESS else FREE
        for one in result.offered
    }
    free = [one.key for one in result.offered if states[one.key] == FREE and not one.fault]
    suggestions = {one.photo: one for one in suggest(free, result.places)}
    photos = [
        ReviewPhoto(
            one.key,
            one.name,
            one.digest,
            states[one.key],
            label_of.get(one.owner or (suggestions[one.key].key if one.key in suggestions else ""), ""),
            suggestions[one.key].why if one.key in suggestions else "",
            one.key in choices.photos,
            not one.fault,
            tuple(text for text in faults.get(one.name, ()) if "tidak cocok dengan baris" not in text),
        )
        for one in sorted(result.offered, key=lambda one: photo_order(one.key))
    ]
    empty = tuple(
        label_of[place.key] for place in result.places if not place.has_photo and place.key.startswith("produk/")
    )
    return PhotoReview(tuple(photos), labels, empty)


def labels_of(places: Sequence[PhotoPlace]) -> dict[str, str]:
    """A label by which people know each record: its name and its seller's; its address too where two would be called the same."""
    plain = {place.key: ", ".join(filter(None, (place.name, place.seller))) for place in places}
    counts = Counter(plain.values())
    return {label if counts[label] == 1 else f"{label} ({key})": key for key, label in plain.items()}
