"""Reed of the swamps of OKI: mats, table mats, bags, a lamp."""

from __future__ import annotations

import math

import numpy as np
from adegan import SQUARE, TALL, WIDE, Scene, picture
from anyaman import PLAIN, REED, TWILL, TWILL_21, Cloth, Paint, Strand, draft, mixed, woven
from cahaya import Light, Surface, colour
from derau import Array, blur, smooth
from kamera import Frame, View, creased, look, rolled
from lipatan import area, inward, leather, stitched, wooden

STRAW = ("#c9b175", "#bfa76c", "#b39c62", "#d0bb82", "#a39a62", "#c0a06c", "#b89765")
PALE = ("#d2c08c", "#c9b582", "#d9c897", "#c2ad78", "#ccb98a")
MAROON, GREEN, SOOT = "#7a1a30", "#3c5a41", "#2a2120"


def reeds(period: int, places: dict[int, str], seed: int = 0, straw: tuple[str, ...] = STRAW) -> Paint:
    """Straw-coloured reed with some dyed ones at their places in every `period`."""
    plain = mixed(*straw, seed=seed)

    def paint(number: Array, u: Array, v: Array) -> Array:
        out = plain(number, u, v)
        for place, code in places.items():
            out = np.where((number % period == place)[..., None], colour(code), out)
        return out

    return paint


def plaited(
    view: View,
    size: float,
    warp: Paint,
    weft: Paint,
    table: Array = TWILL,
    strand: Strand = REED,
    ground: str = "#1a130c",
) -> Surface:
    return woven(
        Cloth(warp, weft, table, strand, strand, ground=ground),
        view.u / size,
        view.v / size,
        size * view.size,
        view.height,
        view.far,
    )


@picture("tikar-purun-kepar", "oki/tikar-purun-pedamaran", WIDE)
def mat(frame: Frame) -> Scene:
    view = creased(look(frame, turn=38, tilt=0.35, focus=0.12, softness=5), frame, 6, 300)
    accents = {0: MAROON, 1: MAROON, 4: MAROON, 5: MAROON}
    return Scene(
        plaited(view, 46, reeds(30, accents | {2: GREEN, 3: GREEN}), reeds(30, accents, 2)),
        Light(turn=125, rise=38),
        exposure=0.9,
    )


@picture("tikar-purun-hamparan", "oki/tikar-purun-pedamaran", SQUARE)
def mat_whole(frame: Frame) -> Scene:
    view = creased(look(frame, turn=45, tilt=0.62, focus=0.15, softness=7), frame, 10, 420)
    bands = dict.fromkeys((0, 1, 2, 6, 7, 8), MAROON) | {3: GREEN, 4: GREEN, 5: GREEN}
    return Scene(plaited(view, 21, reeds(40, bands), reeds(40, bands, 3)), Light(turn=150, rise=30), exposure=0.95)


@picture("tikar-purun-gulungan", "oki/tikar-purun-pedamaran", TALL)
def mat_rolled(frame: Frame) -> Scene:
    view = rolled(look(frame, turn=0, tilt=0.0, focus=0.05, softness=4), frame, -40, 400)
    view.u, view.v = (view.u + view.v) * 0.7071, (view.v - view.u) * 0.7071
    accents = {0: MAROON, 1: MAROON, 2: MAROON}
    surface = plaited(view, 34, reeds(22, accents), reeds(22, accents, 2))
    return Scene(
        surface, Light(turn=78, rise=42, reach=150, shadow=0.85, hollows=((3, 0.5), (10, 0.4), (90, 0.5))), exposure=1.0
    )


@picture("tikar-lebar-serinanti", "oki/tikar-lebar-serinanti", WIDE)
def wide_mat(frame: Frame) -> Scene:
    view = creased(look(frame, turn=45, tilt=0.5, focus=0.12, softness=6), frame, 8, 380)
    herring = draft("xxx... .xxx.. ..xxx. ...xxx x...xx xx...x")
    accents = {0: SOOT, 1: SOOT, 12: SOOT, 13: SOOT, 6: "#8a5a2c", 7: "#8a5a2c"}
    return Scene(
        plaited(view, 27, reeds(36, accents, 5), reeds(36, {0: SOOT, 1: SOOT, 12: SOOT, 13: SOOT}, 6), herring),
        Light(turn=40, rise=34),
        exposure=0.95,
    )


