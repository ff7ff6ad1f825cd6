"""The census: every business that is counted, by place and sector; what of it may be published.

Businesses in, counts out. Two populations: those *shown* (each has a page, their counts are exact) and *all* counted (those that are
not shown too, whose counts are protected, `model/protect`). Knows no page and no language.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from generator.model.counted import BITS
from generator.model.measures import Measure, ladder
from generator.model.protect import LEAST_THRESHOLD, Grid, GridCell, hidden_cells
from generator.model.records.seller_choices import SCALES
from generator.model.shares import FEWEST

PROVINCE, REGION, SECTOR = "provinsi", "wilayah", "sektor"
NO_SCALE = ""


class Business(NamedTuple):
    """One business as it is counted: bits of `counted.MARKS` and the running platforms of its seller and products together."""

    region: str
    sector: str
    marks: int
    shops: frozenset[str]
    is_shown: bool
    goods: tuple[tuple[str, int], ...] = ()  # (category, how many of its products)
    day: str = ""  # ISO date of its newest record

    @property
    def scale(self) -> str:
        """Its size, or NO_SCALE."""
        return next((name for name in SCALES if self.marks & BITS[f"skala:{name}"]), NO_SCALE)


class Area(NamedTuple):
    """What is counted: the whole province, a kabupaten/kota by its code, or a sector by its category."""

    kind: str = PROVINCE
    key: str = ""


class Count(NamedTuple):
    """A part of a whole."""

    part: int  # those that count
    whole: int  # of how many


class AreaCounts(NamedTuple):
    """The businesses of an area by their marks: (marks, how many), those shown and those that are not."""

    shown: tuple[tuple[int, int], ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()

    @property
    def shown_total(self) -> int:
        """How many are shown."""
        return sum(count for _, count in self.shown)

    @property
    def hidden_total(self) -> int:
        """How many are counted and not shown."""
        return sum(count for _, count in self.hidden)

    def shown_count(self, measure: Measure) -> Count:
        """A measure among those shown, by what visitors can see."""
        return _count(measure, self.shown, shown=True)

    def full_count(self, measure: Measure) -> Count:
        """A measure among all, by what is recorded. Its part is never published, and its whole only where the rule allows it."""
        shown, hidden = _count(measure, self.shown, shown=False), _count(measure, self.hidden, shown=False)
        return Count(shown.part + hidden.part, shown.whole + hidden.whole)

    def may_publish_share(self, measure: Measure) -> bool:
        """True where a rounded share of all is allowed: those who are not shown are none or twenty at least, and so in its whole."""
        within = _count(measure, self.hidden, shown=False).whole
        return all(hidden == 0 or hidden >= FEWEST for hidden in (self.hidden_total, within))

    def shown_with(self, marks: int) -> Count:
        """The shown businesses with any of some marks, of all that are shown."""
        return Count(sum(count for held, count in self.shown if held & marks), self.shown_total)

    def ladder_points(self, marks: int = 0) -> Count:
        """The steps that the shown businesses with all of `marks` have taken, and how many businesses they are."""
        chosen = [(held, count) for held, count in self.shown if held & marks == marks]
        return Count(sum(ladder(held) * count for held, count in chosen), sum(count for _, count in chosen))


def _count(measure: Measure, combinations: Iterable[tuple[int, int]], *, shown: bool) -> Count:
    part = whole = 0
    for marks, count in combinations:
        if measure.applies(marks):
            whole += count
            part += count if measure.holds(marks, shown=shown) else 0
    return Count(part, whole)


class Census:
    """All counted businesses of a province. `threshold`: the k of the protection."""

    def __init__(
        self, businesses: Iterable[Business], regions: Iterable[str], sectors: Iterable[str], threshold: int
    ) -> None:
        self.regions, self.sectors, self.threshold = tuple(regions), tuple(sectors), threshold
        self._businesses = tuple(businesses)

    @cached_property
    def areas(self) -> Mapping[Area, AreaCounts]:
        """The counts of every area in which somebody is counted, and of the province."""
        counters: dict[tuple[Area, bool], Counter[int]] = defaultdict(Counter)
        for business in self._businesses:
            for area in (Area(), Area(REGION, business.region), Area(SECTOR, business.sector)):
                counters[area, business.is_shown][business.marks] += 1
        areas = {Area(), *(area for area, _ in counters)}
        return {
            area: AreaCounts(*(tuple(sorted(counters[area, is_shown].items())) for is_shown in (True, False)))
            for area in sorted(areas)
        }

    def counts(self, area: Area) -> AreaCounts:
        """The counts of an area, empty where nobody is counted."""
        return self.areas.get(area, AreaCounts())

    @cached_property
    def days(self) -> Mapping[Area, str]:
        """Area -> ISO date of the newest record of those shown there; no area without a date."""
        days: dict[Area, str] = {}
        for business in self._businesses:
            if business.is_shown and business.day:
                for area in (Area(), Area(REGION, business.region), Area(SECTOR, business.sector)):
                    days[area] = max(days.get(area, ""), business.day)
        return days

    @cached_property
    def by_sector(self) -> Mapping[tuple[str, str], Count]:
        """(region, sector) -> those shown, of all."""
        return self._crossed(lambda business: business.sector)

    @cached_property
    def by_scale(self) -> Mapping[tuple[str, str], Count]:
        """(region, size) -> those shown, of all."""
        return self._crossed(lambda business: business.scale)

    @cached_property
    def products(self) -> Mapping[tuple[str, str], int]:
        """(region, category) -> products that are shown. A product counts in its own category and in its seller's region."""
        counts: Counter[tuple[str, str]] = Counter()
        for business in self._businesses:
            if business.is_shown:
                for category, count in business.goods:
                    counts[business.region, category] += count
        return counts

    def product_count(self, region: str = "", category: str = "") -> int:
        """The products that are shown of a region, of a category, of both, or of all."""
        return sum(
            count for (place, sort), count in self.products.items() if region in ("", place) and category in ("", sort)
        )

    def _crossed(self, column: Callable[[Business], str]) -> Mapping[tuple[str, str], Count]:
        shown: Counter[tuple[str, str]] = Counter()
        everyone: Counter[tuple[str, str]] = Counter()
        for business in self._businesses:
            place = business.region, column(business)
            everyone[place] += 1
            shown[place] += business.is_shown
        return {place: Count(shown[place], whole) for place, whole in everyone.items()}

    @cached_property
    def _hidden_cells(self) -> frozenset[GridCell] | None:
        scales = (*SCALES, NO_SCALE)
        grids = [
            Grid(self.regions, columns, {place: count.whole - count.part for place, count in table.items()})
            for columns, table in ((self.sectors, self.by_sector), (scales, self.by_scale))
        ]
        return hidden_cells(tuple(grids), self.threshold)

    def published_total(self, area: Area) -> int | None:
        """How many are counted in an area; None where that would tell who is not shown. The province's total is always published."""
        counts = self.counts(area)
        total = counts.shown_total + counts.hidden_total
        if area.kind == PROVINCE:
            return total
        cell = GridCell(0, area.key, "") if area.kind == REGION else GridCell(0, "", area.key)
        return None if self._is_hidden(cell) else total

    def published_cell(self, region: str, sector: str) -> int | None:
        """How many are counted in a region and sector; None where that would tell who is not shown."""
        count = self.by_sector.get((region, sector), Count(0, 0))
        return None if self._is_hidden(GridCell(0, region, sector)) else count.whole

    def published_scale(self, region: str, scale: str) -> int | None:
        """The same for a region and size."""
        count = self.by_scale.get((region, scale), Count(0, 0))
        return None if self._is_hidden(GridCell(1, region, scale)) else count.whole

    def _is_hidden(self, cell: GridCell) -> bool:
        hidden = self._hidden_cells
        return hidden is None or cell in hidden

    def platforms(self) -> Counter[str]:
        """How many shown businesses have a running link on each platform."""
        return Counter(shop for business in self._businesses if business.is_shown for shop in business.shops)


NOBODY = Census((), (), (), LEAST_THRESHOLD)
