"""The English index: lunr's stems, translations field by field, the same laws as the Indonesian one."""

from __future__ import annotations

import importlib.util
import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lunr.stemmer import PorterStemmer

from generator.content.words import count_words, overlaid, unpack_posting, unpack_words
from generator.machine.cache import Cache
from generator.model.region import Atlas
from generator.search.english import EnglishStemmer
from generator.search.stems import stems_of

HERE = Path(__file__).parent
ENDINGS = """ational tional enci anci izer bli alli entli eli ousli ization ation ator alism iveness fulness ousness aliti iviti biliti logi
icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize s es ed ing y ll e ied ies""".split()
WORDS = """basket weaving woven weaver mats matting reed reeds dried drying dryer roasted roasting coffee coffees cherries cherry silk silken
dyed dyeing natural naturally hand handmade crackers cracker fish fishing pineapple vacuum frying fried carving carved lacquer lacquered""".split()


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


oracle = load("search_oracle_en", HERE / "oracle.py")


@pytest.fixture
def stemmer(tmp_path):
    return EnglishStemmer(Cache(tmp_path / "c.sqlite", ""))


def test_roots_are_final(stemmer):
    dice = random.Random(2)
    for _ in range(3000):
        word = "".join(dice.choices("abcdeghilmnorstuy", k=dice.randint(1, 6)) + dice.choices(["", *ENDINGS], k=2))
        root = stemmer(word) or word
        assert PorterStemmer().stem(root) == root and stemmer(root) == ""


