"""Cloths as SVG inside a page. The caller gives the id, so that ids stay unique on a page; there is no `style`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from generator.motif.cloth import EVERYWHERE, THREADS, hanging, weave
from generator.motif.figures import FIGURES
from generator.motif.shapes import Cloth, Shape, ShapeGroup, Tiles

Threads = Mapping[str, str]
MOST_DRAWINGS = 12_288  # kept in each process, some 15 MB


def draw_motif(category: str, region: str, name: str, id: str, width: int = 240, height: int = 180) -> str:
    """The cloth of a product as SVG, `width` by `height` units."""
    return _motif(category, region, name, width, height).replace("@", id)


def draw_hanging(region: str, id: str, width: int, height: int) -> str:
    """The cloth that a region is known by as SVG, its figure all over."""
    return _svg(hanging(region, width, height)).replace("@", id)


# A product's cloth stands on its page, on its seller's, in the lists of its category and region, and beside related products.
@lru_cache(maxsize=MOST_DRAWINGS)
def _motif(category: str, region: str, name: str, width: int, height: int) -> str:
    """The drawing with `@` for its id."""
    return _svg(weave(category, region, name, width, height))


def _svg(cloth: Cloth) -> str:
    written = []
    for layer in cloth.layers:
        if isinstance(layer, Shape):
            written.append(_shape(layer, {}))
        else:
            written.append(_tiles(layer, "@t" if layer.height is not None else "@", cloth))
    head = f'<svg viewBox="0 0 {cloth.width} {cloth.height}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
    return f"{head}{''.join(written)}</svg>"


def _tiles(tiles: Tiles, id: str, cloth: Cloth) -> str:
    """A figure as a repeated tile, and the area that it covers."""
    item = FIGURES[tiles.figure]
    place = (f' x="{tiles.x:g}"' if tiles.x else "") + (f' y="{tiles.y:g}"' if tiles.y else "")
    turn = f' patternTransform="rotate({item.turn})"' if item.turn else ""
    drawing = _drawing(tiles.figure) % {**tiles.threads, "id": id}
    size = f'width="{tiles.size:g}" height="{tiles.size * item.height / item.width:g}"'
    box = f'viewBox="0 0 {item.width} {item.height}"'
    pattern = f'<pattern id="{id}" patternUnits="userSpaceOnUse"{place} {size} {box}{turn}>{drawing}</pattern>'
    if tiles.height is None:
        return f'{pattern}<path fill="url(#{id})" d="{EVERYWHERE}"/>'
    area = f"M0 {tiles.y:g}h{cloth.width}v{tiles.height:g}H0z"
    if not tiles.mirrored:
        return f'{pattern}<path fill="url(#{id})" d="{area}"/>'
    mirror = f'<use href="#@k" transform="translate(0 {2 * tiles.y:g}) scale(1 -1)"/>'
    return f'{pattern}<path id="@k" fill="url(#{id})" d="{area}"/>{mirror}'


@cache
def _drawing(figure: str) -> str:
    """What a figure draws, with `%(D)s` for the colour of a thread and `%(id)s` for its id: only these differ between cloths."""
    threads = {letter: f"%({letter})s" for letter in THREADS}
    return "".join(
        _group(part, threads, "%(id)s") if isinstance(part, ShapeGroup) else _shape(part, threads)
        for part in FIGURES[figure].drawing
    )


def _shape(shape: Shape, threads: Threads, inherited: str = "") -> str:
    """A path; what the group around it says need not be said again."""
    fill = (
        ""
        if shape.fill == inherited and inherited
        else f' fill="{threads.get(shape.fill, shape.fill) if shape.fill else "none"}"'
    )
    more = ""
    if shape.stroke:
        more += f' stroke="{threads.get(shape.stroke, shape.stroke)}"'
        more += f' stroke-width="{shape.width:g}"' if shape.width != 1 else ""
        more += f' stroke-dasharray="{shape.dashes}"' if shape.dashes else ""
        more += ' stroke-linecap="round"' if shape.round_ends else ""
    if shape.opacity != 1:
        more += f' opacity="{shape.opacity:g}"'.replace('"0.', '".')
    return f'<path{fill}{more} d="{shape.path}"/>'


def _group(group: ShapeGroup, threads: Threads, id: str) -> str:
    drawing = "".join(_shape(shape, threads, group.fill) for shape in group.shapes)
    head = f' id="{id}a"' if group.copies else ""
    head += ' stroke-linejoin="round"' if group.round_joins else ""
    head += f' fill="{threads[group.fill]}"' if group.fill else ""
    if any((*group.at, group.turn)):
        head += f' transform="translate({group.at[0]:g} {group.at[1]:g}) rotate({group.turn:g})"'
    copies = "".join(
        f'<use href="#{id}a"' + (f' x="{x:g}"' if x else "") + (f' y="{y:g}"' if y else "") + "/>"
        for x, y in group.copies
    )
    return f"<g{head}>{drawing}</g>{copies}"
