"""Heaps: coffee beans, rice, slices of areca, coins of gambir, a mat of coir."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from adegan import SQUARE, WIDE, Scene, picture
from anyaman import PLAIN, Cloth, Strand, mixed, woven
from cahaya import Light, Surface, colour
from derau import Array, chance, noise, smooth
from kamera import Frame
from lipatan import wooden


@dataclass(frozen=True)
class Grain:
    """One kind of thing in a heap: half axes in pixels, and what its face looks like."""

    long: float
    wide: float
    thick: float
    colours: tuple[str, ...]
    face: Callable[
        [Array, Array, float, bool], tuple[Array, Array]
    ]  # (x, y of -1..1, name 0..1, belly up) -> (dent, brightness)
    power: float = 2.0
    vary: float = 0.12
    gloss: float = 0.2
    sharp: float = 30.0


def bean(x: Array, y: Array, name: float, belly: bool) -> tuple[Array, Array]:
    """Coffee: the flat side has the furrow, the other is round and smooth."""
    grain = 0.07 * noise(x * 6 + name * 70, y * 6, 3) + 0.05 * noise(x * 17, y * 17 + name * 50, 4)
    if not belly:
        return 0.02 * grain, 1 + grain
    furrow = np.abs(y - 0.13 * np.sin(x * 2.6 + name * 6))
    open_ = smooth(1.02, 0.8, np.abs(x))
    groove = np.exp(-((furrow / 0.075) ** 2)) * open_
    lips = np.exp(-(((furrow - 0.17) / 0.12) ** 2)) * open_
    return 0.34 * groove - 0.05 * lips + 0.14 * (1 - y**2) * 0.4, 1 + grain - 0.62 * groove + 0.05 * lips


def heap(
    frame: Frame,
    kind: Grain,
    spacing: float,
    layers: int,
    seed: int,
    ground: Surface,
    cover: Callable[[float, float], bool] = lambda x, y: True,
) -> Surface:
    """Things strewn in layers, each tipped a little, the later ones lying on the earlier."""
    height, paint = ground.height.copy(), ground.albedo.copy()
    hand = np.random.default_rng(seed)
    gloss = np.broadcast_to(np.asarray(ground.gloss, np.float32), height.shape).copy()
    table = [colour(code) for code in kind.colours]
    for layer in range(layers):
        rows, columns = int(frame.height / spacing) + 3, int(frame.width / spacing) + 3
        order = hand.permutation(rows * columns)
        for place in order:
            x0 = (place % columns - columns / 2 + hand.uniform(-0.5, 0.5) + 0.5) * spacing
            y0 = (place // columns - rows / 2 + hand.uniform(-0.5, 0.5) + 0.5) * spacing
            name, turn, size = hand.random(), hand.uniform(0, 2 * math.pi), 1 + kind.vary * hand.uniform(-1, 1)
            tip_x, tip_y, belly = hand.normal(0, 0.2), hand.normal(0, 0.2), hand.random() < 0.52
            shade = table[int(name * len(table)) % len(table)] * (0.86 + 0.28 * hand.random())
            if not cover(x0, y0):
                continue
            lay(
                frame,
                kind,
                (height, paint, gloss),
                (x0, y0, turn, size),
                (tip_x, tip_y),
                belly,
                name,
                shade,
                layer * kind.thick * 0.6,
            )
    return Surface(height, paint, gloss, kind.sharp)


def lay(frame: Frame, kind: Grain, onto: tuple[Array, Array, Array], at: tuple[float, float, float, float], tip: tuple[float, float], belly: bool,
        name: float, shade: Array, base: float) -> None:  # fmt: skip
    """One thing into the picture, in front of whatever lies lower."""
    height, paint, gloss = onto
    x0, y0, turn, size = at
    cells = frame.cells
    cx, cy, reach = (x0 + frame.width / 2) * cells, (y0 + frame.height / 2) * cells, kind.long * size * 1.04 * cells
    left, right, up, low = (
        max(0, int(cx - reach)),
        min(height.shape[1], int(cx + reach) + 1),
        max(0, int(cy - reach)),
        min(height.shape[0], int(cy + reach) + 1),
    )
    if left >= right or up >= low:
        return
    j, i = np.mgrid[up:low, left:right].astype(np.float32)
    dx, dy = (i - cx) / cells, (j - cy) / cells
    c, s = math.cos(turn), math.sin(turn)
    x, y = (dx * c + dy * s) / (kind.long * size), (-dx * s + dy * c) / (kind.wide * size)
    away = np.abs(x) ** kind.power + np.abs(y) ** kind.power if kind.power < 4 else (x * x + y * y) ** (kind.power / 2)
    inside = away < 1
    dent, bright = kind.face(x, y, name, belly)
    lean = tip[0] * dx + tip[1] * dy
    top = base + kind.thick * size * (np.sqrt(np.clip(1 - away, 0, 1)) - dent) + lean
    shown = inside & (top > height[up:low, left:right])
    height[up:low, left:right] = np.where(shown, top, height[up:low, left:right])
    tone = shade * np.clip(bright, 0.05, 1.4)[..., None]
    paint[up:low, left:right] = np.where(shown[..., None], tone, paint[up:low, left:right])
    gloss[up:low, left:right] = np.where(shown, kind.gloss, gloss[up:low, left:right])


def pit(frame: Frame, code: str) -> Surface:
    x, _ = frame.grid()
    return Surface(np.full_like(x, -30), np.ones((*x.shape, 3), np.float32) * colour(code))


ROASTED = Grain(66, 46, 34, ("#4a2a18", "#43251a", "#532f1a", "#3d2216"), bean, gloss=0.22, sharp=24)
DARK = Grain(58, 41, 30, ("#2e1a12", "#38200f", "#291711"), bean, gloss=0.5, sharp=40)
GREEN = Grain(
    64, 46, 30, ("#a89f68", "#9c975f", "#b3a870", "#938f5c", "#b8a36c", "#a4a06a"), bean, gloss=0.12, sharp=18
)


def depth(frame: Frame, surface: Surface, focus: float, amount: float) -> Surface:
    _, y = frame.grid()
    surface.far = amount * np.clip(np.abs(y / frame.height - focus) / 0.5 - 0.3, 0, 1)
    return surface


@picture("kopi-sangrai", "empat-lawang/kopi-robusta-empat-lawang-sangrai", SQUARE)
def roasted(frame: Frame) -> Scene:
    surface = heap(frame, ROASTED, 86, 4, 3, pit(frame, "#0d0705"))
    return Scene(depth(frame, surface, 0.05, 6), Light(turn=135, rise=40, reach=60, shadow=0.85), exposure=1.25)


@picture("kopi-semendo-biji-hijau", "muara-enim/biji-robusta-semendo", WIDE)
def green_sack(frame: Frame) -> Scene:

    x, y = frame.grid()
    jute = Strand(width=0.86, thick=0.42, grain=0.2, ply=0.2, tone=0.2, stray=0.12, bend=0.3)
    fold = y - 260 + 0.18 * x + 30 * noise(x / 330, y / 900, 3)
    sack = woven(Cloth(mixed("#9b7d4f", "#8f7145", "#a68a5c"), mixed("#94774a", "#a38454"), PLAIN, jute, jute, ground="#2a1d10"), x / 21 + 0.15 * y / 21, fold / 21, 21,
                 60 + 90 * np.sqrt(np.clip(1 - (np.clip(fold / 110 - 1, -1, 0)) ** 2, 0, 1)), 4.0 * smooth(100, 420, fold))  # fmt: skip
    beans = depth(frame, heap(frame, GREEN, 82, 4, 5, pit(frame, "#1b170e")), 0.0, 6)
    return Scene(sack.over(beans, smooth(-1, 1, fold)), Light(turn=130, rise=40, reach=90), exposure=1.0)


@picture("kopi-pagar-alam", "pagar-alam/kopi-robusta-pagar-alam-petik-merah", WIDE)
def dark_spill(frame: Frame) -> Scene:
    table = wooden(frame, "#9a6f42", 27, -18)
    edge = lambda px, py: py + 0.35 * px > -40 + 80 * math.sin(px / 170 + 1)  # noqa: E731
    spilt = heap(frame, DARK, 215, 1, 21, table, lambda px, py: not edge(px, py))
    beans = heap(frame, DARK, 78, 3, 23, spilt, edge)
    return Scene(depth(frame, beans, 0.1, 6), Light(turn=140, rise=36, reach=70), exposure=1.15)


@picture("keset-sabut", "banyuasin/keset-sabut-kelapa-salek", WIDE)
def coir(frame: Frame) -> Scene:
    x, y = frame.grid()
    depth_ = 1 / (1 + 0.35 * y / 1600)
    u, v = x * depth_, y * depth_ * 1.25
    height, tone = np.full_like(x, -20.0), np.zeros_like(x)
    for layer in range(9):  # stiff fibres standing up, cut level: short strokes leaning every way
        su, sv = u + layer * 131, v + layer * 77
        cell_u, cell_v = np.floor(su / 30), np.floor(sv / 30)
        name = chance(cell_u.astype(int), cell_v.astype(int), seed=layer)
        lean = name * 2 * np.pi
        du = su / 30 - cell_u - 0.5 + 0.5 * (chance(cell_u.astype(int), cell_v.astype(int), seed=layer + 40) - 0.5)
        dv = sv / 30 - cell_v - 0.5 + 0.5 * (chance(cell_u.astype(int), cell_v.astype(int), seed=layer + 60) - 0.5)
        along, across = du * np.cos(lean) + dv * np.sin(lean), -du * np.sin(lean) + dv * np.cos(lean)
        across = across + 0.12 * np.sin(along * 4 + name * 9)
        body = 4.5 * np.sqrt(np.clip(1 - (across / 0.085) ** 2, 0, 1)) * (np.abs(along) < 0.46)
        top = np.where(body > 0, body + layer * 2.6 + 9 * along, -30)
        tone = np.where(top > height, 0.75 + 0.6 * name, tone)
        height = np.maximum(height, top)
    row = 6 * np.cos(u / 27 * np.pi)
    stripe = (np.abs((v + 330) % 660 - 330) > 250) & (np.abs((v + 330) % 660 - 330) < 310)
    paint = np.where(stripe[..., None], colour("#3b2415"), colour("#a06c38")) * np.clip(tone, 0.25, 1.4)[..., None]
    far = 7 * np.clip(np.abs(y / 1200 - 0.08) / 0.5 - 0.25, 0, 1)
    return Scene(
        Surface((height + row).astype(np.float32), paint.astype(np.float32), 0.12, 18.0, 0.0, None, far),
        Light(turn=135, rise=38, reach=34),
        exposure=1.25,
    )
