"""English pages as a buyer abroad meets them: words, numbers, the search, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import PHONE, visiting
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with visiting(browser, viewport=PHONE, locale="en-GB") as page:
        yield page


def test_the_search_answers_in_english_numbers(phone: Page, address: str) -> None:
    missing: list[str] = []
    phone.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    phone.goto(address + "en/cari/?q=songket")
    first = phone.locator("[data-cari=hasil] > li").first
    expect(first).to_contain_text(re.compile(r"Rp\d{1,3}(,\d{3})+"))
    expect(phone.locator("[data-cari=status]").last).to_contain_text("products")
    first.get_by_role("link").click()
    assert phone.locator("h1").count() == 1
    assert missing == []


def test_the_sentence_about_the_site_is_english(showcase: Path) -> None:
    for path in ("en/index.html", "en/produk/index.html", "en/produk/tikar-purun-pedamaran/index.html"):
        html = (showcase / path).read_text("utf-8")
        assert "Goods made by small businesses" in html
        assert "Etalase produk UMKM" not in html


def test_a_page_leads_to_itself_in_the_other_language(phone: Page, address: str) -> None:
    phone.goto(address + "en/produk/tikar-purun-pedamaran/")
    expect(phone.locator("main")).to_contain_text("still in Indonesian")
    phone.locator("a.bahasa").click()
    assert phone.url.endswith("/produk/tikar-purun-pedamaran/") and "/en/" not in phone.url
    assert phone.locator("html").get_attribute("lang") == "id"
    phone.locator("a.bahasa").click()
    assert "/en/" in phone.url
