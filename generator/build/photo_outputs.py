"""Photos and share cards as outputs: of each photo that some page shows, the variants that the theme asks for, and the
card of every page; nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.build.chapters import Facts
from generator.build.options import Options
from generator.content.load import Content
from generator.images.photo import PhotoFile, Variant, photo_variant
from generator.images.share_card import share_cloth, share_photo
from generator.images.store import Store, StoreInput, drop_oldest, drop_unlisted
from generator.model.address import FALLBACK_WIDTH, RESULT_WIDTH, photo_path, shown_size
from generator.model.cards import Photo
from generator.model.chapter import Chapter
from generator.model.digest import digest_texts, fingerprint, spell
from generator.model.output import Output
from generator.model.share import ShareCard
from generator.theme.photo_uses import PhotoUse
from generator.theme.theme import Theme

SHELF, MOST_CARDS = "kain", 2000  # where cards without a photo are kept, and how many
ALIKE = 2  # letters of a photo's digest


def photo_store(options: Options) -> Path:
    """Where what was made from photos is kept."""
    return options.cache_folder / "foto"


def photo_chapters(
    facts: Sequence[Facts], content: Content, theme: Theme, options: Options
) -> Iterator[Chapter[Output]]:
    """What is made of every photo that some page shows: a hidden record's photo is not among them, nor is its card.

    A chapter holds the photos whose content's digest begins alike, the last one the cards without a photo.
    """
    store = photo_store(options)
    cards = _cards(facts)
    alike: dict[str, list[tuple[Photo, bool]]] = {}
    for photo, is_first in _shown(facts):
        alike.setdefault(photo.content[:ALIKE], []).append((photo, is_first))
    uses = fingerprint(theme.photos)
    for start, shown in sorted(alike.items()):
        own = {key: cards[key] for photo, _ in shown if (key := photo_path(photo, 0)) in cards}
        digest = digest_texts(uses, spell(tuple(shown)), spell(own))
        yield Chapter(f"photos {start}", digest, partial(_variants, shown, own, content, theme, store))
    plain, shelf = cards.get("", []), StoreInput(Store(str(store / SHELF)))
    yield Chapter(
        "share cards", fingerprint(plain), lambda: [Output(card.path, share_cloth, (shelf, card)) for card in plain]
    )


def _variants(
    shown: Iterable[tuple[Photo, bool]],
    cards: Mapping[str, list[ShareCard]],
    content: Content,
    theme: Theme,
    store: Path,
) -> Iterator[Output]:
    every = {(FALLBACK_WIDTH, "jpg"), *_files(theme.photos["galeri"]), *_files(theme.photos["kecil"])}
    first = every | {(RESULT_WIDTH, "webp"), *_files(theme.photos["kartu"])}
    for photo, is_first in shown:
        variants = {
            photo_path(photo, width, form): Variant(*shown_size(photo, width), form)
            for width, form in sorted(first if is_first else every)
        }
        own = cards.get(photo_path(photo, 0), [])
        file, photo_store = content.photo_files[photo.name], Store(str(store / photo.content))
        names = tuple(card.name for card in own)
        source = PhotoFile(file, photo.content, photo_store, tuple(variants.values()), names)
        place = f"content/foto/{photo.name}"
        for path, variant in variants.items():
            yield Output(path, photo_variant, (source, variant), place)
        for card in own:
            yield Output(card.path, share_photo, (source, card), place)


def drop_unused_photos(options: Options, content: Content) -> None:
    """Forget what was made from photos that are no longer there, and the oldest cards without a photo."""
    store = photo_store(options)
    drop_unlisted(store, {SHELF, *(photo.content for photo in content.photos.values())})
    drop_oldest(store / SHELF, MOST_CARDS)


def _files(use: PhotoUse) -> Iterator[tuple[int, str]]:
    for width in use.widths:
        yield width, "webp"


def _shown(facts: Iterable[Facts]) -> list[tuple[Photo, bool]]:
    """Each photo once, by its address, and whether it is the first of some record, which stands on cards."""
    shown: dict[str, tuple[Photo, bool]] = {}
    for item in facts:
        for photo, is_first in item.photos:
            key = photo_path(photo, 0)
            other, was_first = shown.get(key, (photo, False))
            shown[key] = (min(other, photo), was_first or is_first)
    return sorted(shown.values())


def _cards(facts: Iterable[Facts]) -> dict[str, list[ShareCard]]:
    """The share cards of all pages, each once, by the address of their photo (empty: without one)."""
    cards = {card.path: card for item in facts for card in item.cards}
    by_photo: dict[str, list[ShareCard]] = {}
    for _, card in sorted(cards.items()):
        by_photo.setdefault(photo_path(card.photo, 0) if card.photo else "", []).append(card)
    return by_photo
