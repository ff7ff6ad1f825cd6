"""Songket of Palembang, Ogan Ilir and OKI: metal picks counted over silk."""

from __future__ import annotations

import kisi
import numpy as np
from adegan import SQUARE, TALL, WIDE, Scene, picture
from anyaman import PLAIN, SILK, Brocade, Cloth, mixed, woven
from cahaya import Light
from kamera import Frame, View, creased, draped, look

MANGGIS, GOLD, ROSE, SILVER = "#6b1328", "#d09a3c", "#a8484f", "#c9c4b8"


def silk(code: str, dark: str) -> dict:
    return {"warp": mixed(code, code, dark, seed=2), "weft": mixed(dark, code, seed=3), "draft": PLAIN, "warp_strand": SILK, "weft_strand": SILK, "ground": "#0c0406"}


def songket(view: View, size: float, ground: tuple[str, str], grid: kisi.Grid, metals: tuple[str, ...] = (GOLD, ROSE), seed: int = 1):
    cloth = Cloth(**silk(*ground), brocade=Brocade(grid, metals), seed=seed)
    return woven(cloth, view.u / size, view.v / size, size * view.size, view.height, view.far)


@picture("songket-lepus", "palembang/selendang-songket-lepus-palembang", WIDE)
def lepus(frame: Frame) -> Scene:
    view = look(frame, turn=-12, tilt=0.3, focus=0.08, softness=5)
    view = creased(draped(view, frame, folds=1.3, turn=70, deep=190, seed=4), frame, 4, 170)
    return Scene(songket(view, 11, (MANGGIS, "#4d0c1d"), kisi.bound(kisi.lepus(44), 11)), Light(turn=140, rise=40))


@picture("songket-lepus-kepala-kain", "palembang/selendang-songket-lepus-palembang", TALL)
def lepus_end(frame: Frame) -> Scene:
    view = look(frame, turn=4, tilt=0.25, focus=0.05, softness=5)
    view = creased(draped(view, frame, folds=0.8, turn=20, deep=190, seed=9), frame, 5, 200)
    width = 44
    border = kisi.band(width, "#", "#", ".", ".o", "o.", ".", "#", "#")
    shoots = kisi.bamboo_shoots(58, width, 19)
    grid = kisi.stacked(kisi.lepus(width), kisi.lepus(width)[:22], border, shoots, border, kisi.band(width, *["####..####."] * 5), border)
    view.v += 11 * 62
    return Scene(songket(view, 11, (MANGGIS, "#4d0c1d"), kisi.bound(grid, 13)), Light(turn=120, rise=42))
