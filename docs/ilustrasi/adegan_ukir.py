"""Carved, lacquered, leather and silver: Palembang's workshops and the smiths of Ogan Ilir."""

from __future__ import annotations

import math

import numpy as np
from adegan import SQUARE, TALL, WIDE, Scene, picture
from adegan_songket import bag_songket
from cahaya import Light, Surface, colour
from celup import Pen, Points, oval, spiral
from derau import Array, blur, chance, clouds, noise, smooth
from kamera import Frame, creased, look
from lipatan import area, inward, leather, stitched, wooden
from PIL import Image, ImageDraw


class Relief:
    """A sheet of heights in picture pixels: strokes and petals are raised on it, each rounded, each over the last."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.rows, self.columns = round(frame.height * frame.scale) * frame.fine, round(frame.width * frame.scale) * frame.fine
        self.height = np.zeros((self.rows, self.columns), np.float32)

    def _placed(self, points: Points) -> Points:
        return [((x + self.frame.width / 2) * self.frame.cells, (y + self.frame.height / 2) * self.frame.cells) for x, y in points]

    def wire(self, points: Points, radius: float, base: float = 0.0, beads: float = 0.0) -> None:
        """A round wire along the points; `beads`: the pitch of its twist in pixels."""
        self._stroke(points, radius, base)
        if not beads:
            return
        for k, (x, y, dx, dy) in enumerate(along(points, beads)):
            side = 0.55 if k % 2 else -0.55
            self.bead(x - dy * radius * side * 0.4, y + dx * radius * side * 0.4, radius * 0.8, base + radius * 0.45)

    def _stroke(self, points: Points, radius: float, base: float) -> None:
        placed = self._placed(points)
        steps = 7
        for step in range(steps):
            share = (step + 0.5) / steps
            sheet = Image.new("L", (self.columns, self.rows))
            width = max(1, round(2 * radius * math.sqrt(1 - share**2) * self.frame.cells))
            ImageDraw.Draw(sheet).line(placed, fill=255, width=width, joint="curve")
            box = sheet.getbbox()
            if box is None:
                return
            x0, y0, x1, y1 = box
            part = np.asarray(sheet.crop(box), np.float32) / 255 * (base + radius * share)
            np.maximum(self.height[y0:y1, x0:x1], part, out=self.height[y0:y1, x0:x1])

    def bead(self, x: float, y: float, radius: float, base: float = 0.0) -> None:
        (cx, cy), r = self._placed([(x, y)])[0], radius * self.frame.cells
        x0, x1, y0, y1 = max(0, int(cx - r)), min(self.columns, int(cx + r) + 2), max(0, int(cy - r)), min(self.rows, int(cy + r) + 2)
        if x0 >= x1 or y0 >= y1:
            return
        j, i = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        left = 1 - ((i - cx) ** 2 + (j - cy) ** 2) / r**2
        ball = np.where(left > 0, base + radius * np.sqrt(np.clip(left, 0, 1)), 0)
        np.maximum(self.height[y0:y1, x0:x1], ball, out=self.height[y0:y1, x0:x1])

    def petal(self, points: Points, rise: float, base: float = 0.0, hollow: float = 0.35, soft: float = 16.0) -> None:
        """A leaf or petal standing out by `rise`, its edge rounded off, its middle hollowed by the gouge."""
        sheet = Image.new("L", (self.columns, self.rows))
        ImageDraw.Draw(sheet).polygon(self._placed(points), fill=255)
        box = sheet.getbbox()
        if box is None:
            return
        pad = int(soft * 2 * self.frame.cells)
        x0, y0, x1, y1 = max(0, box[0] - pad), max(0, box[1] - pad), min(self.columns, box[2] + pad), min(self.rows, box[3] + pad)
        mask = np.asarray(sheet.crop((x0, y0, x1, y1)), np.float32) / 255
        near = np.clip(blur(mask, soft * 0.35 * self.frame.cells) * 2 - 1, 0, 1)
        deep = np.clip(blur(mask, soft * self.frame.cells) * 2 - 1, 0, 1)
        shape = mask * (base + rise * (np.sqrt(near) - hollow * deep**1.4))
        view = self.height[y0:y1, x0:x1]
        view[...] = np.where(mask > 0.5, np.maximum(shape, view), view)


def along(points: Points, step: float) -> list[tuple[float, float, float, float]]:
    """Even places on a polyline, with its direction."""
    out, left = [], 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        span = math.hypot(x1 - x0, y1 - y0)
        if span == 0:
            continue
        dx, dy = (x1 - x0) / span, (y1 - y0) / span
        while left < span:
            out.append((x0 + dx * left, y0 + dy * left, dx, dy))
            left += step
        left -= span
    return out


def leaf(length: float, wide: float, bend: float = 0.0) -> Points:
    """A leaf from (0, 0) along x, bent sideways."""
    t = [k / 16 for k in range(17)]
    spine = [(length * s, bend * s * s * length) for s in t]
    half = [wide * math.sin(math.pi * s) ** 0.75 * (1 - 0.35 * s) for s in t]
    return [(x, y - h) for (x, y), h in zip(spine, half, strict=True)] + [(x, y + h) for (x, y), h in reversed(list(zip(spine, half, strict=True)))]


def lotus(relief: Relief, pen: Pen, size: float, rise: float) -> None:
    """An open lotus from above: three rings of petals, a dotted heart."""
    for ring, (reach, wide, count) in enumerate(((1.0, 0.2, 10), (0.74, 0.18, 8), (0.48, 0.16, 6))):
        for k in range(count):
            turn = k * 360 / count + ring * 16
            relief.petal(Pen(pen.x, pen.y, pen.scale, pen.turn + turn).at(leaf(size * reach, size * wide)), rise * (0.55 + ring * 0.28), ring * rise * 0.3, 0.5, size * 0.09)
    relief.petal(pen.at(oval(0, 0, size * 0.2, size * 0.2)), rise * 0.7, rise * 0.9, 0.1, size * 0.05)
    for k in range(13):
        a, r = k * 2.4, size * 0.045 * math.sqrt(k)
        relief.bead(*pen.at([(r * math.cos(a), r * math.sin(a))])[0], size * 0.024 * pen.scale, rise * 1.45)


def tendril(relief: Relief, pen: Pen, radius: float, hand: int, rise: float, leaves: int = 8) -> None:
    """A coiled stem with fern leaves growing out of its back."""
    coil = spiral(0, 0, radius, 1.55, 200, 0.16, hand)
    for k in range(leaves):
        x, y = coil[2 + k * 4]
        nx, ny = coil[3 + k * 4]
        turn = math.degrees(math.atan2(ny - y, nx - x)) - hand * 58
        long = radius * (0.62 - 0.045 * k)
        body = [(x + a, y + b) for a, b in Pen(0, 0, 1, turn).at(leaf(long, long * 0.2, hand * 0.25))]
        relief.petal(pen.at(body), rise * 0.8, 3, 0.5, long * 0.11)
    relief.wire(pen.at(coil), radius * 0.075, rise * 0.35)
    relief.bead(*pen.at([coil[-1]])[0], radius * 0.15 * pen.scale, rise * 0.4)


def panel_relief(frame: Frame) -> Relief:
    relief = Relief(frame)
    for x, y, hand, turn in ((-470, -240, 1, 0), (470, -260, -1, 180), (-480, 330, -1, 20), (480, 330, 1, 200), (0, -560, 1, 100), (0, 600, -1, 260), (-900, 40, 1, 60), (900, 20, -1, 120)):
        tendril(relief, Pen(x, y, 1.0, turn), 235, hand, 44)
    lotus(relief, Pen(0, 30, 1.0, 8), 300, 46)
    for x, y in ((-760, -520), (760, -520), (-770, 540), (770, 540), (-250, -420), (262, 430)):
        for k in range(5):
            relief.petal(Pen(x, y, 1.0, k * 72 + x % 40).at(leaf(96, 32)), 40, 8, 0.5, 11)
        relief.bead(x, y, 19, 38)
    return relief


def carved(frame: Frame, relief: Relief, code: str, gilt: float = 0.0) -> Surface:
    """The relief cut out of a board: tool marks on the ground, rings that follow the cut."""
    x, y = frame.grid()
    height = blur(relief.height, 0.8 * frame.cells)
    raised = smooth(2, 10, height)
    marks = 3.0 * np.abs(noise(x / 15, y / 34, 3)) + 1.4 * noise(x / 7, y / 9, 4)
    board = wooden(frame, code, 17, 4)
    ring = np.sin((y + 2.4 * height + 40 * clouds(x / 800, y / 260, 5, 2)) / 9.5)
    paint = board.albedo * (1 + 0.09 * ring)[..., None]
    paint = paint * (0.5 + 0.5 * raised)[..., None]
    facets = 0.9 * noise(x / 19 + height / 9, y / 23, 7) * raised
    surface = Surface((height * 1.5 + marks * (1 - raised) + board.height * 0.6 + facets).astype(np.float32), paint, 0.2, 22.0)
    if gilt:
        worn = smooth(14, 30, height) * smooth(-0.75, -0.1, clouds(x / 150, y / 150, 9, 3) + 0.4 * noise(x / 9, y / 9, 8))
        gold = Surface(surface.height, colour("#b07c2c") * (1 + 0.1 * noise(x / 14, y / 14, 2))[..., None], 0.95, 20.0, 1.0)
        surface = gold.over(surface, (worn * gilt).astype(np.float32))
    return surface


@picture("panel-ukir-tembesu", "palembang/panel-ukir-bunga-tembesu", WIDE)
def panel(frame: Frame) -> Scene:
    return Scene(carved(frame, panel_relief(frame), "#8a5a30"), Light(turn=138, rise=30, reach=70, shadow=0.85), exposure=1.15)


@picture("panel-ukir-prada", "palembang/panel-ukir-bunga-tembesu", SQUARE)
def panel_gilt(frame: Frame) -> Scene:
    relief = Relief(frame)
    for x, y, hand, turn in ((-520, -500, 1, 0), (520, -520, -1, 150), (-540, 480, -1, 20), (540, 500, 1, 200), (0, -760, -1, 90), (0, 780, 1, 270)):
        tendril(relief, Pen(x, y, 1.0, turn), 300, hand, 52)
    lotus(relief, Pen(0, 0, 1.0, 0), 440, 60)
    return Scene(carved(frame, relief, "#5a1a16", 1.0), Light(turn=130, rise=32, reach=80, shadow=0.85), exposure=1.15)


def gilded(frame: Frame, relief: Relief, code: str, base: Array, far: Array | float) -> Surface:
    """Gold leaf in the sticky line on lacquer polished five times."""
    x, y = frame.grid()
    height = blur(relief.height, 0.7 * frame.cells)
    lacquer = Surface(base.astype(np.float32), colour(code) * (1 + 0.05 * clouds(x / 300, y / 300, 3, 2))[..., None], 0.7, 180.0, 0.0, None, far)
    leaf_ = smooth(0.6, 1.8, height + 0.9 * noise(x / 6, y / 6, 5) * smooth(6, 1, height))
    gold = Surface((base + np.minimum(height, 5) + 0.5 * noise(x / 5, y / 5, 6)).astype(np.float32), colour("#b78432") * (1 + 0.12 * noise(x / 30, y / 30, 7))[..., None], 0.9, 26.0, 1.0, None, far)
    return gold.over(lacquer, leaf_)


@picture("nampan-lak", "palembang/nampan-lak-merah-emas", SQUARE)
def lacquer_tray(frame: Frame) -> Scene:
    x, y = frame.grid()
    relief = Relief(frame)
    cx, cy = -60.0, 60.0
    for k in range(8):
        turn = k * 45
        a = math.radians(turn)
        pen = Pen(cx + 420 * math.cos(a), cy + 420 * math.sin(a), 1.0, turn + 90)
        relief.wire(pen.at(spiral(0, 0, 118, 1.7, 180, 0.12, 1 if k % 2 else -1)), 5.5)
        for step in range(5):
            px, py = spiral(0, 0, 118, 1.7, 180, 0.12, 1 if k % 2 else -1)[4 + step * 6]
            relief.petal([(p + 0, q + 0) for p, q in Pen(*pen.at([(px, py)])[0], 1.0, turn + step * 70).at(leaf(58, 14, 0.2))], 4, 1, 0.0, 5)
        relief.wire([(cx + r * math.cos(a + 0.39), cy + r * math.sin(a + 0.39)) for r in range(250, 600, 20)], 4.5)
        relief.petal(Pen(cx + 560 * math.cos(a + 0.39), cy + 560 * math.sin(a + 0.39), 1.0, turn + 22).at(leaf(90, 26)), 4, 1, 0.0, 8)
    for ring, count, wide in ((238.0, 12, 0.2), (160.0, 9, 0.24)):
        for k in range(count):
            shape = Pen(cx, cy, 1.0, k * 360 / count).at([(a + 40, b) for a, b in leaf(ring - 40, ring * wide)])
            relief.wire([*shape, shape[0]], 4.5)
            relief.wire(Pen(cx, cy, 1.0, k * 360 / count).at([(70, 0), (ring - 30, 0)]), 2.6)
    relief.petal(oval(cx, cy, 46, 46), 4, 1, 0.0, 9)
    for radius in (690, 712):
        relief.wire(oval(cx, cy, radius, radius, count=160), 4)
    away = np.hypot(x - cx, y - cy)
    wall = 130 * smooth(725, 860, away) + 40 * np.sqrt(np.clip(1 - ((away - 868) / 42) ** 2, 0, 1))
    made = gilded(frame, relief, "#8c1512", wall - 26 * np.clip(1 - (away / 700) ** 2, 0, 1), 0.0)
    table = wooden(frame, "#3a2618", 19, 30)
    table.height = table.height - 20
    return Scene(made.over(table, smooth(909, 905, away)), Light(turn=130, rise=42, reach=90), exposure=1.05, mirror=0.5)


@picture("kotak-sirih-lak", "palembang/kotak-sirih-lak-bertingkat", WIDE)
def betel_box(frame: Frame) -> Scene:
    x, y = frame.grid()
    relief = Relief(frame)
    for row, x0, y0 in [(r, c * 300 + 150 * (r % 2), r * 236) for r in range(-3, 4) for c in range(-4, 5)]:
        for k in range(5):
            relief.petal(Pen(x0, y0, 1.0, k * 72 + row * 20).at([(a + 16, b) for a, b in leaf(62, 22)]), 5, 1, 0.0, 7)
        relief.bead(x0, y0, 11, 1)
        for side in (-1, 1):
            stem = Pen(x0, y0, 1.0, row * 9).at([(side * (84 + t * 3.4), 20 * math.sin(t / 6)) for t in range(20)])
            relief.wire(stem, 3.6)
            relief.petal(Pen(*stem[10], 1.0, 60 * side).at(leaf(48, 12)), 4, 1, 0.0, 5)
            relief.petal(Pen(*stem[10], 1.0, -60 * side + 180).at(leaf(48, 12)), 4, 1, 0.0, 5)
    for line in (-388, 380):
        for shift in (-14, 14):
            relief.wire([(-820, line + shift), (820, line + shift)], 4.5)
    lid = y + 384
    body = 20 * np.sqrt(np.clip(1 - np.clip(np.abs(lid) / 20, 0, 1) ** 2, 0, 1)) * -1.0 + 2.5 * clouds(x / 500, y / 500, 4, 2)
    made = gilded(frame, relief, "#0d0a0b", body, 0.0)
    hinge_far = np.maximum(np.abs(x - 420) - 90, np.abs(y + 384) - 78)
    plate = smooth(2, -2, hinge_far)
    brushed = 1 + 0.07 * noise(x / 90, y / 2.4, 4)
    brass = Surface((10 + 6 * smooth(0, -10, hinge_far) + 22 * np.sqrt(np.clip(1 - (lid / 24) ** 2, 0, 1)) * (np.abs((x - 420) / 36 % 1 - 0.5) < 0.46)).astype(np.float32),
                    colour("#a97f35") * brushed[..., None], 0.9, 30.0, 1.0)  # fmt: skip
    for sx in (360, 480):
        for sy in (-436, -330):
            far = np.hypot(x - sx, y - sy) / 13
            brass.height = brass.height + 7 * np.sqrt(np.clip(1 - far**2, 0, 1))
    return Scene(brass.over(made, plate), Light(turn=130, rise=40, reach=40), exposure=1.15, mirror=0.4)


@picture("bros-perak-kawat", "ogan-ilir/bros-perak-kawat", SQUARE)
def brooch(frame: Frame) -> Scene:
    x, y = frame.grid()
    relief = Relief(frame)
    for k in range(6):
        pen = Pen(0, 0, 1.0, k * 60 - 30)
        edge = [(130 + a, b) for a, b in leaf(560, 250)]
        relief.wire(pen.at([*edge, edge[0]]), 17, 6, 13)
        relief.wire(pen.at([(130 + a * 0.9 + 26, b * 0.84) for a, b in [*leaf(560, 250), (0, 0)]]), 7, 4)
        for px, py, radius, hand in ((330, -84, 82, 1), (330, 84, 82, -1), (490, -58, 58, 1), (490, 58, 58, -1), (226, -44, 46, -1), (226, 44, 46, 1), (598, -26, 26, 1), (598, 26, 26, -1), (418, 0, 30, 1)):
            relief.wire(pen.at(spiral(px, py, radius, 2.6, 90 * hand, 0.1, hand)), 7, 3, 7)
            relief.bead(*pen.at([(px, py)])[0], 12, 6)
        relief.bead(*pen.at([(706, 0)])[0], 30, 12)
    for k in range(12):
        relief.wire(Pen(0, 0, 1.0, k * 30).at([*[(60 + a, b) for a, b in leaf(120, 34)], (60, 0)]), 8, 22, 9)
    relief.wire(oval(0, 0, 62, 62, count=40), 12, 34, 12)
    relief.bead(0, 0, 50, 24)
    for k in range(9):
        relief.bead(*Pen(0, 0, 1.0, k * 40).at([(62, 0)])[0], 14, 44)
    height = blur(relief.height, 0.6 * frame.cells)
    metal = smooth(0.8, 2.2, height)
    tarnish = 1 - 0.3 * smooth(10, 2, height) - 0.08 * clouds(x / 120, y / 120, 3, 2)
    silver = Surface((height + 46).astype(np.float32), colour("#b9b7b2") * tarnish[..., None], 1.3, 34.0, 1.0)
    cloth = creased(look(frame, turn=20), frame, 6, 260)
    from anyaman import TWILL, Cloth, mixed, woven

    velvet = woven(Cloth(mixed("#3a1020"), mixed("#331020"), TWILL, ground="#12060a"), cloth.u / 11, cloth.v / 11, 11, cloth.height)
    return Scene(silver.over(velvet, metal), Light(turn=130, rise=38, reach=80, shadow=0.85), exposure=1.05, mirror=0.35)


@picture("gelang-perak-tumpal", "ogan-ilir/gelang-perak-ukir-tumpal", WIDE)
def bangle(frame: Frame) -> Scene:
    x, y = frame.grid()
    middle = 30 + 0.00022 * x**2
    across = y - middle
    half = 300.0
    pitch = 118.0
    place = (x / pitch) % 1 - 0.5
    edge = half - 38 - np.abs(across)  # from the border inwards
    tooth = 120 * (1 - 2 * np.abs(place))
    line = lambda value, width: np.exp(-((value / width) ** 2))  # noqa: E731
    chased = line(edge - tooth, 5) * (edge > -4) + line(edge, 4.5) + line(edge + 20, 4) + 0.8 * line(edge - tooth * 0.55, 4) * (edge > 0)
    dots = sum(np.exp(-((place * pitch - a) ** 2 + (edge - b) ** 2) / 26) for a, b in ((0, 22), (-13, 12), (13, 12), (0, 92)))
    dots = dots + np.exp(-(((np.abs(place) - 0.5) * pitch) ** 2 + (edge - 96) ** 2) / 40)
    ground = (edge < tooth) & (edge > 0)
    punched = 1.4 * noise(x / 5, y / 5, 3) * ground
    body = 150 * np.sqrt(np.clip(1 - (x / 1700) ** 2, 0, 1)) * 3 + 14 * np.sqrt(np.clip(1 - (np.abs(across) / half) ** 8, 0, 1)) - 24 * (across / half) ** 2
    hammer = 1.1 * clouds(x / 90, y / 90, 5, 2)
    height = body - 5.5 * np.clip(chased, 0, 1.2) - 5 * np.clip(dots, 0, 1) - 2.5 * ground + punched + hammer
    dark = 1 - 0.45 * np.clip(chased + dots, 0, 1) - 0.22 * ground
    scratch = 1 + 0.03 * noise(x / 160, y / 1.6, 7)
    silver = Surface(height.astype(np.float32), colour("#bab8b2") * (dark * scratch)[..., None], 1.1, 26.0, 1.0, None, 3.0 * np.clip(np.abs(x / 800) - 0.5, 0, 1))
    from anyaman import PLAIN, Cloth, mixed, woven

    cloth = woven(Cloth(mixed("#1d2b44"), mixed("#223250"), PLAIN, ground="#0c1220"), x / 9, y / 9, 9, 5 * clouds(x / 300, y / 300, 4, 2) + 60, 6.0)
    return Scene(silver.over(cloth, smooth(half + 1, half - 1, np.abs(across))), Light(turn=118, rise=44, reach=90), exposure=0.95, mirror=0.4)


def framed(frame: Frame, view, inside: Surface, hide: str, thread: str, window: Points, seed: int) -> Surface:
    """A piece of cloth set behind a window cut in leather, sewn round."""
    mask = area(frame, window, 0.8, 2, seed)
    skin = leather(frame, hide, seed, view.far)
    edge = inward(1 - mask, frame, 10)
    skin.height = skin.height + 30 + 16 * np.sqrt(np.clip(edge, 0, 1))
    cx, cy = sum(p[0] for p in window) / len(window), sum(p[1] for p in window) / len(window)
    seam = [(x + 30 * math.copysign(1, x - cx), y + 30 * math.copysign(1, y - cy)) for x, y in window]
    skin = stitched(frame, skin, [*seam, seam[0]], thread, 24, 7)
    return inside.over(skin, mask)


@picture("dompet-perca-songket", "ogan-ilir/dompet-perca-songket", WIDE)
def patch_wallet(frame: Frame) -> Scene:
    view = creased(look(frame, turn=0, tilt=0.0, focus=0.0, softness=2), frame, 5, 240)
    cloth = bag_songket(frame, view, ("#8e2a20", "#6d1c17"), 24, ("#c08334", "#2f5a41"))
    made = framed(frame, view, cloth, "#8a5530", "#e8dcbc", [(-480, -330), (900, -330), (900, 330), (-480, 330)], 5)
    return Scene(made, Light(turn=128, rise=38, reach=50))


@picture("dompet-songket-sisa", "palembang/dompet-kartu-songket-sisa-tenun", SQUARE)
def card_wallet(frame: Frame) -> Scene:
    view = creased(look(frame, turn=0, focus=0.0, softness=2), frame, 5, 240)
    x, y = frame.grid()
    cloth = bag_songket(frame, view, ("#5a2350", "#43183c"), -18)
    body = framed(frame, view, cloth, "#2a1a14", "#b08a4a", [(-620, -900), (620, -900), (620, 330), (-620, 330)], 9)
    outline = [(-760, -900), (760, -900), (760, 420), (700, 490), (-700, 490), (-760, 420)]
    mask = area(frame, outline, 0.8, 2, 3)
    body.height = body.height + 40 + 18 * np.sqrt(np.clip(inward(mask, frame, 14), 0, 1))
    table = wooden(frame, "#8a6238", 23, -14)
    table.height = table.height - 10
    return Scene(body.over(table, mask), Light(turn=128, rise=38, reach=70), exposure=1.05)
