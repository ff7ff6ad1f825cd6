"""One build at a time: a lock that the operating system lets go when its holder dies, so that none is ever stale."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

WAIT_SECONDS = 60


class LockedError(Exception):
    """Another build holds the lock and did not let go in time."""


@contextlib.contextmanager
def build_lock(file: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock while the block runs. Raises LockedError after `wait` seconds."""
    from filelock import FileLock, Timeout  # takes longer than looking whether there is anything to do at all

    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise LockedError(str(file)) from None
    try:
        yield
    finally:
        lock.release()
