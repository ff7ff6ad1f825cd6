"""Regions next to one another: by border, the nearest first; islands have their nearest."""

from __future__ import annotations

import pytest

from generator.model.region import Atlas
from generator.search.neighbours import MOST, border_points, nearest, neighbours_of


class Forgetful:
    def note(self, _name):
        return None

    def remember(self, _name, value):
        self.value = value


def square(x, y):
    return [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]]


def test_a_shared_side_makes_neighbours_and_a_corner_does_not():
    shapes = {"a": square(0, 0), "b": square(1, 0), "c": square(1, 1), "d": [square(9, 9)]}
    borders = {
        "features": [
            {"properties": {"kode": code}, "geometry": {"type": "Polygon", "coordinates": shape}}
            for code, shape in shapes.items()
        ]
    }
    found = nearest({"a": (0.5, 0.5), "b": (0.5, 1.5), "c": (1.5, 1.5), "d": (9.5, 9.5)}, border_points(borders))
    assert found == {"a": ["b"], "b": ["a", "c"], "c": ["b"], "d": ["c", "b", "a"]}


@pytest.mark.parametrize("province", ["15", "16", "35", "36"])
def test_every_region_has_neighbours_in_its_province(province):
    atlas, memory = Atlas.of(province), Forgetful()
    found = neighbours_of(atlas, memory)
    assert found == memory.value and found.keys() == set(atlas.by_code)
    for code, others in found.items():
        assert 0 < len(others) <= MOST and code not in others and set(others) <= set(atlas.by_code)


def test_palembang_lies_beside_banyuasin():
    found = neighbours_of(Atlas.of("16"), Forgetful())
    assert "16.07" in found["16.71"] and "16.71" in found["16.07"]
    assert "16.73" not in found["16.71"]  # Lubuk Linggau lies at the other end
