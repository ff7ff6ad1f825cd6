"""Names of files that no other system could keep are problems, never a traceback."""

from __future__ import annotations

import os
import sys

import pytest

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
