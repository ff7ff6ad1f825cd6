"""The list of pictures: each scene is a function `(frame) -> (surface, look)` under its name and its product."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

import numpy as np
from cahaya import Light, Surface, lit, photograph
from kamera import Frame

ROOMS = (
    "adegan_songket",
    "adegan_tenun",
    "adegan_celup",
    "adegan_batik",
    "adegan_purun",
    "adegan_rotan",
    "adegan_jalinan",
    "adegan_bambu",
    "adegan_ukir",
    "adegan_perak",
    "adegan_butir",
)
WIDE, SQUARE, TALL = (1600, 1200), (1600, 1600), (1200, 1600)


@dataclass(frozen=True)
class Scene:
    """What a scene function gives: the surface and how it is photographed."""

    surface: Surface
    light: Light = field(default_factory=Light)
    exposure: float = 1.0
    vignette: float = 0.28
    mirror: float = 0.0


@dataclass(frozen=True)
class Picture:
    product: str
    size: tuple[int, int]
    scene: Callable[[Frame], Scene]

    def drawn(self, scale: float, fine: int) -> np.ndarray:
        """8-bit RGB, `scale` times the full size."""
        frame = Frame(*self.size, fine, scale)
        made = self.scene(frame)
        linear = lit(made.surface, frame, made.light, made.mirror)
        return photograph(linear, made.surface, frame, made.exposure, made.vignette)


_PICTURES: dict[str, Picture] = {}


def picture(
    name: str, product: str, size: tuple[int, int] = WIDE
) -> Callable[[Callable[[Frame], Scene]], Callable[[Frame], Scene]]:
    """Put a scene on the list: `name` of the file, `product` as its path below content/produk."""

    def listed(scene: Callable[[Frame], Scene]) -> Callable[[Frame], Scene]:
        _PICTURES[name] = Picture(product, size, scene)
        return scene

    return listed


def every_picture() -> dict[str, Picture]:
    """All pictures by name, in the order of their rooms."""
    for room in ROOMS:
        import_module(room)
    return _PICTURES
