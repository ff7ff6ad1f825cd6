"""A desk to ask without a browser, and office files to put on it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import Site
from preview_support import Running, running

from generator.desk.remote_access import RemoteAccess

UMKM = [
    ["DATA UMKM BINAAN TAHUN 2026"],
    ["No", "Nama Usaha", "Pemilik", "No WA", "Kategori", "Nama Produk", "Ongkos"],
    [1, "Warung Satu", "Orang Satu", "081234567801", "kuliner", "Keripik Tempe", 15000],
    [2, "Warung Dua", "Orang Dua", "081234567802", "kuliner", "Dodol Durian", 20000],
    [3, "Warung Tiga", "Orang Tiga", "8.12E+11", "kriya", "Tikar Purun", 90000],
]


def workbook(path: Path, rows: list[list[Any]] = UMKM, sheet: str = "Binaan") -> Path:
    """Write an untidy workbook that tells no region."""
    import openpyxl

    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


class Asking:
    """Asks the desk of a running preview as its own pages do."""

    def __init__(self, running: Running, token: str = "") -> None:
        self.running = running
        self.token = token or running.desk.token
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, str]:
        """(status, text) of a page."""
        answer, body = self.running.ask(path, Cookie=self.cookie)
        return answer.status, body.decode("utf-8", "replace")

    @property
    def cookie(self) -> str:
        """The cookies that were set, as a browser sends them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def post(self, path: str, body: bytes, kind: str, **headers: str) -> tuple[int, str, str]:
        """(status, text, where to look instead) of what was posted."""
        import http.client

        connection = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=60)
        whole = {"Origin": self.running.address, "Content-Type": kind, "Cookie": self.cookie, **headers}
        try:
            connection.request("POST", path, body, {name: value for name, value in whole.items() if value})
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie", []):
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode("utf-8", "replace"), answer.getheader("Location", "")
        finally:
            connection.close()

    def form(self, path: str, token: str | None = None, **fields: str) -> tuple[int, str, str]:
        """Post a form of plain fields."""
        from urllib.parse import urlencode

        told = urlencode({"kunci": self.token if token is None else token, **fields})
        return self.post(path, told.encode(), "application/x-www-form-urlencoded")

    def upload(
        self, path: str, *files: tuple[str, bytes], token: str | None = None, **headers: str
    ) -> tuple[int, str, str]:
        """Post files."""
        body, kind = multipart(self.token if token is None else token, *files)
        return self.post(path, body, kind, **headers)

    def settled(self, path: str) -> str:
        """The text of a page when its work is done."""
        while True:
            answer, body = self.running.ask(path.partition("#")[0], Cookie=self.cookie)
            text = body.decode("utf-8", "replace")
            path = answer.getheader("Location", path)
            if answer.status != 303 and "data-kemajuan" not in text:
                return text

    def deliver(self, *paths: Path) -> str:
        """Put files on the desk; returns the address of their delivery."""
        status, text, place = self.upload("/meja/masuk/", *((path.name, path.read_bytes()) for path in paths))
        assert status == 303, text
        return place

    def write(self, place: str) -> str:
        """Write what the page of a delivery shows; returns the page after it."""
        text = self.settled(place)
        fields = {name: hidden(text, name) for name in ("versi", "beda")}
        status, _, there = self.form(f"{place}tulis", **fields)
        assert status == 303
        return self.settled(there)


@contextmanager
def from_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Asking, RemoteAccess]]:
    """A desk that other machines may ask, asked from one of them."""
    access = RemoteAccess()
    monkeypatch.setattr("generator.desk.desk_handler.is_loopback", lambda _: False)
    with running(folder, access=access) as started:
        started.line()
        yield Asking(started), access


def multipart(token: str, *files: tuple[str, bytes]) -> tuple[bytes, str]:
    """(body, content type) of a form with files."""
    edge = uuid.uuid4().hex
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="kunci"\r\n\r\n{token}\r\n'.encode()]
    for name, data in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="berkas"; filename="{name}"\r\n\r\n'
        parts += [head.encode(), data, b"\r\n"]
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"


def hidden(text: str, name: str) -> str:
    """The value of a hidden field on a page."""
    match = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert match, text
    return match[1]


def office(site: Site) -> Site:
    """A site into which an office imports."""
    site.product("kopi", "Kopi dari Pagar Alam.")
    return site
