"""Law A: no two different inputs share a fingerprint, and no unknown type is fingerprinted at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.digest import fingerprint, spell


class Colour(Enum):
    RED = 1


class Pair(NamedTuple):
    one: str
    two: int


class Card(NamedTuple):
    name: str
    digest: str


@dataclass(frozen=True)
class Page:
    title: str
    items: tuple[Card, ...]


@dataclass(frozen=True)
class View:
    title: str
    digest: str = ""


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.binary(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@given(VALUES, VALUES)
def test_equal_only_for_equal_values(one, two):
    same = repr(one) == repr(two)  # repr tells True from 1
    assert (spell(one) == spell(two)) == same


@pytest.mark.parametrize("value", [object(), {1, 2}, print, 1j, Colour])
def test_unknown_types_are_refused(value):
    with pytest.raises(TypeError):
        spell((value,))


def test_every_kind_of_value():
    assert spell(Colour.RED) == "Colour.RED"
    assert spell(date(2026, 1, 2)) == "d2026-01-02"
    assert spell(Pair("a", 1)) == spell(("a", 1))
    assert spell(Card("x", "d1")) == spell(Card("y", "d1")) != spell(Card("x", "d2"))
    assert spell(Page("t", (Card("x", "d1"),))) != spell(Page("t", (Card("x", "d2"),)))


def test_a_digest_that_is_still_empty_does_not_count():
    assert spell(View("a")) != spell(View("b"))
    assert spell(View("a", "d")) == spell(View("b", "d"))


def test_a_card_without_digest_is_a_bug():
    with pytest.raises(TypeError):
        spell(Card("x", ""))


def test_where_one_value_ends_and_the_next_begins_counts():
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint(("a",), "b") != fingerprint("a", ("b",))
