"""A real Chromium, and the showcase itself served from a folder."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY, TODAY

from generator.build.build import build
from generator.build.options import Options


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the repository's own content."""
    folder = tmp_path_factory.mktemp("etalase")
    shutil.copytree(REPOSITORY / "content", folder / "content")
    shutil.copy(REPOSITORY / "site.yaml", folder)
    result = build(Options(site=folder, today=TODAY, jobs=2))
    assert result.exit_code == 0, [f"{problem.place}: {problem.message}" for problem in result.problems]
    return folder / "output"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps silent."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def address(showcase: Path) -> Iterator[str]:
    """Where the showcase is served; ends in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=showcase))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()