@picture("alas-makan-purun", "oki/alas-makan-purun", WIDE)
def table_mat(frame: Frame) -> Scene:
    view = look(frame, turn=-17, tilt=0.3, focus=0.08, softness=6)
    u, v = view.u + 60, view.v - 40
    stripes = dict.fromkeys((3, 4, 5, 9, 14, 15, 16), MAROON)
    cloth = plaited(View(u, v, view.height, view.far, view.size), 15, reeds(60, {}, 7, PALE), reeds(44, stripes, 8, PALE), PLAIN,
                    Strand(width=0.97, thick=0.26, flat=3.4, bend=0.24, grain=0.18, tone=0.13, stray=0.05, gloss=0.12, sharp=18))  # fmt: skip
    tape = Cloth(mixed("#e4dac2"), mixed("#dacfb4"), PLAIN)
    band = woven(tape, u / 5, v / 5, 5 * view.size, view.height + 12, view.far)
    right, low = 640.0, 430.0
    on_tape = smooth(-3, 3, np.maximum(u - (right - 56), v - (low - 56)))
    inside = smooth(3, -3, np.maximum(u - right, v - low))
    edge = np.minimum(right - u, low - v)
    band.height = band.height + 10 * np.sqrt(np.clip(1 - (np.clip(edge / 28 - 1, -1, 1)) ** 2, 0, 1))
    seam = np.abs(edge - 46)
    hole = smooth(4, 1, seam) * (np.abs((u + v) / 22 % 1 - 0.5) > 0.34)
    band.height = band.height - 5 * hole
    mat_ = band.over(cloth, on_tape)
    mat_.height = mat_.height + 16
    table = wooden(frame, "#4a2f1c", 5, -10, view.far)
    return Scene(mat_.over(table, inside), Light(turn=125, rise=38, reach=50), exposure=0.95)


LURIK = dict.fromkeys((0, 3), SOOT) | dict.fromkeys((1, 2), MAROON)


@picture("tas-purun", "oki/tas-purun-tali-kulit", TALL)
def bag(frame: Frame) -> Scene:
    view = creased(look(frame, turn=0, tilt=0.05, focus=0.05, softness=3), frame, 12, 380)
    body = plaited(view, 30, reeds(18, LURIK, 9), reeds(500, {}, 10), TWILL_21)
    x, _y = frame.grid()
    body.height = body.height - 0.00016 * x**2 * 1.0
    lip = area(frame, [(-700, -900), (700, -900), (700, -300), (-700, -290)], 0.8, 4, 2)
    hem = leather(frame, "#8a5630", 3)
    hem.height = hem.height + 24 + 16 * np.sqrt(np.clip(inward(lip, frame, 12), 0, 1))
    hem = stitched(frame, hem, [(-700, -330), (0, -338), (700, -334)], "#e5d8b8")
    made = hem.over(body, lip)
    for side in (-1, 1):
        made = handle(frame, made, side * 300.0)
    return Scene(made, Light(turn=128, rise=38, reach=70), exposure=1.0)


def handle(frame: Frame, base: Surface, middle: float) -> Surface:
    """A leather strap coming down over the lip, riveted twice and stitched round."""
    outline = [
        (middle - 82, -900),
        (middle + 82, -900),
        (middle + 82, -60),
        (middle + 40, 20),
        (middle - 40, 20),
        (middle - 82, -60),
    ]
    mask = area(frame, outline, 0.8, 2, 5)
    strap = leather(frame, "#7c4826", 7 + int(middle > 0))
    strap.height = strap.height + 62 + 22 * np.sqrt(np.clip(inward(mask, frame, 14), 0, 1))
    strap = stitched(
        frame,
        strap,
        [
            (middle - 62, -900),
            (middle - 62, -64),
            (middle - 28, -4),
            (middle + 28, -4),
            (middle + 62, -64),
            (middle + 62, -900),
        ],
        "#e5d8b8",
    )
    x, y = frame.grid()
    for row in (-70, -200):
        far = np.hypot(x - middle, y - row) / 30
        rivet = Surface((strap.height * 0 + 96 + 16 * np.sqrt(np.clip(1 - far**2, 0, 1))).astype(np.float32), np.ones_like(strap.albedo) * colour("#b98a45"),
                        0.9, 60.0, 1.0)  # fmt: skip
        strap = rivet.over(strap, smooth(1.04, 0.97, far))
    return strap.over(base, mask)


