"""A table of the statistics as a value: what pages show and what files for machines hold, from the same numbers."""

from __future__ import annotations

from typing import Literal, NamedTuple

from generator.model.census import Count
from generator.model.measures import Wording

# How the values of a column are: `count` an exact number; `share` a part of a whole, exact (`Count`), None where it is hidden; `part` the same where the whole
# stands in a column of its own; `protected` a number, None where it is hidden; `rounded` whole percent, None where it may not be told;
# `mean` a sum of points over how many (`Count`); `range` a `ShareRange`; `word` the key of a word.
Form = Literal["count", "share", "part", "protected", "rounded", "mean", "range", "word"]


class ShareRange(NamedTuple):
    """Bounds of a share with the share of the rest beside it, in whole percent."""

    low: int  # whole percent
    high: int  # whole percent
    rest: int  # whole percent


CellValue = int | str | Count | ShareRange | None


class StatisticsColumn(NamedTuple):
    """One column."""

    key: str  # as machines read it
    title: Wording  # in both languages, unless `word` is there
    form: Form  # how its values are; `figure` writes them
    word: str = ""  # the theme's word for its title


class StatisticsRow(NamedTuple):
    """One line."""

    key: str  # as machines read it
    title: str  # in the page's language, unless `word` is there; `row_title` gives either
    values: tuple[CellValue, ...]  # one for each column
    path: str = ""  # of the page about it; empty: there is none
    word: str = ""  # the theme's word for its title


class StatisticsTable(NamedTuple):
    """A table of figures."""

    name: str  # of its file for machines
    title: Wording  # in both languages
    first: Wording  # the title of the column of row titles
    columns: tuple[StatisticsColumn, ...]  # without that of row titles
    rows: tuple[StatisticsRow, ...]  # in their order
    part: str = ""  # the slug of the sector that it is about, where tables of several sectors stand on one page

    @property
    def file(self) -> str:
        """Where its file for machines lies, with the rows of all areas."""
        return f"data/statistik/{self.name}.csv"

    @property
    def is_protected(self) -> bool:
        """True when it may have to hide something."""
        is_partial = any(value is None for row in self.rows for value in row.values)
        return any(column.form in ("protected", "rounded", "share") for column in self.columns) and is_partial

    def values(self, key: str) -> tuple[CellValue, ...]:
        """The values of one column."""
        place = next(number for number, column in enumerate(self.columns) if column.key == key)
        return tuple(row.values[place] for row in self.rows)
