"""Texts as chats, offices and phones hand them over."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.clean_text import clean, clean_body, figures
from generator.model.collate import means_nothing
from generator.model.dates import read_date
from generator.model.licences import read_nib
from generator.model.money import read_price
from generator.model.numbers import read_int
from generator.model.phone import read_phone

# The Arabic number signs and Egyptian joiners are of category Cf, but they are seen.
MARKS = [
    chr(code)
    for code in range(0x20000)
    if unicodedata.category(chr(code)) in ("Cf", "Cs")
    and not 0x600 <= code <= 0x605
    and not 0x13430 <= code <= 0x13440
    and code not in (0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)
] + ["\ufe0f", "\u3164", "\u034f", "\u115f", "\x00", "\x01"]
DASHES = [chr(code) for code in range(0x20000) if unicodedata.category(chr(code)) == "Pd" and code not in
          (0x58A, 0x5BE, 0x1400, 0x1806, 0x2E17, 0x2E1A, 0x2E40, 0x2E5D, 0x301C, 0x3030, 0x30A0, 0xFE31, 0xFE32, 0x10EAD)
          ] + ["\u2212"]  # fmt: skip
BLANKS = [" ", "\xa0", "\u2009", "\u202f", "\u3000", "\u2007", "\u2800"]


def sprinkled(text: str):
    """The text with invisible marks anywhere."""
    gaps = st.lists(
        st.lists(st.sampled_from(MARKS), max_size=2).map("".join), min_size=len(text) + 1, max_size=len(text) + 1
    )
    return gaps.map(lambda marks: "".join(mark + letter for mark, letter in zip(marks, [*text, ""], strict=True)))


@given(st.sampled_from(DASHES), st.sampled_from(BLANKS), st.data())
def test_a_phone_is_the_same_with_any_dash_blank_and_mark(dash, blank, data):
    text = data.draw(sprinkled(f"+62{blank}812{dash}3456{dash}7890"))
    assert read_phone(text, []) == read_phone("081234567890", [])


@given(st.sampled_from(DASHES), st.sampled_from(BLANKS), st.data())
def test_a_price_is_the_same_with_any_dash_blank_and_mark(dash, blank, data):
    text = data.draw(sprinkled(f"Rp{blank}15.000{blank}{dash}{blank}20.000"))
    assert read_price(text, []) == read_price("15000-20000", [])


@given(st.sampled_from(DASHES), st.data())
def test_dates_and_codes_too(dash, data):
    assert read_date(data.draw(sprinkled(f"12{dash}08{dash}2024")), []) == read_date("2024-08-12", [])
    assert read_nib(data.draw(sprinkled(f"9120{dash}0000{dash}00012")), []) == "9120000000012"
    assert read_int(data.draw(sprinkled("1250")), []) == 1250


@given(st.text())
def test_what_is_cleaned_twice_is_cleaned_once(text):
    assert clean(clean(text)) == clean(text)
    assert clean_body(clean_body(text)) == clean_body(text)
    assert figures(figures(text)) == figures(text)
    clean(text).encode("utf-8")
    clean_body(text).encode("utf-8")


@pytest.mark.parametrize("name", ["Kem\u200bplang", "\u2068Kemplang\u2069", "Kemplang\ufeff", "Kem\u00adplang"])
def test_names_lose_marks(name):
    assert clean(name) == "Kemplang"


@pytest.mark.parametrize(
    "text", ["👨‍👩‍👧 Keluarga", "❤️ Cinta", "می‌خواهم", "Kopi – enak — sekali", "Jum’at", "Ñandú", "“kutip”", "A\tB\nC"]
)
def test_what_is_meant_stays(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    "good", ["Bu Siti’s", "Café", "Kopi 😀 asli", "10°", "½ kg", "100 – 200", "piñata", "…", "“kutip”", "5 × 5"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_what_was_decoded_twice_is_read_again(good, encoding):
    bad = good.encode().decode(encoding, "ignore")
    assert clean(bad) == clean(good)
    again = bad.encode().decode("latin-1")
    assert clean(again) == clean(good)


def test_other_encodings_of_typographic_quotes():
    assert clean("Bu Siti‚Äôs") == clean("Bu SitiÔÇÖs") == "Bu Siti’s"


@pytest.mark.parametrize("text", ["CAFÉ©", "Å", "Âme", "naïf", "100 Ã", "Ôtel"])
def test_letters_that_only_look_wrong_stay(text):
    assert clean(text) == text


def test_a_story_loses_only_what_harms():
    assert clean_body("a\u202eb\x00c\ud83cd") == "abcd"
    assert clean_body("nasi\u00adgoreng \u2011 5\xa0kg\n\n\tx") == "nasi\u00adgoreng \u2011 5\xa0kg\n\n\tx"


@pytest.mark.parametrize(
    "text",
    ["-", "–", "---", "n/a", "N/A", "tidak ada", "Tidak ada.", "(kosong)", "- tidak ada -", "…", "___", "belum punya"],
)
def test_words_for_nothing(text):
    assert means_nothing(text)


@pytest.mark.parametrize("text", ["Nasi", "tidak ada duanya", "0", "Nada", "C-", "kosong melompong"])
def test_words_that_are_no_words_for_nothing(text):
    assert not means_nothing(text)
