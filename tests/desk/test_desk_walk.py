"""From the open desk to pushed pages, as an office does it: 60 sellers, 120 products, 40 photos, no terminal, few clicks."""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import PATIENCE, REPOSITORY, Site, tree_of
from desk.checkouts import clone, leave_out_machine, share
from desk.desk_support import Asking, hidden, workbook
from desk.test_desk_browser import opened, sound
from desk.test_desk_import import by_command
from exchange.test_photos import picture, saved
from playwright.sync_api import Browser, Page, expect
from preview_support import Running, running

from generator.exchange.import_journal import entries_of, take_back

MOST_STEPS = 12  # clicks and drops from the open desk to pushed pages
HEAD = ["No", "Nama Usaha", "Pemilik", "No WA", "Kategori", "Nama Produk", "Ongkos", "Foto"]
CHAT = "WhatsApp Image 2026-08-12 at 10.{:02}.05.jpeg"
DROP_ALL = """async (files) => {
  const transfer = new DataTransfer();
  for (const [name, data] of files)
    transfer.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_out_machine(tmp_path, monkeypatch)


@pytest.fixture
def delivery(tmp_path: Path) -> list[Path]:
    """What the office sent: an untidy workbook of 60 sellers with two products each, and 40 photos from a chat.

    The sheet names 38 of the photos; two products have to be found by whoever looks at them.
    """
    photos = [CHAT.format(minute) for minute in range(40)]
    rows: list[list[Any]] = [["REKAP PRODUK UMKM BINAAN"], HEAD]
    for number in range(120):
        shop = number // 2
        named = photos[number] if number < 38 else ""
        rows.append([number + 1, f"Warung {shop:02}", f"Orang {shop}", f"0812345678{shop:02}", "kuliner",
                     f"Keripik Rasa {number:03}", 10_000 + 500 * number, named])  # fmt: skip
    folder = tmp_path / "kiriman"
    folder.mkdir()
    for number, name in enumerate(photos):
        (folder / name).write_bytes(saved(picture(seed=number), quality=70))
    return [workbook(folder / "Data UMKM.xlsx", rows), *(folder / name for name in photos)]


class Steps:
    """Counts what somebody has to do with the mouse."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, act: Any) -> None:
        """One click or drop."""
        self.count += 1
        act()


def drop(page: Page, files: list[Path]) -> None:
    page.evaluate(DROP_ALL, [[file.name, base64.b64encode(file.read_bytes()).decode()] for file in files])


def test_to_pushed_pages_in_few_steps(browser: Browser, site: Site, delivery: list[Path], tmp_path: Path) -> None:
    share(site)
    with running(site.folder) as server:
        server.line()
        page, step = opened(browser), Steps()
        page.goto(f"{server.address}/meja/")
        step(lambda: drop(page, delivery))
        page.wait_for_url("**/meja/masuk/*/")
        expect(page.get_by_text("Semua barisnya dari mana?")).to_be_visible()
        step(lambda: page.get_by_label("Baris tanpa kabupaten/kota").select_option(label="Kota Palembang"))
        step(page.get_by_role("button", name="Pakai", exact=True).click)
        step(lambda: page.get_by_label("Arti kolom Ongkos").select_option("produk/harga"))
        step(page.get_by_role("button", name="Pakai arti kolom ini").click)
        expect(page.get_by_text("40 foto: 38 sudah ada pemiliknya, 2 belum")).to_be_visible()
        sound(page)
        for number in (38, 39):
            photo = page.locator("[data-gambar]").nth(number - 38)
            place = page.locator("[data-produk]", has_text=f"Keripik Rasa {number:03}")
            step(lambda photo=photo, place=place: photo.drag_to(place))
            expect(
                page.get_by_text(f"Keripik Rasa {number:03}, Warung {number // 2:02} mendapat foto.")
            ).to_be_visible()
        step(page.get_by_role("link", name="Perbarui bedanya").click)
        expect(page.get_by_text("180 baru")).to_be_visible()
        choices = server.desk.deliveries.all()[0].folder / "pilihan.json"
        (tmp_path / "pilihan.json").write_bytes(choices.read_bytes())
        wanted = by_command(site, tmp_path, *map(str, delivery), "--pilihan", str(tmp_path / "pilihan.json"))
        step(page.get_by_role("button", name="Tulis ke situs").click)
        expect(page.get_by_role("heading", name="Sudah ditulis")).to_be_visible()
        step(page.get_by_role("link", name="Lanjut ke Terbitkan").click)
        expect(page.get_by_text("120 produk baru")).to_be_visible()
        sound(page)
        step(page.get_by_role("button", name="Terbitkan").click)
        expect(page.get_by_text("Terkirim.")).to_be_visible()
        assert page.faults == []  # type: ignore[attr-defined]
        page.context.close()
    assert step.count <= MOST_STEPS
    pushed = tree_of(clone(site, "terbit") / "content")
    assert pushed == wanted
    assert len([name for name in pushed if name.startswith("foto/")]) == 40
    assert not [name for name, data in pushed.items() if b"Orang" in data]


