"""The search box in the header: a combobox by keyboard and for screen readers, in the language of the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

WIDE = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def box(visit):
    page = visit("tentang/", **WIDE)
    page.get_by_role("combobox").fill("songket")
    expect(page.get_by_role("option").first).to_be_visible()
    return page


def test_nothing_is_fetched_before_the_box_is_used(visit):
    page = visit("tentang/", **WIDE)
    names = page.evaluate("performance.getEntriesByType('resource').map((item) => item.name)")
    assert [name.rpartition("/")[2] for name in names if "/cari/" in name] == ["muat-1.js"]


def test_it_is_a_combobox_with_a_list(box):
    field = box.get_by_role("combobox")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-autocomplete") == "list"
    assert box.locator("#" + field.get_attribute("aria-controls")).get_attribute("role") == "listbox"
    count = box.get_by_role("option").count()
    assert 1 < count <= 8
    assert box.locator("form[data-cari=kotak] [role=status]").text_content().startswith(f"{count} hasil")
    assert field.get_attribute("aria-activedescendant") is None


def test_arrows_choose_and_enter_opens(box):
    field = box.get_by_role("combobox")
    field.press("ArrowDown")
    first = box.get_by_role("option").first
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert first.get_attribute("aria-selected") == "true"
    field.press("ArrowUp")
    last = box.get_by_role("option").last
    assert field.get_attribute("aria-activedescendant") == last.get_attribute("id")
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert box.get_by_role("option", selected=True).count() == 1
    target = box.get_by_role("option", selected=True).locator("a").get_attribute("href")
    field.press("Enter")
    box.wait_for_url(target)


def test_escape_shuts_and_keeps_the_text(box):
    field = box.get_by_role("combobox")
    field.press("ArrowDown")
    field.press("Escape")
    expect(box.get_by_role("listbox")).to_be_hidden()
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-activedescendant") is None
    assert field.input_value() == "songket"
    field.press("ArrowDown")
    expect(box.get_by_role("listbox")).to_be_visible()


def test_leaving_the_box_shuts_it(box):
    box.keyboard.press("Tab")
    box.keyboard.press("Tab")
    expect(box.get_by_role("listbox")).to_be_hidden()


def test_enter_without_a_choice_goes_to_the_search_page(box, answered):
    box.get_by_role("combobox").press("Enter")
    box.wait_for_url(re.compile(r"/cari/\?q=songket"))
    assert answered(box) == "10 produk"


def test_no_result_is_said_too(visit):
    page = visit("tentang/", **WIDE)
    page.get_by_role("combobox").fill("zzzzzzzz")
    expect(page.locator("form[data-cari=kotak] [role=status]")).to_have_text("Tidak ada produk untuk “zzzzzzzz”")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_last_word_goes_on(visit):
    page = visit("tentang/", **WIDE)
    page.get_by_role("combobox").press_sequentially("selendang song")
    expect(page.get_by_role("option").filter(has_text="Selendang Songket").first).to_be_visible()


def test_english_pages_find_english_records(visit, address):
    page = visit("en/produk/", **WIDE)
    page.get_by_role("combobox").fill("mats")
    expect(page.get_by_role("option").first).to_contain_text("mat")
    assert (
        page.locator("form[data-cari=kotak] [role=status]").text_content().endswith("Press the down arrow to choose.")
    )
    links = page.get_by_role("option").locator("a").evaluate_all("(links) => links.map((link) => link.href)")
    assert links and all(link.startswith(address + "en/") for link in links)


def test_out_of_reach_is_said_and_typing_on_recovers(visit):
    page = visit("tentang/", **WIDE)
    page.get_by_role("combobox").fill("songket")
    expect(page.get_by_role("option").first).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("combobox").fill("kemplang")
    expect(page.locator("form[data-cari=kotak] [role=status]")).to_contain_text("sambungan")
    page.context.set_offline(False)
    page.get_by_role("combobox").fill("kemplang ")
    expect(page.get_by_role("option").filter(has_text="Kemplang").first).to_be_visible()
