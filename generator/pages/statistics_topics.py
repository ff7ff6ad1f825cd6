"""The pages of the province's figures that ask one question each, and how all figures are made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model.business_models import is_telling
from generator.model.census import Area
from generator.model.chapter import Chapter
from generator.model.digest import fingerprint
from generator.model.figures import surveys
from generator.model.measures import MEASURES
from generator.model.page import Page
from generator.model.page_kinds import StatisticsMethodsPage, StatisticsSurveyPage, StatisticsTopicPage
from generator.model.rulebook import TABLES
from generator.model.statistics import Statistics
from generator.model.statistics_pages import MeasureNote, RuleNote
from generator.model.statistics_table import StatisticsTable
from generator.model.survey_tables import survey_tables
from generator.model.world import World
from generator.pages._figures import figure_note, survey_path


def chapters(world: World) -> Iterator[Chapter[Page]]:
    """Potentials, channels, business models; methods."""
    census = world.census
    counted = fingerprint(world.frame, *sorted(census.areas.items()), dict(census.platforms()), dict(census.days))
    yield Chapter("statistics topics", counted, partial(_topics, world))
    told = fingerprint(world.frame, census.threshold, *world.figures)
    yield Chapter("statistics surveys", told, partial(_surveys, world))
    day = census.days.get(Area(), "")
    yield Chapter("statistics methods", fingerprint(world.frame, census.threshold, day), partial(_methods, world, day))


def _topics(world: World) -> Iterator[Page]:
    statistics, census = Statistics(world.census, world.site), world.census
    by_sector = tuple(statistics.models_by_sector())
    topics: dict[str, tuple[StatisticsTable, ...]] = {
        "potensi": (statistics.all_potentials(), statistics.potentials()),
        "kanal": statistics.channels(),
        "model-usaha": (statistics.models(), *(table for table in by_sector if is_telling(table))),
    }
    silent = tuple(table.title for table in by_sector if not is_telling(table))
    for topic, tables in topics.items():
        yield StatisticsTopicPage(
            path=f"statistik/{topic}/",
            title="",
            topic=topic,
            tables=tables,
            silent=silent if topic == "model-usaha" else (),
            shown=census.counts(Area()).shown_total,
            day=census.days.get(Area(), ""),
        )


def _surveys(world: World) -> Iterator[Page]:
    for survey in surveys(world.figures):
        yield StatisticsSurveyPage(
            path=survey_path(survey),
            title=survey.title,
            total=figure_note(survey.total),
            tables=tuple(survey_tables(survey, world.site, world.census.threshold)),
        )


def _methods(world: World, day: str) -> Iterator[Page]:
    yield StatisticsMethodsPage(
        path="statistik/metode/",
        title="",
        measures=tuple(MeasureNote(item.title, item.definition, item.denominator, item.code) for item in MEASURES),
        rules=tuple(_public_rules(world)),
        threshold=world.census.threshold,
        day=day,
    )


def _public_rules(world: World) -> Iterator[RuleNote]:
    """The rules of the day that somebody has checked, as the public may be told of them."""
    for table, kinds in TABLES.items():
        for row in world.rules.of_table(table):
            if row.checked:
                is_percent = kinds[row.key].form == "percent"
                yield RuleNote(table, row.key, row.scope, row.value, is_percent, row.basis, row.link, row.checked)
