"""The gazetteer: provinces, kabupaten/kota and what the package's own data say of them.

Knows nothing of reading names. Data: `generator/data/wilayah/` (see its README for sources and licence). Each
file is read only when asked for. The files have no quoted cells (a test sees to that), so lines are split at
commas.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.model.collate import letters_of, plain, quoted, slugify, tidy
from generator.model.problem import Remarks, Unreadable, did_you_mean
from generator.model.rules import UNKNOWN_REGION

DATA = Path(__file__).parent.parent / "data" / "wilayah"

JAKARTA = "31"
"""Its kota and kabupaten are "administrasi": they have no council of their own."""

_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
)
_WORDS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_NUMERALS = (
    {word: str(number) for number, word in enumerate(_ROMAN, 1)}
    | {word: str(number) for number, word in enumerate(_WORDS, 1)}
    | {"xxiv": "24"}
)


class Province(NamedTuple):
    """A province: its official code (two digits, a text) and name."""

    code: str
    name: str


class Region(NamedTuple):
    """A kabupaten or kota: its official code (`16.71`), name without prefix, kind, and province."""

    code: str
    name: str
    kind: str
    province: Province

    @property
    def full_name(self) -> str:
        """`Kabupaten Lahat`, `Kota Palembang`, `Kota Administrasi Jakarta Pusat`."""
        kind = "Kota" if self.kind == "kota" else "Kabupaten"
        return f"{kind} Administrasi {self.name}" if self.province.code == JAKARTA else f"{kind} {self.name}"

    @property
    def short(self) -> str:
        """For lists: `Kota Palembang`, `Banyuasin`."""
        return f"Kota {self.name}" if self.kind == "kota" else self.name

    @property
    def slug(self) -> str:
        """Its address below `/wilayah/`: `kota-palembang`, `lahat`."""
        return slugify(self.short)


@cache
def rows(file: str, prefix: str) -> list[list[str]]:
    """The rows of a data file whose code begins with `prefix`."""
    lines = (DATA / file).read_text("utf-8").splitlines()[1:]
    return [line.split(",") for line in lines if line.startswith(prefix)]


@cache
def provinces() -> tuple[Province, ...]:
    """All provinces, ordered by code."""
    return tuple(Province(code, name) for code, name in rows("provinsi.csv", ""))


@cache
def province_of() -> dict[str, Province]:
    """All provinces by code."""
    return {province.code: province for province in provinces()}


@cache
def district_names(province_code: str) -> dict[str, dict[str, str]]:
    """For every region of a province, its kecamatan: comparison key -> official name."""
    districts: dict[str, dict[str, str]] = {}
    for _, name, region_code in rows("kecamatan.csv", f"{province_code}."):
        districts.setdefault(region_code, {})[district_key(name)] = name
    return districts


@cache
def centroids(province_code: str) -> dict[str, tuple[float, float]]:
    """For every region of a province, a point inside it: latitude and longitude in degrees (WGS 84)."""
    points = rows("titik_tengah.csv", f"{province_code}.")
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in points}


def district_key(text: str) -> str:
    """Letters and digits, numerals by value: `Kec.

    Ilir Barat I`, `Ilir Barat Satu` and `ilir barat 1` are the same.
    """
    words = re.findall("[a-z0-9]+", re.sub("['’`]", "", plain(text)))
    joined = [_NUMERALS.get(word, word) for word in words]
    return "".join(joined[1:] if joined[:1] in (["kecamatan"], ["kec"]) else joined)


def read_province(text: str, remarks: Remarks | None = None) -> Province:
    """The province that `text` names: code (`16`), name or alias (`Sumsel`).

    Raises `Unreadable` (UNKNOWN_REGION).
    """
    text = tidy(text)
    code = text.removesuffix(".0")
    if code in province_of():
        return province_of()[code]
    key = letters_of(text).removeprefix("provinsi")
    names = {letters_of(province.name): province for province in provinces()}
    for alias_code, alias in rows("alias.csv", ""):
        if alias_code in province_of():
            names.setdefault(letters_of(alias), province_of()[alias_code])
    if key in names:
        return names[key]
    hint = did_you_mean(text, [province.name for province in provinces()]) or 'Contoh: "16" atau Sumatera Selatan.'
    raise Unreadable(UNKNOWN_REGION, f"provinsi {quoted(text)} tidak dikenal.", hint)
