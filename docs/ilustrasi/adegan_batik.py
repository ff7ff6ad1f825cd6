"""Batik of nine districts: drawn or stamped in wax, each with the figures its makers tell of."""

from __future__ import annotations

import math

import batik_ragam as ragam
import numpy as np
from adegan import SQUARE, TALL, WIDE, Scene, picture
from benda import button
from cahaya import Light, Surface
from celup import Dyeing, Pen, Wax, batik, oval, spiral
from kamera import Frame, View, creased, draped, look
from lipatan import area, inward, stitched

SPAN = 1650


def waxes(count: int, seed: int, tremble: float = 1.1) -> list[Wax]:
    return [Wax(seed + k, tremble) for k in range(count)]


def lattice(across: float, down: float, shift: float = 0.5) -> list[tuple[float, float, int]]:
    """Places of a staggered repeat over the whole cloth, with a running number."""
    rows, columns = int(SPAN / down) + 1, int(SPAN / across) + 1
    return [
        ((c + shift * (r % 2)) * across, r * down, r * 57 + c)
        for r in range(-rows, rows + 1)
        for c in range(-columns, columns + 1)
    ]


def hung(
    frame: Frame,
    turn: float,
    tilt: float,
    folds: float,
    deep: float,
    seed: int,
    fold_turn: float = 60,
    zoom: float = 1.0,
) -> View:
    view = look(frame, turn=turn, tilt=tilt, focus=0.05, softness=4 + 3 * (zoom - 1), zoom=zoom)
    return creased(draped(view, frame, folds=folds, turn=fold_turn, deep=deep, seed=seed, soft=0.3), frame, 5, 150)


