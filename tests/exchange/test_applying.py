"""A failure while writing changes nothing (law D)."""

from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.applying import FileChanges, apply


@pytest.mark.parametrize("number", range(4))
def test_a_failure_at_any_change_changes_nothing(site: Any, number: int) -> None:
    site.seller("lama")
    before = site.tree("content")
    changes = FileChanges(
        {"penjual/dapur.md": b"baru", "penjual/x/a.md": b"a", "produk/b.md": b"b"}, {"penjual/lama.md"}
    )
    seen: list[str] = []

    def step(path: str) -> None:
        if len(seen) == number:
            raise OSError(28, "penuh")
        seen.append(path)

    with pytest.raises(OSError, match="penuh"):
        apply(site.folder, changes, step)
    assert site.tree("content") == before
    assert not (site.folder / ".cache" / "impor").exists()
    apply(site.folder, changes)
    assert site.tree("content") == {"penjual/dapur.md": b"baru", "penjual/x/a.md": b"a", "produk/b.md": b"b"}


def test_a_link_in_the_way_is_refused(site: Any, tmp_path: Any) -> None:
    (tmp_path / "luar").mkdir()
    (site.folder / "content" / "produk").symlink_to(tmp_path / "luar")
    with pytest.raises(NotADirectoryError):
        apply(site.folder, FileChanges({"produk/x.md": b"x"}))
    assert not list((tmp_path / "luar").iterdir())
