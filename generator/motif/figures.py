"""The figures that cloths are woven from, and what decides which one a product gets. Data and geometry, no choices.

Names are those of the crafts: songket, ikat, jumputan, batik, anyaman. In a figure's drawing the letters stand for
threads: D ground, B main thread, S weft accent, G darker ground, M and N ground on its way to the thread.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.motif.shapes import Shape, ShapeGroup, diamond, drawn, filled, rows, stairs


class MotifFigure(NamedTuple):
    """A tile: its own units, its drawing, the widths at which it is shown on a cloth of 240, and how far it is turned."""

    width: int
    height: int
    drawing: tuple[Shape | ShapeGroup, ...]
    sizes: tuple[int, int, int]
    turn: int = 0


# Ikat: the dyed threads shift a little, so that edges blur along the weft.
_SHIFT = (0, 0.7, -0.6, 0.5, -0.8, 0.4, -0.3, 0.6, -0.6, 0.3, -0.7, 0.8, -0.4, 0.2)
_WIDTH = (2, 4, 6, 9, 11, 13, 15, 15, 13, 11, 9, 6, 4, 2)
_LIMAR = [(10 + shift - width / 2, y + 1, width) for y, (shift, width) in enumerate(zip(_SHIFT, _WIDTH, strict=True))]
_INNER = zip((0.5, -0.5, 0.4, -0.4, 0.5), (3, 6, 8, 6, 3), strict=True)
_LIMAR_INNER = [(10 + shift - width / 2, y + 5, width) for y, (shift, width) in enumerate(_INNER)]
_STAR = "M12 3l2.4 3.3L18.4 5.6 17.7 9.6 21 12l-3.3 2.4.7 4-4-.7L12 21l-2.4-3.3-4 .7.7-4L3 12l3.3-2.4-.7-4 4 .7z"
_CLOUD = "M8 18h36c3-4-1-8-5-6.5 0-7-10-8-12.5-2.5-4-4-10-2-10 3-5-1.5-9 2-8.5 6z"
_SEVEN = ((12, 10), (7, 10), (17, 10), (9.5, 6), (14.5, 6), (9.5, 14), (14.5, 14))

FIGURES = {
    # songket: counted and stepped
    "pucuk-rebung": MotifFigure(20, 30, (
        filled("B", stairs(10, 0, 29, 20, 27)),
        filled("D", stairs(6, 4, 29, 12, 18)),
        filled("S", stairs(3, 7, 29, 6, 9)),
        filled("B", diamond(0, 5, 2) + diamond(20, 5, 2) + "M0 29h20v1H0z")), (40, 30, 24)),
    "bintang-berante": MotifFigure(24, 24, (
        drawn("B", 1, "M12 0 24 12 12 24 0 12z", "1.2 .9"),
        filled("B", _STAR),
        filled("D", "M12 7.5 16.5 12 12 16.5 7.5 12z"),
        filled("S", diamond(12, 12, 1) + "M0-2 2 0 0 2-2 0zM24-2l2 2-2 2-2-2zM0 22l2 2-2 2-2-2zM24 22l2 2-2 2-2-2z")), (60, 48, 40)),
    "lepus": MotifFigure(16, 16, (
        drawn("B", 1.1, "M8 0 16 8 8 16 0 8zM8 3l5 5-5 5-5-5zM0-5 5 0 0 5M16-5l-5 5 5 5M0 11l5 5-5 5M16 11l-5 5 5 5"),
        filled("S", diamond(8, 8, 1)),
        filled("B", "M-1.6 0 0-1.6 1.6 0 0 1.6zM14.4 0 16-1.6 17.6 0 16 1.6zM-1.6 16 0 14.4 1.6 16 0 17.6zM14.4 16 16 14.4 17.6 16 16 17.6z")
        ), (40, 30, 24)),
    "tabur": MotifFigure(20, 20, (
        filled("B", diamond(5, 5, 2) + diamond(15, 15, 2) + "M14.5 4.5h1v1h-1zM4.5 14.5h1v1h-1z"),
        filled("S", "M4.5 4.5h1v1h-1zM14.5 14.5h1v1h-1z")), (48, 40, 30)),
    # ikat
    "limar": MotifFigure(20, 16, (
        filled("B", rows(_LIMAR)),
        filled("S", rows(_LIMAR_INNER) + "M-1 0h3v1h-3zM17.6 0H21v1h-3.4zM-1 15h2.4v1H-1zM18.2 15H21v1h-2.8z"),
        filled("D", "M9 7h2.6v1H9z")), (60, 48, 40)),
    # jumputan: tied resist
    "jumputan": MotifFigure(24, 24, (
        drawn("B", 3, "M12 4.5a7.5 7.5 0 1 1-.01 0", "1 .57"),
        drawn("S", 1.2, "M12 8a4 4 0 1 1-.01 0"),
        filled("B", "M12 10.6a1.4 1.4 0 1 1-.01 0M0-1.4a1.4 1.4 0 1 1-.01 0M24-1.4a1.4 1.4 0 1 1-.01 0"
                      "M0 22.6a1.4 1.4 0 1 1-.01 0M24 22.6a1.4 1.4 0 1 1-.01 0")), (80, 60, 48)),
    "titik-tujuh": MotifFigure(24, 20, (
        drawn("B", 1.5, "".join(f"M{x:g} {y - 1.2:g}a1.2 1.2 0 1 1-.01 0" for x, y in _SEVEN)),
        filled("S", "M0-1.6 1.6 0 0 1.6-1.6 0zM24-1.6 25.6 0 24 1.6 22.4 0zM0 18.4 1.6 20 0 21.6-1.6 20zM24 18.4l1.6 1.6-1.6 1.6-1.6-1.6z")
        ), (80, 60, 48)),
    # batik
    "kawung": MotifFigure(20, 20, (
        filled("B", "M9.6 9.6C3 9.6.4 6 .4.4 6 .4 9.6 3 9.6 9.6zM10.4 9.6C10.4 3 14 .4 19.6.4 19.6 6 17 9.6 10.4 9.6z"
                    "M10.4 10.4c6.6 0 9.2 3.6 9.2 9.2-5.6 0-9.2-2.6-9.2-9.2zM9.6 10.4C9.6 17 6 19.6.4 19.6.4 14 3 10.4 9.6 10.4z"),
        drawn("D", 1, "M3 3l3.4 3.4M17 3l-3.4 3.4M17 17l-3.4-3.4M3 17l3.4-3.4", round_ends=True),
        filled("S", "M10-1.3 11.3 0 10 1.3 8.7 0zM10 18.7l1.3 1.3-1.3 1.3L8.7 20zM0 8.7 1.3 10 0 11.3-1.3 10zM20 8.7l1.3 1.3-1.3 1.3-1.3-1.3z")
        ), (60, 40, 30)),
    "parang": MotifFigure(12, 28, (
        filled("B", "M.5 20C.5 13 3 11 6 9.5 9 8 9.5 5 9.5 0c3 5 2.5 10-1 13-2.5 2-4 4-4 7zM4 0c.5 3 0 5-3.5 7.5C.5 4 2 2 4 0z"
                    "M8 20c-.5-3 0-5 3.5-7.5 0 3.5-1.5 5.5-3.5 7.5zM0 21h12v1H0zM0 27h12v1H0z"),
        filled("S", "M6 22.3 8 24.5 6 26.7 4 24.5zM0 23.3 1 24.5 0 25.7zM12 23.3 11 24.5l1 1.2z")), (30, 24, 20), -45),
    "ceplok": MotifFigure(24, 24, (
        drawn("B", 0.8, "M0 0h24v24H0z"),
        filled("B", "M12 11.2c-3.4-2.6-3.4-6 0-8.6 3.4 2.6 3.4 6 0 8.6zM12 12.8c3.4 2.6 3.4 6 0 8.6-3.4-2.6-3.4-6 0-8.6z"
                      "M11.2 12c-2.6 3.4-6 3.4-8.6 0 2.6-3.4 6-3.4 8.6 0zM12.8 12c2.6-3.4 6-3.4 8.6 0-2.6 3.4-6 3.4-8.6 0z"
                      "M0-3 3 0 0 3-3 0zM24-3l3 3-3 3-3-3zM0 21l3 3-3 3-3-3zM24 21l3 3-3 3-3-3z"),
        drawn("S", 1.2, "M5 5l3.4 3.4M19 5l-3.4 3.4M19 19l-3.4-3.4M5 19l3.4-3.4", round_ends=True),
        filled("S", "M12 10.4a1.6 1.6 0 1 1-.01 0")
        ), (60, 48, 40)),
    "mega-mendung": MotifFigure(64, 40, (
        ShapeGroup((
            *(Shape(_CLOUD, "G", thread, width) for thread, width in (("B", 9), ("N", 6.4), ("M", 3.8), ("G", 1.2))),
            Shape("M13 16.5c1-3 6-3 6 0M21 13.5c1-4 8-4 9 1M32 17c1-2.5 5-2.5 5 0", stroke="B"),
        ), copies=((32, 20), (-32, 20)), fill="G", round_joins=True),), (120, 96, 80)),
    "gringsing": MotifFigure(16, 16, (
        ShapeGroup((
            Shape("M0 0a8 8 0 0 0 16 0", "D", "B"), drawn("S", 0.9, "M3.4 0a4.6 4.6 0 0 0 9.2 0"),
            filled("B", "M6.6.6h2.8a1.4 1.4 0 0 1-2.8 0z"),
        ), copies=((-8, 8), (8, 8), (0, -16))),), (40, 30, 24)),
    "biji-kopi": MotifFigure(24, 24, (
        *(ShapeGroup((filled("B", "M-5.4 0a5.4 3.7 0 1 1 10.8 0 5.4 3.7 0 1 1-10.8 0z"), drawn("D", 1, "M-5 0c3-2.4 5.6 2.4 10 0")),
                at=at, turn=turn) for at, turn in (((6.5, 6.5), 45), ((18.5, 17.5), -40))),
        filled("S", "M16 10c0-4 2-6 6-6.4 0 4-2 6.2-6 6.4zM8 14c0 4-2 6-6 6.4 0-4 2-6.2 6-6.4z")), (60, 48, 40)),
    # anyaman: reed and rattan
    "anyam-kepar": MotifFigure(16, 16, (
        drawn("B", 1.6, "M0 1.1h8M0 2.9h8M4 5.1h8M4 6.9h8M8 9.1h8M8 10.9h8M0 13.1h4M12 13.1h4M0 14.9h4M12 14.9h4"),
        drawn("N", 1.6, "M1.1 4v8M2.9 4v8M5.1 8v8M6.9 8v8"),
        drawn("S", 1.6, "M9.1 0v4M9.1 12v4M10.9 0v4M10.9 12v4M13.1 0v8M14.9 0v8")), (60, 48, 40)),
    "anyam-tikar": MotifFigure(16, 16, (
        drawn("B", 1.6, "M0 1.1h8M0 2.9h8M8 9.1h8M8 10.9h8M8 13.1h8M8 14.9h8"),
        drawn("S", 1.6, "M0 5.1h8M0 6.9h8M9.1 0v8M10.9 0v8"),
        drawn("N", 1.6, "M13.1 0v8M14.9 0v8M1.1 8v8M2.9 8v8M5.1 8v8M6.9 8v8")), (60, 48, 40)),
    # plaid and stripe: the quiet ones
    "gebeng": MotifFigure(40, 40, (
        filled("B", "M0 4h40v8H0zM4 0h8v40H4z", .55),
        filled("G", "M0 22h40v10H0zM22 0h10v40H22z", .6),
        filled("S", "M0 26.5h40v1H0zM26.5 0h1v40h-1z"),
        filled("B", "M4 4h8v8H4z")), (120, 80, 60)),
    "blongsong": MotifFigure(24, 20, (
        filled("G", "M0 0h5v20H0z"),
        filled("B", "M7 0h1v20H7zM21 0h1v20h-1zM10 0h9v20h-9z"),
        filled("S", "M14.5 2.5l3.5 7.5-3.5 7.5-3.5-7.5z"),
        filled("D", "M14.5 7l1.5 3-1.5 3-1.5-3z")), (80, 60, 48)),
    # of other coasts
    "lurik": MotifFigure(24, 20, (
        filled("G", "M11 0h2v20h-2z"), filled("B", "M1 0h2v20H1zM5 0h1v20H5zM15 0h4v20h-4z"), filled("S", "M8 0h1v20H8zM21.5 0h1v20h-1z")),
        (80, 60, 48)),
    "poleng": MotifFigure(20, 20, (
        filled("B", "M0 0h10v10H0z"), filled("M", "M10 0h10v10H10zM0 10h10v10H0z"), filled("S", "M4 4h2v2H4zM14 14h2v2h-2z")), (80, 60, 40)),
    "sasirangan": MotifFigure(24, 18, (
        drawn("B", 2.2, "M-12 5c4 5 8 5 12 0s8-5 12 0 8 5 12 0 8-5 12 0", "1.6 .6"), drawn("S", 0.9, "M-12 9c4 5 8 5 12 0s8-5 12 0 8 5 12 0 8-5 12 0"),
        filled("B", "M6 12.4a1.3 1.3 0 1 1-.01 0M18 13.4a1.3 1.3 0 1 1-.01 0")), (80, 60, 48)),
    "tapis": MotifFigure(24, 24, (
        drawn("B", 1.4, "M-1 6.7 6 2l6 4 6-4 7 4.7M-1 9.7 6 5l6 4 6-4 7 4.7"), filled("S", "M0 12h24v1.2H0zM0 22.8h24V24H0z"),
        filled("B", diamond(6, 18, 3) + diamond(18, 18, 3)), filled("D", diamond(6, 18, 1) + diamond(18, 18, 1))), (80, 60, 48)),
    "ulos": MotifFigure(16, 24, (
        filled("S", "M0 0h16v1H0zM0 12h16v1H0z"), filled("B", diamond(4, 6, 3) + diamond(12, 6, 3) + "M0 22l4-6 4 6zM8 22l4-6 4 6z"),
        filled("D", diamond(4, 6, 1) + diamond(12, 6, 1)), drawn("B", 1, "M0 14.5h16", "2 2")), (60, 48, 40)),
    "pilin": MotifFigure(24, 24, (
        drawn("B", 1.6, "M12 12c0-2 3-2 3 0 0 4-7 4-7 0 0-6 11-6 11 0M0 0c0-2 3-2 3 0 0 4-7 4-7 0M24 0c0-2 3-2 3 0 0 4-7 4-7 0"
              "M0 24c0-2 3-2 3 0 0 4-7 4-7 0M24 24c0-2 3-2 3 0 0 4-7 4-7 0", round_ends=True),
        filled("S", diamond(0, 12, 1) + diamond(24, 12, 1) + diamond(12, 0, 1) + diamond(12, 24, 1))), (80, 60, 48)),
}  # fmt: skip

BY_CATEGORY = {
    "kuliner": ("gebeng", "kawung", "ceplok", "titik-tujuh"),
    "fesyen": ("pucuk-rebung", "bintang-berante", "lepus", "limar", "blongsong"),
    "kriya": ("anyam-kepar", "anyam-tikar", "pucuk-rebung", "lepus"),
    "kecantikan": ("tabur", "ceplok", "jumputan"),
    "pertanian": ("biji-kopi", "parang", "limar", "gebeng"),
    "perikanan": ("gringsing", "mega-mendung"),
    "rumah": ("anyam-tikar", "gebeng", "ceplok", "poleng"),
    "jasa": ("parang", "blongsong"),
    "lainnya": ("gebeng", "tabur", "lurik"),
}

_WEAVES = ("anyam-kepar", "anyam-tikar")
_FISH = ("gringsing", "mega-mendung")
# A word in the name knows better than the category. The first that fits counts.
BY_WORD = {
    "songket": ("bintang-berante", "pucuk-rebung", "lepus", "tabur"), "tanjak": ("pucuk-rebung", "lepus"),
    "jumputan": ("jumputan", "titik-tujuh"), "gambo": ("jumputan", "titik-tujuh"), "pelangi": ("jumputan",),
    "blongsong": ("blongsong",), "gebeng": ("gebeng",), "limar": ("limar",), "tenun": ("limar", "blongsong", "gebeng"),
    "ulos": ("ulos",), "tapis": ("tapis",), "lurik": ("lurik",), "poleng": ("poleng",), "sasirangan": ("sasirangan",),
    "batik kopi": ("biji-kopi",), "batik": ("kawung", "parang", "ceplok", "mega-mendung"), "eco": ("biji-kopi",),
    "kopi": ("biji-kopi", "parang"), "teh": ("parang", "tabur"), "purun": _WEAVES, "rotan": _WEAVES[::-1], "anyam": _WEAVES,
    "anyaman": _WEAVES, "tikar": _WEAVES[::-1], "bakul": _WEAVES[::-1], "udang": _FISH, "ikan": _FISH,
    "pempek": ("gringsing", "kawung", "mega-mendung"), "kemplang": ("gringsing", "titik-tujuh", "mega-mendung"),
    "perak": ("lepus", "tabur"), "perhiasan": ("tabur", "lepus"),
}  # fmt: skip
