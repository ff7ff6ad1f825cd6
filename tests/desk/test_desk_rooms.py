"""The rooms of the desk beside importing: how the site stands, the list of its records, reports, and its own inbox."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Site
from desk.desk_support import Asking, from_elsewhere, hidden
from preview_support import Running, running

from generator.desk.open_site import open_target
from generator.desk.overview import OverviewMemory

CSV = "nama;kabupaten;kategori\nWarung A;16.71;kuliner\n"


@pytest.fixture
def server(site: Site) -> Iterator[Running]:
    soon = datetime.now(UTC).date() + timedelta(days=20)
    site.product("kopi", halal=f"{{status: bersertifikat, nomor: ID00110000000010620, sampai: {soon}}}")
    site.product("teh", draf="ya")
    with running(site.folder) as started:
        started.line()
        yield started


@pytest.fixture
def desk(server: Running) -> Asking:
    return Asking(server)


def test_today_tells_how_many_are_shown_and_why_the_others_are_not(site: Site, desk: Asking) -> None:
    text = desk.settled("/meja/")
    assert "1 tayang" in text
    assert 'href="/meja/isi/?jenis=produk&amp;keadaan=draf">1 draf' in text
    assert "1 surat habis atau segera habis" in text
    old = (site.folder / "content/produk/teh.md").stat().st_mtime - 40 * 86_400
    os.utime(site.folder / "content/produk/teh.md", (old, old))
    assert "1 draf lama" in desk.settled("/meja/")


def test_problems_stand_with_their_seller_and_open_in_the_form(site: Site, desk: Asking) -> None:
    site.start(admin="true")
    while not desk.running.desk.has_form:
        desk.running.line()
    site.product("rusak", harga="banyak")
    desk.running.line_with("GALAT")
    text = desk.settled("/meja/")
    assert "<h3>Usaha dapur</h3>" in text
    assert 'href="/admin/#/collections/produk/entries/rusak"' in text
    assert "1 bermasalah" in text
    assert "<h3>Usaha dapur</h3>" in desk.settled("/meja/laporan/pemeriksaan")


def test_a_product_waits_for_its_seller(site: Site, desk: Asking) -> None:
    site.seller("gudang", draf="ya")
    site.product("gula", penjual="gudang")
    text = desk.settled("/meja/isi/?jenis=produk")
    assert "menunggu penjualnya tayang" in text.split("<ul class=")[-1]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("jenis=penjual", {"Usaha dapur"}),
        ("keadaan=draf", {"Produk teh"}),
        ("kurang=foto", {"Produk kopi", "Produk teh"}),
        ("cari=KOPI", {"Produk kopi"}),
        ("cari=dapur&jenis=produk", {"Produk kopi", "Produk teh"}),
        ("daerah=16.05", set()),
        ("cari=tidak+ada", set()),
    ],
)
def test_records_are_listed_as_asked(desk: Asking, query: str, shown: set[str]) -> None:
    text = desk.settled(f"/meja/isi/?{query}")
    rows = text.split('<ul class="daftar">')[1] if '<ul class="daftar">' in text else ""
    assert {name for name in ("Usaha dapur", "Produk kopi", "Produk teh") if f"<strong>{name}" in rows} == shown


def test_a_new_record_is_what_the_command_makes(site: Site, desk: Asking, make_site: Any) -> None:
    status, _, place = desk.form("/meja/isi/baru", jenis="produk", nama="Keripik Tempe")
    assert (status, place) == (303, "/meja/isi/?jenis=produk&keadaan=draf")
    twin = make_site("kembaran")
    assert twin.run("new", "produk", "Keripik Tempe").returncode == 0
    assert site.tree("content")["produk/keripik-tempe.md"] == twin.tree("content")["produk/keripik-tempe.md"]
    status, text, _ = desk.form("/meja/isi/baru", jenis="produk", nama="Keripik tempe")
    assert (status, "sudah ada" in text) == (409, True)
    assert desk.form("/meja/isi/baru", jenis="../x", nama="a")[0] == 409
    assert desk.form("/meja/isi/baru", jenis="produk", nama="  ")[0] == 409


def test_a_file_opens_in_this_computers_editor(
    site: Site, desk: Asking, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr("generator.desk.listing.subprocess.Popen", lambda command, **_: opened.append(command))
    assert desk.form("/meja/isi/buka", berkas="produk/kopi.md")[0] == 303
    assert opened[0][-1] == str(site.folder / "content/produk/kopi.md")
    for path in ("../site.yaml", "produk/tidak-ada.md", "/etc/passwd", "foto/a.jpg"):
        assert desk.form("/meja/isi/buka", berkas=path)[0] == 409
    assert len(opened) == 1


@pytest.mark.parametrize("room", ["", "isi/", "laporan/tindak-lanjut", "masuk/"])
def test_settings_that_cannot_be_used_are_told_in_every_room(site: Site, desk: Asking, room: str) -> None:
    place = desk.upload("/meja/masuk/", ("a.csv", CSV.encode()))[2]
    settings = (site.folder / "site.yaml").read_text("utf-8")
    site.write(
        "site.yaml", settings.replace('provinsi: "16"', 'provinsi: "99"').replace("provinsi: 16", "provinsi: 99")
    )
    text = desk.settled(f"/meja/{room}" if room != "masuk/" else place)
    assert "Belum dapat dilakukan" in text
    assert "99" in text
    assert "Traceback" not in text


def test_a_link_in_the_content_does_not_freeze_the_list(site: Site, desk: Asking) -> None:
    (site.folder / "content/produk/tautan.md").symlink_to(site.folder / "content/produk/kopi.md")
    desk.settled("/meja/isi/")
    site.product("gula")
    assert "Produk gula" in desk.settled("/meja/isi/")


def test_what_is_due_is_a_page_to_print(desk: Asking) -> None:
    text = desk.settled("/meja/laporan/tindak-lanjut")
    assert "Surat yang habis atau segera habis (" in text
    assert "Tanpa foto (2)" in text


@pytest.mark.parametrize(("name", "command"), [("data.xlsx", "export"), ("templat.xlsx", "template")])
def test_workbooks_are_what_the_commands_write(
    site: Site, desk: Asking, name: str, command: str, tmp_path: Path
) -> None:
    assert desk.form("/meja/laporan/buat", jenis=name)[0] == 303
    assert f"Unduh {name}" in desk.settled("/meja/laporan/")
    _, data = desk.running.ask(f"/meja/laporan/{name}")
    assert site.run(command, str(tmp_path / name)).returncode == 0
    assert cells(data) == cells((tmp_path / name).read_bytes())
    assert not (site.folder / "output" / name).exists()
    assert desk.form("/meja/laporan/buat", jenis="../../x")[0] == 409


def cells(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_files_in_the_sites_inbox_are_offered_and_stay_until_they_are_removed(site: Site, desk: Asking) -> None:
    site.write("masuk/kantor/warung.csv", CSV)
    site.write("masuk/README.md", "penjelasan")
    text = desk.settled("/meja/masuk/")
    assert "kantor/warung.csv" in text
    assert "Periksa 1 berkas ini" in text
    place = desk.form("/meja/masuk/ambil")[2]
    assert "Periksa" not in desk.settled("/meja/masuk/")
    assert "Sudah ditulis" in desk.write(place)
    assert (site.folder / "masuk/kantor/warung.csv").exists()
    text = desk.settled("/meja/masuk/")
    assert "sudah ditulis: 1 baru, 0 berubah" in text
    key = hidden_value(text)
    assert desk.form("/meja/masuk/bersihkan", berkas=key)[0] == 303
    assert not (site.folder / "masuk/kantor/warung.csv").exists()
    assert (site.folder / "masuk/README.md").exists()


def hidden_value(text: str) -> str:
    import html
    import re

    match = re.search(r'name="berkas" value="([^"]+)"', text)
    assert match
    return html.unescape(match[1])


def test_what_is_taken_from_the_desk_waits_in_the_inbox_again(site: Site, desk: Asking) -> None:
    site.write("masuk/warung.csv", CSV)
    place = desk.form("/meja/masuk/ambil")[2]
    text = desk.settled(place)
    assert desk.form("/meja/masuk/bersihkan", berkas="warung.csv|1|1")[0] == 303
    desk.form(f"{place}hapus", versi=hidden(text, "versi"))
    assert "Periksa 1 berkas ini" in desk.settled("/meja/masuk/")
    place = desk.form("/meja/masuk/ambil")[2]
    desk.write(place)
    site.write("masuk/warung.csv", CSV + "Warung B;16.71;kuliner\n")
    assert "Periksa 1 berkas ini" in desk.settled("/meja/masuk/"), "another file of the same name is another"


def test_only_changed_files_are_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.desk import overview

    read: list[str] = []
    plain = overview.read_line
    monkeypatch.setattr(overview, "read_line", lambda task: read.append(task.file.path) or plain(task))
    site.product("kopi")
    memory = OverviewMemory()

    def titles() -> list[str]:
        whole = memory.overview(open_target(site.folder), (), 0, lambda *_: None)
        return [line.title for line in whole.lines]

    assert titles() == ["Usaha dapur", "Produk kopi"] or titles() == ["Produk kopi", "Usaha dapur"]
    read.clear()
    site.product("kopi", nama="Kopi Baru")
    assert "Kopi Baru" in titles()
    assert read == ["produk/kopi.md"]
    (site.folder / "content/produk/kopi.md").unlink()
    assert titles() == ["Usaha dapur"]


def test_another_machine_shows_the_code_first(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with from_elsewhere(site.folder, monkeypatch) as (desk, access):
        status, text = desk.get("/meja/")
        assert (status, "Kode meja" in text) == (403, True)
        assert "kunci" not in text, "the token of forms is for those who are let in"
        assert desk.upload("/meja/masuk/", ("a.csv", CSV.encode()))[0] == 403
        assert desk.form("/meja/kode", kode="000000" if access.code != "000000" else "1")[0] == 403
        status, _, place = desk.form("/meja/kode", kode=f"{access.code[:3]} {access.code[3:]}")
        assert (status, place) == (303, "/meja/")
        assert "Hari ini" in desk.settled("/meja/")
        assert desk.form("/meja/isi/buka", berkas="penjual/dapur.md")[0] == 409


def test_guessing_codes_ends_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with from_elsewhere(site.folder, monkeypatch) as (desk, access):
        for _ in range(10):
            desk.form("/meja/kode", kode="x")
        status, text, _ = desk.form("/meja/kode", kode=access.code)
        assert (status, "Terlalu banyak kode" in text) == (403, True)


def test_without_meja_other_machines_stay_out(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.desk.desk_handler.is_loopback", lambda _: False)
    with running(site.folder) as started:
        assert started.line()
        answer, body = started.ask("/meja/")
        assert answer.status == 403
        assert "hanya dibuka di komputer yang menjalankannya" in body.decode()
