"""Cloths drawn from data."""

from __future__ import annotations

import gzip
import re
import statistics
import subprocess
import sys
from collections import Counter
from xml.etree import ElementTree

import pytest

from generator.model.region import Atlas, provinces
from generator.motif.cloth import choose
from generator.motif.dyes import DYES, PROVINCES, REGIONS, dress_of, light
from generator.motif.figures import BY_CATEGORY, BY_WORD, FIGURES
from generator.motif.svg import draw_hanging, draw_motif

SELLER = ["Pempek kapal selam beku", "Pempek campur vakum", "Cuko botol", "Tekwan kering siap rebus", "Kemplang tunu", "Sambal kemplang",
          "Kue delapan jam", "Maksuba telur bebek", "Model gandum", "Laksan kuah", "Burgo", "Celimpungan", "Kerupuk palembang",
          "Pempek lenjer besar", "Pempek kulit", "Pindang patin", "Tempoyak", "Srikayo", "Engkak ketan", "Lempok"]  # fmt: skip
SAMPLES = [
    (category, code, name) for category in BY_CATEGORY for code in (*REGIONS, "35.78", "94.01") for name in SELLER[:6]
]


def test_the_same_data_gives_the_same_cloth_in_any_process() -> None:
    call = 'from generator.motif.svg import draw_motif as d;print(d("kriya","16.02","Tikar purun","_1"),end="")'
    results = {
        subprocess.run(
            [sys.executable, "-c", call], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in "12"
    }
    assert results == {draw_motif("kriya", "16.02", "Tikar purun", "_1").encode()}


@pytest.mark.parametrize("size", [(240, 180), (120, 120), (720, 120)])
def test_cloths_are_plain_drawings_with_ids_of_the_callers_choice(size: tuple[int, int]) -> None:
    for sample in SAMPLES:
        one, two = draw_motif(*sample, "_1", *size), draw_motif(*sample, "_2", *size)
        assert one.replace("_1", "_2") == two
        assert "style" not in one and "@" not in one and "script" not in one
        tree = ElementTree.fromstring(one)
        ids = [item.attrib["id"] for item in tree.iter() if "id" in item.attrib]
        assert len(ids) == len(set(ids))
        assert all(item.startswith("_1") for item in ids)
        for reference in re.findall(r'(?:url\(|href=")#([^)"]+)', one):
            assert reference in ids
        assert not re.search('="[A-Z]"', one)  # every thread has its colour


def test_content_never_reaches_the_drawing() -> None:
    evil = '"/><script>alert(1)</script>@'
    assert "script" not in draw_motif(evil, evil, evil, "_1")
    assert "script" not in draw_hanging(evil, "_1", 60, 120)


def test_cloths_are_small() -> None:
    sizes = [len(draw_motif(*sample, "_1")) for sample in SAMPLES]
    assert statistics.median(sizes) < 1100
    assert max(sizes) < 2000
    page = "".join(draw_motif("fesyen", "16.71", name, f"_{n}") for n, name in enumerate(SELLER))
    assert len(gzip.compress(page.encode(), 9)) < 3500


def twins(category: str, region: str, name: str) -> int:
    """How many of 1,000 products share their cloth with another."""
    found = Counter(draw_motif(category, region, name.format(number), "_1") for number in range(1000))
    return sum(count for count in found.values() if count > 1)


@pytest.mark.parametrize("category", BY_CATEGORY)
def test_under_two_percent_of_a_thousand_products_are_twins(category: str) -> None:
    for region in ("16.71", "16.02", "35.78", "53.04", "94.01"):
        assert twins(category, region, "Produk nomor {}") < 20


@pytest.mark.parametrize("word", BY_WORD)
def test_nor_are_those_whose_name_chooses_the_figure(word: str) -> None:
    assert twins("fesyen", "16.71", f"Kain {word} nomor {{}}") < 20


def test_every_region_has_its_dyes_and_a_word_in_the_name_knows_better() -> None:
    assert dress_of("16.71") == REGIONS["16.71"]
    assert choose("kuliner", "16.71", "Kain songket lepus").figure in BY_WORD["songket"]
    assert choose("fesyen", "16.71", "Mainan berikan").figure in BY_CATEGORY["fesyen"]  # "berikan" is not "ikan"
    assert choose("tak-dikenal", "16.71", "x").figure in BY_CATEGORY["lainnya"]
    assert {figure for figures in (*BY_CATEGORY.values(), *BY_WORD.values()) for figure in figures} <= set(FIGURES)


def test_the_regions_of_a_province_hang_as_different_cloths() -> None:
    hanging = [draw_hanging(code, "_1", 60, 100) for code in REGIONS]
    assert len(set(hanging)) == len(REGIONS)
    assert len({draw_hanging(f"35.{n:02d}", "_1", 60, 100) for n in range(1, 30)}) >= 25


def test_every_province_has_dyes_of_its_own_and_its_neighbours_differ() -> None:
    assert set(PROVINCES) == {province.code for province in provinces()}
    assert len({palette[:3] for palette in PROVINCES.values()}) == len(PROVINCES)
    for code in PROVINCES:
        dresses = [dress_of(region.code) for region in Atlas.of(code).regions]
        assert len(set(dresses)) >= 0.7 * len(dresses), code
        for dress in dresses:
            assert dress.figure in FIGURES
            assert abs(light(DYES[dress.ground]) - light(DYES[dress.thread])) > 0.1, (code, dress)
