"""Rattan in the house, and bracelets: a food cover, a laundry basket, a chair's seat, roots bound with grass."""

from __future__ import annotations

import numpy as np
from adegan import SQUARE, WIDE, Scene, picture
from adegan_rotan import CANE, FULL, PALE_CANE, rope
from anyaman import PLAIN, TWILL, Cloth, Strand, draft, mixed, woven
from cahaya import Light, Surface, colour
from derau import clouds, noise, smooth
from kamera import Frame, look
from lipatan import wooden


@picture("tudung-saji-rotan", "muratara/tudung-saji-rotan-rupit", SQUARE)
def food_cover(frame: Frame) -> Scene:
    x, y = frame.grid()
    dx, dy = x + 60, (y + 120) * 1.14
    radius = np.hypot(dx, dy) + 1e-3
    angle = np.arctan2(dy, dx) / (2 * np.pi)
    stakes = np.where(radius < 300, 36, np.where(radius < 620, 72, 144))
    u = angle * stakes
    v = radius / 27 + angle  # one long strand, wound round and round
    arc = radius * 2 * np.pi / stakes
    dome = 900 - radius**2 / 1300
    spoke = Strand(width=0.4, thick=0.3, flat=3, bend=0.12, grain=0.15, tone=0.1, stray=0.02, gloss=0.28, sharp=34)
    cloth = Cloth(mixed(*PALE_CANE, seed=5), mixed(*CANE, seed=6), PLAIN, spoke, FULL, ground="#241708")
    far = 7 * np.clip(radius / 900 - 0.45, 0, 1)
    body = woven(cloth, u, v, np.minimum(27, arc), dome.astype(np.float32), far.astype(np.float32))
    knob = np.clip(1 - (radius / 128) ** 2, 0, 1)
    turned = wooden(frame, "#7b4a26", 9)
    turned.height = (dome + 120 * np.sqrt(knob) + 10 * np.cos(radius / 7.5) * smooth(128, 60, radius)).astype(
        np.float32
    )
    turned.gloss = 0.4
    foot = Surface(
        (dome + 26 * np.sqrt(np.clip(1 - ((radius - 140) / 22) ** 2, 0, 1))).astype(np.float32),
        np.ones_like(body.albedo) * colour("#c79a5c"),
        0.3,
        34.0,
    )
    made = foot.over(body, smooth(23, 20, np.abs(radius - 140)))
    return Scene(turned.over(made, smooth(129, 125, radius)), Light(turn=135, rise=36, reach=120), exposure=1.05)


@picture("kursi-rotan-dudukan", "muratara/kursi-teras-rotan-manau", SQUARE)
def seat(frame: Frame) -> Scene:
    view = look(frame, turn=28, tilt=0.4, focus=0.08, softness=7)
    x, y = frame.grid()
    peel = Strand(
        width=0.95, thick=0.17, flat=4, bend=0.16, grain=0.13, tone=0.1, stray=0.03, gloss=0.4, sharp=40, nodes=0.3
    )
    body = woven(Cloth(mixed(*PALE_CANE, seed=9), mixed(*PALE_CANE, seed=10), draft("xxx... .xxx.. ..xxx. ...xxx x...xx xx...x"), peel, peel),
                 view.u / 36, view.v / 36, 36 * view.size, -30 * ((x / 800) ** 2 + (y / 800) ** 2), view.far)  # fmt: skip
    pole = view.u - 560
    radius = 150.0
    across = np.clip(pole / radius, -1, 1)
    streak = noise(across * 14, view.v / 160, 5)
    joint = smooth(9, 3, np.abs((view.v + 260) % 760 - 380))
    paint = (
        colour("#a9713a") * (1 + 0.1 * streak + 0.12 * clouds(view.v / 240, across * 2, 6, 2) - 0.35 * joint)[..., None]
    )
    manau = Surface(
        (radius * np.sqrt(1 - across**2) + 5 * joint).astype(np.float32), paint, 0.55, 60.0, 0.0, None, view.far
    )
    made = manau.over(body, smooth(1.0, 0.985, np.abs(pole) / radius))
    for start in (-300, 260):  # bindings of cane round the pole
        bound, mask = rope(frame, pole, view.v, radius + 12, "#caa468", 40, 2.0, view.far, 8 + start, 0.4)
        made = bound.over(made, mask * smooth(104, 98, np.abs(view.v - start)))
    return Scene(made, Light(turn=150, rise=38, reach=150), exposure=1.0)


@picture("gelang-ribu-ribu", "pali/gelang-ribu-ribu-pali", WIDE)
def bracelets(frame: Frame) -> Scene:
    x, y = frame.grid()
    far_ = 6 * np.clip(np.abs(y / 600 - 0.05) - 0.3, 0, 1)
    made = woven(
        Cloth(mixed("#c9b48c"), mixed("#bfa97f"), PLAIN, ground="#6d5a3c"),
        x / 13,
        y / 13,
        13,
        4 * clouds(x / 240, y / 240, 3, 2),
        far_,
    )
    for number, (cx, cy, size, plait) in enumerate(
        ((-420, -60, 470, 0.7), (520, 330, 500, 3.9), (330, -560, 420, 2.0))
    ):
        dx, dy = x - cx, (y - cy) * 1.12
        away, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
        for k in range(3):  # three roots twisted round each other
            turn = angle * 9 + k * 2 * np.pi / 3
            middle = away - size - 25 * np.cos(turn)
            lift = 25 * np.sin(turn)
            across = np.clip(middle / 28, -1, 1)
            grain = noise(angle * 60, across * 3 + k * 9, number)
            root = Surface(
                (52 + lift + 28 * np.sqrt(1 - across**2)).astype(np.float32),
                colour("#1a1513") * (1 + 0.3 * grain)[..., None],
                0.55,
                70.0,
                0.0,
                None,
                far_,
            )
            mask = smooth(1.0, 0.95, np.abs(middle) / 28)
            mask = mask * np.where(root.height > made.height, 1.0, 0.0)
            made = root.over(made, mask)
        arc = (angle - plait + np.pi) % (2 * np.pi) - np.pi
        run = arc * size
        grass = Strand(
            width=0.95, thick=0.26, flat=3, bend=0.24, grain=0.2, tone=0.14, stray=0.05, gloss=0.25, sharp=26
        )
        around = np.arcsin(np.clip((away - size) / 66, -1, 1)) * 66
        straw = Cloth(
            mixed("#d4ac45", "#c79d3a", "#dfbb5c", seed=3), mixed("#cfa640", "#d9b450", seed=4), TWILL, grass, grass
        )
        plaited = woven(
            straw,
            (run + around) / 19,
            (run - around) / 19,
            19,
            60 + 66 * np.sqrt(np.clip(1 - ((away - size) / 66) ** 2, 0, 1)),
            far_,
        )
        made = plaited.over(made, smooth(67, 64, np.abs(away - size)) * smooth(150, 146, np.abs(run)))
    return Scene(made, Light(turn=130, rise=38, reach=120, shadow=0.85), exposure=0.95)
