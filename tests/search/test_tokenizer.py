"""The words of a text: however people type a thing, its words are the same, in Python and in the browser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.tokenizer import (
    _ASCII_TOKEN,
    _TOKEN,
    APOSTROPHES,
    INVISIBLE,
    LETTERS,
    TIMES,
    all_words,
    fold,
    tokenize,
    tokenize_name,
)
from generator.search.bundle import CLIENT, joined

# What is one spelling in many.
ALIKE = [
    [f"Jum{mark}at" for mark in APOSTROPHES] + ["jumat", "JUM’AT", "Jum\u00adat", "Jum\u200bat"],
    ["250gr", "250 gr", "250-gr", "250GR", "２５０ｇｒ"],
    ["1kg", "1 kg", "1\u00a0kg", "1\u202fKg"],
    ["5.000", "5000", "5,000", "5.000,00"],
    ["Rp1.250.000", "rp 1250000", "Rp. 1,250,000.00", "Rp 1.250.000,-"],
    ["20x30", "20 x 30", "20×30", "20 × 30", "20 X 30", "20*30", "20✕30"],
    ["20x30x5cm", "20 x 30 x 5 cm", "20×30×5 cm"],
    ["20cm x 30cm", "20 cm × 30 cm", "20cmx30cm".replace("mx", "m x")],
    ["2,5 kg", "2.5kg", "2,5kg", "2,50 kg"],
    ["0,125 l", "0.125l"],
    ["½ kg", "1/2 kg"],
    ["2½ kg", "2 1/2kg"],
    ["m²", "m2", "M 2"],
    ["3in1", "3 in 1", "3-in-1"],
    ["V60", "v 60", "V-60"],
    ["12.10.2026", "12 10 2026"],
    ["weiß", "weiss", "WEISS", "Weiẞ"],
    ["œuvre", "oeuvre", "Œuvre"],
    ["æbleskiver", "AEBLESKIVER", "Æbleskiver"],
    ["smørrebrød", "smorrebrod", "SMØRREBRØD"],
    ["Łódź", "lodz"],
    ["naïve café", "naive cafe", "nai\u0308ve cafe\u0301"],
    ["ﬁlter", "filter"],
    ["İznik", "iznik", "ıznik"],
]


@pytest.mark.parametrize("spellings", ALIKE, ids=lambda spellings: spellings[-1])
def test_one_thing_in_many_spellings(spellings):
    assert {tuple(all_words(text)) for text in spellings} == {tuple(all_words(spellings[0]))}


def test_numbers_that_differ_stay_apart():
    texts = ["5.000", "5", "50", "2,5", "25", "2.05", "0,125", "125", "1.25.000"]
    assert len({tuple(all_words(text)) for text in texts}) == len(texts)


def test_function_words_are_left_out_but_of_names_that_have_no_others():
    assert tokenize("Kami dan kopi kita") == ["kopi"] and tokenize("Kami Kita") == []
    assert tokenize_name("Kami dan kopi kita") == ["kopi"] and tokenize_name("Kami Kita") == ["kami", "kita"]


SPECIAL = APOSTROPHES + INVISIBLE + TIMES + "".join(pair[0] for pair in LETTERS.split()) + "0159.,xX -½²ẞﬁßς"
LETTER = st.one_of(
    st.sampled_from(SPECIAL),
    st.characters(max_codepoint=0x2FFF, exclude_categories=["Cn", "Cs"]),
    st.characters(exclude_categories=["Cn", "Cs", "Co"]),
)
TEXTS = st.lists(st.text(LETTER, max_size=12), min_size=40, max_size=80)


@pytest.fixture(scope="module")
def words_of(browser):
    """The client's own `wordsOf` and `fold`, for many texts at once."""
    page = browser.new_page()
    page.add_script_tag(content=joined((CLIENT / "text.js").read_text("utf-8")))
    yield lambda texts: page.evaluate("(texts) => texts.map((text) => [fold(text), wordsOf(text)])", texts)
    page.close()


@settings(max_examples=60)
@given(texts=TEXTS)
def test_the_browser_finds_the_same_words(words_of, texts):
    assert words_of(texts) == [[fold(text), all_words(text)] for text in texts]


def test_the_browser_finds_the_same_words_in_every_spelling(words_of):
    texts = [text for spellings in ALIKE for text in spellings]
    assert words_of(texts) == [[fold(text), all_words(text)] for text in texts]


@given(st.text(LETTER, max_size=30))
def test_folding_is_final_and_words_are_found_again(text):
    assert fold(fold(text)) == fold(text)
    assert all(all_words(word) == [word] for word in all_words(text))


@given(st.text("ab1x-_ '.,\n", max_size=40))
def test_ascii_words_are_the_same_words(text):
    assert _ASCII_TOKEN.findall(text) == _TOKEN.findall(text)


GOODS = {
    "kami-kita": ("Kami Kita", "Isi."),
    "jumat": ("Roti Jum’at Berkah", "Isi."),
    "sabun": ("Sabun 250 gr", "Isi."),
    "beras": ("Beras pulen", "Kemasan 2,5kg, cukup untuk 5.000 butir."),
    "tikar": ("Tikar 20×30", "Isi."),
    "sosis": ("Weißwurst", "Dari Łódź."),
}
ASKED = {
    "kami-kita": ["kami kita", "Kami Kita", "kita"],
    "jumat": ["jumat", "jum'at", "Jum`at berkah", "jum´at", "jum’at*"],
    "sabun": ["250gr", "250 gr", "sabun 250GR", "sabun 250g*"],
    "beras": ["2.5 kg", "2,5 kg", "2,50kg", "beras 5000", "5.000 butir"],
    "tikar": ["20x30", "20 x 30", "20 × 30", "tikar 20*30"],
    "sosis": ["weißwurst", "weisswurst", "lodz", "ŁÓDŹ"],
}


def test_whatever_is_typed_finds_what_is_meant(make_site, serve, browser):
    site = make_site("huruf", theme="nusantara")
    site.seller("milik", nama="Milik Kami")
    for slug, (name, body) in GOODS.items():
        site.product(slug, body, nama=name)
    assert site.build().exit_code == 0
    page = browser.new_page()
    page.goto(serve(site.folder / "output") + "cari/")
    page.wait_for_function("() => globalThis.etalaseCari")
    ask = """(text) => etalaseCari.ask(async (search, records) => {
      const found = await search.find(text);
      return (await records.show(found.order.slice(0, found.sure))).map((record) => record.path);
    })"""
    for slug, texts in ASKED.items():
        for text in texts:
            assert page.evaluate(ask, text) == [f"produk/{slug}/"], text
    assert page.evaluate(ask, "yang dan di") == []
    page.close()
