"""Cloths as pixels, for share cards: the same geometry as the SVG, drawn larger and scaled down."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import ceil, cos, hypot, radians, sin
from typing import TYPE_CHECKING, NamedTuple

from generator.motif.cloth import EVERYWHERE
from generator.motif.figures import FIGURES
from generator.motif.paths import Outline, Point, dashed, outlines
from generator.motif.shapes import Cloth, Shape, Tiles, filled

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

FINER = 2  # how much larger it is drawn, each way
Threads = Mapping[str, str]
Ink = tuple[int, int, int] | int | None


class TilePlace(NamedTuple):
    """Where the units of a path lie among pixels: scaled, turned by `turn` radians, then moved by `x` and `y` pixels."""

    scale: float
    x: float = 0
    y: float = 0
    turn: float = 0

    def of(self, point: Point) -> Point:
        """The pixel of a point."""
        x, y = point[0] * self.scale, point[1] * self.scale
        if self.turn:
            x, y = x * cos(self.turn) - y * sin(self.turn), x * sin(self.turn) + y * cos(self.turn)
        return x + self.x, y + self.y

    def moved(self, x: float, y: float, turn: float = 0) -> TilePlace:
        """The place of a part that lies at (x, y) units within this one."""
        dx, dy = self.of((x, y))
        return TilePlace(self.scale, dx, dy, self.turn + turn)


def draw_cloth(cloth: Cloth, width: int, height: int) -> Image.Image:
    """The cloth as an RGB picture of `width` x `height` pixels; what does not fit that shape is cut off at the end."""
    from PIL import Image

    scale = FINER * max(width / cloth.width, height / cloth.height)
    size = (width * FINER, height * FINER)
    ground, *layers = cloth.layers
    figure = layers[0] if layers else None
    if isinstance(figure, Tiles) and figure.height is None and ground == filled(figure.threads["D"], EVERYWHERE):
        canvas, layers = _field(figure, size, scale), layers[1:]
    else:
        canvas, layers = Image.new("RGB", size), [ground, *layers]
    for layer in layers:
        if isinstance(layer, Tiles):
            _rows(canvas, layer, scale)
        else:
            _shape(canvas, layer, {}, TilePlace(scale))
    return canvas.reduce(FINER)


def _field(tiles: Tiles, size: tuple[int, int], scale: float) -> Image.Image:
    """A picture of the ground's colour, covered with a figure. The ground is laid under one tile: under all it takes much longer."""
    from PIL import Image

    figure = _tile(tiles, scale)
    tile = Image.new("RGB", figure.size, _rgb(tiles.threads["D"]))
    tile.paste(figure, (0, 0), figure)
    start = (round(tiles.x * scale % tile.width), round(tiles.y * scale % tile.height))
    turn = FIGURES[tiles.figure].turn
    if turn:  # turned about the corner of the cloth, as `patternTransform` does
        return _turned(tile, size, start, radians(turn))
    return _repeated(tile, size, start)


def _rows(canvas: Image.Image, tiles: Tiles, scale: float) -> None:
    """Cover a part of a picture with a figure."""
    from PIL import Image

    assert tiles.height is not None
    height = round(tiles.height * scale)
    row = _repeated(_tile(tiles, scale), (canvas.width, height), (0, 0))
    canvas.paste(row, (0, round(tiles.y * scale)), row)
    if tiles.mirrored:
        flipped = row.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        canvas.paste(flipped, (0, round(tiles.y * scale) - height), flipped)


def _tile(tiles: Tiles, scale: float) -> Image.Image:
    """One tile on transparent ground, cut at its edges."""
    from PIL import Image

    item = FIGURES[tiles.figure]
    size = (max(1, round(tiles.size * scale)), max(1, round(tiles.size * item.height / item.width * scale)))
    ground = Image.new("RGBA", size, (*_rgb(tiles.threads["D"]), 0))
    place = TilePlace(size[0] / item.width)
    for part in item.drawing:
        if isinstance(part, Shape):
            _shape(ground, part, tiles.threads, place)
            continue
        for x, y in ((0.0, 0.0), *part.copies):
            inner = place.moved(x, y).moved(*part.at, radians(part.turn))
            for shape in part.shapes:
                _shape(ground, shape, tiles.threads, inner)
    return ground


