"""Photos and share cards as outputs: of each photo that some page shows, the variants that the theme asks for, and the
card of every page; nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.build.options import Options
from generator.content.load import Content
from generator.images.photo import PhotoFile, Variant, photo_variant
from generator.images.share_card import share_cloth, share_photo
from generator.images.store import Shelf, Store, drop_oldest, drop_strangers
from generator.model.address import FALLBACK_WIDTH, RESULT_WIDTH, photo_path, shown_size
from generator.model.cards import Photo
from generator.model.output import Output
from generator.model.page import AliasPage, Page, RecordPage
from generator.model.share import CardColours, ShareCard, share_card
from generator.model.site_view import SiteView
from generator.model.world import World
from generator.theme.photo_uses import PhotoUse
from generator.theme.theme import Theme

SHELF, MOST_CARDS = "kain", 2000  # where cards without a photo are kept, and how many


def photo_store(options: Options) -> Path:
    """Where what was made from photos is kept."""
    return options.cache_folder / "foto"


def photo_outputs(
    pages: Sequence[Page], worlds: Mapping[str, World], content: Content, theme: Theme, options: Options
) -> Iterator[Output]:
    """What is made of every photo that some page shows: a hidden record's photo is not among them, nor is its card."""
    store = photo_store(options)
    sites = {language: world.site for language, world in worlds.items()}
    colours = theme.card_colours
    cards = _cards(pages, sites, colours) if colours and not options.live else {}
    every = {(FALLBACK_WIDTH, "jpg"), *_files(theme.photos["galeri"]), *_files(theme.photos["kecil"])}
    first = every | {(RESULT_WIDTH, "webp"), *_files(theme.photos["kartu"])}
    for photo, is_first in _shown(pages):
        variants = {
            photo_path(photo, width, form): Variant(*shown_size(photo, width), form)
            for width, form in sorted(first if is_first else every)
        }
        own = cards.get(photo_path(photo, 0), [])
        source = PhotoFile(
            content.photo_files[photo.name], photo.content, Store(str(store / photo.content)),
            tuple(variants.values()), tuple(card.name for card in own),
        )  # fmt: skip
        place = f"content/foto/{photo.name}"
        for path, variant in variants.items():
            yield Output(path, photo_variant, (source, variant), place)
        for card in own:
            yield Output(card.path, share_photo, (source, card), place)
    shelf = Shelf(Store(str(store / SHELF)))
    for card in cards.get("", []):
        yield Output(card.path, share_cloth, (shelf, card))


def tidy(options: Options, content: Content) -> None:
    """Forget what was made from photos that are no longer there, and the oldest cards without a photo."""
    store = photo_store(options)
    drop_strangers(store, {SHELF, *(photo.content for photo in content.photos.values())})
    drop_oldest(store / SHELF, MOST_CARDS)


def _files(use: PhotoUse) -> Iterator[tuple[int, str]]:
    for width in use.widths:
        yield width, "webp"


def _shown(pages: Iterable[Page]) -> list[tuple[Photo, bool]]:
    """Each photo once, by its address, and whether it is the first of some record, which stands on cards."""
    shown: dict[str, tuple[Photo, bool]] = {}
    for page in pages:
        if isinstance(page, RecordPage):
            for number, photo in enumerate(page.photos):
                key = photo_path(photo, 0)
                known, is_first = shown.get(key, (photo, False))
                shown[key] = (min(known, photo), is_first or number == 0)
    return sorted(shown.values())


def _cards(pages: Iterable[Page], sites: Mapping[str, SiteView], colours: CardColours) -> dict[str, list[ShareCard]]:
    """The share cards of all pages, each once, by the address of their photo (empty: without one)."""
    cards: dict[str, ShareCard] = {}
    for page in pages:
        if not isinstance(page, AliasPage):
            card = share_card(page, sites[page.language], colours)
            cards[card.path] = card
    found: dict[str, list[ShareCard]] = {}
    for _, card in sorted(cards.items()):
        found.setdefault(photo_path(card.photo, 0) if card.photo else "", []).append(card)
    return found
