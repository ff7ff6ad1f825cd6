"""The shapes that cloths are made of. Paths are in the language of SVG; colours are `#rrggbb` or a letter for a thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Shape(NamedTuple):
    """A path, filled or drawn. `fill` empty: not filled; `stroke` empty: not drawn. `width` in units of the path."""

    path: str
    fill: str = ""
    stroke: str = ""
    width: float = 1
    dashes: str = ""
    round_ends: bool = False
    opacity: float = 1


class ShapeGroup(NamedTuple):
    """Shapes that are moved together: turned by `turn` degrees about `at`, and shown again at each of `copies`."""

    shapes: tuple[Shape, ...]
    copies: tuple[tuple[float, float], ...] = ()
    at: tuple[float, float] = (0, 0)
    turn: float = 0
    fill: str = ""  # of the shapes that have none of their own
    round_joins: bool = False


class Tiles(NamedTuple):
    """An area covered with a figure. `size` is the width of a tile, `x` and `y` where one begins; `height` None: everywhere.

    The area begins at `y` then and is as wide as the cloth. `mirrored`: shown again upside down above `y`.
    """

    figure: str
    threads: Mapping[str, str]
    size: float
    x: float = 0
    y: float = 0
    height: float | None = None
    mirrored: bool = False


class Cloth(NamedTuple):
    """A drawing: `width` by `height` units, its layers from the ground up."""

    width: int
    height: int
    layers: tuple[Shape | Tiles, ...]


def filled(thread: str, path: str, opacity: float = 1) -> Shape:
    """A filled path."""
    return Shape(path, fill=thread, opacity=opacity)


def drawn(thread: str, width: float, path: str, dashes: str = "", *, round_ends: bool = False) -> Shape:
    """A line."""
    return Shape(path, stroke=thread, width=width, dashes=dashes, round_ends=round_ends)


def stairs(steps: int, x: float, y: float, width: float, height: float) -> str:
    """A stepped triangle (pucuk rebung) standing on `y`."""
    across, up = width / 2 / steps, height / steps
    return f"M{x:g} {y:g}" + f"v-{up:g}h{across:g}" * steps + f"h{across:g}v{up:g}" * steps + "z"


def diamond(x: int, y: int, reach: int) -> str:
    """A stepped diamond of unit squares."""
    return f"M{x - reach} {y}" + "v-1h1" * reach + "h1v1" * reach + "v1h-1" * reach + "h-1v-1" * reach + "z"


def rows(threads: Iterable[tuple[float, float, float]]) -> str:
    """Weft threads: (x, y, width) of each, one unit high."""
    return "".join(f"M{x:g} {y:g}h{width:g}v1h-{width:g}z" for x, y, width in threads)
