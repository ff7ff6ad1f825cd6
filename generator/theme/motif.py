"""Cloths drawn from data: `motif("fesyen", "16.71", "Songket bunga tabur")` is always the same SVG.

Category and words of the name choose the figure, the region chooses the dyes, the name the arrangement. The standard
library only, no chance: a digest of the three decides. The caller gives the id, so that ids stay unique on a page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from generator.theme.motif_figures import BY_CATEGORY, BY_WORD, FIGURES, drawn, filled

# Dyes from plants, and raw thread.
DYES = {
    "belacu": "#ece1cb", "kapas": "#f1e8d5",
    "songket": "#6b1328", "mengkudu": "#a5352b", "secang": "#b8606a",
    "emas": "#cda24a", "tegeran": "#d8a630", "kunyit": "#e4b64a",
    "nila": "#23376b", "nilam": "#4d6a9a", "tarum": "#17213f",
    "daun": "#3c5a41", "lumut": "#6f7d47",
    "soga": "#5d3820", "gambir": "#94613f", "purun": "#c8b178",
    "jelaga": "#241b1d",
}  # fmt: skip


class Dress(NamedTuple):
    """What a region wears: ground, main thread, accent and border, by the names of their dyes; and the figure it is known by."""

    ground: str
    thread: str
    accent: str
    border: str
    figure: str = ""


REGIONS = {
    "16.01": Dress("nilam", "belacu", "tegeran", "tarum", "titik-tujuh"),  # Ogan Komering Ulu
    "16.02": Dress("purun", "songket", "daun", "soga", "anyam-kepar"),  # Ogan Komering Ilir: reed
    "16.03": Dress("soga", "kunyit", "belacu", "mengkudu", "biji-kopi"),  # Muara Enim: coffee
    "16.04": Dress("gambir", "belacu", "jelaga", "soga", "blongsong"),  # Lahat
    "16.05": Dress("nila", "belacu", "mengkudu", "tarum", "gebeng"),  # Musi Rawas
    "16.06": Dress("gambir", "kapas", "soga", "mengkudu", "jumputan"),  # Musi Banyuasin: gambir
    "16.07": Dress("nilam", "kapas", "tarum", "mengkudu", "gringsing"),  # Banyuasin: the coast
    "16.08": Dress("tegeran", "soga", "daun", "mengkudu", "tabur"),  # OKU Timur: rice
    "16.09": Dress("daun", "kunyit", "belacu", "soga", "lepus"),  # OKU Selatan
    "16.10": Dress("mengkudu", "emas", "tarum", "songket", "limar"),  # Ogan Ilir
    "16.11": Dress("jelaga", "emas", "mengkudu", "songket", "pucuk-rebung"),  # Empat Lawang
    "16.12": Dress("purun", "soga", "mengkudu", "jelaga", "anyam-tikar"),  # PALI: rattan
    "16.13": Dress("lumut", "kapas", "soga", "daun", "mega-mendung"),  # Musi Rawas Utara
    "16.71": Dress("songket", "emas", "mengkudu", "jelaga", "bintang-berante"),  # Palembang
    "16.72": Dress("daun", "belacu", "tegeran", "tarum", "parang"),  # Pagar Alam
    "16.73": Dress("tarum", "kunyit", "lumut", "soga", "kawung"),  # Lubuk Linggau
    "16.74": Dress("kunyit", "songket", "daun", "mengkudu", "ceplok"),  # Prabumulih
}
_DRESSES = tuple(REGIONS.values())
_FIGURES = tuple(FIGURES)

# Colourings: the region's own, white cloth, ground in the border's colour, thread and accent exchanged, ground in the accent's.
OWN, WHITE, BORDER, EXCHANGED, ACCENT = range(5)
_COLOURINGS = (OWN, OWN, OWN, EXCHANGED, WHITE, WHITE, BORDER, ACCENT)
# Arrangements: the figure all over; a band at the foot; a row of triangles at the foot; a border at the side; bands above and
# below; two rows of triangles facing.
FIELD, BAND, TRIANGLES, SIDE, BOTH, FACING = "field", "band", "triangles", "side", "both", "facing"
_ARRANGEMENTS = (FIELD, BAND, BAND, TRIANGLES, SIDE, BOTH)
_CALM = ("gebeng", "anyam-kepar", "anyam-tikar", "blongsong")  # too busy beside triangles
_BANDS = ((8, "8 4"), (10, "2 2"), (4, "12 4"), (12, "6 6"))  # weight of the middle line, and its dashes

Threads = dict[str, str]


class Choice(NamedTuple):
    """What the data of a product decides."""

    figure: str
    colouring: int
    size: int
    arrangement: str
    band: int
    shift: int


def draw_motif(category: str, region: str, name: str, id: str, width: int = 240, height: int = 180) -> str:
    """The cloth of a product as SVG, `width` by `height` units."""
    return _cloth(category, region, name, width, height).replace("@", id)


def draw_hanging(region: str, id: str, width: int, height: int) -> str:
    """The cloth that a region is known by, its figure all over."""
    figure = dress_of(region).figure or _FIGURES[_known_by(region)]
    size = FIGURES[figure].sizes[0] / 2 if width < 100 else FIGURES[figure].sizes[1]
    size = width / max(1, round(width / size))  # whole tiles: no figure is cut at the edge
    return _svg(_field(figure, threads_of(region), size, width, height), width, height).replace("@", id)


def choose(category: str, region: str, name: str) -> Choice:
    """Figure, colouring, size and arrangement for a product."""
    lot = _digest(category, region, name)
    words = f" {' '.join(re.findall('[a-z]+', name.lower()))} "  # whole words: "ikan", not "berikan"
    fitting = next((figures for word, figures in BY_WORD.items() if f" {word} " in words), None)
    figures = fitting or BY_CATEGORY.get(category, BY_CATEGORY["lainnya"])
    figure = figures[lot[0] % len(figures)]
    arrangement = _ARRANGEMENTS[lot[3] % len(_ARRANGEMENTS)]
    if figure == "pucuk-rebung":
        arrangement = (FACING, TRIANGLES)[lot[3] % 2]
    elif figure in _CALM and arrangement == TRIANGLES:
        arrangement = BAND
    return Choice(
        figure,
        _COLOURINGS[lot[1] % len(_COLOURINGS)],
        FIGURES[figure].sizes[lot[2] % 3],
        arrangement,
        lot[4] % len(_BANDS),
        lot[5] % 2,
    )


def dress_of(region: str) -> Dress:
    """What a region wears: its own, or one picked by its code."""
    known = REGIONS.get(region)
    return known or _DRESSES[_digest(region)[0] % len(_DRESSES)]._replace(figure="")


def threads_of(region: str, colouring: int = OWN) -> Threads:
    """Colours by letter for a region."""
    dress = dress_of(region)
    ground, thread, accent, border = (DYES[name] for name in dress[:4])
    if colouring == WHITE:
        dark = ground if _light(ground) < 0.3 else border
        ground, thread, accent, border = (
            DYES["kapas"],
            dark,
            accent if _light(accent) < 0.45 else DYES["mengkudu"],
            dark,
        )
    elif colouring == BORDER:
        bright = thread if _light(thread) > 0.3 else ground
        inner = accent if abs(_light(accent) - _light(border)) > 0.08 else DYES["belacu"]
        ground, thread, accent, border = border, bright, inner, accent
    elif colouring == ACCENT:
        bright = max((thread, ground, DYES["kapas"]), key=lambda colour: abs(_light(colour) - _light(accent)))
        ground, thread, accent = accent, bright, border if abs(_light(border) - _light(accent)) > 0.05 else ground
    elif colouring == EXCHANGED and abs(_light(accent) - _light(ground)) > 0.12:
        thread, accent = accent, thread
    return {
        "D": ground, "B": thread, "S": accent, "P": border, "K": _legible_on(border, thread, ground),
        "G": _mixed(ground, "#000000", 0.22), "M": _mixed(ground, thread, 0.3), "N": _mixed(ground, thread, 0.62),
    }  # fmt: skip


@lru_cache(maxsize=4096)
def _cloth(category: str, region: str, name: str, width: int, height: int) -> str:
    """The drawing with `@` for its id."""
    choice = choose(category, region, name)
    threads = threads_of(region, choice.colouring)
    size: float = choice.size
    figure = choice.figure
    if figure == "pucuk-rebung":  # its triangles are the arrangement; between them, a scatter
        figure, size = "tabur", 40
    phase = size / 2 if choice.shift and choice.arrangement in (FIELD, BAND, BOTH) else 0
    drawing = _field(figure, threads, size, width, height, phase)
    if choice.arrangement in (BAND, BOTH):
        drawing += _band(threads, width, height - 30, choice.band)
    if choice.arrangement == BOTH and height > 100:  # on a small cloth the two would leave no field
        drawing += _band(threads, width, -4, choice.band)
    elif choice.arrangement == SIDE:
        drawing += _side(threads, height, choice.band)
    elif choice.arrangement == TRIANGLES:
        drawing += _triangles(threads, 40 if choice.size > 30 else 30, width, height)
    elif choice.arrangement == FACING:
        drawing = _facing(threads, width, height)
    return _svg(drawing, width, height)


def _svg(drawing: str, width: float, height: float) -> str:
    return f'<svg viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">{drawing}</svg>'


def _field(figure: str, threads: Threads, size: float, width: int, height: int, phase: float = 0) -> str:
    """A cloth covered with a figure."""
    if figure.startswith("anyam"):  # strips: one colour across, one as inlay, dark gaps
        light = DYES["belacu"] if _light(threads["D"]) < 0.6 else DYES["purun"]
        threads = {**threads, "D": _mixed(threads["D"], "#000000", 0.6), "B": threads["D"], "S": threads["B"],
                   "N": _mixed(threads["D"], light, 0.45)}  # fmt: skip
    area = f"M0 0h{width}v{height}H0z"
    return _tile("@", figure, size, threads, x=phase) + filled(threads["D"], area) + filled("url(#@)", area)


def _tile(id: str, figure: str, size: float, threads: Threads, x: float = 0, y: float = 0) -> str:
    """A figure as a repeated tile."""
    item = FIGURES[figure]
    drawing = re.sub('"([A-Z])"', lambda letter: f'"{threads[letter[1]]}"', item.drawing).replace("@", id)
    place = (f' x="{x:g}"' if x else "") + (f' y="{y:g}"' if y else "")
    turn = f' patternTransform="rotate({item.turn})"' if item.turn else ""
    return (f'<pattern id="{id}" patternUnits="userSpaceOnUse"{place} width="{size:g}" height="{size * item.height / item.width:g}" '
            f'viewBox="0 0 {item.width} {item.height}"{turn}>{drawing}</pattern>')  # fmt: skip


def _band(threads: Threads, width: int, y: int, kind: int) -> str:
    weight, dashes = _BANDS[kind]
    on, off = dashes.split()
    return (
        filled(threads["P"], f"M0 {y}h{width}v30H0z") + drawn(threads["K"], 2, f"M0 {y + 5}h{width}M0 {y + 25}h{width}")
        + drawn(threads["K"], weight, f"M0 {y + 15}h{width}", f' stroke-dasharray="{dashes}"')
        + drawn(threads["S"], 2, f"M{int(on) / 4:g} {y + 15}h{width}", f' stroke-dasharray="{int(on) / 2:g} {int(on) / 2 + int(off):g}"')
    )  # fmt: skip


def _side(threads: Threads, height: int, kind: int) -> str:
    weight, dashes = _BANDS[kind]
    return (
        filled(threads["P"], f"M0 0h36v{height}H0z") + drawn(threads["K"], 2, f"M35 0v{height}M6 0v{height}")
        + drawn(threads["K"], weight + 4, f"M20 0v{height}", f' stroke-dasharray="{dashes}"') + drawn(threads["S"], 4, f"M20 0v{height}")
    )  # fmt: skip


def _triangles(threads: Threads, size: int, width: int, height: int) -> str:
    tall = size * 1.5
    top = height - tall
    return (
        filled(threads["P"], f"M0 {top - 8:g}h{width}v{tall + 8:g}H0z") + _tile("@t", "pucuk-rebung", size, _on_border(threads), y=top)
        + filled("url(#@t)", f"M0 {top:g}h{width}v{tall:g}H0z") + drawn(threads["K"], 2, f"M0 {top - 8:g}h{width}")
    )  # fmt: skip


def _facing(threads: Threads, width: int, height: int) -> str:
    """Two rows of triangles point to point, a band between."""
    half = height / 2
    return (
        filled(threads["P"], f"M0 0h{width}v{height}H0z") + _tile("@t", "pucuk-rebung", half / 1.5, _on_border(threads), y=half)
        + f'<path id="@k" fill="url(#@t)" d="M0 {half:g}h{width}v{half:g}H0z"/>'
        f'<use href="#@k" transform="translate(0 {height}) scale(1 -1)"/>' + filled(threads["P"], f"M0 {half - 9:g}h{width}v18H0z")
        + drawn(threads["K"], 2, f"M0 {half - 8:g}h{width}M0 {half + 8:g}h{width}")
        + drawn(threads["S"], 6, f"M0 {half:g}h{width}", ' stroke-dasharray="6 6"')
    )  # fmt: skip


def _on_border(threads: Threads) -> Threads:
    return {**threads, "D": threads["P"], "B": threads["K"]}


def _legible_on(border: str, *first: str) -> str:
    """The first colour that stands out on a border, else the one that does most."""

    def apart(colour: str) -> float:
        return abs(_light(colour) - _light(border))

    return first[0] if apart(first[0]) > 0.22 else max((*first[1:], DYES["kapas"], DYES["tegeran"]), key=apart)


def _known_by(region: str) -> int:
    """A figure for a region outside the table: neighbours by code differ."""
    number = int(re.sub("[^0-9]", "", region)[-2:] or "0")
    return number * 5 % len(_FIGURES)


def _digest(*parts: str) -> bytes:
    return blake2b(
        "\0".join(part.strip().lower() for part in parts).encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()


def _mixed(one: str, other: str, share: float) -> str:
    return "#" + "".join(
        f"{round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share):02x}" for i in (1, 3, 5)
    )


@lru_cache(maxsize=256)
def _light(colour: str) -> float:
    """Relative luminance, near enough."""
    return float(
        sum(weight * (int(colour[i : i + 2], 16) / 255) ** 2.2 for i, weight in ((1, 0.2126), (3, 0.7152), (5, 0.0722)))
    )
