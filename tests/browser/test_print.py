"""On paper: what is bought, what it costs, how to reach the seller, and where this page is; nothing that wants a finger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PRODUCT, SELLER, LIST = "produk/tikar-purun-pedamaran/", "penjual/koperasi-purun-pedamaran/", "kategori/kuliner/"


@pytest.fixture(params=["nusantara", "hemat"])
def paper(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[[str], Page]]:
    root = request.getfixturevalue({"nusantara": "address", "hemat": "thrifty_address"}[request.param])
    context = browser.new_context(viewport={"width": 688, "height": 1000}, color_scheme="dark")

    def open_page(path: str) -> Page:
        page = context.new_page()
        page.goto(root + path)
        page.emulate_media(media="print")
        return page

    yield open_page
    context.close()


@pytest.mark.parametrize("path", [PRODUCT, SELLER, LIST])
def test_nothing_to_tap_is_printed(paper: Callable[[str], Page], path: str) -> None:
    page = paper(path)
    for name in ("header nav", "footer nav", "form", "button", ".remah", ".lewati", ".laman", ".pilah", ".alat"):
        for item in page.locator(name).all():
            assert not item.is_visible(), name
    assert page.locator("h1").is_visible()
    ground, ink = page.evaluate(
        "['backgroundColor', 'color'].map(name => getComputedStyle(document.body)[name]).map(text => +text.match(/[\\d.]+/)[0])"
    )
    assert (ground, ink) == (255, 0)  # dark mode too


@pytest.mark.parametrize("path", [PRODUCT, SELLER, LIST])
def test_the_sheet_says_where_it_comes_from(paper: Callable[[str], Page], path: str) -> None:
    page = paper(path)
    shown = page.locator("footer [data-alamat]").evaluate("item => getComputedStyle(item, '::before').content")
    assert shown == f'"https://contoh.github.io/etalase-sumsel/{path}"'


def test_a_product_says_price_number_and_shops(paper: Callable[[str], Page]) -> None:
    page = paper(PRODUCT)
    assert page.locator(".rinci .harga").is_visible()
    number = page.locator(".pesan .tombol").evaluate("item => getComputedStyle(item, '::after').content")
    assert re.search(r"0890-0000-\d{4}", page.locator(".pesan .tombol").get_attribute("data-nomor") or "")
    assert "attr(" not in number and "0890-" in number
    shop = page.locator(".data a", has_text="Tokopedia").first
    assert "https://" in shop.evaluate("item => getComputedStyle(item, '::after').content")
    assert not page.locator(".data a[href*='wa.me/?text']").is_visible()


def test_a_list_is_one_line_for_each_product(paper: Callable[[str], Page]) -> None:
    page = paper(LIST)
    rows = page.locator(".rak > li")
    assert rows.count() == 24
    for row in rows.all():
        assert row.locator(".harga").is_visible()
        assert not row.locator(".kain").is_visible() if row.locator(".kain").count() else True
    boxes = [row.bounding_box() for row in rows.all()]
    assert all(box and box["height"] < 90 for box in boxes)


def test_a_product_is_one_sheet(paper: Callable[[str], Page], tmp_path: Path) -> None:
    data = paper(PRODUCT).pdf(format="A4", margin={"top": "11mm", "bottom": "11mm", "left": "14mm", "right": "14mm"})
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1


def test_statistics_print_all_their_tables(paper: Callable[[str], Page]) -> None:
    page = paper("statistik/wilayah/kota-palembang/")
    tables = page.locator("table").all()
    assert len(tables) == 4 and all(table.is_visible() for table in tables)
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
