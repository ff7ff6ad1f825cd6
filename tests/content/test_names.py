"""Names of files that no other system could keep are problems, never a traceback."""

from __future__ import annotations

import io
import os
import sys

import pytest
from PIL import Image

unix = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")


@unix
@pytest.mark.parametrize("name", [b"produk/\xff.md", b"berkas/\xff.pdf", b"foto/a\n::error::x.jpg", b"a\x1b[31m/x.md"])
def test_a_name_that_is_no_text(site, name):
    path = os.fsencode(site.folder / "content") + b"/" + name
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(b"isi")
    for _ in range(2):
        (problem,) = site.build().problems
        assert problem.code == "E012"
        assert str(problem.place).isprintable()


@unix
def test_two_names_that_read_the_same(site):
    for name in ("caf\u00e9.pdf", "cafe\u0301.pdf"):
        site.write(f"content/berkas/{name}", "isi")
    assert [problem.code for problem in site.build().problems] == ["E012"]


@unix
@pytest.mark.parametrize(
    "path", ["produk/con/kue.md", "penjual/Aux.d/toko.md", "foto/nul.jpg", "foto/a:b.jpg", "produk/akhir./kue.md"]
)
def test_a_name_that_windows_cannot_keep_is_told(site, photo_bytes, path):
    text = "---\nnama: Kue\npenjual: dapur\nharga: 15000\nhalal: {status: proses}\n---\n"
    if path.startswith("penjual/"):
        text = "---\nnama: Toko\nkabupaten: Palembang\nkategori: kuliner\n---\n"
    site.write(f"content/{path}", photo_bytes if path.startswith("foto/") else text)
    result = site.build()
    assert [(problem.code, problem.place.path) for problem in result.problems if problem.code == "P086"] == [
        ("P086", f"content/{path}")
    ]
    assert result.published


@unix
def test_names_that_only_look_like_a_device_are_kept(site):
    site.product("konsol/kue")
    site.product("console/roti")
    assert "P086" not in [problem.code for problem in site.build().problems]


@pytest.fixture
def photo_bytes():
    out = io.BytesIO()
    Image.new("RGB", (900, 700), "teal").save(out, "JPEG")
    return out.getvalue()
