"""The box, the search page and long lists keep no stale state: nothing opens that nobody chose, nothing counts twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.conftest import PHONE, visiting
from playwright.sync_api import Browser, Page, expect

COMPOSE = """([key]) => { const box = document.querySelector('input[name=q]');
  box.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, keyCode: 229, bubbles: true, cancelable: true })) }"""
LONGER = 500  # milliseconds: more than the box waits after a letter
ANSWERED = """() => etalaseCari.ask(async (search, records) =>
  records.show((await search.find('kopi s', { top: 6, typing: true })).order.slice(0, 6))).then(() => 0)"""


@pytest.fixture
def keys(browser: Browser) -> Iterator[Page]:
    """A visitor with a keyboard on a small screen."""
    with visiting(browser, viewport=PHONE) as page:
        yield page


def type_and_choose(page: Page, address: str, text: str, downs: int) -> None:
    page.goto(address)
    box = page.locator("form[data-cari=kotak] input[name=q]")
    box.focus()
    page.keyboard.insert_text(text)  # at once: of several letters some would wait while the clock is replaced
    page.locator("[role=option]").first.wait_for()
    for _ in range(downs):
        page.keyboard.press("ArrowDown")


def test_what_was_chosen_for_another_text_is_not_opened(keys: Page, address: str) -> None:
    type_and_choose(keys, address, "kopi", 2)
    assert keys.locator("[aria-selected=true]").count() == 1
    keys.keyboard.type(" luwak")
    assert keys.locator("[aria-selected=true]").count() == 0
    assert keys.locator("input[aria-activedescendant]").count() == 0
    keys.keyboard.press("Enter")
    keys.wait_for_url("**/cari/?q=kopi+luwak")


def test_enter_opens_what_was_chosen(keys: Page, address: str) -> None:
    type_and_choose(keys, address, "kopi", 1)
    keys.keyboard.press("Enter")
    keys.wait_for_url("**/produk/*/")


def test_results_that_come_while_one_is_chosen_choose_nothing(keys: Page, address: str) -> None:
    type_and_choose(keys, address, "kopi", 1)
    keys.keyboard.type(" bubuk")
    keys.keyboard.press("ArrowDown")  # still the results of "kopi"
    keys.wait_for_function("() => !document.querySelector('[aria-selected=true]')")
    keys.keyboard.press("Enter")
    keys.wait_for_url("**/cari/?q=kopi+bubuk")


def test_tab_after_typing_leaves_no_list_behind(keys: Page, address: str) -> None:
    keys.goto(address)
    box = keys.locator("form[data-cari=kotak] input[name=q]")
    box.focus()
    keys.wait_for_function("() => window.etalaseCari")
    keys.clock.install()
    keys.keyboard.type("kopi")
    keys.keyboard.press("Tab")
    keys.clock.run_for(LONGER)
    keys.evaluate(ANSWERED)
    assert keys.locator("[role=listbox]").is_hidden()
    assert box.get_attribute("aria-expanded") == "false"


def test_escape_while_an_answer_is_on_its_way_keeps_the_list_shut(keys: Page, address: str) -> None:
    type_and_choose(keys, address, "kopi", 0)
    keys.clock.install()
    keys.keyboard.type(" s")
    keys.keyboard.press("Escape")
    keys.clock.run_for(LONGER)
    keys.evaluate(ANSWERED)
    assert keys.locator("[role=listbox]").is_hidden()


@pytest.mark.parametrize("key", ["Enter", "ArrowDown", "Escape"])
def test_keys_of_an_input_method_choose_letters_only(keys: Page, address: str, key: str) -> None:
    type_and_choose(keys, address, "kopi", 1)
    chosen = keys.locator("[aria-selected=true]").get_attribute("id")
    keys.evaluate(COMPOSE, [key])
    assert keys.url == address
    assert keys.locator("[aria-selected=true]").get_attribute("id") == chosen
    assert keys.locator("[role=listbox]").is_visible()


def test_who_comes_back_finds_the_box_shut(keys: Page, address: str) -> None:
    type_and_choose(keys, address, "kopi", 1)
    keys.keyboard.press("Enter")
    keys.wait_for_url("**/produk/*/")
    keys.go_back()
    assert keys.locator("[role=listbox]").is_hidden()
    assert keys.locator("[aria-activedescendant]").count() == 0


def searched(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('.dicari:not([aria-busy]) [data-cari=hasil] li')")


def test_equal_searches_are_one_entry_of_the_history(keys: Page, address: str) -> None:
    keys.goto(address + "cari/?q=kopi%20bubuk&wilayah=")
    searched(keys)
    before = keys.evaluate("history.length")
    box = keys.locator("form[data-cari=tanya] input")
    for text in ("kopi bubuk", " kopi bubuk ", "kopi bubuk", "kopi bubuk"):
        box.fill(text)
        box.press("Enter")
        searched(keys)
    assert keys.evaluate("history.length") == before
    for text in ("teh", "kopi bubuk"):
        box.fill(text)
        box.press("Enter")
        searched(keys)
    assert keys.evaluate("history.length") == before + 2


def test_after_more_results_the_first_new_one_has_the_focus(keys: Page, address: str) -> None:
    keys.goto(address + "cari/?q=kopi")
    searched(keys)
    more = keys.locator("[data-cari=lagi]")
    while more.is_visible():
        count = keys.locator("[data-cari=hasil] > li").count()
        more.focus()
        keys.keyboard.press("Enter")
        keys.wait_for_function("n => document.querySelectorAll('[data-cari=hasil] > li').length > n", arg=count)
        keys.wait_for_function(
            "n => document.querySelectorAll('[data-cari=hasil] > li')[n].contains(document.activeElement)", arg=count
        )


def test_the_last_load_of_a_list_leaves_the_focus_on_the_new(keys: Page, address: str) -> None:
    keys.goto(address + "penjual/")
    more = keys.get_by_role("button", name="Muat lagi")
    while more.is_visible():
        count = keys.locator(".rak > li").count()
        more.focus()
        keys.keyboard.press("Enter")
        keys.wait_for_function(
            "n => document.querySelectorAll('.rak > li')[n]?.contains(document.activeElement)", arg=count
        )


def test_a_failed_load_keeps_the_focus_on_the_button(keys: Page, address: str) -> None:
    keys.goto(address + "produk/")
    keys.route("**/halaman/2/", lambda route: route.abort())
    more = keys.get_by_role("button", name="Muat lagi")
    more.focus()
    keys.keyboard.press("Enter")
    keys.get_by_text("Belum dapat dimuat").wait_for()
    expect(more).to_be_focused()
