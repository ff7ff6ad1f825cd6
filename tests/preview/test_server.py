"""The server's rules, asked of a server that really runs."""

from __future__ import annotations

import os
import socket

import pytest
from conftest import Site
from preview_support import running

SCRIPT = b'<script src="/__etalase/pratinjau.js" data-cap="'


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("situs")).start()
    site.product("kopi", "Kopi robusta.", draf="ya")
    site.write("content/berkas/manifest.webmanifest", '{"name": "uji"}')
    site.write("content/berkas/tanda.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.write(
        "themes/mini/templates/pages/tidak-ditemukan.html",
        "{% extends 'base.html' %}{% block isi %}Tersesat{% endblock %}",
    )
    site.write("rahasia.md", "RAHASIA")
    with running(site.folder) as preview:
        preview.line()
        site.write(".cache/preview/asing.html", "ASING")
        os.symlink(site.folder / "rahasia.md", site.folder / ".cache/preview/pintas.md")
        yield preview


def test_pages_are_served_with_the_script_and_files_are_not_touched(shop):
    answer, body = shop.ask("/produk/kopi/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert body.count(SCRIPT) == 1
    assert body.index(SCRIPT) < body.index(b"</head>")
    file = shop.preview.loop.options.folder / "produk/kopi/index.html"
    assert b"__etalase" not in file.read_bytes()
    assert len(body) - len(file.read_bytes()) == body.index(b"</script>") + 9 - body.index(SCRIPT)


@pytest.mark.parametrize(("path", "kind"), [
    ("/", "text/html; charset=utf-8"), ("/aset/gaya.css", "text/css; charset=utf-8"), ("/sitemap.xml", "application/xml"),
    ("/robots.txt", "text/plain; charset=utf-8"), ("/manifest.webmanifest", "application/manifest+json"),
    ("/tanda.svg", "image/svg+xml"), ("/etalase.json", None), ("/__etalase/pratinjau.js", "text/javascript; charset=utf-8"),
])  # fmt: skip
def test_types_and_headers(shop, path, kind):
    answer, body = shop.ask(path)
    if kind is not None:
        assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Server"] is None
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert int(answer.headers["Content-Length"]) == len(body)


def test_head_is_get_without_a_body(shop):
    full, body = shop.ask("/produk/kopi/")
    head, nothing = shop.ask("/produk/kopi/", "HEAD")
    assert (head.status, nothing) == (200, b"")
    assert head.headers["Content-Length"] == full.headers["Content-Length"] == str(len(body))


def test_missing_pages(shop):
    answer, body = shop.ask("/produk/entah/")
    assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"Tersesat" in body
    assert SCRIPT in body


def test_folders_and_the_base_path_lead_on(shop):
    for asked, way in (("/produk/kopi?x=1", "/produk/kopi/?x=1"), ("/uji/aset/gaya.css", "/aset/gaya.css")):
        answer, _ = shop.ask(asked)
        assert (answer.status, answer.headers["Location"]) == (302, way)


@pytest.mark.parametrize("path", [
    "/asing.html", "/pintas.md", "/../rahasia.md", "/../../rahasia.md", "/%2e%2e/%2e%2e/rahasia.md", "/..%2f..%2frahasia.md",
    "/..%5c..%5crahasia.md", "/..\\..\\rahasia.md", "/%2e%2e%5c%2e%2e%5crahasia.md", "/%252e%252e/%252e%252e/rahasia.md",
    "/.cache/isi.sqlite", "/.nojekyll", "/%2enojekyll", "/produk/../../../rahasia.md", "/index.html%00.md", "/%00", "//rahasia.md",
    "/content/produk/kopi.md", "/site.yaml", "/__etalase/", "/__etalase/../rahasia.md", "/__etalase/%2e%2e/server.py",
    "/__etalase/pratinjau.py", "/__etalase/pratinjau.js/../../server.py", "/file:///etc/passwd", "/C:/Windows/win.ini",
    "/%c0%ae%c0%ae/%c0%ae%c0%ae/rahasia.md", "/INDEX.HTML",
])  # fmt: skip
def test_nothing_else_is_served(shop, path):
    answer, body = shop.ask(path)
    assert answer.status == 404
    assert b"RAHASIA" not in body
    assert b"ASING" not in body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "192.168.1.5:{port}"]
)
@pytest.mark.parametrize("path", ["/", "/aset/gaya.css", "/__etalase/pratinjau.js", "/__etalase/hidup", "/tidak-ada"])
def test_other_hosts_are_refused(shop, host, path):
    answer, body = shop.ask(path, Host=host.format(port=shop.port))
    assert answer.status == 403
    assert b"evil" not in body


