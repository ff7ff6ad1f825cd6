"""Shares as published."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from generator.model.shares import contrast, steps_of_five, tenths_of_percent, whole_percent, wilson

wholes = st.integers(1, 10**6)


@given(wholes, st.data())
def test_shares_are_rounded_half_up(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    exact = Fraction(100 * part, whole)
    for step, value in ((Fraction(1, 10), Fraction(tenths_of_percent(part, whole), 10)), (Fraction(1), Fraction(whole_percent(part, whole))),
                        (Fraction(5), Fraction(steps_of_five(part, whole)))):  # fmt: skip
        assert value % step == 0
        assert -step / 2 <= exact - value < step / 2 or exact - value == -step / 2


@given(wholes, st.data())
def test_the_bounds_of_a_share_hold_it_and_mirror_that_of_the_rest(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    bounds, mirror = wilson(part, whole), wilson(whole - part, whole)
    assert 0 <= bounds.low <= part / whole + 1e-9
    assert part / whole - 1e-9 <= bounds.high <= 1
    assert abs(bounds.low - (1 - mirror.high)) < 1e-9


def test_the_golden_example_of_the_programmes() -> None:
    bounds = wilson(23, 28)
    assert (round(100 * bounds.low), round(100 * bounds.high)) == (58, 94)
    assert contrast(23, 28, 26, 47) == "more"


def test_few_are_not_compared() -> None:
    assert contrast(19, 19, 10, 50) == "few"
    assert contrast(30, 30, 2, 4) == "few"
    assert contrast(0, 40, 40, 40) == "less"
    assert contrast(20, 40, 20, 40) == "unclear"
