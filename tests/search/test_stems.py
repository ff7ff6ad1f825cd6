"""Stems: forms of one root meet, and words that only look alike stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.lexicon import ROOTS, WHOLE
from generator.search.stems import root_of, stems_of

FORMS = """anyam: anyaman menganyam dianyam penganyam | olah: olahan diolah mengolah pengolah pengolahan | tenun: tenunan menenun ditenun
penenun pertenunan | sulam: sulaman menyulam disulam | ukir: ukiran mengukir pengukir | jahit: jahitan menjahit penjahit |
goreng: gorengan digoreng menggoreng penggorengan | warna: pewarna pewarnaan berwarna mewarnai | ikan: perikanan | tani: pertanian petani |
kebun: perkebunan | kopi: kopinya | motif: bermotif | sertifikat: bersertifikat | buat: terbuat dibuat membuat pembuatan buatan |
laris: terlaris | hias: perhiasan hiasan | kering: dikeringkan pengering mengeringkan pengeringan | giling: gilingan penggilingan digiling |
kemas: kemasan dikemas pengemasan | teh: tehnya | potong: potongan memotong | rajut: rajutan merajut | dagang: pedagang perdagangan dagangan |
jual: penjual dijual penjualan | ternak: peternak peternakan | sangrai: disangrai penyangrai | bumbu: berbumbu dibumbui | rumah: rumahan |
celup: celupan pencelupan | kirim: kiriman pengiriman dikirim | tanam: tanaman menanam | sehat: kesehatan | seni: kesenian | hidang: hidangan
menghidangkan | racik: racikan meracik | awet: pengawet awetan | petik: petikan dipetik pemetik"""

APART = """kemeja meja | keranjang ranjang | durian duri | mentega tega | permata mata | rambutan rambut | terasi asi | merica rica |
beruang uang ruang | pesisir sisir | melayu layu | mentari tari | mengkudu kudu | beringin ingin | lebaran lebar | selatan selat |
tangan tang | ringan ring | jamuan jamu | kuningan kuning | karangan karang | bermuda muda | terapi rapi | terbang bang | kelapa lapa |
kenari nari | pelampung lampung | kepiting piting | kemiri miri | sepatu patu | pelangi langi langit | ketupat tupat | setelan setel |
manisan manis | asinan asin | pelita lita | mentimun timun | kelambu lambu | kerudung rudung | belimbing limbing | pengantin ganti |
berlian lian | menara nara | petis tis | selendang lendang | kebaya baya | perak rak | ikan dan | kedelai delai | sambal sam | terigu rigu"""


def lines(text):
    return [item.strip() for item in text.replace("\n", " ").split("|")]


@pytest.mark.parametrize("line", lines(FORMS))
def test_forms_of_a_root_meet(line):
    root, _, forms = line.partition(": ")
    stems = stems_of({root, *forms.split()})
    assert {stems.get(form, form) for form in forms.split()} == {root}


@pytest.mark.parametrize("line", lines(APART))
def test_words_that_only_look_alike_stay_apart(line):
    words = line.split()
    assert stems_of(set(words)) == {}


def test_a_root_must_be_a_word_of_the_catalogue():
    assert root_of("berlesung", {"berlesung"}) == ""
    assert root_of("berlesung", {"berlesung", "lesung"}) == "lesung"


def test_names_are_left_alone():
    assert root_of("berlesung", {"berlesung", "lesung"}, {"berlesung"}) == ""
    assert root_of("berlesung", {"berlesung", "lesung"}, {"lesung"}) == ""


@given(st.sets(st.text("abdegiklmnprstu", min_size=1, max_size=12), max_size=40))
def test_roots_are_final_and_shorter(words):
    stems = stems_of(words)
    for word, root in stems.items():
        assert word in words and len(root) < len(word)
        assert root not in stems and (root in words or root in ROOTS)
        assert word not in WHOLE


def test_lists_do_not_contradict_each_other():
    assert not {word for word in ROOTS if len(word) < 3}
    assert all(word.isalpha() and word.islower() for word in ROOTS | WHOLE)
