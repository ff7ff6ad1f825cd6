"""English pages: exactly the records that have a translation, falling back field by field, and saying so."""

from __future__ import annotations

import posixpath
import re

import pytest


@pytest.fixture
def shop(make_site):
    site = make_site("dwibahasa", theme="nusantara", bahasa="[id, en]")
    site.seller("warung")
    site.product("kopi", "Kopi yang [dijemur](../penjual/warung.md).", berat="250 g", bahan="Biji kopi")
    site.product("teh", "Teh dari lereng.")
    site.write(
        "content/produk/kopi.en.md", "---\nnama: Coffee\n---\n\nSun-dried, see [the maker](../penjual/warung.md).\n"
    )
    return site


def test_only_translated_records_have_english_pages(shop):
    assert shop.build().exit_code == 0
    pages = {path for path in shop.tree() if path.startswith("en/") and path.endswith("index.html")}
    assert "en/produk/kopi/index.html" in pages
    assert not {"en/produk/teh/index.html", "en/penjual/warung/index.html", "en/penjual/dapur/index.html"} & pages
    assert {"en/index.html", "en/produk/index.html", "en/cari/index.html", "en/wilayah/index.html"} <= pages


def test_fields_fall_back_and_the_page_says_so(shop):
    shop.build()
    page = shop.read("en/produk/kopi/index.html")
    assert '<html lang="en"' in page
    assert "Sun-dried" in page
    assert "Kopi yang" not in page
    assert "Biji kopi" in page
    assert "still in Indonesian" in page
    shop.write("content/produk/kopi.en.md", "---\nnama: Coffee\nberat: 250 g\nbahan: Coffee beans\n---\n\nSun-dried.\n")
    shop.build()
    assert "still in Indonesian" not in shop.read("en/produk/kopi/index.html")


def test_links_stay_in_the_language_where_they_can(shop):
    shop.write("content/penjual/warung.en.md", "---\nnama: Tavern\n---\n\nA tavern.\n")
    shop.build()
    page = shop.read("en/produk/kopi/index.html")
    assert 'en/penjual/warung/"' in page  # translated
    assert 'href="../../../penjual/dapur/"' in page  # not translated: the Indonesian page
    assert 'en/penjual/dapur/"' not in page


def test_siblings_know_each_other(shop):
    shop.build()
    base = "https://contoh.example/uji/"
    for path in ("produk/kopi/", "en/produk/kopi/"):
        found = dict(
            re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', shop.read(path + "index.html"))
        )
        assert found == {
            "id": f"{base}produk/kopi/",
            "x-default": f"{base}produk/kopi/",
            "en": f"{base}en/produk/kopi/",
        }
        assert f'<link rel="canonical" href="{base}{path}"' in shop.read(path + "index.html")
    assert "hreflang" not in re.sub("<header.*</header>", "", shop.read("produk/teh/index.html"), flags=re.DOTALL)


@pytest.mark.parametrize("theme", ["nusantara", "hemat"])
def test_the_switch_leads_to_the_same_page_or_the_start_of_its_list(make_site, theme):
    site = make_site("situs", theme=theme, per_halaman="2", bahasa="[id, en]")
    site.record("penjual", "dapur.en", {"nama": "Kitchen"}, "Our story.")
    for number in range(5):
        site.product(f"kue-{number}")
        if number < 3:
            site.record("produk", f"kue-{number}.en", {"nama": f"Cake {number}"}, "")
    assert site.build().exit_code == 0
    for kind in ("penjual/dapur/", "produk/"):
        third = f"{kind}halaman/3/"
        assert {path: switch_of(site, path) for path in (kind, f"{kind}halaman/2/", third)} == {
            kind: f"en/{kind}", f"{kind}halaman/2/": f"en/{kind}halaman/2/", third: f"en/{kind}",
        }  # fmt: skip
        assert switch_of(site, f"en/{kind}halaman/2/") == f"{kind}halaman/2/"
        assert 'rel="alternate" hreflang' not in site.read(f"{third}index.html")
    assert 'rel="alternate" hreflang' not in site.read("penjual/dapur/halaman/2/index.html")  # search engines stay away
    assert 'rel="alternate" hreflang' in site.read("produk/halaman/2/index.html")
    assert switch_of(site, "produk/kue-4/") == "en/"


def switch_of(site, path: str) -> str:
    """Where the switch of languages on a page leads, from the site's root."""
    (link,) = re.findall(r'<a [^>]*href="([^"]*)" lang="\w+" hreflang=', site.read(f"{path}index.html"))
    return posixpath.normpath(posixpath.join(path, link)) + "/"


def test_a_hidden_record_has_no_english_page(shop):
    shop.build()
    shop.product("kopi", draf="ya")
    shop.build()
    assert not [path for path, data in shop.tree().items() if "kopi" in path or b"Sun-dried" in data]


def test_without_translations_there_is_no_english_site(make_site):
    site = make_site("satu", theme="nusantara", bahasa="[id, en]")
    site.product("kopi")
    site.build()
    assert not [path for path in site.tree() if path.startswith("en/")]
    assert 'class="bahasa"' not in site.read("index.html")


def test_a_translation_edit_makes_its_own_pages_only(shop):
    shop.build()
    before = shop.tree()
    shop.write("content/produk/kopi.en.md", "---\nnama: Coffee\n---\n\nDried in the sun.\n")
    shop.build()
    after = shop.tree()
    changed = {path for path in after if before.get(path) != after[path]}
    pages = {path for path in changed if not path.startswith("en/cari/")}  # the words of the English index change too
    assert pages == {"en/produk/kopi/index.html", "etalase.json"}


def test_english_pages_are_in_the_sitemap(shop):
    shop.build()
    assert "https://contoh.example/uji/en/produk/kopi/" in shop.read("sitemap.xml")


def test_the_menu_speaks_english_where_the_site_says_how(shop):
    menu = "[{judul: Bantuan, judul_en: Help, ke: /bantuan/}, {judul: Dinas, ke: /dinas/}]"
    shop.start(theme="nusantara", bahasa="[id, en]", menu=menu)
    for slug in ("bantuan", "dinas"):
        shop.write(f"content/halaman/{slug}.md", f"---\njudul: {slug}\n---\n\nIsi.\n")
        shop.write(f"content/halaman/{slug}.en.md", f"---\njudul: {slug} (en)\n---\n\nText.\n")
    assert shop.build().exit_code == 0
    indonesian, english = shop.read("index.html"), shop.read("en/index.html")
    assert ">Bantuan</a>" in indonesian and ">Dinas</a>" in indonesian and ">Help</a>" not in indonesian
    assert ">Help</a>" in english and ">Dinas</a>" in english and ">Bantuan</a>" not in english
