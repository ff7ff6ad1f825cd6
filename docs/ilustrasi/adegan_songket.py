"""Songket of Palembang, Ogan Ilir and OKI: metal picks counted over silk."""

from __future__ import annotations

import kisi
import numpy as np
from adegan import SQUARE, TALL, WIDE, Scene, picture
from anyaman import PLAIN, SILK, Brocade, Cloth, Strand, mixed, woven
from cahaya import Light, Surface
from kamera import Frame, View, creased, draped, look
from lipatan import Facet, folded, fringed

MANGGIS, GOLD, ROSE, SILVER = "#6b1328", "#c08334", "#a8484f", "#c9c4b8"


def songket(view: View, size: float, ground: tuple[str, str], grid: kisi.Grid, metals: tuple[str, ...] = (GOLD, ROSE),
            strand: Strand = SILK) -> Surface:  # fmt: skip
    """A songket cloth: `size` pixels a warp, its ground in two shades of one dye."""
    light, dark = ground
    cloth = Cloth(
        mixed(light, light, dark, seed=2),
        mixed(dark, light, seed=3),
        PLAIN,
        strand,
        strand,
        Brocade(grid, metals),
        "#0c0406",
    )
    return woven(cloth, view.u / size, view.v / size, size * view.size, view.height, view.far)


def border(width: int) -> kisi.Grid:
    return kisi.band(width, "#", "#", ".", ".o", "o.", ".", "#", "#")


@picture("songket-lepus", "palembang/selendang-songket-lepus-palembang", WIDE)
def lepus(frame: Frame) -> Scene:
    view = look(frame, turn=-12, tilt=0.3, focus=0.08, softness=5)
    view = creased(draped(view, frame, folds=1.3, turn=70, deep=190, seed=4), frame, 4, 170)
    return Scene(
        songket(view, 11, (MANGGIS, "#4d0c1d"), kisi.bound(kisi.lepus(44), 11)), Light(turn=140, rise=40), exposure=0.9
    )


@picture("songket-lepus-kepala-kain", "palembang/selendang-songket-lepus-palembang", TALL)
def lepus_end(frame: Frame) -> Scene:
    view = look(frame, turn=4, tilt=0.25, focus=0.05, softness=5)
    view = creased(draped(view, frame, folds=0.8, turn=20, deep=190, seed=9), frame, 5, 200)
    width = 44
    field = kisi.bound(kisi.stacked(kisi.lepus(width), kisi.lepus(width)[:22]), 13)
    grid = kisi.stacked(
        field,
        border(width),
        kisi.bamboo_shoots(58, width, 19),
        border(width),
        kisi.band(width, *["####..####."] * 5),
        border(width),
    )
    view.v += 11 * 62
    return Scene(songket(view, 11, (MANGGIS, "#4d0c1d"), grid), Light(turn=120, rise=42), exposure=0.9)


SPINE = [(0.05, 0.36), (0.1, 0.18), (0.24, 0.12), (0.34, 0.25), (0.28, 0.44), (0.14, 0.6), (0.17, 0.8), (0.36, 0.89), (0.56, 0.82),
         (0.62, 0.64), (0.54, 0.47), (0.56, 0.31), (0.68, 0.24), (0.78, 0.27)]  # fmt: skip


