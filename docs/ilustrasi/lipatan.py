"""Cloth made up: folded over itself, hemmed, fringed, set in leather and stitched."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from cahaya import Surface, colour
from derau import Array, blur, chance, clouds, noise, sample, smooth
from kamera import Frame, View
from PIL import Image, ImageDraw

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Facet:
    """One fold of a cloth: its outline in picture pixels from the middle, the turn of its threads, how high it lies and leans."""

    outline: Points
    turn: float
    rise: float
    slope: tuple[float, float] = (0.0, 0.0)


def area(frame: Frame, outline: Points, soft: float = 1.2, wobble: float = 0.0, seed: int = 1) -> Array:
    """1 within the outline, 0 outside, in the frame's cells."""
    rows, columns = round(frame.height * frame.scale) * frame.fine, round(frame.width * frame.scale) * frame.fine
    sheet = Image.new("L", (columns, rows))
    placed = [((x + frame.width / 2) * frame.cells, (y + frame.height / 2) * frame.cells) for x, y in outline]
    ImageDraw.Draw(sheet).polygon(placed, fill=255)
    mask = np.asarray(sheet, np.float32) / 255
    if wobble:
        x, y = frame.grid()
        reach = wobble * frame.cells
        j, i = np.indices(mask.shape).astype(np.float32)
        mask = sample(mask, i + reach * noise(x / 90, y / 90, seed), j + reach * noise(x / 90, y / 90, seed + 1))
    return blur(mask, soft * frame.cells)


def inward(mask: Array, frame: Frame, reach: float) -> Array:
    """0 at the outline, 1 from `reach` pixels inside it: for rounded edges."""
    return np.clip(blur(mask, reach * frame.cells) * 2 - 1, 0, 1) * mask


def folded(frame: Frame, view: View, facets: list[Facet], cloth: Callable[[View, float], Surface]) -> Surface:
    """Facets laid over each other, each with a soft rounded edge that throws its shadow on the one below."""
    made: Surface | None = None
    for number, facet in enumerate(facets):
        moved = View(view.u + number * 137, view.v + number * 91, view.height, view.far, view.size)
        part = cloth(moved, facet.turn)
        mask = area(frame, facet.outline, 1.0, 5 if number else 0, number)
        edge = inward(mask, frame, 22)
        x, y = frame.grid()
        part.height = (
            part.height + facet.rise + facet.slope[0] * x + facet.slope[1] * y + 24 * np.sqrt(np.clip(edge, 0, 1)) - 24
        )
        made = part if made is None else part.over(made, mask)
    assert made is not None
    return made


def fringed(frame: Frame, cloth: Surface, view: View, end: float, thread: str, board: str, knot: float = 60) -> Surface:
    """The cloth as far as row `end` of its own pixels; below it hang twisted fringes over a wooden board."""
    _x, _y = frame.grid()
    below = view.v - end
    pitch = 30.0
    sway = 16 * noise(np.floor(view.u / pitch) * 0.9, below / 260, 4) * smooth(0, 160, below)
    place = (view.u + sway) / pitch
    number = np.floor(place)
    across = (place - number - 0.5) / (0.4 + 0.04 * noise(number, below / 60, 6))
    length = 430 + 60 * chance(number.astype(int), seed=9)
    inside = (np.abs(across) < 1) & (below > 0) & (below < length)
    round_ = np.sqrt(np.clip(1 - across**2, 0, 1))
    twist = np.sin(2 * np.pi * (below / 15 + across * 0.45))
    bundle = Surface(
        (round_ * 11 + twist * 2.0 * round_ + 3).astype(np.float32),
        colour(thread) * (1 + 0.12 * twist + 0.2 * (chance(number.astype(int), seed=3) - 0.5))[..., None], 0.12, 24.0, 0.0, None, view.far,
    )  # fmt: skip
    table = wooden(frame, board, seed=8, far=view.far)
    table.height = table.height - 16
    out = bundle.over(table, blur(inside.astype(np.float32), 0.4 * frame.cells))
    selvage = blur((below < 0).astype(np.float32), 0.8 * frame.cells)
    cloth.height = cloth.height + 7
    return cloth.over(out, selvage)


