"""The shortlist in a real browser: saved on cards and pages, one message per seller, gone products, no storage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

PURUN = "tikar-purun-pedamaran"
SAVED = "Object.entries(localStorage).filter(([key]) => key.startsWith('etalase-pilihan')).map(([, value]) => JSON.parse(value))[0]"


def test_saved_on_a_card_and_on_its_page(page: Any, address: str) -> None:
    page.goto(address + "penjual/koperasi-purun-pedamaran/")
    header = page.locator("[data-simpan=tautan]")
    assert header.is_hidden()
    page.get_by_role("button", name="Simpan Tikar purun").first.click()
    assert header.is_visible() and header.locator("b").inner_text() == "1"
    page.goto(address + f"produk/{PURUN}/")
    button = page.locator(".alat").get_by_role("button", name="Tersimpan")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert header.is_hidden()
    assert page.evaluate(SAVED) == []


def test_one_message_for_each_seller(page: Any, address: str) -> None:
    page.goto(address + "penjual/koperasi-purun-pedamaran/")
    for number in (0, 1):
        page.locator(".kartu .simpan").nth(number).click()
    page.goto(address + "produk/kain-jumputan-titik-tujuh/")
    page.locator(".alat .simpan").click()
    page.goto(address + "pilihan/")
    page.wait_for_function("() => document.querySelectorAll('.pilihan .tombol').length === 2")
    link = page.get_by_role("link", name="Tulis kepada Koperasi Purun Pedamaran (Contoh)").get_attribute("href")
    assert urlsplit(link).hostname == "wa.me"
    message = parse_qs(urlsplit(link).query)["text"][0]
    assert message.count("https://contoh.github.io/etalase-sumsel/produk/") == 2
    assert "jumputan" not in message
    page.get_by_role("button", name="Hapus Kain").click()
    assert page.locator(".pilihan .tombol").count() == 1
    page.get_by_role("button", name="Kosongkan daftar").click()
    page.get_by_text("Belum ada yang disimpan").wait_for()


def test_a_withdrawn_product_keeps_its_name_and_says_so(page: Any, address: str) -> None:
    page.goto(address + f"produk/{PURUN}/")
    page.locator(".alat .simpan").click()
    gone = {"s": "sudah-ditarik", "n": "Kerupuk lama", "u": "Dapur Lama", "t": "6289000000001", "b": "id"}
    page.evaluate(
        "gone => { const key = Object.keys(localStorage).find(key => key.startsWith('etalase-pilihan'));"
        "localStorage[key] = JSON.stringify([...JSON.parse(localStorage[key]), gone]) }", gone)  # fmt: skip
    page.goto(address + "pilihan/")
    page.get_by_text("Sudah tidak ditampilkan").wait_for()
    assert page.get_by_text("Kerupuk lama", exact=True).first.is_visible()
    assert page.locator(".pilihan .tombol").count() == 1


@pytest.mark.parametrize("held", ["{", "7", '[null, {"s": "../jahat"}, {"s": "<b>"}]'])
def test_damaged_storage_counts_as_empty(page: Any, address: str, held: str) -> None:
    page.goto(address)
    page.evaluate("held => localStorage.setItem('etalase-pilihan:/', held)", held)
    page.goto(address + "pilihan/")
    page.get_by_text("Belum ada yang disimpan").wait_for()
    assert page.locator("[data-simpan=tautan]").is_hidden()


def test_without_storage_nothing_is_offered_and_the_page_says_why(page: Any, address: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }")
    page.goto(address + f"produk/{PURUN}/")
    assert page.locator(".simpan").count() == 0
    page.goto(address + "pilihan/")
    page.get_by_text("tidak mengizinkan penyimpanan").wait_for()


def test_without_javascript_nothing_is_shown(scriptless: Any, address: str) -> None:
    scriptless.goto(address + f"produk/{PURUN}/")
    assert scriptless.locator("[data-simpan=tautan]").is_hidden()
    assert scriptless.get_by_role("link", name="Kirim lewat WhatsApp").is_visible()
    assert scriptless.locator(".alat button").count() == 0


def test_from_a_disk(browser: Any, make_site: Callable[..., Any]) -> None:
    site = make_site("diska", theme="nusantara")
    site.seller("dapur", persetujuan="2026-01-02", whatsapp='"089000000012"')
    site.product("keripik")
    site.product("kerupuk")
    assert site.build(offline=True).exit_code == 0
    page = browser.new_page()
    root = (site.folder / "output").as_uri()
    page.goto(f"{root}/produk/index.html")
    for button in page.locator(".kartu .simpan").all():
        button.click()
    page.goto(f"{root}/pilihan/index.html")
    link = page.get_by_role("link", name="Tulis kepada Usaha dapur")
    assert "wa.me/6289000000012" in link.get_attribute("href")
    assert page.locator(".pilihan li").count() == 2
    page.locator(".pilihan li a").first.click()
    assert page.locator(".rinci").count() == 1
    page.close()


def test_the_link_is_copied_and_the_copy_is_confirmed(page: Any, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + f"produk/{PURUN}/")
    page.get_by_role("button", name="Salin tautan").click()
    page.get_by_text("Tautan tersalin.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/produk/{PURUN}/")
