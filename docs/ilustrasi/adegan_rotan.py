"""Rattan and bamboo: baskets, trays, covers, a chair's seat, bracelets of root and grass."""

from __future__ import annotations

import math

import numpy as np
from adegan import SQUARE, TALL, WIDE, Scene, picture
from anyaman import BAMBOO, BASKET, PLAIN, RATTAN, TWILL, Cloth, Strand, draft, mixed, woven
from cahaya import Light, Surface, colour
from derau import Array, blur, chance, clouds, noise, smooth
from kamera import Frame, View, barrel, creased, look
from lipatan import wooden

CANE = ("#c79a5c", "#bd8d4f", "#d2a86a", "#b88649", "#caa063", "#d8b47a")
PALE_CANE = ("#d9bd86", "#cfae74", "#e0c692", "#c9a566")
SPLIT = ("#cbb578", "#c0a866", "#d6c48c", "#b9a05e", "#c7b272")
FULL = Strand(width=1.0, thick=0.44, flat=2.0, bend=0.3, grain=0.12, tone=0.14, stray=0.04, gloss=0.3, sharp=34, nodes=0.35)
STAKE = Strand(width=0.3, thick=0.34, flat=2.4, bend=0.1, grain=0.12, tone=0.1, stray=0.02, gloss=0.3, sharp=34, nodes=0.3)


def dim(frame: Frame, code: str, fall: float = 0.6) -> Surface:
    """An out-of-focus wall behind the goods."""
    x, y = frame.grid()
    shade = 1 - fall * smooth(-0.6, 0.9, (x / frame.width * 0.7 + y / frame.height)) + 0.12 * clouds(x / 700, y / 700, 3, 2)
    return Surface(np.full_like(x, -400), colour(code) * shade[..., None], 0.0, 9.0)


def rope(frame: Frame, middle: Array, along: Array, radius: float, code: str, turns: float, base: Array | float, far: Array | float = 0.0, seed: int = 1,
         gloss: float = 0.3) -> tuple[Surface, Array]:  # fmt: skip
    """A round thing wound with split cane: `middle` is the distance from its axis, `along` runs down it (pixels)."""
    across = np.clip(middle / radius, -1, 1)
    round_ = np.sqrt(np.clip(1 - across**2, 0, 1))
    wind = along / turns + 0.22 * np.arcsin(across) + 0.05 * noise(along / 40, across, seed)
    number = np.floor(wind)
    bulge = np.sqrt(np.clip(1 - (2 * (wind - number) - 1) ** 4, 0, 1))
    tone = 1 + 0.24 * (chance(number.astype(int), seed=seed) - 0.5) + 0.13 * noise(wind * 5, across * 4 + number * 3, seed + 1)
    surface = Surface((base + radius * round_ + turns * 0.16 * bulge).astype(np.float32), colour(code) * (tone * (0.72 + 0.28 * bulge))[..., None], gloss, 34.0, 0.0, None, far)
    return surface, smooth(1.0, 1.0 - 2.5 / radius, np.abs(middle) / radius)


@picture("ambung-rotan", "pali/ambung-rotan-pali", TALL)
def back_basket(frame: Frame) -> Scene:
    view, inside = barrel(frame, 560, 430, bow=0.13)
    x, y = frame.grid()
    size = 34
    loose = np.clip(1.15 - view.v / 2600, 0.9, 1.4)  # the weave opens towards the top
    weft = Strand(width=0.86, thick=0.42, flat=2.0, bend=0.36, grain=0.13, tone=0.15, stray=0.06, gloss=0.32, sharp=34, nodes=0.35)
    cloth = Cloth(mixed(*CANE, seed=3), mixed(*CANE, seed=4), PLAIN, STAKE, weft, ground="#1e120a")
    body = woven(cloth, view.u / 92, view.v / size * loose, size, view.height, view.far)
    across = np.clip(x / 572, -1, 1)
    lip = y + 560 - 75 * (np.sqrt(1 - np.clip(across, -0.999, 0.999) ** 2) - 0.5)
    made = body.over(dim(frame, "#3f4a3a"), blur(inside * (lip > 0), 0.7 * frame.cells))
    ring, mask = rope(frame, lip, np.arcsin(across) * 560, 46, "#b98a4c", 24, np.sqrt(1 - across**2) * 420 + 30, 9 * (1 - np.sqrt(1 - across**2)) ** 2)
    made = ring.over(made, mask * (np.abs(x) < 572))
    hollow = Surface(np.full_like(x, 0), np.ones_like(made.albedo) * colour("#22160d") * (1 + 0.5 * noise(x / 60, y / 14, 3))[..., None], 0.0, 9.0, 0.0, None, 6.0)
    above = smooth(-30, -40, lip) * ((x / 560) ** 2 + ((y + 597) / 90) ** 2 < 1)
    made = hollow.over(made, above.astype(np.float32))
    back = y + 597 + 88 * np.sqrt(1 - np.clip(across, -0.999, 0.999) ** 2)
    rim, mask = rope(frame, back, np.arcsin(across) * 560, 32, "#8a6538", 22, 40.0, 7.0, 5)
    return Scene(rim.over(made, mask * (np.abs(x) < 560) * smooth(-2, 2, -lip - 20)), Light(turn=140, rise=36, fall=0.4), exposure=1.1)


