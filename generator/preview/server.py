"""The server: the served files over HTTP, with our script added to pages on their way out, never to files."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path, PurePosixPath

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from generator.preview.form_handler import PATH, Desk, FormHandler
from generator.preview.guide import PATH as GUIDE
from generator.preview.guide import GuideFault, guide_files
from generator.preview.handler import PreviewHandler
from generator.preview.reload_socket import Hub, ReloadSocket
from generator.preview.request_guard import RequestGuard
from generator.preview.served_files import NOT_FOUND, Stamp

OWN = "/__etalase/"  # no slug begins with an underscore
FORM_CONFIG = "admin/config.yml"  # is told where this very server takes what the form saves
STATIC = Path(__file__).parent / "static"
LARGEST_BODY = 64 * 1024  # bytes of a request that is going to be refused anyway
LARGEST_MESSAGE = 16 * 1024  # bytes

# Spelled out: what the machine's own tables say differs (on Windows, the registry may call a script "text/plain").
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".yml": "text/yaml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".wasm": "application/wasm",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
HTML = TYPES[".html"]
Routes = Sequence[tuple[str, type[RequestHandler], dict[str, object]]]  # pattern, handler, what it is wired with

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
PLAIN = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} | Pratinjau Etalase</title>
<link rel="stylesheet" href="{own}halaman.css"></head>
<body><main><h1>{title}</h1><p>{text}</p><noscript><p>Nyalakan JavaScript, atau baca pesannya di terminal.</p></noscript></main></body></html>
"""


def type_of(path: str) -> str:
    """The media type of a file by its name."""
    return TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def with_script(page: bytes, stamp: Stamp) -> bytes:
    """A page with our script in its head, or at its end when it has none."""
    tag = f'<script src="{OWN}pratinjau.js" data-cap="{stamp}" defer></script>'.encode()
    head = re.search(rb"</head\s*>", page, re.IGNORECASE)
    at = head.start() if head else len(page)
    return page[:at] + tag + page[at:]


def own_page(title: str, text: str) -> bytes:
    """A page of the preview itself; its problems are shown by the script, as on every page."""
    return PLAIN.format(policy=escape(POLICY), title=escape(title), text=escape(text), own=OWN).encode()


class OwnFile(PreviewHandler):
    """The preview's own script and style sheets."""

    def initialize(self, guard: RequestGuard) -> None:
        """Called by tornado for each request."""
        self.guard = guard

    def get(self, name: str) -> None:
        """Send a file of `static/`; the route names the only ones there are."""
        self.set_header("Content-Type", type_of(name))
        self.finish(_static(name))

    head = get


@lru_cache
def _static(name: str) -> bytes:
    return (STATIC / name).read_bytes()


class SitePage(PreviewHandler):
    """Whatever may be served."""

    def initialize(self, guard: RequestGuard, hub: Hub) -> None:
        """Called by tornado for each request."""
        self.guard, self.hub = guard, hub

    def get(self) -> None:
        """Send a file, the way to it, or what there is instead."""
        asked = self.request.path
        served = self.hub.status.served
        file = served.find(asked)
        if file and file.moved:
            query = self.request.query
            self.set_status(302)
            self.set_header("Location", file.moved + (f"?{query}" if query else ""))
            self.finish()
        elif file:
            self.send(file.path, file.data, served.stamp(file))
        else:
            self.send_other()

    head = get

    def send(self, path: str, data: bytes, stamp: Stamp) -> None:
        """Send a file; a page with our script."""
        kind = type_of(path)
        self.set_header("Content-Type", kind)
        if path == FORM_CONFIG:
            data += self.form_place().encode()
        self.finish(with_script(data, stamp) if kind == HTML else data)

    def form_place(self) -> str:
        """Where the form saves to and goes back to: this very server, by whatever name it was reached."""
        here = f"http://{self.request.host}"
        backend = f"local_backend:\n  url: {here}{PATH}\n  allowed_hosts: ['[::1]']\n"
        return f"{backend}site_url: {here}/\ndisplay_url: {here}/\n"

    def send_other(self) -> None:
        """The site's own 404; without one a page of ours; without any site the waiting page or the problem page."""
        status = self.hub.status
        file = status.served.shown_at(self.request.path)
        self.set_status(404 if status.served.files else 503)
        if file and file.path == NOT_FOUND:
            self.send(NOT_FOUND, file.data, status.served.stamp(file))
            return
        if status.served.files:
            page = own_page("Halaman tidak ada", "Tidak ada halaman di alamat ini.")
        elif status.state == "menunggu":
            page = own_page("Sedang membangun…", "Situs muncul di sini begitu selesai.")
        else:
            page = own_page(
                "Situs belum dapat ditampilkan", "Perbaiki masalah berikut; halaman ini memuat ulang sendiri."
            )
        self.send(NOT_FOUND, page, status.served.stamp(None))


class GuidePage(PreviewHandler):
    """The style guide of the theme: for those who make themes, and never part of a site."""

    def initialize(self, guard: RequestGuard, hub: Hub) -> None:
        """Called by tornado for each request."""
        self.guard, self.hub = guard, hub

    def get(self, name: str | None) -> None:
        """Send a file of the guide; the page with our script. Raises HTTPError (404)."""
        if name is None:  # asked for without its last slash
            self.set_status(302)
            self.set_header("Location", GUIDE)
            self.finish()
            return
        try:
            data = guide_files(self.hub.status.site).get(name)
        except GuideFault as fault:
            self.set_status(503)
            name, data = "", own_page("Panduan gaya belum dapat ditampilkan", str(fault))
        if data is None:
            raise HTTPError(404)
        self.set_header("Content-Type", type_of(name) if name else HTML)
        self.finish(data if name else with_script(data, self.hub.stamp_at(GUIDE)))

    head = get


class Elsewhere(PreviewHandler):
    """Below our own folder, but nothing of it."""

    def initialize(self, guard: RequestGuard) -> None:
        """Called by tornado for each request."""
        self.guard = guard

    def get(self) -> None:
        """Raises HTTPError (404)."""
        raise HTTPError(404)

    head = get


def application(guard: RequestGuard, hub: Hub, desk: Desk | None, routes: Routes = ()) -> Application:
    """The routes. `routes`: of rooms that the preview does not know, asked first."""
    return Application(
        [
            *routes,
            (rf"{OWN}hidup", ReloadSocket, {"guard": guard, "hub": hub}),
            (rf"{OWN}((?:pratinjau|halaman)\.(?:js|css))", OwnFile, {"guard": guard}),
            (PATH, FormHandler, {"guard": guard, "desk": desk}),
            (rf"{OWN}.*", Elsewhere, {"guard": guard}),
            (rf"{GUIDE[:-1]}(?:/(.*))?", GuidePage, {"guard": guard, "hub": hub}),
            (r".*", SitePage, {"guard": guard, "hub": hub}),
        ],
        log_function=lambda handler: None,
        websocket_max_message_size=LARGEST_MESSAGE,
        websocket_ping_interval=20,
    )


def open_sockets(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen at an address. Port 0: any free one. Raises OSError."""
    return bind_sockets(port, address=host)


def listen(
    guard: RequestGuard, hub: Hub, sockets: list[socket.socket], desk: Desk | None = None, routes: Routes = ()
) -> HTTPServer:
    """Begin to answer; needs a running event loop."""
    server = HTTPServer(application(guard, hub, desk, routes), max_body_size=LARGEST_BODY, no_keep_alive=False)
    server.add_sockets(sockets)
    return server
