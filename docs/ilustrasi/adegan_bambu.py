"""Bamboo: winnowing trays, a rice basket, the basket of the coffee pickers."""

from __future__ import annotations

import numpy as np
from adegan import SQUARE, TALL, Scene, picture
from adegan_rotan import SPLIT, dim
from anyaman import BAMBOO, BASKET, TWILL, Cloth, Strand, mixed, woven
from cahaya import Light, Surface, colour
from derau import Array, blur, noise, smooth
from kamera import Frame, View, barrel, look
from lipatan import wooden


def round_tray(
    frame: Frame, view: View, radius: float, size: float, table: Array, split: Strand, seed: int, rim: float = 62
) -> Surface:
    """A winnowing tray: flat bamboo held between two hoops, tied with cane."""
    u, v = view.u, view.v
    away = np.hypot(u, v)
    dish = -60 * np.clip(1 - (away / radius) ** 2, 0, 1)
    angle = np.arctan2(v, u)
    body = woven(
        Cloth(mixed(*SPLIT, seed=seed), mixed(*SPLIT, seed=seed + 1), table, split, split),
        u / size,
        v / size,
        size,
        dish,
        view.far,
    )
    made = body
    for middle, thick, code, base in (
        (radius - rim * 0.55, rim * 0.46, "#b3964f", 12.0),
        (radius + rim * 0.5, rim * 0.5, "#a58442", 22.0),
    ):
        across = np.clip((away - middle) / thick, -1, 1)
        streak = noise(across * 6, angle * 26, seed) + 0.4 * noise(across * 16, angle * 50, seed + 4)
        knot = smooth(0.012, 0.004, np.abs((angle / (2 * np.pi) * 7 + 0.3) % 1 - 0.5))
        hoop = Surface((base + thick * 0.85 * np.sqrt(np.clip(1 - np.abs(across) ** 3, 0, 1)) + 5 * knot).astype(np.float32),
                       colour(code) * (1 + 0.13 * streak - 0.3 * knot)[..., None], 0.34, 34.0, 0.0, None, view.far)  # fmt: skip
        made = hoop.over(made, smooth(1.0, 0.96, np.abs((away - middle) / thick)))
    place = angle / (2 * np.pi) * round(radius * 2 * np.pi / 250)
    tie_across = (place % 1 - 0.5) * 250
    for shift in (-17, 0, 17):
        over = np.abs(tie_across - shift + 0.1 * (away - radius))
        band = Surface((66 + 8 * np.sqrt(np.clip(1 - (over / 8) ** 2, 0, 1)) - 0.008 * (away - radius) ** 2).astype(np.float32),
                       np.ones_like(made.albedo) * colour("#8a5d30") * (1 + 0.15 * noise(away / 20, place * 9, 3))[..., None], 0.3, 30.0, 0.0, None, view.far)  # fmt: skip
        made = band.over(made, smooth(8.5, 7, over) * smooth(rim * 1.12, rim * 1.06, np.abs(away - radius)))
    return made


def on_table(frame: Frame, tray_: Surface, view: View, outer: float, code: str, seed: int) -> Surface:
    table = wooden(frame, code, seed, 14, view.far)
    table.height = table.height - 60
    return tray_.over(table, smooth(outer, outer - 3, np.hypot(view.u, view.v)))


@picture("nyiru-bambu", "oku/nyiru", SQUARE)
def winnower(frame: Frame) -> Scene:
    view = look(frame, turn=30, tilt=0.25, focus=0.05, softness=5)
    shifted = View(view.u + 420, view.v + 260, view.height, view.far, view.size)
    tray_ = round_tray(frame, shifted, 980, 34, TWILL, BAMBOO, 3)
    return Scene(on_table(frame, tray_, shifted, 1042, "#4d3524", 31), Light(turn=150, rise=36, reach=90), exposure=1.0)


@picture("bakul-nasi-bambu", "oku/bakul-nasi-bambu", TALL)
def rice_basket(frame: Frame) -> Scene:
    view, inside = barrel(frame, 640, 600, bow=0.14)
    x, y = frame.grid()
    body = woven(
        Cloth(mixed(*SPLIT, seed=23), mixed(*SPLIT, seed=24), BASKET, BAMBOO, BAMBOO),
        (view.u + view.v) / 44 * 0.7071,
        (view.v - view.u) / 44 * 0.7071,
        44,
        view.height,
        view.far,
    )
    across = np.clip(x / 650, -0.999, 0.999)
    depth = np.sqrt(1 - across**2)
    lip = y + 520 - 88 * (depth - 0.5)
    made = body.over(dim(frame, "#5a4632"), blur(inside * (lip > 0), 0.7 * frame.cells))
    hollow = Surface(
        np.zeros_like(x),
        np.ones_like(made.albedo) * colour("#2c1f11") * (1 + 0.4 * noise(x / 40, y / 16, 3))[..., None],
        0.0,
        9.0,
        0.0,
        None,
        5.0,
    )
    made = hollow.over(made, (smooth(-50, -60, lip) * ((x / 640) ** 2 + ((y + 560) / 110) ** 2 < 1)).astype(np.float32))
    for shift, radius, code in ((-28, 32, "#a87b40"), (34, 36, "#b98a4c")):
        round_ = np.clip((lip - shift) / radius, -1, 1)
        grain = noise(round_ * 7, np.arcsin(across) * 22, 5)
        hoop = Surface(
            (depth * 480 + 70 + radius * np.sqrt(1 - round_**2)).astype(np.float32),
            colour(code) * (1 + 0.13 * grain)[..., None],
            0.34,
            34.0,
            0.0,
            None,
            view.far,
        )
        made = hoop.over(made, smooth(1.0, 0.95, np.abs((lip - shift) / radius)) * (np.abs(x) < 650))
    stitch = np.abs((np.arcsin(across) * 640 / 74 + lip / 300) % 1 - 0.5) * 74
    black = Surface((depth * 480 + 112 + 9 * np.sqrt(np.clip(1 - (stitch / 11) ** 2, 0, 1))).astype(np.float32),
                    np.ones_like(made.albedo) * colour("#2a211b") * (1 + 0.3 * noise(lip / 5, x / 9, 7))[..., None], 0.25, 24.0, 0.0, None, view.far)  # fmt: skip
    made = black.over(made, smooth(11.5, 9, stitch) * smooth(74, 70, np.abs(lip - 4)) * (np.abs(x) < 640))
    return Scene(made, Light(turn=140, rise=36, fall=0.4, reach=60), exposure=1.1)