@picture("dompet-purun", "oki/dompet-anyaman-purun", SQUARE)
def purse(frame: Frame) -> Scene:
    view = creased(look(frame, turn=45, tilt=0.0, focus=0.0, softness=2), frame, 8, 300)
    body = plaited(view, 33, reeds(34, {0: MAROON, 1: MAROON, 2: MAROON}, 11), reeds(500, {}, 12))
    tape_cloth = Cloth(mixed("#5e1626"), mixed("#4f1220"), PLAIN)
    x, y = frame.grid()
    tape = woven(tape_cloth, x / 6, y / 6, 6.0, 10.0)
    row = -300 + 12 * np.sin(x / 420)
    made = tape.over(body, smooth(64, 60, np.abs(y - row)))
    made.height = made.height + 26 * smooth(60, 90, np.abs(y - row))
    pitch = 25.0
    place = x / pitch + 0.5 * (y > row)
    across = place % 1 - 0.5
    tooth = (
        smooth(0.42, 0.3, np.abs(across)) * smooth(25, 21, np.abs(y - row)) * smooth(-6, -3, np.abs(y - row) * 0 + 1)
    )
    metal = Surface((24 + 13 * np.sqrt(np.clip(1 - (across / 0.4) ** 2, 0, 1)) * smooth(26, 10, np.abs(y - row))).astype(np.float32),
                    np.ones_like(made.albedo) * colour("#a98546"), 0.9, 40.0, 1.0)  # fmt: skip
    made = metal.over(made, tooth)
    for side in (-86, 86):
        made = stitched(
            frame,
            made,
            [
                (-820, -300 + side + 12 * math.sin(-820 / 420)),
                (0, -300 + side),
                (820, -300 + side + 12 * math.sin(820 / 420)),
            ],
            "#d8c49a",
            24,
            6,
        )
    pull = area(frame, [(180, -330), (240, -330), (262, -60), (236, -20), (184, -20), (158, -60)], 0.8)
    tongue = leather(frame, "#7c4826", 5)
    tongue.height = tongue.height + 70 + 16 * np.sqrt(np.clip(inward(pull, frame, 12), 0, 1))
    tongue = stitched(frame, tongue, [(186, -290), (178, -60), (242, -60), (234, -290)], "#e5d8b8", 20, 5)
    return Scene(tongue.over(made, pull), Light(turn=120, rise=38, reach=60), exposure=0.95)


@picture("tudung-lampu-purun", "oki/tudung-lampu-purun", TALL)
def lamp(frame: Frame) -> Scene:
    x, y = frame.grid()
    across = np.clip(x / 760, -0.99, 0.99)
    depth = np.sqrt(1 - across**2)
    view = View(np.arcsin(across) * 700, y - 60 * depth, depth * 420, 8 * (1 - depth), 1.0)
    open_reed = Strand(width=0.66, thick=0.2, flat=3.4, bend=0.16, grain=0.2, tone=0.16, stray=0.1, gloss=0.1, sharp=18)
    surface = plaited(
        View((view.u + view.v) * 0.7071, (view.v - view.u) * 0.7071, view.height, view.far, 1.0),
        52,
        reeds(500, {}, 13, PALE),
        reeds(500, {}, 14, PALE),
        TWILL,
        open_reed,
    )
    gap = (surface.albedo.sum(axis=2) < 0.06).astype(np.float32)
    bulb = np.exp(-((x / 420) ** 2 + ((y - 60) / 520) ** 2))
    through = (
        np.clip(0.4 * bulb, 0, 1)[..., None] * surface.albedo * np.array([2.6, 1.15, 0.36], np.float32)
    )  # reed itself lets some light by
    spill = blur(gap * bulb, 7 * frame.cells)[..., None] * np.array([1.5, 0.75, 0.22], np.float32) * 1.3
    surface.glow = (
        through * (1 - gap[..., None])
        + gap[..., None] * (0.25 + 5.5 * bulb)[..., None] * np.array([1.0, 0.62, 0.24], np.float32)
        + spill
    )
    rim = np.abs(y - 640 + 60 * depth)
    iron = Surface(
        (view.height + 30 * np.sqrt(np.clip(1 - (rim / 30) ** 2, 0, 1))).astype(np.float32),
        np.ones_like(surface.albedo) * colour("#2b2420"),
        0.4,
        40.0,
    )
    made = iron.over(surface, smooth(30, 28, rim))
    below = smooth(0, 4, y - 640 + 60 * depth - 26)
    dark = Surface(
        made.height * 0,
        np.ones_like(surface.albedo) * colour("#1c130d"),
        0.0,
        9.0,
        0.0,
        np.exp(-((x / 620) ** 2))[..., None]
        * np.array([0.5, 0.27, 0.1], np.float32)
        * smooth(260, 0, y - 640)[..., None],
    )
    return Scene(
        dark.over(made, below), Light(turn=120, rise=40, strength=0.35, ambient=0.1), exposure=1.0, vignette=0.45
    )
