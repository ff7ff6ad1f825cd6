"""Figures for batik, drawn with a canting: each takes the resists it draws on and the place of the figure."""

from __future__ import annotations

import math

from celup import Pen, Points, Wax, oval, spiral


def outlined(wax: Wax, pen: Pen, points: Points, width: float = 5) -> None:
    wax.line(pen.at([*points, points[0]]), width)


def leaf(length: float, wide: float, turn: float = 0.0, x: float = 0.0, y: float = 0.0) -> Points:
    """A pointed leaf from (x, y)."""
    angle = math.radians(turn)
    side = [(length * t, wide * math.sin(math.pi * t) ** 0.8) for t in [k / 12 for k in range(13)]]
    body = side + [(a, -b) for a, b in reversed(side)]
    return [
        (x + a * math.cos(angle) - b * math.sin(angle), y + a * math.sin(angle) + b * math.cos(angle)) for a, b in body
    ]


def durian(line: Wax, flesh: Wax, rind: Wax, pen: Pen) -> None:
    """Half a durian: thorns outside, three golden segments within."""
    thorns: Points = []
    for k in range(48):
        angle = math.radians(k * 7.5)
        reach = 1.0 if k % 2 else 1.16
        thorns.append((reach * 66 * math.cos(angle), reach * 92 * math.sin(angle)))
    rind.fill(pen.at(thorns))
    outlined(line, pen, thorns, 4)
    rind.fill(pen.at(oval(0, 0, 50, 74)), 0)
    outlined(line, pen, oval(0, 0, 50, 74), 4)
    for x, y, turn in ((-20, -30, 60), (21, 2, 100), (-17, 36, 70)):
        flesh.fill(pen.at(oval(x, y, 27, 17, turn)))
        outlined(line, pen, oval(x, y, 27, 17, turn), 3.4)
        for k in (-1, 0, 1):  # fibres scratched with the finest canting
            line.line(pen.at(oval(x + k * 4.5, y, 19, 3.5 + 3 * abs(k), turn, 200, 340, 10)), 1.8)
    for k in range(26):
        angle = math.radians(k * 13.85)
        line.dot(*pen.at([(57.5 * math.cos(angle), 83 * math.sin(angle))])[0], 2.4)


def thorn_row(line: Wax, rind: Wax, y: float, size: float, left: float = -1700, right: float = 1700) -> None:
    """The row of thorns that borders the cloth."""
    x = left
    while x < right:
        rind.fill([(x, y), (x + size / 2, y - size * 1.25), (x + size, y)])
        line.line([(x, y), (x + size / 2, y - size * 1.25), (x + size, y)], 4)
        line.line([(x + size * 0.28, y - 5), (x + size / 2, y - size * 0.8), (x + size * 0.72, y - 5)], 2.4)
        line.dot(x + size / 2, y - size * 0.3, 3.4)
        x += size
    for shift, width in ((9, 5), (30, 3), (40, 3)):
        line.line([(left + k * 90, y + shift) for k in range(int((right - left) / 90))], width)
    for k in range(int((right - left) / 16)):
        line.dot(left + k * 16, y + 20, 3)


def catfish(line: Wax, body: Wax, pen: Pen) -> None:
    """A patin with long whiskers."""
    back = [(-92, 4), (-70, -16), (-30, -34), (20, -30), (64, -14), (92, -2)]
    belly = [(92, 6), (60, 18), (10, 26), (-40, 26), (-76, 18)]
    tail = [(92, -2), (136, -38), (124, 2), (136, 38), (92, 6)]
    shape = [*back, *tail[1:], *belly]
    body.fill(pen.at(shape))
    outlined(line, pen, shape, 4)
    for fin in ([(-12, -33), (10, -64), (22, -30)], [(0, 26), (26, 50), (36, 22)], [(-56, 22), (-38, 44), (-28, 26)]):
        body.fill(pen.at(fin))
        line.line(pen.at(fin), 3.4)
    for k in range(9):
        line.line(pen.at(oval(-36 + k * 14, -2, 7, 15 - k * 0.8, 0, -70, 70, 8)), 2)
    line.line(pen.at(oval(-52, 0, 12, 25, 0, -80, 80, 10)), 3)
    line.dot(*pen.at([(-70, -4)])[0], 4 * pen.scale)
    for bend, reach in ((-34, 58), (20, 50), (36, 34)):
        line.line(pen.at([(-88, 6), (-106, 6 + bend * 0.4), (-88 - reach, 6 + bend), (-100 - reach, bend * 1.5)]), 2.6)


def barn(line: Wax, wall: Wax, roof: Wax, pen: Pen) -> None:
    """A tengkiang: a small rice barn on four legs under a saddle roof."""
    edge = [(-88, -18), (-72, -74), (-30, -56), (30, -56), (72, -74), (88, -18)]
    roof.fill(pen.at(edge))
    outlined(line, pen, edge, 4)
    for k in range(-8, 9):
        line.line(pen.at([(k * 7.2, -55), (k * 9.8, -20)]), 1.8)
    body = [(-54, -16), (54, -16), (44, 40), (-44, 40)]
    wall.fill(pen.at(body))
    outlined(line, pen, body, 4)
    for k in range(5):
        line.line(pen.at([(-50 + k * 1.8, -6 + k * 10), (50 - k * 1.8, -6 + k * 10)]), 2)
    for k in range(9):
        line.line(pen.at([(-48 + k * 12, -14), (-40 + k * 10, 38)]), 1.6)
    for x in (-36, -13, 13, 36):
        line.line(pen.at([(x, 42), (x * 1.12, 84)]), 5)
    line.line(pen.at([(-58, 46), (58, 46)]), 4)


