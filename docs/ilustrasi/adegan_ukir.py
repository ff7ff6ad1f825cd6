"""Carved and lacquered: the workshops of Palembang."""

from __future__ import annotations

import math

import numpy as np
from adegan import SQUARE, WIDE, Scene, picture
from cahaya import Light, Surface, colour
from celup import Pen, oval, spiral
from derau import Array, blur, clouds, noise, smooth
from kamera import Frame
from lipatan import wooden
from relief import Relief, leaf


def lotus(relief: Relief, pen: Pen, size: float, rise: float) -> None:
    """An open lotus from above: three rings of petals, a dotted heart."""
    for ring, (reach, wide, count) in enumerate(((1.0, 0.2, 10), (0.74, 0.18, 8), (0.48, 0.16, 6))):
        for k in range(count):
            turn = k * 360 / count + ring * 16
            relief.petal(
                Pen(pen.x, pen.y, pen.scale, pen.turn + turn).at(leaf(size * reach, size * wide)),
                rise * (0.55 + ring * 0.28),
                ring * rise * 0.3,
                0.5,
                size * 0.09,
            )
    relief.petal(pen.at(oval(0, 0, size * 0.2, size * 0.2)), rise * 0.7, rise * 0.9, 0.1, size * 0.05)
    for k in range(13):
        a, r = k * 2.4, size * 0.045 * math.sqrt(k)
        relief.bead(*pen.at([(r * math.cos(a), r * math.sin(a))])[0], size * 0.024 * pen.scale, rise * 1.45)


def tendril(relief: Relief, pen: Pen, radius: float, hand: int, rise: float, leaves: int = 8) -> None:
    """A coiled stem with fern leaves growing out of its back."""
    coil = spiral(0, 0, radius, 1.55, 200, 0.16, hand)
    for k in range(leaves):
        x, y = coil[2 + k * 4]
        nx, ny = coil[3 + k * 4]
        turn = math.degrees(math.atan2(ny - y, nx - x)) - hand * 58
        long = radius * (0.62 - 0.045 * k)
        body = [(x + a, y + b) for a, b in Pen(0, 0, 1, turn).at(leaf(long, long * 0.2, hand * 0.25))]
        relief.petal(pen.at(body), rise * 0.8, 3, 0.5, long * 0.11)
    relief.wire(pen.at(coil), radius * 0.075, rise * 0.35)
    relief.bead(*pen.at([coil[-1]])[0], radius * 0.15 * pen.scale, rise * 0.4)


def panel_relief(frame: Frame) -> Relief:
    relief = Relief(frame)
    for x, y, hand, turn in ((-470, -250, 1, 0), (470, -270, -1, 180), (-480, 330, -1, 20), (480, 330, 1, 200), (0, -590, 1, 100), (0, 620, -1, 260),
                             (-900, 40, 1, 60), (900, 20, -1, 120)):  # fmt: skip
        tendril(relief, Pen(x, y, 1.0, turn), 250, hand, 50, 10)
    for x, y, turn in ((-330, 40, 180), (330, 30, 0), (-180, -330, 235), (190, -330, 305), (-180, 370, 125), (190, 370, 55), (-720, -90, 200), (720, -90, -20),
                       (-700, 180, 160), (700, 170, 20), (-250, -560, 200), (250, -560, -20), (-240, 580, 160), (250, 590, 20)):  # fmt: skip
        for spread in (-46, -20, 6, 32):  # fern fronds between the coils
            relief.petal(
                Pen(x, y, 1.0, turn + spread).at(leaf(150 - abs(spread + 7) * 1.2, 27, 0.2 if spread > 0 else -0.2)),
                30,
                2,
                0.55,
                13,
            )
    lotus(relief, Pen(0, 30, 1.0, 8), 300, 50)
    for x, y in (
        (-740, -500),
        (740, -500),
        (-750, 540),
        (750, 540),
        (-262, -210),
        (262, -210),
        (-250, 250),
        (262, 260),
    ):
        for k in range(5):
            relief.petal(Pen(x, y, 1.0, k * 72 + x % 40).at(leaf(88, 34)), 42, 10, 0.5, 11)
        relief.bead(x, y, 18, 40)
    return relief


