"""Plain woven cloth: checks and stripes of silk and cotton, and yarn tied before weaving."""

from __future__ import annotations

import numpy as np
from adegan import SQUARE, TALL, WIDE, Scene, picture
from anyaman import COTTON, PLAIN, Cloth, Paint, Strand, mixed, striped, woven
from cahaya import Light, Surface, colour
from derau import Array, chance, noise
from kamera import Frame, View, creased, draped, look
from lipatan import fringed

SHINY = Strand(width=1.0, thick=0.24, grain=0.07, tone=0.05, stray=0.025, gloss=0.2, sharp=22)


def cloth_of(view: View, size: float, warp: Paint, weft: Paint, strand: Strand, **more) -> Surface:
    """A cloth whose warp and weft are of one kind."""
    cloth = Cloth(warp, weft, more.pop("draft", PLAIN), strand, strand, **more)
    return woven(cloth, view.u / size, view.v / size, size * view.size, view.height, view.far)


def gebeng() -> Paint:
    order = [("#8e1f2c", 8), ("#dba52f", 2), ("#23513a", 8), ("#dba52f", 2), ("#8e1f2c", 8), ("#531524", 4)]
    return striped(order)


@picture("sarung-gebeng", "ogan-ilir/sarung-gebeng-sutra", WIDE)
def sarong(frame: Frame) -> Scene:
    view = look(frame, turn=-24, tilt=0.25, focus=0.05, softness=5)
    view = draped(view, frame, folds=2.3, turn=40, deep=230, seed=3, soft=0.2)
    return Scene(cloth_of(view, 8, gebeng(), gebeng(), SHINY), Light(turn=130, rise=38), exposure=1.05)


@picture("tajung-seragam", "palembang/seragam-tajung-kantor-palembang", WIDE)
def uniform(frame: Frame) -> Scene:
    view = creased(look(frame, turn=14, tilt=0.35, focus=0.1, softness=6), frame, 7, 260)
    warp = striped(
        [
            ("#1d2f57", 14),
            ("#93a6bd", 1),
            ("#1d2f57", 3),
            ("#93a6bd", 1),
            ("#1d2f57", 14),
            ("#6d1c2b", 5),
            ("#d8b35a", 1),
            ("#6d1c2b", 5),
        ]
    )
    weft = striped(
        [
            ("#22365f", 14),
            ("#93a6bd", 1),
            ("#22365f", 3),
            ("#93a6bd", 1),
            ("#22365f", 14),
            ("#6d1c2b", 5),
            ("#d8b35a", 1),
            ("#6d1c2b", 5),
        ]
    )
    return Scene(cloth_of(view, 14, warp, weft, COTTON), Light(turn=130, rise=40), exposure=1.1)


ROOSTER = """
.........................#.#....
........................#####...
..##....................######..
.####..................####.###.
.######.................######..
..#######..............#####....
#..########............####.....
###.########..........#####.....
.###.#######.......########.....
..##############o##o#######.....
...############o##o##o#####.....
.....##########o##o##o####......
.......#########o##o#####.......
.........##############.........
............########............
..............#..#..............
..............#..#..............
.............###.###............
"""


def rooster() -> np.ndarray:
    """The cock as numbers: 0 ground, 1 figure, 2 second colour."""
    return np.array([["#o".find(sign) + 1 for sign in row] for row in ROOSTER.split()])


def crocodile() -> np.ndarray:
    """The crocodile from above: crested tail, four bent legs, a long snout."""
    j, i = np.mgrid[0:19, 0:54]
    away = abs(j - 9)
    half = np.interp(i, [0, 17, 22, 35, 40, 42, 45, 47, 53], [0.2, 2.2, 4, 4, 2.4, 3, 3, 1.6, 0.9])
    shape = (away <= half + ((i < 20) & (i % 3 == 0))).astype(int)
    for foot in (21, 36):
        leg = (abs(i - foot - np.where(away > 6, 2, 0)) < 1.2) & (away > 3) & (away < 9)
        toes = (abs(i - foot - 2) < 3) & (away == 8) & (i % 2 == foot % 2)
        shape[leg | toes] = 1
    shape[(away % 3 == 0) & (i % 3 == 1) & (away < half - 0.8) & (i > 6) & (i < 40)] = 2
    shape[(away == 2) & (i == 44)] = 0
    return shape


