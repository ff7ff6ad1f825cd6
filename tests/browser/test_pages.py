"""Every kind of page in a real browser: nothing overflows, nothing is blocked, nothing leaves the site."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from page_paths import NUSANTARA as PAGES

FIRST_VIEW = (
    14_336  # bytes (14 KiB) of HTML and CSS on the wire: what a server sends before the first answer comes back
)


@pytest.fixture(scope="module", params=[(320, "light"), (360, "dark"), (1280, "light")], ids=str)
def window(request, browser):
    """(context, its width): one for all pages, as visitors have."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield context, width
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_page(window, address, path):
    context, width = window
    page = context.new_page()
    complaints, requests = [], []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "scrolls sideways"
    assert page.locator("h1").count() == 1
    assert page.title()
    assert complaints == []
    assert [url for url in requests if not url.startswith(address)] == []
    page.close()


def test_reading_needs_no_javascript(scriptless, address):
    scriptless.goto(address)
    scriptless.get_by_role("navigation", name=re.compile("tama")).get_by_role("link", name="Produk").click()
    scriptless.locator("main h3 a, main h2 a").first.click()
    assert "/produk/" in scriptless.url
    scriptless.get_by_role("link", name=re.compile(r"\(Contoh\)")).first.click()
    assert "/penjual/" in scriptless.url


def test_keyboard_reaches_the_content_first(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")


def test_first_view_without_photos(showcase: Path):
    # The sheet for print is not among them: browsers fetch it last, and nothing waits for it.
    sheets = [file for file in (showcase / "aset").glob("*.css") if not file.name.startswith("cetak-")]
    styles = {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in sheets}
    heavy = {}
    for path in PAGES:
        html = (showcase / path / "index.html" if not path.endswith(".html") else showcase / path).read_bytes()
        size = len(gzip.compress(html, 6)) + sum(size for name, size in styles.items() if name.encode() in html)
        if size > FIRST_VIEW:
            heavy[path] = size
    assert heavy == {}


def test_head_of_every_page(showcase: Path):
    """The policy stands before anything it should govern; nothing inline runs or styles."""
    for file in showcase.rglob("*.html"):
        html = file.read_text("utf-8")
        head = html[: html.index("</head>")] if "</head>" in html else html[: html.index("<body")]
        assert head.index("<meta charset") < head.index("Content-Security-Policy") < head.index("<title")
        assert "default-src 'none'; script-src 'self'" in head
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html), file
        assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)", html), file
