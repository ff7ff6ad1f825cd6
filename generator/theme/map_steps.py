"""Counts as drawings: the steps of a map's colours and its names, lengths of hanging cloths. Part of `Pen`."""

from __future__ import annotations

from generator.model.page_parts import RegionMap
from generator.model.site_view import SiteView
from generator.theme.map_labels import MapLabel, place_labels

SHARES = (0.1, 0.25, 0.45, 0.7)  # of the largest count: where the steps of a map end


class MapSteps:
    """What maps and cloths of regions show of their counts."""

    __slots__ = ()

    site: SiteView

    def length(self, count: int, most: int) -> int:
        """How long the cloth of a region hangs: 36 to 250 units, growing ever slower with its count."""
        return round(36 + 214 * (count / most) ** 0.62) if most > 0 and count > 0 else 110

    def ladder(self, most: int) -> list[tuple[int, int, int]]:
        """The steps of a map's legend: (step, from, to); step 0 stands for none."""
        return [(0, 0, 0), *_ladder(most)]

    def step(self, value: int, most: int) -> int:
        """The step 0 to 5 of a count on the map's ladder: 0 for none, the others by share of the largest."""
        return next((step for step, low, high in _ladder(most) if low <= value <= high), 0)

    def map_labels(self, chart: RegionMap) -> list[MapLabel]:
        """The names that fit on a map, each where it meets no other."""
        return place_labels(chart, {item.code: item.short for item in self.site.regions})


def _ladder(most: int) -> list[tuple[int, int, int]]:
    """Steps 1 to 5 up to `most`, growing; small counts fill only the upper ones, so that the largest is always step 5."""
    bounds = sorted({max(1, round(most * share)) for share in SHARES} | {most}) if most > 0 else []
    first = 6 - len(bounds)
    return [(first + index, (bounds[index - 1] if index else 0) + 1, bound) for index, bound in enumerate(bounds)]
