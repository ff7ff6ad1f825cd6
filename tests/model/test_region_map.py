"""The map of a province as SVG paths, for all 38 provinces."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

import generator.data
from generator.model.page_parts import RegionMap
from generator.model.region_map import province_map
from generator.theme.map_labels import place_labels

DATA = Path(generator.data.__file__).parent / "wilayah"
PROVINCES = sorted(path.stem for path in (DATA / "batas").glob("*.geojson"))
LARGEST = 8000  # bytes


def map_of(province: str) -> RegionMap:
    """The map of a province from the data that ships."""
    with (DATA / "titik_tengah.csv").open(encoding="utf-8") as file:
        centroids = {row["kode"]: (float(row["lintang"]), float(row["bujur"])) for row in csv.DictReader(file)}
    return province_map(json.loads((DATA / "batas" / f"{province}.geojson").read_text("utf-8")), centroids)


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
    chart = map_of(province)
    codes = [shape.code for shape in chart.shapes]
    assert codes == sorted(codes)
    with (DATA / "kabupaten_kota.csv").open(encoding="utf-8") as file:
        assert codes == sorted(row["kode"] for row in csv.DictReader(file) if row["provinsi_kode"] == province)
    assert sum(len(shape.path) for shape in chart.shapes) <= LARGEST
    assert max(chart.width, chart.height) in (1000, 1001)
    for shape in chart.shapes:
        assert re.fullmatch("(m[-0-9 ]+l[-0-9 ]+z)+", shape.path), shape
        for ring in rings(shape.path):
            assert len(ring) >= 3
            assert all(-3 <= x <= chart.width + 3 and -3 <= y <= chart.height + 3 for x, y in ring)
        assert 0 <= shape.x <= chart.width and 0 <= shape.y <= chart.height


@pytest.mark.parametrize("province", ["16", "35"])
def test_neighbours_still_meet(province: str) -> None:
    edges: dict[frozenset[tuple[int, int]], int] = {}
    for shape in map_of(province).shapes:
        for ring in rings(shape.path):
            for one, two in zip(ring, ring[1:] + ring[:1], strict=True):
                edges[frozenset((one, two))] = edges.get(frozenset((one, two)), 0) + 1
    shared = sum(count == 2 for count in edges.values())
    assert max(edges.values()) <= 2
    assert shared > 0.25 * len(edges)


def test_the_same_borders_give_the_same_map() -> None:
    assert map_of("16") == map_of("16")


def test_names_on_the_map_do_not_meet() -> None:
    chart = map_of("16")
    labels = place_labels(chart, {shape.code: f"Ogan Komering {shape.code}" for shape in chart.shapes})
    assert 8 <= len(labels) <= 17
    places = [(y, x) for label in labels for _, x, y in label.lines]
    assert len(places) == len(set(places))
