"""The maps in `generator/data/wilayah/peta/`: borders simplified to SVG paths small enough to stand in a page.

    python docs/peta/gambar_peta.py FOLDER

FOLDER holds one GeoJSON FeatureCollection for each province, `16.geojson`, whose features carry `kode` (where from:
`generator/data/wilayah/README.md`). Written for each: its map, and which regions lie next to one another.

Borders that two regions share are the same points in the source. Every point is rounded the same way wherever it stands,
and a line between two junctions is simplified once for all regions that share it, so that neighbours still meet.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "generator" / "data" / "wilayah"
WIDTH = 1000  # units
SMALLEST = 3  # units: smaller islands are dropped, unless a region has nothing else
BUDGET = 7600  # bytes of path data in all: above it, lines are simplified further
TOLERANCES = (0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0)  # units that a line may move
MOST = 6  # neighbours that are named
SHARED = 2  # points of the border that two regions must share to touch

Point = tuple[int, int]
Ring = list[Point]
Arc = tuple[Point, ...]
Place = tuple[float, float]  # latitude and longitude in degrees


def province_data(borders: Mapping[str, Any], centroids: Mapping[str, Place]) -> dict[str, Any]:
    """What is kept of a province: width and height of its map, and its regions in the order of their codes."""
    outlines = {feature["properties"]["kode"]: list(_rings(feature["geometry"])) for feature in borders["features"]}
    width, height, shapes = _shapes(outlines, centroids)
    points = {code: frozenset(point for ring in rings for point in ring) for code, rings in outlines.items()}
    near = nearest({code: centroids[code] for code in outlines}, points)
    regions = [{"kode": code, "x": x, "y": y, "tetangga": near[code], "jalur": path} for code, path, x, y in shapes]
    return {"lebar": width, "tinggi": height, "wilayah": regions}


def nearest(centroids: Mapping[str, Place], points: Mapping[str, frozenset[Place]]) -> dict[str, list[str]]:
    """By code, the regions that share a border with it, the nearest first; where none does, the three nearest."""
    near = {}
    for code, (latitude, longitude) in centroids.items():

        def distance(other: str, latitude: float = latitude, longitude: float = longitude) -> tuple[float, str]:
            up, right = (
                centroids[other][0] - latitude,
                (centroids[other][1] - longitude) * math.cos(math.radians(latitude)),
            )
            return (up * up + right * right, other)

        others = sorted((other for other in centroids if other != code), key=distance)
        touching = [other for other in others if len(points[code] & points[other]) >= SHARED]
        near[code] = touching[:MOST] or others[:3]
    return near


def _shapes(
    outlines: Mapping[str, list[list[Place]]], centroids: Mapping[str, Place]
) -> tuple[int, int, list[tuple[str, str, int, int]]]:
    """Width, height, and for each region its code, path, and the point for its label. Outlines are (longitude, latitude)."""
    every = [point for rings in outlines.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    squeeze = math.cos(math.radians((south + north) / 2))
    # As large as fits a square: provinces that are taller than wide would fill the screen otherwise.
    scale = min(WIDTH / ((east - west) * squeeze), WIDTH / (north - south))

    def on_map(longitude: float, latitude: float) -> Point:
        return round((longitude - west) * squeeze * scale), round((north - latitude) * scale)

    rounded = {
        code: _visible([_without_repeats(on_map(*point) for point in ring) for ring in rings])
        for code, rings in outlines.items()
    }
    paths = _paths(rounded)
    width, height = on_map(east, south)
    shapes = []
    for code, path in sorted(paths.items()):
        latitude, longitude = centroids[code]
        shapes.append((code, path, *on_map(longitude, latitude)))
    return width, height, shapes


def _paths(outlines: dict[str, list[Ring]]) -> dict[str, str]:
    """Path data by region, within the budget if any tolerance allows."""
    corners = _junctions(ring for rings in outlines.values() for ring in rings)
    paths: dict[str, str] = {}
    for tolerance in TOLERANCES:
        settled: dict[Arc, Arc] = {}
        paths = {
            code: _path(_visible([_simplified(ring, corners, tolerance, settled) for ring in rings]))
            for code, rings in outlines.items()
        }
        if sum(map(len, paths.values())) <= BUDGET:
            break
    return paths


def _junctions(rings: Iterable[Ring]) -> set[Point]:
    """The points where lines part: those with more or fewer than two neighbours among all rings."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for index, point in enumerate(ring):
            neighbours[point].add(ring[index - 1])
            neighbours[point].add(ring[(index + 1) % len(ring)])
    return {point for point, others in neighbours.items() if len(others) != 2}