def tied_warp(sheet: np.ndarray, codes: tuple[str, ...], across: float, along: float, trembling: float = 1.0) -> Paint:
    """Warp coloured by a figure before weaving; every thread has slipped a little, so edges tremble along it."""
    table = np.array([colour(code) for code in codes])
    rows, columns = sheet.shape

    def paint(number: Array, _u: Array, v: Array) -> Array:
        slip = trembling * (3.4 * (chance(number, seed=5) - 0.5) + 1.2 * noise(number * 0.31, v * 0.03, 8))
        row, column = (v + slip) / along, number / across
        edge = 0.28 * noise(number * 2.3, v * 0.9, 3)
        code = sheet[np.floor(row + edge).astype(int) % rows, np.floor(column).astype(int) % columns]
        return table[code]

    return paint


WARPFACED = Strand(width=1.0, thick=0.36, grain=0.1, ply=0.16, tone=0.14, stray=0.05, gloss=0.05)
HIDDEN = Strand(width=0.55, thick=0.2, grain=0.05, tone=0.05, bend=0.1)


def timora_sheet() -> np.ndarray:
    cock = rooster()
    wide = 56

    def place(art):
        return np.pad(art, ((3, 3), ((wide - art.shape[1]) // 2, wide - art.shape[1] - (wide - art.shape[1]) // 2)))

    j, i = np.mgrid[0:9, 0:wide]
    chain = np.where(abs(abs(i % 14 - 6.5) + abs(j - 4) * 1.6 - 5) < 1.3, 3, 0) + np.where(
        abs(i % 14 - 6.5) + abs(j - 4) < 1.2, 2, 0
    )
    rule = np.full((2, wide), 3)
    two = np.pad(np.hstack([cock[:, ::-1][:, :27], np.zeros((18, 2), int), cock[:, 5:]]), ((3, 3), (0, 0)))
    return np.vstack([rule, chain, rule, place(crocodile()), rule, chain, rule, two[:, :wide]])


def timora(view: View, size: float) -> Surface:
    paint = tied_warp(timora_sheet(), ("#1c2748", "#e2d3b4", "#8d2f28", "#a4492f"), 2, 2.4, 0.8)
    plain = striped([("#7f2a26", 5), ("#1c2748", 2), ("#d8c9a4", 1), ("#1c2748", 2), ("#7f2a26", 4)])

    def warp(number: Array, u: Array, v: Array) -> Array:
        stripe = (number % 140) >= 112
        return np.where(stripe[..., None], plain(number, u, v), paint(number % 140, u, v))

    cloth = Cloth(warp, mixed("#1a1c2c"), PLAIN, WARPFACED, HIDDEN)
    return woven(cloth, view.u / size, view.v / size * 0.75, size * view.size, view.height, view.far)


@picture("tenun-timora", "musi-rawas/kain-tenun-timora", WIDE)
def timora_whole(frame: Frame) -> Scene:
    view = creased(look(frame, turn=-5, tilt=0.2, focus=0.05, softness=4), frame, 7, 240)
    view.u += 390
    view.v += 960
    return Scene(timora(view, 7.0), Light(turn=130, rise=40))


@picture("tenun-timora-dekat", "musi-rawas/kain-tenun-timora", SQUARE)
def timora_near(frame: Frame) -> Scene:
    view = creased(look(frame, turn=72, tilt=0.4, focus=0.1, softness=8), frame, 9, 240)
    view.u += 1100
    view.v += 1150
    return Scene(timora(view, 15), Light(turn=125, rise=38))


@picture("syal-timora", "musi-rawas/syal-timora", TALL)
def timora_scarf(frame: Frame) -> Scene:
    view = creased(look(frame, turn=5, tilt=0.15, focus=0.0, softness=4), frame, 6, 200)
    j, i = np.mgrid[0:24, 0:18]
    ring = abs(np.hypot((i - 8.5) * 1.1, j - 11.5) - 7) < 1.5
    link = (abs(i - 8.5) < 1.6) & ((j < 3) | (j > 20))
    sheet = np.where(ring | link, 1, 0) + np.where(abs(i - 8.5) + abs(j - 11.5) < 2.4, 1, 0)
    size = 10.5
    warp = tied_warp(sheet, ("#25406f", "#dfe0d6", "#dfe0d6"), 2.2, 2.6, 0.7)

    def edged(number: Array, u: Array, v: Array) -> Array:
        return np.where((number == 46)[..., None], colour("#dcae3a"), warp(number, u, v))

    view.v += 560
    end = 900
    cloth = Cloth(edged, mixed("#1a2a4e"), PLAIN, WARPFACED, HIDDEN)
    surface = woven(cloth, view.u / size, view.v / size * 0.8, size * view.size, view.height, view.far)
    return Scene(fringed(frame, surface, view, end, "#4a6590", "#8f7a5c"), Light(turn=125, rise=42))
