"""Work in other processes: a worker that dies takes nothing along but the item that killed it."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial

import pytest

from generator.machine import workers
from generator.machine.workers import WorkerFailure, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a worker as Unix does")


def double(item: int, killers: tuple[int, ...] = ()) -> int:
    if item in killers:
        os.kill(os.getpid(), signal.SIGKILL)
    return item * 2


class Unpackable:
    """Cannot be sent to a worker."""

    def __getstate__(self) -> object:
        raise LookupError("hilang")


def identity(item: object) -> object:
    return item


@pytest.mark.parametrize("killers", [(3,), (3, 1500, 1999)])
def test_the_item_that_kills_is_named_and_all_others_are_done(killers, monkeypatch):
    pools = []
    made = workers._executor
    monkeypatch.setattr(workers, "_executor", lambda number: pools.append(number) or made(number))
    results = list(run(partial(double, killers=killers), list(range(2000)), 2))
    assert sorted(r for r in results if isinstance(r, int)) == [n * 2 for n in range(2000) if n not in killers]
    assert sorted(r.item for r in results if isinstance(r, WorkerFailure)) == list(killers)
    assert len(pools) < 30 * len(killers)  # not one for each of 2,000 items


def test_what_cannot_be_sent_is_raised_and_nothing_hangs():
    with pytest.raises(LookupError, match="hilang"):
        list(run(identity, [Unpackable() for _ in range(320)], 2))


def test_more_jobs_than_an_executor_takes(monkeypatch):
    asked = []
    made = workers._executor
    monkeypatch.setattr(workers, "_executor", lambda number: asked.append(number) or made(2))
    assert len(list(run(double, list(range(400)), 1000))) == 400
    assert max(asked) <= 61
