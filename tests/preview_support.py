"""A preview that really runs: its own server on a free port of this machine, its own threads, ended with the test."""

from __future__ import annotations

import asyncio
import http.client
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import PATIENCE

from generator.desk.desk import Desk
from generator.desk.desk_handler import routes
from generator.desk.remote_access import RemoteAccess
from generator.exchange.form_desk import FormDesk
from generator.preview.preview import Preview, open_sockets
from generator.preview.request_guard import RequestGuard


class Running:
    """A preview in a thread. `lines` gets what it says, one line after every build."""

    def __init__(self, folder: Path, port: int, access: RemoteAccess | None = None) -> None:
        self.lines: queue.Queue[str] = queue.Queue()
        sockets = open_sockets("127.0.0.1", port)
        self.port = sockets[0].getsockname()[1]
        guard = RequestGuard("127.0.0.1", self.port)
        self.desk = Desk(folder, lambda: self.preview.loop.status)
        self.preview = Preview(
            folder,
            guard,
            sockets,
            desk=FormDesk(folder).answer,
            routes=routes(guard, self.desk, access),
            say=self.lines.put,
        )
        self.address = f"http://127.0.0.1:{self.port}"
        self.task: asyncio.Task[None] | None = None
        self.ready = threading.Event()
        self.thread = threading.Thread(target=asyncio.run, args=(self.main(),))

    async def main(self) -> None:
        """The server's thread."""
        self.task = asyncio.current_task()
        self.ready.set()
        try:
            await self.preview.run()
        except asyncio.CancelledError:
            pass

    def line(self) -> str:
        """Wait for the next build, and return what was said of it."""
        return self.lines.get(timeout=PATIENCE)

    def line_with(self, text: str) -> str:
        """Wait for a build of which is said `text`."""
        while text not in (line := self.line()):
            pass
        return line

    def ask(
        self, path: str, method: str = "GET", *, read: bool = True, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """A request exactly as given: nothing in the path is tidied up. `Host=""` leaves the header out."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": f"127.0.0.1:{self.port}", **headers}.items():
                if value:
                    connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer, answer.read() if read else b""
        finally:
            connection.close()

    def start(self) -> None:
        """Begin."""
        self.thread.start()
        assert self.ready.wait(PATIENCE)

    def stop(self) -> None:
        """End, and see that nothing is left running."""
        task = self.task
        assert task is not None
        task.get_loop().call_soon_threadsafe(task.cancel)
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        assert not self.preview.thread.is_alive()
        assert not self.preview.watch.observer.is_alive()


@contextmanager
def running(folder: Path, port: int = 0, access: RemoteAccess | None = None) -> Iterator[Running]:
    """Run a preview while the block runs. Port 0: any free one."""
    preview = Running(folder, port, access)
    preview.start()
    try:
        yield preview
    finally:
        preview.stop()
