"""What a row is: a record, or a total, a header again, numbers of columns, what closes a table, or a line that begins a section.

A section line tells of the rows below it where they are: `KECAMATAN JAKABARING`, `II. KABUPATEN LAHAT`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.exchange.layout import Layout
from generator.exchange.titles import VILLAGE
from generator.model.category import Categories
from generator.model.collate import letters_of, quoted, tidy
from generator.model.region import Atlas, Region

TOTAL = "Baris jumlah"
TOTALS = ("jumlah", "total", "subtotal", "grandtotal", "jml")
MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
CLOSING = re.compile(
    rf"(?i)mengetahui\b|(?:(?:plt|plh)\.? )?kepala (?:dinas|bidang|seksi)\b|nip\b[ .:]*[\d ]*$|sumber *:|[a-z. ]+, (?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}$"
)
COUNTER = re.compile(r"(?i)^(?:[ivxl]{1,6}|[a-z]|\d{1,3})(?:[.)]+\s*|\s+)(?=\S{3})")
SECTION = re.compile(
    r"(?i)(?:(?P<region>kabupaten|kab\b\.?|kota\b)|(?P<district>kecamatan|kec\b\.?)|(?P<village>kelurahan|desa|kel\b\.?))[ .:]*(?P<name>.+)"
)


def skipped(cells: list[str], filled: list[int], layout: Layout, *, after_total: bool) -> str:
    """What a row is when it is no record; else an empty text."""
    if what := _of_table(cells, filled):
        return what
    if not layout.own and len(layout.targets) > 3 and _is_closing(cells, filled, after_total):
        said = " ".join(cells[place - 1] for place in filled if place not in layout.private)
        return f"Baris penutup ({quoted(said)})"
    return ""


def _of_table(cells: list[str], filled: list[int]) -> str:
    words = (letters_of(cells[place - 1]) for place in filled)  # only as many as are asked for: rows are many
    first = next(words)
    if first.startswith(TOTALS) and (first in TOTALS or all(word.isdigit() for word in words)):
        return TOTAL
    if first == "1" and len(filled) > 2 and list(words) == [str(number) for number in range(2, len(filled) + 1)]:
        return "Baris nomor kolom"
    return ""


def _is_closing(cells: list[str], filled: list[int], after_total: bool) -> bool:
    """True for what stands below a table: place and date, who signs, where the figures come from."""
    if len(filled) > 2:
        return False
    return (after_total and len(filled) == 1) or any(CLOSING.match(tidy(cells[place - 1])) for place in filled)


@dataclass(frozen=True, slots=True)
class Section:
    """What a line says of the rows below it: cells by column key, as texts."""

    text: str
    region: str = ""
    district: str = ""
    village: str = ""
    category: str = ""

    def below(self, upper: Section) -> Section:
        """This section within the one above: a new region ends districts, a new district ends villages."""
        if self.region and not self.district:
            return Section(self.text, self.region, category=upper.category)
        if self.district:
            return Section(self.text, self.region or upper.region, self.district, category=upper.category)
        if self.village:
            return Section(self.text, upper.region, upper.district, self.village, upper.category)
        return Section(self.text, upper.region, upper.district, upper.village, self.category)

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """What the rows below get where they say nothing themselves."""
        pairs = (
            ("kabupaten", self.region),
            ("kecamatan", self.district),
            (VILLAGE, self.village),
            ("kategori", self.category),
        )
        return tuple((key, text) for key, text in pairs if text)


NO_SECTION = Section("")


def section_of(words: list[str], atlas: Atlas, categories: Categories) -> Section | None:
    """The section that a line of few words begins; None when it begins none."""
    if not 0 < len(words) <= 3 or sum(map(len, words)) > 80:
        return None
    text = tidy(" ".join(words))
    bare = COUNTER.sub("", text)
    match = SECTION.fullmatch(bare)
    if match is None:
        region = region_named(bare, atlas)
        if region is not None:
            return Section(text, region.code)
        is_heading = bare != text or bare.isupper()
        slug = _category(bare, categories) if is_heading else ""
        return Section(text, category=slug) if slug else None
    name = re.split(r"\s*[,/(]\s*|\s+-\s+", match["name"])[0]
    if match["region"]:
        region = region_named(bare, atlas) or region_named(f"{match['region']} {name}", atlas)
        return Section(text, region.code) if region else None
    if match["district"]:
        homes = [code for code in atlas.by_code if letters_of(name) in _districts(atlas, code)]
        within = region_in(match["name"], atlas) if name != match["name"] else ""
        return (
            Section(text, within or (homes[0] if len(homes) == 1 else ""), name.title() if name.isupper() else name)
            if homes
            else None
        )
    return Section(text, village=name.title() if name.isupper() else name) if len(words) < 3 else None


def _category(text: str, categories: Categories) -> str:
    folded = " ".join(text.casefold().split())
    return next(
        (item.slug for item in categories.items if folded in (item.slug, item.name.casefold(), *item.words)), ""
    )


@cache
def _districts(atlas: Atlas, code: str) -> frozenset[str]:
    return frozenset(map(letters_of, atlas.districts(code)))


@cache
def _regions(atlas: Atlas) -> dict[str, list[Region]]:
    """Letters of the names of regions, with and without their kind -> the regions."""
    named: dict[str, list[Region]] = {}
    for region in atlas.regions:
        kinds = (
            ("", "kota", "kotamadya") if letters_of(region.full_name).startswith("kota") else ("", "kabupaten", "kab")
        )
        for kind in kinds:
            named.setdefault(kind + letters_of(region.name), []).append(region)
    return named


def region_named(text: str, atlas: Atlas) -> Region | None:
    """The one region whose name a text is, with or without its kind."""
    regions = _regions(atlas).get(letters_of(text), [])
    return regions[0] if len(regions) == 1 else None


COMMON = frozenset(
    "data umkm ukm ikm umk daftar tahun rekap list lampiran pelaku usaha produk binaan kota kabupaten kab wilayah se di dan sheet "
    "lembar update terbaru final fix januari februari maret april mei juni juli agustus september oktober november desember".split()
)  # words beside which a region's name needs no `kabupaten` or `kota`


def region_in(text: str, atlas: Atlas) -> str:
    """The code of the one region that a text names among other words, as the name of a sheet or a heading does."""
    words = re.findall(r"[^\W\d_]+", text)
    regions: list[tuple[Region, bool]] = []  # with whether its kind stands before its name
    others = False
    start = 0
    while start < len(words):
        lengths = range(min(5, len(words) - start), 0, -1)
        pairs = ((length, region_named("".join(words[start : start + length]), atlas)) for length in lengths)
        length, region = next(((length, region) for length, region in pairs if region), (1, None))
        if region is not None:
            regions.append((region, letters_of(words[start]).startswith(("kab", "kota"))))
        else:
            others |= letters_of(words[start]) not in COMMON
        start += length
    codes = {region.code for region, has_kind in regions if has_kind or not others}
    return codes.pop() if len(codes) == 1 else ""
