"""axe-core finds nothing on any kind of page, in either theme, scheme and language, on a phone and on a desk.

Pairwise, not in full: every kind is seen with both values of every factor, and every two values of two factors meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

KINDS = {
    "beranda": "", "daftar-produk": "produk/", "laman 2": "produk/halaman/2/", "produk": "produk/tikar-purun-pedamaran/",
    "produk tanpa foto": "produk/bandrek-pinang/", "daftar-penjual": "penjual/", "penjual": "penjual/koperasi-purun-pedamaran/",
    "daftar-wilayah": "wilayah/", "wilayah": "wilayah/kota-palembang/", "daftar-kategori": "kategori/", "kategori": "kategori/kuliner/",
    "kabar": "kabar/pameran-wastra-akhir-november-2026/", "daftar-kabar": "kabar/", "pojok": "pojok/pojok-umkm-sekayu/",
    "daftar-pojok": "pojok/", "layanan": "layanan/klinik-tkdn-industri-kecil/", "daftar-layanan": "layanan/", "halaman": "tentang/",
    "cari": "cari/", "hasil": "cari/?q=songket", "tidak-ditemukan": "404.html",
    "statistik": "statistik/", "statistik wilayah": "statistik/wilayah/kota-palembang/", "statistik-bab": "statistik/model-usaha/",
    "statistik-metode": "statistik/metode/", "statistik-survei": "statistik/survei/musim-kemarau-contoh/",
}  # fmt: skip
TRANSLATED = {
    "beranda", "daftar-produk", "produk", "daftar-penjual", "penjual", "daftar-wilayah", "wilayah", "daftar-kategori", "kategori",
    "cari", "hasil", "statistik", "statistik wilayah", "statistik-bab", "statistik-metode", "statistik-survei",
}  # fmt: skip
THEMES, SCHEMES, LANGUAGES, WIDTHS = ("nusantara", "hemat"), ("light", "dark"), ("id", "en"), (360, 1280)
FACTORS = (THEMES, SCHEMES, LANGUAGES, WIDTHS)
# Any two of the four factors take all their values together in these rows; the others are their opposites.
ROWS = ((0, 0, 0, 0), (0, 0, 1, 1), (0, 1, 0, 1), (0, 1, 1, 0))

Case = tuple[str, str, str, str, int]


def cases() -> list[Case]:
    """(kind, theme, scheme, language, width): two for each kind, one the opposite of the other."""
    found: list[Case] = []
    for at, kind in enumerate(KINDS):
        row = ROWS[at % len(ROWS)]
        for flip in (0, 1):
            theme, scheme, language, width = (values[bit ^ flip] for values, bit in zip(FACTORS, row, strict=True))
            found.append((kind, str(theme), str(scheme), str(language) if kind in TRANSLATED else "id", int(width)))
    return found


@pytest.fixture
def visit(browser: Browser, address: str, thrifty_address: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def open_page(kind: str, theme: str, scheme: str, language: str, width: int) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True,
            reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        root = {"nusantara": address, "hemat": thrifty_address}[theme] + ("en/" if language == "en" else "")
        answer = page.goto(root + KINDS[kind])
        assert answer and answer.ok
        if kind == "hasil":
            page.locator("[data-cari=hasil] > li").first.wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("case", cases(), ids=lambda case: "-".join(map(str, case)))
def test_axe_finds_nothing(visit: Callable[..., Page], case: Case) -> None:
    results = Axe().run(visit(*case))
    assert results.violations_count == 0, results.generate_report()


def test_every_pair_is_seen() -> None:
    chosen = cases()
    for kind in KINDS:
        seen = [case[1:] for case in chosen if case[0] == kind]
        for at in (0, 1, 3):
            assert len({row[at] for row in seen}) == 2
    translated = [case[1:] for case in chosen if case[0] in TRANSLATED]
    for one in range(len(FACTORS)):
        for other in range(one):
            assert {(row[one], row[other]) for row in translated} == set(product(FACTORS[one], FACTORS[other]))


def test_axe_would_find_a_fault(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=id><title>x</title><main><h1>x</h1><img src=x><p style='color:#ccc'>pucat</p></main>")
    found = {item["id"] for item in Axe().run(page).response["violations"]}
    page.close()
    assert {"image-alt", "color-contrast"} <= found
