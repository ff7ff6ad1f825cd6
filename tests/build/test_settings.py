"""Settings: addresses that are one, files that are there, and what the site's own address means."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator.model import rules


def told(result) -> list[tuple[str, str, int]]:
    return [(problem.rule.name, problem.place.path, problem.place.spot.line) for problem in result.problems]


@pytest.mark.parametrize(
    "written",
    ["https://contoh.example/sumatera-selatan/", "https://contoh.example/jawa-timur", "https://contoh.example"],
)
def test_the_address_of_a_new_site_is_not_published_without_a_word(make_site, written):
    site = make_site("a", base_url=written)
    for result in (site.check(), site.build(), site.build()):
        assert told(result) == [("alamat-contoh", "site.yaml", 3)]
        assert result.exit_code == 0
    assert told(site.build(base_url="https://dinas.example.id/")) == []


def test_no_address_at_all_is_told_too(site):
    lines = (site.folder / "site.yaml").read_text("utf-8").splitlines(keepends=True)
    site.write("site.yaml", "".join(line for line in lines if not line.startswith("base_url")))
    assert [name for name, _, _ in told(site.build())] == ["alamat-contoh"]


@pytest.mark.parametrize(
    "written",
    [
        "https://dinas.id/etalase/?lang=id", "https://dinas.id/etalase/#atas", "https://saya:rahasia@dinas.id/", "https://dinas.id/et alase/",
        "ftp://dinas.id/", "javascript:alert(1)", "https://dinas.id/a/../b/", "https://dinas.id//a/", "https://dinas.id/index.html", "//dinas.id/",
        "https://dinas", "/etalase/", "https://dinas.id:99999/", "https://localhost/", "https://dinas.id/a\\\\b",
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_a_site_is_refused_where_it_stands(make_site, written):
    result = make_site("a", base_url=f'"{written}"').check()
    assert result.exit_code == 1
    assert [(path, line) for _, path, line in told(result)] == [("site.yaml", 3)]
    assert "saya:rahasia" not in result.problems[0].hint


@pytest.mark.parametrize("written", ["dinas.id/etalase", "https://DINAS.id/etalase", "https://dinas.id/etalase/"])
def test_an_address_is_read_as_it_is_meant(make_site, written):
    site = make_site("a", base_url=written)
    assert told(site.build()) == []
    assert "https://dinas.id/etalase/sitemap.xml" in site.read("robots.txt")


@pytest.mark.parametrize(
    "written", ["https://dinas.id/?a=1", "https://a:b@dinas.id/", "https://dinas.id/x#y", "https://dinas.id/a b"]
)
def test_the_option_base_url_is_read_alike(site, written):
    assert site.run("build", "--base-url", written).returncode == 2


@pytest.mark.parametrize("written", ["logo.png", "berkas/logo.png", "content/berkas/logo.png", "/logo.png"])
def test_a_logo_is_found_by_whatever_of_its_path_it_is_called(make_site, written):
    site = make_site("a", theme="nusantara", opsi_tema=f"{{logo: {written}}}")
    site.write("content/berkas/logo.png", b"\x89PNG\r\n\x1a\n")
    assert told(site.build()) == []
    assert re.search(r'src="(?:\./)?logo\.png"', site.read("index.html"))


def test_a_setting_that_names_a_missing_file_is_told_with_its_line(make_site):
    site = make_site("a", theme="nusantara", opsi_tema="{logo: tak-ada.svg}")
    assert told(site.build()) == [("pengaturan", "site.yaml", 5)]
    site.write("content/berkas/tak-ada.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert told(site.build()) == []
    site.delete("content/berkas/tak-ada.svg")
    assert told(site.check()) == [("pengaturan", "site.yaml", 5)]


@pytest.mark.parametrize("written", ["content/tak-ada.yaml", "../rahasia.yaml", "/etc/passwd", "C:\\\\a.yaml"])
def test_every_setting_that_names_a_file_is_checked(make_site, written):
    assert told(make_site("a", sinonim=f'"{written}"').build()) == [("pengaturan", "site.yaml", 5)]


def test_a_file_that_is_there_passes(make_site):
    site = make_site("a", sinonim="content/sinonim.yaml")
    site.write("content/sinonim.yaml", "kopi: [robusta]\n")
    assert told(site.build()) == []


@pytest.mark.parametrize(
    "written",
    [
        "abc-DEF_123456",
        "google-site-verification=abc-DEF_123456",
        '<meta name="google-site-verification" content="abc-DEF_123456" />',
    ],
)
@pytest.mark.parametrize("theme", ["nusantara", "hemat"])
def test_search_console_finds_its_code_at_home_only(make_site, written, theme):
    site = make_site("a", theme=theme, verifikasi=f"{{google: '{written}', bing: 0123456789ABCDEF}}")
    assert told(site.build()) == []
    home = site.read("index.html")
    assert '<meta name="google-site-verification" content="abc-DEF_123456">' in home.split("</head>")[0]
    assert '<meta name="msvalidate.01" content="0123456789ABCDEF">' in home
    assert "site-verification" not in site.read("penjual/index.html")


@pytest.mark.parametrize("written", ["a b c", '"\\"><script>x</script>"', "abc", "<b>"])
def test_what_is_no_code_is_refused(make_site, written):
    result = make_site("a", verifikasi=f"{{google: '{written}'}}").build()
    assert [name for name, _, _ in told(result)] == ["pengaturan"]


def test_the_site_named_in_full_in_the_menu_is_the_site(make_site):
    site = make_site("a", theme="nusantara", menu="[{judul: Cari, ke: 'https://contoh.example/uji/cari/'}]")
    assert told(site.build()) == []
    assert re.search(r'href="(?:\./)?cari/">Cari', site.read("index.html"))
    site = make_site("b", menu="[{judul: X, ke: 'https://contoh.example/uji/tak-ada/'}]")
    assert [problem.rule for problem in site.build().problems] == [rules.DEAD_LINK]


def test_a_link_that_names_the_site_in_full_is_checked_and_relative(site):
    site.product("kue", "Lihat [ini](https://contoh.example/uji/produk/roti/) dan https://contoh.example/uji/cari/.")
    assert [problem.rule for problem in site.build().problems] == [rules.DEAD_LINK]
    site.product("roti")
    assert told(site.build()) == []
    page = site.read("produk/kue/index.html")
    assert 'href="../../produk/roti/">ini</a>' in page
    assert 'href="../../cari/">https://contoh.example/uji/cari/</a>' in page


def test_a_translation_without_its_language_is_told(site):
    site.product("kue")
    site.record("produk", "kue.en", {"nama": "Cake"}, "Sweet.")
    assert told(site.build()) == [("terjemahan-tak-tampil", "content/produk/kue.en.md", 0)]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"diperbarui": "2027-01-02"}, 6),
        ({"harga_per": "2027-11-01"}, 6),
        ({"kurasi": "{status: tayang, tanggal: 2027-01-01}"}, 6),
    ],
)
def test_what_is_said_of_the_past_is_compared_with_today(site, fields, line):
    site.product("kue", **fields)
    assert told(site.build()) == [("tanggal-mendatang", "content/produk/kue.md", line)]
    site.today = date(2127, 1, 1)
    assert [name for name, _, _ in told(site.build())] == []


@pytest.mark.parametrize("fields", [{"berdiri": 2027}, {"persetujuan": "2027-01-01"}])
def test_what_a_business_will_only_do_next_year_is_told(site, fields):
    site.seller("dapur", **fields)
    assert [name for name, _, _ in told(site.build())] == ["tanggal-mendatang"]
