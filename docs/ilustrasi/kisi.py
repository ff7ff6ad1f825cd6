"""Counted patterns of songket: small grids of picks and warps, stepped as the loom steps them.

A grid is an array of whole numbers: 0 ground, 1 first metal colour, 2 second. Rows are picks, columns warps.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

Grid = np.ndarray


def empty(rows: int, columns: int) -> Grid:
    return np.zeros((rows, columns), np.int32)


def away(rows: int, columns: int, middle_y: float | None = None, middle_x: float | None = None) -> tuple[Grid, Grid]:
    """Distance of every cell from the middle, down and across."""
    j, i = np.mgrid[0:rows, 0:columns].astype(float)
    return abs(j - ((rows - 1) / 2 if middle_y is None else middle_y)), abs(
        i - ((columns - 1) / 2 if middle_x is None else middle_x)
    )


def lozenge(grid: Grid, y: float, x: float, half: float, code: int = 1, ring: float | None = None) -> None:
    """A diamond of half diagonal `half`; with `ring` only its edge of that thickness."""
    down, across = away(*grid.shape, y, x)
    far = down + across
    grid[(far <= half) & (far > (half - ring if ring is not None else -1))] = code


def star(grid: Grid, y: float, x: float, half: float, code: int = 1) -> None:
    """The eight-pointed star: a diamond and a square together, notched."""
    down, across = away(*grid.shape, y, x)
    grid[(down + across <= half) & (abs(down - across) > half * 0.12)] = code
    grid[(np.maximum(down, across) <= half * 0.66) & (abs(down - across) > half * 0.12)] = code
    grid[down + across <= half * 0.3] = 0
    grid[down + across <= half * 0.12] = 2


def flower(grid: Grid, y: float, x: float, half: float, code: int = 1) -> None:
    """A counted blossom: four petals along the axes, four short ones between."""
    down, across = away(*grid.shape, y, x)
    long = np.maximum(down, across) <= half
    grid[long & (np.minimum(down, across) <= 0.42 * (half - abs(np.maximum(down, across) - half * 0.6)))] = code
    diagonal = (abs(down - across) <= 1.6) & (down + across <= half * 1.25)
    grid[diagonal & (down + across > half * 0.4)] = code
    grid[down + across <= half * 0.3] = 0
    grid[down + across <= half * 0.18] = 2


def bamboo_shoots(rows: int, columns: int, steps: int, code: int = 1) -> Grid:
    """Pucuk rebung: a stepped triangle with its apex up, a smaller one inside, a diamond above."""
    grid = empty(rows, columns)
    j, i = np.mgrid[0:rows, 0:columns].astype(float)
    across = abs(i - (columns - 1) / 2)
    level = np.floor((j + 1) / rows * steps) / steps
    for outer, inner, tone in ((1.0, 0.8, code), (0.62, 0.42, code), (0.22, 0.0, 2)):
        body = (across <= level * columns / 2 * outer) & (across >= level * columns / 2 * inner)
        grid[body & (level > 0.12)] = tone
    lozenge(grid, rows * 0.08, (columns - 1) / 2, rows * 0.055, code)
    ladder = (across <= level * columns / 2 * 0.8) & (across > level * columns / 2 * 0.62) & (j % 4 < 2)
    grid[ladder & (level > 0.2)] = code
    for side in (0, columns - 1):  # hanging between the shoots
        lozenge(grid, rows * 0.3, side, rows * 0.1, code, ring=2.2)
        lozenge(grid, rows * 0.3, side, rows * 0.025, 2)
    return grid


def lepus(columns: int = 44) -> Grid:
    """Gold almost everywhere: only hairlines of silk draw the chained stars (bunga berante)."""
    grid = np.ones((columns, columns), np.int32)
    middle = columns / 2 - 0.5
    for half, gap in ((columns * 0.5, 1.3), (columns * 0.41, 1.3)):
        down, across = away(columns, columns, middle, middle)
        grid[abs(down + across - half) < gap] = 0
    down, across = away(columns, columns)
    ray = (abs(down - across) < 1.1) & (down + across < columns * 0.36) & (down + across > 5)
    axis = (
        (np.minimum(down, across) < 0.8) & (np.maximum(down, across) < columns * 0.24) & (np.maximum(down, across) > 6)
    )
    petals = abs(np.hypot(down - columns * 0.1, across - columns * 0.1) - columns * 0.1) < 0.75
    grid[ray | axis | petals] = 0
    grid[down + across <= 3.2] = 2
    for y in (0, columns - 1):
        for x in (0, columns - 1):
            lozenge(grid, y, x, 6.5, 0)
            lozenge(grid, y, x, 4, 2)
    return grid


def bound(grid: Grid, every: int = 9) -> Grid:
    """The grid with binding points: no metal pick floats far, a warp holds it down here and there."""
    j, i = np.indices(grid.shape)
    out = grid.copy()
    out[(grid > 0) & ((i + (j // 2) * 4) % every == 0)] = 0
    return out


def stacked(*grids: Grid) -> Grid:
    """Grids below each other, repeated sideways to the widest."""
    widest = max(grid.shape[1] for grid in grids)
    return np.vstack([np.tile(grid, (1, -(-widest // grid.shape[1])))[:, :widest] for grid in grids])


def lines(
    rows: int, columns: int, *strokes: tuple[list[tuple[float, float]], float], code: int = 1, base: Grid | None = None
) -> Grid:
    """Curves counted out on squared paper: `strokes` are (points of 0..1, thickness in cells)."""
    sheet = Image.fromarray((empty(rows, columns) if base is None else base).astype(np.uint8))
    pen = ImageDraw.Draw(sheet)
    for points, thick in strokes:
        placed = [(x * columns, y * rows) for x, y in points]
        pen.line(placed, fill=code, width=round(thick), joint="curve")
        for x, y in placed:
            pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=code)
    return np.array(sheet, np.int32)


def curve(points: list[tuple[float, float]], count: int) -> list[tuple[float, float]]:
    """A smooth curve through the points (Catmull-Rom), as `count` points."""
    ends = [points[0], *points, points[-1]]
    out = []
    for k in range(count):
        place = k / (count - 1) * (len(points) - 1)
        part = min(int(place), len(points) - 2)
        t = place - part
        a, b, c, d = (np.array(ends[part + step]) for step in range(4))
        x, y = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        out.append((float(x), float(y)))
    return out


def band(columns: int, *rows: str) -> Grid:
    """A narrow band from signs: `#` first colour, `o` second, `.` ground; each row repeated to `columns`."""
    table = {".": 0, "#": 1, "o": 2}
    return np.array([[table[row[i % len(row)]] for i in range(columns)] for row in rows], np.int32)
