"""Dyed cloth: a pattern kept free of dye by wax or by ties, on fine cotton whose threads still show."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field

import numpy as np
from anyaman import PLAIN, Cloth, Strand, mixed, woven
from cahaya import Surface, colour
from derau import Array, blur, chance, clouds, noise, sample, smooth
from kamera import View
from PIL import Image, ImageDraw

Points = list[tuple[float, float]]
FINE = Strand(width=1.0, thick=0.2, bend=0.14, grain=0.05, ply=0.05, tone=0.07, stray=0.05, gloss=0.02)  # primisima
REACH = 3400  # side of the drawn cloth in cloth pixels; its middle is the picture's middle


class Wax:
    """One resist on a square of cloth: what the canting drew and the brush filled. Coordinates from the middle, y down."""

    def __init__(self, seed: int = 1, tremble: float = 1.2) -> None:
        self.sheet = Image.new("L", (REACH, REACH))
        self.draw = ImageDraw.Draw(self.sheet)
        self.hand = np.random.default_rng(seed)
        self.tremble = tremble

    def _placed(self, points: Points) -> Points:
        slip = self.hand.normal(0, self.tremble, (len(points), 2)) if self.tremble else np.zeros((len(points), 2))
        return [
            (x + REACH / 2 + float(a), y + REACH / 2 + float(b)) for (x, y), (a, b) in zip(points, slip, strict=True)
        ]

    def line(self, points: Points, width: float, value: int = 255) -> None:
        """A stroke, swelling a little where the hand rests."""
        placed = self._placed(points)
        for start, end in itertools.pairwise(placed):
            thick = width * float(self.hand.uniform(0.86, 1.14))
            self.draw.line((start, end), fill=value, width=max(1, round(thick)))
            self.draw.ellipse(
                (start[0] - thick / 2, start[1] - thick / 2, start[0] + thick / 2, start[1] + thick / 2), fill=value
            )

    def fill(self, points: Points, value: int = 255) -> None:
        self.draw.polygon(self._placed(points), fill=value)

    def dot(self, x: float, y: float, radius: float, value: int = 255) -> None:
        (x, y), radius = self._placed([(x, y)])[0], radius * float(self.hand.uniform(0.8, 1.2))
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=value)

    def mask(self) -> Array:
        return np.asarray(self.sheet, np.float32) / 255


@dataclass(frozen=True)
class Pen:
    """A place on the cloth: shapes drawn about (0, 0) are scaled, turned and moved there."""

    x: float
    y: float
    scale: float = 1.0
    turn: float = 0.0  # degrees
    flip: bool = False

    def at(self, points: Points) -> Points:
        angle = math.radians(self.turn)
        c, s = math.cos(angle) * self.scale, math.sin(angle) * self.scale
        sign = -1 if self.flip else 1
        return [(self.x + sign * x * c - y * s, self.y + sign * x * s + y * c) for x, y in points]


def oval(
    x: float, y: float, a: float, b: float, turn: float = 0.0, start: float = 0, end: float = 360, count: int = 36
) -> Points:
    """Points of an ellipse or a part of it."""
    out, angle = [], math.radians(turn)
    for step in range(count + 1):
        t = math.radians(start + (end - start) * step / count)
        px, py = a * math.cos(t), b * math.sin(t)
        out.append((x + px * math.cos(angle) - py * math.sin(angle), y + px * math.sin(angle) + py * math.cos(angle)))
    return out


def spiral(
    x: float, y: float, radius: float, turns: float = 2.0, start: float = 0.0, inner: float = 0.12, hand: int = 1
) -> Points:
    """From outside to inside."""
    count = round(26 * turns)
    out = []
    for step in range(count + 1):
        t = step / count
        r = radius * (1 - (1 - inner) * t)
        angle = math.radians(start) + hand * t * turns * 2 * math.pi
        out.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    return out


@dataclass
class Dyeing:
    """The order of dyes: the ground, then what was kept free of it, each layer with the colour that remained."""

    ground: str
    layers: list[tuple[Wax, str]] = field(default_factory=list)
    crackle: float = 0.6  # how far the wax broke
    uneven: float = 0.14
    thread: float = 5.0  # pixels a thread
    soft: float = 0.16  # how softly the dye stops at the wax
    second: str = ""  # a second ground, in clouds


def batik(view: View, dyeing: Dyeing, seed: int = 1, strand: Strand = FINE) -> Surface:
    """The dyed cloth in the view."""
    u, v = view.u, view.v
    shade = 1 + dyeing.uneven * clouds(u / 330, v / 330, seed, 3)
    paint = colour(dyeing.ground) * shade[..., None]
    if dyeing.second:
        share = smooth(-0.35, 0.45, clouds(u / 420, v / 300, seed + 20, 3))[..., None]
        paint = paint * (1 - share) + colour(dyeing.second) * shade[..., None] * share
    ground = paint
    fray_u, fray_v = 1.5 * noise(u / 7, v / 7, seed + 2), 1.5 * noise(u / 7, v / 7, seed + 3)
    place_u, place_v = u + fray_u + REACH / 2, v + fray_v + REACH / 2
    veins = _veins(u, v, seed + 5) * dyeing.crackle
    for number, (wax, code) in enumerate(dyeing.layers):
        kept = smooth(0.5 - dyeing.soft, 0.5 + dyeing.soft, sample(wax.mask(), place_u, place_v))
        shade = 1 + 0.07 * clouds(u / 60, v / 60, seed + 30 + number, 2)
        paint = paint * (1 - kept[..., None]) + colour(code) * shade[..., None] * kept[..., None]
        crack = (veins * kept * 0.75)[..., None]
        paint = paint * (1 - crack) + ground * crack
    return cotton(view, paint, dyeing.thread, seed, strand)


def cotton(view: View, paint: Array, thread: float, seed: int = 1, strand: Strand = FINE) -> Surface:
    """Fine plain cloth in the colours given for every cell."""
    undyed = mixed("#ffffff")
    return woven(
        Cloth(undyed, undyed, PLAIN, strand, strand, seed=seed, dye=paint),
        view.u / thread,
        view.v / thread,
        thread * view.size,
        view.height,
        view.far,
    )


def _veins(u: Array, v: Array, seed: int) -> Array:
    """Fine branching cracks of cold wax, in patches."""
    bent_u, bent_v = u + 26 * noise(u / 60, v / 60, seed), v + 26 * noise(u / 60, v / 60, seed + 1)
    fine = np.abs(noise(bent_u / 85, bent_v / 85, seed + 2))
    finer = np.abs(noise(bent_u / 46, bent_v / 46, seed + 3))
    patch = smooth(-0.35, 0.4, clouds(u / 260, v / 260, seed + 4, 2))
    return np.maximum(smooth(0.035, 0.0, fine), 0.8 * smooth(0.045, 0.0, finer)) * patch


@dataclass(frozen=True)
class Tie:
    """A tied place: where, how wide its ring is, how thick, how many pleats."""

    x: float
    y: float
    radius: float
    thick: float = 0.34  # as a share of the radius
    pleats: int = 13


def tied(ties: list[Tie], seed: int = 1, pucker: float = 6.0) -> tuple[Array, Array, Array]:
    """Three squares of cloth: how free of dye, how near the middle of a tie, and the relief that the ties left."""
    free, core = np.zeros((REACH, REACH), np.float32), np.zeros((REACH, REACH), np.float32)
    relief = np.zeros((REACH, REACH), np.float32)
    for number, tie in enumerate(ties):
        reach = int(tie.radius * 2.6) + 4
        cx, cy = round(tie.x + REACH / 2), round(tie.y + REACH / 2)
        x0, x1, y0, y1 = max(cx - reach, 0), min(cx + reach, REACH), max(cy - reach, 0), min(cy + reach, REACH)
        if x0 >= x1 or y0 >= y1:
            continue
        y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        dx, dy = x - tie.x - REACH / 2, y - tie.y - REACH / 2
        far, angle = np.hypot(dx, dy) / tie.radius, np.arctan2(dy, dx)
        name = float(chance(number, seed=seed))
        wave = noise(np.cos(angle) * 1.6 + name * 60, np.sin(angle) * 1.6 + number, seed)
        pleat = np.sin(angle * tie.pleats + name * 9 + 2.2 * wave)
        off = far * (1 + 0.13 * wave) - 1
        ring = smooth(tie.thick, tie.thick * 0.25, np.abs(off) + 0.09 * (1 + pleat) * (off > 0) + 0.05 * wave)
        weak = 0.72 + 0.28 * noise(np.cos(angle) * 2.2 + number * 3.1, np.sin(angle) * 2.2, seed + 4)
        free[y0:y1, x0:x1] = np.maximum(free[y0:y1, x0:x1], ring * np.clip(weak + 0.25, 0, 1))
        core[y0:y1, x0:x1] = np.maximum(core[y0:y1, x0:x1], smooth(0.75, 0.4, far))
        bump = np.exp(-((far / 0.55) ** 2)) * 1.5 + pleat * np.exp(-(((far - 0.95) / 0.5) ** 2)) * 0.55
        relief[y0:y1, x0:x1] += bump.astype(np.float32) * pucker * tie.radius / 40
    return free, core, blur(relief, 1.2)


def resist(view: View, ties: list[Tie], ground: Array, ring: str, middle: str, thread: float = 5.0, seed: int = 1, pucker: float = 6.0,
           strand: Strand = FINE) -> Surface:  # fmt: skip
    """Tie-dyed cloth: `ground` the dye of every cell, pale rings, and the colour that seeped into their middle."""
    free, core, relief = tied(ties, seed, pucker)
    seep_u, seep_v = 2.2 * noise(view.u / 3.5, view.v / 16, seed), 2.2 * noise(view.u / 16, view.v / 3.5, seed + 1)
    place = (view.u + seep_u + REACH / 2, view.v + seep_v + REACH / 2)
    paint = ground.copy()
    inner = sample(core, *place)[..., None] * 0.85
    paint = paint * (1 - inner) + colour(middle) * inner
    pale = sample(free, *place)[..., None] * 0.96
    paint = paint * (1 - pale) + colour(ring) * (1 + 0.05 * noise(view.u / 20, view.v / 20, 3))[..., None] * pale
    surface = cotton(view, paint, thread, seed, strand)
    surface.height = surface.height + sample(relief, view.u + REACH / 2, view.v + REACH / 2) * view.size
    return surface
