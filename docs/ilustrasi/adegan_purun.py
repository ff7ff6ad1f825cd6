"""Reed of the swamps of OKI: mats, bags, a lamp."""

from __future__ import annotations

import numpy as np
from adegan import TALL, WIDE, Scene, picture
from anyaman import REED, TWILL, Cloth, mixed, woven
from cahaya import Light, colour
from derau import Array
from kamera import Frame, creased, look

STRAW = ("#cdb67c", "#c4ad74", "#b9a36a", "#d6c28c", "#a9a06a", "#c7a877", "#bfa16e")
MAROON, GREEN = "#7a1a30", "#3c5a41"


def accents(base: str, places: dict[int, str], period: int):
    straw = mixed(*STRAW, seed=len(base))

    def paint(number: Array, u: Array, v: Array) -> Array:
        out = straw(number, u, v)
        for place, code in places.items():
            out = np.where((number % period == place)[..., None], colour(code), out)
        return out

    return paint


@picture("tikar-purun", "oki/tikar-purun-pedamaran", WIDE)
def mat(frame: Frame) -> Scene:
    view = creased(look(frame, turn=38, tilt=0.35, focus=0.12, softness=5), frame, 6, 300)
    size = 46
    warp = accents("a", {0: MAROON, 1: MAROON, 4: MAROON, 5: MAROON, 2: GREEN, 3: GREEN}, 30)
    weft = accents("bb", {0: MAROON, 1: MAROON, 4: MAROON, 5: MAROON}, 30)
    cloth = Cloth(warp, weft, TWILL, REED, REED)
    return Scene(woven(cloth, view.u / size, view.v / size, size * view.size, view.height, view.far), Light(turn=125, rise=38))
