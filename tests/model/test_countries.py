"""Countries of export: two letters, and never Indonesia."""

from __future__ import annotations

import pytest

from generator.model.countries import CODES, read_country
from generator.model.problem import Unreadable


def test_all_codes_are_two_letters_and_counted():
    assert len(CODES) == 249
    assert all(len(code) == 2 and code.isupper() for code in CODES)


@pytest.mark.parametrize("text", ["my", " MY "])
def test_reads_in_any_case(text):
    assert read_country(text, []) == "MY"


@pytest.mark.parametrize("text", ["ID", "Malaysia", "XX", ""])
def test_refuses_what_is_no_country_of_export(text):
    with pytest.raises(Unreadable):
        read_country(text, [])
