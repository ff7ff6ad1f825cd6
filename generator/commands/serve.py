"""`etalase serve`: the live preview."""

from __future__ import annotations

import argparse
import errno
import locale
import os
import socket
import sys
from pathlib import Path

from generator.commands._shared import Progress, add_site
from generator.model.address import SITE_FILE

INTERRUPTED = 130
OPEN_TO_ALL = (
    "Peringatan: --host {host} membuka pratinjau ini, termasuk drafnya, untuk semua orang di jaringan yang sama. "
    "Pakai hanya di jaringan yang dipercaya."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    add_site(parser)
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="nomor port (bawaan: 8000)")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ALAMAT",
        help="alamat yang didengarkan (bawaan: 127.0.0.1, hanya komputer ini)",
    )
    parser.add_argument(
        "--meja",
        action="store_true",
        help="dengan --host: buka meja penyunting juga bagi komputer lain yang tahu kodenya",
    )
    parser.add_argument("--open", action="store_true", help="buka di peramban")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f'"{text}" bukan nomor port; contoh: 8080')
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Preview the site until Ctrl-C; returns 130 then."""
    return serve(options.site, options.host, options.port, page="" if options.open else None, is_shared=options.meja)


def serve(folder: Path, host: str, port: int, *, page: str | None, is_shared: bool = False) -> int:
    """Preview a site until Ctrl-C. `page`: which page the browser opens; None: none is opened.

    `is_shared`: the desk is open to other machines that know its code.
    """
    if not (folder / SITE_FILE).exists():
        print(
            "Folder ini bukan situs Etalase (tidak ada site.yaml). Masuk ke folder situs, atau pakai --site FOLDER.",
            file=sys.stderr,
        )
        return 2
    import asyncio

    from generator.desk.desk import Desk
    from generator.desk.desk_handler import routes
    from generator.desk.remote_access import RemoteAccess
    from generator.exchange.form_desk import FormDesk
    from generator.preview.preview import Preview, open_sockets
    from generator.preview.request_guard import RequestGuard

    try:
        sockets = open_sockets(host, port)
    except OSError as fault:
        print(_explain(fault, host, port), file=sys.stderr)
        return 2
    guard = RequestGuard(host, sockets[0].getsockname()[1])
    site = Path(os.path.abspath(folder))  # watchers compare paths as they are spelled
    desk = Desk(site, lambda: preview.loop.status)
    access = RemoteAccess() if is_shared and not guard.is_loopback else None
    preview = Preview(
        site,
        guard,
        sockets,
        desk=FormDesk(site).answer,
        routes=routes(guard, desk, access),
        say=_say,
        progress=_progress,
    )
    _say(f"Pratinjau: {guard.address}\nMeja penyunting: {guard.address}meja/\nTekan Ctrl+C untuk berhenti.")
    if not guard.is_loopback:
        _say_lan(preview.hub.lan)
        print(OPEN_TO_ALL.format(host=host), file=sys.stderr)
    if access is not None:
        _say(f"Kode meja bagi komputer lain: {access.code[:3]} {access.code[3:]}")
    if preview.watch.is_polling:
        _say("Mesin ini tidak memberi tahu perubahan berkas; pratinjau memeriksanya sendiri setiap 2 detik.")
    try:
        desk.open_at(guard.address)
        asyncio.run(preview.run(is_open=page is not None, page=page or ""))
    except KeyboardInterrupt:
        _say("\nPratinjau dihentikan.")
    finally:
        desk.close()
    return INTERRUPTED


def _say_lan(address: str) -> None:
    """Where phones find the preview, with its QR code."""
    from generator.preview.phone_link import terminal_code

    if not address:
        _say("Komputer ini belum terhubung ke jaringan; alamat untuk ponsel belum ada.")
        return
    # A console of Windows is given letters, whatever its code page; elsewhere the terminal reads what the locale says.
    blocks = sys.stdout.isatty() if sys.platform == "win32" else "utf" in locale.getencoding().lower()
    _say(f"Dari ponsel di jaringan yang sama: {address}\n\n{terminal_code(address, blocks=blocks)}\n")


def _say(text: str) -> None:
    print(text, flush=True)


def _progress() -> _Bar:
    return _Bar()


class _Bar(Progress):
    """A progress bar that wipes itself away when a stage is done: the summary line follows."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage has come."""
        super().__call__(stage, done, total)
        if done >= total and self.shown:
            self.end()


def _explain(fault: OSError, host: str, port: int) -> str:
    """Why the preview cannot listen there, and the way out."""
    from generator.preview.preview import free_port

    if isinstance(fault, socket.gaierror) or fault.errno == errno.EADDRNOTAVAIL:
        return f'Alamat "{host}" bukan alamat komputer ini. Hapus --host, atau pakai alamat yang ada.'
    free = free_port(host, max(port, 1024))
    advice = f"Pakai port lain: etalase serve --port {free}" if free else "Pakai port lain dengan --port."
    if fault.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} tidak boleh dipakai di komputer ini. {advice}"
    if fault.errno == errno.EADDRINUSE:
        return f"Port {port} sedang dipakai program lain. {advice}"
    return f"Port {port} di {host} tidak dapat dipakai: {fault.strerror or fault}. {advice}"
