"""Tied before dyeing: jumputan of Palembang, gambo of Musi Banyuasin."""

from __future__ import annotations

import math

from adegan import SQUARE, TALL, WIDE, Scene, picture
from cahaya import Light, colour
from celup import Tie, resist
from derau import Array, chance, clouds, smooth
from kamera import Frame, View, creased, draped, look
from lipatan import Facet, folded


def seven(x: float, y: float, size: float, turn: float = 0.0) -> list[Tie]:
    """Titik tujuh: seven small rings round one middle."""
    ties = [Tie(x, y, size * 0.19)]
    for k in range(7):
        angle = math.radians(turn) + k * 2 * math.pi / 7
        ties.append(Tie(x + size * 0.62 * math.cos(angle), y + size * 0.62 * math.sin(angle), size * 0.15, pleats=9))
    return ties


def spread(pitch: float, make, count: int = 9, slip: float = 0.05, seed: int = 1) -> list[Tie]:
    """`make(x, y, k)` on staggered rows, each a little off."""
    out: list[Tie] = []
    for row in range(-count, count + 1):
        for column in range(-count, count + 1):
            x = (column + 0.5 * (row % 2) + slip * (float(chance(row, column, seed=seed)) - 0.5) * 2) * pitch
            y = (row * 0.87 + slip * (float(chance(row, column, seed=seed + 1)) - 0.5) * 2) * pitch
            if max(abs(x), abs(y)) < 1640:
                out += make(x, y, row * 31 + column)
    return out


def dyed(view: View, code: str, deep: str, seed: int = 1, size: float = 380) -> Array:
    """A dye bath that did not reach every place alike."""
    share = smooth(-0.6, 0.7, clouds(view.u / size, view.v / size, seed, 3))[..., None]
    return colour(code) * (1 - share) + colour(deep) * share


@picture("jumputan-titik-tujuh", "palembang/kain-jumputan-titik-tujuh", WIDE)
def dots(frame: Frame) -> Scene:
    view = look(frame, turn=14, tilt=0.22, focus=0.05, softness=4)
    view = creased(draped(view, frame, folds=1.8, turn=55, deep=190, seed=14, soft=0.3), frame, 5, 110)
    ties = spread(250, lambda x, y, k: [*seven(x, y, 118, k * 23), Tie(x + 125, y, 15, pleats=7)])
    return Scene(
        resist(view, ties, dyed(view, "#a8342a", "#8c2320", 4), "#f0e2c4", "#dba42c", 5.4), Light(turn=135, rise=38)
    )


@picture("jumputan-titik-tujuh-kerut", "palembang/kain-jumputan-titik-tujuh", SQUARE)
def dots_near(frame: Frame) -> Scene:
    view = creased(look(frame, turn=-20, tilt=0.45, focus=0.08, softness=9), frame, 16, 90)
    ties = spread(640, lambda x, y, k: [*seven(x, y, 300, k * 17), Tie(x + 320, y, 34, pleats=9)], count=4)
    return Scene(
        resist(view, ties, dyed(view, "#a8342a", "#86201d", 4, 300), "#efe0c2", "#dba42c", 9.5, pucker=14),
        Light(turn=140, rise=34),
        exposure=1.0,
    )


@picture("tanjak-jumputan", "palembang/tanjak-anak-jumputan", SQUARE)
def child(frame: Frame) -> Scene:
    view = creased(look(frame, turn=0, focus=0.1, softness=3), frame, 7, 220)
    ties = spread(210, lambda x, y, k: [Tie(x, y, 52, 0.3, 15), Tie(x, y, 17, pleats=7)])

    def part(piece: View, turn: float):
        angle = math.radians(turn)
        spun = View(piece.u * math.cos(angle) + piece.v * math.sin(angle), -piece.u * math.sin(angle) + piece.v * math.cos(angle),
                    piece.height, piece.far, piece.size)  # fmt: skip
        return resist(spun, ties, dyed(spun, "#c98a1d", "#b5651d", 6), "#f4e8cc", "#a5352b", 5.2)

    facets = [
        Facet([(-900, -900), (900, -900), (900, 900), (-900, 900)], turn=0, rise=0, slope=(0.1, -0.25)),
        Facet(
            [(-900, 40), (-120, -560), (120, -660), (330, -520), (900, 60), (900, 900), (-900, 900)],
            turn=40,
            rise=110,
            slope=(0.26, 0.05),
        ),
        Facet(
            [(-900, -20), (-500, -40), (900, 560), (900, 900), (-900, 900)], turn=-24, rise=210, slope=(-0.26, -0.12)
        ),
        Facet([(900, 130), (480, 160), (-900, 760), (-900, 900), (900, 900)], turn=22, rise=300, slope=(0.22, 0.2)),
    ]
    return Scene(folded(frame, view, facets, part), Light(turn=120, rise=36, reach=140, shadow=0.85), exposure=1.1)


def stitched_row(x: float, y: float, length: float, turn: float, size: float) -> list[Tie]:
    """A running stitch drawn tight leaves a row of small pale marks."""
    count = round(length / size / 2.6)
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return [Tie(x + c * k * size * 2.6, y + s * k * size * 2.6, size, 0.8, 5) for k in range(count)]


@picture("gambo-getah-gambir", "musi-banyuasin/selendang-gambo-getah-gambir", TALL)
def gambier(frame: Frame) -> Scene:
    view = look(frame, turn=18, tilt=0.2, focus=0.05, softness=4)
    view = creased(draped(view, frame, folds=2.2, turn=105, deep=210, seed=18, soft=0.3), frame, 5, 100)
    ties = spread(270, lambda x, y, k: [Tie(x, y, 74, 0.22, 19), Tie(x, y, 40, 0.3, 13), Tie(x, y, 12, 0.6, 5)])
    ties += [tie for row in range(-7, 8) for tie in stitched_row(-1600, row * 235 + 117, 3200, 0, 7)]
    return Scene(
        resist(view, ties, dyed(view, "#9a6238", "#7c4727", 7), "#ead9b8", "#b98450", 5.2),
        Light(turn=130, rise=38),
        exposure=1.1,
    )


@picture("gambo-getah-gambir-dekat", "musi-banyuasin/selendang-gambo-getah-gambir", WIDE)
def gambier_near(frame: Frame) -> Scene:
    view = creased(look(frame, turn=-14, tilt=0.42, focus=0.1, softness=9), frame, 14, 85)
    ties = spread(
        620, lambda x, y, k: [Tie(x, y, 190, 0.2, 27), Tie(x, y, 104, 0.26, 19), Tie(x, y, 34, 0.5, 9)], count=4
    )
    ties += [tie for row in range(-2, 3) for tie in stitched_row(-1600, row * 540 + 270, 3200, 0, 16)]
    return Scene(
        resist(view, ties, dyed(view, "#9a6238", "#74401f", 7, 300), "#e9d7b4", "#b07a45", 9, pucker=5.5),
        Light(turn=140, rise=36),
    )