@picture("ambung-rotan-bibir", "pali/ambung-rotan-pali", WIDE)
def back_basket_near(frame: Frame) -> Scene:
    view = look(frame, turn=-4, tilt=0.15, focus=0.02, softness=6)
    x, y = frame.grid()
    curve = np.sqrt(1 - np.clip(x / 1500, -0.99, 0.99) ** 2) * 500
    weft = Strand(width=0.9, thick=0.42, flat=2.0, bend=0.36, grain=0.13, tone=0.15, stray=0.06, gloss=0.32, sharp=34, nodes=0.35)
    cloth = Cloth(mixed(*CANE, seed=3), mixed(*CANE, seed=4), PLAIN, STAKE, weft, ground="#1e120a")
    body = woven(cloth, view.u / 165, view.v / 62, 62, curve, view.far)
    line = view.v + 330
    ring, mask = rope(frame, line, view.u, 112, "#bb8c4e", 50, curve + 40, view.far, gloss=0.34)
    made = ring.over(body, mask)
    inner = Surface(curve - 200, np.ones_like(body.albedo) * colour("#2a1b10") * (1 + 0.4 * noise(x / 120, y / 26, 3))[..., None], 0.02, 9.0, 0.0, None, 9.0)
    return Scene(inner.over(made, smooth(-100, -112, line)), Light(turn=130, rise=36, reach=70), exposure=1.05)


def hexagons(u: Array, v: Array, pitch: float, strand: float, size: Array | float, seed: int = 1) -> tuple[Array, Array, Array]:
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
    cane = Surface((top + bowl).astype(np.float32), colour("#cfae74") * shade[..., None], 0.3, 34.0, 0.0, None, view.far)
    top2, shade2, shown2 = hexagons(view.u * 1.22 + 90, view.v * 1.22 + 40, 215, 0.4, view.size, 9)  # the far wall, seen through the holes
    behind = Surface((bowl - 160 + 0.2 * np.maximum(top2, 0)).astype(np.float32), (colour("#6b5230") * shade2[..., None] * shown2[..., None] + colour("#120c07") * (1 - shown2[..., None])), 0.03, 12.0, 0.0, None, 7.0)
    behind.albedo = behind.albedo * 0.55
    return Scene(cane.over(behind, blur(shown, 0.5 * frame.cells)), Light(turn=135, rise=38, reach=110, shadow=0.85), exposure=1.15)


