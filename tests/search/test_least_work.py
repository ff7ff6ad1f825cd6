"""Laws B and E for search: a patched index is a clean one, and an edit touches the shards of its words only."""

from __future__ import annotations

import json
import random

import pytest
from tests_support import changed_paths

WORDS = """pisang nanas durian kopi aren udang purun rotan songket gambir teh jeruk beras ikan madu kelapa anyaman menganyam tenun menenun
bermotif motif kemasan dikemas sangrai disangrai keripik kripik tempe merah manis kering pengering warna berwarna""".split()


@pytest.fixture
def shop(site):
    dice = random.Random(3)
    site.seller("lain", kabupaten='"16.04"', kategori="kriya", nama="Rumah Anyam Lestari")
    for number in range(60):
        body = " ".join(dice.choices(WORDS, k=12)) + f" khusus{chr(97 + number % 26)}{chr(97 + number // 26)}"
        site.product(
            f"barang-{number}", body, penjual=dice.choice(["dapur", "lain"]), nama=" ".join(dice.choices(WORDS, k=2))
        )
    assert site.build().exit_code == 0
    return site


def search_files(tree):
    return {path: data for path, data in tree.items() if path.startswith("cari/") and path != "cari/index.html"}


def clean(site):
    """The search files of a build from nothing."""
    result = site.build(output=site.folder / "bersih", force=True)
    assert result.exit_code == 0
    return search_files(site.tree("bersih"))


def names_of(paths):
    return {path.rpartition("/")[2] for path in paths}


def test_a_text_edit_touches_the_shards_of_its_words(shop):
    shop.product("barang-7", "kopi aren khususbaru", penjual="dapur", nama="pisang nanas")
    shop.build()
    first = search_files(shop.tree())
    shop.product("barang-7", "kopi aren khususlain", penjual="dapur", nama="pisang nanas")
    shop.build()
    changed = changed_paths(first, search_files(shop.tree()))
    assert {name[0] for name in names_of(changed)} <= set("trem")  # dictionary, reversed dictionary, spelling, manifest
    assert 1 < len(changed) <= 6


def test_a_price_touches_its_display_record_and_the_columns_of_prices(shop):
    before = search_files(shop.tree())
    page = shop.folder / "content/produk/barang-9.md"
    page.write_text(page.read_text().replace("harga: 15000", "harga: 95000"))
    shop.build()
    changed = names_of(changed_paths(before, search_files(shop.tree())))
    assert {name for name in changed if name[0] == "d"} and len({name for name in changed if name[0] == "d"}) == 1
    assert {name for name in changed if name[0] != "d"} == {"c-harga.json", "c-urut-harga.json"}


def test_a_new_product_makes_a_new_numbering_and_the_old_one_goes(shop):
    before = {path.split("/")[1] for path in search_files(shop.tree()) if path.count("/") == 2}
    shop.product("barang-baru")
    shop.build()
    after = {path.split("/")[1] for path in search_files(shop.tree()) if path.count("/") == 2}
    assert len(before) == len(after) == 1 and before != after


@pytest.mark.parametrize("seed", range(4))
def test_incremental_is_clean(shop, seed):
    dice = random.Random(seed)
    for _ in range(6):
        number = dice.randrange(60)
        edit = dice.random()
        if edit < 0.7:
            shop.product(f"barang-{number}", " ".join(dice.choices(WORDS, k=9)), penjual=dice.choice(["dapur", "lain"]),
                         nama=" ".join(dice.choices(WORDS, k=2)), harga=dice.choice([5000, 9000]))  # fmt: skip
        elif edit < 0.85:
            shop.seller("lain", kabupaten='"16.04"', kategori="kriya", nama=" ".join(dice.choices(WORDS, k=3)).title())
        else:
            shop.write("content/sinonim.yaml", f"{dice.choice(WORDS)}: [{dice.choice(WORDS)}]\nmpek: [kopi]\n")
        assert shop.build().exit_code == 0
        assert search_files(shop.tree()) == clean(shop)


def test_a_lost_memory_is_made_anew(shop):
    before = search_files(shop.tree())
    for file in (shop.folder / ".cache").glob("keluaran-*.sqlite"):
        data = bytearray(file.read_bytes())
        data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
        file.write_bytes(data)
    shop.product("barang-3", "kopi", penjual="dapur", nama="pisang nanas")
    assert shop.build().exit_code == 0
    assert search_files(shop.tree()) == clean(shop)
    assert before


def test_drafts_are_not_searched(shop):
    shop.product("rahasia", "katarahasia", draf="ya", nama="Katarahasia")
    shop.build()
    assert not any(b"katarahasia" in data.lower() for data in search_files(shop.tree()).values())


def test_a_page_from_a_disk_has_its_data_as_scripts(shop):
    shop.build(offline=True, output=shop.folder / "disk")
    files = search_files(shop.tree("disk"))
    data = files["cari/m.js"].decode()
    assert data.startswith('(globalThis.etalaseData||={})["m"]=')
    assert json.loads(data.partition("]=")[2])["N"] == 62
    assert not any(path.endswith(".json") for path in files)
