"""The rules that the office goes by, as dated rows with a source: which value holds on which day, and on what basis.

Knows the names of rules and what kind of value each has; values, days and sources are data (`generator/data/aturan/` and the
site's `content/aturan/`). A row that nobody has checked (`checked` None) may be used inside, and is never shown to the public.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from generator.model.digest import fingerprint
from generator.model.platforms import Platforms, shipped_platforms

CHECKED_DAYS = 365  # days after which a rule should be checked again

Value = int | bool | str


class RuleKind(NamedTuple):
    """What a rule is: how its value is written (`percent` in hundredths, `number`, `yes-no`, or one of `choices`)."""

    form: str
    choices: tuple[str, ...] = ()
    needed: bool = True  # a day without a row is told (P125)


PERCENT, NUMBER, YES_NO = RuleKind("percent"), RuleKind("number"), RuleKind("yes-no")
WEIGHT = RuleKind("choice", ("wajib", "tambahan"), needed=False)
# What a product must have to be called ready for procurement; each is a predicate of `model/readiness`.
CONDITIONS = (
    "nib",
    "kbli",
    "harga",
    "satuan",
    "kapasitas",
    "waktu_siap",
    "foto",
    "kontak",
    "tkdn",
    "npwp",
    "rekening-usaha",
    "minimum",
    "platform",
    "pangan",
    "merek",
)
# Table -> key as it is written there -> kind.
TABLES: Mapping[str, Mapping[str, RuleKind]] = {
    "tkdn": {
        "tkdn.jumlah_min": PERCENT,
        "tkdn.min": PERCENT,
        "tkdn.bmp_maks": PERCENT,
        "tkdn.tahun_berlaku": NUMBER,
    },
    "halal": {"halal.wajib": YES_NO, "halal.tanggal_akhir": RuleKind("choice", ("pakai", "abaikan"))},
    "pirt": {"pirt.tahun_maks": NUMBER, "pirt.perpanjang_bulan": RuleKind("number", needed=False)},
    "harga": {"harga.umur_maks": NUMBER},
    "kesiapan": dict.fromkeys(CONDITIONS, WEIGHT),
}


class RuleRow(NamedTuple):
    """One row: the value of a rule, for a `scope` (`mikro`, a category; empty: for all), from `start` to `end` inclusive."""

    table: str
    key: str
    scope: str
    value: Value
    start: date
    end: date | None
    basis: str
    link: str
    checked: date | None
    note: str
    line: int = 0  # in the site's table; 0: a row that ships

    def holds_on(self, day: date) -> bool:
        """True on the days of its span."""
        return self.start <= day and (self.end is None or day <= self.end)

    def is_stale(self, day: date) -> bool:
        """True when it was last checked more than a year before `day`, or never."""
        return self.checked is None or (day - self.checked).days > CHECKED_DAYS


class DayRules:
    """The rules of one day, and the days around it on which they are the same. `digest` covers what holds, and no date of today."""

    def __init__(
        self,
        rows: Iterable[RuleRow],
        first: date = date.min,
        last: date = date.max,
        platforms: Platforms | None = None,
    ) -> None:
        self.first, self.last, self._platforms = first, last, platforms
        self._rows = {(row.table, row.key, row.scope): row for row in rows}
        self.digest = fingerprint(
            *sorted((*name, row.value, row.basis, row.checked or date.min) for name, row in self._rows.items()),
            platforms.digest if platforms else "",
        )

    @property
    def platforms(self) -> Platforms:
        """The platforms of the day; without a site those that ship."""
        return self._platforms or shipped_platforms()

    def row(self, table: str, key: str, scope: str = "") -> RuleRow | None:
        """The row that holds for a scope: its own, else the one for all."""
        return self._rows.get((table, key, scope)) or self._rows.get((table, key, ""))

    def public(self, table: str, key: str, scope: str = "") -> RuleRow | None:
        """The same, where the public may be told of it: somebody has checked it."""
        row = self.row(table, key, scope)
        return row if row and row.checked else None

    def number(self, table: str, key: str, scope: str = "") -> int | None:
        """A value that is a number; None without a row."""
        row = self.row(table, key, scope)
        return row.value if row and isinstance(row.value, int) and not isinstance(row.value, bool) else None

    def of_table(self, table: str) -> tuple[RuleRow, ...]:
        """The rows of a table, in the order of their keys and scopes."""
        return tuple(row for name, row in sorted(self._rows.items()) if name[0] == table)


@dataclass(frozen=True)
class RuleBook:
    """All rows of all days, none of one key and scope overlapping."""

    rows: tuple[RuleRow, ...] = ()
    digest: str = field(default="", compare=False)
    platforms: Platforms | None = None  # None: those that ship

    @classmethod
    def of(cls, rows: Iterable[RuleRow]) -> RuleBook:
        """A book with its digest."""
        ordered = tuple(sorted(rows, key=lambda row: (row.table, row.key, row.scope, row.start)))
        return cls(ordered, fingerprint(*(row._replace(line=0) for row in ordered)))

    def on(self, day: date) -> DayRules:
        """What holds on a day."""
        platforms = self.platforms or shipped_platforms()
        (first, last), (earliest, latest) = self.span(day), platforms.span(day)
        rows = (row for row in self.rows if row.holds_on(day))
        return DayRules(rows, max(first, earliest), min(last, latest), platforms.on(day))

    def span(self, day: date) -> tuple[date, date]:
        """First and last day around `day` on which every row holds and is fresh, or not, as on `day`."""
        turns = [row.start for row in self.rows]
        turns += [row.end + timedelta(days=1) for row in self.rows if row.end and row.end < date.max]
        turns += [row.checked + timedelta(days=CHECKED_DAYS + 1) for row in self.rows if row.checked]
        first = max((turn for turn in turns if turn <= day), default=date.min)
        following = min((turn for turn in turns if turn > day), default=None)
        return first, following - timedelta(days=1) if following else date.max

    def absent(self, day: date) -> list[tuple[str, str]]:
        """(table, key) of what a feature needs and has no row on `day`."""
        present = {(row.table, row.key) for row in self.rows if row.holds_on(day)}
        needed = [(table, key) for table, kinds in TABLES.items() for key, kind in kinds.items() if kind.needed]
        return [name for name in needed if name not in present]


NO_RULES = DayRules(())


def overlaps(rows: Iterable[RuleRow]) -> list[tuple[RuleRow, RuleRow, date]]:
    """(earlier row, later row, first day on which both hold) of rows of one key and scope."""
    groups: dict[tuple[str, str, str], list[RuleRow]] = defaultdict(list)
    for row in rows:
        groups[row.table, row.key, row.scope].append(row)
    pairs = []
    for group in groups.values():
        group.sort(key=lambda row: (row.start, row.line))
        open_row = group[0]
        for row in group[1:]:
            if open_row.end is None or row.start <= open_row.end:
                pairs.append((open_row, row, row.start))
            if open_row.end is not None and (row.end is None or row.end > open_row.end):
                open_row = row
    return pairs


def merged(shipped: Iterable[RuleRow], own: Iterable[RuleRow]) -> tuple[list[RuleRow], list[RuleRow]]:
    """(rows that count, own rows that replace shipped ones). A site's rows of a key and scope replace all that ship."""
    own_rows, shipped_rows = list(own), list(shipped)
    own_names = {(row.table, row.key, row.scope) for row in own_rows}
    shipped_names = {(row.table, row.key, row.scope) for row in shipped_rows}
    rest = [row for row in shipped_rows if (row.table, row.key, row.scope) not in own_names]
    replacing = [row for row in own_rows if (row.table, row.key, row.scope) in shipped_names]
    return [*rest, *own_rows], replacing
