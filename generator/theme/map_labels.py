"""Names on a map: each on its region where it fits, none over another. Small regions go without; the table has them all."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.model.page_parts import RegionMap, RegionShape

LETTER, LINE = 10.6, 22  # units of one letter across and one line down, at the size in which the theme writes them
SHIFTS = (
    (0, 0),
    (0, -16),
    (0, 16),
    (-24, 0),
    (24, 0),
    (-24, 16),
    (24, -16),
    (0, -28),
    (0, 28),
)  # where else a name may stand
SLACK = 1.5  # how far a name may reach beyond its region's width


class MapLabel(NamedTuple):
    """A name on the map: its lines, each with its place."""

    code: str
    lines: tuple[tuple[str, int, int], ...]


class Box(NamedTuple):
    """A rectangle on the map."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """True when the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def place_labels(chart: RegionMap, names: dict[str, str]) -> list[MapLabel]:
    """Labels for the regions where there is room, the largest regions first."""
    boxes = {shape.code: _box(shape) for shape in chart.shapes}
    order = sorted(chart.shapes, key=lambda shape: (-_area(boxes[shape.code]), shape.code))
    taken: list[Box] = []
    labels = []
    for shape in order:
        name = names.get(shape.code, "")
        for lines in _ways(name):
            found = _place(shape, boxes[shape.code], lines, taken, chart)
            if found is not None:
                taken.append(found[1])
                labels.append(MapLabel(shape.code, found[0]))
                break
    return sorted(labels)


def _ways(name: str) -> list[list[str]]:
    """A name in one line, then in more."""
    words = name.split()
    ways = [[name]] if name else []
    if len(words) > 1:
        ways += [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in _cuts(words)]
    return ways


def _cuts(words: list[str]) -> list[int]:
    """Where to break a name, the most even way first."""
    return sorted(range(1, len(words)), key=lambda cut: abs(len(" ".join(words[:cut])) - len(" ".join(words[cut:]))))[
        :1
    ]


def _place(
    shape: RegionShape, box: Box, lines: list[str], taken: list[Box], chart: RegionMap
) -> tuple[tuple[tuple[str, int, int], ...], Box] | None:
    wide, tall = max(map(len, lines)) * LETTER, LINE * len(lines)
    if wide > (box.right - box.left) * SLACK or tall > (box.bottom - box.top) * SLACK:
        return None
    for across, down in SHIFTS:
        x, y = shape.x + across, shape.y + down
        area = Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        if (
            area.left < 0
            or area.right > chart.width
            or area.top < 0
            or area.bottom > chart.height
            or any(other.meets(area) for other in taken)
        ):
            continue
        first = y - tall / 2 + LINE * 0.75
        return tuple((line, round(x), round(first + LINE * index)) for index, line in enumerate(lines)), area
    return None


def _box(shape: RegionShape) -> Box:
    """The rectangle around the largest part of a region's path (commands `m l z`, relative, as `generator/data/wilayah/peta/` has them)."""
    best = Box(shape.x, shape.y, shape.x, shape.y)
    x = y = 0
    for part in re.findall("m[^z]*z", shape.path):
        numbers = [int(item) for item in re.findall("-?[0-9]+", part)]
        xs, ys = [], []
        px, py = x, y
        for index in range(0, len(numbers) - 1, 2):
            px, py = px + numbers[index], py + numbers[index + 1]
            if index == 0:
                x, y = px, py
            xs.append(px)
            ys.append(py)
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if _area(box) > _area(best):
            best = box
    return best


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
