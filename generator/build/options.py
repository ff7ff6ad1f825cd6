"""How a build is asked for, and what it answers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from generator.model.dates import today_in
from generator.model.digest import digest, digest_texts
from generator.model.problem import Problem
from generator.model.rules import Severity

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a build is run. `today` None: the day is taken from SOURCE_DATE_EPOCH or the clock, in the province's zone."""

    site: Path
    output: Path | None = None
    base_url: str = ""
    today: date | None = None
    drafts: bool = False
    jobs: int = 0  # 0: as many as there are cores
    force: bool = False
    keep_going: bool = False
    offline: bool = False
    live: bool = False  # a preview: plain asset names, so that style sheets can be swapped in place
    check_only: bool = False  # look for problems, publish nothing
    pages_first: bool = False  # leave search as it is and trust the output folder: a complete build must follow at once
    touched: frozenset[str] | None = None  # pages first: the files, as absolute paths, that may have changed; None: any

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.output or self.site / "output"

    @property
    def cache_folder(self) -> Path:
        """Where the cache lies."""
        return self.site / ".cache"

    @property
    def content(self) -> Path:
        """The folder of the content."""
        return self.site / "content"

    @property
    def content_file(self) -> Path:
        """What is remembered of the content."""
        return self.cache_folder / "isi.sqlite"

    @property
    def memory_file(self) -> Path:
        """What is remembered of this output folder; the same file when the whole site moves."""
        try:
            name = os.path.relpath(self.folder, self.site).replace(os.sep, "/")
        except ValueError:  # another drive of Windows: there is no way from here to there
            name = os.path.abspath(self.folder)
        return self.cache_folder / f"keluaran-{digest(name.encode())[:8]}.sqlite"

    @property
    def digest(self) -> str:
        """The digest of the options that outputs depend on."""
        flags = (self.drafts, self.offline, self.live, self.keep_going)
        return digest_texts(self.base_url, *map(str, flags))


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


def quiet(stage: str, done: int, total: int) -> None:
    """No progress."""


def resolve_today(province: str, options: Options) -> date:
    """The day that the build is for."""
    if options.today:
        return options.today
    epoch = source_date_epoch()
    now = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(epoch, UTC)
    return today_in(province, now)


LAST_EPOCH = 253_402_127_999  # 9999-12-29: every zone still has that day


def source_date_epoch() -> int | None:
    """Seconds since 1970 from the environment; None when it names none, or no day of the calendar."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isascii() and text.isdigit() and int(text) <= LAST_EPOCH else None


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
