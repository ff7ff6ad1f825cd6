"""The shortlist stays true: sellers of one name, other tabs, removals while it waits, products that were renamed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browser.conftest import PHONE, served, visiting
from conftest import Site
from playwright.sync_api import Browser, Page, Route, expect

STORED = "JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('etalase-pilihan'))?.[1] || '[]')"
LAHAT, PALEMBANG = "6281200000001", "6281200000002"
Shop = tuple[Site, str]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Two sellers of one name, each with products, one of which was renamed."""
    site = Site(tmp_path_factory.mktemp("senama")).start(theme="nusantara", bahasa="[id, en]")
    for slug, region, number in (("berkah-lahat", "16.04", LAHAT), ("berkah-palembang", "16.71", PALEMBANG)):
        site.seller(slug, nama="Toko Berkah", kabupaten=f'"{region}"', persetujuan="2026-01-02", whatsapp=f'"{number}"')
    site.product("kopi-lahat", nama="Kopi", penjual="berkah-lahat")
    site.product("kopi-palembang", nama="Kopi", penjual="berkah-palembang")
    site.product("kerupuk-baru", nama="Kerupuk kemplang", penjual="berkah-palembang", alias="[produk/kerupuk-lama]")
    site.write("content/produk/kerupuk-baru.en.md", "---\nnama: Kemplang crackers\n---\n\nCrisp.\n")
    assert site.build().exit_code == 0
    with served(site.folder / "output") as address:
        yield site, address


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    with visiting(browser, viewport=PHONE) as page:
        yield page


def save(page: Page, address: str, *slugs: str) -> None:
    for slug in slugs:
        page.goto(f"{address}produk/{slug}/")
        page.locator(".alat, .bagikan").first.get_by_role("button", name="Simpan").click()


def put(page: Page, address: str, *notes: dict[str, str]) -> None:
    """Write a list as an earlier visit left it."""
    page.goto(address + "tentang-tiada/")
    page.goto(address)
    page.evaluate("([held]) => localStorage.setItem('etalase-pilihan:/', held)", [json.dumps(notes)])


def orders(page: Page) -> dict[str, str]:
    """Number -> message of every order on the page."""
    links = page.locator(".pilihan .tombol").evaluate_all("all => all.map(a => a.href)")
    return {urlsplit(link).path[1:]: parse_qs(urlsplit(link).query)["text"][0] for link in links}


def hold(page: Page, pattern: str) -> list[Route]:
    """Keep requests waiting; gives those that wait."""
    waiting: list[Route] = []
    page.route(pattern, lambda route: waiting.append(route))
    return waiting


def test_two_sellers_of_one_name_get_an_order_each(visitor: Page, shop: Shop) -> None:
    save(visitor, shop[1], "kopi-lahat", "kopi-palembang")
    visitor.goto(shop[1] + "pilihan/")
    expect(visitor.locator(".pilihan h2")).to_have_text(["Toko Berkah, Lahat", "Toko Berkah, Kota Palembang"])
    found = orders(visitor)
    assert list(found) == [LAHAT, PALEMBANG]
    assert "produk/kopi-lahat/" in found[LAHAT] and "palembang" not in found[LAHAT]
    assert "produk/kopi-palembang/" in found[PALEMBANG] and "lahat" not in found[PALEMBANG]


def test_saved_on_cards_too(visitor: Page, shop: Shop) -> None:
    visitor.goto(shop[1] + "produk/")
    for button in visitor.get_by_role("button", name="Simpan Kopi").all():
        button.click()
    visitor.goto(shop[1] + "pilihan/")
    visitor.wait_for_function("() => document.querySelectorAll('.pilihan .tombol').length === 2")
    assert set(orders(visitor)) == {LAHAT, PALEMBANG}


def test_two_of_one_name_from_a_disk(browser: Browser, tmp_path: Path, shop: Shop) -> None:
    assert shop[0].build(output=tmp_path / "diska", offline=True).exit_code == 0
    root = (tmp_path / "diska").as_uri()
    with visiting(browser, viewport=PHONE) as page:
        for slug in ("kopi-lahat", "kopi-palembang"):
            page.goto(f"{root}/produk/{slug}/index.html")
            page.get_by_role("button", name="Simpan").first.click()
        page.evaluate("""() => { const [key] = Object.keys(localStorage);
            localStorage[key] = JSON.stringify([...JSON.parse(localStorage[key]), { s: 'kerupuk-lama', n: 'Kerupuk', b: 'id' }]) }""")
        page.goto(f"{root}/pilihan/index.html")
        page.wait_for_function("() => document.querySelectorAll('.pilihan .tombol').length === 2")
        found = orders(page)
        assert set(found) == {LAHAT, PALEMBANG} and "produk/kerupuk-baru/" in found[PALEMBANG]


