"""The regions of one province, and which of them a text means.

A region's identity is its official code, a text. Codes are Kemendagri's (`16.71`); those of BPS differ and
are refused where they would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from generator.model.clean_text import figures
from generator.model.collate import letters_of, means_nothing, quoted, tidy
from generator.model.gazetteer import (
    Province,
    Region,
    centroids,
    district_key,
    district_names,
    province_of,
    provinces,
    read_province,
    rows,
)
from generator.model.problem import Remark, Remarks, Unreadable, did_you_mean
from generator.model.rules import (
    AMBIGUOUS_NUMBER,
    AMBIGUOUS_REGION,
    FOREIGN_REGION,
    UNKNOWN_DISTRICT,
    UNKNOWN_REGION,
)

__all__ = ["Atlas", "Province", "Region", "provinces", "read_province"]

# Where Kemendagri's code and BPS's differ: Kemendagri -> BPS, without the full stop. Provinces 15 and 16 from the
# README of the data, 31 from general knowledge. 35 and 36 were compared: no difference. Others were not compared.
_BPS = {
    "15": {"1506": "1507", "1507": "1506", "1508": "1509", "1509": "1508"},
    "16": {"1608": "1609", "1609": "1608", "1672": "1673", "1673": "1674", "1674": "1672"},
    "31": {"3171": "3173", "3172": "3175", "3173": "3174", "3174": "3171", "3175": "3172"},
    "35": {},
    "36": {},
}

_STREET = r"(?i)(?:kel|kelurahan|desa|ds|dusun|kampung|jl|jln|jalan|gg|gang|lorong|lrg|komplek|perum|rt|rw|no|blok)\b"
_COUNTRY = frozenset({"indonesia", "ri", "nkri"})

_KIND_WORDS = (
    *(("kabupatenkota", ""), ("kabkota", ""), ("pemerintahkota", "kota"), ("pemerintahkabupaten", "kabupaten")),
    *(("pemkot", "kota"), ("pemkab", "kabupaten")),
    *(("kabupatenadministrasi", "kabupaten"), ("kabadm", "kabupaten"), ("kabupaten", "kabupaten")),
    *(("kab", "kabupaten"), ("kotaadministrasi", "kota"), ("kotaadm", "kota"), ("kotamadya", "kota")),
    *(("kodya", "kota"), ("kota", "kota")),
)


class Atlas:
    """The regions of one province. Get it by `Atlas.of("16")`; it is made once per run."""

    __slots__ = ("by_code", "by_slug", "province", "regions")

    def __init__(self, province: Province) -> None:
        """Use `Atlas.of`."""
        self.province = province
        self.regions: tuple[Region, ...] = tuple(
            Region(code, name, kind, province) for code, name, kind, _ in rows("kabupaten_kota.csv", province.code)
        )
        self.by_code: Mapping[str, Region] = MappingProxyType({region.code: region for region in self.regions})
        self.by_slug: Mapping[str, Region] = MappingProxyType({region.slug: region for region in self.regions})

    @classmethod
    def of(cls, province_code: str) -> Atlas:
        """The atlas of the province with this official code. `KeyError` for a code that there is not."""
        return _atlas(province_code)

    def read(self, text: str, remarks: Remarks) -> Region | None:
        """The region that `text` names: by code (`16.71`, `1671`), name with or without kind, or alias.

        Raises `Unreadable`: AMBIGUOUS_REGION (both a kabupaten and a kota; a code that BPS uses for another
        region), FOREIGN_REGION (in another province), UNKNOWN_REGION.
        """
        if text in self.by_code:
            return self.by_code[text]
        text = figures(text)
        if means_nothing(text):
            return None
        if re.match("[0-9]", text) and letters_of(text) not in _names(self.province.code):
            return self._by_number(text, remarks)
        if match := re.fullmatch(r"(.+?) ?\(([0-9]{2}\.[0-9]{2})\)", text):
            return self._both(match[2], match[1], text)
        regions = self._by_name(text) or self._by_parts(text)
        if len(regions) > 1:
            names = " atau ".join(f"{region.full_name} ({region.code})" for region in regions)
            hint = f"Tulis jenisnya, contoh: {regions[-1].full_name}."
            raise Unreadable(AMBIGUOUS_REGION, f"{quoted(text)} bisa {names}.", hint)
        if regions:
            return regions[0]
        raise self._foreign(text) or self._unknown(text)

    def _by_number(self, text: str, remarks: Remarks) -> Region:
        """The region of a code, as typed or as a spreadsheet has left it."""
        if match := re.fullmatch(r"([0-9]{2}\.[0-9]{2})[ :–-]+(.+)", text):
            return self._both(match[1], match[2], text)
        match = re.fullmatch(r"([0-9]{2})([.,]?)([0-9]{2})(?:\.0)?", text)
        if match is None:
            raise self._bad_number(text)
        code = f"{match[1]}.{match[3]}"
        region = self.by_code.get(code)
        if region is None:
            raise self._bad_code(text, code)
        if not match[2]:
            self._check_bps(text, region, remarks)
        return region

    def _check_bps(self, text: str, region: Region, remarks: Remarks) -> None:
        """Refuse a code without full stop where BPS uses it otherwise; remark where that is not known."""
        differing = _BPS.get(self.province.code)
        if differing is None:
            message = f"kode {quoted(text)} dibaca {region.code} ({region.full_name}) menurut Kemendagri."
            hint = f"Kode BPS bisa berbeda. Jika sudah benar, tulis dengan titik: {region.code}."
            remarks.append(Remark(AMBIGUOUS_NUMBER, message, hint))
            return
        plain_code = region.code.replace(".", "")
        if plain_code in differing:
            theirs = next(ours for ours, bps in differing.items() if bps == plain_code)
            other = self.by_code[f"{theirs[:2]}.{theirs[2:]}"]
            message = (
                f"kode {quoted(text)} bisa {region.full_name} ({region.code}, kode Kemendagri) "
                f"atau {other.full_name} ({other.code}, kode BPS {plain_code})."
            )
            hint = f"Tulis kode dengan titik atau namanya, contoh: {region.code} atau {region.full_name}."
            raise Unreadable(AMBIGUOUS_REGION, message, hint)

    def _both(self, code: str, name: str, text: str) -> Region:
        """The region of `16.71 Kota Palembang`, where code and name must agree."""
        region = self.by_code.get(code)
        if region is None:
            raise self._bad_code(text, code)
        if region not in (self._by_name(name) or self._by_parts(name)):
            message = f"kode {code} adalah {region.full_name}, bukan {quoted(name)}."
            raise Unreadable(AMBIGUOUS_REGION, message, "Tulis kodenya saja atau namanya saja.")
        return region

    def _by_name(self, text: str) -> list[Region]:
        """The regions that a name or alias may mean."""
        return _named(self.province.code, text)

    def _by_parts(self, text: str) -> list[Region]:
        """The regions of a name with more around it: its province, its abbreviation, its kind, one of its kecamatan, a street.

        Empty when something stands there that does not belong to the region.
        """
        parts = [part.strip() for part in re.split(r"[,;|/()\[\]\n]|\s-+\s|\b[0-9]{5}\b", text) if letters_of(part)]
        kinds = [kind for part in parts for prefix, kind in _KIND_WORDS if letters_of(part) == prefix]
        own = _province_names(self.province) | _COUNTRY
        bare = [_without_end(part, own) for part in parts if letters_of(part) not in own]
        bare = bare or [part for part in parts if self._by_name(part)]  # a kota may have its province's name
        meant = [named for part in bare if (named := self._by_name(part))]
        regions = [region for region in self.regions if meant and all(region in named for named in meant)]
        regions = regions or [region for named in meant for region in named]
        regions = [region for region in regions if not kinds or region.kind in kinds]
        names = district_names(self.province.code)
        rest = [
            part
            for part in bare
            if not self._by_name(part) and letters_of(part) not in dict(_KIND_WORDS) and not re.match(_STREET, part)
        ]
        if len(regions) == 1 and any(district_key(part) not in names[regions[0].code] for part in rest):
            return []
        return regions

    def _foreign(self, text: str) -> Unreadable | None:
        """The refusal of a region that another province has."""
        others = [Atlas.of(province.code) for province in provinces() if province != self.province]
        homes = " atau ".join(other.province.name for other in others if other._by_name(text) or other._by_parts(text))
        if not homes:
            return None
        message = f"{quoted(text)} ada di {homes}, bukan di {self.province.name}."
        return Unreadable(FOREIGN_REGION, message, f"Isi kabupaten/kota di {self.province.name}.")

    def _unknown(self, text: str) -> Unreadable:
        """The refusal of a name that no province has, with the nearest one that this province has."""
        if letters_of(text) == letters_of(self.province.name):
            message = f"{quoted(text)} nama provinsi, bukan kabupaten/kota."
        else:
            message = f"kabupaten/kota {quoted(text)} tidak ada di {self.province.name}."
        bare = re.sub(r"(?i)^(?:kabupaten|kab|kota)\b\.? *", "", text)
        near = self._by_name(bare)
        if near:  # the right name with the wrong kind
            return Unreadable(UNKNOWN_REGION, message, f'Maksudnya "{near[0].full_name}"?')
        hint = did_you_mean(bare, [region.name for region in self.regions])
        return Unreadable(UNKNOWN_REGION, message, hint or f"Tulis kode atau namanya, contoh: {self._sample}.")

    def _bad_number(self, text: str) -> Unreadable:
        """The refusal of a number that is no code of a kabupaten/kota."""
        whole = f"{text.replace(',', '.')}0"
        if whole in self.by_code:
            name = self.by_code[whole].name
            hint = f"Lembar kerja membuang nol di belakang. Tulis sebagai teks, contoh: {whole} ({name})."
            return Unreadable(UNKNOWN_REGION, f"kode {quoted(text)} tidak lengkap.", hint)
        if re.match(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}", text):
            hint = f"Tulis kode kabupaten/kotanya saja: {text[:5]}."
            return Unreadable(UNKNOWN_REGION, f"{quoted(text)} kode kecamatan atau desa.", hint)
        hint = f"Tulis kode atau namanya, contoh: {self._sample}."
        return Unreadable(UNKNOWN_REGION, f"{quoted(text)} bukan kode kabupaten/kota.", hint)

    def _bad_code(self, text: str, code: str) -> Unreadable:
        """The refusal of a code that this province does not have."""
        home = province_of().get(code[:2])
        region = Atlas.of(home.code).by_code.get(code) if home else None
        if home and region:
            here = self.province.name
            message = f"kode {quoted(text)} adalah {region.full_name} di {home.name}, bukan di {here}."
            return Unreadable(FOREIGN_REGION, message, f"Isi kabupaten/kota di {here}.")
        message = f"kode {quoted(text)} tidak ada di {self.province.name}."
        return Unreadable(UNKNOWN_REGION, message, f"Tulis kode atau namanya, contoh: {self._sample}.")

    @property
    def _sample(self) -> str:
        """An example for hints, of this province."""
        return f"{self.regions[-1].code} atau {self.regions[-1].full_name}"

    def districts(self, region_code: str) -> tuple[str, ...]:
        """The official names of the kecamatan of a region, ordered by code."""
        return tuple(district_names(self.province.code)[region_code].values())

    def read_district(self, text: str, region: Region, remarks: Remarks) -> str | None:
        """The official name of a kecamatan (`Ilir Barat I` is `Ilir Barat Satu`).

        One that the region does not have is returned as written, with an UNKNOWN_DISTRICT remark.
        """
        text = tidy(text)
        if means_nothing(text):
            return None
        districts = district_names(self.province.code)
        key = district_key(text)
        if official := districts[region.code].get(key):
            return official
        homes = [self.by_code[code].full_name for code, names in districts.items() if key in names]
        hint = (
            f"Kecamatan ini ada di {' dan '.join(homes)}." if homes else did_you_mean(text, self.districts(region.code))
        )
        message = f"kecamatan {quoted(text)} tidak ada di {region.full_name}. Ditampilkan seperti tertulis."
        remarks.append(Remark(UNKNOWN_DISTRICT, message, hint or "Periksa ejaannya."))
        return text

    def centroid(self, region_code: str) -> tuple[float, float]:
        """A point inside the region, for labels: latitude and longitude in degrees (WGS 84)."""
        return centroids(self.province.code)[region_code]


@cache
def _atlas(province_code: str) -> Atlas:
    return Atlas(province_of()[province_code])


@lru_cache(maxsize=4096)
def _named(province_code: str, text: str) -> list[Region]:
    """The regions that a name or alias may mean."""
    names = _names(province_code)
    key = letters_of(re.sub(r"(?i)\bkep\b\.?", "kepulauan", text))
    if key in names:
        return names[key]
    for prefix, kind in _KIND_WORDS:
        meant = names.get(key[len(prefix) :], []) if key.startswith(prefix) else []
        if of_kind := [region for region in meant if kind in ("", region.kind)]:
            return of_kind
    return []


@cache
def _names(province_code: str) -> dict[str, list[Region]]:
    """The letters of every name and alias in a province, with the regions they may mean."""
    atlas = Atlas.of(province_code)
    regions: dict[str, list[Region]] = {}
    for region in atlas.regions:
        regions.setdefault(letters_of(region.name), []).append(region)
    for code, alias in rows("alias.csv", f"{province_code}."):
        meant = regions.setdefault(letters_of(alias), [])
        if atlas.by_code[code] not in meant:
            meant.append(atlas.by_code[code])
    return regions


def _without_end(part: str, names: Collection[str]) -> str:
    """A part of a name without the province or country (by the letters of its name) that it ends with."""
    words = re.split(r"[\s-]+", part)
    ends = (end for end in range(1, len(words)) if letters_of(" ".join(words[end:])) in names)
    return " ".join(words[: next(ends, len(words))])


@cache
def _province_names(province: Province) -> frozenset[str]:
    """The letters of every name of a province, with and without the word "Provinsi"."""
    names = [province.name, *(alias for code, alias in rows("alias.csv", province.code) if code == province.code)]
    names += [name.replace("Sumatera", "Sumatra") for name in names]
    return frozenset(prefix + letters_of(name) for name in names for prefix in ("", "provinsi", "prov", "propinsi"))
