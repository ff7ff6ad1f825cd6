"""Work in other processes: a worker that dies takes only its item along."""

from __future__ import annotations

import os
import signal

from generator.build.workers import Died, run


def double(number: int) -> int:
    return 2 * number


def die_on_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return number


def test_few_items_stay_in_this_process():
    assert list(run(lambda number: number + 1, [1, 2, 3], jobs=8)) == [2, 3, 4]  # a lambda could not be sent away


def test_many_items_are_shared_out():
    assert sorted(run(double, list(range(700)), jobs=2)) == [2 * number for number in range(700)]


def test_the_item_that_kills_is_named():
    results = list(run(die_on_seven, list(range(12)), jobs=2, risky=True))
    assert Died(7) in results
    assert sorted(item for item in results if isinstance(item, int)) == [n for n in range(12) if n != 7]


def test_nothing_to_do():
    assert list(run(double, [], jobs=4, risky=True)) == []