def test_lunr_is_imported_for_new_words_only(tmp_path):
    """Roots are remembered from build to build."""
    script = """
import sys
from pathlib import Path
from generator.machine.cache import Cache
from generator.search.english import EnglishStemmer
cache = Cache(Path(sys.argv[1]), "")
stemmer = EnglishStemmer(cache)
print([stemmer(word) for word in sys.argv[2:]], "lunr" in sys.modules)
stemmer.remember()
cache.save()
"""

    def run(*words):
        command = [sys.executable, "-c", script, str(tmp_path / "c.sqlite"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert run("weaving", "mat") == "['weav', ''] True"
    assert run("mat", "weaving") == "['', 'weav'] False"
    assert run("mats", "weaving") == "['mat', 'weav'] True"


def test_a_field_without_translation_stays_as_it_is():
    base = count_words("Tikar purun", "purun anyam", "Ditenun di rawa rawa.", "facts|||")
    found = unpack_words(overlaid(base, count_words("Reed mat", "", "", language="en")))
    assert found.lengths == (2, 2, 3) and found.facts == "facts|||"
    held = dict(zip(found.words, map(unpack_posting, found.postings), strict=True))
    assert "tikar" not in held and held["reed"] == [(1, 2), (0, 0), (0, 0)]
    assert held["rawa"] == [(0, 0), (0, 0), (2, 3)] and held["purun"] == [(0, 0), (1, 2), (0, 0)]
    whole = count_words("Reed mat", "reed", "Woven of reed.", language="en")
    assert unpack_words(overlaid(base, whole))[:3] == unpack_words(whole)[:3]


@pytest.fixture
def shop(make_site):
    site = make_site("dwibahasa", theme="nusantara", bahasa="[id, en]")
    site.seller("lain", kabupaten='"16.04"', kategori="kriya", nama="Rumah Anyam")
    dice = random.Random(5)
    for number in range(40):
        site.product(f"barang-{number}", "Isi barang.", penjual=dice.choice(["dapur", "lain"]))
        if number % 4:
            translate(site, number, dice)
    site.write("content/penjual/lain.en.md", "---\nnama: Weaving house\n---\n\nThey weave baskets.\n")
    assert site.build().exit_code == 0
    return site


def translate(site, number, dice):
    name = f"nama: {' '.join(dice.choices(WORDS, k=2))}\n" if dice.random() < 0.9 else ""
    site.write(f"content/produk/barang-{number}.en.md", f"---\n{name}---\n\n{' '.join(dice.choices(WORDS, k=9))}\n")


def english(tree):
    return {
        path: data
        for path, data in tree.items()
        if path.startswith(("en/cari/", "cari/")) and not path.endswith(".html")
    }


def test_it_holds_what_is_translated_and_nothing_else(shop):
    manifest = json.loads(shop.read("en/cari/m.json"))
    assert (manifest["l"], manifest["P"], manifest["N"]) == ("en", 30, 31)
    assert json.loads(shop.read("cari/m.json"))["P"] == 40
    spelled = b"".join(data for path, data in shop.tree().items() if path.startswith(f"en/cari/{manifest['n']}/d-"))
    assert b"Weaving house" in spelled and b"Produk barang-0" not in spelled


def test_a_site_without_translations_has_no_english_index(site):
    site.build()
    assert not any(path.startswith("en/") or "akar-1" in path for path in site.tree())


@pytest.mark.parametrize("seed", range(2))
def test_incremental_is_clean(shop, seed):
    dice = random.Random(seed)
    for _ in range(3):
        number, edit = dice.randrange(40), dice.random()
        if edit < 0.6:
            translate(shop, number, dice)
        elif edit < 0.75:
            (shop.folder / f"content/produk/barang-{number}.en.md").unlink(missing_ok=True)
        elif edit < 0.9:
            shop.product(f"barang-{number}", f"Isi {dice.choice(WORDS)}.", penjual="lain", harga=7000)
        else:
            shop.write("content/penjual/lain.en.md", f"---\nnama: {dice.choice(WORDS)} house\n---\n\nThey weave.\n")
        assert shop.build().exit_code == 0
        clean = shop.folder / "bersih"
        assert shop.build(output=clean, force=True).exit_code == 0
        assert english(shop.tree()) == english(shop.tree("bersih"))


def test_an_edited_translation_touches_the_english_index_only(shop):
    before = english(shop.tree())
    shop.write("content/produk/barang-1.en.md", "---\nnama: Reed mat\n---\n\nWoven by hand.\n")
    shop.build()
    after = english(shop.tree())
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed and all(path.startswith("en/cari/") for path in changed)


class _Stems(dict):
    """Stems of known words; whatever else is asked for inexactly is stemmed too, as in lunr's pipeline."""

    def get(self, word, default):
        return super().get(word) or self.stemmer(word) or default


def test_scores_and_order_are_those_of_lunr(shop, serve, browser, stemmer):
    """English questions, words that the catalogue does not hold among them, which the browser stems itself."""
    documents = []
    manifest = json.loads(shop.read("en/cari/m.json"))
    page = browser.new_page()
    page.goto(serve(shop.folder / "output") + "en/cari/")
    page.wait_for_function("() => globalThis.etalaseCari")
    shown = page.evaluate(
        "(n) => etalaseCari.ask((_, records) => records.show(Array.from({ length: n }, (_, d) => d)))", manifest["N"]
    )
    regions = {region.short: region.name for region in Atlas.of("16").regions}
    for record in shown:
        kind, slug = record["path"].strip("/").split("/")[1:]
        own = (shop.folder / f"content/{kind}/{slug}.en.md").read_text("utf-8")
        title = re.search("nama: (.*)", own)
        label = "Crafts" if record["region"] == "Lahat" else "Food and drink"  # its seller's
        documents.append({
            "nama": title[1] if title else f"Produk {slug}", "penjual": record["seller"], "tag": "", "wilayah": regions[record["region"]],
            "kategori": label, "isi": own.split("---\n")[2]})  # fmt: skip
    words = {word for text in documents for field in text.values() for word in re.findall("[a-z]+", field.lower())}
    words |= {*WORDS, "weaves", "basketry", "dries", "roaster", "fishes", "naturals"}
    stems = _Stems(stems_of(words, stemmer=stemmer))
    stems.stemmer = stemmer
    index = oracle.oracle(documents, stems, frozenset(), "en")
    dice = random.Random(9)
    some = [*WORDS, "weaves", "basketry", "dries", "roaster", "fishes", "naturals", "lahat", "house", "food"]
    questions = oracle.queries(index, stems, 150) + [
        " ".join(dice.choices(some, k=dice.randint(1, 3))) + " kopi^1" for _ in range(150)
    ]
    for text in questions:
        found = page.evaluate(
            "(text) => etalaseCari.ask(async (search) => { const found = await search.find(text, { exact: true }); return found.order.map((d) => [d, found.scores[d]]); })",
            text,
        )
        wanted = sorted(
            ((round(item["score"], 8), int(item["ref"]), item["score"]) for item in index.search(text)),
            key=lambda it: (-it[0], it[1]),
        )
        assert [number for number, _ in found] == [number for _, number, _ in wanted], text
        assert all(abs(score - exact) < 1e-9 for (_, score), (_, _, exact) in zip(found, wanted, strict=True)), text
    page.close()