def dragon() -> kisi.Grid:
    """Nago besaung, counted on squared paper: one dragon facing right, tail to head; the other is its mirror."""
    rows, columns = 96, 96
    path = kisi.curve(SPINE, 140)
    thick = [2 + 8.5 * min(1, 1.6 * k / len(path)) - 2.5 * max(0, k / len(path) - 0.75) * 4 for k in range(len(path))]
    spines, scales = [], []
    for k in range(10, len(path) - 6, 7):
        (x, y), (x2, y2) = path[k], path[k + 1]
        dx, dy = (x2 - x) / np.hypot(x2 - x, y2 - y), (y2 - y) / np.hypot(x2 - x, y2 - y)
        reach = (thick[k] / 2 + 4.5) / columns
        spines.append(([(x, y), (x + dy * reach - dx * 0.02, y - dx * reach - dy * 0.02)], 2.4))
        scales.append(
            ([(x - dy * 0.02, y + dx * 0.02), (x + dx * 0.02, y + dy * 0.02), (x + dy * 0.02, y - dx * 0.02)], 1.2)
        )
    grid = kisi.lines(rows, columns, *[([point], size) for point, size in zip(path, thick, strict=True)], *spines)
    grid = kisi.lines(rows, columns, *scales, code=0, base=grid)
    x, y = path[-1]
    at = lambda *points: [(x + a / columns, y + b / rows) for a, b in points]  # noqa: E731
    head = [(at((-2, -1), (6, -2), (11, -5), (14, -9), (12, -11)), 4), (at((0, 2), (6, 5), (11, 6), (13, 9)), 3), (at((-4, 2), (-3, 7), (0, 9)), 2.4),
            (at((-1, -4), (-6, -8), (-6, -13), (-10, -16)), 2.6), (at((2, -4), (1, -9), (4, -13)), 2.2), (at((7, 2), (12, 1)), 1.4)]  # fmt: skip
    legs = [([(0.2, 0.86), (0.14, 0.95), (0.06, 0.93), (0.04, 0.97)], 3), ([(0.6, 0.72), (0.72, 0.76), (0.74, 0.86), (0.8, 0.84)], 3),
            ([(0.74, 0.86), (0.72, 0.92)], 2), ([(0.05, 0.36), (0.02, 0.44), (0.07, 0.48)], 2.4), ([(0.05, 0.36), (0.1, 0.42)], 2.4)]  # fmt: skip
    grid = kisi.lines(rows, columns, *head, *legs, base=grid)
    kisi.lozenge(grid, y * rows - 3, x * columns + 2, 1, 0)
    for row, column in ((12, 46), (48, 40), (60, 82), (92, 84), (10, 86), (46, 8)):
        kisi.flower(grid, row, column, 5)
    for row, column in ((30, 8), (70, 40), (42, 66), (26, 90), (74, 4)):
        kisi.lozenge(grid, row, column, 2.5, 2)
    return grid


@picture("songket-nago-besaung", "palembang/kain-songket-nago-besaung", WIDE)
def dragons(frame: Frame) -> Scene:
    view = look(frame, turn=3, tilt=0.22, focus=0.05, softness=4)
    view = creased(draped(view, frame, folds=1.1, turn=35, deep=170, seed=12), frame, 4, 190)
    one = dragon()
    middle = kisi.empty(96, 10)
    for row in range(8, 96, 16):
        kisi.lozenge(middle, row, 4.5, 4, 2, ring=1.8)
    width = one.shape[1] * 2 + 10
    teeth = kisi.band(width, "#...........", "###.......##", "#####...####", "############")
    grid = kisi.stacked(
        np.hstack([one, middle, one[:, ::-1]]), teeth, kisi.band(width, ".", "##..", "..oo", "##..", "."), teeth[::-1]
    )
    view.u += width / 2 * 8.2
    view.v += 48 * 8.2
    return Scene(
        songket(view, 8.2, ("#4a2340", "#34162d"), grid, (GOLD, SILVER)), Light(turn=135, rise=40), exposure=0.95
    )


@picture("songket-bunga-tabur-tumpal", "ogan-ilir/selendang-songket-penimbung", TALL)
def scattered_end(frame: Frame) -> Scene:
    view = creased(look(frame, turn=-3, tilt=0.12, focus=-0.05, softness=3), frame, 5, 240)
    size, width = 10.4, 36
    field = kisi.empty(40, width)
    kisi.flower(field, 18, 18, 8)
    grid = kisi.stacked(field, field, border(width), kisi.bamboo_shoots(44, width, 15), border(width))
    view.v += size * 86
    cloth = songket(view, size, ("#1f4a38", "#143526"), grid)
    return Scene(
        fringed(frame, cloth, view, size * grid.shape[0], "#1b4233", "#b8a684", knot=size * 6), Light(turn=130, rise=42)
    )


