"""Addresses: which record a path belongs to."""

from __future__ import annotations

import pytest

from generator.model.address import RESERVED, record_at, record_path
from generator.model.collate import is_slug
from generator.model.records import all_kinds


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_a_path_tells_its_record(kind: str) -> None:
    assert record_at(record_path(kind, "kopi-semende")) == (kind, "kopi-semende")


@pytest.mark.parametrize(
    "path", ["", "/", "produk/", "halaman/tentang/", "wilayah/palembang/", "produk/kopi/lagi/", "404.html"]
)
def test_other_paths_name_nothing_that_a_record_can_be_called(path: str) -> None:
    kind, slug = record_at(path)
    assert kind not in all_kinds() or not is_slug(slug) or slug in RESERVED
