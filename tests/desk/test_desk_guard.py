"""What the desk refuses: strangers, forged hosts and origins, forms without their token, files that are none, too much of anything."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Site
from desk.desk_support import Asking, multipart, workbook
from preview_support import running

from generator.desk import uploads
from generator.desk.delivery import Deliveries, safe_name


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("meja") / "situs").start()


@pytest.fixture(scope="module")
def desk(shop: Site) -> Iterator[Asking]:
    with running(shop.folder) as started:
        started.line()
        yield Asking(started)


def leftovers(site: Site) -> list[str]:
    """Files that a delivery left behind without being one."""
    staging = site.folder / ".cache/meja/unggahan"
    return [file.name for file in staging.rglob("*")] if staging.exists() else []


CSV = ("a.csv", b"nama;kabupaten\nWarung A;16.71\n")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "http://jahat.example"},
        {"Origin": "null"},
        {"Host": "jahat.example"},
        {"Content-Type": "text/plain"},
    ],
)
def test_only_our_own_pages_may_post(desk: Asking, shop: Site, headers: dict[str, str]) -> None:
    body, kind = multipart(desk.token, CSV)
    whole = {"Content-Type": kind, **headers}
    status, _, _ = desk.post("/meja/masuk/", body, whole.pop("Content-Type"), **whole)
    assert status in (403, 415)
    assert not Deliveries(shop.folder).all()


@pytest.mark.parametrize("token", ["", "salah"])
def test_a_form_without_its_token_changes_nothing(desk: Asking, shop: Site, token: str) -> None:
    status, text, _ = desk.upload("/meja/masuk/", CSV, token=token)
    assert status == 403
    assert "Muat ulang halamannya" in text
    assert desk.form("/meja/ingatan/lupa", token=token, jenis="produk", judul="x")[0] == 403
    assert leftovers(shop) == []
    assert not Deliveries(shop.folder).all()


def test_a_page_that_was_open_works_after_the_server_began_again(desk: Asking, shop: Site) -> None:
    from generator.desk.desk import Desk

    assert Desk(shop.folder).token == desk.token


def test_no_get_changes_anything(desk: Asking, shop: Site) -> None:
    place = desk.upload("/meja/masuk/", CSV)[2]
    before = shop.tree("content")
    for action in ("tulis", "hapus", "henti", "baris", "daerah", "kolom", "tambah"):
        assert desk.get(f"{place}{action}")[0] == 404
    assert desk.get("/meja/batal/000001")[0] == 404
    assert shop.tree("content") == before
    desk.form(f"{place}hapus")


@pytest.mark.parametrize(
    "path",
    [
        "/meja/masuk/../../site.yaml",
        "/meja/masuk/..%2f..",
        "/meja/berkas/../desk.py",
        "/meja/berkas/..%2fdesk.py",
        "/meja/x",
    ],
)
def test_nothing_else_is_served(desk: Asking, path: str) -> None:
    status, text = desk.get(path)
    assert status in (302, 404)
    assert "provinsi" not in text.replace("provinsi situs", "")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("surat.docx", b"PK\x03\x04", "bukan lembar kerja"),
        ("kosong.xlsx", b"", "kosong (0 byte)"),
        ("skrip.html", b"<script>", "bukan lembar kerja"),
    ],
)
def test_what_is_no_delivery_is_refused_in_words(desk: Asking, shop: Site, name: str, data: bytes, said: str) -> None:
    status, text, _ = desk.upload("/meja/masuk/", (name, data))
    assert (status, said in text) == (415, True)
    assert leftovers(shop) == []
    assert not Deliveries(shop.folder).all()


def test_names_lead_nowhere(desk: Asking, shop: Site) -> None:
    names = [
        "../../../site.yaml.csv",
        "C:\\Windows\\a.csv",
        "/etc/passwd.csv",
        "a\u202e.csv",
        "con.csv",
        "." * 300 + ".csv",
    ]
    place = desk.upload("/meja/masuk/", *((name, CSV[1]) for name in names))[2]
    delivery = Deliveries(shop.folder).get(place.split("/")[3])
    assert delivery is not None
    assert all(path.parent == delivery.folder / "berkas" for path in delivery.tables)
    assert (shop.folder / "site.yaml").read_text("utf-8").startswith("judul:")
    desk.form(f"{place}hapus")


def test_the_same_file_twice_is_one_and_another_of_its_name_is_another(desk: Asking, shop: Site) -> None:
    place = desk.upload("/meja/masuk/", CSV, CSV, ("a.csv", CSV[1] + b"Warung B;16.71\n"))[2]
    delivery = Deliveries(shop.folder).get(place.split("/")[3])
    assert delivery is not None
    assert [path.name for path in delivery.tables] == ["a (2).csv", "a.csv"]
    desk.form(f"{place}hapus")
    assert not Deliveries(shop.folder).all()


def test_a_file_that_is_too_large_costs_itself_only(desk: Asking, shop: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_FILE", 2000)
    status, _, place = desk.upload("/meja/masuk/", ("besar.csv", b"x" * 5000), CSV)
    assert status == 303
    text = desk.settled(place)
    assert "besar.csv: lebih dari" in text
    assert "Warung A" in text
    desk.form(f"{place}hapus")


def test_a_disk_that_is_full_is_told_and_nothing_stays(
    desk: Asking, shop: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Any, data: bytes, start: int, end: int) -> None:
        raise uploads.BadFormError(507, uploads.machine_fault(OSError(errno.ENOSPC, "penuh")))

    monkeypatch.setattr(uploads.FormReceiver, "_on_data", full)
    status, text, _ = desk.upload("/meja/masuk/", CSV)
    assert (status, "Ruang penyimpanan habis" in text) == (507, True)
    monkeypatch.undo()
    monkeypatch.setattr("generator.desk.desk_handler.lacks_space", lambda *_: True)
    status, text, _ = desk.upload("/meja/masuk/", CSV)
    assert (status, "Ruang penyimpanan tidak cukup" in text) == (507, True)
    assert leftovers(shop) == []


def test_an_upload_that_breaks_off_is_no_delivery(desk: Asking, shop: Site) -> None:
    body, kind = multipart(desk.token, ("a.csv", b"nama\n" * 1000))
    head = (
        f"POST /meja/masuk/ HTTP/1.1\r\nHost: 127.0.0.1:{desk.running.port}\r\nOrigin: {desk.running.address}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", desk.running.port)) as line:
        line.sendall(head.encode() + body[: len(body) // 2])
    assert desk.get("/meja/masuk/")[0] == 200
    status, _, _ = desk.post("/meja/masuk/", body[: len(body) // 2], kind)
    assert status == 400
    assert not Deliveries(shop.folder).all()


def test_a_hostile_file_costs_itself_only(desk: Asking, shop: Site, tmp_path: Any) -> None:
    good = workbook(tmp_path / "baik.xlsx", [["Nama Usaha", "Kabupaten"], ["Warung Baik", "Kota Palembang"]])
    place = desk.deliver(good)
    desk.upload(f"{place}tambah", ("jahat.xlsx", b"PK\x03\x04" + b"\xff" * 3000), ("jahat.zip", b"PK\x03\x04rusak"))
    text = desk.settled(place)
    assert "jahat.xlsx" in text
    assert "Warung Baik" in text
    assert "1 baru" in text
    desk.form(f"{place}hapus")


def test_cells_are_shown_as_text(desk: Asking, shop: Site) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    place = desk.upload("/meja/masuk/", ("<b>x.csv", f'nama;kabupaten;{evil}\n"{evil}";16.71;x\n'.encode()))[2]
    text = desk.settled(place)
    assert "<script>alert" not in text
    assert "<img" not in text
    desk.form(f"{place}hapus")


def test_names_that_systems_refuse_are_changed() -> None:
    assert safe_name("..\\..\\a:b?.xlsx") == "a_b_.xlsx"
    assert safe_name("NUL.csv") == "_NUL.csv"
    assert safe_name("...") == "berkas"
    assert len(safe_name("x" * 500 + ".xlsx")) <= 120
    assert safe_name("WhatsApp Image 2026-08-12 at 10.23.45.jpeg") == "WhatsApp Image 2026-08-12 at 10.23.45.jpeg"
