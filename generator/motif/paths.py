"""Paths as the outlines they stand for: curves and arcs become short straight pieces, in the units of the path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tau
from typing import NamedTuple

Point = tuple[float, float]
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_NUMBERS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}
CURVE = 12  # pieces of a curve
ARC = pi / 10  # the angle of a piece of an arc


class Outline(NamedTuple):
    """A connected line; `closed`: it ends where it began."""

    points: tuple[Point, ...]
    closed: bool


@lru_cache(maxsize=512)
def outlines(path: str) -> tuple[Outline, ...]:
    """The outlines of a path in the language of SVG: M, L, H, V, C, S, A and Z, in both cases."""
    pieces: list[Outline] = []
    points: list[Point] = []
    start: Point = (0, 0)
    control: Point | None = None  # the second one of the curve just drawn
    for command, numbers in _commands(path):
        kind, here = command.lower(), points[-1] if points else start
        move = _mover(here if command.islower() else (0, 0))
        if kind in "mz" and len(points) > 1:
            pieces.append(Outline(tuple(points), kind == "z"))
        if kind == "m":
            start = move(*numbers)
            points = [start]
        elif kind == "z":
            points = [start]
        elif kind in "cs":
            first = move(*numbers[:2]) if kind == "c" else _mirrored(control, here)
            control, end = move(*numbers[-4:-2]), move(*numbers[-2:])
            points += _curve(here, first, control, end)
        elif kind == "a":
            points += _arc(here, numbers, move(*numbers[5:]))
        elif kind == "h":
            points.append((move(numbers[0], 0)[0], here[1]))
        elif kind == "v":
            points.append((here[0], move(0, numbers[0])[1]))
        else:
            points.append(move(*numbers))
        control = control if kind in "cs" else None
    if len(points) > 1:
        pieces.append(Outline(tuple(points), closed=False))
    return tuple(pieces)


def dashed(outline: Outline, dashes: tuple[float, ...]) -> Iterator[Outline]:
    """The pieces of an outline that dashes leave: lengths drawn and left out in turn, from the beginning on."""
    points = [*outline.points, outline.points[0]] if outline.closed else list(outline.points)
    turn, left = 0, dashes[0]
    piece = [points[0]]
    for here, there in pairwise(points):
        length = hypot(there[0] - here[0], there[1] - here[1])
        done = 0.0
        while length - done > left:
            done += left
            at = (here[0] + (there[0] - here[0]) * done / length, here[1] + (there[1] - here[1]) * done / length)
            if turn % 2 == 0:
                yield Outline((*piece, at), closed=False)
            turn += 1
            piece, left = [at], dashes[turn % len(dashes)]
        left -= length - done
        piece.append(there)
    if turn % 2 == 0 and len(piece) > 1:
        yield Outline(tuple(piece), closed=False)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; one that is repeated without its letter gets it back."""
    tokens = _TOKEN.findall(path)
    at, command = 0, "M"
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        count = _NUMBERS[command.lower()]
        yield command, [float(token) for token in tokens[at : at + count]]
        at += count
        command = {"M": "L", "m": "l"}.get(command, command)


def _mover(origin: Point) -> Callable[[float, float], Point]:
    return lambda x, y: (origin[0] + x, origin[1] + y)


def _mirrored(control: Point | None, here: Point) -> Point:
    return (2 * here[0] - control[0], 2 * here[1] - control[1]) if control else here


def _curve(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    curve = []
    axes = tuple(zip(a, b, c, d, strict=True))
    for step in range(1, CURVE + 1):
        t = step / CURVE
        u = 1 - t
        weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        x, y = (sum(weight * part for weight, part in zip(weights, parts, strict=True)) for parts in axes)
        curve.append((x, y))
    return curve


def _arc(here: Point, numbers: list[float], end: Point) -> list[Point]:
    """An arc of an upright ellipse, from its ends to its centre as SVG 1.1, appendix F.6, tells."""
    rx, ry, _, large, sweep = numbers[:5]
    dx, dy = (here[0] - end[0]) / 2 / rx, (here[1] - end[1]) / 2 / ry
    reach = dx * dx + dy * dy
    if reach > 1:  # the radii do not suffice: they grow
        rx, ry, dx, dy, reach = rx * sqrt(reach), ry * sqrt(reach), dx / sqrt(reach), dy / sqrt(reach), 1
    side = sqrt(max(0.0, 1 / reach - 1)) * (-1 if large == sweep else 1) if reach else 0.0
    cx, cy = side * dy, -side * dx
    first, last = atan2(dy - cy, dx - cx), atan2(-dy - cy, -dx - cx)
    angle = (last - first) % tau if sweep else -((first - last) % tau)
    middle = ((here[0] + end[0]) / 2 + cx * rx, (here[1] + end[1]) / 2 + cy * ry)
    steps = max(1, ceil(abs(angle) / ARC))
    turns = (first + angle * step / steps for step in range(1, steps))
    return [*((middle[0] + rx * cos(turn), middle[1] + ry * sin(turn)) for turn in turns), end]
