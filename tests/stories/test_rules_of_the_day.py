"""Rules are dated rows: what a page claims follows them, and a rule that begins tomorrow turns tomorrow's build."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Site, tree_of
from PIL import Image

READY: dict[str, Any] = {
    "harga_per": "2026-09-01",
    "satuan": "250 g",
    "kapasitas": "400 bungkus per minggu",
    "waktu_siap": "3 hari",
    "kbli": '"10794"',
    "foto": "kue.jpg",
}
SELLER = {"nib": '"0000000000012"', "whatsapp": '"081234567890"', "persetujuan": "2026-01-01"}
RULES = "kunci;nilai;mulai;sampai;dasar;diperiksa\n"
LIST = """{% extends 'base.html' %}{% block isi %}{% for card in page.products %}{% for label in card.labels %}
label:{{ label.kind }}{% endfor %}{% endfor %}{% endblock %}"""


def add_photo(site: Site, name: str) -> None:
    """Put a picture where content names it."""
    out = io.BytesIO()
    Image.new("RGB", (900, 700), "teal").save(out, "JPEG")
    site.write(f"content/foto/{name}", out.getvalue())


@pytest.fixture
def site(site: Site) -> Site:
    """A site whose list of products shows labels."""
    site.write("themes/mini/templates/pages/daftar-produk.html", LIST)
    return site


@pytest.fixture
def shop(site: Site) -> Site:
    """A site with a seller and a product that hold every condition of readiness."""
    site.seller("dapur", **SELLER)
    add_photo(site, "kue.jpg")
    site.product("kue", **READY)
    return site


def labels(site: Site, day: str) -> set[str]:
    """The labels of the product's card in the list, of a build on a day."""
    site.build(today=date.fromisoformat(day))
    text = site.read("produk/index.html")
    return {name for name in ("label:pengadaan", "label:katalog", "label:tkdn") if name in text}


def codes(site: Site, day: str) -> list[str]:
    """The codes of the problems of a check on a day."""
    return [problem.code for problem in site.build(today=date.fromisoformat(day), check_only=True).problems]


def test_ready_is_what_holds_every_condition(shop: Site) -> None:
    assert labels(shop, "2026-11-20") == {"label:pengadaan"}


@pytest.mark.parametrize("missing", [*READY, "harga"])
def test_one_thing_missing_and_a_product_is_not_ready(shop: Site, missing: str) -> None:
    shop.product("kue", **{**READY, missing: None})
    assert labels(shop, "2026-11-20") == set()


@pytest.mark.parametrize("missing", ["nib", "persetujuan"])
def test_what_its_seller_lacks_a_product_lacks_too(shop: Site, missing: str) -> None:
    shop.seller("dapur", **{**SELLER, missing: None})
    assert labels(shop, "2026-11-20") == set()


def test_a_drawn_picture_is_no_photo(shop: Site) -> None:
    add_photo(shop, "ilustrasi-kue.jpg")
    shop.product("kue", **{**READY, "foto": "ilustrasi-kue.jpg"})
    assert labels(shop, "2026-11-20") == set()


def test_a_link_makes_nothing_ready(site: Site) -> None:
    site.product("kue", pengadaan="{padi-umkm: https://padiumkm.id/contoh}")
    assert labels(site, "2026-11-20") == {"label:katalog"}


def test_a_price_grows_too_old_overnight(shop: Site) -> None:
    assert labels(shop, "2027-02-28") == {"label:pengadaan"}
    assert labels(shop, "2027-03-01") == set()


def test_a_rule_that_begins_tomorrow_turns_tomorrows_build(shop: Site) -> None:
    table = RULES + "minimum;wajib;2026-12-01;;keputusan kantor;2026-11-01\n"
    shop.write("content/aturan/kesiapan.csv", table)
    assert labels(shop, "2026-11-30") == {"label:pengadaan"}
    assert labels(shop, "2026-12-01") == set()
    assert labels(shop, "2026-11-30") == {"label:pengadaan"}


def test_after_a_change_of_rules_a_build_is_as_a_clean_one(shop: Site, tmp_path: Path) -> None:
    shop.build()
    shop.write("content/aturan/tkdn.csv", RULES + "tkdn.min;30;2026-01-01;;Perda 1/2026;2026-11-01\n")
    shop.product("sabun", tkdn="27", tkdn_sampai="2030-01-01")
    shop.build()
    built = shop.tree()
    shop.build(output=tmp_path / "bersih", force=True)
    assert built == tree_of(tmp_path / "bersih")


@pytest.mark.parametrize(("day", "told"), [("2025-06-01", False), ("2026-10-17", False), ("2026-10-18", True)])
def test_the_duty_to_certify_food_begins_on_its_day(site: Site, day: str, told: bool) -> None:
    site.product("kue", halal=None)
    site.product("roti", halal=None, kategori="kuliner")
    assert ("C039" in codes(site, day)) == told


def test_a_benefit_weight_above_the_limit_of_its_day_is_an_error(site: Site) -> None:
    site.product("sabun", tkdn="35", bmp="15,01", tkdn_sampai="2030-01-01")
    assert "E027" in codes(site, "2026-11-20")
    site.write("content/aturan/tkdn.csv", RULES + "tkdn.bmp_maks;20;2026-01-01;;Permenperin 9/2026;2026-11-01\n")
    assert "E027" not in codes(site, "2026-11-20")


def test_local_content_without_its_last_day_has_no_label(site: Site) -> None:
    site.product("sabun", tkdn="41")
    assert "P048" in codes(site, "2026-11-20")
    assert labels(site, "2026-11-20") == set()
    site.product("sabun", tkdn="41", tkdn_sampai="2030-01-01")
    assert labels(site, "2026-11-20") == {"label:tkdn"}


def test_a_licence_that_holds_for_longer_than_any_can_is_told_until_it_can(site: Site) -> None:
    site.product("kue", pirt='{nomor: "2000000000652-32", sampai: 2032-02-29}')
    told = {day: "P116" in codes(site, day) for day in ("2026-11-20", "2027-02-27", "2027-02-28")}
    assert told == {"2026-11-20": True, "2027-02-27": True, "2027-02-28": False}
    site.write("content/aturan/pirt.csv", RULES + "pirt.tahun_maks;7;2026-01-01;;Peraturan BPOM 9/2026;2026-11-01\n")
    assert "P116" not in codes(site, "2026-11-20")


def test_only_small_industry_declares_its_own_local_content(site: Site) -> None:
    site.product("sabun", tkdn="41", tkdn_sampai="2031-01-01", tkdn_jenis="pernyataan-sendiri")
    for scale, told in (("menengah", True), ("kecil", False), (None, False)):
        site.seller("dapur", skala=scale)
        assert ("P135" in codes(site, "2026-11-20")) == told
    site.product("sabun", tkdn="41", tkdn_sampai="2031-12-01", tkdn_jenis="pernyataan-sendiri")
    assert "P116" in codes(site, "2026-11-20")  # five years at most
