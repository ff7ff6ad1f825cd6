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
BEYOND_LATIN_1 = frozenset("–—‘’‚“”„†•…€™Œœ")  # what the faces have besides


class Setting(NamedTuple):
    """Lines of words in a face at a size; `leading` is the way from line to line. All in pixels."""

    lines: tuple[str, ...]
    face: str
    size: int
    leading: int

    @property
    def height(self) -> int:
        """From the first line's top to the last line's foot."""
        return self.leading * len(self.lines)

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """The face at the size."""
        return font(self.face, self.size)


@lru_cache(maxsize=32)
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """A face of ours, set without shaping: the same on every machine."""
    from PIL import ImageFont

    return ImageFont.truetype(FONTS / face, size, layout_engine=ImageFont.Layout.BASIC)


def set_words(text: str, face: str, sizes: Sequence[int], width: int, height: int, *, lead: float = 1.15) -> Setting:
    """The words at the largest size at which they fit; at the smallest one, cut with an ellipsis."""
    words = plain_text(text).split()
    for size in sizes:
        leading = round(size * lead)
        lines = _wrapped(words, font(face, size), width)
        room = max(1, height // leading)
        fits = len(lines) <= room and all(font(face, size).getlength(word) <= width for word in words)
        if fits or size == sizes[-1]:
            break
    if len(lines) > room:
        lines = [*lines[: room - 1], _cut(lines[room - 1], font(face, size), width)]
    return Setting(tuple(lines), face, size, leading)


def plain_text(text: str) -> str:
    """The text with the letters that the faces have: others lose their marks, or are left out."""
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if letter <= "ÿ" or letter in BEYOND_LATIN_1:
            kept.append(letter if letter.isprintable() else " ")
        elif letter.isspace():
            kept.append(" ")
        else:
            kept += [part for part in unicodedata.normalize("NFKD", letter) if part <= "~" and part.isprintable()]
    return " ".join("".join(kept).split())


def _wrapped(words: Sequence[str], face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Lines no wider than `width`; a word that is wider is broken."""
    lines: list[str] = []
    for word in words:
        if lines and face.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        while face.getlength(word) > width:
            most = next(
                count for count in range(len(word), 0, -1) if count == 1 or face.getlength(word[:count]) <= width
            )
            lines.append(word[:most])
            word = word[most:]
        if word:
            lines.append(word)
    return lines


def _cut(line: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    while line and face.getlength(line + "…") > width:
        line = line[:-1]
    return line.rstrip(" ,.-–") + "…"