def _simplified(ring: Ring, corners: set[Point], tolerance: float, settled: dict[Arc, Arc]) -> Ring:
    """A ring with the line between each two junctions simplified; `settled` holds the lines of other rings."""
    starts = [index for index, point in enumerate(ring) if point in corners]
    if not starts:  # an island: its first point in reading order, and the one farthest from it
        first = min(range(len(ring)), key=lambda index: ring[index])
        ring = ring[first:] + ring[:first]
        starts = [0, max(range(len(ring)), key=lambda index: math.dist(ring[index], ring[0]))]
    ring = ring[starts[0] :] + ring[: starts[0]]
    cuts = [start - starts[0] for start in starts] + [len(ring)]
    out: Ring = []
    for begin, end in pairwise(cuts):
        arc = (*ring[begin:end], ring[end % len(ring)])
        backwards = arc[::-1] < arc
        key = arc[::-1] if backwards else arc
        if key not in settled:
            settled[key] = tuple(_thinned(list(key), tolerance))
        line = settled[key]
        out += (line[::-1] if backwards else line)[:-1]
    return _without_repeats(out)


def _thinned(line: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker's simplification, without recursion."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        begin, end = spans.pop()
        far, index = 0.0, 0
        for middle in range(begin + 1, end):
            away = _distance(line[middle], line[begin], line[end])
            if away > far:
                far, index = away, middle
        if far > tolerance:
            keep.add(index)
            spans += [(begin, index), (index, end)]
    return [line[index] for index in sorted(keep)]


def _distance(point: Point, begin: Point, end: Point) -> float:
    """From a point to the line between two others."""
    across, down = end[0] - begin[0], end[1] - begin[1]
    length = math.hypot(across, down)
    if not length:
        return math.dist(point, begin)
    along = ((point[0] - begin[0]) * across + (point[1] - begin[1]) * down) / length**2
    along = min(1.0, max(0.0, along))
    return math.dist(point, (begin[0] + along * across, begin[1] + along * down))


def _rings(geometry: Mapping[str, Any]) -> Iterable[list[tuple[float, float]]]:
    """The outer and inner rings of a Polygon or MultiPolygon, as (longitude, latitude)."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return ([(point[0], point[1]) for point in ring] for part in parts for ring in part)


def _without_repeats(points: Iterable[Point]) -> Ring:
    """A closed ring without the same point twice in a row, without its first point at the end, without spikes.

    A spike, there and back along one line, is what rounding leaves of an inlet narrower than a unit.
    """
    ring: Ring = []
    for point in points:
        if ring and ring[-1] == point:
            continue
        if len(ring) > 1 and ring[-2] == point:
            ring.pop()
        else:
            ring.append(point)
    while len(ring) > 2 and (ring[0] == ring[-1] or ring[1] == ring[-1]):
        ring = ring[:-1] if ring[0] == ring[-1] else ring[1:]
    return ring


def _visible(rings: list[Ring]) -> list[Ring]:
    """The rings large enough to be seen; of a region too small altogether, its largest one, at least a square."""
    large = [ring for ring in rings if len(ring) > 2 and _extent(ring) >= SMALLEST]
    if large or not rings:
        return large
    largest = max(rings, key=lambda ring: (_extent(ring), len(ring)))
    if len(largest) > 2:
        return [largest]
    x, y = largest[0]
    return [[(x - 2, y - 2), (x + 2, y - 2), (x + 2, y + 2), (x - 2, y + 2)]]


def _extent(ring: Ring) -> int:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _path(rings: list[Ring]) -> str:
    """Relative path data: `m` to the first point of each ring, `l` along it, `z`. After `z` one is where the ring began."""
    parts = []
    x = y = 0
    for ring in rings:
        numbers = []
        first_x, first_y = ring[0]
        before = (x, y)
        for point in ring:
            numbers += [point[0] - before[0], point[1] - before[1]]
            before = point
        x, y = first_x, first_y
        parts.append("m" + _joined(numbers[:2]) + ("l" + _joined(numbers[2:]) if len(numbers) > 2 else "") + "z")
    return "".join(parts)


def _joined(numbers: list[int]) -> str:
    """Numbers with a blank only where no sign parts them."""
    text = ""
    for number in numbers:
        text += f" {number}" if text and number >= 0 else str(number)
    return text


def centroids_of(province: str) -> dict[str, Place]:
    """The centroids of a province by code, from the data that ships."""
    lines = [line.split(",") for line in (DATA / "titik_tengah.csv").read_text("utf-8").splitlines()]
    return {
        code: (float(latitude), float(longitude)) for code, latitude, longitude in lines if code.startswith(province)
    }


def written(data: Mapping[str, Any]) -> str:
    """The data of a province as JSON, a region a line."""
    regions = ",\n".join(json.dumps(region, separators=(",", ":")) for region in data["wilayah"])
    return f'{{"lebar":{data["lebar"]},"tinggi":{data["tinggi"]},"wilayah":[\n{regions}\n]}}\n'


def main(folder: Path) -> None:
    """Write the data of every province that has a file in the folder."""
    for file in sorted(folder.glob("*.geojson")):
        data = province_data(json.loads(file.read_text("utf-8")), centroids_of(f"{file.stem}."))
        (DATA / "peta" / f"{file.stem}.json").write_text(written(data), "utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
