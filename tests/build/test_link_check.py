"""Links in bodies and in the menu lead somewhere, or a problem says where they stand."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

import pytest

from generator.model import rules

BASE = "https://contoh.example/uji/"


def codes(result) -> list[tuple[str, str]]:
    return [(problem.place.path, problem.rule.name) for problem in result.problems]


def only(result, rule):
    found = [problem for problem in result.problems if problem.rule is rule]
    assert len(found) == 1, codes(result)
    return found[0]


def leads_to(site, page: str, text: str) -> str:
    """The path from the root that the link with this text leads to, or the address elsewhere."""
    found = re.search(f'<a href="([^"]*)"[^>]*>{text}</a>', site.read(f"{page}index.html"))
    assert found, f"no link {text}"
    return urljoin(BASE + page, unescape(found[1])).removeprefix(BASE)


GOOD = [
    ("/", ""),
    ("/produk/kue/", "produk/kue/"),
    ("/produk/kue", "produk/kue/"),
    ("/produk/kue/#bahan", "produk/kue/#bahan"),
    ("kue.md#bahan", "produk/kue/#bahan"),
    ("../penjual/dapur.md", "penjual/dapur/"),
    ("/kategori/kuliner", "kategori/kuliner/"),
    ("/wilayah/kota-palembang/?x=1#_isi", "wilayah/kota-palembang/?x=1#_isi"),
    ("/daftar-harga.pdf", "daftar-harga.pdf"),
    ("/unduhan/formulir%20baru.pdf", "unduhan/formulir%20baru.pdf"),
    ("/produk/kue-lama/", "produk/kue/"),
    ("/feed.xml", "feed.xml"),
]


@pytest.fixture
def shop(site):
    site.product("kue", "## Bahan\n\nSagu.", alias="produk/kue-lama")
    site.write("content/berkas/daftar-harga.pdf", "%PDF-1.4")
    site.write("content/berkas/unduhan/formulir baru.pdf", "%PDF-1.4")
    return site


@pytest.mark.parametrize(("written", "path"), GOOD)
def test_good_links_lead_there(shop, written, path):
    shop.product("asal", f"Lihat [ini]({written}).")
    result = shop.build()
    assert codes(result) == []
    assert leads_to(shop, "produk/asal/", "ini") == path
    assert 'href="/' not in shop.read("produk/asal/index.html")


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("/produk/kuee/", rules.DEAD_LINK),
        ("/produk/../produk/kue/", rules.DEAD_LINK),
        ("/daftar-hargaa.pdf", rules.DEAD_LINK),
        ("kuee.md", rules.DEAD_LINK),
        ("/penjual/halaman/9/", rules.DEAD_LINK),
        ("/produk/kue/#bahaan", rules.DEAD_ANCHOR),
        ("#bahan", rules.DEAD_ANCHOR),
    ],
)
def test_dead_links_are_named_with_their_place(shop, written, rule):
    shop.product("asal", f"Baris satu.\n\nLihat [ini]({written}).")
    problem = only(shop.build(), rule)
    assert problem.place.path == "content/produk/asal.md"
    assert (problem.place.spot.line, problem.place.spot.column) == (10, 13)
    assert problem.hint


def test_a_near_miss_is_proposed(shop):
    shop.product("asal", "Lihat [ini](/produk/kuee/).")
    assert "/produk/kue/" in only(shop.build(), rules.DEAD_LINK).hint


@pytest.mark.parametrize("written", ["/produk/gelap/", "gelap.md", "/produk/gelap-lama/", "/kabar/", "/kabar"])
def test_links_to_what_is_hidden_become_text(shop, written):
    """A day may hide a record: that must never end the nightly build."""
    shop.product("gelap", draf="ya", alias="produk/gelap-lama")
    shop.record("kabar", "usai", {"judul": "Usai", "tanggal": "2026-01-01", "tayang_sampai": "2026-01-02"}, "Isi.")
    shop.product("asal", f"Lihat [yang itu]({written}).")
    result = shop.build()
    assert result.exit_code == 0
    assert only(result, rules.LINK_TO_HIDDEN).place.path == "content/produk/asal.md"
    page = shop.read("produk/asal/index.html")
    assert "Lihat yang itu." in page
    assert "gelap" not in page


MENU = '<ul>{% for item in site.menu %}<li><a href="{{ link(item.path) }}">{{ item.title }}</a></li>{% endfor %}</ul>'


@pytest.fixture
def with_menu(make_site):
    """Make a site whose pages show a menu of one entry that leads to `target`."""

    def make(target: str):
        site = make_site("menu", menu=f'[{{judul: Butir, ke: "{target}"}}]')
        base = site.folder / "themes/mini/templates/base.html"
        base.write_text(base.read_text().replace("<h1>", MENU + "<h1>"))
        site.record("halaman", "tentang", {"judul": "Tentang", "alias": "tentang-lama"}, "## Kantor\n\nIsi.")
        site.record("halaman", "gelap", {"judul": "Gelap", "draf": "ya"}, "Isi.")
        site.write("content/berkas/katalog.pdf", "%PDF-1.4")
        return site

    return make


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/tentang/", "tentang/"),
        ("/tentang", "tentang/"),
        ("/tentang/#kantor", "tentang/#kantor"),
        ("/tentang-lama/", "tentang/"),
        ("/katalog.pdf", "katalog.pdf"),
        ("/wilayah/", "wilayah/"),
        ("https://contoh.example/", "https://contoh.example/"),
    ],
)
def test_menu_entries_lead_somewhere(with_menu, target, path):
    site = with_menu(target)
    assert codes(site.build()) == []
    assert leads_to(site, "penjual/dapur/", "Butir") == path


def test_a_dead_menu_entry_is_an_error_in_its_line(with_menu):
    site = with_menu("/tentangg/")
    result = site.build()
    problem = only(result, rules.DEAD_LINK)
    assert result.exit_code == 1
    assert (problem.place.path, problem.field) == ("site.yaml", "menu")
    assert problem.place.spot.line == 5
    assert "/tentang/" in problem.hint


def test_a_menu_entry_to_a_lost_heading_is_a_warning(with_menu):
    result = with_menu("/tentang/#kantorr").build()
    assert result.exit_code == 0
    assert only(result, rules.DEAD_ANCHOR).place.path == "site.yaml"


@pytest.mark.parametrize("target", ["/gelap/", "/kabar/"])
def test_a_menu_entry_to_what_is_hidden_is_not_shown(with_menu, target):
    site = with_menu(target)
    result = site.build()
    assert result.exit_code == 0
    assert only(result, rules.LINK_TO_HIDDEN).place.path == "site.yaml"
    assert "Butir" not in site.read("index.html")


def test_nobody_is_blamed_for_a_menu_entry_to_a_file_with_faults(with_menu):
    site = with_menu("/tentang/")
    site.write("content/halaman/tentang.md", "---\njudul: [\n---\n")
    assert [problem.place.path for problem in site.check().problems] == ["content/halaman/tentang.md"]
