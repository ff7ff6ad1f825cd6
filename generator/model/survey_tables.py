"""The tables of a survey: answers by sector and by kabupaten/kota, small ones hidden."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.census import Count
from generator.model.figures import SURVEY, SourcedFigure, Survey, hidden_answers
from generator.model.measures import Wording
from generator.model.site_view import SiteView
from generator.model.statistics import REGION_TITLE, SECTOR_TITLE
from generator.model.statistics_table import StatisticsColumn, StatisticsRow, StatisticsTable

AFFECTED_SHARE = StatisticsColumn("terdampak", Wording("Terdampak", "Affected"), "share")


def survey_tables(survey: Survey, site: SiteView, threshold: int) -> Iterator[StatisticsTable]:
    """A table for each way in which the survey divides its answers."""
    sectors = [(row, row.sector, site.category_name(row.sector)) for row in survey.sectors]
    regions = [(row, row.region, site.region(row.region).full) for row in survey.regions]
    for name, title, first, parts in (
        ("sektor", Wording("Menurut sektor", "By sector"), SECTOR_TITLE, sectors),
        ("wilayah", Wording("Menurut kabupaten/kota", "By regency or city"), REGION_TITLE, regions),
    ):
        if parts:
            hidden = hidden_answers(survey.total, [row for row, _, _ in parts], threshold)
            rows = tuple(StatisticsRow(key, text, (_answer(row, key in hidden),)) for row, key, text in parts)
            yield StatisticsTable(f"{SURVEY}{survey.slug}-{name}", title, first, (AFFECTED_SHARE,), rows)


def _answer(row: SourcedFigure, is_hidden: bool) -> Count | None:
    return None if is_hidden or row.whole is None else Count(row.value, row.whole)
