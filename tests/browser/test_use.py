"""For every hand and eye: large text, narrow screens, no mouse, colours of one's own, targets for a thumb, nothing that jumps."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from browser.conftest import PHONE, served, visiting
from conftest import Site
from PIL import Image
from playwright.sync_api import Browser, Page

KINDS = {
    "beranda": "", "daftar-produk": "produk/", "laman 2": "produk/halaman/2/", "produk": "produk/tikar-purun-pedamaran/",
    "produk tanpa foto": "produk/bandrek-pinang/", "daftar-penjual": "penjual/", "penjual": "penjual/koperasi-purun-pedamaran/",
    "daftar-wilayah": "wilayah/", "wilayah": "wilayah/kota-palembang/", "daftar-kategori": "kategori/", "kategori": "en/kategori/kuliner/",
    "kabar": "kabar/pameran-wastra-akhir-november-2026/", "daftar-kabar": "kabar/", "pojok": "pojok/pojok-umkm-sekayu/",
    "layanan": "layanan/klinik-tkdn-industri-kecil/", "halaman": "tentang/", "cari": "cari/", "hasil": "cari/?q=kopi", "pilihan": "pilihan/",
    "statistik": "statistik/", "statistik wilayah": "statistik/wilayah/kota-palembang/", "statistik-bab": "en/statistik/model-usaha/",
    "statistik-metode": "statistik/metode/", "statistik-survei": "statistik/survei/musim-kemarau-contoh/",
}  # fmt: skip

# What may be tapped and is smaller than 44 px. A link within a sentence is as high as its line; a card's link covers the
# card; the regions of the map stand in the table below it as well.
SMALL = """() => [...document.querySelectorAll('a[href], button, input, select, summary')].filter(item => {
  if (!item.checkVisibility({ visibilityProperty: true }) || item.closest('.lewati, .peta svg')) return false;
  if (getComputedStyle(item).display === 'inline' && item.parentElement.textContent.trim() !== item.textContent.trim()) return false;
  const spread = getComputedStyle(item, '::after');
  const area = spread.content !== 'none' && spread.position === 'absolute' ? item.offsetParent : item.closest('label') || item;
  const box = area.getBoundingClientRect();
  return box.width < 43.5 || box.height < 43.5;
}).map(item => `${item.localName}.${item.className} ${item.textContent.trim().slice(0, 30)} ${item.getBoundingClientRect().width}x${item.getBoundingClientRect().height}`)"""

# How far things jumped while the page came (CLS; nobody touches it, so all jumps count), and whether the largest of them waited to be scrolled to.
SHIFTS = """() => new Promise(done => {
  const all = { shift: 0, largest: null, lazy: false };
  new PerformanceObserver(list => list.getEntries().forEach(one => { all.shift += one.value })).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => list.getEntries().forEach(one => {
    all.largest = one.element && one.element.localName;
    all.lazy = !!one.element && one.element.loading === 'lazy';
  })).observe({ type: 'largest-contentful-paint', buffered: true });
  let frames = 0;  // the browser tells of paints and jumps some frames later
  requestAnimationFrame(function wait() { ++frames > 6 && all.largest || frames > 120 ? done(all) : requestAnimationFrame(wait) });
})"""

DOUBLE = "() => { document.documentElement.style.fontSize = '200%' }"

# Boxes that hide the end of their own text.
CUT = """() => [...document.querySelectorAll('body *')].filter(item => {
  const style = getComputedStyle(item);
  if (!item.checkVisibility() || item.closest('.sr, .lewati') || style.clipPath !== 'none' || !/hidden|clip/.test(style.overflowX + style.overflowY)) return false;
  return item.textContent.trim() && (item.scrollWidth > item.clientWidth + 1 || item.scrollHeight > item.clientHeight + 1);
}).map(item => `${item.localName}.${item.className}`)"""

# Everything that a keyboard must reach, in the order of the page.
REACHED = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter(item =>
  item.checkVisibility({ visibilityProperty: true }) && !item.disabled && item.tabIndex >= 0).map((item, place) => { item.dataset.urut = place; return place })"""

# What has the focus: its place, and whether it shows that it has.
FOCUSED = """() => {
  const item = document.activeElement;
  const rings = [item, item.closest('.kartu'), item.closest('.carik')].filter(Boolean).map(one => getComputedStyle(one));
  return [Number(item.dataset.urut), rings.some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
    || parseFloat(getComputedStyle(item.querySelector('path') || item).strokeWidth) >= 3];
}"""

EDGES = """items => items.filter(item => item.checkVisibility()).map(item => {
  const style = getComputedStyle(item);
  return [item.textContent.trim(), parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none', style.backgroundColor];
})"""


@pytest.fixture(scope="module", params=["nusantara", "hemat"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, str]]:
    """A phone whose owner wants little motion, and where a theme is served."""
    root = request.getfixturevalue({"nusantara": "address", "hemat": "thrifty_address"}[request.param])
    with visiting(browser, viewport=PHONE, reduced_motion="reduce") as page:
        yield page, root


