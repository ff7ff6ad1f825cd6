"""Numbers, percents and years as people type them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.numbers import (
    format_number,
    format_percent,
    read_bmp,
    read_decimal,
    read_int,
    read_tkdn,
    read_year,
)
from generator.model.problem import Remarks, Unreadable
from generator.model.rules import AMBIGUOUS_NUMBER, DAMAGED_NUMBER, NOT_A_NUMBER, OUT_OF_RANGE, Rule

Reader = Callable[[str, Remarks], int | None]


def refused(reader: Reader, text: str) -> Rule:
    with pytest.raises(Unreadable) as caught:
        reader(text, [])
    assert caught.value.remark.hint
    return caught.value.remark.rule


@pytest.mark.parametrize("text", ["1250", "1.250", "1250.0", "1.250,00", " 1250 ", "01250"])
def test_whole_numbers(text: str) -> None:
    remarks: Remarks = []
    assert read_int(text, remarks) == 1250
    assert remarks == []


def test_a_comma_for_thousands_leaves_a_remark() -> None:
    remarks: Remarks = []
    assert read_int("1,250", remarks) == 1250
    assert [remark.rule for remark in remarks] == [AMBIGUOUS_NUMBER]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("12 orang", NOT_A_NUMBER),
        ("1,5", NOT_A_NUMBER),
        ("-3", OUT_OF_RANGE),
        ("8,12E+11", DAMAGED_NUMBER),
        ("####", DAMAGED_NUMBER),
        ("٣", NOT_A_NUMBER),
        ("9" * 5000, NOT_A_NUMBER),
    ],
)
def test_whole_numbers_refused(text: str, rule: Rule) -> None:
    assert refused(read_int, text) == rule


def test_bounds_are_named() -> None:
    with pytest.raises(Unreadable, match="di luar batas") as caught:
        read_int("501", [], low=1, high=500)
    assert caught.value.remark.hint == "Isi antara 1 dan 500."


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("62,35", 6235),
        ("62.35", 6235),
        ("62,35%", 6235),
        ("62,35 %", 6235),
        ("40", 4000),
        ("62.5", 6250),
        ("40 persen", 4000),
        ("40.0", 4000),
        ("0", 0),
        ("100", 10000),
        ("62,3500", 6235),
    ],
)
def test_percents_in_hundredths(text: str, hundredths: int) -> None:
    assert read_tkdn(text, []) == hundredths


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("101", OUT_OF_RANGE),
        ("62,355", NOT_A_NUMBER),
        ("1.250", NOT_A_NUMBER),
        ("-1", OUT_OF_RANGE),
        ("enam", NOT_A_NUMBER),
        ("6.2E+01", DAMAGED_NUMBER),
    ],
)
def test_percents_refused(text: str, rule: Rule) -> None:
    assert refused(read_tkdn, text) == rule


def test_a_percent_stored_as_a_fraction_is_explained() -> None:
    with pytest.raises(Unreadable) as caught:
        read_tkdn("0.6235", [])
    assert "62,35" in caught.value.remark.hint


def test_bmp_is_a_share() -> None:
    assert read_bmp("15", []) == 1500
    assert refused(read_bmp, "100,01") == OUT_OF_RANGE


@pytest.mark.parametrize(("text", "year"), [("2019", 2019), ("2019.0", 2019), ("sejak 2019", 2019), ("1987", 1987)])
def test_years(text: str, year: int) -> None:
    assert read_year(text, []) == year


@pytest.mark.parametrize("text", ["19", "98", "2O19", "20190", "1500", "2019-01", "tahun lalu"])
def test_years_refused(text: str) -> None:
    assert refused(read_year, text) in (NOT_A_NUMBER, OUT_OF_RANGE)


@pytest.mark.parametrize("reader", [read_int, read_decimal, read_tkdn, read_bmp, read_year])
@pytest.mark.parametrize("text", ["", "-", "tidak ada", "n/a"])
def test_nothing_is_nothing(reader: Reader, text: str) -> None:
    assert reader(text, []) is None


def test_how_numbers_are_shown() -> None:
    assert format_number(1250) == "1.250"
    assert format_number(1250, "en") == "1,250"
    assert [format_percent(value) for value in (6235, 6250, 4000, 5)] == ["62,35%", "62,5%", "40%", "0,05%"]


@given(st.integers(0, 10000))
def test_percents_read_back(hundredths: int) -> None:
    assert read_tkdn(format_percent(hundredths), []) == hundredths


@given(st.integers(0, 10**12))
def test_numbers_read_back(value: int) -> None:
    assert read_int(format_number(value), []) == value


@pytest.mark.parametrize("reader", [read_int, read_decimal, read_tkdn, read_year])
@given(text=st.text() | st.text(alphabet="0123456789.,-e+% ", max_size=30))
def test_any_text_is_read_or_refused(reader: Reader, text: str) -> None:
    try:
        value = reader(text, [])
    except Unreadable as fault:
        assert fault.remark.message
        assert fault.remark.hint
    else:
        assert value is None or value >= 0
