"""The websocket to the browsers: livereload's, with an origin check of our own, and told when to reload what.

From livereload come the connection, its handshake and its messages (protocol "official-7"); what of it is not used, and why, is
said in decision 12. One more command, `etalase`, carries the problems.
"""

from __future__ import annotations

import contextlib
import json
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from tornado.websocket import WebSocketClosedError

from generator.preview.guide import PATH as GUIDE
from generator.preview.guide import guide_stamp
from generator.preview.handler import PreviewHandler
from generator.preview.phone_link import PhoneLink, phone_link
from generator.preview.request_guard import RequestGuard, is_loopback
from generator.preview.served_files import Stamp
from generator.preview.shown_record import ShownRecord
from generator.preview.status import FORM, BuildStatus

STYLE = "aset/gaya.css"
LONGEST = 300  # characters of a path that still makes a readable QR code


class Hub:
    """The browsers that are connected, and the latest status. Used in the server's thread only."""

    def __init__(self, status: BuildStatus, lan: str = "") -> None:
        self.status = status
        self.lan = lan  # the preview's address in the network, where it has one
        self.tabs: set[ReloadSocket] = set()

    def notify(self, status: BuildStatus) -> None:
        """Pass a status on to every browser."""
        self.status = status
        for tab in tuple(self.tabs):
            tab.notify(status)

    def stamp_at(self, path: str) -> Stamp:
        """The stamp of what a browser is shown at a path."""
        served = self.status.served
        return guide_stamp(self.status.site, served) if path == GUIDE else served.stamp(served.shown_at(path))

    def close(self) -> None:
        """Close every connection."""
        for tab in tuple(self.tabs):
            tab.close()


class ReloadSocket(PreviewHandler, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """One browser tab. It says which page it shows and by which stamp; what differs from today's is reloaded.

    Comparing stamps rather than listing changes makes it impossible to miss one: not between loading and connecting, and
    not while the preview was off.
    """

    def initialize(self, guard: RequestGuard, hub: Hub) -> None:
        """Called by tornado for each connection."""
        self.guard, self.hub = guard, hub
        self.page = self.entry = ""
        self.stamp: Stamp | None = None

    def check_origin(self, origin: str) -> bool:
        """Only pages of ours. (A request without any Origin never comes this far: `PreviewHandler` wants one.)"""
        return self.admits_origin()

    def prepare(self) -> None:
        """See `PreviewHandler`; besides, a websocket must say where it comes from."""
        super().prepare()
        self.require_origin()

    def on_message(self, message: str | bytes) -> None:
        """The handshake, and what a tab tells of itself."""
        try:
            fields = json.loads(message)
            command = fields.get("command")
        except (ValueError, AttributeError, RecursionError):
            self.close()
            return
        if command == "hello":
            super().on_message(message)
        elif command == "info" and isinstance(fields.get("url"), str):
            address = urlsplit(fields["url"])
            self.page, self.entry = address.path or "/", address.fragment
            self.stamp = Stamp.of(str(fields.get("cap")))
            self.hub.tabs.add(self)
            self.notify(self.hub.status)

    def on_close(self) -> None:
        """Called by tornado."""
        self.hub.tabs.discard(self)

    def notify(self, status: BuildStatus) -> None:
        """Have the tab reload its page, or only its style sheets, or just show the status."""
        stamp = self.hub.stamp_at(self.page)
        old = self.stamp
        if self.page.startswith(FORM):
            old = None  # what is typed there and not yet saved would be lost
        if old and (old.page, old.assets) != (stamp.page, stamp.assets):
            self.send({"command": "reload", "path": self.page, "liveCSS": False})
            return
        if old and old.style != stamp.style:
            self.send({"command": "reload", "path": STYLE, "liveCSS": True})
        self.stamp = stamp
        is_here = is_loopback(self.request.remote_ip or "")
        report = status.report(with_files=is_here, shown=ShownRecord.of(self.page, self.entry))
        message = {"laporan": report, "status": status.status_at(self.page)}
        if is_here and self.hub.lan:
            message["ponsel"] = self.phone_link()._asdict()
        self.send({"command": "etalase", **message})

    def phone_link(self) -> PhoneLink:
        """The page at hand for a phone; of a page that only this machine is shown, the home page."""
        is_elsewhere = self.page.startswith("/") and not self.page.startswith(FORM) and len(self.page) < LONGEST
        return phone_link(self.hub.lan[:-1] + (self.page if is_elsewhere else "/"))

    def send(self, message: dict[str, object]) -> None:
        """Send a message, unless the tab has gone."""
        with contextlib.suppress(WebSocketClosedError):
            self.write_message(json.dumps(message))
