"""When to build and when to look around, on a clock of the test's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.preview.debounce import PATIENCE, QUIET, ROUND, SHARE, Debounce, Step

gaps = st.lists(st.floats(0.001, 1.0), min_size=1, max_size=40)


def settled(now: float = 0.0) -> Debounce:
    pace = Debounce(now)
    pace.began()
    pace.looked(now)
    return pace


def test_first_build_is_due_at_once():
    assert Debounce(100.0).next(100.0) == (Step.BUILD, 0.0)


def test_a_save_is_built_after_a_moment_of_quiet():
    pace = settled()
    pace.changed(1.0)
    step, seconds = pace.next(1.0)
    assert step is Step.WAIT
    assert seconds == pytest.approx(QUIET)
    assert pace.next(1.0 + QUIET)[0] is Step.BUILD


def test_another_change_prolongs_the_wait_but_not_for_ever():
    pace = settled()
    now = 1.0
    while pace.next(now)[0] is not Step.BUILD:
        pace.changed(now)
        now += QUIET / 2
    assert PATIENCE <= now - 1.0 <= PATIENCE + QUIET


def test_a_change_during_a_build_asks_for_another():
    pace = settled()
    pace.changed(1.0)
    pace.began()
    pace.changed(1.2)
    pace.looked(1.4)
    assert pace.is_due
    assert pace.next(1.4)[0] is Step.BUILD


def test_looks_around_in_quiet_times_only():
    pace = settled()
    assert pace.next(ROUND) == (Step.LOOK, 0.0)
    pace.changed(ROUND)
    assert pace.next(ROUND)[0] is Step.WAIT
    assert pace.next(ROUND + QUIET)[0] is Step.BUILD


def test_looking_around_a_large_site_takes_a_small_part_of_the_time():
    pace = settled()
    pace.looked(10.0, seconds=1.0)
    assert pace.next(10.0) == (Step.WAIT, SHARE * 1.0)


@given(gaps)
def test_no_change_is_ever_lost_or_left_waiting(waits):
    """Whatever the rhythm, each change is in a build that began after it, soon."""
    pace, now = settled(), 0.0
    first: float | None = None
    last = 0.0
    for wait in waits:
        target = now + wait
        while True:
            step, seconds = pace.next(now)
            if step is Step.BUILD:
                assert first is not None
                assert now - last >= QUIET - 1e-9 or now - first >= PATIENCE - 1e-9
                assert now - first <= PATIENCE + 1e-9
                pace.began()
                first = None
            elif step is Step.LOOK:
                assert first is None
                pace.looked(now)
            if now + seconds > target or (step is not Step.WAIT and now >= target):
                break
            now += seconds
        now = target
        pace.changed(now)
        first, last = (now if first is None else first), now
    assert pace.is_due
    assert pace.next(last + QUIET + 1e-9)[0] is Step.BUILD
