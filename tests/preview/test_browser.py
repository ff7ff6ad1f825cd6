"""The preview as an editor sees it: a real browser, files saved as editors save them, and no reload by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from conftest import BASE, PATIENCE, Site
from playwright.sync_api import Browser, Page, expect
from preview_support import Running, running

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
HEAD = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{CSP}">'
LONG = "\n\n".join(f"Alinea {number}." for number in range(200))
NOTED = "window.catatan = 'belum dimuat ulang'"


@pytest.fixture
def shop(site: Site) -> Site:
    """A site with the CSP that published pages have."""
    site.write("themes/mini/templates/base.html", BASE.replace('<meta charset="utf-8">', HEAD))
    site.product("kopi", f"Kopi dari Pagar Alam.\n\n{LONG}")
    site.product("teh", "Teh gunung.", draf="ya")
    return site


@pytest.fixture
def preview(shop: Site) -> Iterator[Running]:
    with running(shop.folder) as started:
        started.line()
        yield started


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab in which nothing may go wrong: no script error, nothing that the CSP forbids."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    yield page
    page.close()
    assert not faults


def save(site: Site, path: str, old: str, new: str) -> None:
    """Save as careful editors do: a hidden file beside it, renamed over it."""
    file = site.folder / path
    text = file.read_text("utf-8")
    assert old in text
    draft = file.with_name(f".{file.name}.tmp")
    draft.write_text(text.replace(old, new), "utf-8")
    os.replace(draft, file)


def test_a_working_day(shop: Site, preview: Running, tab: Page) -> None:
    """Edit, break, mend, rename, delete: each is seen without a hand on the browser."""
    tab.goto(f"{preview.address}/produk/kopi/")
    bar = tab.locator("etalase-pratinjau")
    text = tab.get_by_text("Kopi dari")
    expect(bar).to_contain_text("PRATINJAU – tidak ada masalah")

    save(shop, "content/produk/kopi.md", "Pagar Alam", "Semende")
    expect(text).to_have_text("Kopi dari Semende.")

    save(shop, "content/produk/kopi.md", "harga: 15000", "harga: lima <img src=x onerror=alert(1)>")
    problem = bar.locator("li").first
    expect(problem).to_contain_text("content/produk/kopi.md:4:8")
    expect(problem).to_contain_text("harga: lima <img src=x onerror=alert(1)>")  # as text, whatever a seller writes
    expect(bar).to_contain_text("PRATINJAU – 1 masalah")
    assert problem.locator("a").get_attribute("href") == f"vscode://file{shop.folder}/content/produk/kopi.md:4:8"
    expect(text).to_have_text("Kopi dari Semende.")  # the last good page, underneath

    save(shop, "content/produk/kopi.md", "lima <img src=x onerror=alert(1)>", "20000")
    expect(tab.locator(".harga")).to_have_text("Rp20.000")
    expect(bar).to_contain_text("PRATINJAU – tidak ada masalah")
    expect(bar.locator("li")).to_have_count(0)

    (shop.folder / "content/produk/kopi.md").rename(shop.folder / "content/produk/kopi-semende.md")
    expect(text).to_have_count(0)
    tab.goto(f"{preview.address}/produk/kopi-semende/")
    expect(text).to_have_text("Kopi dari Semende.")

    tab.goto(f"{preview.address}/produk/")
    link = tab.get_by_role("link", name="Produk kopi")
    expect(link).to_have_count(1)
    shop.delete("content/produk/kopi-semende.md")
    expect(link).to_have_count(0)


def test_style_is_swapped_in_place(shop: Site, preview: Running, tab: Page) -> None:
    tab.goto(f"{preview.address}/produk/kopi/")
    expect(tab.locator("etalase-pratinjau")).to_contain_text("tidak ada masalah")
    tab.evaluate(f"{NOTED}; scrollTo(0, 900)")
    for colour, computed in (("red", "rgb(255, 0, 0)"), ("blue", "rgb(0, 0, 255)")):
        shop.write("themes/mini/css/tokens.css", f"body {{ color: {colour} }}\n")
        tab.wait_for_function("color => getComputedStyle(document.body).color === color", arg=computed)
    assert tab.evaluate("[window.catatan, scrollY]") == ["belum dimuat ulang", 900]
    tab.wait_for_function(
        "() => document.querySelectorAll('link[rel=stylesheet]').length === 1"
    )  # the old ones are gone


def test_a_reload_keeps_the_place(shop: Site, preview: Running, tab: Page) -> None:
    tab.goto(f"{preview.address}/produk/kopi/")
    expect(tab.locator("etalase-pratinjau")).to_contain_text("tidak ada masalah")
    tab.evaluate(f"{NOTED}; scrollTo(0, 900)")
    save(shop, "content/produk/kopi.md", "Alinea 3.", "Alinea tiga.")
    expect(tab.get_by_text("Alinea tiga.")).to_have_count(1)
    tab.wait_for_function("() => scrollY === 900")
    assert tab.evaluate("window.catatan") is None


def test_other_pages_are_left_alone(shop: Site, preview: Running, tab: Page) -> None:
    """A description shows on its own page only: a tab with another page keeps what was typed there."""
    tab.goto(f"{preview.address}/produk/kopi/")
    bar = tab.locator("etalase-pratinjau")
    expect(bar).to_contain_text("tidak ada masalah")
    tab.evaluate(NOTED)
    save(shop, "content/produk/teh.md", "Teh gunung.", "Teh kebun.")
    preview.line()
    save(shop, "content/produk/teh.md", "harga: 15000", "harga: mahal")
    expect(bar).to_contain_text("1 masalah")  # told after the build before
    assert tab.evaluate("window.catatan") == "belum dimuat ulang"


def test_the_faults_of_the_page_at_hand_come_first(shop: Site, preview: Running, tab: Page) -> None:
    tab.goto(f"{preview.address}/produk/kopi/")
    bar = tab.locator("etalase-pratinjau")
    expect(bar).to_contain_text("tidak ada masalah")
    save(shop, "content/produk/teh.md", "harga: 15000", "harga: mahal")
    expect(bar).to_contain_text("1 masalah")
    save(shop, "content/produk/kopi.md", "harga: 15000", "harga: murah")
    expect(bar).to_contain_text("2 masalah")
    expect(bar.locator(".kelompok")).to_have_text(["Di halaman ini", "Di berkas lain"])
    expect(bar.locator("li").nth(0)).to_contain_text("content/produk/kopi.md:4:8")
    expect(bar.locator("li").nth(1)).to_contain_text("content/produk/teh.md:4:8")


def test_a_phone_is_shown_the_way(shop: Site, preview: Running, tab: Page) -> None:
    tab.goto(f"{preview.address}/produk/kopi/")
    button = tab.locator("etalase-pratinjau").get_by_role("button", name="Buka di ponsel")
    expect(tab.locator("etalase-pratinjau")).to_contain_text("tidak ada masalah")
    expect(button).to_be_hidden()  # nobody else reaches this preview
    preview.preview.hub.lan = "http://192.168.1.7:8000/"
    tab.reload()
    button.click()
    code = tab.locator("etalase-pratinjau").get_by_role("img", name="Kode QR")
    expect(code).to_be_visible()
    expect(tab.locator("etalase-pratinjau")).to_contain_text("http://192.168.1.7:8000/produk/kopi/")
    button.click()
    expect(code).to_be_hidden()


def test_drafts_say_so(shop: Site, preview: Running, tab: Page) -> None:
    bar = tab.locator("etalase-pratinjau")
    tab.goto(f"{preview.address}/produk/teh/")
    expect(bar).to_contain_text("Draf: halaman ini belum tayang")
    save(shop, "content/produk/teh.md", "draf: ya", "draf: tidak")
    expect(bar).not_to_contain_text("Draf")


def test_a_site_that_begins_broken(shop: Site, tab: Page) -> None:
    """The first build finds an error: the site without the faulty file, and what is wrong; then all of it."""
    file = shop.product("kopi", harga="mahal")
    with running(shop.folder) as preview:
        assert "Situs di peramban tampil tanpa berkas yang keliru sampai diperbaiki." in preview.line()
        tab.goto(f"{preview.address}/produk/teh/")
        expect(tab.locator("etalase-pratinjau li").first).to_contain_text("content/produk/kopi.md:4:8")
        expect(tab.locator("etalase-pratinjau")).to_contain_text("Yang tampak ini situs tanpa berkas yang keliru.")
        tab.goto(f"{preview.address}/produk/kopi/")
        file.write_text(file.read_text().replace("mahal", "9000"))
        expect(tab.locator("body")).to_contain_text("Rp9.000")


def test_settings_that_begin_broken(shop: Site, tab: Page) -> None:
    """Nothing can be built: a page of problems where the home page will be; then the home page."""
    settings = (shop.folder / "site.yaml").read_text()
    shop.write("site.yaml", settings + "warna: merah\n")
    with running(shop.folder) as preview:
        preview.line()
        tab.goto(f"{preview.address}/")
        expect(tab.get_by_role("heading")).to_have_text("Situs belum dapat ditampilkan")
        expect(tab.locator("etalase-pratinjau li").first).to_contain_text("site.yaml")
        shop.write("site.yaml", settings)
        expect(tab).to_have_title("| Etalase uji")


def test_a_bug_of_ours_is_shown(shop: Site, preview: Running, tab: Page) -> None:
    def broken(options, progress, preview):
        raise ZeroDivisionError("salah hitung")

    tab.goto(f"{preview.address}/produk/kopi/")
    bar = tab.locator("etalase-pratinjau")
    expect(bar).to_contain_text("tidak ada masalah")
    sound, preview.preview.loop.builder = preview.preview.loop.builder, broken
    shop.product("kue")
    expect(bar).to_contain_text("ZeroDivisionError: salah hitung")
    preview.preview.loop.builder = sound
    shop.product("roti")
    expect(bar).to_contain_text("tidak ada masalah")


def test_reconnects_and_catches_up(shop: Site, tab: Page) -> None:
    """What changed while the preview was off is on the page when it is back, at the same address."""
    with running(shop.folder) as first:
        first.line()
        tab.goto(f"{first.address}/produk/kopi/")
        expect(tab.locator("etalase-pratinjau")).to_contain_text("tidak ada masalah")
    expect(tab.locator("etalase-pratinjau")).to_contain_text("terputus")
    save(shop, "content/produk/kopi.md", "Pagar Alam", "Semende")
    with running(shop.folder, port=first.port):
        expect(tab.get_by_text("Kopi dari Semende.")).to_have_count(1)


def test_other_sites_cannot_listen(preview: Running, tab: Page) -> None:
    """A page of another origin in the same browser gets no websocket."""
    tab.goto("about:blank")
    opened = tab.evaluate(
        """address => new Promise(done => {
            const line = new WebSocket(address);
            line.onopen = () => done("terbuka");
            line.onerror = () => done("ditolak");
        })""",
        preview.address.replace("http", "ws") + "/__etalase/hidup",
    )
    assert opened == "ditolak"
