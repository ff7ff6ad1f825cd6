"""The browser form in a real browser against a real preview: Decap CMS, our settings, our protocol, our language."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from conftest import Site
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from preview_support import Running, running

WAIT = 60_000  # milliseconds after which something that should happen has failed to
HANDMADE = """---
# Ditulis tangan.
nama: Kopi robusta
penjual: dapur
harga: "15.000"
harga_per: 2026-11-14
draf: tidak
tag: kopi
foto: lama.jpg
titik_lain_tidak_ada: x
halal: {status: proses}
---

Cerita **kopi**.

* satu
* dua
"""


def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "brown").save(buffer, "JPEG")
    return buffer.getvalue()


class Office:
    """A site, its preview, and a page on which the form is open."""

    def __init__(self, site: Site, shop: Running, page: Page) -> None:
        self.site, self.shop, self.page = site, shop, page
        self.complaints: list[str] = []
        page.set_default_timeout(WAIT)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("console", self.listen)
        page.on("request", lambda request: None if request.url.startswith((shop.address, "blob:", "data:"))
                else self.complaints.append(request.url))  # fmt: skip

    def listen(self, message: Any) -> None:
        """Note violations of the policy, and errors."""
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def open(self, place: str = "") -> Page:
        """Open the form and sign in, which locally takes one click."""
        self.page.goto(f"{self.shop.address}/admin/{place}")
        self.page.get_by_role("button", name="Masuk").click()
        return self.page

    def choose(self, label: str, typed: str, shown: str) -> None:
        """Pick an option of a select or a relation."""
        self.page.get_by_label(label).first.click()
        self.page.keyboard.type(typed)
        self.page.get_by_role("option", name=shown).first.click()

    def save(self) -> None:
        """Save the entry. That it was saved is also said of the time before, so the answer is waited for."""
        self.page.get_by_role("button", name="Simpan").first.click()
        with self.page.expect_response(lambda answer: "persistEntry" in (answer.request.post_data or ""), timeout=WAIT):
            self.page.get_by_text("Simpan sekarang").first.click()
        expect(self.page.get_by_text("Tersimpan").first).to_be_visible(timeout=WAIT)


@pytest.fixture
def office(make_site, browser: Browser):
    site = make_site("situs", admin="true")
    site.write("content/produk/kota/kopi.md", HANDMADE.replace("titik_lain_tidak_ada: x\n", ""))
    site.write("content/foto/lama.jpg", jpeg())
    with running(site.folder) as shop:
        shop.line()
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="id-ID")
        try:
            yield Office(site, shop, context.new_page())
        finally:
            context.close()


def test_a_product_is_added_and_edited_in_the_form(office):
    page = office.open()
    page.get_by_text("+ Produk").first.click()
    page.get_by_label("Nama produk").fill("Kue Lapis 007 (Contoh)")
    office.choose("Penjual", "Usaha", "Usaha dapur")
    page.get_by_label("Ringkasan").fill("Lapis: legit # bukan komentar")
    page.get_by_label(re.compile("^Harga \\(")).fill("15.000")
    page.locator("[data-slate-editor]").click()
    page.keyboard.type("Dibuat setiap pagi.")
    office.save()
    file = office.site.folder / "content/produk/kue-lapis-007-contoh.md"
    text = file.read_text("utf-8")
    assert text.splitlines()[:2] == ["---", "nama: Kue Lapis 007 (Contoh)"]
    assert "penjual: dapur\n" in text
    assert 'ringkasan: "Lapis: legit # bukan komentar"' in text
    assert text.endswith("\nDibuat setiap pagi.\n")
    assert "null" not in text
    assert office.site.build().errors == 0
    assert "Dibuat setiap pagi." in office.site.read("produk/kue-lapis-007-contoh/index.html")

    page.get_by_label("Ringkasan").fill("Legit.")
    office.save()
    assert file.read_text("utf-8") == text.replace('"Lapis: legit # bukan komentar"', "Legit.")
    assert office.complaints == []


def test_a_file_written_by_hand_keeps_everything_that_was_not_touched(office):
    page = office.open("#/collections/produk/entries/kota/kopi")
    expect(page.get_by_label("Nama produk")).to_have_value("Kopi robusta", timeout=WAIT)
    expect(page.get_by_label(re.compile("^Harga \\("))).to_have_value("15000")
    page.get_by_label(re.compile("^Satuan")).fill("250 g")
    office.save()
    text = (office.site.folder / "content/produk/kota/kopi.md").read_text("utf-8")
    assert text == HANDMADE.replace("titik_lain_tidak_ada: x\n", "").replace(
        'harga: "15.000"\n', 'harga: "15.000"\nsatuan: "250 g"\n'
    )
    assert office.complaints == []


def test_a_site_that_is_broken_already_is_mended_in_the_form(make_site, browser: Browser):
    """The very first preview: the faulty file is not on the site, but the form is, and opens the file at a click."""
    site = make_site("situs", admin="true")
    site.write("content/produk/kopi.md", "---\nnama: Kopi robusta\npenjual: dapur\nharga: mahal\n---\n\nCerita.\n")
    with running(site.folder) as shop:
        assert "tanpa berkas yang keliru" in shop.line()
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="id-ID")
        office = Office(site, shop, context.new_page())
        page = office.page
        page.goto(f"{shop.address}/")
        page.locator("etalase-pratinjau").get_by_role("link", name="Buka di formulir").first.click()
        page.get_by_role("button", name="Masuk").click()
        expect(page.get_by_label(re.compile("^Harga \\("))).to_have_value("mahal", timeout=WAIT)
        page.get_by_label(re.compile("^Harga \\(")).fill("15.000")
        office.save()
        shop.line_with("Selesai")
        page.goto(f"{shop.address}/produk/kopi/")
        expect(page.locator("body")).to_contain_text("Cerita.")
        expect(page.locator("etalase-pratinjau")).not_to_contain_text("GALAT", timeout=WAIT)
        context.close()
    assert [text for text in office.complaints if "404" not in text] == []  # the little theme has no icon


def test_the_list_of_sellers_holds_what_contains_the_typed_text_and_enter_takes_the_first(office):
    for slug, name in (("a", "Dapur Akar Sri"), ("b", "Kopi Semende Ulu"), ("c", "Sri Kencana"), ("d", "Kedai Kopi Luwak"),
                       ("e", "Asri Kopi"), ("f", "Ibu Lúsi")):  # fmt: skip
        office.site.seller(slug, nama=name)
    office.shop.line()
    page = office.open("#/collections/produk/new")
    page.get_by_label("Penjual").first.click()
    options = page.get_by_role("option")
    expect(options).to_have_count(7)
    page.keyboard.type("sri")
    expect(options).to_have_text(["Sri Kencana", "Dapur Akar Sri", "Asri Kopi"])
    page.keyboard.press("Control+A")
    page.keyboard.type("LUSI")
    expect(options).to_have_text(["Ibu Lúsi"])
    page.keyboard.press("Control+A")
    page.keyboard.type("kopi luwak")
    page.keyboard.press("Enter")  # at once: what is typed last counts
    page.get_by_label("Nama produk").fill("Kue lapis")
    office.save()
    assert "penjual: d\n" in (office.site.folder / "content/produk/kue-lapis.md").read_text("utf-8")
    assert office.complaints == []


def test_fields_stand_in_groups(office):
    page = office.open("#/collections/produk/entries/kota/kopi")
    expect(page.get_by_label("Nama produk")).to_be_visible(timeout=WAIT)
    shown = page.evaluate(
        """() => [...document.querySelectorAll("label")].map((label) => [
            label.htmlFor.split("-")[0], getComputedStyle(label.parentElement.parentElement, "::before").content])
            .filter(([, heading]) => heading !== "none")"""
    )
    assert shown == [["nama", '"Pokok"'], ["halal", '"Izin"'], ["tkdn", '"Pengadaan"'], ["ekspor", '"Ekspor"'],
                     ["draf", '"Jadwal"']]  # fmt: skip


def test_a_photo_from_the_computer(office):
    page = office.open("#/collections/penjual/entries/dapur")
    page.get_by_role("button", name="Tambah foto").click()
    page.get_by_role("button", name="Pilih foto").click()
    page.locator("input[type=file]").first.set_input_files(
        files=[{"name": "IMG 20260101 (2).JPG", "mimeType": "image/jpeg", "buffer": jpeg()}])  # fmt: skip
    page.get_by_role("button", name="Pakai yang dipilih").click()
    office.save()
    text = (office.site.folder / "content/penjual/dapur.md").read_text("utf-8")
    (name,) = re.findall(r"foto: \[(img-20260101.*\.jpg)\]", text)
    assert (office.site.folder / "content/foto" / name).is_file()
    assert office.site.build().errors == 0


def test_the_form_is_in_indonesian_and_no_text_of_the_cms_is_missing(office):
    page = office.open()
    expect(page.get_by_role("heading", name="Produk")).to_be_visible(timeout=WAIT)
    english, ours = (json.loads(text) for text in page.evaluate(
        "[window.CMS.getLocale('en'), window.ETALASE_BAHASA].map((item) => JSON.stringify(item))"))  # fmt: skip
    wanted, found = leaves(english), leaves(ours)
    assert set(found) == set(wanted)
    for key, text in found.items():
        assert sorted(re.findall(r"%\{\w+\}", text)) == sorted(re.findall(r"%\{\w+\}", wanted[key])), key
    same = {key for key in wanted if wanted[key] == found[key] and re.search("[a-z]{4}", wanted[key].replace("%{", ""))}
    assert same <= SAME_WORDS


# Words that both languages write alike, and texts that are only what is put into them.
SAME_WORDS = {"editor.editorToolbar.status", "editor.editorWidgets.markdown.markdown", "ui.toast.onFailToAuth",
              "workflow.workflowCard.lastChangeNoAuthor"}  # fmt: skip


def leaves(tree: Any, path: str = "") -> dict[str, str]:
    if isinstance(tree, str):
        return {path: tree}
    return {
        key: text for name, item in tree.items() for key, text in leaves(item, f"{path}.{name}".lstrip(".")).items()
    }


def test_what_is_typed_stays_while_the_site_is_rebuilt(office):
    page = office.open("#/collections/penjual/entries/dapur")
    page.get_by_label("Ringkasan").fill("Belum disimpan")
    office.site.write("themes/mini/css/tokens.css", "body { color: navy }\n")
    office.site.product("cacat", harga="mahal")
    bar = page.locator("etalase-pratinjau")
    expect(bar.get_by_text("GALAT", exact=True)).to_be_visible(timeout=WAIT)
    expect(page.get_by_label("Ringkasan")).to_have_value("Belum disimpan")
    office.site.delete("content/produk/cacat.md")
    expect(bar.get_by_text("GALAT", exact=True)).not_to_be_visible(timeout=WAIT)
    expect(page.get_by_label("Ringkasan")).to_have_value("Belum disimpan")
