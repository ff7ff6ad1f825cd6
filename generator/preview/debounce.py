"""When to build and when to look around: decided from times alone, so that it can be tested without waiting.

Editors save in bursts (a new file, a rename, a deletion), and a folder is copied one file at a time. A build waits until
nothing has happened for a moment, but not for ever.
"""

from __future__ import annotations

from enum import Enum

QUIET = 0.08  # seconds without a change after which a build begins
PATIENCE = 0.5  # seconds after the first change at which it begins anyway
ROUND = 2.0  # seconds between two looks around in quiet times
SHARE = 50  # looking around may take one part in this of the time


class Step(Enum):
    """What to do next."""

    WAIT = "wait"
    BUILD = "build"
    LOOK = "look"


class Debounce:
    """Keeps the times of changes. All times are seconds of one clock that never runs backwards."""

    def __init__(self, now: float) -> None:
        self._first: float | None = now - PATIENCE  # the first build is due at once
        self._last = now
        self._next_look = now + ROUND

    def changed(self, now: float) -> None:
        """Something may have changed."""
        if self._first is None:
            self._first = now
        self._last = now

    def began(self) -> None:
        """A build begins: it will see all changes so far, and only those."""
        self._first = None

    def looked(self, now: float, seconds: float = 0.0) -> None:
        """A look around (a build is one too) ended now and took some seconds."""
        self._next_look = now + max(ROUND, SHARE * seconds)

    @property
    def is_due(self) -> bool:
        """True when something changed since the last build began."""
        return self._first is not None

    def next(self, now: float) -> tuple[Step, float]:
        """(what to do, seconds until then); the seconds are 0 but for WAIT."""
        step, then = Step.LOOK, self._next_look
        if self._first is not None:
            step, then = Step.BUILD, min(self._last + QUIET, self._first + PATIENCE)
        return (step, 0.0) if now >= then else (Step.WAIT, then - now)
