"""A video's player is loaded after a tap, from the one host that its page allows."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable
from typing import Any

from browser.conftest import Quiet


def test_a_player_loads_only_when_asked(browser: Any, make_site: Callable[..., Any]) -> None:
    site = make_site("video", theme="nusantara")
    site.product("keripik", video="https://youtu.be/contoh-1234")
    site.product("kerupuk")
    assert site.build().exit_code == 0
    assert "frame-src" not in site.read("produk/kerupuk/index.html")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=site.folder / "output")
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("https:") else None)
    page.goto(f"http://127.0.0.1:{server.server_port}/produk/keripik/")
    assert asked == []
    context.set_offline(True)  # nothing leaves this machine
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.get_by_role("link", name="Putar video: Produk keripik").click()
    player = page.locator("iframe")
    assert player.get_attribute("src").startswith("https://www.youtube-nocookie.com/embed/contoh-1234?")
    assert player.get_attribute("title") == "Video: Produk keripik"
    assert refused == []
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()