@pytest.mark.parametrize("kind", KINDS)
def test_a_thumb_and_large_letters(phone: tuple[Page, str], kind: str) -> None:
    page, root = phone
    page.goto(root + KINDS[kind])
    if kind == "hasil":
        page.wait_for_function("() => document.querySelector('.dicari:not([aria-busy]) [data-cari=saring] input')")
    assert page.evaluate(SMALL) == []
    shifts = page.evaluate(SHIFTS)
    assert shifts["shift"] <= 0.05 and shifts["largest"] and not shifts["lazy"], shifts
    assert page.evaluate("document.getAnimations().length") == 0
    page.evaluate(DOUBLE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, "scrolls sideways"
    assert page.evaluate(CUT) == []


def test_these_checks_would_find_faults(browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)
    page.set_content(
        "<h1>Judul</h1><p>Kata <a href='#a'>tautan</a> kata.</p><p><a href='#b'>kecil</a></p>"
        "<div style='width:40px;overflow:hidden;white-space:nowrap'>tulisan yang panjang</div>"
    )
    assert [item.split()[1] for item in page.evaluate(SMALL)] == ["kecil"]
    assert page.evaluate(CUT) == ["div."]
    assert page.evaluate(SHIFTS)["shift"] == 0  # and what is shown now has been painted
    page.evaluate(
        "() => document.querySelector('h1').before(Object.assign(document.createElement('div'), { style: 'height:300px' }))"
    )
    assert page.evaluate(SHIFTS)["shift"] > 0.05
    page.close()


def jpeg(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (20 * shade, 90, 60)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def keyboard(browser: Browser) -> Iterator[Page]:
    with visiting(browser, viewport={"width": 1280, "height": 800}) as page:
        yield page


def walk(page: Page) -> None:
    """Go through a page with the tab key: everything is reached in its order, and seen to be."""
    expected = page.evaluate(REACHED)
    assert len(expected) > 10
    for place in expected:
        page.keyboard.press("Tab")
        found, is_seen = page.evaluate(FOCUSED)
        assert found == place
        assert is_seen, page.evaluate("document.activeElement.outerHTML")[:300]


@pytest.mark.parametrize("path", ["produk/tikar-purun-pedamaran/", "kategori/kriya/", "wilayah/"])
def test_the_keyboard_reaches_everything(keyboard: Page, address: str, path: str) -> None:
    keyboard.goto(address + path)
    walk(keyboard)


def test_the_keyboard_filters_and_takes_a_filter_back(keyboard: Page, address: str) -> None:
    keyboard.goto(address + "produk/")
    keyboard.locator("[data-pilah=wilayah] > summary").focus()
    keyboard.keyboard.press("Enter")
    walked = []
    for _ in range(3):  # the field of the picker, then its regions
        keyboard.keyboard.press("Tab")
        walked.append(keyboard.evaluate("document.activeElement.localName"))
    assert walked == ["input", "a", "a"]
    keyboard.keyboard.press("Enter")
    keyboard.wait_for_url("**/wilayah/*/")
    keyboard.locator(".lepas").focus()
    keyboard.keyboard.press("Enter")
    keyboard.wait_for_url("**/produk/")


def test_the_keyboard_saves_and_forgets(keyboard: Page, address: str) -> None:
    keyboard.goto(address + "produk/tikar-purun-pedamaran/")
    keyboard.locator(".alat .simpan").focus()
    keyboard.keyboard.press("Space")
    keyboard.goto(address + "pilihan/")
    keyboard.get_by_role("button", name="Hapus").first.wait_for()
    walk(keyboard)
    keyboard.get_by_role("button", name="Hapus").first.focus()
    keyboard.keyboard.press("Enter")
    keyboard.get_by_text("Belum ada yang disimpan").wait_for()


def test_many_photos_are_reached_and_moved_by_keys(keyboard: Page, make_site: Callable[..., Site]) -> None:
    site = make_site("foto", theme="nusantara")
    names = [f"satu-{number}.jpg" for number in range(9)]
    for number, name in enumerate(names):
        site.write(f"content/foto/{name}", jpeg(number))
    site.product("tikar", foto=f"[{', '.join(names)}]")
    assert site.build().exit_code == 0
    with served(site.folder / "output") as root:
        keyboard.goto(root + "produk/tikar/")
        walk(keyboard)
        gallery = keyboard.get_by_role("group", name="9 foto")
        gallery.focus()
        keyboard.keyboard.press("ArrowRight")
        keyboard.wait_for_function("() => document.querySelector('.gulir').scrollLeft > 0")


def test_forced_colours(keyboard: Page, address: str) -> None:
    keyboard.emulate_media(forced_colors="active")
    keyboard.goto(address + "kategori/kriya/")
    chips = keyboard.locator(".pilah :is(summary, .deret > a), .ragam button").evaluate_all(EDGES)
    assert len(chips) >= 5 and all(edge for _, edge, _ in chips), chips
    ground = {text: colour for text, _, colour in chips}
    assert ground["Petak"] != ground["Baris"], "which of the two is chosen cannot be seen"
    keyboard.locator(".pilah summary").first.focus()
    assert keyboard.evaluate(FOCUSED)[1]
    keyboard.goto(address + "produk/tikar-purun-pedamaran/")
    buttons = keyboard.locator(".tombol:not(.carik *)").evaluate_all(EDGES)
    assert buttons and all(edge for _, edge, _ in buttons), buttons
