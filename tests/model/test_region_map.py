"""The map of a province as SVG paths and its regions' neighbours, for all 38 provinces."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from generator.model.gazetteer import DATA, provinces
from generator.model.region import Atlas
from generator.model.region_map import province_map
from generator.theme.map_labels import place_labels

PROVINCES = [province.code for province in provinces()]
LARGEST = 8000  # bytes
REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "tests" / "data" / "batas-34.geojson"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that draws the maps."""
    spec = importlib.util.spec_from_file_location("gambar_peta", REPOSITORY / "docs" / "peta" / "gambar_peta.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rings(path: str) -> list[list[tuple[int, int]]]:
    """The rings of a path of relative `m l z`, in the map's units."""
    found, x, y = [], 0, 0
    for part in re.findall("m[^z]*z", path):
        numbers = [int(item) for item in re.findall("-?[0-9]+", part)]
        px, py, ring = x, y, []
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            px, py = px + across, py + down
            ring.append((px, py))
        x, y = ring[0]
        found.append(ring)
    return found


@pytest.mark.parametrize("province", PROVINCES)
def test_every_province_has_a_small_map_with_all_its_regions(province: str) -> None:
    chart, atlas = province_map(province).drawing, Atlas.of(province)
    assert [shape.code for shape in chart.shapes] == sorted(atlas.by_code)
    assert sum(len(shape.path) for shape in chart.shapes) <= LARGEST
    assert max(chart.width, chart.height) in (1000, 1001)
    for shape in chart.shapes:
        assert re.fullmatch("(m[-0-9 ]+l[-0-9 ]+z)+", shape.path), shape
        for ring in rings(shape.path):
            assert len(ring) >= 3
            assert all(-3 <= x <= chart.width + 3 and -3 <= y <= chart.height + 3 for x, y in ring)
        assert 0 <= shape.x <= chart.width and 0 <= shape.y <= chart.height


@pytest.mark.parametrize("province", ["16", "35"])
def test_regions_still_meet(province: str) -> None:
    edges: dict[frozenset[tuple[int, int]], int] = {}
    for shape in province_map(province).drawing.shapes:
        for ring in rings(shape.path):
            for one, two in zip(ring, ring[1:] + ring[:1], strict=True):
                edges[frozenset((one, two))] = edges.get(frozenset((one, two)), 0) + 1
    shared = sum(count == 2 for count in edges.values())
    assert max(edges.values()) <= 2
    assert shared > 0.25 * len(edges)


@pytest.mark.parametrize("province", PROVINCES)
def test_every_region_has_neighbours_in_its_province(province: str) -> None:
    near, atlas = province_map(province).neighbours, Atlas.of(province)
    assert near.keys() == set(atlas.by_code)
    for code, others in near.items():
        assert 0 < len(others) <= 6 and code not in others and set(others) <= set(atlas.by_code)


def test_palembang_lies_beside_banyuasin() -> None:
    near = province_map("16").neighbours
    assert "16.07" in near["16.71"] and "16.71" in near["16.07"]
    assert "16.73" not in near["16.71"]  # Lubuk Linggau lies at the other end


def test_the_script_makes_what_ships(script: ModuleType) -> None:
    data = script.province_data(json.loads(SAMPLE.read_text("utf-8")), script.centroids_of("34."))
    assert script.written(data) == (DATA / "peta" / "34.json").read_text("utf-8")


def test_a_shared_side_makes_neighbours_and_a_corner_does_not(script: ModuleType) -> None:
    corners = {"a": (0, 0), "b": (1, 0), "c": (1, 1), "d": (9, 9)}
    points = {code: frozenset((x + dx, y + dy) for dx in (0, 1) for dy in (0, 1)) for code, (x, y) in corners.items()}
    centroids = {code: (y + 0.5, x + 0.5) for code, (x, y) in corners.items()}
    assert script.nearest(centroids, points) == {"a": ["b"], "b": ["a", "c"], "c": ["b"], "d": ["c", "b", "a"]}


def test_names_on_the_map_do_not_meet() -> None:
    chart = province_map("16").drawing
    labels = place_labels(chart, {shape.code: f"Ogan Komering {shape.code}" for shape in chart.shapes})
    assert 8 <= len(labels) <= 17
    places = [(y, x) for label in labels for _, x, y in label.lines]
    assert len(places) == len(set(places))
