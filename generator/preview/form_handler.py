"""Requests of the browser form: POST on `/api/v1`, for our own pages on this machine only, whatever `--host` says.

What is asked there can change files, so the request must say that it comes from a page of ours (a page of another site can
send requests here, but not with our Origin), and be JSON, which no plain form of another site can send.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from tornado.http1connection import HTTP1Connection
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, stream_request_body

from generator.preview.handler import PreviewHandler
from generator.preview.request_guard import RequestGuard, is_loopback

PATH = "/api/v1"
LARGEST = 48 * 1024 * 1024  # bytes of a request: a photo of 30 MB in base64, and some room
REASONS = {
    403: "Formulir hanya melayani halamannya sendiri di komputer ini.",
    404: "Formulir tidak dipakai di sini.",
    413: "Kirimannya terlalu besar.",
}
Desk = Callable[[object], tuple[int, object]]  # a request's JSON -> HTTP status and the answer's JSON


@stream_request_body
class FormHandler(PreviewHandler):
    """Hands a request to the desk, in a thread: photos take a second, and the server answers others meanwhile."""

    methods = ("POST",)

    def __init__(self, application: Application, request: HTTPServerRequest, **wired: object) -> None:
        super().__init__(application, request, **wired)
        self.body = bytearray()

    def initialize(self, guard: RequestGuard, desk: Desk | None) -> None:
        """Called by tornado for each request."""
        self.guard, self.desk = guard, desk

    def prepare(self) -> None:
        """Raises HTTPError (403, 404, 405, 413, 415), before the body is read."""
        super().prepare()
        self.require_origin()
        if not self.guard.is_loopback or not is_loopback(self.request.remote_ip or ""):
            raise HTTPError(403)
        if self.desk is None:
            raise HTTPError(404)
        if self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            raise HTTPError(415)
        if int(self.request.headers.get("Content-Length", "0")) > LARGEST:
            raise HTTPError(413)
        assert isinstance(self.request.connection, HTTP1Connection)  # the only kind here
        self.request.connection.set_max_body_size(LARGEST)

    def data_received(self, chunk: bytes) -> None:
        """Called by tornado with each part of the body."""
        self.body += chunk

    async def post(self) -> None:
        """Answer."""
        status, answer = await self.answer()
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(answer, ensure_ascii=False))

    async def answer(self) -> tuple[int, object]:
        """The desk's answer to the request, or why there is none."""
        assert self.desk is not None
        try:
            asked = json.loads(self.body)
        except (ValueError, RecursionError):
            return 400, {"error": "Permintaan tidak terbaca."}
        try:
            return await asyncio.to_thread(self.desk, asked)
        except OSError as fault:
            return 500, {"error": f"Mesin menolak: {fault.strerror or fault}. Tidak ada yang diubah."}

    def write_error(self, status_code: int, **more: object) -> None:
        """As JSON, which the form shows."""
        if status_code == 405:
            super().write_error(status_code, **more)
            return
        self.set_header("Content-Type", "application/json")
        self.finish(
            json.dumps({"error": REASONS.get(status_code, "Permintaan tidak dapat dilayani.")}, ensure_ascii=False)
        )
