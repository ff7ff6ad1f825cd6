"""Share cards: every page has one that exists, chats can show it, words never run over, and nothing hidden is told."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests_support import changed_paths

from generator.images.lettering import CALM, STRONG, plain_text, set_words
from generator.images.photo import PhotoFile
from generator.images.share_card import BYTE_LIMIT, TITLE_SIZES, share_cloth, share_photo
from generator.images.store import Store, StoreInput
from generator.model.cards import Photo
from generator.model.digest import digest
from generator.model.share import HEIGHT, WIDTH, ShareCard

BASE = "https://contoh.example/uji/"


def noise(width: int = 1600, height: int = 1200) -> bytes:
    """A photo that compresses as badly as photos can."""
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), random.Random(7).randbytes(3 * width * height)).save(
        out, "JPEG", quality=85
    )
    return out.getvalue()


@pytest.fixture
def shop(make_site):
    site = make_site("toko", theme="nusantara")
    site.write("content/foto/satu.jpg", noise(900, 1200))
    site.product("kue", nama="Kue delapan jam", foto="satu.jpg")
    site.product("roti", nama="Roti sobek")
    return site


def cards(site) -> dict[str, bytes]:
    return {path: data for path, data in site.tree().items() if path.startswith("aset/kartu/")}


def test_every_page_has_a_card_that_chats_can_show(shop):
    assert shop.build().exit_code == 0
    made, named = cards(shop), set()
    for path, data in shop.tree().items():
        if path.endswith(".html"):
            head = data.decode()
            found = re.search(r'<meta property="og:image" content="([^"]+)">', head)
            assert found and found[1].startswith(BASE), path
            named.add(found[1].removeprefix(BASE))
            assert 'og:image:width" content="800"' in head and 'og:image:height" content="420"' in head
            assert re.search(r'og:image:alt" content="[^"]+"', head)
            assert 'name="twitter:card" content="summary_large_image"' in head
    assert named == set(made)
    for data in made.values():
        assert len(data) <= BYTE_LIMIT
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
            assert not image.info.get("progressive") and not image.getexif()


def test_products_with_a_photo_have_their_own_card_and_others_share_that_of_category_and_region(shop):
    shop.build()
    one, other = (
        re.search('og:image" content="([^"]+)', shop.read(f"produk/{slug}/index.html"))[1] for slug in ("kue", "roti")
    )
    assert "/kartu/kue-" in one
    assert "/kartu/kuliner-kota-palembang-" in other
    seller = re.search('og:image" content="([^"]+)', shop.read("penjual/dapur/index.html"))[1]
    assert seller == other


def test_an_edited_description_makes_no_card_and_an_edited_name_one(shop):
    shop.build()
    before = shop.tree()
    shop.product("kue", "Cerita lain.", nama="Kue delapan jam", foto="satu.jpg", harga=99000)
    shop.build()
    changed = changed_paths(before, shop.tree())
    assert changed and not any("kartu" in path for path in changed)
    shop.product("kue", "Cerita lain.", nama="Kue sembilan jam", foto="satu.jpg", harga=99000)
    shop.build()
    assert len(cards(shop).keys() - before.keys()) == 1
    assert len(before.keys() & {*cards(shop)}) == len(cards(shop)) - 1


def test_cards_wear_the_colour_that_the_site_chose(make_site):
    marks = {}
    for choice in ("songket", "daun"):
        site = make_site(choice, theme="nusantara", opsi_tema="{warna: " + choice + "}")
        site.product("kue")
        assert site.build().exit_code == 0
        data = next(data for path, data in cards(site).items() if "/kuliner-kota-palembang-" in path)
        with Image.open(
            io.BytesIO(data)
        ) as image:  # the mark above the site's name is the largest patch of that colour
            words = image.crop((26, 40, 402, 360)).convert("RGB")
            shades = [shade for _, shade in words.getcolors(words.width * words.height)]
        marks[choice] = {
            "red": any(red > 90 and green < 50 and blue < 70 for red, green, blue in shades),
            "green": any(green > 60 and red < 45 and blue < 60 for red, green, blue in shades),
        }
    assert marks == {"songket": {"red": True, "green": False}, "daun": {"red": False, "green": True}}


def test_a_hidden_record_leaves_no_card(shop):
    shop.build()
    assert any("/kue-" in path for path in cards(shop))
    shop.product("kue", nama="Kue delapan jam", foto="satu.jpg", draf="ya")
    shop.build()
    assert not any("/kue-" in path for path in cards(shop))


def test_a_theme_that_does_not_ask_has_no_cards(site):
    site.product("kue")
    site.build()
    assert cards(site) == {}


def test_cards_are_kept_like_variants(shop):
    shop.build()
    before = shop.tree()
    kept = list((shop.folder / ".cache/foto/kain").iterdir())
    assert kept
    kept[0].write_bytes(b"rusak")
    shop.build(force=True)
    assert shop.tree() == before


CARD = ShareCard("kue", "Kue delapan jam", ("Dapur (Contoh)", "Kota Palembang"), "Etalase uji", "16.71", "kuliner")


def test_the_same_bytes_in_any_process():
    call = ("import sys; from generator.images.share_card import share_cloth; from generator.images.store import StoreInput, Store;"
            "from generator.model.share import CardColours, ShareCard;"
            f"sys.stdout.buffer.write(share_cloth(StoreInput(Store('')), ShareCard(*{tuple(CARD)!r})))")  # fmt: skip
    results = {
        subprocess.run(
            [sys.executable, "-c", call], capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "LC_ALL": "C"}
        ).stdout
        for seed in "12"
    }
    assert results == {share_cloth(StoreInput(Store("")), CARD)}


@pytest.mark.parametrize("size", [(1600, 1200), (700, 1600), (300, 200)])
def test_any_photo_stays_below_the_limit(tmp_path, size):
    data = noise(*size)
    file = tmp_path / "foto.jpg"
    file.write_bytes(data)
    card = CARD._replace(photo=Photo("foto.jpg", digest(data), *size), note="Ilustrasi")
    assert len(share_photo(PhotoFile(str(file), digest(data)), card)) <= BYTE_LIMIT


def ink(data: bytes) -> list[tuple[int, int]]:
    """The dark pixels at the edge between the words and the picture, where no word may be."""
    image = Image.open(io.BytesIO(data)).convert("L").crop((406, 0, 438, 360))
    return [place for place, value in enumerate(image.tobytes()) if value < 150]


@pytest.mark.parametrize(
    "title", ["Kue", "Kerupuk " * 10, "Sangatpanjangsekali" * 5, "MMMMMMMMM WWWWWWWWW " * 4, "你好", "a" * 80]
)
def test_long_names_wrap_and_shrink(title):
    assert not ink(share_cloth(StoreInput(Store("")), CARD._replace(title=title)))


@given(st.text(max_size=200), st.sampled_from([STRONG, CALM]), st.integers(200, 700), st.integers(60, 500))
def test_words_stay_in_their_room(text, face, width, height):
    found = set_words(text, face, TITLE_SIZES, width, height)
    assert found.height <= max(height, found.leading)
    assert all(found.font.getlength(line) <= width for line in found.lines)


@given(st.text(max_size=60))
def test_letters_that_the_faces_lack_are_replaced(text):
    kept = plain_text(text)
    assert plain_text(kept) == kept
    assert plain_text("Ćevap Ünï “kopi” 😀") == "Cevap Ünï “kopi”"