def wooden(
    frame: Frame, code: str, seed: int = 1, turn: float = 0, far: Array | float = 0.0, rough: float = 1.0
) -> Surface:
    """A plain board: rings drawn out along the grain, pores."""
    x, y = frame.grid()
    angle = math.radians(turn)
    along, across = x * math.cos(angle) + y * math.sin(angle), -x * math.sin(angle) + y * math.cos(angle)
    bent = across + 26 * clouds(along / 900, across / 240, seed, 2)
    rings = np.sin(bent / 13 + 3.0 * clouds(along / 1400, bent / 120, seed + 3, 2))
    pore = np.clip(noise(along / 26, across / 1.7, seed + 5) - 0.45, 0, 1) * 2
    shade = 1 + 0.1 * rings + 0.14 * clouds(along / 500, across / 30, seed + 6, 2) - 0.3 * pore
    return Surface(
        (rough * (-0.9 * pore + 0.3 * rings)).astype(np.float32),
        colour(code) * shade[..., None],
        0.1,
        22.0,
        0.0,
        None,
        far,
    )


def leather(frame: Frame, code: str, seed: int = 1, far: Array | float = 0.0) -> Surface:
    """Vegetable-tanned leather: pebbled, unevenly dark."""
    x, y = frame.grid()
    pebble = np.abs(noise(x / 6.5, y / 6.5, seed)) + 0.6 * np.abs(noise(x / 3.4, y / 3.4, seed + 1))
    shade = 1 + 0.16 * clouds(x / 260, y / 260, seed + 2, 3) + 0.1 * (pebble - 0.5)
    return Surface((pebble * 1.6).astype(np.float32), colour(code) * shade[..., None], 0.3, 26.0, 0.0, None, far)


def stitched(frame: Frame, base: Surface, path: Points, code: str, length: float = 26, thick: float = 7) -> Surface:
    """Waxed thread in even stitches along the path, each sunk into its two holes."""
    x, y = frame.grid()
    height = np.full_like(x, -99.0)
    hole = np.zeros_like(x)
    for (x0, y0), (x1, y1) in itertools.pairwise(path):
        span = math.hypot(x1 - x0, y1 - y0)
        dx, dy = (x1 - x0) / span, (y1 - y0) / span
        along, across = (x - x0) * dx + (y - y0) * dy, -(x - x0) * dy + (y - y0) * dx
        count = max(1, round(span / length))
        step = span / count
        place = (along / step) % 1 - 0.5
        ok = (along > 0) & (along < span) & (np.abs(across) < thick)
        reach = np.clip(1 - (place / 0.4) ** 2, 0, 1)
        side = across + place * thick * 0.5
        body = np.sqrt(np.clip(reach - (side / (thick / 2)) ** 2, 0, 1))
        height = np.where(ok & (body > 0), np.maximum(height, body * thick * 0.7), height)
        hole = np.maximum(
            hole,
            np.where(np.abs(along) < span, np.exp(-((np.abs(place) - 0.46) ** 2 * step**2 + across**2) / 9) * ok, 0),
        )
    mask = blur((height > -50).astype(np.float32), 0.4 * frame.cells)
    base.height = base.height - 5 * hole
    base.albedo = base.albedo * (1 - 0.6 * hole)[..., None]
    strand = np.sin((x + y) / 3.1)
    thread = Surface(np.where(height > -50, base.height + height, base.height), np.ones_like(base.albedo) * colour(code) * (1 + 0.1 * strand)[..., None],
                     0.2, 20.0, 0.0, None, base.far)  # fmt: skip
    return thread.over(base, mask)