def coffee_sprig(line: Wax, berry: Wax, green: Wax, pen: Pen) -> None:
    """A twig of coffee: paired leaves, a cluster of blossom and berries."""
    line.line(pen.at([(0, 60), (4, 20), (0, -24), (6, -66)]), 3)
    for y, turn in ((40, -30), (40, 210), (0, -38), (0, 218), (-40, -50), (-40, 230)):
        body = leaf(54, 13, turn, 2, y)
        green.fill(pen.at(body))
        outlined(line, pen, body, 2.8)
        line.line(pen.at([(2, y), (2 + 46 * math.cos(math.radians(turn)), y + 46 * math.sin(math.radians(turn)))]), 1.8)
    for x, y in ((-9, 20), (11, 18), (0, 26), (-8, -20), (12, -22)):
        berry.fill(pen.at(oval(x, y, 8, 8)))
        outlined(line, pen, oval(x, y, 8, 8, count=14), 2)


def blossom(line: Wax, petal: Wax, pen: Pen, count: int = 5, size: float = 34) -> None:
    for k in range(count):
        body = leaf(size, size * 0.3, k * 360 / count)
        petal.fill(pen.at(body))
        outlined(line, pen, body, 2.8)
        angle = math.radians(k * 360 / count)
        line.line(
            pen.at(
                [
                    (6 * math.cos(angle), 6 * math.sin(angle)),
                    (size * 0.7 * math.cos(angle), size * 0.7 * math.sin(angle)),
                ]
            ),
            1.8,
        )
    petal.fill(pen.at(oval(0, 0, size * 0.2, size * 0.2)))
    outlined(line, pen, oval(0, 0, size * 0.2, size * 0.2), 2.4)


def gourd(line: Wax, body: Wax, pen: Pen) -> None:
    """A petule: long, curved, ridged."""
    spine = [(-78 + k * 13, 14 * math.sin(k / 12 * math.pi)) for k in range(13)]
    half = [4 + 17 * math.sin(math.pi * min(1, (k + 1) / 11)) ** 0.7 for k in range(13)]
    shape = [(x, y - h) for (x, y), h in zip(spine, half, strict=True)] + [
        (x, y + h) for (x, y), h in reversed(list(zip(spine, half, strict=True)))
    ]
    body.fill(pen.at(shape))
    outlined(line, pen, shape, 4)
    for share in (-0.55, -0.05, 0.5):
        line.line(pen.at([(x, y + h * share) for (x, y), h in zip(spine, half, strict=True)]), 2.4)
    line.line(pen.at([(-78, 0), (-94, -10), (-104, -6)]), 5)


def fern(line: Wax, pen: Pen, size: float = 60, leaves: int = 9) -> None:
    """A fern's young shoot: a coil, its back set with small teeth."""
    coil = spiral(0, 0, size, 2.3, 100)
    line.line(
        pen.at(
            [
                (coil[0][0] + size * 1.5, coil[0][1] + size * 1.0),
                (coil[0][0] + size * 0.7, coil[0][1] + size * 0.25),
                coil[0],
            ]
        ),
        6.5,
    )
    line.line(pen.at(coil), 6)
    for k in range(1, leaves * 2):
        x, y = coil[k * 2]
        reach = math.hypot(x, y)
        tooth = [
            (x * (1 + 9 / reach), y * (1 + 9 / reach)),
            (x * (1 + 17 / reach) - y * 0.06, y * (1 + 17 / reach) + x * 0.06),
        ]
        line.line(pen.at([(x, y), *tooth]), 4.2)


def rice(line: Wax, grain: Wax, pen: Pen, count: int = 10) -> None:
    """A drooping ear of rice, its head bowed to the left."""
    stem = [(120 - 190 * t, 130 - 250 * math.sin(t * 2.2) ** 0.9 + 60 * t**3) for t in [k / 24 for k in range(25)]]
    line.line(pen.at(stem), 3)
    for k in range(count):
        x, y = stem[7 + 17 * k // count]
        for turn, shift in ((196 - k * 8, -7.0), (128 - k * 4, 7.0)):
            body = leaf(36, 8.5, turn, x, y + shift)
            grain.fill(pen.at(body))
            outlined(line, pen, body, 1.7)
        if k % 2:
            line.line(pen.at([(x - 30, y - 14), (x - 58, y - 18)]), 1.3)
    for turn, reach in ((-158, 96), (-40, 90)):
        body = leaf(reach, 11, turn, 116, 110)
        outlined(line, pen, body, 2.4)
        line.line(
            pen.at(
                [
                    (116, 110),
                    (
                        116 + reach * 0.8 * math.cos(math.radians(turn)),
                        110 + reach * 0.8 * math.sin(math.radians(turn)),
                    ),
                ]
            ),
            1.6,
        )
