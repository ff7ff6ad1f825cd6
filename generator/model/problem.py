"""Mistakes as values (law F): every fault in content is a `Problem`, collected and shown together.

Readers of single values know nothing of files: they raise `Unreadable` or leave a `Remark`; whoever knows the place
turns them into problems.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.rules import Rule, Severity


class Spot(NamedTuple):
    """Where in a file: line and column, both counted from 1. (0, 0) means the file as a whole."""

    line: int = 0
    column: int = 0


WHOLE_FILE = Spot()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a file with line and column, or a cell of a workbook."""

    path: str
    spot: Spot = WHOLE_FILE
    sheet: str = ""
    row: int = 0
    column_name: str = ""

    def __str__(self) -> str:
        if self.sheet or self.row:
            parts = [self.path]
            if self.sheet:
                parts.append(f"lembar {self.sheet}")
            if self.row:
                parts.append(f"baris {self.row}")
            if self.column_name:
                parts.append(f"kolom {self.column_name}")
            return ", ".join(parts)
        if self.spot.line:
            return f"{self.path}:{self.spot.line}:{self.spot.column}"
        return self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, which rule, what was found (`message`) and how to mend it (`hint`)."""

    place: Place
    rule: Rule
    message: str
    hint: str = ""
    field: str = ""
    severity: Severity = Severity.ERROR

    @property
    def code(self) -> str:
        """The stable code of the rule, such as `E021`."""
        return self.rule.code

    @property
    def order(self) -> tuple[str, str, int, int, int, str, str]:
        """Sort key: by file, then by place in it."""
        place = self.place
        return (place.path, place.sheet, place.row, *place.spot, self.code, self.message)


def problem_at(path: str, rule: Rule, message: str, hint: str = "", spot: Spot = WHOLE_FILE) -> Problem:
    """A problem of a file as a whole, or at a spot of it, as severe as its rule says."""
    return Problem(Place(path, spot), rule, message, hint, "", rule.severity)


class Remark(NamedTuple):
    """What a value reader has to say about a text that it could read (or not), without knowing where the text stood."""

    rule: Rule
    message: str
    hint: str = ""


class Unreadable(ValueError):  # noqa: N818 - it names the value's state, as `StopIteration` does
    """A text that cannot be read as the value asked for."""

    def __init__(self, rule: Rule, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.remark = Remark(rule, message, hint)


Remarks = list[Remark]


@dataclass(slots=True)
class Log:
    """Collects the problems of one file."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, rule: Rule, spot: Spot, message: str, hint: str = "", *, field: str = "") -> None:
        """Note a problem at `spot` of this file."""
        place = Place(self.path, spot)
        self.problems.append(Problem(place, rule, message, hint, field, rule.severity))

    def take(self, remark: Remark, spot: Spot, *, field: str = "") -> None:
        """Note a value reader's remark at `spot`."""
        self.add(remark.rule, spot, remark.message, remark.hint, field=field)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Maksudnya "…"?` for the known word nearest to `word`, or an empty text when none is near."""
    import difflib  # most builds have nothing to guess, and go without

    folded = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(word.casefold().strip(), folded, n=1, cutoff=0.6)
    return f'Maksudnya "{folded[near[0]]}"?' if near else ""


class Guesses:
    """`did_you_mean` for a whole site: every word once, and not for ever, since one guess among 10,000 names takes half a
    second. Who moves a folder of photos gets 10,000 problems; the first ones show what happened.
    """

    def __init__(self, most: int = 30) -> None:
        self._most = most
        self._made: dict[tuple[str, str], str] = {}

    def guess(self, kind: str, word: str, known: Iterable[str]) -> str:
        """`Maksudnya "…"?` for `word` among the `known` names of a kind; empty when none is near, or enough were made."""
        key = (kind, word)
        if key not in self._made:
            if len(self._made) >= self._most:
                return ""
            self._made[key] = did_you_mean(word, known)
        return self._made[key]
