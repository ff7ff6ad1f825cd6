"""Colours as style sheets write them, in sRGB, and the contrast of two of them as WCAG 2 counts it. Knows no theme."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

NOISE = 1e-4  # how far rounding of the published matrices may lead outside of sRGB


class Colour(NamedTuple):
    """A colour in linear-light sRGB, each part from 0 to 1; parts outside belong to a colour that sRGB does not have."""

    red: float
    green: float
    blue: float

    @property
    def is_in_gamut(self) -> bool:
        """True when every screen can show it as it is meant."""
        return all(-NOISE <= part <= 1 + NOISE for part in self)

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white)."""
        red, green, blue = (min(1.0, max(0.0, part)) for part in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def hex(self) -> str:
        """As `#rrggbb`, clipped to sRGB."""
        return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, part)))):02x}" for part in self)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1 to 21."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def read_colour(text: str) -> Colour | None:
    """A colour written as `#rgb`, `#rrggbb` or `oklch(L C H)` with plain numbers; None for anything else."""
    text = text.strip().lower()
    if found := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", text):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        return Colour(*(_decoded(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4)))
    number = r"(-?(?:\d+\.?\d*|\.\d+))"
    if found := re.fullmatch(rf"oklch\(\s*{number}(%?)\s+{number}\s+{number}(?:deg)?\s*\)", text):
        lightness = float(found[1]) / (100 if found[2] else 1)
        return from_oklch(lightness, float(found[3]), float(found[4]))
    return None


def from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """A colour from its OKLCH coordinates: lightness 0 to 1, chroma from 0, hue in degrees."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return Colour(
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
