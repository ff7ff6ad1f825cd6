"""Any system font: nothing scrolls sideways, be the visitor's sans narrow, usual or wide.

The machine's own fonts do not matter: our two faces stand in for them, scaled to letters as wide as those of each kind.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import REPOSITORY
from page_paths import HEMAT, NUSANTARA
from PIL import ImageFont
from playwright.sync_api import Browser, Page

FACES = REPOSITORY / "generator/images/fonts"
REGULAR, BOLD = "PlusJakartaSans-Medium.ttf", "PlusJakartaSans-ExtraBold.ttf"
SAMPLE = "Kopi robusta Semendo, keranjang rotan, dan kain songket dari tujuh belas kabupaten/kota"
# Width of a letter of the sample in em, in plain and in bold type: as in Liberation Sans Narrow, Arial, and wider than Verdana.
WIDTHS = {"sempit": (0.42, 0.44), "lazim": (0.51, 0.54), "lebar": (0.60, 0.68)}
SHOWN = """async (kind) => {
    document.documentElement.style.setProperty("--huruf", kind);
    document.documentElement.style.setProperty("--judul", kind);
    await Promise.all([400, 800].map((weight) => document.fonts.load(`${weight} 16px ${kind}`)));
    return document.fonts.check(`16px ${kind}`);
}"""
# What reaches beyond the edge, not only whether something does.
BEYOND = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
    .filter((item) => item.getBoundingClientRect().right > innerWidth + 1)
    .map((item) => `${item.tagName}.${item.className}: ${item.textContent.trim().slice(0, 40)}`)"""


def style() -> str:
    """Our faces under the names of the kinds."""
    rules = []
    for place, (weights, name) in enumerate((("100 500", REGULAR), ("501 900", BOLD))):
        own = ImageFont.truetype(FACES / name, 1000).getlength(SAMPLE) / len(SAMPLE) / 1000
        rules += [
            f'@font-face {{ font-family: {kind}; src: url("/{name}"); font-weight: {weights}; size-adjust: {width[place] / own:.1%} }}'
            for kind, width in WIDTHS.items()
        ]
    return "\n".join(rules)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A page to which our faces are served, whatever the site's policy."""
    context = browser.new_context(viewport={"width": 320, "height": 740}, bypass_csp=True)
    for name in (REGULAR, BOLD):
        context.route(f"**/{name}", lambda route, _, file=FACES / name: route.fulfill(path=file))
    yield context.new_page()
    context.close()


def check(tab: Page) -> None:
    """Nothing reaches beyond the edge of a narrow phone, in every kind of font."""
    tab.add_style_tag(content=style())
    for kind in WIDTHS:
        assert tab.evaluate(SHOWN, kind)
        for width in (320, 360):
            tab.set_viewport_size({"width": width, "height": 740})
            assert tab.evaluate(BEYOND) == [], (kind, width)


@pytest.mark.parametrize("path", NUSANTARA)
def test_nusantara(tab: Page, address: str, path: str) -> None:
    tab.goto(address + path)
    check(tab)


@pytest.mark.parametrize("path", HEMAT)
def test_hemat(tab: Page, thrifty_address: str, path: str) -> None:
    tab.goto(thrifty_address + path)
    check(tab)


@pytest.mark.parametrize("path", ["cari/?q=kopi", "cari/?q=zzzzqqqq", "produk/", "pilihan/", "en/cari/?q=coffee"])
@pytest.mark.parametrize("theme", ["address", "thrifty_address"])
def test_filters_and_results(tab: Page, request: pytest.FixtureRequest, theme: str, path: str) -> None:
    tab.goto(request.getfixturevalue(theme) + path, wait_until="networkidle")
    tab.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    check(tab)


@pytest.mark.parametrize("width", [320, 360])
def test_a_page_whose_style_is_not_there(browser: Browser, address: str, width: int) -> None:
    """404.html asks for its style where the site is published: elsewhere it is bare, and fits all the same."""
    tab = browser.new_page(viewport={"width": width, "height": 740}, bypass_csp=True)
    tab.route("**/*.css", lambda route: route.abort())
    tab.goto(address + "404.html")
    found = []
    for size in (14, 16, 20):  # the machine's own fonts, and wider
        tab.add_style_tag(content=f":root, input, button {{ font-size: {size}px }}")
        found += tab.evaluate(BEYOND)
    tab.close()
    assert found == []


def test_the_kinds_differ(tab: Page, address: str) -> None:
    tab.goto(address + "tentang/")
    tab.add_style_tag(content=style())
    heights = []
    tab.set_viewport_size({"width": 320, "height": 740})
    for kind in WIDTHS:
        tab.evaluate(SHOWN, kind)
        heights.append(tab.evaluate("document.documentElement.scrollHeight"))
    assert heights == sorted(set(heights)), "wider letters need more lines"
