"""The cloth of a product or region as geometry: `weave("fesyen", "16.71", "Songket bunga tabur", 240, 180)` is always the same.

Category and words of the name choose the figure, the region chooses the dyes, the name the arrangement. The standard
library only, no chance: a digest of the three decides. Who writes the geometry down is another module's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from generator.motif.dyes import DYES, Dress, dress_of, light, mixed
from generator.motif.figures import BY_CATEGORY, BY_WORD, FIGURES
from generator.motif.shapes import Cloth, Shape, Tiles, drawn, filled

SMALL = 100  # units: a cloth less high is field alone; bands would leave nothing of it
EVERYWHERE = "M0 0h999v999H0z"  # more than any cloth: one text for all of them packs better
# Colourings: the region's own, white cloth, ground in the border's colour, thread and accent exchanged, ground in the accent's.
OWN, WHITE, BORDER, EXCHANGED, ACCENT = range(5)
_COLOURINGS = (OWN, OWN, OWN, EXCHANGED, WHITE, WHITE, BORDER, ACCENT)
# Arrangements: the figure all over with a thin stripe; a band at the foot; a row of triangles at the foot; a border at the side; bands above and
# below; two rows of triangles facing.
FIELD, BAND, TRIANGLES, SIDE, BOTH, FACING = "field", "band", "triangles", "side", "both", "facing"
_ARRANGEMENTS = (FIELD, BAND, BAND, TRIANGLES, SIDE, BOTH)
_CALM = ("gebeng", "anyam-kepar", "anyam-tikar", "blongsong", "lurik", "poleng")  # too busy beside triangles
# A band: weight of the middle line, its dashes.
_BANDS = (
    (8, "8 4"),
    (10, "2 2"),
    (4, "12 4"),
    (12, "6 6"),
    (6, "3 3"),
    (9, "16 3"),
    (3, "4 8"),
    (11, "4 3"),
    (5, "1 2"),
    (7, "20 6"),
    (12, "10 2"),
    (2, "6 2"),
)
_FEET = (20, 26, 30, 36, 42, 48)  # heights of a band
# No two vats of a dye are alike: how far a colour goes to white (below zero: to black).
_BATHS = (-0.2, -0.13, -0.06, 0, 0.05, 0.1, 0.15)
_WIDER = ("fesyen", "kriya", "lainnya")  # categories that also wear what their region is known by

Threads = dict[str, str]
THREADS = "DBSPKGMN"  # the letters of all threads
_FIGURES_BY_WORD = tuple(
    (f" {word} ", figures) for word, figures in BY_WORD.items()
)  # as whole words: "ikan", not "berikan"


class ClothChoice(NamedTuple):
    """What the data of a product decides."""

    figure: str
    colouring: int
    size: int
    arrangement: str
    band: int
    foot: int
    shift: int
    ground_bath: float
    thread_bath: float
    border_bath: float


def weave(category: str, region: str, name: str, width: int, height: int) -> Cloth:
    """The cloth of a product, `width` by `height` units."""
    choice = choose(category, region, name)
    threads = threads_of(region, choice.colouring, choice[-3:])
    return Cloth(width, height, tuple(_layers(choice, threads, width, height)))


def hanging(region: str, width: int, height: int) -> Cloth:
    """The cloth that a region is known by, its figure all over."""
    figure = dress_of(region).figure
    size = FIGURES[figure].sizes[0] / 2 if width < 100 else FIGURES[figure].sizes[1]
    size = width / max(1, round(width / size))  # whole tiles: no figure is cut at the edge
    return Cloth(width, height, tuple(_field(figure, threads_of(region), size)))


def ribbon(region: str, width: int, height: int) -> Cloth:
    """The figure that a region is known by in whole rows: one, of woven strips two."""
    figure = dress_of(region).figure
    item = FIGURES[figure]
    tall = height / (2 if figure.startswith("anyam") else 1)
    return Cloth(width, height, tuple(_field(figure, threads_of(region), tall * item.width / item.height)))


def choose(category: str, region: str, name: str) -> ClothChoice:
    """Figure, colouring, size and arrangement for a product."""
    lot = _digest(category, region, name)
    words = f" {' '.join(re.findall('[a-z]+', name.lower()))} "
    figures = next((figures for word, figures in _FIGURES_BY_WORD if word in words), None)
    if figures is None:
        figures = BY_CATEGORY.get(category, BY_CATEGORY["lainnya"])
        figures = (*figures, dress_of(region).figure) if category in _WIDER else figures
    figure = figures[lot[0] % len(figures)]
    arrangement = _ARRANGEMENTS[lot[3] % len(_ARRANGEMENTS)]
    if figure == "pucuk-rebung":
        arrangement = (FACING, TRIANGLES)[lot[3] % 2]
    elif figure in _CALM and arrangement == TRIANGLES:
        arrangement = BAND
    return ClothChoice(
        figure,
        _COLOURINGS[lot[1] % len(_COLOURINGS)],
        FIGURES[figure].sizes[lot[2] % 3],
        arrangement,
        lot[4] % len(_BANDS),
        _FEET[lot[6] % len(_FEET)],
        lot[5] % 4,
        *(_BATHS[lot[place] % len(_BATHS)] for place in (7, 8, 9)),
    )


def threads_of(region: str, colouring: int = OWN, baths: tuple[float, float, float] = (0, 0, 0)) -> Threads:
    """Colours by letter for a region. `baths`: how ground, thread and border came out of the vat."""
    ground, thread, accent, border = _coloured(dress_of(region), colouring)
    ground, thread, border = (_dyed(*pair) for pair in zip((ground, thread, border), baths, strict=True))
    legible = _legible_on(border, thread, ground)
    shades = (mixed(ground, "#000000", 0.22), mixed(ground, thread, 0.3), mixed(ground, thread, 0.62))
    return dict(zip(THREADS, (ground, thread, accent, border, legible, *shades), strict=True))


@lru_cache(maxsize=1024)
def _coloured(dress: Dress, colouring: int) -> tuple[str, str, str, str]:
    """Ground, thread, accent and border in a colouring."""
    ground, thread, accent, border = (DYES[name] for name in dress[:4])
    if colouring == WHITE:
        dark = ground if light(ground) < 0.3 else border
        return DYES["kapas"], dark, accent if light(accent) < 0.45 else DYES["mengkudu"], dark
    if colouring == BORDER:
        bright = thread if light(thread) > 0.3 else ground
        inner = accent if abs(light(accent) - light(border)) > 0.08 else DYES["belacu"]
        return border, bright, inner, accent
    if colouring == ACCENT:
        bright = max((thread, ground, DYES["kapas"]), key=lambda colour: abs(light(colour) - light(accent)))
        return accent, bright, border if abs(light(border) - light(accent)) > 0.05 else ground, border
    if colouring == EXCHANGED and abs(light(accent) - light(ground)) > 0.12:
        return ground, accent, thread, border
    return ground, thread, accent, border


def _dyed(colour: str, bath: float) -> str:
    return mixed(colour, "#ffffff" if bath > 0 else "#000000", abs(bath)) if bath else colour


def _layers(choice: ClothChoice, threads: Threads, width: int, height: int) -> Iterator[Shape | Tiles]:
    if choice.arrangement == FACING and height >= SMALL:
        yield from _facing(threads, choice, width, height)
        return
    figure, size = choice.figure, choice.size
    if figure == "pucuk-rebung":  # its triangles are the arrangement; between them, a scatter
        figure, size = "tabur", FIGURES["tabur"].sizes[choice.shift % 3]
    yield from _field(figure, threads, size, size * choice.shift / 4)
    if height < SMALL:
        return
    if choice.arrangement == FIELD:  # one woven stripe, near the selvedge
        yield drawn(threads["P"], 3, f"M{width - choice.foot} 0v{height}", _BANDS[choice.band][1])
    if choice.arrangement in (BAND, BOTH):
        yield from _band(threads, width, height - choice.foot, choice.foot, choice.band)
    if choice.arrangement == BOTH:
        yield from _band(threads, width, 0, choice.foot - 6, choice.band)
    elif choice.arrangement == SIDE:
        yield from _side(threads, choice.foot + 6, height, choice.band)
    elif choice.arrangement == TRIANGLES:
        yield from _triangles(threads, choice.size, choice.foot // 4, width, height)


def _field(figure: str, threads: Threads, size: float, phase: float = 0) -> Iterator[Shape | Tiles]:
    """A cloth covered with a figure."""
    if figure.startswith("anyam"):  # strips: one colour across, one as inlay, dark gaps
        pale = DYES["belacu"] if light(threads["D"]) < 0.6 else DYES["purun"]
        gap, inlay = mixed(threads["D"], "#000000", 0.6), mixed(threads["D"], pale, 0.45)
        threads = {**threads, "D": gap, "B": threads["D"], "S": threads["B"], "N": inlay}
    yield filled(threads["D"], EVERYWHERE)
    yield Tiles(figure, threads, size, x=phase)


def _band(threads: Threads, width: int, y: int, tall: int, kind: int) -> Iterator[Shape]:
    weight, dashes = _BANDS[kind]
    on, off = map(int, dashes.split())
    middle = y + tall / 2
    yield filled(threads["P"], f"M0 {y}h{width}v{tall}H0z")
    yield drawn(threads["K"], 2, f"M0 {y + 4}h{width}M0 {y + tall - 4}h{width}")
    yield drawn(threads["K"], weight * tall / 30, f"M0 {middle:g}h{width}", dashes)
    yield drawn(threads["S"], 2, f"M{on / 4:g} {middle:g}h{width}", f"{on / 2:g} {on / 2 + off:g}")


def _side(threads: Threads, wide: int, height: int, kind: int) -> Iterator[Shape]:
    weight, dashes = _BANDS[kind]
    middle = wide / 2 + 2
    yield filled(threads["P"], f"M0 0h{wide}v{height}H0z")
    yield drawn(threads["K"], 2, f"M{wide - 1} 0v{height}M6 0v{height}")
    yield drawn(threads["K"], weight + 4, f"M{middle:g} 0v{height}", dashes)
    yield drawn(threads["S"], 4, f"M{middle:g} 0v{height}")


def _triangles(threads: Threads, size: int, edge: int, width: int, height: int) -> Iterator[Shape | Tiles]:
    size = 40 if size > 30 else 30 if size > 24 else 24
    tall = size * 1.5
    top = height - tall
    yield filled(threads["P"], f"M0 {top - edge:g}h{width}v{tall + edge:g}H0z")
    yield Tiles("pucuk-rebung", _on_border(threads), size, y=top, height=tall)
    yield drawn(threads["K"], 2, f"M0 {top - edge:g}h{width}")


def _facing(threads: Threads, choice: ClothChoice, width: int, height: int) -> Iterator[Shape | Tiles]:
    """Two rows of triangles point to point, a band between."""
    half, wide = height / 2, choice.foot // 3 + 4
    on, off = _BANDS[choice.band][1].split()
    yield filled(threads["P"], f"M0 0h{width}v{height}H0z")
    yield Tiles(
        "pucuk-rebung", _on_border(threads), half / 1.5 / (1 + choice.shift % 2), y=half, height=half, mirrored=True
    )
    yield filled(threads["P"], f"M0 {half - wide:g}h{width}v{2 * wide}H0z")
    yield drawn(threads["K"], 2, f"M0 {half - wide + 1:g}h{width}M0 {half + wide - 1:g}h{width}")
    yield drawn(threads["S"], wide * 0.7, f"M0 {half:g}h{width}", f"{on} {off}")


def _on_border(threads: Threads) -> Threads:
    return {**threads, "D": threads["P"], "B": threads["K"]}


def _legible_on(border: str, *first: str) -> str:
    """The first colour that stands out on a border, else the one that does most."""

    def apart(colour: str) -> float:
        return abs(light(colour) - light(border))

    return first[0] if apart(first[0]) > 0.22 else max((*first[1:], DYES["kapas"], DYES["tegeran"]), key=apart)


def _digest(*parts: str) -> bytes:
    return blake2b(
        "\0".join(part.strip().lower() for part in parts).encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()
