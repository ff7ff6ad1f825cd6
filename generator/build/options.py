"""How a build is asked for: by the user, and by the live preview."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from generator.model.dates import today_in
from generator.model.digest import digest

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the user asked for. `today` None: the day is taken from SOURCE_DATE_EPOCH or the clock, in the province's zone."""

    site: Path
    output: Path | None = None
    base_url: str = ""
    today: date | None = None
    drafts: bool = False
    jobs: int = 0  # 0: as many as there are cores
    force: bool = False
    keep_going: bool = False
    offline: bool = False
    check_only: bool = False  # look for problems, publish nothing

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


class PreviewMode(NamedTuple):
    """How a build for the live preview differs from one that was asked for."""

    live: bool = False  # plain asset names, so that style sheets can be swapped in place
    pages_first: bool = False  # leave search as it is and trust the output folder: a complete build must follow at once
    touched: frozenset[str] | None = None  # pages first: the files, as absolute paths, that may have changed; None: any


NO_PREVIEW = PreviewMode()


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
