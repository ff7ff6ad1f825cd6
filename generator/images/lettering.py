"""Words set into a given room: wrapped, made smaller until they fit, cut at last; never over the edge."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
STRONG, CALM = "PlusJakartaSans-ExtraBold.ttf", "PlusJakartaSans-Medium.ttf"
BEYOND_LATIN_1 = frozenset("–—‘’‚“”„†•…€™Œœ")  # what the typefaces have besides


class Setting(NamedTuple):
    """Lines of words in a typeface at a size; `leading` is the way from line to line. All in pixels."""

    lines: tuple[str, ...]
    typeface: str
    size: int
    leading: int

    @property
    def height(self) -> int:
        """From the first line's top to the last line's foot."""
        return self.leading * len(self.lines)

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """The font of this typeface and size."""
        return font(self.typeface, self.size)


@lru_cache(maxsize=32)
def font(typeface: str, size: int) -> ImageFont.FreeTypeFont:
    """A typeface of ours, set without shaping: the same on every machine."""
    from PIL import ImageFont

    return ImageFont.truetype(FONTS / typeface, size, layout_engine=ImageFont.Layout.BASIC)


def set_words(
    text: str, typeface: str, sizes: Sequence[int], width: int, height: int, *, lead: float = 1.15
) -> Setting:
    """The words at the largest size at which they fit; at the smallest one, cut with an ellipsis."""
    words = plain_text(text).split()
    for size in sizes:
        leading = round(size * lead)
        lines = _wrapped(words, font(typeface, size), width)
        room = max(1, height // leading)
        fits = len(lines) <= room and all(font(typeface, size).getlength(word) <= width for word in words)
        if fits or size == sizes[-1]:
            break
    if len(lines) > room:
        lines = [*lines[: room - 1], _cut(lines[room - 1], font(typeface, size), width)]
    return Setting(tuple(lines), typeface, size, leading)


def plain_text(text: str) -> str:
    """The text with the letters that the typefaces have: others lose their marks, or are left out."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        if letter <= "ÿ" or letter in BEYOND_LATIN_1:
            letters.append(letter if letter.isprintable() else " ")
        elif letter.isspace():
            letters.append(" ")
        else:
            letters += [part for part in unicodedata.normalize("NFKD", letter) if part <= "~" and part.isprintable()]
    return " ".join("".join(letters).split())


def _wrapped(words: Sequence[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Lines no wider than `width`; a word that is wider is broken."""
    lines: list[str] = []
    for word in words:
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        while font.getlength(word) > width:
            most = next(
                count for count in range(len(word), 0, -1) if count == 1 or font.getlength(word[:count]) <= width
            )
            lines.append(word[:most])
            word = word[most:]
        if word:
            lines.append(word)
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    while line and font.getlength(line + "…") > width:
        line = line[:-1]
    return line.rstrip(" ,.-–") + "…"
