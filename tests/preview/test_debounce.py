"""When to build and when to look around, on a clock of the test's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.preview.debounce import PATIENCE, POLL_INTERVAL, POLL_SHARE, QUIET, Debounce, Step

gaps = st.lists(st.floats(0.001, 1.0), min_size=1, max_size=40)


def settled(now: float = 0.0) -> Debounce:
    debounce = Debounce(now)
    debounce.began()
    debounce.polled(now)
    return debounce


def test_first_build_is_due_at_once():
    assert Debounce(100.0).next(100.0) == (Step.BUILD, 0.0)


def test_a_save_is_built_after_a_moment_of_quiet():
    debounce = settled()
    debounce.changed(1.0)
    step, seconds = debounce.next(1.0)
    assert step is Step.WAIT
    assert seconds == pytest.approx(QUIET)
    assert debounce.next(1.0 + QUIET)[0] is Step.BUILD


def test_another_change_prolongs_the_wait_but_not_for_ever():
    debounce = settled()
    now = 1.0
    while debounce.next(now)[0] is not Step.BUILD:
        debounce.changed(now)
        now += QUIET / 2
    assert PATIENCE <= now - 1.0 <= PATIENCE + QUIET


def test_a_change_during_a_build_asks_for_another():
    debounce = settled()
    debounce.changed(1.0)
    debounce.began()
    debounce.changed(1.2)
    debounce.polled(1.4)
    assert debounce.is_due
    assert debounce.next(1.4)[0] is Step.BUILD


def test_looks_around_in_quiet_times_only():
    debounce = settled()
    assert debounce.next(POLL_INTERVAL) == (Step.POLL, 0.0)
    debounce.changed(POLL_INTERVAL)
    assert debounce.next(POLL_INTERVAL)[0] is Step.WAIT
    assert debounce.next(POLL_INTERVAL + QUIET)[0] is Step.BUILD


def test_looking_around_a_large_site_takes_a_small_part_of_the_time():
    debounce = settled()
    debounce.polled(10.0, seconds=1.0)
    assert debounce.next(10.0) == (Step.WAIT, POLL_SHARE * 1.0)


@given(gaps)
def test_no_change_is_ever_lost_or_left_waiting(waits):
    """Whatever the rhythm, each change is in a build that began after it, soon."""
    debounce, now = settled(), 0.0
    first: float | None = None
    last = 0.0
    for wait in waits:
        target = now + wait
        while True:
            step, seconds = debounce.next(now)
            if step is Step.BUILD:
                assert first is not None
                assert now - last >= QUIET - 1e-9 or now - first >= PATIENCE - 1e-9
                assert now - first <= PATIENCE + 1e-9
                debounce.began()
                first = None
            elif step is Step.POLL:
                assert first is None
                debounce.polled(now)
            if now + seconds > target or (step is not Step.WAIT and now >= target):
                break
            now += seconds
        now = target
        debounce.changed(now)
        first, last = (now if first is None else first), now
    assert debounce.is_due
    assert debounce.next(last + QUIET + 1e-9)[0] is Step.BUILD
