"""The repository's own content built whole, a server for what was built, and pages with the client."""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, TODAY

from generator.build.builder import build
from generator.build.options import Options


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Any]:
    """`serve(folder)` gives the address of a folder, ending in a slash."""
    servers = []

    def start(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=os.fspath(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with this repository's own content; its output lies in `output`, one to open from a disk in `luring`."""
    folder = tmp_path_factory.mktemp("etalase")
    shutil.copytree(REPOSITORY / "content", folder / "content")
    shutil.copy(REPOSITORY / "site.yaml", folder)
    for output, offline in (("output", False), ("luring", True)):
        result = build(Options(site=folder, today=TODAY, output=folder / output, offline=offline))
        assert result.published
    return folder


@pytest.fixture(scope="session")
def address(showcase: Path, serve: Any) -> str:
    """Where the showcase is served; ends in a slash."""
    return str(serve(showcase / "output"))


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """`visit(path)` opens a page of the showcase as a new visitor; a fault in a script fails the test at its end."""
    contexts, faults = [], []

    def open_(path: str = "", **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(path if ":" in path[:8] else address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def answered() -> Callable[[Any], str]:
    """`answered(page)` waits until the search page has its answer, filters too, and gives what it says."""

    def wait(page: Any) -> str:
        page.wait_for_function("""() => { const page = document.querySelector('[data-cari=halaman]');
          const text = page.querySelector('[data-cari=status]').textContent;
          return !page.hasAttribute('aria-busy') && (text ? !/^(Mencari|Searching)/.test(text) : !location.search); }""")
        return str(page.locator("[data-cari=status]").first.text_content())

    return wait
