"""When to build and when to compare files: decided from the times of changes alone, so that tests need not wait.

Editors save in bursts (a new file, a rename, a deletion), and a folder is copied one file at a time. A build waits until
nothing has happened for a moment, but not for ever.
"""

from __future__ import annotations

from enum import Enum

QUIET = 0.08  # seconds without a change after which a build begins
PATIENCE = 0.5  # seconds after the first change at which it begins anyway
POLL_INTERVAL = 2.0  # seconds between two comparisons in quiet times
POLL_SHARE = 50  # comparing may take one part in this of the time


class Step(Enum):
    """What to do next."""

    WAIT = "wait"
    BUILD = "build"
    POLL = "poll"


class Debounce:
    """Keeps the times of changes. All times are seconds of one clock that never runs backwards."""

    def __init__(self, now: float) -> None:
        self._first: float | None = now - PATIENCE  # the first build is due at once
        self._last = now
        self._next_poll = now + POLL_INTERVAL

    def changed(self, now: float) -> None:
        """Something may have changed."""
        if self._first is None:
            self._first = now
        self._last = now

    def began(self) -> None:
        """A build begins: it will see all changes so far, and only those."""
        self._first = None

    def polled(self, now: float, seconds: float = 0.0) -> None:
        """A comparison (a build is one too) ended now and took some seconds."""
        self._next_poll = now + max(POLL_INTERVAL, POLL_SHARE * seconds)

    @property
    def is_due(self) -> bool:
        """True when something changed since the last build began."""
        return self._first is not None

    def next(self, now: float) -> tuple[Step, float]:
        """(what to do, seconds until then); the seconds are 0 but for WAIT."""
        step, then = Step.POLL, self._next_poll
        if self._first is not None:
            step, then = Step.BUILD, min(self._last + QUIET, self._first + PATIENCE)
        return (step, 0.0) if now >= then else (Step.WAIT, then - now)
