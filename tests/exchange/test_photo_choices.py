"""Whose photos are, as somebody chose; and what is suggested, by names and by the order in which WhatsApp brought them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exchange.offices import put
from exchange.test_choices import told
from exchange.test_photos import folder, picture, saved

from generator.exchange.importing import ImportOrder, carry_out
from generator.exchange.importing import Site as Target
from generator.exchange.photo_store import PhotoStore
from generator.exchange.photo_suggestions import PhotoPlace, moment_of, photo_order, suggest
from generator.model.category import Categories
from generator.model.region import Atlas

PLACES = [
    PhotoPlace("produk/keripik-tempe", "Keripik Tempe", "Warung A"),
    PhotoPlace("produk/dodol", "Dodol Durian", "Warung B"),
    PhotoPlace("produk/tikar", "Tikar Purun", "Warung C"),
]
NAMES = [
    "WhatsApp Image 2026-08-12 at 10.23.45.jpeg",
    "WhatsApp Image 2026-08-12 at 10.23.45 (1).jpeg",
    "WhatsApp Image 2026-08-12 at 10.24.02.jpeg",
    "WhatsApp Image 2026-08-12 at 11.02.10_1a2b3c4d.jpg",
]


def test_a_chosen_photo_goes_to_its_record_new_or_standing(site: Any) -> None:
    site.product("kopi", foto="[lama.jpg]")
    site.write("content/foto/lama.jpg", saved(picture(seed=9)))
    place = folder(
        site, satu__jpg=saved(picture(seed=1)), dua__jpg=saved(picture(seed=2)), tiga__jpg=saved(picture(seed=3))
    )
    file = put(site.folder, "produk.csv", "nama;penjual\nKemplang;dapur\n")
    target = Target(site.folder, Atlas.of("16"), Categories(), site.today)
    choices = told(foto={"SATU.jpg": "produk/kemplang", "dua.jpg": "produk/kopi", "tiga.jpg": ""})
    result = carry_out(target, [file, place], ImportOrder(choices=choices))
    assert not [problem for problem in result.problems if problem.code == "C110"]
    tree = site.tree("content")
    assert b"kemplang.jpg" in tree["produk/kemplang.md"]
    assert b"foto: [lama.jpg, kopi.jpg]" in tree["produk/kopi.md"]
    assert carry_out(target, [file, place], ImportOrder(choices=choices)).photos == []
    assert site.tree("content") == tree
    assert site.build().errors == 0


def test_photos_alone_are_enough(site: Any) -> None:
    site.product("kopi")
    target = Target(site.folder, Atlas.of("16"), Categories(), site.today)
    place = folder(site, satu__jpg=saved(picture(seed=1)))
    result = carry_out(target, [place], ImportOrder(choices=told(foto={"satu.jpg": "produk/kopi"})))
    assert result.missing == []
    assert b"foto: [kopi.jpg]" in site.tree("content")["produk/kopi.md"]


def test_a_record_that_is_faulty_or_gone_is_left_alone(site: Any) -> None:
    site.product("kopi", harga="banyak")
    target = Target(site.folder, Atlas.of("16"), Categories(), site.today)
    place = folder(site, satu__jpg=saved(picture(seed=1)), dua__jpg=saved(picture(seed=2)))
    before = site.tree("content")["produk/kopi.md"]
    choices = told(foto={"satu.jpg": "produk/kopi", "dua.jpg": "produk/tak-ada"})
    result = carry_out(target, [place], ImportOrder(choices=choices))
    assert any("masih bermasalah" in problem.message for problem in result.problems)
    assert site.tree("content")["produk/kopi.md"] == before


def test_photos_that_are_kept_give_the_same_files(site: Any, make_site: Any, tmp_path: Path) -> None:
    twin = make_site("kembaran")
    trees = []
    for one, store in ((site, None), (twin, PhotoStore(tmp_path / "aman"))):
        place = folder(one, kemplang__jpg=saved(picture(seed=1)), lain__jpg=saved(picture(seed=4, width=300)))
        file = put(one.folder, "produk.csv", "nama;penjual\nKemplang;dapur\n")
        target = Target(one.folder, Atlas.of("16"), Categories(), one.today)
        for dry_run in (True, False):
            result = carry_out(target, [file, place], ImportOrder(dry_run=dry_run, photo_store=store))
        trees.append(one.tree("content"))
    assert trees[0] == trees[1]
    assert [(one.name, one.owner) for one in result.offered] == [("kemplang.jpg", "produk/kemplang"), ("lain.jpg", "")]
    assert any("300x" in problem.message for problem in result.problems if problem.place.path == "lain.jpg")


@pytest.mark.parametrize(
    ("name", "group"),
    [
        (NAMES[0], ("2026-08-12", "1023")),
        (NAMES[3], ("2026-08-12", "1102")),
        ("WhatsApp Image 2026-08-12 at 1.05.09 PM.jpeg", ("2026-08-12", "1305")),
        ("Gambar WhatsApp 2026-08-12 pukul 10.23.45_ab12cd34.jpg", ("2026-08-12", "1023")),
        ("00000012-PHOTO-2026-08-12-10-23-45.jpg", ("2026-08-12", "1023")),
        ("IMG-20260812-WA0007.jpg", ("20260812", "0007")),
        ("IMG_20260812_102345.jpg", ("20260812", "1023")),
    ],
)
def test_names_of_chats_tell_their_moment(name: str, group: tuple[str, ...]) -> None:
    moment = moment_of(name)
    assert moment is not None
    assert moment.group == group


@pytest.mark.parametrize("name", ["keripik.jpg", "foto 2026.jpg", "IMG_1234.jpg", ""])
def test_other_names_tell_none(name: str) -> None:
    assert moment_of(name) is None


def test_one_minute_is_one_product(site: Any) -> None:
    found = suggest(NAMES[::-1], PLACES)
    assert [(one.photo, one.key) for one in found] == [
        (NAMES[0], "produk/keripik-tempe"),
        (NAMES[1], "produk/keripik-tempe"),
        (NAMES[2], "produk/dodol"),
        (NAMES[3], "produk/tikar"),
    ]
    assert sorted(NAMES, key=photo_order) == NAMES


def test_as_many_photos_as_products_are_joined_in_order() -> None:
    names = [f"IMG-20260812-WA{number:04}.jpg" for number in (9, 10, 11)]
    assert [one.key for one in suggest(names[::-1], PLACES)] == [place.key for place in PLACES]


def test_the_products_of_the_import_come_before_those_of_the_site() -> None:
    places = [*PLACES, PhotoPlace("produk/lama", "Lama", is_imported=False)]
    assert [one.key for one in suggest(NAMES, places)] == [
        "produk/keripik-tempe",
        "produk/keripik-tempe",
        "produk/dodol",
        "produk/tikar",
    ]
    assert {one.key for one in suggest(NAMES[:1], places[3:])} == {"produk/lama"}


def test_numbers_that_do_not_agree_suggest_nothing() -> None:
    assert suggest(NAMES[:1], PLACES) == []
    assert suggest([], PLACES) == []
    assert suggest(NAMES, []) == []


def test_names_suggest_before_order() -> None:
    names = ["foto dodol durian enak 2.jpg", "kripik tempe.jpg", NAMES[3]]
    assert {one.photo: one.key for one in suggest(names, PLACES)} == {
        names[0]: "produk/dodol",
        names[1]: "produk/keripik-tempe",
        NAMES[3]: "produk/tikar",
    }


def test_two_records_of_one_name_suggest_nothing() -> None:
    places = [PhotoPlace("produk/a", "Keripik", "Warung A"), PhotoPlace("produk/b", "Keripik", "Warung B")]
    assert suggest(["keripik.jpg"], places) == []
