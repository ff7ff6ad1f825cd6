"""The preview as a whole: server and loop put together, from the first build to Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

from generator.build.options import Progress, quiet
from generator.preview.form_handler import Desk
from generator.preview.loop import Loop
from generator.preview.phone_link import lan_address
from generator.preview.reload_socket import Hub
from generator.preview.request_guard import RequestGuard
from generator.preview.server import Routes, listen, open_sockets
from generator.preview.status import BuildStatus
from generator.preview.watch import Watch

__all__ = ["Preview", "free_port", "open_sockets"]

PATIENCE = 10.0  # seconds that a build in progress gets to end
TRIES = 20


class Preview:
    """One preview of one site. `run` goes on until its task is cancelled, which is what Ctrl-C does.

    `desk` answers what the browser form asks, in a thread of its own. `routes` are of rooms above this one.
    """

    def __init__(
        self,
        site: Path,
        guard: RequestGuard,
        sockets: list[socket.socket],
        *,
        desk: Desk | None = None,
        routes: Routes = (),
        say: Callable[[str], None] = lambda _: None,
        progress: Callable[[], Progress] = lambda: quiet,
    ) -> None:
        self.guard, self.sockets, self.desk, self.routes = guard, sockets, desk, routes
        self.events: asyncio.AbstractEventLoop | None = None
        self.watch = Watch(site, self._changed)
        self.loop = Loop(site, self._notify, refresh=self.watch.refresh, say=say, progress=progress)
        self.hub = Hub(self.loop.status, lan_address(guard))
        self.thread = threading.Thread(target=self.loop.run, name="etalase-pratinjau", daemon=True)

    def _changed(self, paths: list[str]) -> None:
        self.loop.changed(paths)

    def _notify(self, status: BuildStatus) -> None:
        with contextlib.suppress(RuntimeError):  # the server has closed already
            if self.events is not None:
                self.events.call_soon_threadsafe(self.hub.notify, status)

    async def run(self, *, is_open: bool = False, page: str = "") -> None:
        """Serve, watch and build until cancelled; leaves no thread, process or socket behind. `page`: which one is opened."""
        self.events = asyncio.get_running_loop()
        server = listen(self.guard, self.hub, self.sockets, self.desk, self.routes)
        self.thread.start()
        if is_open:  # in a thread of its own: a browser for the console would hold us up
            threading.Thread(target=webbrowser.open, args=(self.guard.address + page,), daemon=True).start()
        try:
            while True:
                # Windows hands a Ctrl-C on only between two events.
                await asyncio.sleep(0.5 if sys.platform == "win32" else 3600)
        finally:
            self.loop.stop()
            self.watch.stop()
            self.hub.close()
            server.stop()
            with contextlib.suppress(asyncio.CancelledError):
                await server.close_all_connections()
            self.thread.join(PATIENCE)


def free_port(host: str, port: int) -> int | None:
    """A free port just above `port`, to suggest."""
    for other in range(port + 1, min(port + TRIES, 65536)):
        with contextlib.suppress(OSError):
            family, kind, _, _, address = socket.getaddrinfo(host, other, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind) as probe:
                probe.bind(address)
            return other
    return None
