"""The map of a province, and which of its regions lie next to one another. Made by `docs/peta/gambar_peta.py`."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from generator.model.gazetteer import DATA
from generator.model.page_parts import RegionMap, RegionShape


class ProvinceMap(NamedTuple):
    """The map, and by code of a region its neighbours, the nearest first."""

    drawing: RegionMap
    neighbours: dict[str, list[str]]


@cache
def province_map(code: str) -> ProvinceMap:
    """The map of the province with this official code. Labels stand on points inside their regions."""
    data = json.loads((DATA / "peta" / f"{code}.json").read_text("utf-8"))
    regions = data["wilayah"]
    shapes = tuple(RegionShape(item["kode"], item["jalur"], item["x"], item["y"]) for item in regions)
    return ProvinceMap(
        RegionMap(data["lebar"], data["tinggi"], shapes), {item["kode"]: item["tetangga"] for item in regions}
    )
