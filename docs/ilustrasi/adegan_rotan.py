"""Rattan and bamboo: baskets, trays, covers, a chair's seat, bracelets of root and grass."""

from __future__ import annotations

import math

import numpy as np
from adegan import SQUARE, TALL, WIDE, Scene, picture
from anyaman import PLAIN, Cloth, Strand, mixed, woven
from cahaya import Light, Surface, colour
from derau import Array, blur, chance, clouds, noise, smooth
from kamera import Frame, barrel, look

CANE = ("#c79a5c", "#bd8d4f", "#d2a86a", "#b88649", "#caa063", "#d8b47a")
PALE_CANE = ("#d9bd86", "#cfae74", "#e0c692", "#c9a566")
SPLIT = ("#cbb578", "#c0a866", "#d6c48c", "#b9a05e", "#c7b272")
FULL = Strand(
    width=1.0, thick=0.44, flat=2.0, bend=0.3, grain=0.12, tone=0.14, stray=0.04, gloss=0.3, sharp=34, nodes=0.35
)
STAKE = Strand(
    width=0.3, thick=0.34, flat=2.4, bend=0.1, grain=0.12, tone=0.1, stray=0.02, gloss=0.3, sharp=34, nodes=0.3
)


def dim(frame: Frame, code: str, fall: float = 0.6) -> Surface:
    """An out-of-focus wall behind the goods."""
    x, y = frame.grid()
    shade = (
        1 - fall * smooth(-0.6, 0.9, (x / frame.width * 0.7 + y / frame.height)) + 0.12 * clouds(x / 700, y / 700, 3, 2)
    )
    return Surface(np.full_like(x, -400), colour(code) * shade[..., None], 0.0, 9.0)


def rope(frame: Frame, middle: Array, along: Array, radius: float, code: str, turns: float, base: Array | float, far: Array | float = 0.0, seed: int = 1,
         gloss: float = 0.3) -> tuple[Surface, Array]:  # fmt: skip
    """A round thing wound with split cane: `middle` is the distance from its axis, `along` runs down it (pixels)."""
    across = np.clip(middle / radius, -1, 1)
    round_ = np.sqrt(np.clip(1 - across**2, 0, 1))
    wind = along / turns + 0.22 * np.arcsin(across) + 0.05 * noise(along / 40, across, seed)
    number = np.floor(wind)
    bulge = np.sqrt(np.clip(1 - (2 * (wind - number) - 1) ** 4, 0, 1))
    tone = (
        1
        + 0.24 * (chance(number.astype(int), seed=seed) - 0.5)
        + 0.13 * noise(wind * 5, across * 4 + number * 3, seed + 1)
    )
    surface = Surface(
        (base + radius * round_ + turns * 0.16 * bulge).astype(np.float32),
        colour(code) * (tone * (0.72 + 0.28 * bulge))[..., None],
        gloss,
        34.0,
        0.0,
        None,
        far,
    )
    return surface, smooth(1.0, 1.0 - 2.5 / radius, np.abs(middle) / radius)


@picture("ambung-rotan", "pali/ambung-rotan-pali", TALL)
def back_basket(frame: Frame) -> Scene:
    view, inside = barrel(frame, 560, 430, bow=0.13)
    x, y = frame.grid()
    size = 34
    loose = np.clip(1.15 - view.v / 2600, 0.9, 1.4)  # the weave opens towards the top
    weft = Strand(
        width=0.86, thick=0.42, flat=2.0, bend=0.36, grain=0.13, tone=0.15, stray=0.06, gloss=0.32, sharp=34, nodes=0.35
    )
    cloth = Cloth(mixed(*CANE, seed=3), mixed(*CANE, seed=4), PLAIN, STAKE, weft, ground="#1e120a")
    body = woven(cloth, view.u / 92, view.v / size * loose, size, view.height, view.far)
    across = np.clip(x / 572, -1, 1)
    lip = y + 560 - 75 * (np.sqrt(1 - np.clip(across, -0.999, 0.999) ** 2) - 0.5)
    made = body.over(dim(frame, "#3f4a3a"), blur(inside * (lip > 0), 0.7 * frame.cells))
    ring, mask = rope(
        frame,
        lip,
        np.arcsin(across) * 560,
        46,
        "#b98a4c",
        24,
        np.sqrt(1 - across**2) * 420 + 30,
        9 * (1 - np.sqrt(1 - across**2)) ** 2,
    )
    made = ring.over(made, mask * (np.abs(x) < 572))
    hollow = Surface(
        np.full_like(x, 0),
        np.ones_like(made.albedo) * colour("#22160d") * (1 + 0.5 * noise(x / 60, y / 14, 3))[..., None],
        0.0,
        9.0,
        0.0,
        None,
        6.0,
    )
    above = smooth(-30, -40, lip) * ((x / 560) ** 2 + ((y + 597) / 90) ** 2 < 1)
    made = hollow.over(made, above.astype(np.float32))
    back = y + 597 + 88 * np.sqrt(1 - np.clip(across, -0.999, 0.999) ** 2)
    rim, mask = rope(frame, back, np.arcsin(across) * 560, 32, "#8a6538", 22, 40.0, 7.0, 5)
    return Scene(
        rim.over(made, mask * (np.abs(x) < 560) * smooth(-2, 2, -lip - 20)),
        Light(turn=140, rise=36, fall=0.4),
        exposure=1.1,
    )


