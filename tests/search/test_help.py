"""Help where no product holds a word: what comes first, what is corrected and what is right as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from generator.search.bundle import CLIENT, joined
from generator.search.real_words import distance, edits, everyday_words, near_but_for, sound_key

ASK = """(texts) => Promise.all(texts.map((text) => etalaseCari.ask(async (search, records) => {
  const found = await search.find(text, { top: 10 });
  return {
    names: (await records.show(found.order.slice(0, 10))).map((record) => record.name), sure: found.sure, missing: found.missing || [],
    groups: found.groups.map((group) => ({ word: group.word, terms: group.terms.map((term) => term.word), corrected: group.corrected || "" })),
  };
})))"""

# Everyday nouns that a shopper may ask for here; most are in no product.
NOUNS = """cumi keris kentang semangka tenda peci jamu kera lele sate rendang bakso labu talas tahu tempe melon jambu apel anggur pepaya
sirsak kelinci kambing sapi ayam bebek angsa kucing jaket celana rok kaos kebaya sepatu sandal helm payung topi dasi kaus cincin gelang
kalung anting bros ember sapu panci wajan piring gelas mangkuk sendok garpu pisau gunting jarum benang kancing lemari meja kursi ranjang
kasur bantal lampu kipas pintu jendela pagar genteng gitar gendang seruling angklung wayang boneka bola buku pensil kertas jamur
wortel kol bayam sawi tomat cabai lada jahe kunyit lengkuas ketumbar merica garam gula golok
tombak handuk sajadah obeng palu gergaji lilin kapal gasing""".split()


@pytest.fixture(scope="module")
def asked(address, browser):
    page = browser.new_page()
    page.goto(address + "cari/")
    page.wait_for_function("() => globalThis.etalaseCari")
    yield lambda *texts: page.evaluate(ASK, list(texts))
    page.close()


def test_everyday_nouns_are_not_corrected(asked):
    found = asked(*NOUNS)
    wrong = {noun: answer["groups"][0]["corrected"] for noun, answer in zip(NOUNS, found, strict=True)}
    wrong = {noun: other for noun, other in wrong.items() if other}
    assert len(NOUNS) > 100 and len(wrong) <= 3, wrong


def test_a_noun_is_not_taken_for_the_beginning_of_another(asked):
    for answer in asked("kera", "jamu"):
        assert not {"keranjang", "kerajinan", "jamur"} & set(answer["groups"][0]["terms"])


def test_names_of_regions_come_before_completion(asked):
    (answer,) = asked("pali")
    assert answer["groups"][0]["terms"] == ["penukal", "abab", "lematang", "ilir"] and answer["sure"] > 3


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("batk durian", "batik"),
        ("durian batk", "batik"),
        ("sonket", "songket"),
        ("selendnag", "selendang"),
        ("kopi bubk", "bubuk"),
    ],
)
def test_what_is_misspelt_is_corrected_with_the_other_words(asked, text, wanted):
    (answer,) = asked(text)
    assert wanted in [group["corrected"] for group in answer["groups"]] and answer["sure"]


def test_the_first_letter_counts_double(asked):
    """Another first letter is another word."""
    for answer in asked("zopi", "yeras"):
        assert answer["groups"][0]["corrected"] == ""


@pytest.mark.parametrize("text", ["empek2", "kem plang", "keri pik", "song ket lepus", "pem pek kapal selam"])
def test_words_written_apart_and_doubled_ones_are_found(asked, text):
    (answer,) = asked(text)
    assert answer["sure"] and answer["names"]


def test_what_no_product_holds_together_is_said(asked):
    (answer,) = asked("kopi kemplang")
    assert answer["sure"] == 0 and answer["names"] and answer["missing"] in (["kopi"], ["kemplang"])
    assert asked("kopi bubuk")[0]["missing"] == []


def test_the_page_says_which_word_was_left_out_and_sorts_the_rest_last(visit, answered):
    page = visit("cari/?q=kopi+kemplang")
    assert "semua kata" in answered(page) and page.locator("[data-cari=hasil] li").count() == 10
    page.goto(page.url.replace("kopi+kemplang", "batik+durian") + "&urut=harga")
    expect(page.locator("[data-cari=hasil] h3").first).to_contain_text("Durian")
    names = page.locator("[data-cari=hasil] h3").all_text_contents()
    assert all("Batik" in name and "Durian" in name for name in names[:2]) and len(names) == 10


LETTERS = st.text("abdefghijklmnoprstuwz", min_size=1, max_size=10)
WORD = st.one_of(LETTERS, st.sampled_from(sorted(everyday_words())))


@pytest.fixture(scope="module")
def client(browser):
    page = browser.new_page()
    page.add_script_tag(content=joined((CLIENT / "text.js").read_text("utf-8")))
    yield lambda pairs: page.evaluate(
        "(pairs) => pairs.map(([one, other]) => [soundKey(one), distance(one, other, 9)])", pairs
    )
    page.close()


@settings(max_examples=30)
@given(pairs=st.lists(st.tuples(WORD, WORD), min_size=30, max_size=60))
def test_sounds_and_distances_are_those_of_the_browser(client, pairs):
    assert client(pairs) == [[sound_key(one), distance(one, other)] for one, other in pairs]


@settings(max_examples=20)
@given(words=st.dictionaries(WORD, st.booleans(), min_size=1, max_size=5))
def test_real_words_near_a_catalogue_are_all_that_might_be_corrected(words):
    def is_near(real, word, is_named):
        if sound_key(real) == sound_key(word):
            return True
        away = distance(real, word) + (real[0] != word[0])
        return is_named and (away <= edits(real) or (len(real) >= 3 and word.startswith(real)))

    assert near_but_for(words) == {
        real for real in everyday_words() - words.keys() if any(is_near(real, *pair) for pair in words.items())
    }
