"""Stems: forms of one root meet, and words that only look alike stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.incremental.root_changes import changed_roots
from generator.search.lexicon import ROOTS, WHOLE
from generator.search.stems import Vocabulary, apparent_roots, root_of, stems_of

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


# Words of goods that are no form of another word, whatever a rule might read into them.
WHOLE_GOODS = """durian rambutan mentega merica mengkudu mentimun melinjo melati melon petai pepaya pecel pempek permen terasi terigu terong teri terubuk
tebu ketan ketumbar kemiri kelapa kelengkeng kedelai kedondong kemangi kemplang kencur kentang kerang kerupuk keripik kelor kepiting
ketupat ketela kecap kecombrang kembung kerapu kesemek keluwak selai selada selasih semangka seledri semur sereh serai serabi sirsak sawi
singkong siomay serundeng seblak santan bekasam belida belimbing belacan beluntas beras bengkuang bandeng bawang pandan pinang pisang
pangan ikan mangga manggis langsat lengkuas rebung tempoyak tekwan tempe tembakau tembesu temulawak dodol pekasam pindang permata perak
perca perunggu kemeja kebaya kerudung kelambu kertas kerajinan keramik keranjang keris kendi keset selendang selimut sandal sarung sepatu
seragam setelan celana beludru benang berlian bedak bendera bantal taplak tempayan tempurung tenda terakota meja mebel medali menyan
mendong perabot perangko peti peci penatu pelita pesisir tudung talenan tanjak songket nampan nyiru bakul cobek lulur sabun gelang liontin
cincin tikar purun rotan bambu batik gambir cuko maksuba lempok bandrek abon ebi sepat gabus lakban lampion bakso bakpia rengginang peyek
rempeyek renggas perkedel penganan petis peniti pengki pendopo semprong serbet selasar selop terompah topeng bermuda berkat berem dipan
dinding diska kenanga kesturi semar kunyit kenari bihun laksa lapis legen lengko kolak kolang besek besi bendo bengkel kerawang serampang
sendok garpu termos teko tembikar anting intan kapur kapuk kasur karpet kastengel nastar putri tumpeng ketimun kelubi kemuning mahoni jati
meranti merbau ulin""".split()


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


def test_whole_goods_merge_with_nothing():
    """Not with each other, and not with what is left when something is cut off that looks like an affix."""
    assert len(set(WHOLE_GOODS)) == len(WHOLE_GOODS) >= 150
    assert stems_of(set(WHOLE_GOODS)) == {}
    for word in WHOLE_GOODS:
        pieces = {word[start : len(word) - end] for start in range(4) for end in range(4) if start + end}
        pieces |= apparent_roots(word)
        assert word not in stems_of({word, *(piece for piece in pieces if len(piece) > 2)})


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


PARTS = ["anyam", "tenun", "sulam", "olah", "tulis", "ukir", "meja", "kan", "durian", "duri", "kayu", "rumah"]
FORMS = st.builds(
    lambda before, part, after, more: before + part + after + more,
    st.sampled_from(["", "me", "men", "meng", "meny", "mem", "pe", "pen", "di", "ter", "ber", "ke", "per"]),
    st.sampled_from([*PARTS, *(part[1:] for part in PARTS)]),
    st.sampled_from(["", "an", "kan", "i"]),
    st.sampled_from(["", "", "nya", "12"]),
)


def roots_after(before, after, names_before=frozenset(), names_after=frozenset()):
    changed = (before ^ after) | (names_before ^ names_after)
    text = f" {' '.join(sorted(before | after))} "
    return changed_roots(
        root_of, Vocabulary(before, frozenset(names_before)), Vocabulary(after, frozenset(names_after)), changed, text
    )


@given(st.sets(FORMS), st.sets(FORMS, max_size=3), st.sets(FORMS, max_size=3), *[st.sets(FORMS, max_size=2)] * 2)
def test_changed_roots_are_those_of_another_vocabulary(words, gone, come, names, others):
    after = (words - gone) | come
    old, new = stems_of(words, names), stems_of(after, others)
    expected = {word: new.get(word, "") for word in after if word not in words or old.get(word) != new.get(word)}
    assert roots_after(words, after, names, others) == expected


def test_a_new_word_without_forms_changes_no_root():
    words = {"anyam", "anyaman", "menganyam", "kopi"}
    assert roots_after(words, {*words, "gurih", "12kg"}) == {"gurih": "", "12kg": ""}
    assert roots_after(words, {*words, "teranyam"}) == {"teranyam": "anyam"}
    assert roots_after({"lantai", "berlantai"}, {"berlantai"}) == {"berlantai": ""}
    assert roots_after({"lantai", "berlantai"}, {"lantai", "berlantai"}, set(), {"lantai"}) == {"berlantai": ""}
