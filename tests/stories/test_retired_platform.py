"""A platform that `data/platform.csv` marks as closed is gone from every file of the site, whoever still links to it."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from generator.content.office_rules import rules_of_files
from generator.model.platforms import CLOSED as IS_CLOSED
from generator.model.platforms import shipped_platforms
from generator.model.rules import CLOSED_PLATFORM

CLOSED = sorted(item.key for item in shipped_platforms().items if item.status == IS_CLOSED)


@pytest.mark.parametrize("platform", CLOSED)
@pytest.mark.parametrize("theme", ["mini", "nusantara"])
def test_a_closed_platform_is_linked_from_nowhere(make_site, platform, theme):
    host = shipped_platforms().by_key[platform].hosts[0]
    shops = f"{{{platform}: https://{host}/contoh-etalase, shopee: https://shopee.co.id/contoh-etalase}}"
    site = make_site("toko", theme=theme)
    site.seller("dapur", persetujuan="2026-01-02", toko=shops)
    site.product("keripik", toko=shops)
    result = site.build()
    assert result.exit_code == 0
    (told,) = [problem for problem in result.problems if problem.rule is CLOSED_PLATFORM]
    assert "Begitu juga 1 tautan lain di content/produk/keripik.md." in told.message
    holders = [path for path, data in site.tree().items() if host.encode() in data or f'"{platform}"'.encode() in data]
    assert holders == []
    if theme == "nusantara":
        assert "shopee.co.id/contoh-etalase" in site.read("produk/keripik/index.html")


HEAD = "kunci;nama;host;status;jenis;mulai;sampai;catatan\n"
SHOPEE, PLAZA = "https://shopee.co.id/contoh-etalase", "https://plaza.sumselprov.example/contoh"


def holders(site, text: str) -> set[str]:
    """The files of the output that hold a text."""
    return {path for path, data in site.tree().items() if text.encode() in data}


def test_one_row_retires_a_platform_on_its_day(site):
    """Overnight, without a change of any file, and only then."""
    site.product("keripik", toko=f"{{shopee: {SHOPEE}, tokopedia: https://www.tokopedia.com/contoh}}")
    site.product("kue", toko=f"{{shopee: {SHOPEE}}}")
    site.write("content/platform.csv", HEAD + "shopee;;;;;;2026-12-31;\n")
    site.write(
        "themes/mini/templates/pages/produk.html",
        "{% for item in page.product.shops %}{{ shop_url(item) }} {% endfor %}",
    )
    on_its_last_day = site.build(today=date(2026, 12, 31))
    assert holders(site, SHOPEE) == {"produk/keripik/index.html", "produk/kue/index.html"}
    assert [problem.code for problem in on_its_last_day.problems] == ["C119"]
    after = site.build(today=date(2027, 1, 1))
    assert holders(site, SHOPEE) == set()
    told = [problem.message for problem in after.problems if problem.rule is CLOSED_PLATFORM]
    assert told == [
        "Shopee berakhir 31 Desember 2026. Tautan tidak ditampilkan. Begitu juga 1 tautan lain di content/produk/kue.md."
    ]
    assert "tokopedia.com/contoh" in site.read("produk/keripik/index.html")


def test_a_platform_of_the_province(make_site):
    site = make_site("plaza", theme="nusantara", admin="ya")
    site.seller("dapur", toko=f"{{plaza-sumsel: {PLAZA}}}")
    site.product("keripik", toko=f"{{plaza-sumsel: {PLAZA}}}")
    assert site.build().exit_code == 1  # nobody knows it yet
    site.write("content/platform.csv", HEAD + "plaza-sumsel;Plaza Sumsel;plaza.sumselprov.example;;toko;;;\n")
    result = site.build()
    assert result.exit_code == 0, result.problems
    page = site.read("produk/keripik/index.html")
    assert PLAZA in page and "Plaza Sumsel" in page
    assert "plaza-sumsel" in site.read("admin/config.yml")
    assert "Plaza Sumsel" in site.read("data/statistik/toko-daring.csv")
    assert any(b"Plaza Sumsel" in data for path, data in site.tree().items() if path.startswith("cari/"))


def test_workers_get_the_platforms_of_a_site(site):
    """However much of them was asked before they are sent."""
    site.write("content/platform.csv", HEAD + "plaza-sumsel;Plaza Sumsel;plaza.sumselprov.example;;toko;;;\n")
    rules = rules_of_files(site.folder)
    assert rules.platforms.name_of("plaza-sumsel") == "Plaza Sumsel" and rules.platforms.digest
    assert pickle.loads(pickle.dumps(rules)).platforms == rules.platforms  # noqa: S301 - our own bytes


def test_an_import_leaves_the_links_of_own_platforms_alone(site):
    site.write("content/platform.csv", HEAD + "plaza-sumsel;Plaza Sumsel;plaza.sumselprov.example;;toko;;;\n")
    site.seller("dapur", toko=f"{{plaza-sumsel: {PLAZA}}}")
    site.product("keripik", toko=f"{{plaza-sumsel: {PLAZA}}}")
    site.write("harga.csv", "Nama,Penjual,Harga\nProduk keripik,Usaha dapur,17500\n")
    result = site.run("import", "harga.csv")
    assert result.returncode == 0, result.stdout + result.stderr
    text = (site.folder / "content/produk/keripik.md").read_text("utf-8")
    assert '"17500"' in text and PLAZA in text


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Plaza Sumsel;Plaza;p.example;;toko;;;", "memuat huruf lain"),
        ("plaza;;;;;;;", 'Isian "jenis" kosong.'),
        ("plaza;Plaza;https://p.example/;;toko;;;", "bukan nama situs"),
        ("plaza;Plaza;p.example;buka;toko;;;", '"buka" bukan status platform.'),
        ("plaza;Plaza;shopee.co.id;;toko;;;", 'Situs "shopee.co.id" dipakai dua platform: shopee dan plaza.'),
        ("plaza;Plaza;p.example;;toko;2026-02-01;2026-01-01;", "Hari terakhirnya mendahului hari pertamanya."),
        ("plaza;Plaza;p.example;;toko;;;\nplaza;Plaza;q.example;;toko;;;", 'Platform "plaza" ditulis dua kali.'),
    ],
)
def test_what_is_wrong_with_a_row_is_told(site, row, words):
    site.write("content/platform.csv", HEAD + row + "\n")
    told = [problem for problem in site.check().problems if problem.place.path == "content/platform.csv"]
    assert any(words in problem.message for problem in told), told
