"""Silver of Ogan Ilir: filigree and chasing; and songket set in leather."""

from __future__ import annotations

import numpy as np
from adegan import SQUARE, WIDE, Scene, picture
from anyaman import PLAIN, TWILL, Cloth, mixed, woven
from cahaya import Light, Surface, colour
from celup import Pen, oval, spiral
from derau import blur, clouds, noise, smooth
from kamera import Frame, creased, look
from relief import Relief, leaf


@picture("bros-perak-kawat", "ogan-ilir/bros-perak-kawat", SQUARE)
def brooch(frame: Frame) -> Scene:
    x, y = frame.grid()
    relief = Relief(frame)
    for k in range(6):
        pen = Pen(0, 0, 1.0, k * 60 - 30)
        edge = [(130 + a, b) for a, b in leaf(560, 250)]
        relief.wire(pen.at([*edge, edge[0]]), 17, 6, 13)
        relief.wire(pen.at([(130 + a * 0.9 + 26, b * 0.84) for a, b in [*leaf(560, 250), (0, 0)]]), 7, 4)
        for px, py, radius, hand in (
            (330, -84, 82, 1),
            (330, 84, 82, -1),
            (490, -58, 58, 1),
            (490, 58, 58, -1),
            (226, -44, 46, -1),
            (226, 44, 46, 1),
            (598, -26, 26, 1),
            (598, 26, 26, -1),
            (418, 0, 30, 1),
        ):
            relief.wire(pen.at(spiral(px, py, radius, 2.6, 90 * hand, 0.1, hand)), 7, 3, 7)
            relief.bead(*pen.at([(px, py)])[0], 12, 6)
        relief.bead(*pen.at([(706, 0)])[0], 30, 12)
    for k in range(12):
        relief.wire(Pen(0, 0, 1.0, k * 30).at([*[(60 + a, b) for a, b in leaf(120, 34)], (60, 0)]), 8, 22, 9)
    relief.wire(oval(0, 0, 62, 62, count=40), 12, 34, 12)
    relief.bead(0, 0, 50, 24)
    for k in range(9):
        relief.bead(*Pen(0, 0, 1.0, k * 40).at([(62, 0)])[0], 14, 44)
    height = blur(relief.height, 0.6 * frame.cells)
    metal = smooth(0.8, 2.2, height)
    tarnish = 1 - 0.3 * smooth(10, 2, height) - 0.08 * clouds(x / 120, y / 120, 3, 2)
    silver = Surface((height + 46).astype(np.float32), colour("#b9b7b2") * tarnish[..., None], 1.3, 34.0, 1.0)
    cloth = creased(look(frame, turn=20), frame, 6, 260)

    nap = mixed("#3a1020", "#341020")
    velvet = woven(Cloth(nap, nap, TWILL, ground="#12060a"), cloth.u / 11, cloth.v / 11, 11, cloth.height, 5.0)
    return Scene(
        silver.over(velvet, metal), Light(turn=130, rise=38, reach=80, shadow=0.85), exposure=1.05, mirror=0.35
    )


@picture("gelang-perak-tumpal", "ogan-ilir/gelang-perak-ukir-tumpal", WIDE)
def bangle(frame: Frame) -> Scene:
    x, y = frame.grid()
    middle = 30 + 0.00022 * x**2
    across = y - middle
    half = 300.0
    pitch = 118.0
    place = (x / pitch) % 1 - 0.5
    edge = half - 38 - np.abs(across)  # from the border inwards
    tooth = 120 * (1 - 2 * np.abs(place))
    line = lambda value, width: np.exp(-((value / width) ** 2))  # noqa: E731
    chased = (
        line(edge - tooth, 5) * (edge > -4)
        + line(edge, 4.5)
        + line(edge + 20, 4)
        + 0.8 * line(edge - tooth * 0.55, 4) * (edge > 0)
    )
    dots = sum(
        np.exp(-((place * pitch - a) ** 2 + (edge - b) ** 2) / 26) for a, b in ((0, 22), (-13, 12), (13, 12), (0, 92))
    )
    dots = dots + np.exp(-(((np.abs(place) - 0.5) * pitch) ** 2 + (edge - 96) ** 2) / 40)
    ground = (edge < tooth) & (edge > 0)
    punched = 1.4 * noise(x / 5, y / 5, 3) * ground
    body = (
        150 * np.sqrt(np.clip(1 - (x / 1700) ** 2, 0, 1)) * 3
        + 14 * np.sqrt(np.clip(1 - (np.abs(across) / half) ** 8, 0, 1))
        - 24 * (across / half) ** 2
    )
    hammer = 1.1 * clouds(x / 90, y / 90, 5, 2)
    height = body - 5.5 * np.clip(chased, 0, 1.2) - 5 * np.clip(dots, 0, 1) - 2.5 * ground + punched + hammer
    dark = 1 - 0.45 * np.clip(chased + dots, 0, 1) - 0.22 * ground
    scratch = 1 + 0.03 * noise(x / 160, y / 1.6, 7)
    silver = Surface(
        height.astype(np.float32),
        colour("#bab8b2") * (dark * scratch)[..., None],
        1.1,
        26.0,
        1.0,
        None,
        3.0 * np.clip(np.abs(x / 800) - 0.5, 0, 1),
    )

    cloth = woven(
        Cloth(mixed("#1d2b44"), mixed("#223250"), PLAIN, ground="#0c1220"),
        x / 9,
        y / 9,
        9,
        5 * clouds(x / 300, y / 300, 4, 2) + 60,
        6.0,
    )
    return Scene(
        silver.over(cloth, smooth(half + 1, half - 1, np.abs(across))),
        Light(turn=118, rise=44, reach=90),
        exposure=0.95,
        mirror=0.4,
    )
