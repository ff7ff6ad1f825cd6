"""Running work in other processes, through the one seam of `concurrent.futures`.

A worker that dies breaks its pool. What the pool had in hand is run again, each chunk in a process of its own and halved
until the item that kills is alone and named; all other chunks go to a new pool. Workers watch their parent and leave with it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # a small edit starts no process, and need not wait for these
    from concurrent.futures import Executor, Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 250  # what pages share, such as cards, is handed over once per chunk
SELDOM = 20_000  # new objects after which garbage is looked for: some ten pages
MOST_WORKERS = 61  # Windows waits for no more at once
WORTH_IT = 300  # items below which starting processes costs more than it saves


@dataclass(frozen=True, slots=True)
class WorkerFailure:
    """Stands for the result of an item whose worker died."""

    item: Any


def default_jobs() -> int:
    """How many processes to use: the cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    function: Callable[[T], R], items: Sequence[T], jobs: int, *, risky: bool = False
) -> Iterator[R | WorkerFailure]:
    """`function(item)` for every item, in any order. `risky` work runs in other processes whatever its amount."""
    if not items:
        return
    if not risky and len(items) < WORTH_IT:
        yield from map(function, items)
        return
    if not risky and jobs < 2:
        with _collecting():
            yield from map(function, items)
        return
    size = 1 if risky else max(1, min(CHUNK, len(items) // (4 * jobs) or 1))
    chunks = deque(items[start : start + size] for start in range(0, len(items), size))
    suspects: list[Sequence[T]] = []
    while chunks:  # a broken pool is replaced for the chunks that it never saw
        workers = max(1, min(jobs, len(chunks), MOST_WORKERS))
        executor = _executor(workers)
        try:
            yield from _stream(executor, function, chunks, 2 * workers, suspects)
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
    for chunk in suspects:
        yield from _apart(function, chunk)


@contextlib.contextmanager
def _collecting() -> Iterator[None]:
    """Look for garbage while much is made: templates leave cycles. What is here already is not looked at."""
    was_enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_enabled:
            gc.disable()


def _stream(
    executor: Executor,
    function: Callable[[T], R],
    chunks: deque[Sequence[T]],
    ahead: int,
    suspects: list[Sequence[T]],
) -> Iterator[R]:
    """Results chunk by chunk, with at most `ahead` handed out. Ends early when the pool breaks: what it had in hand goes
    to `suspects`, the others stay in `chunks`.
    """
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[tuple[Future[list[R]], Sequence[T]]] = deque()
    broken = False
    while waiting or (chunks and not broken):
        while chunks and len(waiting) < ahead and not broken:
            try:
                waiting.append((_submit(executor, function, chunks[0]), chunks[0]))
                chunks.popleft()
            except BrokenProcessPool:
                broken = True
                if not waiting:  # a pool that cannot even begin: let nobody try it for ever
                    suspects.append(chunks.popleft())
        if waiting:
            future, chunk = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                broken = True
                suspects.append(chunk)


def _submit(executor: Executor, function: Callable[[T], R], chunk: Sequence[T]) -> Future[list[R]]:
    """Hand out a chunk. It is packed here: a fault of packing in the executor's own thread can hang its shutdown."""
    return executor.submit(_map, pickle.dumps((function, chunk), pickle.HIGHEST_PROTOCOL))


def _map(packed: bytes) -> list[Any]:
    function, chunk = pickle.loads(packed)  # noqa: S301 - packed by our own parent process
    return [function(item) for item in chunk]


def _apart(function: Callable[[T], R], chunk: Sequence[T]) -> Iterator[R | WorkerFailure]:
    """A chunk in a process of its own; if that dies, its halves, down to the item that kills."""
    from concurrent.futures.process import BrokenProcessPool

    with _executor(1) as executor:
        try:
            results = _submit(executor, function, chunk).result()
        except BrokenProcessPool:
            results = None
    if results is not None:
        yield from results
    elif len(chunk) == 1:
        yield WorkerFailure(chunk[0])
    else:
        middle = len(chunk) // 2
        yield from _apart(function, chunk[:middle])
        yield from _apart(function, chunk[middle:])


def _executor(workers: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Forking is ten times as fast, but only safe where no other thread could hold a lock.
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_watch_parent)


def _watch_parent() -> None:
    """Leave when the parent dies, even by kill -9; leave Ctrl-C to the parent. Look for garbage, whatever the parent does."""
    import signal
    from multiprocessing import connection, parent_process

    gc.freeze()  # what was forked along is nobody's garbage, and looking at it would copy its memory
    gc.set_threshold(SELDOM)
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: Any) -> None:
        connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
