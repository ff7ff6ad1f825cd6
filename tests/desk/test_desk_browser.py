"""The desk in a real browser: by mouse, by keyboard only, on a phone, without script; axe finds nothing, and no script fails."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PATIENCE, Site
from desk.desk_support import Asking, workbook
from playwright.sync_api import Browser, Page, expect
from preview_support import Running, running

from generator.exchange.import_journal import entries_of, take_back

DROP = """async ([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("meja") / "situs").start()


@pytest.fixture(scope="module")
def server(shop: Site) -> Iterator[Running]:
    with running(shop.folder) as started:
        started.line()
        yield started


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("berkas") / "Data UMKM.xlsx")


@pytest.fixture(autouse=True)
def cleared(shop: Site, server: Running) -> Iterator[None]:
    """Every walk begins with an empty desk and the same site."""
    yield
    for entry in entries_of(shop.folder):
        take_back(shop.folder, entry)
    for delivery in server.desk.deliveries.all():
        server.desk.deliveries.drop(delivery)


def opened(browser: Browser, width: int = 1280, **more: object) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, **more)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.faults = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))  # type: ignore[attr-defined]
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]
    return page


def sound(page: Page) -> None:
    """axe finds nothing here, nothing is wider than the window, and no script has failed."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    assert page.faults == []  # type: ignore[attr-defined]


def products(shop: Site) -> list[str]:
    return sorted(file.name for file in (shop.folder / "content/produk").rglob("*.md"))


def test_by_mouse_with_files_dropped(browser: Browser, server: Running, shop: Site, book: Path) -> None:
    page = opened(browser)
    page.goto(f"{server.address}/meja/")
    sound(page)
    page.evaluate(DROP, [book.name, base64.b64encode(book.read_bytes()).decode()])
    page.wait_for_url("**/meja/masuk/*/")
    expect(page.get_by_text("Semua barisnya dari mana?")).to_be_visible()
    sound(page)
    page.get_by_label("Baris tanpa kabupaten/kota").select_option(label="Kota Palembang")
    page.get_by_role("button", name="Pakai", exact=True).click()
    page.get_by_label("Arti kolom Ongkos").select_option("produk/harga")
    page.get_by_role("button", name="Pakai arti kolom ini").click()
    expect(page.get_by_text("(pilihan Anda)")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Tulis ke situs").click()
    expect(page.get_by_role("heading", name="Sudah ditulis")).to_be_visible()
    sound(page)
    assert products(shop) == ["dodol-durian.md", "keripik-tempe.md", "tikar-purun.md"]
    page.get_by_role("button", name="Batalkan impor ini").click()
    expect(page.get_by_text("berkas seperti semula")).to_be_visible()
    sound(page)
    assert products(shop) == []
    page.context.close()


def to(page: Page, name: str) -> None:
    """Go on with the tabulator until something with this name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const it = document.activeElement; const label = it.labels && it.labels[0];"
            " return (label ? label.textContent : it.textContent || '').trim(); }"
        )
        if found.startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def test_by_keyboard_only_on_a_phone(browser: Browser, server: Running, shop: Site, book: Path) -> None:
    page = opened(browser, 360, color_scheme="dark")
    page.goto(f"{server.address}/meja/masuk/")
    sound(page)
    to(page, "Seret lembar kerja")
    page.locator("input[type=file]:focus").set_input_files(book)  # the dialog is the system's
    to(page, "Kirim ke meja")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meja/masuk/*/")
    to(page, "Baris tanpa kabupaten/kota")
    page.keyboard.type("Kota Palem")
    to(page, "Pakai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tulis ke situs")).to_be_visible()
    sound(page)
    to(page, "Tulis ke situs")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sudah ditulis")).to_be_visible()
    sound(page)
    assert len(products(shop)) == 3
    page.context.close()


def test_without_script(browser: Browser, server: Running, shop: Site, book: Path) -> None:
    page = opened(browser, java_script_enabled=False)
    page.goto(f"{server.address}/meja/")
    page.locator("#berkas").set_input_files(book)
    page.get_by_role("button", name="Kirim ke meja").click()
    page.get_by_label("Baris tanpa kabupaten/kota").select_option(label="Kota Palembang")
    page.get_by_role("button", name="Pakai", exact=True).click()
    page.get_by_role("button", name="Keluarkan Warung Tiga").click()
    expect(page.get_by_text("4 baru")).to_be_visible()
    page.get_by_role("button", name="Tulis ke situs").click()
    expect(page.get_by_role("heading", name="Sudah ditulis")).to_be_visible()
    assert products(shop) == ["dodol-durian.md", "keripik-tempe.md"]
    page.context.close()


@pytest.mark.parametrize(
    "room", ["", "masuk/", "isi/", "terbit/", "laporan/", "laporan/pemeriksaan", "laporan/tindak-lanjut"]
)
def test_every_room_is_for_everybody(browser: Browser, server: Running, shop: Site, room: str) -> None:
    for width, scheme in ((1280, "light"), (360, "dark")):
        page = opened(browser, width, color_scheme=scheme)
        page.goto(f"{server.address}/meja/{room}")
        expect(page.locator("[data-kemajuan]")).to_have_count(0)
        sound(page)
        page.context.close()


def test_a_folder_is_sent_with_all_that_it_holds(browser: Browser, server: Running, shop: Site, tmp_path: Path) -> None:
    folder = tmp_path / "Kiriman Dinas"
    (folder / "dalam").mkdir(parents=True)
    workbook(folder / "Data UMKM.xlsx")
    (folder / "dalam/lagi.csv").write_text("nama;kabupaten\nWarung Z;16.71\n", "utf-8")
    page = opened(browser)
    page.goto(f"{server.address}/meja/masuk/")
    page.get_by_label("Atau satu folder").set_input_files(folder)
    page.get_by_role("button", name="Kirim ke meja").click()
    page.wait_for_url("**/meja/masuk/*/")
    expect(page.get_by_role("heading", name="Data UMKM.xlsx, lagi.csv")).to_be_visible()
    assert page.faults == []  # type: ignore[attr-defined]
    page.context.close()


def test_the_first_view_is_light(server: Running) -> None:
    asked = [
        server.ask(path)[1]
        for path in ("/meja/", "/meja/berkas/meja.css", "/meja/berkas/meja.js", "/meja/berkas/meja.svg")
    ]
    assert sum(map(len, asked)) <= 40_000


def test_twenty_thousand_rows_are_looked_at_page_by_page(
    browser: Browser, server: Running, shop: Site, tmp_path: Path
) -> None:
    rows = "".join(f"Warung {number};16.71;kuliner\n" for number in range(20_000))
    file = tmp_path / "besar.csv"
    file.write_text(f"nama;kabupaten;kategori\n{rows}", "utf-8")
    place = Asking(server).deliver(file)
    page = opened(browser)
    page.goto(f"{server.address}{place}")
    expect(page.get_by_text("20.000 baru")).to_be_visible()
    assert page.locator(".beda > li").count() == 100
    page.get_by_role("link", name="Berikutnya").click()
    expect(page.get_by_text("Halaman 2 dari")).to_be_visible()
    page.get_by_label("Cari nama atau nomor baris").fill("warung-19998")
    page.get_by_role("button", name="Cari").click()
    expect(page.locator(".beda > li")).to_have_count(1)
    assert page.evaluate("document.documentElement.outerHTML.length") < 150_000
    page.context.close()
