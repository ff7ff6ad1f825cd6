"""Files that a scanner holds for a moment."""

from __future__ import annotations

import os

import pytest

from generator.exchange.applying import FileChanges, apply
from generator.machine import retry


@pytest.fixture
def held(monkeypatch):
    """Every file and folder is held once: the first try to move or delete it is refused."""
    refused = set()

    def holding(act):
        def tried(path, *arguments, **options):
            key = (act.__name__, os.fspath(arguments[0] if arguments else path))  # of a move: where it leads
            if key not in refused:
                refused.add(key)
                raise PermissionError(13, "dipakai program lain", os.fspath(path))
            return act(path, *arguments, **options)

        return tried

    monkeypatch.setattr(retry, "WAITS", (0.0,) * 100)
    for name in ("replace", "unlink", "rmdir"):
        monkeypatch.setattr(os, name, holding(getattr(os, name)))
    return refused


def test_a_build_and_its_next_one_publish(make_site, held):
    site, calm = make_site("a"), make_site("b")
    for shop in (site, calm):
        shop.product("kue", alias="produk/lapis")
        shop.product("teh")
    assert site.build().exit_code == 0
    assert {("replace", os.fspath(site.folder / "output" / path)) for path in site.tree()} <= held
    for shop in (site, calm):
        shop.product("kue", harga=20000)
        (shop.folder / "content/produk/teh.md").write_text("---\nnama: Teh\npenjual: dapur\ndraf: ya\n---\n", "utf-8")
    result = site.build()
    assert result.exit_code == 0 and result.summary.removed
    assert not (site.folder / "output/produk/teh").exists()
    calm.build()
    assert site.tree() == calm.tree()


def test_an_import_is_applied(site, held):
    site.product("kue")
    apply(site.folder, FileChanges({"produk/teh.md": b"teh"}, {"produk/kue.md"}))
    assert (site.folder / "content/produk/teh.md").read_bytes() == b"teh"
    assert not (site.folder / "content/produk/kue.md").exists()


def test_what_stays_refused_comes_through(monkeypatch):
    monkeypatch.setattr(retry, "WAITS", (0.0, 0.0))
    tries = []

    def refused(name):
        tries.append(name)
        raise PermissionError(13, "tidak boleh", name)

    with pytest.raises(PermissionError, match="tidak boleh"):
        retry.retried(refused, "a")
    assert tries == ["a", "a", "a"]
