"""Running work in other processes, through the one seam of `concurrent.futures`.

A worker that dies takes only its chunk along: the chunk is run again item by item, each in a process of its own, so that
the item that kills is named. Workers watch their parent and leave with it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 100
WORTH_IT = 300  # items below which starting processes costs more than it saves


@dataclass(frozen=True, slots=True)
class Died:
    """Stands for the result of an item whose worker died."""

    item: Any


def default_jobs() -> int:
    """How many processes to use: the cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(function: Callable[[T], R], items: Sequence[T], jobs: int, *, risky: bool = False) -> Iterator[R | Died]:
    """`function(item)` for every item, in any order. `risky` work runs in other processes whatever its amount."""
    if not items:
        return
    if not risky and (jobs < 2 or len(items) < WORTH_IT):
        yield from map(function, items)
        return
    size = 1 if risky else max(1, min(CHUNK, len(items) // (4 * jobs) or 1))
    chunks = deque(items[start : start + size] for start in range(0, len(items), size))
    workers = max(1, min(jobs, len(chunks)))
    suspects: list[T] = []
    executor = _executor(workers)
    try:
        yield from _stream(executor, function, chunks, 2 * workers, suspects)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
    for item in suspects:
        yield _alone(function, item)


def _stream(
    executor: Executor, function: Callable[[T], R], chunks: deque[Sequence[T]], ahead: int, suspects: list[T]
) -> Iterator[R]:
    """Results chunk by chunk, with at most `ahead` chunks handed out. What a broken pool leaves goes to `suspects`."""
    waiting: deque[tuple[Future[list[R]], Sequence[T]]] = deque()
    while chunks or waiting:
        while chunks and len(waiting) < ahead:
            chunk = chunks.popleft()
            try:
                waiting.append((executor.submit(partial(_map, function), chunk), chunk))
            except BrokenProcessPool:
                suspects.extend(chunk)
        if not waiting:
            continue
        future, chunk = waiting.popleft()
        try:
            yield from future.result()
        except BrokenProcessPool:
            suspects.extend(chunk)


def _map(function: Callable[[T], R], chunk: Sequence[T]) -> list[R]:
    return [function(item) for item in chunk]


def _alone(function: Callable[[T], R], item: T) -> R | Died:
    with _executor(1) as executor:
        try:
            return executor.submit(function, item).result()
        except BrokenProcessPool:
            return Died(item)


def _executor(workers: int) -> ProcessPoolExecutor:
    import multiprocessing

    # Forking is ten times as fast, but only safe where no other thread could hold a lock.
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_watch_parent)


def _watch_parent() -> None:
    """Leave when the parent dies, even by kill -9; leave Ctrl-C to the parent."""
    import signal
    from multiprocessing import connection, parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: Any) -> None:
        connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