def durian_layers(size: float, limit: int = 1700) -> tuple[Wax, Wax, Wax]:
    line, flesh, rind = waxes(3, 40)
    for x, y, k in lattice(262 * size, 226 * size):
        if y < limit:
            ragam.durian(line, flesh, rind, Pen(x, y, size * 1.25, k * 47 % 360))
            ragam.blossom(line, flesh, Pen(x + 131 * size, y + 12, 0.8, k * 29), 5, 30)
            for turn in (60, 240):
                body = Pen(x + 131 * size, y + 12, 1, turn + k * 13).at(ragam.leaf(52, 14, 0, 26, 0))
                rind.fill(body)
                line.line([*body, body[0]], 3)
    for y in range(-1650, min(limit, 1650), 30):  # the ground filled with dots
        for x in range(-1650, 1650, 30):
            line.dot(x + 15 * (y // 30 % 2), y, 2.1)
    return line, flesh, rind


@picture("batik-durian", "lubuk-linggau/kain-batik-durian-linggau", WIDE)
def durian(frame: Frame) -> Scene:
    view = hung(frame, -7, 0.2, 1.5, 170, 3)
    line, flesh, rind = durian_layers(1.0, 430)
    ragam.thorn_row(line, rind, 575, 78)
    dyeing = Dyeing("#17213f", [(rind, "#5d6b3a"), (flesh, "#dba92f"), (line, "#eee2c6")], crackle=0.55, thread=5)
    return Scene(batik(view, dyeing, 3), Light(turn=130, rise=40), exposure=1.1)


@picture("batik-durian-juring", "lubuk-linggau/kain-batik-durian-linggau", SQUARE)
def durian_near(frame: Frame) -> Scene:
    view = creased(look(frame, turn=24, tilt=0.4, focus=0.06, softness=9, zoom=2.3), frame, 9, 240)
    line, flesh, rind = durian_layers(1.0)
    dyeing = Dyeing("#17213f", [(rind, "#5d6b3a"), (flesh, "#dba92f"), (line, "#eee2c6")], crackle=0.9, thread=4.2)
    return Scene(batik(view, dyeing, 3), Light(turn=130, rise=36), exposure=1.1)


@picture("batik-keruntung-patin", "musi-rawas/batik-keruntung-patin", WIDE)
def basket_fish(frame: Frame) -> Scene:
    view = hung(frame, 5, 0.25, 1.6, 180, 8, 120)
    net, line, body, gap = waxes(4, 60)
    for k in range(-40, 41):
        for a, b in ((1, 1), (1, -1)):
            start = k * 74
            net.line([(start + a * t, b * t) for t in range(-1700, 1701, 100)], 4)
            net.line([(start + 13 + a * t, b * t) for t in range(-1700, 1701, 100)], 4)
    for x, y, k in lattice(444, 370):
        pen = Pen(x, y, 1.15, -8 + k % 5 * 4)
        net.fill(pen.at(oval(-4, 0, 176, 76)), 0)
        gap.fill(pen.at(oval(-4, 0, 176, 76)))
        ragam.catfish(line, body, pen)
    for x, y, _ in lattice(74, 37):
        net.dot(x + 6, y, 5)
    dyeing = Dyeing(
        "#23376b", [(net, "#d9cfb4"), (gap, "#16224a"), (body, "#a5352b"), (line, "#ece1cb")], crackle=0.35, soft=0.3
    )
    return Scene(batik(view, dyeing, 8), Light(turn=135, rise=38), exposure=1.1)


@picture("batik-tengkiang", "muara-enim/batik-serasan-tengkiang", SQUARE)
def barns(frame: Frame) -> Scene:
    view = hung(frame, 10, 0.25, 1.7, 190, 11, 40)
    line, wall, roof, green = waxes(4, 100, 0.7)
    for x, y, k in lattice(210, 222):
        if int((x + 1) // 210) % 2:
            ragam.coffee_sprig(line, roof, green, Pen(x, y, 1.45, k * 31 % 50 - 25))
        else:
            ragam.barn(line, wall, roof, Pen(x, y, 1.2))
    for x, y, _ in lattice(105, 111):
        line.dot(x + 52, y + 55, 4)
        for k in range(6):
            line.dot(x + 52 + 13 * math.cos(k * 1.05), y + 55 + 13 * math.sin(k * 1.05), 2.4)
    dyeing = Dyeing(
        "#4b2c19", [(green, "#8a6a2f"), (roof, "#9a3d28"), (wall, "#dba92f"), (line, "#eee0bf")], crackle=0.4
    )
    return Scene(batik(view, dyeing, 11), Light(turn=130, rise=38), exposure=1.15)


@picture("batik-petule", "muara-enim/kemeja-batik-petule", TALL)
def gourds(frame: Frame) -> Scene:
    view = creased(look(frame, turn=-6, tilt=0.15, focus=0.0, softness=4), frame, 9, 190)
    line, body, petal, green = waxes(4, 140, 0.8)
    for x, y, k in lattice(262, 190):
        ragam.gourd(line, body, Pen(x, y, 1.35, 30 + k * 53 % 70, bool(k % 2)))
        ragam.blossom(line, petal, Pen(x + 131, y + 10, 1.3, k * 33), 5)
        pen = Pen(x + 66, y - 76, 1.0, k * 41 % 90)
        line.line(pen.at(spiral(0, 0, 40, 2.2, 30)), 3)
        for turn in (20, 140):
            shape = pen.at(ragam.leaf(58, 20, turn, 10, 10))
            green.fill(shape)
            line.line([*shape, shape[0]], 2.8)
        line.line([(x - 131 + t * 22, y + 96 + 26 * math.sin(t * 0.62 + k)) for t in range(13)], 3)
    dyeing = Dyeing(
        "#243524", [(green, "#55683a"), (body, "#8fa04a"), (petal, "#e0b23a"), (line, "#efe5ca")], crackle=0.35
    )
    return Scene(placket(frame, batik(view, dyeing, 17)), Light(turn=125, rise=38), exposure=1.15)


def placket(frame: Frame, cloth: Surface) -> Surface:
    """The front of a shirt: the figure runs on across the opening; two coconut-shell buttons hold it."""
    band = area(frame, [(-90, -900), (120, -900), (120, 900), (-90, 900)], 0.8, 3)
    cloth.height = cloth.height + 16 * np.sqrt(np.clip(inward(band, frame, 9), 0, 1))
    for x in (-66, 96):
        cloth = stitched(frame, cloth, [(x, -800), (x + 2, 0), (x, 800)], "#c9bf9c", 17, 4.5)
    for y in (-470, 20, 510):
        cloth = button(frame, cloth, 15, y, 54, "#4a2c1a")
    return cloth


@picture("batik-biaro", "muratara/kain-batik-tulis-biaro", SQUARE)
def rubber(frame: Frame) -> Scene:
    view = hung(frame, -16, 0.25, 1.5, 180, 23, 60, 1.5)
    line, green, fruit = waxes(3, 160, 1.4)
    for x, y, k in lattice(300, 270):
        pen = Pen(x, y, 1.05, k * 67 % 360)
        for turn in (-40, 0, 40):  # the threefold leaf of the rubber tree
            body = pen.at(ragam.leaf(112, 25, turn, 14, 0))
            green.fill(body)
            line.line([*body, body[0]], 3.6)
            for share in (0.2, 0.4, 0.6, 0.8):
                for side in (-1, 1):
                    a = math.radians(turn)
                    px, py = 14 + 112 * share * math.cos(a), 112 * share * math.sin(a)
                    tip = (px + 16 * math.cos(a + side * 0.9), py + 16 * math.sin(a + side * 0.9))
                    line.line(pen.at([(px, py), tip]), 1.7)
            line.line(
                pen.at([(14, 0), (14 + 104 * math.cos(math.radians(turn)), 104 * math.sin(math.radians(turn)))]), 2.2
            )
        for part in range(3):
            fruit.fill(pen.at(oval(-44 + 15 * math.cos(part * 2.1), 15 * math.sin(part * 2.1), 17, 17)))
            line.line(pen.at(oval(-44 + 15 * math.cos(part * 2.1), 15 * math.sin(part * 2.1), 17, 17, count=20)), 2.8)
        ragam.fern(line, Pen(x + 150, y + 6, 0.62, k * 40), 60)
    for y in range(-1650, 1650, 22):
        for x in range(-1650, 1650, 22):
            line.dot(x + 11 * (y // 22 % 2), y, 1.9)
    dyeing = Dyeing("#5a2b1c", [(green, "#6f7d47"), (fruit, "#c0843a"), (line, "#efe4c9")], crackle=0.6, thread=4)
    return Scene(batik(view, dyeing, 23), Light(turn=130, rise=38), exposure=1.15)


@picture("batik-sisik-nanas", "prabumulih/kain-batik-cap-sisik-nanas", SQUARE)
def pineapple(frame: Frame) -> Scene:
    view = hung(frame, 6, 0.3, 1.4, 180, 33, 130, 2.0)
    line, light, eye = waxes(3, 200, 0.6)
    for x, y, _k in lattice(112, 64):
        scale = [(x, y - 58), (x + 50, y), (x, y + 58), (x - 50, y)]
        line.line([*scale, scale[0]], 5)
        light.fill([(x, y + 50), (x + 40, y + 2), (x, y - 16), (x - 40, y + 2)], 255)
        eye.fill([(x, y - 14), (x + 13, y + 6), (x, y + 28), (x - 13, y + 6)])
        line.line([(x, y - 20), (x + 17, y + 6), (x, y + 34), (x - 17, y + 6), (x, y - 20)], 2.6)
        line.line([(x, y - 20), (x, y - 40)], 3)
        for side in (-1, 1):
            line.line([(x + side * 8, y - 16), (x + side * 12, y - 30)], 2.2)
            line.dot(x + side * 28, y + 6, 2.6)
    dyeing = Dyeing(
        "#4d6a2f",
        [(light, "#d8a92c"), (eye, "#8f4a1e"), (line, "#f0e8c6")],
        crackle=0.3,
        soft=0.35,
        second="#7d8a2c",
        thread=3.2,
    )
    return Scene(batik(view, dyeing, 33), Light(turn=130, rise=38), exposure=0.95)


@picture("batik-bulir-padi", "oku-timur/batik-tulis-karang-menik-padi", WIDE)
def ears(frame: Frame) -> Scene:
    view = hung(frame, 3, 0.3, 1.6, 170, 37, 70, 1.7)
    line, grain = waxes(2, 220, 1.3)
    for row in range(-10, 11):
        for column in range(-10, 11):
            x, y = column * 250 + row * 96, row * 208
            ragam.rice(line, grain, Pen(x, y, 0.92))
    for k in range(-16, 17):
        for shift, width in ((0, 5), (11, 2.4), (-11, 2.4)):
            line.line([(k * 250 + 132 + shift + t * 96 / 208, t) for t in range(-1650, 1651, 55)], width)
    for y in range(-1650, 1650, 34):
        for x in range(-1650, 1650, 34):
            line.dot(x + 17 * (y // 34 % 2), y, 2.2)
    dyeing = Dyeing("#24406b", [(grain, "#c9a53a"), (line, "#efe6cc")], crackle=0.5, second="#1b2f56", thread=3.6)
    return Scene(batik(view, dyeing, 37), Light(turn=130, rise=38), exposure=1.15)
