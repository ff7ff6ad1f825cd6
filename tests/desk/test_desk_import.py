"""What the desk imports is what the command line imports, byte for byte; and nothing else than what was seen."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Site, tree_of
from desk.desk_support import Asking, hidden, workbook
from preview_support import running

from generator.desk.delivery import Deliveries
from generator.desk.desk import Desk
from generator.desk.imports import outcome_of
from generator.exchange.import_journal import entries_of
from generator.machine.lock import build_lock


@pytest.fixture
def desk(site: Site) -> Iterator[Asking]:
    with running(site.folder) as started:
        started.line()
        yield Asking(started)


def by_command(site: Site, folder: Path, *arguments: str) -> dict[str, bytes]:
    """The content after an import by the command line, in a copy of the site."""
    twin = Site(folder / "kembaran")
    shutil.copytree(site.folder, twin.folder, ignore=shutil.ignore_patterns(".cache", "output"))
    done = twin.run("import", *arguments)
    assert done.returncode in (0, 3), done.stdout + done.stderr
    return tree_of(twin.folder / "content")


def test_the_whole_walk_ends_in_the_bytes_of_the_command_line(site: Site, desk: Asking, tmp_path: Path) -> None:
    file = workbook(tmp_path / "Data UMKM.xlsx")
    place = desk.deliver(file)
    text = desk.settled(place)
    assert "Semua barisnya dari mana?" in text
    desk.form(f"{place}daerah", versi=hidden(text, "versi"), kabupaten="16.71")
    text = desk.settled(place)
    desk.form(f"{place}kolom", versi=hidden(text, "versi"), **{"kolom.0.7": "produk/harga"})
    text = desk.settled(place)
    assert "Produk: Harga" in text
    desk.form(f"{place}baris", versi=hidden(text, "versi"), keluarkan="Data UMKM.xlsx\tBinaan\t4")
    text = desk.settled(place)
    assert "4 baru" in text
    choices = tmp_path / "pilihan.json"
    delivery = desk.running.desk.deliveries.all()[0]
    choices.write_bytes((delivery.folder / "pilihan.json").read_bytes())
    wanted = by_command(site, tmp_path, str(file), "--pilihan", str(choices))
    assert "Sudah ditulis" in desk.write(place)
    written = site.tree("content")
    assert written == wanted
    assert b"harga: 15000" in b"".join(written.values()) or b'harga: "15000"' in b"".join(written.values())
    assert b"Orang Satu" not in b"".join(written.values())
    assert "Ongkos" in desk.get("/meja/masuk/")[1]


def test_twice_is_once_and_the_import_is_taken_back(site: Site, desk: Asking, tmp_path: Path) -> None:
    before = site.tree("content")
    file = tmp_path / "a.csv"
    file.write_text("nama;kabupaten\nUsaha dapur;16.71\nWarung A;16.71\n", "utf-8")
    place = desk.deliver(file)
    text = desk.settled(place)
    fields = {name: hidden(text, name) for name in ("versi", "beda")}
    for _ in range(3):
        assert desk.form(f"{place}tulis", **fields)[0] == 303
    assert "Sudah ditulis" in desk.settled(place)
    assert len(entries_of(site.folder)) == 1
    entry = entries_of(site.folder)[0]
    status, _, there = desk.form(f"/meja/batal/{entry.name}")
    assert status == 303
    assert "berkas seperti semula" in desk.get(there)[1]
    assert site.tree("content") == before
    assert desk.form(f"/meja/batal/{entry.name}")[0] == 409
    assert "Belum ada yang ditulis" in desk.settled(place)


def test_the_second_of_two_tabs_is_told(site: Site, desk: Asking, tmp_path: Path) -> None:
    file = workbook(tmp_path / "b.xlsx")
    place = desk.deliver(file)
    old = hidden(desk.settled(place), "versi")
    desk.form(f"{place}daerah", versi=old, kabupaten="16.71")
    status, _, there = desk.form(f"{place}daerah", versi=old, kabupaten="16.02")
    assert status == 303
    assert "diubah di tab lain" in desk.settled(there)
    delivery = Deliveries(site.folder).all()[0]
    assert delivery.choices().region == "16.71"


def test_a_save_in_between_is_never_overwritten(site: Site, desk: Asking, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("nama;kabupaten;kategori\nUsaha dapur;16.71;kriya\n", "utf-8")
    place = desk.deliver(file)
    text = desk.settled(place)
    fields = {name: hidden(text, name) for name in ("versi", "beda")}
    site.seller("dapur", "Cerita yang baru.", ringkasan="Dari Notepad.")
    _, _, there = desk.form(f"{place}tulis", **fields)
    text = desk.settled(there)
    assert "Isi situs berubah" in text or "Belum ada yang ditulis" in text
    assert "kategori: kuliner" in (site.folder / "content/penjual/dapur.md").read_text("utf-8")
    assert "Sudah ditulis" in desk.write(place)
    told = (site.folder / "content/penjual/dapur.md").read_text("utf-8")
    assert "kategori: kriya" in told
    assert "Dari Notepad." in told


def test_a_delivery_outlives_its_server(site: Site, tmp_path: Path) -> None:
    file = workbook(tmp_path / "d.xlsx")
    with running(site.folder) as started:
        first = Asking(started)
        place = first.deliver(file)
        text = first.settled(place)
        first.form(f"{place}daerah", versi=hidden(text, "versi"), kabupaten="16.71")
    with running(site.folder) as started:
        second = Asking(started)
        text = second.settled(place)
        assert "6 baru" in text
        assert "Sudah ditulis" in second.write(place)
    delivery = Deliveries(site.folder).all()[0]
    (delivery.folder / "hasil.json").unlink()  # as if killed right after writing
    assert outcome_of(Desk(site.folder), delivery) is not None


def test_during_a_build_it_waits_or_says_so(
    site: Site, desk: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.desk.inbox.LOCK_WAIT", 0.05)
    file = tmp_path / "e.csv"
    file.write_text("nama;kabupaten\nWarung E;16.71\n", "utf-8")
    place = desk.deliver(file)
    text = desk.settled(place)
    fields = {name: hidden(text, name) for name in ("versi", "beda")}
    before = site.tree("content")
    with build_lock(site.folder / ".cache" / "kunci"):
        desk.form(f"{place}tulis", **fields)
        assert "sedang berjalan" in desk.settled(place)
    assert site.tree("content") == before
    assert "Sudah ditulis" in desk.write(place)


def test_a_full_disk_while_writing_changes_nothing(
    site: Site, desk: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "f.csv"
    file.write_text("nama;kabupaten\nWarung F;16.71\n", "utf-8")
    place = desk.deliver(file)
    before = site.tree("content")

    def full(*_: object) -> None:
        raise OSError(28, "penuh")

    monkeypatch.setattr("generator.exchange.importing.apply", full)
    assert "Ruang penyimpanan habis" in desk.write(place)
    assert site.tree("content") == before
    monkeypatch.undo()
    assert "Sudah ditulis" in desk.write(place)


def test_long_work_shows_how_far_it_is_and_can_be_stopped(
    site: Site, desk: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.desk.reviewing.PATIENCE", 0.05)
    gate = threading.Event()

    def slow(target: object, delivery: object, progress: object) -> None:
        while not gate.wait(0.01):
            progress("Foto", 1, 40)  # type: ignore[operator]

    monkeypatch.setattr("generator.desk.reviewing.review", slow)
    file = tmp_path / "g.csv"
    file.write_text("nama;kabupaten\nWarung G;16.71\n", "utf-8")
    place = desk.deliver(file)
    assert "1 dari 40" in (desk.get(place)[1], desk.get(place)[1])[1]
    assert '"tahap": "Foto"' in desk.get(f"/meja/kerja/{place.split('/')[3]}")[1]
    desk.form(f"{place}henti")
    while "Hentikan" in (text := desk.get(place)[1]):
        pass
    assert "dihentikan" in text
    monkeypatch.undo()
    desk.form(f"{place}ulang")
    assert "1 baru" in desk.settled(place)


def test_the_report_is_the_offices_own_workbook(site: Site, desk: Asking, tmp_path: Path) -> None:
    import io

    import openpyxl

    file = workbook(tmp_path / "h.xlsx")
    place = desk.deliver(file)
    text = desk.settled(place)
    desk.form(f"{place}daerah", versi=hidden(text, "versi"), kabupaten="16.71")
    answer, data = desk.running.ask(f"{place}laporan.xlsx")
    assert answer.status == 200
    assert "laporan-h.xlsx" in answer.getheader("Content-Disposition", "")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book["Binaan"]["B3"].value == "Warung Satu"
