"""Photos on the desk: joined by suggestion and by hand, their faults beside them, all of it kept on the disk."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PATIENCE, Site
from desk.desk_support import Asking, hidden
from desk.test_desk_import import by_command
from exchange.test_photos import picture, saved
from playwright.sync_api import Browser, expect
from preview_support import Running, running

TABLE = "nama;penjual\nKeripik Tempe;dapur\nDodol Durian;dapur\nTikar Purun;dapur\n"
CHAT = "WhatsApp Image 2026-08-12 at 10.2{}.0{}.jpeg"


@pytest.fixture(scope="module")
def photos() -> dict[str, bytes]:
    """Four photos of three products, the second minute's blurred, and one that is no photo."""
    made = {
        CHAT.format(3, 1): saved(picture(seed=1)),
        CHAT.format(3, 5): saved(picture(seed=2)),
        CHAT.format(4, 1): saved(picture(seed=3, blur=9)),
        CHAT.format(5, 1): saved(picture(seed=4)),
    }
    return {**made, "rusak.jpg": b"\xff\xd8\xff" + b"\0" * 50}


@pytest.fixture
def server(site: Site) -> Iterator[Running]:
    with running(site.folder) as started:
        started.line()
        yield started


def numbers(text: str) -> dict[str, str]:
    """The number of each photo on the page that may be given an owner, by its name."""
    return {
        name: number
        for number, name in re.findall(r'name="pemilik\.(\d+)"[^>]*aria-label="Pemilik foto ([^"]+)"', text)
    }


def test_suggested_by_minute_and_imported_as_the_command_line_does(
    site: Site, server: Running, photos: dict[str, bytes], tmp_path: Path
) -> None:
    desk = Asking(server)
    place = desk.upload("/meja/masuk/", ("produk.csv", TABLE.encode()), *photos.items())[2]
    text = desk.settled(place)
    assert "5 foto: 0 sudah ada pemiliknya, 5 belum" in text
    assert text.count("tebakan: menit WhatsApp") == 4
    assert "tampak kabur" in text
    assert "tidak dapat dibuka" in text
    shown = numbers(text)
    owners = {
        f"pemilik.{number}": value
        for number, value in re.findall(r'name="pemilik\.(\d+)" list="pemilik" value="([^"]*)"', text)
    }
    assert set(owners.values()) == {
        "Keripik Tempe, Usaha dapur",
        "Dodol Durian, Usaha dapur",
        "Tikar Purun, Usaha dapur",
    }
    assert len(shown) == 4
    _, _, there = desk.form(f"{place}foto", versi=hidden(text, "versi"), **owners)
    text = desk.settled(there)
    assert "5 foto: 4 sudah ada pemiliknya, 1 belum" in text
    thumbnail = re.search(r'src="([^"]+/foto/[0-9a-f]{64}\.jpg)"', text)
    assert thumbnail
    answer, data = server.ask(thumbnail[1])
    assert (answer.status, data[:3]) == (200, b"\xff\xd8\xff")
    folder = tmp_path / "foto"
    folder.mkdir()
    for name, data in photos.items():
        (folder / name).write_bytes(data)
    table = tmp_path / "produk.csv"
    table.write_text(TABLE, "utf-8")
    choices = server.desk.deliveries.all()[0].folder / "pilihan.json"
    assert len(json.loads(choices.read_text("utf-8"))["foto"]) == 4
    wanted = by_command(site, tmp_path, str(table), str(folder), "--pilihan", str(choices))
    assert "4 foto baru" in desk.write(place)
    assert site.tree("content") == wanted
    assert b"foto: [keripik-tempe.jpg, keripik-tempe-2.jpg]" in wanted["produk/keripik-tempe.md"]