@picture("songket-lajur-penimbung", "ogan-ilir/songket-muara-penimbung", TALL)
def columns(frame: Frame) -> Scene:
    view = look(frame, turn=-28, tilt=0.3, focus=0.1, softness=5)
    view = creased(draped(view, frame, folds=1.0, turn=60, deep=180, seed=21), frame, 4, 180)
    grid = kisi.empty(40, 60)
    grid[:, [0, 1, 4, 26, 29, 30]] = 1
    kisi.star(grid, 20, 15, 10)
    kisi.lozenge(grid, 0, 15, 6, 1, ring=2.2)
    kisi.lozenge(grid, 40, 15, 6, 1, ring=2.2)
    for row in range(0, 40, 10):
        kisi.lozenge(grid, row + 5, 45, 4.4, 1, ring=1.9)
        kisi.lozenge(grid, row + 5, 45, 1, 2)
        kisi.lozenge(grid, row, 36, 1.6, 1)
        kisi.lozenge(grid, row, 54, 1.6, 1)
    return Scene(songket(view, 11, ("#8b1f2c", "#66131f"), grid), Light(turn=125, rise=38), exposure=0.95)


@picture("songket-bidak-cukit", "oki/songket-bidak-cukit", SQUARE)
def checks(frame: Frame) -> Scene:
    view = look(frame, turn=8, tilt=0.28, focus=0.1, softness=5)
    view = creased(draped(view, frame, folds=1.4, turn=150, deep=170, seed=31), frame, 4, 160)
    grid = kisi.empty(48, 48)
    j, i = np.indices(grid.shape)
    grid[
        ((i // 24 + j // 24) % 2 == 0) & ((i % 24 - 11.5) ** 2 < 90) & ((j % 24 - 11.5) ** 2 < 90) & ((i + j) % 4 < 2)
    ] = 1
    for y, x in ((11.5, 35.5), (35.5, 11.5)):
        kisi.lozenge(grid, y, x, 10, 1, ring=2)
        kisi.lozenge(grid, y, x, 4, 2)
    grid[[0, 24], :] = grid[:, [0, 24]] = 1
    return Scene(songket(view, 13.5, ("#5f6b35", "#465026"), grid, ("#c99a4a", "#8c2a33")), Light(turn=130, rise=40))


def bag_songket(
    frame: Frame, view: View, ground: tuple[str, str], turn: float, metals: tuple[str, ...] = (GOLD, ROSE)
) -> Surface:
    angle = np.float32(np.radians(turn))
    spun = View(
        view.u * np.cos(angle) + view.v * np.sin(angle),
        -view.u * np.sin(angle) + view.v * np.cos(angle),
        view.height,
        view.far,
        view.size,
    )
    grid = kisi.empty(36, 36)
    kisi.star(grid, 18, 18, 13)
    kisi.lozenge(grid, 0, 0, 9, 1, ring=2.2)
    kisi.lozenge(grid, 0, 36, 9, 1, ring=2.2)
    kisi.lozenge(grid, 36, 0, 9, 1, ring=2.2)
    kisi.lozenge(grid, 36, 36, 9, 1, ring=2.2)
    return songket(spun, 15, ground, grid, metals)


@picture("tanjak-songket", "palembang/tanjak-songket-dewasa", SQUARE)
def headcloth(frame: Frame) -> Scene:
    facets = [
        Facet([(-900, -900), (900, -900), (900, 900), (-900, 900)], turn=15, rise=0, slope=(0.0, -0.3)),
        Facet(
            [(-900, -60), (120, -700), (300, -640), (900, 160), (900, 900), (-900, 900)],
            turn=-36,
            rise=130,
            slope=(-0.32, 0.05),
        ),
        Facet(
            [(-900, 60), (-420, 40), (420, -330), (900, 330), (900, 900), (-900, 900)],
            turn=24,
            rise=190,
            slope=(0.34, -0.1),
        ),
        Facet(
            [(-900, 300), (-300, 60), (120, 190), (900, 640), (900, 900), (-900, 900)],
            turn=-24,
            rise=300,
            slope=(-0.22, 0.25),
        ),
    ]
    view = creased(look(frame, focus=0.1, softness=3), frame, 6, 260)
    return Scene(folded(frame, view, facets, lambda part, turn: bag_songket(frame, part, ("#7d1730", "#560f20"), turn)),
                 Light(turn=118, rise=36, reach=150, shadow=0.9), exposure=1.05)  # fmt: skip