def test_what_is_removed_while_the_page_waits_stays_away(visitor: Page, shop: Shop) -> None:
    save(visitor, shop[1], "kopi-lahat", "kopi-palembang")
    waiting = hold(visitor, "**/produk/kopi-*/")
    visitor.goto(shop[1] + "pilihan/")
    visitor.get_by_role("button", name="Hapus Kopi").first.click()
    assert len(waiting) == 2
    with visitor.expect_response("**/kopi-palembang/"):
        for route in waiting:
            route.continue_()
    visitor.wait_for_function("() => document.querySelector('.pilihan .tombol')")
    assert visitor.locator(".pilihan li").count() == 1
    assert [note["s"] for note in visitor.evaluate(STORED)] == ["kopi-palembang"]


def test_other_tabs_add_and_remove_while_the_page_waits(visitor: Page, shop: Shop) -> None:
    save(visitor, shop[1], "kopi-lahat", "kopi-palembang")
    waiting = hold(visitor, "**/produk/kopi-*/")
    visitor.goto(shop[1] + "pilihan/")
    other = visitor.context.new_page()
    other.goto(shop[1] + "produk/kopi-lahat/")
    other.get_by_role("button", name="Tersimpan").click()
    save(other, shop[1], "kerupuk-baru")
    expect(visitor.locator(".pilihan li")).to_have_count(2)
    for route in waiting:
        route.continue_()
    visitor.wait_for_function("() => document.querySelector('.pilihan .tombol')?.href.includes('kopi-palembang')")
    expect(visitor.locator(".pilihan li")).to_have_count(2)
    expect(visitor.locator("[data-simpan=tautan] b")).to_have_text("2")
    assert {note["s"] for note in visitor.evaluate(STORED)} == {"kopi-palembang", "kerupuk-baru"}


def test_a_button_follows_what_other_tabs_say(visitor: Page, shop: Shop) -> None:
    visitor.goto(shop[1] + "produk/kopi-lahat/")
    other = visitor.context.new_page()
    save(other, shop[1], "kopi-lahat")
    expect(visitor.get_by_role("button", name="Tersimpan")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(("language", "name"), [("id", "Kerupuk kemplang"), ("en", "Kemplang crackers")])
def test_a_renamed_product_is_followed_and_kept_by_its_new_name(
    visitor: Page, shop: Shop, language: str, name: str
) -> None:
    put(
        visitor,
        shop[1],
        {"s": "kerupuk-lama", "n": "Kerupuk lama", "b": language},
        {"s": "hilang", "n": "Gaib", "b": language},
    )
    visitor.goto(shop[1] + "pilihan/")
    visitor.get_by_role("link", name=name).wait_for()
    expect(visitor.get_by_text("Sudah tidak ditampilkan")).to_have_count(1)
    assert [note["s"] for note in visitor.evaluate(STORED)] == ["kerupuk-baru", "hilang"]
    visitor.get_by_role("button", name=f"Hapus {name}").click()
    assert [note["s"] for note in visitor.evaluate(STORED)] == ["hilang"]


def test_a_product_saved_under_both_names_stands_once(visitor: Page, shop: Shop) -> None:
    put(
        visitor,
        shop[1],
        {"s": "kerupuk-baru", "n": "Kerupuk", "b": "id"},
        {"s": "kerupuk-lama", "n": "Kerupuk", "b": "id"},
    )
    visitor.goto(shop[1] + "pilihan/")
    expect(visitor.locator(".pilihan li")).to_have_count(1)
    assert [note["s"] for note in visitor.evaluate(STORED)] == ["kerupuk-baru"]


def test_without_a_connection_the_list_shows_what_it_remembers(visitor: Page, shop: Shop) -> None:
    save(visitor, shop[1], "kopi-lahat", "kopi-palembang")
    visitor.route("**/produk/kopi-*/", lambda route: route.abort())
    visitor.goto(shop[1] + "pilihan/")
    assert set(orders(visitor)) == {LAHAT, PALEMBANG}
    assert visitor.get_by_text("Sudah tidak ditampilkan").count() == 0