def test_by_hand_put_aside_and_taken_back(site: Site, server: Running, photos: dict[str, bytes]) -> None:
    desk = Asking(server)
    site.product("kopi")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in list(photos.items())[:2]:
            archive.writestr(f"WA/{name}", data)
    place = desk.upload("/meja/masuk/", ("foto.zip", packed.getvalue()))[2]
    text = desk.settled(place)
    first, second = sorted(numbers(text).items())
    fields = {f"pemilik.{first[1]}": "Produk kopi, Usaha dapur", f"pemilik.{second[1]}": "Produk yang tidak ada"}
    _, _, there = desk.form(f"{place}foto", versi=hidden(text, "versi"), **fields)
    text = desk.settled(there)
    assert "Ada nama produk yang tidak dikenal" in text
    assert "2 foto: 1 sudah ada pemiliknya, 1 belum" in text
    desk.form(f"{place}foto", versi=hidden(text, "versi"), buang=second[1])
    text = desk.settled(place)
    assert "1 sudah ada pemiliknya, 0 belum, 1 tidak dipakai" in text
    assert "Sudah ditulis" in desk.write(place)
    assert b"foto: [kopi.jpg]" in site.tree("content")["produk/kopi.md"]


def test_a_part_of_a_name_is_enough_where_it_is_the_only_one(
    site: Site, server: Running, photos: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.desk.inbox.MOST_LABELS", 1)
    desk = Asking(server)
    site.product("kopi")
    given = dict(list(photos.items())[:2])
    place = desk.upload("/meja/masuk/", ("produk.csv", TABLE.encode()), *given.items())[2]
    text = desk.settled(place)
    assert f'data-cari="{place}pemilik"' in text, "a long list is not in the page"
    assert "<option" not in text.split("<datalist")[1].split("</datalist>")[0]
    assert json.loads(desk.get(f"{place}pemilik?cari=DODOL")[1]) == ["Dodol Durian, Usaha dapur"]
    assert len(json.loads(desk.get(f"{place}pemilik?cari=dapur")[1])) >= 4
    assert json.loads(desk.get(f"{place}pemilik?cari=")[1]) == []
    first, second = (number for _, number in sorted(numbers(text).items()))
    fields = {f"pemilik.{first}": "dodol durian", f"pemilik.{second}": "usaha dapur"}
    _, _, there = desk.form(f"{place}foto", versi=hidden(text, "versi"), **fields)
    text = desk.settled(there)
    assert "1 sudah ada pemiliknya, 1 belum" in text
    assert "Ada nama produk yang tidak dikenal" in text


@pytest.mark.parametrize("name", ["../kunci", "a.jpg", "0" * 64 + ".jpg", "kecil-" + "0" * 64 + ".jpg"])
def test_nothing_but_thumbnails_is_shown(site: Site, name: str) -> None:
    from generator.desk.choosing_photos import thumbnail
    from generator.desk.delivery import Deliveries

    assert thumbnail(Deliveries(site.folder).new(), name) is None


def test_dragged_onto_its_product_and_kept_at_once(
    browser: Browser, site: Site, server: Running, photos: dict[str, bytes], tmp_path: Path
) -> None:
    desk = Asking(server)
    given = dict(list(photos.items())[:2])
    place = desk.upload("/meja/masuk/", ("produk.csv", TABLE.encode()), *given.items())[2]
    page: Any = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE * 1000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{server.address}{place}")
    page.locator("[data-gambar]").first.drag_to(page.locator("[data-produk]", has_text="Dodol Durian"))
    expect(page.get_by_text("Dodol Durian, Usaha dapur mendapat foto.")).to_be_visible()
    page.get_by_role("link", name="Perbarui bedanya").click()
    expect(page.get_by_text("1 sudah ada pemiliknya, 1 belum")).to_be_visible()
    page.get_by_role("button", name="Tulis ke situs").click()
    expect(page.get_by_role("heading", name="Sudah ditulis")).to_be_visible()
    assert b"foto: [dodol-durian.jpg]" in site.tree("content")["produk/dodol-durian.md"]
    assert faults == []
    page.close()
