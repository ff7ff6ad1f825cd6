"""`data/statistik/*.csv`: the tables of the statistics pages, those of all areas in one file a table, with the same numbers.

RFC 4180: comma, UTF-8 without BOM. Shares are told as part, whole and percent; what is hidden is empty, and said to be.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.model.census import PROVINCE, REGION, SECTOR, Area, Count
from generator.model.chapter import Chapter, Listed
from generator.model.digest import fingerprint
from generator.model.figures import surveys
from generator.model.output import Output
from generator.model.shares import FEWEST, tenths_of_percent
from generator.model.statistics import Statistics
from generator.model.statistics_table import CellValue, ShareRange, StatisticsColumn, StatisticsRow, StatisticsTable
from generator.model.survey_tables import survey_tables
from generator.model.world import World

AREA_COLUMNS = ("lingkup", "kode_lingkup", "nama_lingkup")
Part = tuple[str, str, str, StatisticsTable]  # kind, key and name of the area; its table


def chapters(world: World, facts: Sequence[Listed]) -> Iterator[Chapter[Output]]:
    """All tables in one chapter: it is small, and one new seller changes most of them."""
    census = world.census
    crossed = dict(census.by_sector), dict(census.by_scale), dict(census.products), dict(census.platforms())
    digest = fingerprint(world.frame, *sorted(census.areas.items()), *crossed, *world.figures)
    yield Chapter("statistics data", digest, lambda: _outputs(world))


def _outputs(world: World) -> Iterator[Output]:
    files: dict[str, list[Part]] = defaultdict(list)
    for part in _parts(world):
        files[part[3].file].append(part)
    for path, parts in sorted(files.items()):
        yield Output(path, statistics_csv, (tuple(parts),))


def _parts(world: World) -> Iterator[Part]:
    site, statistics = world.site, Statistics(world.census, world.site)
    areas = [(Area(), site.province_name)]
    areas += [(Area(REGION, region.code), region.full) for region in site.regions]
    areas += [(Area(SECTOR, category.slug), category.name) for category in site.categories]
    for area, name in areas:
        if statistics.has_page(area):
            for table in statistics.of_area(area):
                yield area.kind, area.key or site.province, name, table
    whole = (PROVINCE, site.province, site.province_name)
    for table in (statistics.all_potentials(), statistics.potentials(), *statistics.channels(), statistics.models()):
        yield *whole, table
    for survey in surveys(world.figures):
        for table in survey_tables(survey, site, world.census.threshold):
            yield *whole, table
    for table in statistics.models_by_sector():
        yield SECTOR, table.part, site.category_name(table.part), table


def statistics_csv(parts: tuple[Part, ...]) -> bytes:
    """Recipe: the rows of one table in all areas that have it. A column that an area does not have is empty there."""
    columns: dict[str, StatisticsColumn] = {}
    for _, _, _, table in parts:
        columns |= {column.key: column for column in table.columns}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*AREA_COLUMNS, "kunci", "nama", *(head for column in columns.values() for head in _heads(column))])
    for kind, key, name, table in parts:
        places = {column.key: place for place, column in enumerate(table.columns)}
        for row in table.rows:
            cells = [cell for column in columns.values() for cell in _cells(column, row, places.get(column.key))]
            writer.writerow([kind, key, name, row.key, row.title, *cells])
    return text.getvalue().encode()


def _heads(column: StatisticsColumn) -> Iterable[str]:
    endings = {
        "share": ("", "_dari", "_persen"),
        "part": ("", "_dari", "_persen"),
        "protected": ("", "_sifat"),
        "rounded": ("_persen", "_sifat"),
        "mean": ("", "_dari"),
        "range": ("_bawah", "_atas", "_lain"),
    }
    return (column.key + ending for ending in endings.get(column.form, ("",)))


def _cells(column: StatisticsColumn, row: StatisticsRow, place: int | None) -> Iterable[str | int]:
    count = len(list(_heads(column)))
    if place is None:
        return [""] * count
    value: CellValue = row.values[place]
    if column.form in ("protected", "rounded"):
        nature = "disembunyikan" if value is None else "tepat" if column.form == "protected" else "dibulatkan"
        return ["" if value is None else str(value), nature]
    if value is None:
        return [""] * count
    if isinstance(value, Count):
        return value if column.form == "mean" else [*value, _percent(value)]
    return value if isinstance(value, ShareRange) else [value]


def _percent(count: Count) -> str:
    """`62.3`; empty for a share of fewer than twenty, which is told without percent."""
    if count.whole < FEWEST:
        return ""
    tenths = tenths_of_percent(*count)
    return f"{tenths // 10}.{tenths % 10}"
