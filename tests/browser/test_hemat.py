"""The theme for weak signal: small on every page, no pictures in the first view, no script but the search."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from page_paths import HEMAT as PAGES
from page_paths import PRODUCT
from playwright.sync_api import Page

BUDGET = 8_000  # bytes of HTML and CSS on the wire


def test_every_page_is_small(thrifty: Path) -> None:
    (sheet,) = (thrifty / "aset").glob("gaya-*.css")
    style = len(gzip.compress(sheet.read_bytes(), 6))
    sizes = {
        file.relative_to(thrifty).as_posix(): len(gzip.compress(file.read_bytes(), 6))
        for file in thrifty.rglob("*.html")
    }
    assert len(sizes) > 300
    assert {path: size + style for path, size in sizes.items() if size + style > BUDGET} == {}


def test_no_fonts_are_sent(thrifty: Path) -> None:
    (sheet,) = (thrifty / "aset").glob("gaya-*.css")
    assert "@font-face" not in sheet.read_text("utf-8")
    pages = [file.read_text("utf-8") for file in thrifty.rglob("*.html")]
    assert not [page for page in pages if ".woff" in page]


def test_scripts_are_for_the_search_only(thrifty: Path) -> None:
    pages = {file.relative_to(thrifty).as_posix(): file.read_text("utf-8") for file in thrifty.rglob("*.html")}
    with_script = {path for path, html in pages.items() if re.search(r"<script[^>]*\ssrc=", html)}
    moved = {path for path, html in pages.items() if 'http-equiv="refresh"' in html}
    alone = {"pilihan/index.html", "en/pilihan/index.html"}  # nothing leads there
    assert with_script - moved - alone == {"cari/index.html", "en/cari/index.html"}


@pytest.mark.parametrize("path", PAGES)
def test_first_view(page: Page, thrifty_address: str, path: str) -> None:
    answer = page.goto(thrifty_address + path)
    assert answer and answer.ok
    assert page.locator("h1").count() == 1
    tops = page.evaluate(
        "[...document.querySelectorAll('main :is(img, svg, picture, video)')].map(x => x.getBoundingClientRect().top)"
    )
    assert [top for top in tops if top < 740] == []
    assert bool(tops) is (path == PRODUCT)
    for width in (360, 320, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "scrolls sideways"


def test_goods_are_rows_with_price_and_place(page: Page, thrifty_address: str) -> None:
    page.goto(thrifty_address + "produk/")
    rows = page.locator(".rak > li")
    assert rows.count() == 24
    for text in rows.all_inner_texts():
        assert re.search(r"Rp[\d.]+|Harga hubungi penjual", text), text
        assert re.search(r"\(Contoh\), \w+", text), text  # seller, place
    row, name = rows.first.bounding_box(), rows.first.get_by_role("link").bounding_box()
    assert row and name and row["height"] <= 120
    box = rows.first.locator(".harga").bounding_box()
    assert box and abs(box["y"] - name["y"]) < 10  # name and price face each other


def test_photos_of_a_product_wait_below(page: Page, thrifty_address: str) -> None:
    page.goto(thrifty_address + PRODUCT)
    photos = page.locator(".galeri img")
    assert photos.count() >= 1
    for photo in photos.all():
        assert photo.get_attribute("loading") == "lazy"
        assert photo.get_attribute("width") and photo.get_attribute("height")
    photos.first.scroll_into_view_if_needed()
    photos.first.evaluate("photo => photo.decode()")


def test_the_menu_leads_everywhere_without_script(scriptless: Page, thrifty_address: str) -> None:
    scriptless.goto(thrifty_address)
    scriptless.get_by_role("navigation", name="Utama").get_by_role("link", name="Menu").click()
    menu = scriptless.locator("#_menu")
    assert menu.get_by_role("link").count() >= 8
    menu.get_by_role("link", name="Layanan").click()
    assert "/layanan/" in scriptless.url
    scriptless.goto(thrifty_address)
    scriptless.get_by_role("searchbox").fill("kopi")
    scriptless.keyboard.press("Enter")
    scriptless.wait_for_url("**/cari/?q=kopi")
    assert scriptless.get_by_role("link", name="Kota Palembang").count() == 1


def test_search_results_are_rows_without_pictures(page: Page, thrifty_address: str) -> None:
    page.goto(thrifty_address + "cari/?q=kopi")
    first = page.locator("[data-cari=hasil] > li").first
    first.wait_for()
    assert re.search(r"Rp[\d.]+", first.inner_text())
    assert page.locator("[data-cari=hasil] img").count() == 0
