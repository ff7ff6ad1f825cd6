"""A real Chromium, and the showcase itself served from a folder."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import PATIENCE, REPOSITORY, TODAY
from playwright.sync_api import Browser, Page

from generator.build.builder import build
from generator.build.options import Options
from generator.content.site_file import read_settings

PHONE = {"width": 360, "height": 740}


def build_showcase(folder: Path, theme: str = "nusantara") -> Path:
    """The output of the repository's own content in a theme."""
    shutil.copytree(REPOSITORY / "content", folder / "content")
    settings = (REPOSITORY / "site.yaml").read_text("utf-8")
    (folder / "site.yaml").write_text(settings.replace("tema: nusantara", f"tema: {theme}"), "utf-8")
    result = build(Options(site=folder, today=TODAY, jobs=2))
    assert result.exit_code == 0, [f"{problem.place}: {problem.message}" for problem in result.problems]
    return folder / "output"


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The showcase as it is published."""
    return build_showcase(tmp_path_factory.mktemp("etalase"))


@pytest.fixture(scope="session")
def thrifty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The showcase in the theme for weak signal."""
    return build_showcase(tmp_path_factory.mktemp("hemat"), "hemat")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, also below the path that the site is published under, as 404.html asks for them, and keeps silent."""

    base = urlsplit(read_settings(REPOSITORY)[0].base_url).path

    def translate_path(self, path: str) -> str:
        """The file of a request's path."""
        return super().translate_path("/" + path.removeprefix(self.base) if path.startswith(self.base) else path)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where a folder is served; ends in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:  # a test that fails must not leave a thread that keeps the process alive
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def visiting(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page of a visitor of one's own, with a storage of its own; `options` as `Browser.new_context` has them."""
    context = browser.new_context(**options)
    try:
        context.set_default_timeout(PATIENCE * 1000)
        yield context.new_page()
    finally:
        context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    with visiting(browser, viewport=PHONE) as opened:
        yield opened


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page on a phone without JavaScript."""
    with visiting(browser, viewport=PHONE, java_script_enabled=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(showcase: Path) -> Iterator[str]:
    """Where the showcase is served; ends in a slash."""
    with served(showcase) as found:
        yield found


@pytest.fixture(scope="session")
def thrifty_address(thrifty: Path) -> Iterator[str]:
    """Where the showcase is served in the theme for weak signal; ends in a slash."""
    with served(thrifty) as found:
        yield found
