"""The desk over HTTP: below `/meja/`, for our own pages on this machine only, and no GET that changes anything.

What is posted must come from a page of ours (Host and Origin, as for the whole preview) and carry the token of that page.
"""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from tornado.http1connection import HTTP1Connection
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, stream_request_body

from generator.desk.desk import Desk
from generator.desk.remote_access import SESSION, RemoteAccess
from generator.desk.requests import Ask, Reply
from generator.desk.uploads import MOST_ALL, BadFormError, FormReceiver, lacks_space
from generator.preview.handler import PreviewHandler
from generator.preview.request_guard import RequestGuard, is_loopback
from generator.preview.server import Routes

PATH = "/meja/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
CLOSED = "Meja penyunting hanya dibuka di komputer yang menjalankannya."


WRONG_CODE = "Kode itu keliru. Lihat lagi di jendela Etalase."
TOO_MANY = "Terlalu banyak kode yang keliru. Tutup Etalase di komputer yang menjalankannya, lalu jalankan lagi."


class DeskDoor(PreviewHandler):
    """The desk asked for without its last slash."""

    def initialize(self, guard: RequestGuard) -> None:
        """Called by tornado for each request."""
        self.guard = guard

    def get(self) -> None:
        """Show the way."""
        self.redirect(PATH)

    head = get


class DeskPage(PreviewHandler):
    """What all answers of the desk have in common."""

    def initialize(self, guard: RequestGuard, desk: Desk, access: RemoteAccess | None) -> None:
        """Called by tornado for each request. `access`: None where other machines are never let in."""
        self.guard, self.desk, self.access = guard, desk, access

    def set_default_headers(self) -> None:
        """As every answer of the preview, with a policy of the desk's own."""
        super().set_default_headers()
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Referrer-Policy", "same-origin")

    @property
    def is_local(self) -> bool:
        """Whether this very machine asks."""
        return is_loopback(self.request.remote_ip or "")

    @property
    def is_admitted(self) -> bool:
        """Whether whoever asks may use the desk."""
        return self.is_local or (self.access is not None and self.access.admits(self.get_cookie(SESSION, "") or ""))

    def write_error(self, status_code: int, **more: object) -> None:
        """One plain sentence."""
        if status_code == 403 and not self.is_admitted:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(CLOSED + "\n")
            return
        super().write_error(status_code, **more)

    def ask_code(self, access: RemoteAccess, message: str = "") -> None:
        """The page that asks for the code."""
        self.set_status(403)
        message = TOO_MANY if access.is_closed else message
        self.finish(self.desk.page("kode.html", message=message, is_closed=access.is_closed).body)


class DeskCodeHandler(DeskPage):
    """Takes the code of somebody at another machine."""

    methods = ("POST",)

    def post(self) -> None:
        """Let them in, or say that the code is wrong."""
        self.require_origin()
        if self.access is None or self.is_local:
            raise HTTPError(403)
        session = self.access.session_for(self.get_body_argument("kode", "")[:40])
        if not session:
            self.ask_code(self.access, WRONG_CODE)
            return
        self.set_cookie(SESSION, session, path=PATH, httponly=True, samesite="Strict")
        self.redirect(PATH, status=303)


@stream_request_body
class DeskHandler(DeskPage):
    """Takes forms as they come, and hands requests to the desk in a thread."""

    methods = ("GET", "HEAD", "POST")

    def __init__(self, application: Application, request: HTTPServerRequest, **wired: object) -> None:
        self.receiver: FormReceiver | None = None
        self.refusal: BadFormError | None = None
        super().__init__(application, request, **wired)

    def prepare(self) -> None:
        """Raises HTTPError (403, 405), before the body is read."""
        super().prepare()
        if not self.is_admitted and not (self.access is not None and self.request.method in ("GET", "HEAD")):
            raise HTTPError(403)
        if self.request.method != "POST":
            return
        self.require_origin()
        assert isinstance(self.request.connection, HTTP1Connection)  # the only kind here
        self.request.connection.set_max_body_size(MOST_ALL + 1)
        size = int(self.request.headers.get("Content-Length", "0"))
        try:
            if lacks_space(self.desk.staging, size):
                raise BadFormError(
                    507, "Ruang penyimpanan tidak cukup untuk kiriman ini. Kosongkan sebagian, lalu ulangi."
                )
            self.receiver = FormReceiver(
                self.request.headers.get("Content-Type", ""), self.desk.staging, self.desk.token
            )
        except BadFormError as refusal:
            self.refusal = refusal

    def data_received(self, chunk: bytes) -> None:
        """Called by tornado with each part of the body. What is refused is read to its end, so that the answer is seen."""
        if self.refusal is None and self.receiver is not None:
            try:
                self.receiver.feed(chunk)
            except BadFormError as refusal:
                self.refusal = refusal

    async def get(self, path: str) -> None:
        """Show something; somebody at another machine is asked for the code first."""
        if self.access is not None and not self.is_admitted and not path.startswith("berkas/"):
            self.ask_code(self.access)
            return
        query = {name: values[-1].decode("utf-8", "replace") for name, values in self.request.query_arguments.items()}
        self.send(await asyncio.to_thread(self.desk.answer, Ask(path, query=query)))

    head = get

    async def post(self, path: str) -> None:
        """Change something."""
        receiver = self.receiver
        try:
            if self.refusal is None and receiver is not None:
                receiver.finish()
        except BadFormError as refusal:
            self.refusal = refusal
        if self.refusal is not None or receiver is None:
            if receiver is not None:
                receiver.close()
            why = self.refusal or BadFormError(400, "Kiriman tidak terbaca.")
            self.send(await asyncio.to_thread(self.desk.refuse, why.status, str(why)))
            return
        ask = Ask(path, is_post=True, fields=receiver.fields, uploads=receiver.uploads, is_local=self.is_local)
        reply = await asyncio.to_thread(self.desk.answer, ask)
        receiver.close()
        self.send(reply)

    def send(self, reply: Reply) -> None:
        """Send an answer."""
        if reply.location:
            self.set_status(303)
            self.set_header("Location", reply.location)
            self.finish()
            return
        self.set_status(reply.status)
        self.set_header("Content-Type", reply.kind)
        if reply.download:
            self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(reply.download)}")
        self.finish(reply.body)

    def on_finish(self) -> None:
        """Let go of what nobody took."""
        if self.receiver is not None:
            self.receiver.close()

    def on_connection_close(self) -> None:
        """The browser has gone in the middle of it: what came so far is no delivery."""
        if self.receiver is not None:
            self.receiver.close()


def routes(guard: RequestGuard, desk: Desk, access: RemoteAccess | None = None) -> Routes:
    """What the preview has to answer for the desk. `access`: lets other machines in that know its code."""
    wired: dict[str, object] = {"guard": guard, "desk": desk, "access": access}
    return [
        (rf"{PATH[:-1]}", DeskDoor, {"guard": guard}),
        (rf"{PATH}kode", DeskCodeHandler, wired),
        (rf"{PATH}(.*)", DeskHandler, wired),
    ]
