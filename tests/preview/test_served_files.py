"""What may be served: only what the ledger names, never by a way around."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.preview.served_files import ServedFile, ServedFiles, Stamp, clean, is_refused

FILES = {
    "index.html": "beranda", "404.html": "tak ada", "produk/kopi/index.html": "kopi", "aset/gaya.css": "gaya",
    "aset/geser.js": "geser", "aset/foto/kopi-12345678-800.jpg": "foto", "cari/index.html": "cari", "cari/1.json": "1",
    ".nojekyll": "", "brosur harga.pdf": "pdf",
}  # fmt: skip


@pytest.fixture
def served(tmp_path):
    root = tmp_path / "preview"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / "asing.html").write_text("bukan buatan kita")
    (tmp_path / "rahasia.md").write_text("rahasia")
    return ServedFiles(root, {path: text + "-sidik" for path, text in FILES.items()}, {"produk/kopi/": "draf"}, "/uji/")


@pytest.mark.parametrize(("asked", "path"), [
    ("/", "index.html"), ("/index.html", "index.html"), ("/produk/kopi/", "produk/kopi/index.html"),
    ("/aset/gaya.css", "aset/gaya.css"), ("/brosur%20harga.pdf", "brosur harga.pdf"),
])  # fmt: skip
def test_found(served, asked, path):
    assert served.find(asked) == ServedFile(path, FILES[path].encode())


@pytest.mark.parametrize("asked", [
    "/asing.html", "/tidak/ada/", "/PRODUK/kopi/", "/.nojekyll", "/%2enojekyll", "/../rahasia.md", "/%2e%2e/rahasia.md",
    "/%2E%2E%2Frahasia.md", "/..%2frahasia.md", "/..\\rahasia.md", "/%2e%2e%5crahasia.md", "/produk/../index.html",
    "/produk/./kopi/", "//index.html", "/produk//kopi/", "/index.html%00", "/%00", "/%ff", "/index.html%0a", "",
    "index.html", "http://127.0.0.1/index.html", "*", "/c:/windows", "/index.html::$DATA", "/%252e%252e/rahasia.md",
    "/produk/kopi/index.html/", "/%EF%BC%8E%EF%BC%8E/rahasia.md", "/" + "a/" * 5000,
])  # fmt: skip
def test_not_found(served, asked):
    assert served.find(asked) is None


@given(st.text(max_size=60))
def test_no_text_leads_out(text):
    for asked in (f"/{text}", f"/{quote(text)}", text):
        path = clean(asked)
        assert path is None or not (path.startswith("/") or ".." in path.split("/") or "\\" in path or "\0" in path)


@given(st.text(max_size=60))
def test_ordinary_names_are_not_refused(text):
    name = "".join(letter for letter in text if letter.isalnum() or letter in " -_")
    assert not is_refused(f"berkas/a{name}.pdf")


def test_never_through_links(served, tmp_path):
    target = served.root / "produk/kopi/index.html"
    target.unlink()
    target.symlink_to(tmp_path / "rahasia.md")
    assert served.find("/produk/kopi/") is None
    (served.root / "aset").rename(tmp_path / "aset")
    (served.root / "aset").symlink_to(tmp_path / "aset", target_is_directory=True)
    assert served.find("/aset/gaya.css") is None


def test_a_site_reached_by_a_link_is_served(served, tmp_path):
    (tmp_path / "pintas").symlink_to(served.root, target_is_directory=True)
    assert ServedFiles(tmp_path / "pintas", served.files).find("/") is not None


def test_a_folder_in_place_of_a_file_is_not_served(served):
    (served.root / "aset/gaya.css").unlink()
    (served.root / "aset/gaya.css").mkdir()
    assert served.find("/aset/gaya.css") is None


def test_the_way_to_a_folder_and_from_the_base_path(served):
    assert served.find("/produk/kopi") == ServedFile(moved="/produk/kopi/")
    assert served.find("/uji/aset/gaya.css") == ServedFile(moved="/aset/gaya.css")
    assert served.find("/uji/") == ServedFile(moved="/")
    for hostile in ("/uji//evil.example/", "/uji/%2fevil.example", "/uji/\\evil.example", "//evil.example/produk/kopi"):
        found = served.find(hostile)
        assert found is None or found.moved.startswith("/evil")  # never two slashes: that would lead to another host


def test_status(served):
    assert served.status_at("/produk/kopi/") == served.status_at("/produk/kopi/index.html") == "draf"
    assert served.status_at("/en/produk/kopi/") == "draf"
    assert served.status_at("/") == served.status_at("/..") == ""


def test_missing_pages_show_the_404(served):
    assert served.shown_at("/entah/") == ServedFile("404.html", b"tak ada")


def stamps(served, **changed):
    files = {**served.files, **changed}
    return [ServedFiles(served.root, files).stamp(served.find(path)) for path in ("/", "/cari/")]


def test_stamps_tell_what_is_out_of_date(served):
    home, search = stamps(served)
    assert Stamp.of(str(home)) == home
    assert stamps(served, **{"produk/kopi/index.html": "lain"}) == [home, search]
    assert stamps(served, **{"aset/foto/lain-12345678-800.jpg": "lain"}) == [home, search]
    (style, _), (script, _) = stamps(served, **{"aset/gaya.css": "x"}), stamps(served, **{"aset/geser.js": "x"})
    assert (style.page, style.assets) == (home.page, home.assets)
    assert style.style != home.style
    assert script.assets != home.assets
    index = stamps(served, **{"cari/1.json": "x"})
    assert index[0] == home
    assert index[1].page != search.page
    (served.root / "index.html").write_text("beranda baru")
    assert stamps(served)[0].page != home.page


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c.d", "..", "a..c", "None"])
def test_no_stamp(text):
    assert Stamp.of(text) is None
