"""One build at a time: a lock that the operating system lets go when its holder dies, so that none is ever stale."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

WAIT_SECONDS = 60


class LockedError(Exception):
    """Another build holds the lock and did not let go in time."""


@contextlib.contextmanager
def build_lock(file: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock while the block runs. Raises LockedError after `wait` seconds."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + wait
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                raise LockedError(str(file))
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)  # closing lets go


if sys.platform == "win32":

    def _try_lock(handle: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _try_lock(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
