"""Where the lens stands, and how the cloth before it lies: flat, tilted away, in folds, rolled up or round a basket."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from derau import Array, clouds, noise


@dataclass(frozen=True)
class Frame:
    """A picture of `width` x `height` pixels, computed on `fine` x `fine` cells a pixel; `scale` shrinks all for a trial."""

    width: int
    height: int
    fine: int = 2
    scale: float = 1.0

    @property
    def cells(self) -> float:
        """Cells along one full-size picture pixel."""
        return self.fine * self.scale

    def grid(self) -> tuple[Array, Array]:
        """x and y of every cell in full-size picture pixels, from the middle; y downwards."""
        rows, columns = round(self.height * self.scale) * self.fine, round(self.width * self.scale) * self.fine
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        return (x + 0.5) / self.cells - self.width / 2, (y + 0.5) / self.cells - self.height / 2


@dataclass
class View:
    """Cloth coordinates `u`, `v` (cloth pixels) of every cell, the cloth's own relief, and how far it is out of focus."""

    u: Array
    v: Array
    height: Array
    far: Array
    size: Array | float = 1.0  # picture pixels one cloth pixel takes


def look(
    frame: Frame, turn: float = 0, tilt: float = 0.0, focus: float = 0.1, softness: float = 0.0, zoom: float = 1.0
) -> View:
    """A flat cloth turned by `turn` degrees and tilted away at the top: `tilt` 0 (from above) .. 0.6.

    `focus`: the sharp row, -0.5 (top) .. 0.5; `softness`: blur in pixels half a picture away from it.
    """
    x, y = frame.grid()
    reach = max(frame.width, frame.height)
    depth = 1 / (1 + tilt * y / reach)
    flat_x, flat_y = x * depth, y * depth * (1 + 0.7 * tilt)
    angle = math.radians(turn)
    u = (flat_x * math.cos(angle) + flat_y * math.sin(angle)) / zoom
    v = (-flat_x * math.sin(angle) + flat_y * math.cos(angle)) / zoom
    away = np.abs(y / frame.height - focus)
    far = softness * np.clip(away / 0.5 - 0.25, 0, None)
    return View(u, v, np.zeros_like(u), far, zoom / depth)


def draped(
    view: View, frame: Frame, folds: float = 2.2, turn: float = 60, deep: float = 70, seed: int = 1, soft: float = 0.5
) -> View:
    """The view with soft folds running in one direction: `folds` across the picture, `deep` pixels high."""
    x, y = frame.grid()
    reach = max(frame.width, frame.height)
    angle = math.radians(turn)
    across = (x * math.cos(angle) + y * math.sin(angle)) / reach
    along = (-x * math.sin(angle) + y * math.cos(angle)) / reach
    bent = across + 0.16 * noise(across * 1.3, along * 1.1, seed) + 0.05 * noise(across * 3, along * 2.2, seed + 1)
    phase = bent * folds * 2 * np.pi + seed
    wave = (0.5 + 0.5 * np.sin(phase)) ** (1 + soft) * (0.65 + 0.35 * noise(bent * folds * 0.8, along * 0.6, seed + 2))
    ripple = 0.16 * clouds(across * 4.2, along * 1.6, seed + 3, 2)
    height = deep * (wave + ripple)
    slope_y, slope_x = np.gradient(height)
    unit = frame.cells
    shift = 0.14 * deep
    u = view.u + shift * np.clip(slope_x * unit, -1.5, 1.5)
    v = view.v + shift * np.clip(slope_y * unit, -1.5, 1.5)
    far = view.far + np.clip((height.max() * 0.55 - height) / max(deep, 1), 0, 1) * 1.2
    return View(u, v, view.height + height, far, view.size)


def creased(view: View, frame: Frame, amount: float = 5, size: float = 120, seed: int = 3) -> View:
    """The view with small soft dents, as cloth that was folded away."""
    x, y = frame.grid()
    dents = clouds(x / size, y / size, seed, 3) * amount
    slope_y, slope_x = np.gradient(dents)
    return View(
        view.u + slope_x * 1.5 * frame.cells,
        view.v + slope_y * 1.5 * frame.cells,
        view.height + dents,
        view.far,
        view.size,
    )


def rolled(view: View, frame: Frame, edge: float, radius: float) -> View:
    """The part of a mat above row `edge` (picture pixels from the middle) rolled up towards the eye."""
    _, y = frame.grid()
    up = edge - y
    turn = np.clip(up / radius - 1, -0.999, 0.999)
    bow = np.arcsin(turn) + np.pi / 2
    height = np.where(up > 0, radius * (1 + np.sqrt(1 - turn**2)), 0)
    v = np.where(up > 0, view.v * 0 + edge - radius * bow, view.v)
    return View(view.u, v.astype(np.float32), (view.height + height * 0.8).astype(np.float32), view.far, view.size)


def barrel(
    frame: Frame, radius_top: float, radius_foot: float, bow: float = 0.12, centre: float = 0.0
) -> tuple[View, Array]:
    """A round basket standing before the lens, and a mask of where it is. u runs round it, v down it."""
    x, y = frame.grid()
    down = y / frame.height + 0.5
    radius = radius_top + (radius_foot - radius_top) * down
    across = (x - centre) / radius
    inside = np.abs(across) < 1
    safe = np.clip(across, -0.9995, 0.9995)
    u = np.arcsin(safe) * (radius_top + radius_foot) / 2
    depth = np.sqrt(1 - safe**2)
    v = y - bow * radius * (depth - 0.5)
    far = 9 * (1 - depth) ** 2
    return View(u, v, depth * radius * 0.75, far, 1.0), inside.astype(np.float32)
