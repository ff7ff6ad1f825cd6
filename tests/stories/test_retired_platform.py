"""A platform that `data/toko.csv` marks as closed is gone from every file of the site, whoever still links to it."""

from __future__ import annotations

import pytest

from generator.model.links import platforms
from generator.model.rules import CLOSED_PLATFORM

CLOSED = sorted(key for key, platform in platforms().items() if platform.status == "tutup")


@pytest.mark.parametrize("platform", CLOSED)
@pytest.mark.parametrize("theme", ["mini", "nusantara"])
def test_a_closed_platform_is_linked_from_nowhere(make_site, platform, theme):
    host = platforms()[platform].hosts[0]
    shops = f"{{{platform}: https://{host}/contoh-etalase, shopee: https://shopee.co.id/contoh-etalase}}"
    site = make_site("toko", theme=theme)
    site.seller("dapur", persetujuan="2026-01-02", toko=shops)
    site.product("keripik", toko=shops)
    result = site.build()
    assert result.exit_code == 0
    assert sum(problem.rule is CLOSED_PLATFORM for problem in result.problems) == 2
    holders = [path for path, data in site.tree().items() if host.encode() in data or f'"{platform}"'.encode() in data]
    assert holders == []
    if theme == "nusantara":
        assert "shopee.co.id/contoh-etalase" in site.read("produk/keripik/index.html")
