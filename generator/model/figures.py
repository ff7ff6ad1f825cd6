"""Sourced figures: numbers that the office types, each with its source and its day. None without both.

A figure stands for the whole province, a kabupaten/kota (`region`) or a sector (`sector`). Source: section 2.1 and E.6 of the programmes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.model.measures import Wording

PERCENT = "persen"
SURVEY = "survei-"  # how the names of tables of surveys begin
AFFECTED = "survei.terdampak"


class FigureKind(NamedTuple):
    """What a key of `content/angka/` means: its title, and the units that it may have."""

    title: Wording
    units: tuple[str, ...]


KINDS: Mapping[str, FigureKind] = {
    "konteks.usaha": FigureKind(Wording("Usaha tercatat", "Businesses on record"), ("usaha",)),
    "konteks.koperasi": FigureKind(Wording("Koperasi", "Cooperatives"), ("koperasi",)),
    "konteks.tenaga_kerja": FigureKind(Wording("Tenaga kerja", "People at work"), ("orang",)),
    AFFECTED: FigureKind(Wording("Terdampak", "Affected"), ("responden", PERCENT)),
}


class SourcedFigure(NamedTuple):
    """One number. `whole`: of how many, where it is a part; a share without counts has the unit `persen`, in hundredths."""

    table: str
    key: str
    region: str
    sector: str
    period: str
    value: int
    whole: int | None
    unit: str
    source: str
    link: str
    day: date
    note: str
    line: int = 0

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What there may be only one of in a table."""
        return self.key, self.region, self.sector, self.period


class Survey(NamedTuple):
    """The answers of one survey: of all, then by sector and by kabupaten/kota."""

    slug: str
    total: SourcedFigure
    sectors: tuple[SourcedFigure, ...]
    regions: tuple[SourcedFigure, ...]

    @property
    def title(self) -> str:
        """What it is called: the name of its table in words."""
        return "Survei " + self.slug.replace("-", " ")


def surveys(figures: Iterable[SourcedFigure]) -> list[Survey]:
    """The surveys that have a total, by slug. Expects only figures of tables of surveys to have their key."""
    tables: dict[str, list[SourcedFigure]] = {}
    for figure in figures:
        if figure.key == AFFECTED:
            tables.setdefault(figure.table.removeprefix(SURVEY), []).append(figure)
    complete = []
    for slug, rows in sorted(tables.items()):
        total = next((row for row in rows if not row.region and not row.sector), None)
        if total:
            sectors = tuple(row for row in rows if row.sector and not row.region)
            regions = tuple(row for row in rows if row.region and not row.sector)
            complete.append(Survey(slug, total, sectors, regions))
    return complete


def hidden_answers(total: SourcedFigure, rows: Iterable[SourcedFigure], threshold: int) -> frozenset[str]:
    """Which rows (`region` or `sector`) of one division of a survey may not tell their answer, the total being told.

    A row is hidden where fewer than `threshold` said yes or no. What is hidden stays apart by `threshold` at least, or by all that a
    smaller row can hold: else the smallest further row is hidden too.
    """
    counted = {row.region or row.sector: row for row in rows if row.whole is not None}
    if total.whole is None:
        return frozenset()
    hidden = {name for name, row in counted.items() if min(row.value, (row.whole or 0) - row.value) < threshold}
    rest = total.whole - sum(row.whole or 0 for row in counted.values())  # asked, and in no row
    while hidden and not _is_apart(total, counted, hidden, rest, threshold):
        others = sorted((row.whole or 0, name) for name, row in counted.items() if name not in hidden)
        if not others:
            break
        hidden.add(others[0][1])
    return frozenset(hidden)


def _is_apart(
    total: SourcedFigure, rows: Mapping[str, SourcedFigure], hidden: set[str], rest: int, threshold: int
) -> bool:
    """True when every hidden answer may still lie `threshold` apart, or as far as its row is large."""
    yes = total.value - sum(row.value for name, row in rows.items() if name not in hidden)
    asked = rest + sum(rows[name].whole or 0 for name in hidden)
    for name in hidden:
        size = rows[name].whole or 0
        low, high = max(0, yes - (asked - size)), min(size, yes)
        if high - low < min(threshold, size):
            return False
    return True
