"""How many requests a first question waits for, one after the other: at most five, the client's scripts counted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

MOST = 5
LATENCY = 80  # milliseconds a request, set in the browser: what is asked together overlaps, what waits does not

TIMES = """() => performance.getEntriesByType("resource").filter((item) => /[/]cari[/]/.test(item.name))
  .map((item) => [item.name.replace(/.*[/]cari[/]/, ""), item.startTime, item.responseEnd])"""


def slow(page):
    page.route("**/aset/foto/*", lambda route: route.abort())
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY, "downloadThroughput": -1, "uploadThroughput": -1},
    )


def chain(times):
    """The longest row of requests each of which began when the one before had ended: an upper bound of what depends."""
    longest: list[list[str]] = []
    ordered = sorted(times, key=lambda item: item[1])
    for place, (name, start, _) in enumerate(ordered):
        before = [longest[other] for other in range(place) if ordered[other][2] <= start]
        longest.append([*max(before, key=len, default=[]), name])
    return max(longest, key=len)


# plain, several words, inflected (alias and root apart), synonym, phrase, misspelt (alone, with others), long lists, written
# apart, begun, a region's short name, a noun that no product holds
QUESTIONS = [
    "songket",
    "kopi bubuk pagar alam",
    "menganyam purun",
    "krupuk",
    "gula merah",
    "sonket",
    "kain",
    "selendnag sutra",
    "batk durian",
    "kem plang",
    "kerup",
    "pali",
    "cumi kopi",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_search_page_waits_for_few(visit, browser, address, answered, text):
    page = visit("tentang/", viewport={"width": 1280, "height": 800})
    slow(page)
    page.goto(f"{address}cari/?q={text}")
    expect(page.locator("[data-cari=hasil] li").first).to_be_visible()
    times = page.evaluate(TIMES)
    rows = [item for item in times if "/c-" not in item[0]]  # filters come after the results
    assert len(chain(rows)) <= MOST, chain(rows)
    assert answered(page)
    assert len(chain(page.evaluate(TIMES))) <= MOST + 1, chain(page.evaluate(TIMES))


@pytest.mark.parametrize("text", ["kopi bubuk pagar alam", "menganyam purun", "sonket"])
def test_the_box_waits_for_few(visit, text):
    page = visit("tentang/", viewport={"width": 1280, "height": 800})
    slow(page)
    page.get_by_role("combobox").fill(text)
    expect(page.get_by_role("option").first).to_be_visible()
    times = [item for item in page.evaluate(TIMES) if not item[0].startswith("muat")]
    assert len(chain(times)) <= MOST, chain(times)


def test_filters_are_asked_for_together(visit, address, answered):
    page = visit("tentang/")
    slow(page)
    page.goto(f"{address}cari/?kategori=kuliner&urut=harga")
    answered(page)
    assert len(chain(page.evaluate(TIMES))) <= MOST, chain(page.evaluate(TIMES))
