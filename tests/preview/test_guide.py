"""The style guide in the preview: tokens, contrast, letters, cloths and every component, in the theme of the site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from conftest import PATIENCE, Site
from playwright.sync_api import Browser, Page, expect
from preview_support import Running, running


@pytest.fixture
def shop(make_site: Callable[..., Site]) -> Site:
    """A site with a child theme of its own, as an office would make it."""
    site = make_site("gaya", theme="anak")
    site.write("themes/anak/theme.yaml", "kontrak: 1\nextends: nusantara\nopsi: {warna: nila}\n")
    site.write(
        "themes/anak/css/tokens.css",
        ":root { --aksen: #0b4f6c; --lencana: #ffe0b0 } /* @kontras 4.5: --aksen pada --lencana */",
    )
    site.write(
        "themes/anak/templates/components/cap/cap.html",
        '{% macro cap(kata) %}<b class="cap">{{ kata }}</b>{% endmacro %}',
    )
    site.write("themes/anak/templates/components/cap/examples.yaml", "satu: '{{ cap(\"Terlaris\") }}'")
    site.product("kopi")
    return site


@pytest.fixture
def preview(shop: Site) -> Iterator[Running]:
    with running(shop.folder) as started:
        started.line()
        yield started


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab in which nothing may go wrong: no script error, nothing that the CSP forbids, nothing missing."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_default_timeout(PATIENCE * 1000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert faults == []


def test_it_shows_the_childs_theme(shop: Site, preview: Running, tab: Page) -> None:
    tab.goto(f"{preview.address}/_gaya")
    assert tab.url.endswith("/_gaya/")
    assert tab.locator("h1").inner_text() == "Panduan gaya: anak"
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360

    swatch = tab.locator(".panduan-warna li", has=tab.get_by_text("--aksen", exact=True))
    for scheme in ("siang", "malam"):
        shown = swatch.locator(f".panduan-{scheme} i").evaluate("item => getComputedStyle(item).backgroundColor")
        assert shown == "rgb(11, 79, 108)"  # the child's, by day and by night
    night = tab.locator(".panduan-malam .w--dasar").first
    assert "oklch(0.195" in night.evaluate("item => getComputedStyle(item).backgroundColor")

    row = tab.locator("tr", has_text="--aksen pada --lencana")
    assert "7,0" in row.inner_text() and "cukup" in row.inner_text()
    weak = tab.locator("tr", has_text="--aksen pada --dasar")  # too dark for the night
    assert "KURANG" in weak.inner_text()

    names = tab.locator(".panduan-komponen > h3").all_inner_texts()
    assert {"kartu", "peta", "cap"} <= set(names) and names == sorted(names)
    assert tab.locator(".cap").inner_text() == "Terlaris"
    assert tab.locator(".panduan-kain svg").count() >= 12
    photo = tab.locator(".panduan-isi img").first
    photo.scroll_into_view_if_needed()
    photo.evaluate("item => item.decode()")
    sizes = tab.locator(".panduan-huruf dd[class^=u]").evaluate_all(
        "all => all.map(item => parseFloat(getComputedStyle(item).fontSize))"
    )
    assert len(sizes) >= 5 and sizes == sorted(sizes)


def test_it_follows_the_theme_while_it_is_written(shop: Site, preview: Running, tab: Page) -> None:
    tab.goto(f"{preview.address}/_gaya/")
    expect(tab.locator("etalase-pratinjau")).to_contain_text("PRATINJAU")
    file = shop.folder / "themes/anak/templates/components/cap/examples.yaml"
    draft = file.with_name(".examples.tmp")
    draft.write_text("satu: '{{ cap(\"Laris\") }}'\nsalah: '{{ cap(contoh.tiada) }}'\n", "utf-8")
    os.replace(draft, file)
    expect(tab.locator(".cap")).to_have_text("Laris")
    expect(tab.get_by_role("alert")).to_contain_text("tiada")


def test_it_is_only_in_the_preview(shop: Site, preview: Running) -> None:
    answer, _ = preview.ask("/_gaya/", Host="jahat.example")
    assert answer.status == 403
    answer, _ = preview.ask("/_gaya/tiada.css")
    assert answer.status == 404
    shop.build()
    assert not [path for path in shop.tree() if "_gaya" in path]


def test_a_broken_theme_is_told(shop: Site, preview: Running) -> None:
    shop.write("themes/anak/css/tokens.css", ":root { } /* @kontras 3: --tiada pada #fff */")
    answer, page = preview.ask("/_gaya/")
    assert answer.status == 503
    assert b"--tiada pada #fff bukan dua warna" in page
