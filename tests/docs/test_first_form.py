"""The browser form, step by step as docs/editor.md tells it; takes the guide's pictures as `test_first_product` does."""

from __future__ import annotations

import re
from pathlib import Path

from docs.test_first_product import EXAMPLE, GUIDE, in_the_guide, picture, tab
from playwright.sync_api import Page, expect
from preview_support import running

from generator.cli import main

__all__ = ["tab"]  # a fixture


def test_the_first_form(tmp_path: Path, tab: Page) -> None:
    site, files = tmp_path / "situs", dict(EXAMPLE.findall(GUIDE.read_text("utf-8")))
    assert main(["init", str(site), "--provinsi", "35"]) == 0
    settings = site / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + in_the_guide("admin: ya") + "\n", "utf-8")
    seller = next(path for path in files if "penjual" in path)
    (site / seller).write_text(files[seller], "utf-8")
    bar = tab.locator("etalase-pratinjau")
    with running(site) as preview:
        preview.line()
        tab.goto(f"{preview.address}/")
        bar.get_by_role("link", name=in_the_guide("Buka formulir")).click()
        tab.get_by_role("button", name=in_the_guide("Masuk")).click()
        expect(tab.get_by_role("link", name="Pelaku usaha")).to_be_visible()
        expect(tab.get_by_text("Produk contoh")).to_be_visible()
        expect(bar).to_contain_text("tidak ada masalah")
        picture(tab, "5-formulir")
        tab.get_by_text(in_the_guide("+ Produk")).first.click()
        tab.get_by_label("Nama produk").fill("Keripik tempe sagu")
        tab.get_by_label("Penjual").first.click()
        tab.keyboard.type("Lestari")
        tab.get_by_role("option").first.click()
        tab.get_by_label("Ringkasan").fill("Keripik tempe tipis yang digoreng dua kali.")
        tab.get_by_label(re.compile("^Harga \\(")).fill("15.000x")
        expect(tab.get_by_role("button", name=in_the_guide("Tambah foto"))).to_be_visible()

        def save() -> None:
            tab.get_by_role("button", name=in_the_guide("Simpan")).first.click()
            tab.get_by_text(in_the_guide("Simpan sekarang")).first.click()

        save()
        product = "content/produk/keripik-tempe-sagu.md"
        expect(bar).to_contain_text(product)
        link = bar.get_by_role("link", name=in_the_guide("Buka di formulir"))
        assert link.first.get_attribute("href") == "/admin/#/collections/produk/entries/keripik-tempe-sagu"
        tab.get_by_label(re.compile("^Harga \\(")).fill("15.000")
        save()
        expect(bar).not_to_contain_text("GALAT")
        there = tab.get_by_role("link", name=in_the_guide("Lihat di situs"))
        expect(there).to_have_attribute("href", f"{preview.address}/produk/keripik-tempe-sagu/")
        expect(tab.get_by_text("Tersimpan", exact=True)).to_have_count(2)  # one of the two notices has gone again
        tab.get_by_label("Nama produk").scroll_into_view_if_needed()
        picture(tab, "6-formulir-produk")
    assert 'harga: "15.000"' not in (site / product).read_text("utf-8")
    assert 'harga: "15000"' in (site / product).read_text("utf-8")
