"""Lists in a real browser: narrowing, loading more, coming back, rows, and the picker of regions."""

from __future__ import annotations

import re
from typing import Any

import pytest


def shown(page: Any) -> list[str]:
    """The names on the cards."""
    return page.locator(".rak > li :is(h2, h3)").all_inner_texts()  # type: ignore[no-any-return]


def test_load_more_shows_what_the_numbered_pages_show(page: Any, address: str) -> None:
    numbered = []
    for path in ("produk/", "produk/halaman/2/", "produk/halaman/3/"):
        page.goto(address + path)
        numbered += shown(page)
    page.goto(address + "produk/")
    for count in (48, 72):
        page.get_by_role("button", name="Muat lagi").click()
        page.wait_for_function("n => document.querySelectorAll('.rak > li').length === n", arg=count)
    assert shown(page) == numbered
    assert f"Menampilkan {len(numbered)} dari 165" in page.locator(".laman [role=status]").inner_text()
    # The first of the new ones has the focus, and every address leads where it led on its own page.
    assert page.evaluate("document.activeElement.textContent") == numbered[48]
    page.locator(".rak > li a").nth(60).click()
    page.wait_for_selector(".rinci")
    assert page.locator("h1").inner_text() == numbered[60]


def test_back_restores_the_list_and_the_place(page: Any, address: str) -> None:
    page.goto(address + "produk/")
    page.get_by_role("button", name="Muat lagi").click()
    page.wait_for_function("() => document.querySelectorAll('.rak > li').length === 48")
    link = page.locator(".rak > li a").nth(40)
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    page.wait_for_selector(".rinci")
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.rak > li').length === 48")
    page.wait_for_function("y => Math.abs(scrollY - y) < 4", arg=before)


def test_a_lost_connection_keeps_the_button(page: Any, address: str) -> None:
    page.goto(address + "produk/")
    page.route("**/halaman/2/", lambda route: route.abort())
    page.get_by_role("button", name="Muat lagi").click()
    page.get_by_text("Belum dapat dimuat").wait_for()
    page.unroute("**/halaman/2/")
    page.get_by_role("button", name="Muat lagi").click()
    page.wait_for_function("() => document.querySelectorAll('.rak > li').length === 48")


def test_rows_are_remembered_from_list_to_list(page: Any, address: str) -> None:
    page.goto(address + "produk/")
    page.get_by_role("button", name="Baris").click()
    page.goto(address + "kategori/kuliner/")
    assert page.get_by_role("button", name="Baris").get_attribute("aria-pressed") == "true"
    boxes = [page.locator(".rak > li").nth(n).bounding_box() for n in (0, 1)]
    assert boxes[0]["x"] == boxes[1]["x"] and boxes[0]["y"] < boxes[1]["y"]


def test_the_region_picker_finds_by_name_and_leads_to_the_region(page: Any, address: str) -> None:
    page.goto(address + "produk/")
    page.get_by_text("Kabupaten/kota", exact=True).click()
    panel = page.locator("[data-pilah=wilayah]")
    assert panel.locator("li a:visible").count() == 17
    page.get_by_label("Ketik nama").fill("komering")
    assert all("Komering" in name for name in panel.locator("li a:visible").all_inner_texts())
    page.get_by_label("Ketik nama").fill("tidak ada")
    page.get_by_text("Tidak ada nama yang cocok.").wait_for()
    page.keyboard.press("Escape")
    assert panel.get_attribute("open") is None
    assert page.evaluate("document.activeElement.localName") == "summary"


@pytest.mark.parametrize(
    "path", ["produk/", "wilayah/kota-palembang/", "kategori/kuliner/", "en/produk/", "en/kategori/kuliner/"]
)
def test_every_count_is_what_its_address_shows(page: Any, address: str, path: str) -> None:
    page.goto(address + path)
    links = page.locator(".pilah a:has(b)").evaluate_all(
        "all => all.map(a => [a.href, a.querySelector('b').textContent])"
    )
    assert len(links) >= 6
    for target, count in links[:3] + links[-5:]:
        assert ("/en/" in target) == path.startswith("en/")
        page.goto(target)
        heading = page.locator("main [data-cari=status]" if "/cari/" in target else "main .judul p").first
        page.wait_for_function("e => /\\d+ produ/.test(e.textContent)", arg=heading.element_handle(), timeout=10_000)
        assert re.match(rf"{count} (produk|products?)\b", heading.inner_text()), target


@pytest.mark.parametrize(
    ("path", "name", "order"),
    [
        ("wilayah/kota-palembang/", "Hapus saringan", "Harga terendah"),
        ("en/kategori/kuliner/", "Remove filter", "Lowest price"),
    ],
)
def test_a_list_can_be_sorted_and_its_filter_taken_off(
    page: Any, address: str, path: str, name: str, order: str
) -> None:
    page.goto(address + path)
    page.locator(".pilah summary").last.click()
    page.get_by_role("link", name=order).click()
    page.locator("[data-cari=hasil] > li").nth(1).wait_for()
    prices = [
        int(re.sub(r"\D", "", re.split("[–-]", text)[0]))
        for text in page.locator("[data-cari=hasil] .harga > span").all_inner_texts()
        if "Rp" in text
    ]
    assert len(prices) > 1 and prices == sorted(prices)
    page.goto(address + path)
    page.get_by_role("link", name=name).click()
    assert page.url == address + ("en/produk/" if path.startswith("en/") else "produk/")


def test_without_javascript_every_choice_is_a_link(scriptless: Any, address: str) -> None:
    scriptless.goto(address + "produk/")
    scriptless.get_by_text("Kabupaten/kota", exact=True).click()
    scriptless.get_by_role("link", name=re.compile("Muara Enim")).click()
    assert scriptless.url.endswith("/wilayah/muara-enim/")
    scriptless.goto(address + "produk/")
    scriptless.get_by_role("link", name=re.compile("Berikutnya")).click()
    assert scriptless.url.endswith("/produk/halaman/2/")
    assert scriptless.get_by_role("button", name="Muat lagi").count() == 0