class Killed:
    """A server in a process of its own, ended the hard way."""

    def __init__(self, site: Site) -> None:
        self.site = site
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    @contextmanager
    def life(self) -> Iterator[Asking]:
        """One life of the server, ended without a word."""
        command = [
            sys.executable,
            "-m",
            "generator",
            "serve",
            "--port",
            str(self.port),
            "--site",
            str(self.site.folder),
        ]
        env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env=env
        )
        try:
            assert process.stdout
            while "Ctrl" not in process.stdout.readline():
                pass
            yield Asking(self, (self.site.folder / ".cache/meja/kunci").read_text())
        finally:
            process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            process.wait(PATIENCE)
            assert process.stdout
            process.stdout.close()

    ask = Running.ask


def test_a_server_killed_between_any_two_steps_loses_nothing(site: Site, tmp_path: Path) -> None:
    file = workbook(tmp_path / "Data UMKM.xlsx")
    before = site.tree("content")
    server = Killed(site)
    with server.life() as desk:
        place = desk.deliver(file)
    with server.life() as desk:
        text = desk.settled(place)
    with server.life() as desk:
        desk.form(f"{place}daerah", versi=hidden(text, "versi"), kabupaten="16.71")
    with server.life() as desk:
        text = desk.settled(place)
        desk.form(f"{place}kolom", versi=hidden(text, "versi"), **{"kolom.0.7": "produk/harga"})
    with server.life() as desk:
        text = desk.settled(place)
        (tmp_path / "pilihan.json").write_bytes(
            next((site.folder / ".cache/meja/kiriman").glob("*/pilihan.json")).read_bytes()
        )
        wanted = by_command(site, tmp_path, str(file), "--pilihan", str(tmp_path / "pilihan.json"))
        desk.form(f"{place}tulis", versi=hidden(text, "versi"), beda=hidden(text, "beda"))
    assert site.tree("content") in (before, wanted), "an import is all or nothing, whenever its server dies"
    with server.life() as desk:
        text = desk.settled(place)
        if "Sudah ditulis" not in text:
            desk.write(place)
    assert site.tree("content") == wanted
    with server.life() as desk:
        assert "Sudah ditulis" in desk.settled(place)
    assert take_back(site.folder, entries_of(site.folder)[0]).kept == ()
    assert site.tree("content") == before


def test_with_two_tabs_the_second_is_told(browser: Browser, site: Site, tmp_path: Path) -> None:
    file = workbook(tmp_path / "Data UMKM.xlsx")
    with running(site.folder) as server:
        server.line()
        place = Asking(server).deliver(file)
        first, second = opened(browser), opened(browser)
        for page in (first, second):
            page.goto(f"{server.address}{place}")
        first.get_by_label("Baris tanpa kabupaten/kota").select_option(label="Kota Palembang")
        first.get_by_role("button", name="Pakai", exact=True).click()
        expect(first.get_by_role("button", name="Tulis ke situs")).to_be_visible()
        second.get_by_label("Baris tanpa kabupaten/kota").select_option(label="Kabupaten Lahat")
        second.get_by_role("button", name="Pakai", exact=True).click()
        expect(second.get_by_role("alert")).to_contain_text("sudah diubah di tab lain")
        first.get_by_role("button", name="Tulis ke situs").click()
        expect(first.get_by_role("heading", name="Sudah ditulis")).to_be_visible()
        second.get_by_role("button", name="Tulis ke situs").click()
        expect(second.get_by_role("heading", name="Sudah ditulis")).to_be_visible()
        for page in (first, second):
            assert page.faults == []  # type: ignore[attr-defined]
            page.context.close()
    assert len(entries_of(site.folder)) == 1