@picture("ambung-rotan-bibir", "pali/ambung-rotan-pali", WIDE)
def back_basket_near(frame: Frame) -> Scene:
    view = look(frame, turn=-4, tilt=0.15, focus=0.02, softness=6)
    x, y = frame.grid()
    curve = np.sqrt(1 - np.clip(x / 1500, -0.99, 0.99) ** 2) * 500
    weft = Strand(
        width=0.9, thick=0.42, flat=2.0, bend=0.36, grain=0.13, tone=0.15, stray=0.06, gloss=0.32, sharp=34, nodes=0.35
    )
    cloth = Cloth(mixed(*CANE, seed=3), mixed(*CANE, seed=4), PLAIN, STAKE, weft, ground="#1e120a")
    body = woven(cloth, view.u / 165, view.v / 62, 62, curve, view.far)
    line = view.v + 330
    ring, mask = rope(frame, line, view.u, 112, "#bb8c4e", 50, curve + 40, view.far, gloss=0.34)
    made = ring.over(body, mask)
    inner = Surface(
        curve - 200,
        np.ones_like(body.albedo) * colour("#2a1b10") * (1 + 0.4 * noise(x / 120, y / 26, 3))[..., None],
        0.02,
        9.0,
        0.0,
        None,
        9.0,
    )
    return Scene(inner.over(made, smooth(-100, -112, line)), Light(turn=130, rise=36, reach=70), exposure=1.05)


def hexagons(
    u: Array, v: Array, pitch: float, strand: float, size: Array | float, seed: int = 1
) -> tuple[Array, Array, Array]:
    """Open weave in three directions: relief, brightness and mask. Each set lies over the next and under the one after."""
    top = np.full(u.shape, -99.0, np.float32)
    shade, shown = np.ones_like(top), np.zeros_like(top)
    place = []
    for k in range(3):
        angle = math.radians(60 * k)
        across = (-u * math.sin(angle) + v * math.cos(angle)) / pitch
        along = (u * math.cos(angle) + v * math.sin(angle)) / pitch
        number = np.floor(across)
        off = across - number - 0.5 + 0.03 * noise(number * 3.1, along * 0.3, seed + k)
        place.append((number.astype(int), off, along))
    bump = [np.exp(-((off / (strand * 0.62)) ** 2)) for _, off, _ in place]
    for k, (number, off, along) in enumerate(place):
        share = np.abs(off) / (strand / 2)
        lift = 0.1 * (bump[(k + 1) % 3] - bump[(k + 2) % 3])
        height = (0.1 * np.sqrt(np.clip(1 - share**5, 0, 1)) + lift) * pitch
        name = chance(number, seed=seed + k * 7)
        streak = noise(number * 7.1 + off * 22, along * 1.3 + name * 60, seed + k)
        tone = 0.95 + 0.2 * (name - 0.5) + 0.14 * streak
        joint = smooth(0.05, 0.01, np.abs((along / 3.7 + name * 5) % 1 - 0.5))
        inside = (share < 1) & (height > top)
        top = np.where(inside, height, top)
        shade = np.where(inside, tone - 0.35 * joint, shade)
        shown = np.where(share < 1, 1.0, shown)
    return top * np.asarray(size, np.float32), shade, shown.astype(np.float32)


@picture("bakul-bemate", "pali/bakul-bemate-pali", SQUARE)
def hexagon_basket(frame: Frame) -> Scene:
    view = look(frame, turn=12, tilt=0.2, focus=0.0, softness=5)
    x, y = frame.grid()
    bowl = -420 * ((x / 1100) ** 2 + (y / 1100) ** 2)
    top, shade, shown = hexagons(view.u, view.v, 215, 0.4, view.size)
    cane = Surface(
        (top + bowl).astype(np.float32), colour("#cfae74") * shade[..., None], 0.3, 34.0, 0.0, None, view.far
    )
    top2, shade2, shown2 = hexagons(
        view.u * 1.22 + 90, view.v * 1.22 + 40, 215, 0.4, view.size, 9
    )  # the far wall, seen through the holes
    behind = Surface(
        (bowl - 160 + 0.2 * np.maximum(top2, 0)).astype(np.float32),
        (colour("#6b5230") * shade2[..., None] * shown2[..., None] + colour("#120c07") * (1 - shown2[..., None])),
        0.03,
        12.0,
        0.0,
        None,
        7.0,
    )
    behind.albedo = behind.albedo * 0.55
    return Scene(
        cane.over(behind, blur(shown, 0.5 * frame.cells)),
        Light(turn=135, rise=38, reach=110, shadow=0.85),
        exposure=1.15,
    )