@picture("nampan-rotan", "pali/nampan-mata-rotan-abab", WIDE)
def tray(frame: Frame) -> Scene:
    x, y = frame.grid()
    view = look(frame, turn=-10, tilt=0.3, focus=0.05, softness=6)
    u, v = view.u, view.v - 60
    board = wooden(frame, "#c79a66", 11, -10, view.far)
    half_u, half_v, corner = 760.0, 520.0, 170.0
    qx, qy = np.abs(u) - half_u + corner, np.abs(v) - half_v + corner
    away = np.hypot(np.maximum(qx, 0), np.maximum(qy, 0)) + np.minimum(np.maximum(qx, qy), 0) - corner  # 0 on the wall
    angle = np.arctan2(v / half_v, u / half_u)
    run = angle * (half_u + half_v) * 0.78
    wall = Cloth(mixed(*CANE, seed=3), mixed(*CANE, seed=4), PLAIN, STAKE, FULL, ground="#1e120a")
    side = woven(wall, run / 74, away / 26, 26, 60 + np.clip(away, 0, 130) * 1.1, view.far)
    made = side.over(board, smooth(-2, 2, away))
    foot, mask = rope(frame, away - 6, run, 17, "#b98a4c", 20, 26.0, view.far, 4)
    made = foot.over(made, mask)
    lip, mask = rope(frame, away - 138, run, 40, "#b98a4c", 26, 210.0, view.far, 6)
    made = lip.over(made, mask)
    table = wooden(frame, "#5a3a24", 21, 20, view.far)
    table.height = table.height - 40
    return Scene(made.over(table, smooth(180, 176, away)), Light(turn=130, rise=38, reach=160, shadow=0.8), exposure=1.05)


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
    turned.height = (dome + 120 * np.sqrt(knob) + 10 * np.cos(radius / 7.5) * smooth(128, 60, radius)).astype(np.float32)
    turned.gloss = 0.4
    foot = Surface((dome + 26 * np.sqrt(np.clip(1 - ((radius - 140) / 22) ** 2, 0, 1))).astype(np.float32), np.ones_like(body.albedo) * colour("#c79a5c"), 0.3, 34.0)
    made = foot.over(body, smooth(23, 20, np.abs(radius - 140)))
    return Scene(turned.over(made, smooth(129, 125, radius)), Light(turn=135, rise=36, reach=120), exposure=1.05)


@picture("keranjang-cucian-rotan", "muratara/keranjang-cucian-rotan-rupit", TALL)
def laundry(frame: Frame) -> Scene:
    view = creased(look(frame, turn=45, tilt=0.12, focus=0.0, softness=4), frame, 8, 420)
    x, y = frame.grid()
    open_ = Strand(width=0.5, thick=0.22, flat=3, bend=0.2, grain=0.14, tone=0.14, stray=0.05, gloss=0.32, sharp=34, nodes=0.35)
    body = woven(Cloth(mixed(*CANE, seed=7), mixed(*CANE, seed=8), PLAIN, open_, open_, ground="#ffffff"), view.u / 96, view.v / 96, 96, view.height, view.far)
    gap = (body.albedo.min(axis=2) > 0.9).astype(np.float32)
    linen = woven(Cloth(mixed("#d9cfb8"), mixed("#d2c7ae"), PLAIN, ground="#8d836e"), x / 6, y / 6, 6.0, -70 + 26 * clouds(x / 210, y / 330, 4, 2), 3.0)
    made = linen.over(body, blur(gap, 0.4 * frame.cells))
    for row, seed in ((-560.0, 3), (560.0, 4)):
        bar, mask = rope(frame, y - row - 0.02 * x, x, 56, "#b98a4c", 30, 60.0, view.far, seed)
        made = bar.over(made, mask)
    return Scene(made, Light(turn=130, rise=38, reach=110), exposure=1.0)


@picture("kursi-rotan-dudukan", "muratara/kursi-teras-rotan-manau", SQUARE)
def seat(frame: Frame) -> Scene:
    view = look(frame, turn=28, tilt=0.4, focus=0.08, softness=7)
    x, y = frame.grid()
    peel = Strand(width=0.95, thick=0.17, flat=4, bend=0.16, grain=0.13, tone=0.1, stray=0.03, gloss=0.4, sharp=40, nodes=0.3)
    body = woven(Cloth(mixed(*PALE_CANE, seed=9), mixed(*PALE_CANE, seed=10), draft("xxx... .xxx.. ..xxx. ...xxx x...xx xx...x"), peel, peel),
                 view.u / 36, view.v / 36, 36 * view.size, -30 * ((x / 800) ** 2 + (y / 800) ** 2), view.far)  # fmt: skip
    pole = view.u - 560
    radius = 150.0
    across = np.clip(pole / radius, -1, 1)
    streak = noise(across * 14, view.v / 160, 5)
    joint = smooth(9, 3, np.abs((view.v + 260) % 760 - 380))
    paint = colour("#a9713a") * (1 + 0.1 * streak + 0.12 * clouds(view.v / 240, across * 2, 6, 2) - 0.35 * joint)[..., None]
    manau = Surface((radius * np.sqrt(1 - across**2) + 5 * joint).astype(np.float32), paint, 0.55, 60.0, 0.0, None, view.far)
    made = manau.over(body, smooth(1.0, 0.985, np.abs(pole) / radius))
    for start in (-300, 260):  # bindings of cane round the pole
        bound, mask = rope(frame, pole, view.v, radius + 12, "#caa468", 40, 2.0, view.far, 8 + start, 0.4)
        made = bound.over(made, mask * smooth(104, 98, np.abs(view.v - start)))
    return Scene(made, Light(turn=150, rise=38, reach=150), exposure=1.0)


