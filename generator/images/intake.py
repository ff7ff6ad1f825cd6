"""Photos on their way in: decoded with limits, upright, at most 1,600 px, with no metadata left, before anything is saved.

What is worth taking again (blurred, tiny, like another one) is measured here and told by whoever asked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.content.picture import SIDEWAYS, PictureError, opened, orientation_of, upright
from generator.images.photo import plain

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 1_600  # pixels of a saved photo
QUALITY = 85
SMALLEST = 800  # pixels of the longer side; below it a photo looks blurred on a phone
TILES = 4  # a product on a plain cloth is sharp in some tile of the picture, a blurred photo in none
SHARP = 40.0  # variance of the Laplacian in the sharpest tile; a photo out of focus stays below
# A telephone's screen is taller than what its camera takes, and has a bar of small signs on an even ground at its top.
SCREEN = (1.95, 2.4)  # height to width
BAR = 0.03  # of the height: the clock's bar
EVEN, SIGNS = 0.80, (0.01, 0.18)  # share of a bar that is its ground; share of the upper one that stands out from it


class Raw(NamedTuple):
    """A photo to take in: where its bytes lie and where the safe form goes."""

    name: str
    file: str
    target: str


class Taken(NamedTuple):
    """What became of a photo. `fault`: why it cannot be used (then nothing was written). Sizes in pixels, upright."""

    name: str
    fault: str = ""
    hint: str = ""
    width: int = 0
    height: int = 0
    look: int = 0  # 64 bits; photos that look alike differ in few
    sharpness: float = 0.0
    screen: bool = False  # looks like a picture of a telephone's screen


def take_in(raw: Raw) -> Taken:
    """Write the safe JPEG of a photo to its target. Never raises for what the photo holds."""
    from PIL import Image

    try:
        with opened(raw.name, Path(raw.file).read_bytes()) as image:
            sides = image.size
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            width, height = sides[::-1] if orientation_of(image) in SIDEWAYS else sides
            flat = plain(upright(image), image.info.get("icc_profile"))
    except PictureError as fault:
        return Taken(raw.name, fault.fault, fault.hint)
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)  # pixels only: whatever else a decoder kept stays behind
    clean.save(raw.target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Taken(raw.name, "", "", width, height, look_of(clean), sharpness_of(clean), is_screen(clean))


def look_of(image: Image.Image) -> int:
    """A perceptual hash: whether each of 8 x 8 spots is brighter than its neighbour."""
    from PIL import Image

    small = image.convert("L").resize((9, 8), Image.Resampling.BOX)
    pixels = small.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (pixels[row * 9 + column] > pixels[row * 9 + column + 1])
    return bits


def sharpness_of(image: Image.Image) -> float:
    """Variance of the Laplacian in the sharpest of 16 tiles, at a width at which a phone shows the photo."""
    from PIL import Image, ImageFilter, ImageStat

    grey = image.convert("L")
    grey.thumbnail((640, 640), Image.Resampling.BOX)
    edges = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128))
    width, height = edges.size
    if min(width, height) < 4 * TILES:
        return SHARP
    sharpest = 0.0
    for row in range(TILES):
        for column in range(TILES):
            box = (
                width * column // TILES + 1,
                height * row // TILES + 1,
                width * (column + 1) // TILES - 1,
                height * (row + 1) // TILES - 1,
            )
            sharpest = max(sharpest, ImageStat.Stat(edges.crop(box)).var[0])
    return sharpest


def is_screen(image: Image.Image) -> bool:
    """Whether a picture looks like a screenshot: as tall as a screen, small signs on an even bar above, an even bar below.

    Held against itself on purpose: a photo that is asked for again without need costs an office more than a missed one.
    """
    if not SCREEN[0] <= image.height / max(1, image.width) <= SCREEN[1]:
        return False
    grey = image.convert("L")
    bar = max(4, round(grey.height * BAR))
    upper, lower = grey.crop((0, 0, grey.width, bar)), grey.crop((0, grey.height - bar, grey.width, grey.height))
    (ground, signs), (floor, _) = _evenness(upper), _evenness(lower)
    # Signs stand at both ends: the clock at one, signal and battery at the other; a product stands in the middle.
    ends = [
        _evenness(upper.crop(box))[1]
        for box in ((0, 0, upper.width // 3, bar), (upper.width * 2 // 3, 0, upper.width, bar))
    ]
    edge = _evenness(upper.crop((0, bar - max(1, bar // 12), upper.width, bar)))[1]  # signs end before the bar does
    return (
        edge < SIGNS[0] and ground >= EVEN and floor >= EVEN and SIGNS[0] <= signs <= SIGNS[1] and min(ends) >= SIGNS[0]
    )


def _evenness(grey: Image.Image) -> tuple[float, float]:
    """(share of the pixels near the commonest grey, share of those far from it)."""
    counts = grey.histogram()
    most = max(range(256), key=lambda value: sum(counts[max(0, value - 6) : value + 7]))
    total = max(1, grey.width * grey.height)
    near = sum(counts[max(0, most - 10) : most + 11]) / total
    far = sum(count for value, count in enumerate(counts) if abs(value - most) > 60) / total
    return near, far


def alike(one: int, other: int) -> bool:
    """Whether two perceptual hashes belong to photos that look the same."""
    return (one ^ other).bit_count() <= 4