def carved(frame: Frame, relief: Relief, code: str) -> Surface:
    """The relief cut out of a board: tool marks on the ground, rings that follow the cut."""
    x, y = frame.grid()
    height = blur(relief.height, 1.6 * frame.cells)
    raised = smooth(2, 10, height)
    marks = 2.2 * np.abs(noise(x / 26, y / 60, 3)) + 0.5 * noise(x / 9, y / 12, 4)
    board = wooden(frame, code, 17, 4)
    ring = np.sin((y + 0.9 * height + 60 * clouds(x / 900, y / 260, 5, 2)) / 15)
    paint = board.albedo * (1 + 0.07 * ring)[..., None]
    paint = paint * (0.5 + 0.5 * raised)[..., None]
    facets = 0.9 * noise(x / 19 + height / 9, y / 23, 7) * raised
    cut = height * 1.5 + marks * (1 - raised) + board.height * 0.6 + facets
    return Surface(cut.astype(np.float32), paint, 0.2, 22.0)


@picture("panel-ukir-tembesu", "palembang/panel-ukir-bunga-tembesu", WIDE)
def panel(frame: Frame) -> Scene:
    return Scene(
        carved(frame, panel_relief(frame), "#8a5a30"), Light(turn=138, rise=30, reach=70, shadow=0.85), exposure=1.15
    )


def gilded(frame: Frame, relief: Relief, code: str, base: Array, far: Array | float) -> Surface:
    """Gold leaf in the sticky line on lacquer polished five times."""
    x, y = frame.grid()
    height = blur(relief.height, 0.7 * frame.cells)
    lacquer = Surface(
        base.astype(np.float32),
        colour(code) * (1 + 0.05 * clouds(x / 300, y / 300, 3, 2))[..., None],
        0.7,
        180.0,
        0.0,
        None,
        far,
    )
    leaf_ = smooth(0.6, 1.8, height + 0.7 * noise(x / 6, y / 6, 5)) * smooth(0.2, 1.0, height)
    gold = Surface(
        (base + np.minimum(height, 5) + 0.5 * noise(x / 5, y / 5, 6)).astype(np.float32),
        colour("#b78432") * (1 + 0.12 * noise(x / 30, y / 30, 7))[..., None],
        0.9,
        26.0,
        1.0,
        None,
        far,
    )
    return gold.over(lacquer, leaf_)


@picture("nampan-lak", "palembang/nampan-lak-merah-emas", SQUARE)
def lacquer_tray(frame: Frame) -> Scene:
    x, y = frame.grid()
    relief = Relief(frame)
    cx, cy = -60.0, 60.0
    for k in range(8):
        turn = k * 45
        a = math.radians(turn)
        pen = Pen(cx + 436 * math.cos(a), cy + 436 * math.sin(a), 1.0, turn + 90)
        relief.wire(pen.at(spiral(0, 0, 150, 1.7, 180, 0.12, 1 if k % 2 else -1)), 5.5)
        for step in range(5):
            px, py = spiral(0, 0, 150, 1.7, 180, 0.12, 1 if k % 2 else -1)[4 + step * 6]
            relief.petal(
                [(p + 0, q + 0) for p, q in Pen(*pen.at([(px, py)])[0], 1.0, turn + step * 70).at(leaf(58, 14, 0.2))],
                4,
                1,
                0.0,
                5,
            )
        relief.wire([(cx + r * math.cos(a + 0.39), cy + r * math.sin(a + 0.39)) for r in range(250, 600, 20)], 4.5)
        relief.petal(
            Pen(cx + 560 * math.cos(a + 0.39), cy + 560 * math.sin(a + 0.39), 1.0, turn + 22).at(leaf(90, 26)),
            4,
            1,
            0.0,
            8,
        )
    for ring, count, wide in ((238.0, 12, 0.2), (160.0, 9, 0.24)):
        for k in range(count):
            shape = Pen(cx, cy, 1.0, k * 360 / count).at([(a + 40, b) for a, b in leaf(ring - 40, ring * wide)])
            relief.wire([*shape, shape[0]], 4.5)
            relief.wire(Pen(cx, cy, 1.0, k * 360 / count).at([(70, 0), (ring - 30, 0)]), 2.6)
    relief.petal(oval(cx, cy, 46, 46), 4, 1, 0.0, 9)
    for radius in (690, 712):
        relief.wire(oval(cx, cy, radius, radius, count=160), 4)
    away = np.hypot(x - cx, y - cy)
    wall = 130 * smooth(725, 860, away) + 40 * np.sqrt(np.clip(1 - ((away - 868) / 42) ** 2, 0, 1))
    made = gilded(frame, relief, "#8c1512", wall - 26 * np.clip(1 - (away / 700) ** 2, 0, 1), 0.0)
    table = wooden(frame, "#3a2618", 19, 30)
    table.height = table.height - 20
    return Scene(
        made.over(table, smooth(909, 905, away)), Light(turn=130, rise=42, reach=90), exposure=1.05, mirror=0.5
    )