def round_tray(frame: Frame, view: View, radius: float, size: float, table: Array, split: Strand, seed: int, rim: float = 62) -> Surface:
    """A winnowing tray: flat bamboo held between two hoops, tied with cane."""
    u, v = view.u, view.v
    away = np.hypot(u, v)
    dish = -60 * np.clip(1 - (away / radius) ** 2, 0, 1)
    angle = np.arctan2(v, u)
    body = woven(Cloth(mixed(*SPLIT, seed=seed), mixed(*SPLIT, seed=seed + 1), table, split, split), u / size, v / size, size, dish, view.far)
    made = body
    for middle, thick, code, base in ((radius - rim * 0.55, rim * 0.46, "#b3964f", 12.0), (radius + rim * 0.5, rim * 0.5, "#a58442", 22.0)):
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


@picture("niru-bambu", "empat-lawang/niru-bambu-ulu-musi", WIDE)
def winnower_small(frame: Frame) -> Scene:
    view = look(frame, turn=-20, tilt=0.35, focus=0.1, softness=6)
    shifted = View(view.u - 250, view.v - 420, view.height, view.far, view.size)
    split = Strand(width=0.93, thick=0.15, flat=6, bend=0.17, grain=0.2, tone=0.16, stray=0.04, gloss=0.25, sharp=30, nodes=0.5)
    tray_ = round_tray(frame, shifted, 860, 23, draft("xx. .xx x.x"), split, 13, 52)
    return Scene(on_table(frame, tray_, shifted, 912, "#6d5a45", 37), Light(turn=60, rise=36, reach=90), exposure=1.0)


@picture("bakul-nasi-bambu", "oku/bakul-nasi-bambu", TALL)
def rice_basket(frame: Frame) -> Scene:
    view, inside = barrel(frame, 640, 600, bow=0.14)
    x, y = frame.grid()
    body = woven(Cloth(mixed(*SPLIT, seed=23), mixed(*SPLIT, seed=24), BASKET, BAMBOO, BAMBOO), (view.u + view.v) / 44 * 0.7071, (view.v - view.u) / 44 * 0.7071, 44, view.height, view.far)
    across = np.clip(x / 650, -0.999, 0.999)
    depth = np.sqrt(1 - across**2)
    lip = y + 520 - 88 * (depth - 0.5)
    made = body.over(dim(frame, "#5a4632"), blur(inside * (lip > 0), 0.7 * frame.cells))
    hollow = Surface(np.zeros_like(x), np.ones_like(made.albedo) * colour("#2c1f11") * (1 + 0.4 * noise(x / 40, y / 16, 3))[..., None], 0.0, 9.0, 0.0, None, 5.0)
    made = hollow.over(made, (smooth(-50, -60, lip) * ((x / 640) ** 2 + ((y + 560) / 110) ** 2 < 1)).astype(np.float32))
    for shift, radius, code in ((-28, 32, "#a87b40"), (34, 36, "#b98a4c")):
        round_ = np.clip((lip - shift) / radius, -1, 1)
        grain = noise(round_ * 7, np.arcsin(across) * 22, 5)
        hoop = Surface((depth * 480 + 70 + radius * np.sqrt(1 - round_**2)).astype(np.float32), colour(code) * (1 + 0.13 * grain)[..., None], 0.34, 34.0, 0.0, None, view.far)
        made = hoop.over(made, smooth(1.0, 0.95, np.abs((lip - shift) / radius)) * (np.abs(x) < 650))
    stitch = np.abs((np.arcsin(across) * 640 / 74 + lip / 300) % 1 - 0.5) * 74
    black = Surface((depth * 480 + 112 + 9 * np.sqrt(np.clip(1 - (stitch / 11) ** 2, 0, 1))).astype(np.float32),
                    np.ones_like(made.albedo) * colour("#2a211b") * (1 + 0.3 * noise(lip / 5, x / 9, 7))[..., None], 0.25, 24.0, 0.0, None, view.far)  # fmt: skip
    made = black.over(made, smooth(11.5, 9, stitch) * smooth(74, 70, np.abs(lip - 4)) * (np.abs(x) < 640))
    return Scene(made, Light(turn=140, rise=36, fall=0.4, reach=60), exposure=1.1)


