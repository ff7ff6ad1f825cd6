"""What a build answers: its figures, its problems, and how severe each of them is on this site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.model.problem import Problem
from generator.model.rules import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of the last line. `seconds` is wall time."""

    products: int = 0
    sellers: int = 0
    regions: int = 0
    made: int = 0
    kept: int = 0
    removed: int = 0
    size: int = 0  # bytes of the whole site
    hosts: str = ""  # which hosts take it, in words
    seconds: float = 0.0

    def after(self, earlier: Summary) -> Summary:
        """The figures of two builds as if they had been one."""
        made, removed = self.made + earlier.made, self.removed + earlier.removed
        kept = max(0, self.made + self.kept - made)
        return replace(self, made=made, kept=kept, removed=removed, seconds=self.seconds + earlier.seconds)


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a build did. `problems` are sorted by place; `bugs` are tracebacks of our own faults."""

    problems: tuple[Problem, ...]
    summary: Summary = field(default_factory=Summary)
    published: bool = False
    left_out: int = 0  # files left out by `keep_going`
    bugs: tuple[str, ...] = ()
    site: Path = Path()
    unpublished: Mapping[str, str] = field(default_factory=dict)  # with drafts: path of a page -> why it is none yet
    files: Mapping[str, str] | None = field(default=None, repr=False)  # the ledger, where it was written

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return sum(problem.severity is Severity.WARNING for problem in self.problems)

    @property
    def exit_code(self) -> int:
        """0 all built, 1 problems and nothing changed, 3 built without the faulty records."""
        if self.errors:
            return 3 if self.published else 1
        return 1 if self.bugs else 0


def settle(problems: Iterable[Problem], chosen: Mapping[str, Severity] | None) -> list[Problem]:
    """Problems with the severities that `aturan:` in `site.yaml` asks for."""
    severities = chosen or {}

    def settled(problem: Problem) -> Problem:
        severity = severities.get(problem.rule.name, problem.rule.severity)
        return problem if problem.severity is severity else replace(problem, severity=severity)

    return [settled(problem) for problem in problems]


def faulty_paths(problems: Iterable[Problem]) -> frozenset[str]:
    """The places of all errors."""
    return frozenset(problem.place.path for problem in problems if problem.severity is Severity.ERROR)
