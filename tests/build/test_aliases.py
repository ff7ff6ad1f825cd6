"""Old addresses: files stay files, and one that cannot be is told with its line."""

from __future__ import annotations

import pytest


def told(result) -> list[tuple[str, str, int]]:
    return [(problem.rule.name, problem.place.path, problem.place.spot.line) for problem in result.problems]


def test_an_old_file_is_a_file_that_leads_on(make_site):
    site = make_site("a", theme="nusantara")
    site.product("kue", alias="[produk/lama.html, lama.htm, 'arsip/index.html', /toko/]")
    assert told(site.build()) == []
    assert 'href="../produk/kue/' in site.read("produk/lama.html") or 'href="kue/' in site.read("produk/lama.html")
    assert "produk/kue/" in site.read("lama.htm")
    assert "produk/kue/" in site.read("arsip/index.html")
    assert "produk/kue/" in site.read("toko/index.html")
    assert "/produk/lama.html /produk/kue/ 301" in site.read("_redirects")
    assert not (site.folder / "output/produk/lama.html").is_dir()


def test_a_link_to_an_old_file_leads_to_the_page(site):
    site.product("kue", alias="produk/lama.html")
    site.product("asal", "[ini](/produk/lama.html)")
    assert told(site.build()) == []
    assert 'href="../../produk/kue/">ini</a>' in site.read("produk/asal/index.html")


@pytest.mark.parametrize(
    "alias", ["cari", "/cari/", "produk", "404.html", "index.html", "feed.xml", "en", "robots.txt", "aset"]
)
def test_an_address_of_etalase_itself_is_told_with_its_line(site, alias):
    site.product("kue", alias=f"\n  - produk/lama\n  - {alias}")
    result = site.check()
    assert [(name, line) for name, _, line in told(result)] in ([("alias-terpakai", 8)], [("tautan", 8)])
    assert alias.strip("/") in result.problems[0].message


@pytest.mark.parametrize(
    "alias", ["con", "produk/aux", "produk/nul.html", "com1/x", "a./b", "Produk/Lama", "a b", "../x", "https://a.id/x"]
)
def test_an_address_that_cannot_be_is_told_with_its_line(site, alias):
    site.product("kue", alias=alias)
    assert told(site.check()) == [("tautan", "content/produk/kue.md", 6)]


def test_a_clash_with_a_page_of_etalase_is_told_with_its_line_and_that_page(site):
    site.product("kue", alias="[wilayah/kota-palembang]")
    (problem,) = site.build().problems
    assert (problem.rule.name, problem.place.path, problem.place.spot.line) == (
        "alamat-bentrok",
        "content/produk/kue.md",
        6,
    )
    assert "Etalase dan Etalase" not in problem.message
    assert "/wilayah/kota-palembang/" in problem.message


def test_two_records_cannot_have_one_old_address(site):
    site.product("kue", alias="produk/lama")
    site.product("roti", alias="produk/lama/")
    assert [name for name, _, _ in told(site.build())] == ["alias-terpakai"]
