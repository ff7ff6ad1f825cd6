"""What regions wear: dyes from plants, and which of them, with which figure, belong to which region.

The seventeen regions of South Sumatra have a dress each. Elsewhere the province tells its dyes and figures, and the number
of the kabupaten/kota chooses among them, so that neighbours differ.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

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


class Palette(NamedTuple):
    """What a province wears: dark dyes and light ones, accents, and the figures its regions are known by."""

    darks: tuple[str, ...]
    lights: tuple[str, ...]
    accents: tuple[str, ...]
    figures: tuple[str, ...]


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


def _palette(darks: str, lights: str, accents: str, figures: str) -> Palette:
    return Palette(*(tuple(names.split()) for names in (darks, lights, accents, figures)))


PROVINCES = {
    "11": _palette("jelaga daun songket", "emas kapas", "mengkudu tegeran", "pilin tabur lepus bintang-berante ceplok"),  # Aceh
    "12": _palette("songket jelaga nila", "kapas emas", "mengkudu purun", "ulos gebeng tapis limar lepus"),  # Sumatera Utara
    "13": _palette("jelaga mengkudu songket", "emas kunyit", "mengkudu daun", "pilin pucuk-rebung bintang-berante lepus tabur"),  # Sumatera Barat
    "14": _palette("daun songket nila", "kunyit emas", "tegeran mengkudu", "pucuk-rebung tabur bintang-berante lepus"),  # Riau
    "15": _palette("songket nila gambir", "kapas emas", "tegeran secang", "tabur kawung pilin ceplok limar"),  # Jambi
    "16": _palette("songket mengkudu nila", "emas belacu", "mengkudu daun", "bintang-berante limar tabur jumputan"),  # Sumatera Selatan
    "17": _palette("nila songket soga", "kapas kunyit", "mengkudu lumut", "pilin ceplok tabur limar"),  # Bengkulu
    "18": _palette("soga songket jelaga", "emas kunyit", "mengkudu nilam", "tapis pucuk-rebung ulos lepus"),  # Lampung
    "19": _palette("tarum nilam songket", "kapas emas", "secang tegeran", "limar gringsing tabur mega-mendung"),  # Kepulauan Bangka Belitung
    "21": _palette("nilam tarum daun", "kapas kunyit", "secang tegeran", "mega-mendung gringsing tabur pucuk-rebung"),  # Kepulauan Riau
    "31": _palette("mengkudu nilam daun", "kunyit kapas", "secang tegeran", "ceplok tabur pucuk-rebung kawung parang"),  # DKI Jakarta
    "32": _palette("nila daun gambir", "kapas belacu", "nilam mengkudu", "mega-mendung kawung lurik ceplok parang gringsing anyam-tikar"),  # Jawa Barat
    "33": _palette("soga nila jelaga", "belacu kunyit", "gambir mengkudu", "parang kawung lurik ceplok gringsing biji-kopi gebeng"),  # Jawa Tengah
    "34": _palette("soga tarum jelaga", "kapas belacu", "gambir nila", "kawung parang lurik ceplok"),  # DI Yogyakarta
    "35": _palette("mengkudu tarum daun", "kunyit kapas", "tegeran nilam", "ceplok gringsing parang kawung poleng limar gebeng"),  # Jawa Timur
    "36": _palette("gambir nila lumut", "kapas belacu", "soga secang", "lurik ceplok anyam-kepar poleng"),  # Banten
    "51": _palette("jelaga mengkudu tarum", "kapas emas", "tegeran secang", "poleng gringsing lepus ceplok limar"),  # Bali
    "52": _palette("tarum mengkudu soga", "kunyit kapas", "daun secang", "limar gebeng tabur lurik anyam-kepar"),  # Nusa Tenggara Barat
    "53": _palette("tarum soga jelaga", "kapas belacu", "mengkudu tegeran", "limar ulos tapis gebeng pilin"),  # Nusa Tenggara Timur
    "61": _palette("jelaga songket daun", "emas kapas", "mengkudu tegeran", "pilin limar pucuk-rebung anyam-kepar"),  # Kalimantan Barat
    "62": _palette("gambir jelaga mengkudu", "purun kapas", "tegeran lumut", "anyam-kepar pilin anyam-tikar tapis"),  # Kalimantan Tengah
    "63": _palette("daun songket nila", "kunyit kapas", "tegeran secang", "sasirangan titik-tujuh jumputan anyam-tikar"),  # Kalimantan Selatan
    "64": _palette("jelaga mengkudu daun", "kunyit kapas", "tegeran nilam", "pilin anyam-kepar tapis ulos"),  # Kalimantan Timur
    "65": _palette("soga jelaga nilam", "kunyit belacu", "mengkudu lumut", "pilin anyam-tikar limar tapis"),  # Kalimantan Utara
    "71": _palette("nila mengkudu tarum", "kapas emas", "secang daun", "pilin ulos gebeng limar"),  # Sulawesi Utara
    "72": _palette("soga daun songket", "kunyit kapas", "tegeran mengkudu", "limar anyam-kepar pilin ceplok"),  # Sulawesi Tengah
    "73": _palette("songket daun nila", "emas kapas", "secang tegeran", "lurik gebeng limar pilin ulos tapis"),  # Sulawesi Selatan
    "74": _palette("nila gambir songket", "emas kapas", "nilam tegeran", "gebeng tabur lurik anyam-tikar"),  # Sulawesi Tenggara
    "75": _palette("daun songket nilam", "kapas kunyit", "tegeran secang", "ceplok tabur sasirangan lepus"),  # Gorontalo
    "76": _palette("jelaga gambir nila", "belacu kunyit", "mengkudu tegeran", "gebeng lurik limar ulos"),  # Sulawesi Barat
    "81": _palette("mengkudu nilam jelaga", "kapas emas", "tegeran tarum", "lurik limar gringsing tabur"),  # Maluku
    "82": _palette("tarum daun mengkudu", "kunyit kapas", "nilam secang", "gringsing mega-mendung tabur limar"),  # Maluku Utara
    "91": _palette("gambir jelaga mengkudu", "belacu purun", "tegeran nilam", "tapis pilin anyam-kepar titik-tujuh"),  # Papua
    "92": _palette("daun jelaga gambir", "purun kapas", "mengkudu tegeran", "anyam-tikar tapis sasirangan gringsing"),  # Papua Barat
    "93": _palette("lumut soga jelaga", "belacu kunyit", "mengkudu gambir", "pilin anyam-kepar titik-tujuh limar"),  # Papua Selatan
    "94": _palette("jelaga soga daun", "purun kapas", "mengkudu kunyit", "anyam-kepar titik-tujuh tapis ulos"),  # Papua Tengah
    "95": _palette("soga lumut songket", "kapas purun", "tegeran jelaga", "titik-tujuh anyam-tikar jumputan tapis"),  # Papua Pegunungan
    "96": _palette("nilam tarum daun", "kapas belacu", "secang mengkudu", "gringsing mega-mendung pilin sasirangan"),  # Papua Barat Daya
}  # fmt: skip


@lru_cache(maxsize=1024)
def dress_of(region: str) -> Dress:
    """What a region wears, by its official code: `16.71`. A code of a province has the dress of its first region."""
    if region in REGIONS:
        return REGIONS[region]
    digits = re.sub("[^0-9]", "", region)
    palette = (
        PROVINCES.get(digits[:2]) or tuple(PROVINCES.values())[sum(region.encode("utf-8", "replace")) % len(PROVINCES)]
    )
    number = int(digits[2:4] or "0")
    turn, place = divmod(number, len(palette.darks) + 1)
    dark = palette.darks[(place + turn) % len(palette.darks)]
    border = palette.darks[(place + turn + 1) % len(palette.darks)]
    light = palette.lights[turn % len(palette.lights)]
    accent = palette.accents[(number + turn // 2) % len(palette.accents)]
    figure = palette.figures[(number + turn // 2) % len(palette.figures)]
    if place == len(palette.darks):  # every so often a light ground with a dark figure
        return Dress(light, dark, accent, border, figure)
    return Dress(dark, light, accent, border, figure)


@lru_cache(maxsize=1024)
def light(colour: str) -> float:
    """Relative luminance of `#rrggbb`, near enough."""
    return float(
        sum(weight * (int(colour[i : i + 2], 16) / 255) ** 2.2 for i, weight in ((1, 0.2126), (3, 0.7152), (5, 0.0722)))
    )


@lru_cache(maxsize=16_384)  # a province's dyes out of seven vats, two by two
def mixed(one: str, other: str, share: float) -> str:
    """`share` of `other` in `one`."""
    return "#" + "".join(
        f"{round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share):02x}" for i in (1, 3, 5)
    )
