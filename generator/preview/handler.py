"""What every answer of the preview has in common: who may ask, how, and the headers."""

from __future__ import annotations

from tornado.web import HTTPError, RequestHandler

from generator.preview.request_guard import RequestGuard

REASONS = {
    400: "Permintaan tidak terbaca.",
    403: "Pratinjau hanya menjawab halamannya sendiri.",
    404: "Halaman tidak ada.",
    405: "Pratinjau tidak melayani cara ini.",
}


class PreviewHandler(RequestHandler):
    """Checks Host, Origin and method before anything else is looked at."""

    guard: RequestGuard
    methods: tuple[str, ...] = ("GET", "HEAD")

    def set_default_headers(self) -> None:
        """Nothing of a preview is kept by browsers, guessed at, framed, or embedded by other sites."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "SAMEORIGIN")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def prepare(self) -> None:
        """Raises HTTPError (403, 405)."""
        if not self.guard.admits_host(self.request.headers.get_list("Host")):
            raise HTTPError(403)
        if self.request.headers.get_list("Origin") and not self.admits_origin():
            raise HTTPError(403)
        if self.request.method not in self.methods:
            raise HTTPError(405)

    def admits_origin(self) -> bool:
        """True when the request says that it comes from a page of ours."""
        headers = self.request.headers
        return self.guard.admits_origin(headers.get_list("Origin"), headers.get("Host", ""))

    def require_origin(self) -> None:
        """Raises HTTPError (403) when the request does not."""
        if not self.admits_origin():
            raise HTTPError(403)

    def compute_etag(self) -> None:
        """Nothing is kept, so nothing is asked for again."""

    def write_error(self, status_code: int, **_: object) -> None:
        """One plain sentence, without a word from the request."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if status_code == 405:
            self.set_header("Allow", ", ".join(self.methods))
        self.finish(REASONS.get(status_code, "Kesalahan di dalam pratinjau.") + "\n")
