"""Which regions lie next to one another: where a search that finds nothing here may look next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import cos, radians
from typing import Any

from generator.machine.cache import Cache
from generator.model.region import Atlas

MOST = 6  # neighbours that are named
SHARED = 2  # points of the border that two regions must share to touch


def neighbours_of(atlas: Atlas, cache: Cache) -> dict[str, list[str]]:
    """By region code: those that share a border, the nearest first; where none does, the three nearest. Remembered."""
    name = f"tetangga {atlas.province.code}"
    neighbours: dict[str, list[str]] | None = cache.note(name)
    if neighbours is None:
        points = border_points(atlas.borders())
        neighbours = nearest({region.code: atlas.centroid(region.code) for region in atlas.regions}, points)
        cache.remember(name, neighbours)
    return neighbours


def nearest(
    centroids: Mapping[str, tuple[float, float]], points: Mapping[str, frozenset[tuple[float, float]]]
) -> dict[str, list[str]]:
    """See `neighbours_of`. `centroids`: latitude and longitude in degrees."""
    none: frozenset[tuple[float, float]] = frozenset()
    neighbours = {}
    for code, (latitude, longitude) in centroids.items():

        def away(other: str, latitude: float = latitude, longitude: float = longitude) -> tuple[float, str]:
            up, right = centroids[other][0] - latitude, (centroids[other][1] - longitude) * cos(radians(latitude))
            return (up * up + right * right, other)

        others = sorted((other for other in centroids if other != code), key=away)
        touching = [other for other in others if len(points.get(code, none) & points.get(other, none)) >= SHARED]
        neighbours[code] = touching[:MOST] or others[:3]
    return neighbours


def border_points(borders: Mapping[str, Any]) -> dict[str, frozenset[tuple[float, float]]]:
    """By region code: the corners of its outline, of GeoJSON's polygons."""
    return {
        feature["properties"]["kode"]: frozenset(_points(feature["geometry"]["coordinates"]))
        for feature in borders["features"]
    }


def _points(nested: Any) -> Iterator[tuple[float, float]]:
    if nested and isinstance(nested[0], (int, float)):
        yield (nested[0], nested[1])
        return
    for part in nested:
        yield from _points(part)
