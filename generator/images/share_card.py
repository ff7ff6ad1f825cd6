"""Recipes of share cards: cotton ground, strong type, a woven band at the foot, and the photo or the cloth at the right.

Type is set in a typeface of our own without shaping, so that the bytes are the same on every machine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.images.lettering import CALM, STRONG, Setting, set_words
from generator.images.photo import GRADES, PhotoFile, decoded
from generator.images.store import Store, StoreInput
from generator.model.share import HEIGHT, WIDTH, CardColours, ShareCard
from generator.motif.cloth import hanging, ribbon, weave
from generator.motif.pixels import draw_cloth

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

BAND, FRINGE, MARGIN = 48, 8, 38  # pixels: the woven band at the foot, its fringe, the space around words
PICTURE = 360  # pixels: width of the photo or cloth
TITLE_SIZES = (45, 40, 36, 32, 28, 24)
UNIT = 4  # pixels of a unit of cloth
BYTE_LIMIT = 120_000
QUALITIES = (80, 70, 60, 45, 30)


def share_photo(source: PhotoFile, card: ShareCard) -> bytes:
    """Recipe: the card of a record with a photo. Raises RecipeFaultError."""
    return _kept(source.store, card, source.names, lambda: decoded(source.file, source.digest, GRADES[0]))


def share_cloth(place: StoreInput, card: ShareCard) -> bytes:
    """Recipe: a card with a cloth in the place of a photo."""
    return _kept(place.store, card, (), lambda: _cloth(card))


def _kept(store: Store, card: ShareCard, names: Iterable[str], picture: Callable[[], Image.Image]) -> bytes:
    name = card.name
    kept = store.fetch(name)
    if kept is not None:
        return kept
    data = _written(_drawn(card, picture()))
    if names:
        store.drop_others(names)
    store.keep(name, data)
    return data


def _cloth(card: ShareCard) -> Image.Image:
    width, height = PICTURE, HEIGHT - BAND
    units = (width // UNIT, -(-height // UNIT))
    if card.category:
        return draw_cloth(weave(card.category, card.region, card.category, *units), width, height)
    return draw_cloth(hanging(card.region, *units), width, height)


def _drawn(card: ShareCard, picture: Image.Image) -> Image.Image:
    """The card as a picture."""
    from PIL import Image, ImageDraw, ImageOps

    canvas = Image.new("RGB", (WIDTH, HEIGHT), card.colours.ground)
    draw = ImageDraw.Draw(canvas)
    size = (PICTURE, HEIGHT - BAND)
    fine = 2 * max(size[0] / picture.width, size[1] / picture.height) <= 1
    picture = picture.reduce(2) if fine else picture  # twice as large is enough to scale down from
    canvas.paste(ImageOps.fit(picture, size, Image.Resampling.LANCZOS), (WIDTH - PICTURE, 0))
    ImageDraw.Draw(canvas).rectangle((0, size[1] - 2, WIDTH, size[1] - 1), fill=card.colours.ground)
    if card.note:
        _note(draw, card.note, card.colours)
    canvas.paste(_band(card.region, card.colours.ground), (0, HEIGHT - BAND))
    _words(draw, card)
    return canvas


def _words(draw: ImageDraw.ImageDraw, card: ShareCard) -> None:
    """Title, lines below it, and the site's name at the foot."""
    width = WIDTH - PICTURE - 2 * MARGIN
    foot = HEIGHT - BAND - MARGIN
    site = set_words(card.site, STRONG, (18, 16, 14), width, 40, lead=1.25) if card.site else None
    if site:
        foot -= site.height
        draw.rectangle((MARGIN, foot - 15, MARGIN + 32, foot - 12), fill=card.colours.accent)
        _put(draw, site, foot, card.colours.accent)
        foot -= 35
    lines = [set_words(line, CALM, (20, 18), width, 76, lead=1.28) for line in card.lines]
    height = foot - MARGIN - sum(line.height + 5 for line in lines) - 13
    title = set_words(card.title or card.site, STRONG, TITLE_SIZES, width, height, lead=1.1)
    top = MARGIN - 5
    _put(draw, title, top, card.colours.ink)
    top += title.height + 13
    for line in lines:
        _put(draw, line, top, card.colours.soft)
        top += line.height + 5


def _put(draw: ImageDraw.ImageDraw, words: Setting, top: int, colour: str) -> None:
    for number, line in enumerate(words.lines):
        draw.text((MARGIN, top + number * words.leading), line, fill=colour, font=words.font)


def _note(draw: ImageDraw.ImageDraw, note: str, colours: CardColours) -> None:
    """What the picture is, when it is not a photo, in its lower left corner."""
    words = set_words(note, CALM, (15,), PICTURE, 20)
    left, foot = WIDTH - PICTURE, HEIGHT - BAND
    draw.rectangle((left, foot - 27, left + round(words.font.getlength(note)) + 19, foot), fill=colours.ground)
    draw.text((left + 9, foot - 24), note, fill=colours.soft, font=words.font)


@lru_cache(maxsize=64)  # the cards of a region are often made one after the other
def _band(region: str, ground: str) -> Image.Image:
    """The cloth of the region as a band, ending in a fringe of its warp threads."""
    from PIL import Image, ImageDraw

    tall = BAND - FRINGE
    band = Image.new("RGB", (WIDTH, BAND), ground)
    cloth = draw_cloth(ribbon(region, WIDTH // UNIT, tall // UNIT), WIDTH, tall)
    band.paste(cloth, (0, 0))
    draw = ImageDraw.Draw(band)
    for left in range(0, WIDTH, 6):
        draw.rectangle((left, tall, left + 2, BAND), fill=cloth.getpixel((left, tall - 1)))
    return band


def _written(canvas: Image.Image) -> bytes:
    """JPEG below the limit: nearly all cards are at the first quality."""
    data = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        canvas.save(out, "JPEG", quality=quality, optimize=True)  # baseline: some chats show nothing else
        data = out.getvalue()
        if len(data) <= BYTE_LIMIT:
            break
    return data
