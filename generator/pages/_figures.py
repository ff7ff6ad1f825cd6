"""What pages show of sourced figures."""

from __future__ import annotations

from generator.model.census import REGION, SECTOR, Area
from generator.model.figures import AFFECTED, KINDS, SourcedFigure, Survey
from generator.model.statistics_pages import FigureNote
from generator.model.world import World


def figure_notes(world: World, area: Area) -> tuple[FigureNote, ...]:
    """The figures of an area but for those of surveys, the latest period first."""
    region = area.key if area.kind == REGION else ""
    sector = area.key if area.kind == SECTOR else ""
    own = [row for row in world.figures if row.key != AFFECTED and (row.region, row.sector) == (region, sector)]
    own.sort(key=lambda row: row.period, reverse=True)
    own.sort(key=lambda row: list(KINDS).index(row.key))
    return tuple(map(figure_note, own))


def figure_note(figure: SourcedFigure) -> FigureNote:
    """A figure as a page shows it."""
    return FigureNote(
        KINDS[figure.key].title,
        figure.period,
        figure.value,
        figure.whole,
        figure.unit,
        figure.source,
        figure.link,
        figure.day,
        figure.note,
    )


def survey_path(survey: Survey) -> str:
    """The page of a survey."""
    return f"statistik/survei/{survey.slug}/"
