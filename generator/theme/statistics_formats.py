"""How the figures of the statistics are written for readers of one language. Part of `TemplateFilters`.

Source of the rounding: `model/shares`; a share of fewer than twenty is told as a part of its whole.
"""

from __future__ import annotations

from generator.model.census import Count
from generator.model.figures import PERCENT
from generator.model.measures import Wording
from generator.model.shares import FEWEST, tenths_of_percent
from generator.model.statistics_pages import FigureNote, RuleNote
from generator.model.statistics_table import CellValue, ShareRange, StatisticsColumn, StatisticsRow
from generator.theme.formats import Formats

HIDDEN = "–"


class StatisticsFormats(Formats):
    """Figures with what they are a part of."""

    __slots__ = ()

    def wording(self, text: Wording) -> str:
        """A text that code has in both languages."""
        return text.within(self.language)

    def row_title(self, row: StatisticsRow) -> str:
        """The title of a line."""
        return self.strings[row.word] if row.word else row.title

    def figure(self, column: StatisticsColumn, value: CellValue) -> str:
        """A cell with its denominator, where it is a share: `62,3% (48 dari 77)`, `3 dari 12`, `±65%`, `–` where it may not be told."""
        short = self.short_figure(column, value)
        if column.form == "share" and isinstance(value, Count) and value.whole >= FEWEST:
            return f"{short} ({self._of(value)})"
        return short

    def short_figure(self, column: StatisticsColumn, value: CellValue) -> str:
        """The same for where the denominator is told beside it: `62,3%`, `3 dari 12`."""
        if value is None:
            return HIDDEN
        if isinstance(value, Count):
            return self._mean(value) if column.form == "mean" else self._share(value)
        if isinstance(value, ShareRange):
            return self.fill(self.strings["statistik_rentang"], bawah=value.low, atas=value.high, lain=value.rest)
        if isinstance(value, str):
            return self.strings[f"{column.key}_{value}".replace("-", "_")] if value else ""
        return f"±{value}%" if column.form == "rounded" else self.number(value)

    def sourced(self, figure: FigureNote) -> str:
        """A figure from elsewhere with its unit: `1.250 usaha`, `62,3% (48 dari 77 responden)`, `56%` where its source has no counts."""
        if figure.unit == PERCENT:
            return self.percent(figure.value)
        unit = self.strings[f"satuan_{figure.unit}"]
        if figure.whole is None:
            return f"{self.number(figure.value)} {unit}"
        count = Count(figure.value, figure.whole)
        return (
            f"{self._of(count)} {unit}" if count.whole < FEWEST else f"{self._share(count)} ({self._of(count)} {unit})"
        )

    def rule_value(self, rule: RuleNote) -> str:
        """The value of a rule: `40%`, `180`, `ya`."""
        if isinstance(rule.value, bool):
            return self.strings["ya" if rule.value else "tidak"]
        if isinstance(rule.value, int):
            return self.percent(rule.value) if rule.is_percent else self.number(rule.value)
        return rule.value

    def _share(self, count: Count) -> str:
        if count.whole == 0:
            return HIDDEN
        return (
            self._of(count) if count.whole < FEWEST else self.percent(10 * tenths_of_percent(count.part, count.whole))
        )

    def _mean(self, count: Count) -> str:
        if count.whole == 0:
            return HIDDEN
        tenths = (20 * count.part + count.whole) // (2 * count.whole)
        return f"{tenths // 10}{',' if self.language == 'id' else '.'}{tenths % 10}"

    def _of(self, count: Count) -> str:
        return self.fill(self.strings["m_dari_n"], m=self.number(count.part), n=self.number(count.whole))