def _repeated(tile: Image.Image, size: tuple[int, int], start: tuple[int, int]) -> Image.Image:
    """A picture covered with a tile, one of which begins at `start`."""
    from PIL import Image

    row = Image.new(tile.mode, (size[0], tile.height), None)  # without a colour: all of it is pasted over
    for x in range(start[0] % tile.width - tile.width, size[0], tile.width):
        row.paste(tile, (x, 0))
    field = Image.new(tile.mode, size, None)
    for y in range(start[1] % tile.height - tile.height, size[1], tile.height):
        field.paste(row, (0, y))
    return field


def _turned(tile: Image.Image, size: tuple[int, int], start: tuple[int, int], angle: float) -> Image.Image:
    """A picture covered with a tile, all of it turned about the picture's corner by `angle` radians."""
    from PIL import Image

    right, down = cos(angle), sin(angle)
    corners = [(right * x + down * y, right * y - down * x) for x in (0, size[0]) for y in (0, size[1])]
    lows, highs = (tuple(map(edge, zip(*corners, strict=True))) for edge in (min, max))
    # Whole tiles before the corner, so that everything lies as if the plane had no end.
    base = (tile.width * ceil(1 - lows[0] / tile.width), tile.height * ceil(1 - lows[1] / tile.height))
    plane = _repeated(tile, (base[0] + ceil(highs[0]) + 2, base[1] + ceil(highs[1]) + 2), start)
    way = (right, down, base[0], -down, right, base[1])
    return plane.transform(size, Image.Transform.AFFINE, way)  # by the nearest pixel: all is drawn so, and scaled down


def _shape(canvas: Image.Image, shape: Shape, threads: Threads, place: TilePlace) -> None:
    """Fill and draw a path."""
    from PIL import Image, ImageDraw

    if shape.opacity != 1:
        mask = Image.new("L", canvas.size)
        _paint(ImageDraw.Draw(mask), shape._replace(opacity=1), place, 255, 255)
        colour = _rgb(threads.get(shape.fill or shape.stroke, shape.fill or shape.stroke))
        share = mask.point([round(value * shape.opacity) for value in range(256)])
        if canvas.mode == "RGBA":
            veil = Image.new("RGBA", canvas.size, (*colour, 0))
            veil.putalpha(share)
            canvas.alpha_composite(veil)
        else:
            canvas.paste(colour, (0, 0, *canvas.size), share)
        return
    fill, stroke = (_rgb(threads.get(name, name)) if name else None for name in (shape.fill, shape.stroke))
    _paint(ImageDraw.Draw(canvas), shape, place, fill, stroke)


def _paint(draw: ImageDraw.ImageDraw, shape: Shape, place: TilePlace, fill: Ink, stroke: Ink) -> None:
    for outline in outlines(shape.path):
        if fill is not None and shape.fill:
            draw.polygon([place.of(point) for point in outline.points], fill=fill)
    if stroke is None or not shape.stroke:
        return
    for outline in outlines(shape.path):
        dashes = tuple(map(float, shape.dashes.split()))
        for piece in dashed(outline, dashes) if dashes else (outline,):
            _line(draw, piece, shape, place, stroke)


def _line(draw: ImageDraw.ImageDraw, line: Outline, shape: Shape, place: TilePlace, colour: Ink) -> None:
    """A line as thick as it is: a bar for each straight piece, a wedge where two meet, a disc at round ends."""
    half = shape.width * place.scale / 2
    points = [place.of(point) for point in line.points]
    before: Point | None = None
    for (x1, y1), (x2, y2) in pairwise(points + points[:2] if line.closed else points):
        length = hypot(x2 - x1, y2 - y1)
        if not length:
            continue
        nx, ny = (y1 - y2) / length * half, (x2 - x1) / length * half
        draw.polygon([(x1 + nx, y1 + ny), (x2 + nx, y2 + ny), (x2 - nx, y2 - ny), (x1 - nx, y1 - ny)], fill=colour)
        if before and half > 1:
            for side in (1, -1):
                corners = [(x1, y1), (x1 + side * nx, y1 + side * ny), (x1 + side * before[0], y1 + side * before[1])]
                draw.polygon(corners, fill=colour)
        before = (nx, ny)
    for x, y in (points[0], points[-1]) if shape.round_ends and half > 1 else ():
        draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