@picture("keranjang-kopi-bambu", "empat-lawang/keranjang-petik-kopi-bambu", WIDE)
def picker(frame: Frame) -> Scene:
    view = look(frame, turn=0, tilt=0.1, focus=0.05, softness=5)
    x, y = frame.grid()
    curve = np.sqrt(1 - np.clip(x / 1300, -0.99, 0.99) ** 2) * 560
    around = np.arcsin(np.clip(x / 1300, -0.99, 0.99)) * 1300
    stake = Strand(width=0.5, thick=0.2, flat=6, bend=0.12, grain=0.2, tone=0.12, stray=0.02, gloss=0.24, sharp=30, nodes=0.4)
    tight = Strand(width=0.96, thick=0.3, flat=4, bend=0.26, grain=0.2, tone=0.16, stray=0.04, gloss=0.24, sharp=30, nodes=0.5)
    loose = Strand(width=0.5, thick=0.3, flat=4, bend=0.26, grain=0.2, tone=0.16, stray=0.07, gloss=0.24, sharp=30, nodes=0.5)
    cloth = lambda strand, seed: Cloth(mixed(*SPLIT, seed=33), mixed(*SPLIT, seed=seed), PLAIN, stake, strand, ground="#17100a")  # noqa: E731
    low = woven(cloth(tight, 34), around / 104, view.v / 40, 40, curve, view.far)
    high = woven(cloth(loose, 34), around / 104, view.v / 40, 40, curve, view.far)
    made = low.over(high, smooth(-1, 1, view.v - 120))
    strap = np.abs(around + 330 + 0.1 * view.v)
    belt = woven(Cloth(mixed("#8f2f2a"), mixed("#7c2723"), TWILL), (around + 0.1 * view.v) / 9, view.v / 9, 9, curve + 70 + 8 * smooth(118, 90, strap), view.far)
    return Scene(belt.over(made, smooth(119, 116, strap)), Light(turn=135, rise=36, reach=100), exposure=1.1)


@picture("gelang-ribu-ribu", "pali/gelang-ribu-ribu-pali", WIDE)
def bracelets(frame: Frame) -> Scene:
    x, y = frame.grid()
    far_ = 6 * np.clip(np.abs(y / 600 - 0.05) - 0.3, 0, 1)
    made = woven(Cloth(mixed("#c9b48c"), mixed("#bfa97f"), PLAIN, ground="#6d5a3c"), x / 13, y / 13, 13, 4 * clouds(x / 240, y / 240, 3, 2), far_)
    for number, (cx, cy, size, plait) in enumerate(((-420, -60, 470, 0.7), (520, 330, 500, 3.9), (330, -560, 420, 2.0))):
        dx, dy = x - cx, (y - cy) * 1.12
        away, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
        for k in range(3):  # three roots twisted round each other
            turn = angle * 9 + k * 2 * np.pi / 3
            middle = away - size - 25 * np.cos(turn)
            lift = 25 * np.sin(turn)
            across = np.clip(middle / 28, -1, 1)
            grain = noise(angle * 60, across * 3 + k * 9, number)
            root = Surface((52 + lift + 28 * np.sqrt(1 - across**2)).astype(np.float32), colour("#1a1513") * (1 + 0.3 * grain)[..., None], 0.55, 70.0, 0.0, None, far_)
            mask = smooth(1.0, 0.95, np.abs(middle) / 28)
            mask = mask * np.where(root.height > made.height, 1.0, 0.0)
            made = root.over(made, mask)
        arc = (angle - plait + np.pi) % (2 * np.pi) - np.pi
        run = arc * size
        grass = Strand(width=0.95, thick=0.26, flat=3, bend=0.24, grain=0.2, tone=0.14, stray=0.05, gloss=0.25, sharp=26)
        around = np.arcsin(np.clip((away - size) / 66, -1, 1)) * 66
        straw = Cloth(mixed("#d4ac45", "#c79d3a", "#dfbb5c", seed=3), mixed("#cfa640", "#d9b450", seed=4), TWILL, grass, grass)
        plaited = woven(straw, (run + around) / 19, (run - around) / 19, 19, 60 + 66 * np.sqrt(np.clip(1 - ((away - size) / 66) ** 2, 0, 1)), far_)
        made = plaited.over(made, smooth(67, 64, np.abs(away - size)) * smooth(150, 146, np.abs(run)))
    return Scene(made, Light(turn=130, rise=38, reach=120, shadow=0.85), exposure=0.95)
