"""Texts cleaned, compared, ordered and turned into slugs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.collate import (
    LONGEST_SLUG,
    WINDOWS_RESERVED,
    collation_key,
    is_slug,
    letters_of,
    means_nothing,
    quoted,
    slugify,
    tidy,
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Keripik Tempe Sagu", "keripik-tempe-sagu"),
        ("  Kopi & Teh (250 g)  ", "kopi-teh-250-g"),
        ("Café Gayo", "cafe-gayo"),
        ("Jum'at Berkah", "jumat-berkah"),
        ("CON", "con-1"),
        ("Ø", "o"),
        ("コーヒー", ""),
        ("---", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_long_name_is_cut_between_words() -> None:
    slug = slugify("kain songket " * 20)
    assert len(slug) <= LONGEST_SLUG
    assert slug.endswith(("kain", "songket"))


@given(st.text())
def test_no_slug_leaves_the_alphabet(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or is_slug(slug)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug) <= LONGEST_SLUG + 2
    assert slug not in WINDOWS_RESERVED
    assert slugify(slug) == slug


@pytest.mark.parametrize("text", ["", "-a", "a-", "A", "a b", "con", "lpt1", "a.b", "é", "a\n", "x" * 121])
def test_what_is_no_slug(text: str) -> None:
    assert not is_slug(text)


def test_digits_sort_by_value_and_case_does_not_matter() -> None:
    names = ["Desa 10", "desa 9", "Émping", "emping 2", "EMPING 1", "Desa 009a", "zamrud"]
    expected = ["desa 9", "Desa 009a", "Desa 10", "Émping", "EMPING 1", "emping 2", "zamrud"]
    assert sorted(names, key=collation_key) == expected


@given(st.integers(min_value=0), st.integers(min_value=0))
def test_numbers_in_names_sort_as_numbers(one: int, other: int) -> None:
    assert (collation_key(f"desa {one}") < collation_key(f"desa {other}")) == (one < other)


@given(st.text())
def test_case_makes_no_difference_to_order(text: str) -> None:
    assert collation_key(text.casefold()) == collation_key(text)


def test_spelling_of_names_is_compared_by_letters() -> None:
    assert letters_of("Pagar Alam") == letters_of("PAGARALAM") == letters_of("pagar-alam")


@given(st.text())
def test_tidy_leaves_one_clean_line(text: str) -> None:
    line = tidy(text)
    assert line == line.strip() == " ".join(line.split())
    assert "\u200b" not in line
    assert tidy(line) == line


@pytest.mark.parametrize("text", ["", "-", "tidak ada", "Tidak Ada", "n/a", "N/A", "–"])
def test_words_for_nothing(text: str) -> None:
    assert means_nothing(text)


@given(st.text(max_size=500))
def test_quoted_text_is_short_and_printable(text: str) -> None:
    shown = quoted(text)
    assert shown.isprintable()
    assert len(shown) <= 62


def test_a_number_like_a_nik_is_not_repeated_in_messages() -> None:
    assert quoted("nomor 1671014105900001") == '"nomor 1671…"'
