"""A browser, a server for what was built, and the words that lunr itself is given."""

from __future__ import annotations

import http.server
import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
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


REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the search files of this repository's own content, and nothing else of its site."""
    from datetime import date

    from generator.build.site_view import site_view
    from generator.content.cache import Cache
    from generator.content.load import all_words, load_content, stored_text, stored_words
    from generator.content.parse import Context
    from generator.content.scan import scan_content
    from generator.content.site_file import read_settings
    from generator.model.catalog import assemble
    from generator.model.page import RegionMap
    from generator.model.region import Atlas
    from generator.model.world import World
    from generator.search.outputs import search_outputs

    folder = tmp_path_factory.mktemp("etalase")
    settings, _, _ = read_settings(REPOSITORY)
    assert settings
    cache = Cache(folder / "isi.sqlite", "uji")
    scan = scan_content(REPOSITORY / "content", cache)
    context = Context(settings.province, settings.categories, False, False, date(2026, 11, 22))
    content = load_content(scan, context, cache, map)
    cache.save()
    catalog = assemble(content.rows, {}, partial(stored_text, cache))
    atlas = Atlas.of(settings.province)
    site = site_view(settings, atlas, catalog, {}, languages=("id",))
    world = World(catalog, site, atlas, RegionMap(0, 0, ()), 24)
    synonyms = REPOSITORY / "content/sinonim.yaml"
    for output in search_outputs(world, cache, partial(stored_words, cache), partial(all_words, cache), synonyms):
        file = folder / "output" / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.recipe(*output.inputs))
    cache.close()
    return folder / "output"
