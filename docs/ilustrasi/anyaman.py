"""The weave: which of two (or three) strands lies above at every cell, how high, and in what colour.

A weave is data: a draft (rows of `x` and `.`; `x`: the warp lies above), the colours of warp and weft, and the nature
of its strands. The same few lines weave silk, reed, bamboo and rattan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from cahaya import Surface, colour
from derau import Array, chance, noise, smooth

Paint = Callable[[Array, Array, Array], Array]  # (strand number, u, v) -> linear colours; u and v counted in strands
_UNDER = -9.0


@dataclass(frozen=True)
class Strand:
    """What is woven with. Sizes as shares of the distance between two strands."""

    width: float = 0.94
    thick: float = 0.34
    flat: float = 2.0  # 2: round, 8: a flat strip
    bend: float = 0.2  # how far it dives under and climbs over
    grain: float = 0.1  # streaks along it
    ply: float = 0.0  # visible twist
    tone: float = 0.1  # how much two strands differ
    stray: float = 0.04  # how unevenly it lies
    gloss: float = 0.06
    sharp: float = 18.0
    metal: float = 0.0
    nodes: float = 0.0  # dark joints, as bamboo and rattan have them


COTTON = Strand(width=1.0, thick=0.3, grain=0.06, ply=0.1, tone=0.1, stray=0.06, gloss=0.02)
SILK = Strand(width=1.0, thick=0.26, grain=0.08, tone=0.06, stray=0.03, gloss=0.1, sharp=30)
REED = Strand(width=0.95, thick=0.24, flat=3.2, bend=0.2, grain=0.2, tone=0.2, stray=0.05, gloss=0.14, sharp=16)
BAMBOO = Strand(
    width=0.95, thick=0.15, flat=7, bend=0.17, grain=0.18, tone=0.12, stray=0.03, gloss=0.22, sharp=30, nodes=0.5
)
GOLD = Strand(
    width=1.06,
    thick=0.3,
    flat=2.6,
    bend=0.22,
    grain=0.22,
    ply=0.16,
    tone=0.12,
    stray=0.03,
    gloss=1.15,
    sharp=14,
    metal=1.0,
)


def draft(text: str) -> Array:
    """`"xx.. .xx."` as a table of truth; rows are wefts, columns warps."""
    return np.array([[sign == "x" for sign in row] for row in text.split()])


PLAIN = draft("x. .x")
TWILL = draft("xx.. .xx. ..xx x..x")  # 2/2, the kepar of mats
TWILL_21 = draft("xx. .xx x.x")  # two over, one under
BASKET = draft("xx.. xx.. ..xx ..xx")


def striped(counts: Sequence[tuple[str, int]]) -> Paint:
    """Strands in a repeated order: `[("#a5352b", 8), ("#e4b64a", 2)]`."""
    order = np.array([colour(code) for code, count in counts for _ in range(count)])
    return lambda number, _u, _v: order[number % len(order)]


def mixed(*codes: str, seed: int = 0) -> Paint:
    """Each strand in one of the colours, by chance: sun-dried reed is never of one colour."""
    table = np.array([colour(code) for code in codes])
    return lambda number, _u, _v: table[(chance(number, seed=seed) * len(table)).astype(int) % len(table)]


@dataclass(frozen=True)
class Brocade:
    """Metal picks laid over the ground weave: `grid[row, column]` is 0 (none) or the number of a colour."""

    grid: Array
    colours: Sequence[str]
    strand: Strand = GOLD


@dataclass(frozen=True)
class Cloth:
    warp: Paint
    weft: Paint
    draft: Array = None  # type: ignore[assignment]
    warp_strand: Strand = COTTON
    weft_strand: Strand = COTTON
    brocade: Brocade | None = None
    ground: str = "#15100d"  # what shows through the gaps
    seed: int = 1
    dye: Array | None = None  # colours for every cell, instead of those of the strands


_BAND = 400_000  # cells worked on at a time


def woven(
    cloth: Cloth, u: Array, v: Array, size: Array | float, height: Array | float = 0.0, far: Array | float = 0.0
) -> Surface:
    """The surface of the cloth; `u`, `v` count strands, `size` is the pixels from one strand to the next."""
    step = max(1, _BAND // u.shape[1])
    size = np.broadcast_to(np.asarray(size, np.float32), u.shape)
    made = []
    for top in range(0, u.shape[0], step):
        rows = slice(top, top + step)
        made.append(_band(cloth, u[rows], v[rows], size[rows], None if cloth.dye is None else cloth.dye[rows]))
    top, paint, gloss, sharp, metal = (np.concatenate(part) for part in zip(*made, strict=True))
    return Surface(top + height, paint, gloss, sharp, metal, None, far)


def _band(cloth: Cloth, u: Array, v: Array, size: Array, dye: Array | None) -> tuple[Array, ...]:
    """Height in pixels, colour, gloss, sharpness and metal of some rows."""
    table = PLAIN if cloth.draft is None else cloth.draft
    u = u + cloth.warp_strand.stray * 1.6 * noise(u * 0.11, v * 0.07, cloth.seed)
    v = v + cloth.weft_strand.stray * 1.6 * noise(u * 0.07, v * 0.11, cloth.seed + 1)
    i, j = np.floor(u).astype(np.int32), np.floor(v).astype(np.int32)
    across_u, across_v = u - i - 0.5, v - j - 0.5
    rows, columns = table.shape
    here = table[j % rows, i % columns].astype(np.float32) * 2 - 1
    after_v = table[(j + np.sign(across_v).astype(np.int32)) % rows, i % columns].astype(np.float32) * 2 - 1
    after_u = table[j % rows, (i + np.sign(across_u).astype(np.int32)) % columns].astype(np.float32) * 2 - 1
    sway = lambda across, now, then: now + (then - now) * 0.5 * (1 - np.cos(np.pi * across))  # noqa: E731
    lift_warp, lift_weft = sway(across_v, here, after_v), -sway(across_u, here, after_u)
    top_warp, shade_warp = _strand(cloth.warp_strand, i, across_u, v, lift_warp, cloth.seed + 3)
    top_weft, shade_weft = _strand(cloth.weft_strand, j, across_v, u, lift_weft, cloth.seed + 4)
    warp_above = top_warp > top_weft
    top = np.maximum(top_warp, top_weft)
    paint = dye if dye is not None else np.where(warp_above[..., None], cloth.warp(i, u, v), cloth.weft(j, u, v))
    paint = paint * np.where(warp_above, shade_warp, shade_weft)[..., None]

    def pick(name):
        return np.where(warp_above, getattr(cloth.warp_strand, name), getattr(cloth.weft_strand, name)).astype(
            np.float32
        )

    gloss, sharp, metal = pick("gloss"), pick("sharp"), pick("metal")
    gap = top < _UNDER / 2
    paint = np.where(gap[..., None], colour(cloth.ground) if dye is None else dye * 0.45, paint)
    top, gloss = np.where(gap, -1.0, top), np.where(gap, 0.0, gloss)
    if cloth.brocade is not None:
        top, paint, gloss, sharp, metal = _brocaded(cloth, i, j, u, across_u, across_v, top, paint, gloss, sharp, metal)
    return tuple(part.astype(np.float32) for part in (top * size, paint, gloss, sharp, metal))


def _strand(strand: Strand, number: Array, across: Array, along: Array, lift: Array, seed: int) -> tuple[Array, Array]:
    """Height (in strand distances) and brightness of one system of strands; far below where there is none."""
    name = chance(number, seed=seed)
    slow = noise(name * 400 + number * 0.37, along * 0.23, seed)
    middle = across + strand.stray * slow
    width = strand.width * (1 + strand.stray * 1.5 * noise(name * 300, along * 0.4, seed + 1))
    share = np.abs(2 * middle / width)
    inside = share < 1
    profile = np.sqrt(np.clip(1 - share**strand.flat, 0, 1))
    top = strand.thick * profile + strand.bend * lift
    streak = noise(number * 5.3 + across * (9 if strand.flat > 2.5 else 5), along * 0.45 + name * 50, seed + 2)
    shade = 1 + strand.tone * (name - 0.5) * 2 + strand.grain * streak + 0.5 * strand.tone * slow
    if strand.ply:
        twist = np.sin(2 * np.pi * (along * 2.1 + across * 1.1 + name))
        top = top + strand.ply * 0.1 * twist * profile
        shade = shade + strand.ply * 0.8 * twist
    if strand.grain > 0.15:
        top = top + 0.02 * streak * profile
    if strand.nodes:
        joint = np.abs((along / 17 + name * 7 + 0.5) % 1 - 0.5) * 17
        dark = smooth(0.32, 0.08, joint + 0.08 * streak)
        shade = shade - strand.nodes * dark
        top = top + 0.05 * smooth(0.5, 0.2, joint) * profile
    return np.where(inside, top, _UNDER), np.clip(shade, 0.15, 2)


def _brocaded(cloth: Cloth, i: Array, j: Array, u: Array, across_u: Array, across_v: Array, top: Array, paint: Array,
              gloss: Array, sharp: Array, metal: Array) -> tuple[Array, Array, Array, Array, Array]:  # fmt: skip
    work, strand = cloth.brocade, cloth.brocade.strand
    rows, columns = work.grid.shape
    code = work.grid[j % rows, i % columns]
    step = np.sign(across_u).astype(np.int32)
    beside = work.grid[j % rows, (i + step) % columns]
    here, then = (code > 0).astype(np.float32), (beside > 0).astype(np.float32)
    lift = here + (then - here) * 0.5 * (1 - np.cos(np.pi * across_u))
    metal_top, shade = _strand(strand, j, across_v, u, lift * 2 - 1, cloth.seed + 8)
    metal_top = metal_top + 0.42
    shown = (code > 0) & (metal_top > top) & (lift > 0.3)
    glint = noise(u * 0.8 + chance(j, seed=cloth.seed) * 90, j * 3.1, cloth.seed + 9)
    table = np.array([colour(text) for text in ("#000000", *work.colours)])
    gold = table[np.minimum(code, len(work.colours))] * (shade * (1 + 0.3 * glint))[..., None]
    pair = 0.07 * np.cos(across_v * 4 * np.pi)  # two metal threads a pick
    return (
        np.where(shown, metal_top - pair, top), np.where(shown[..., None], gold, paint),
        np.where(shown, strand.gloss * (1 + 0.8 * glint), gloss), np.where(shown, strand.sharp, sharp),
        np.where(shown, strand.metal, metal),
    )  # fmt: skip
