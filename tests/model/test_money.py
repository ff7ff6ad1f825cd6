"""Prices: every form of domain reference section 5, and the laws of writing and reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.money import (
    HIGHEST,
    LOWEST_USUAL,
    Price,
    canonical_price,
    format_price,
    format_rupiah,
    read_price,
)
from generator.model.problem import Remarks, Unreadable
from generator.model.rules import (
    AMBIGUOUS_NUMBER,
    DAMAGED_NUMBER,
    HALF_READ,
    LOW_PRICE,
    NOT_A_NUMBER,
    OUT_OF_RANGE,
    Rule,
)


def read(text: str) -> tuple[Price | None, list[Rule]]:
    """The price and the rules of the remarks."""
    remarks: Remarks = []
    return read_price(text, remarks), [remark.rule for remark in remarks]


def refusal(text: str) -> tuple[Rule, str, str]:
    with pytest.raises(Unreadable) as caught:
        read_price(text, [])
    return caught.value.remark


@pytest.mark.parametrize(
    "text",
    [
        "25000",
        "25.000",
        "Rp25.000",
        "Rp 25.000,-",
        "Rp. 25.000,00",
        "25.000,00",
        "25rb",
        "25 ribu",
        "25000.0",
        "Rp.25.000",
        "rp 25.000",
        "IDR 25000",
        "25 RB",
        "25k",
        "25.000,--",
        "25000 rupiah",
        "0,025 jt",
        "harga: 25.000",
        "\xa0Rp\xa025.000\u200b",
        "25,000.00",
        "Rp25.000,-."[:-1],
        "@ 25.000",
    ],
)
def test_one_price_in_many_spellings(text: str) -> None:
    assert read(text) == (Price(25000), [])


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("1,5 jt", Price(1_500_000)),
        ("2.5 juta", Price(2_500_000)),
        ("1,250,000", Price(1_250_000)),
        ("4.000 - 60.000", Price(4000, 60000)),
        ("4.000–60.000", Price(4000, 60000)),
        ("Rp4.000–Rp60.000", Price(4000, 60000)),
        ("4000 s/d 60000", Price(4000, 60000)),
        ("4000 sampai 60000", Price(4000, 60000)),
        ("25-30 rb", Price(25000, 30000)),
        ("15rb-20rb/kg", Price(15000, 20000, unit="kg")),
        ("15.000/kg - 20.000/kg", Price(15000, 20000, unit="kg")),
        ("5000 - 5000", Price(5000)),
        ("Mulai Rp1.500 / pcs", Price(1500, starting=True, unit="pcs")),
        ("mulai dari 1.500", Price(1500, starting=True)),
        ("mulai 150.000", Price(150_000, starting=True)),
        ("mulai 4.000-6.000", Price(4000, 6000)),
        ("Rp15.000/kg", Price(15000, unit="kg")),
        ("15000 per kotak", Price(15000, unit="kotak")),
        ("15.000/3-4 orang", Price(15000, unit="3-4 orang")),
    ],
)
def test_ranges_units_and_starting_prices(text: str, price: Price) -> None:
    assert read(text) == (price, [])


@pytest.mark.parametrize(
    "text",
    [
        "Bervariasi",
        "hubungi penjual",
        "Harga hubungi kami",
        "-",
        "",
        "nego",
        "tidak ada",
        "Rp -",
        "Rp. –",
        "Rp.-,-",
        "IDR -",
        "Rp",
        "Rp ___",
        "harga: Rp -",
        "n/a",
    ],
)
def test_no_price(text: str) -> None:
    assert read(text) == (None, [])


def test_a_comma_for_thousands_is_read_with_a_remark() -> None:
    remarks: Remarks = []
    assert read_price("25,000", remarks) == Price(25000)
    assert remarks[0].rule == AMBIGUOUS_NUMBER
    assert remarks[0].message == '"25,000" dibaca Rp25.000.'
    assert "tulis" in remarks[0].hint


@pytest.mark.parametrize("text", ["25", "99", "25.00", "12,00"])
def test_a_price_under_a_hundred_rupiah_is_doubted(text: str) -> None:
    price, rules = read(text)
    assert price is not None
    assert rules == [LOW_PRICE]


def test_a_price_of_nothing_is_no_price() -> None:
    assert read("0") == (None, [LOW_PRICE])


def test_a_note_in_brackets_is_left_out_and_said_so() -> None:
    assert read("25.000 (nego)") == (Price(25000), [HALF_READ])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("dua puluh ribu", NOT_A_NUMBER),
        ("12.5", NOT_A_NUMBER),
        ("12.500,50", NOT_A_NUMBER),
        ("1,2345 rb", NOT_A_NUMBER),
        ("25.00.000", NOT_A_NUMBER),
        ("500-1 jt", NOT_A_NUMBER),
        ("USD 5", NOT_A_NUMBER),
        ("15.000/kg - 20.000/kotak", NOT_A_NUMBER),
        ("25000 kg", NOT_A_NUMBER),
        ("8.12E+11", DAMAGED_NUMBER),
        ("#REF!", DAMAGED_NUMBER),
        ("-5000", OUT_OF_RANGE),
        ("60.000-4.000", OUT_OF_RANGE),
        ("9" * 16, OUT_OF_RANGE),
        ("9" * 5000, None),
    ],
)
def test_what_is_refused(text: str, rule: Rule | None) -> None:
    found, message, hint = refusal(text)
    assert rule is None or found == rule
    assert message
    assert hint


def test_the_wording_of_the_reference() -> None:
    assert refusal("dua puluh ribu")[1:] == (
        '"dua puluh ribu" bukan angka.',
        "Tulis angka saja, contoh: 25000.",
    )


def test_how_prices_are_shown() -> None:
    assert format_price(Price(25000)) == "Rp25.000"
    assert format_price(Price(4000, 60000)) == "Rp4.000–Rp60.000"
    assert format_price(Price(1500, starting=True, unit="pcs")) == "Mulai Rp1.500"
    assert format_price(Price(1500, starting=True), "en") == "From Rp1,500"
    assert format_rupiah(1_250_000) == "Rp1.250.000"


def test_canonical_forms() -> None:
    assert canonical_price(Price(15000)) == "15000"
    assert canonical_price(Price(4000, 60000)) == "4000–60000"
    assert canonical_price(Price(1500, starting=True)) == "mulai 1500"


@st.composite
def prices(draw: st.DrawFn) -> Price:
    """Any price that reading can give, down to where a remark begins."""
    low = draw(st.integers(LOWEST_USUAL, HIGHEST - 1))
    unit = draw(st.sampled_from(["", "kg", "250 g", "kotak", "lembar", "3-4 orang"]))
    if draw(st.booleans()):
        return Price(low, draw(st.integers(low + 1, HIGHEST)), unit=unit)
    return Price(low, starting=draw(st.booleans()), unit=unit)


@given(prices())
def test_what_is_written_reads_back_equal(price: Price) -> None:
    assert read(canonical_price(price)) == (price, [])


@given(prices())
def test_what_is_shown_reads_back_equal(price: Price) -> None:
    assert read(format_price(price)) == (price._replace(unit=""), [])


@given(st.text() | st.text(alphabet="0123456789.,-–/ rpRPbutajsdmulai()%", max_size=40))
def test_any_text_is_read_or_refused_and_what_is_read_writes_back(text: str) -> None:
    try:
        price = read_price(text, [])
    except Unreadable as fault:
        assert fault.remark.message
        assert fault.remark.hint
        return
    if price is not None:
        assert 0 <= price.low < (price.high or price.low + 1) <= HIGHEST + 1
        assert read_price(canonical_price(price), []) == price
