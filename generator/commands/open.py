"""`etalase open`, and `etalase FILE…`: the desk with files on it; without a browser an import that asks first."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.commands._shared import add_site
from generator.model.address import SITE_FILE

PORT = 8000
LONGEST_WAIT = 5.0  # seconds for a desk that may be open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    parser.add_argument("berkas", nargs="*", type=Path, metavar="BERKAS", help="lembar kerja, foto, zip, atau folder")
    add_site(parser)


def run(options: argparse.Namespace) -> int:
    """Open the desk; returns the exit code."""
    from generator.commands.import_ import joined

    files = joined(options.berkas)
    site = site_of(options.site)
    if missing := next((path for path in files if not path.exists()), None):
        print(f'Berkas "{missing}" tidak ada.', file=sys.stderr)
        return 2
    if site is None:
        print(
            "Folder ini bukan situs Etalase (tidak ada site.yaml). Masuk ke folder situs, atau pakai --site FOLDER.",
            file=sys.stderr,
        )
        return 2
    if not has_browser():
        return _ask_first(files, site)
    page = "meja/"
    if files:
        told, page = _put_on_desk(files, site)
        for text in told:
            print(text, file=sys.stderr)
        if not page:
            return 2
    return _show(site, page)


def site_of(folder: Path) -> Path | None:
    """The site in a folder, else the one that this Etalase lies in: Explorer says nothing of folders when a file is dropped."""
    places = [folder] if folder != Path() else [folder, Path(__file__).parents[2]]
    return next((place for place in places if (place / SITE_FILE).exists()), None)


def has_browser() -> bool:
    """True where somebody sits at a screen with a browser, and sees what is printed."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _put_on_desk(files: list[Path], site: Path) -> tuple[list[str], str]:
    """(what was not taken, the page of the delivery or nothing)."""
    import shutil

    from generator.desk.delivery import Deliveries

    deliveries = Deliveries(site)
    delivery = deliveries.new()
    told = []
    for file in _inside(files):
        draft = delivery.folder / "datang"
        shutil.copyfile(file, draft)
        told.append(delivery.take_in(draft, file.name))
    if not delivery.paths:
        deliveries.drop(delivery)
        return [text for text in told if text] or ["Tidak ada berkas di folder itu."], ""
    delivery.note_refused([text for text in told if text])
    return [], f"meja/masuk/{delivery.name}/"


def _inside(files: list[Path]) -> Iterator[Path]:
    for file in files:
        if file.is_dir():
            yield from sorted(one for one in file.rglob("*") if one.is_file() and not one.name.startswith((".", "~$")))
        else:
            yield file


def _show(site: Path, page: str) -> int:
    """Show a page of the desk: of one that is open already, else of one that begins now."""
    import webbrowser

    from generator.commands.serve import serve
    from generator.preview.preview import free_port

    address = _open_desk(site)
    if address:
        print(f"Meja penyunting: {address}{page}")
        webbrowser.open(address + page)
        return 0
    return serve(site, "127.0.0.1", free_port("127.0.0.1", PORT - 1) or 0, page=page)


def _open_desk(site: Path) -> str:
    """Where a desk of this site answers; empty when none does."""
    import http.client
    from urllib.parse import urlsplit

    from generator.preview.request_guard import is_loopback

    try:
        address = (site / ".cache" / "meja" / "alamat").read_text("utf-8").strip()
        place = urlsplit(address)
        if not is_loopback(place.hostname or ""):
            return ""
        connection = http.client.HTTPConnection(place.hostname or "", place.port or 80, timeout=LONGEST_WAIT)
        with contextlib.closing(connection):
            connection.request("HEAD", "/meja/berkas/meja.css")
            return address if connection.getresponse().status == 200 else ""
    except (OSError, ValueError, http.client.HTTPException):
        return ""


def _ask_first(files: list[Path], site: Path) -> int:
    """Show what an import would change, and do it when somebody says so."""
    from generator.commands import import_

    if not files:
        print(
            "Di sini tidak ada peramban. Jalankan: etalase serve, lalu buka alamatnya dari peramban.", file=sys.stderr
        )
        return 2
    parser = argparse.ArgumentParser()
    import_.add_arguments(parser)
    told = [*map(str, files), "--site", str(site)]
    code = import_.run(parser.parse_args([*told, "--dry-run"]))
    if code not in (0, 3):
        return code
    print("Tulis? (y/t) ", end="", flush=True)
    try:
        answer = input()
    except EOFError:
        answer = ""
        print()
    if answer.strip().casefold() not in ("y", "ya"):
        print("Tidak ada yang ditulis.")
        return code
    return import_.run(parser.parse_args(told))
