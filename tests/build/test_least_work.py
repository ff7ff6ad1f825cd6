"""Law E: the counts of outputs made after an edit."""

from __future__ import annotations

import os

import pytest
from tests_support import changed_paths


def without_search(paths):
    """The paths that are not files of search: those have a law of their own, in tests/search/test_least_work.py."""
    return {path for path in paths if not path.startswith("cari/") or path == "cari/index.html"}


@pytest.fixture
def shop(site):
    site.seller("lain", kabupaten='"16.04"', kategori="kriya")
    for number in range(6):
        site.product(f"kue-{number}")
    site.product("tikar", penjual="lain")
    assert site.build().exit_code == 0
    return site


def test_nothing_changed_makes_nothing(shop):
    result = shop.build()
    assert (result.summary.made, result.summary.removed) == (0, 0)
    assert result.summary.kept == len(shop.tree()) - 1  # all but the ledger itself


def test_touched_files_make_nothing(shop):
    for file in shop.folder.rglob("*.*"):
        os.utime(file)
    assert shop.build().summary.made == 0


def test_description_makes_only_its_page(shop):
    before = shop.tree()
    shop.product("kue-3", "Cerita yang lain sama sekali.")
    shop.build()
    assert without_search(changed_paths(before, shop.tree())) == {"produk/kue-3/index.html", "etalase.json"}


def test_price_makes_the_pages_that_show_it(shop):
    before = shop.tree()
    shop.product("tikar", penjual="lain", harga=99000)
    shop.build()
    shown = {"produk/tikar/index.html", "produk/index.html", "index.html", "penjual/lain/index.html",
             "wilayah/lahat/index.html", "kategori/kriya/index.html"}  # fmt: skip
    changed = changed_paths(before, shop.tree())
    assert without_search(changed) == shown | {"etalase.json"}
    assert all("Rp99.000" in shop.read(path) for path in shown)


def test_seller_text_leaves_its_products_alone(shop):
    before = shop.tree()
    shop.seller("dapur", "Cerita baru penjual.")
    shop.build()
    assert without_search(changed_paths(before, shop.tree())) == {"penjual/dapur/index.html", "etalase.json"}


def test_stylesheet_remakes_the_pages_that_name_it(shop):
    before = shop.tree()
    shop.write("themes/mini/css/tokens.css", "body { color: navy }\n")
    shop.build()
    changed = changed_paths(before, shop.tree())
    assert {path for path in before if path.endswith(".html")} <= changed
    assert "sitemap.xml" not in changed


def test_template_remakes_its_kind_only(shop):
    before = shop.tree()
    page = shop.folder / "themes/mini/templates/pages/penjual.html"
    page.write_text(page.read_text() + "<!-- baru -->")
    page.write_text(page.read_text().replace("{% block isi %}", "{% block isi %}<hr>"))
    shop.build()
    assert changed_paths(before, shop.tree()) == {"penjual/dapur/index.html", "penjual/lain/index.html", "etalase.json"}


def test_a_day_on_which_nothing_turns_makes_nothing(shop):
    shop.today = shop.today.replace(day=shop.today.day + 1)
    assert shop.build().summary.made == 0


def test_a_new_product_leaves_far_pages_alone(shop):
    before = shop.tree()
    shop.product("tikar-baru", penjual="lain")
    shop.build()
    changed = changed_paths(before, shop.tree())
    assert "produk/tikar-baru/index.html" in changed
    assert not any(path.startswith("produk/kue-") or path == "penjual/dapur/index.html" for path in changed)