def test_a_request_without_host_or_with_two_is_refused(shop):
    own = f"Host: 127.0.0.1:{shop.port}\r\n"
    for lines in ("", own + own, own + "Host: evil.example\r\n"):
        with socket.create_connection(("127.0.0.1", shop.port), timeout=20) as line:
            line.sendall(f"GET / HTTP/1.1\r\n{lines}Connection: close\r\n\r\n".encode())
            assert line.makefile("rb").readline().split()[1] in (b"400", b"403")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "MKCOL"])
@pytest.mark.parametrize("path", ["/", "/__etalase/pratinjau.js", "/__etalase/hidup"])
def test_other_methods_are_refused(shop, method, path):
    answer, _ = shop.ask(path, method)
    assert answer.status == 405


def test_other_sites_get_nothing(shop):
    assert shop.ask("/", Origin="http://evil.example")[0].status == 403
    assert shop.ask("/", Origin="null")[0].status == 403
    assert shop.ask("/", Origin=shop.address)[0].status == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [("", 403), ("null", 403), ("http://evil.example", 403), ("http://localhost:{port}", 403), ("{own}", 101)],
)
def test_the_websocket_answers_our_own_pages_only(shop, origin, status):
    answer, _ = shop.ask(
        "/__etalase/hidup", Origin=origin.format(port=shop.port, own=shop.address), Connection="Upgrade", Upgrade="websocket",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==", Sec_WebSocket_Version="13", read=False,
    )  # fmt: skip
    assert answer.status == status


def test_before_the_first_build_and_when_it_fails(make_site):
    site = make_site("rusak")
    settings = (site.folder / "site.yaml").read_text()
    site.write("site.yaml", settings + "warna: merah\n")
    with running(site.folder) as preview:
        preview.line_with("GALAT")
        answer, body = preview.ask("/")
        assert answer.status == 503
        assert b"Situs belum dapat ditampilkan" in body
        assert SCRIPT in body
        site.product("kue", harga="banyak")
        site.product("teh")
        site.write("site.yaml", settings)
        preview.line_with("tanpa berkas yang keliru")  # there is no good site yet: what is sound is shown
        assert preview.ask("/produk/kue/")[0].status == 404
        assert preview.ask("/produk/teh/")[0].status == 200
        site.product("kue")
        preview.line_with("Selesai")
        assert preview.ask("/produk/kue/")[0].status == 200
        site.product("kue", harga="banyak")
        preview.line_with("tetap yang lama")  # from now on the last good one stays
        assert preview.ask("/produk/kue/")[0].status == 200


def test_cache_and_preview_do_not_get_in_each_others_way(make_site):
    """An ordinary build, a check and a preview share one cache folder."""
    site = make_site("bersama")
    site.product("kue", draf="ya")
    with running(site.folder) as preview:
        preview.line()
        first = preview.ask("/produk/kue/")[1]
        assert site.build().exit_code == 0
        assert site.check().exit_code == 0
        assert not (site.folder / "output/produk/kue").exists()
        assert preview.ask("/produk/kue/")[1] == first
        site.product("teh")
        preview.line_with("1 pelaku usaha")
        assert preview.ask("/produk/teh/")[0].status == 200
    assert site.run("clean").returncode == 0
    assert not (site.folder / ".cache").exists()
