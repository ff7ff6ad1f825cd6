"""What search engines and screen readers are told: titles, empty pages, languages, names, landmarks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import html5lib
import pytest
from conftest import Site

THEMES = pytest.mark.parametrize("theme", ["nusantara", "hemat"])


@pytest.fixture
def shop(make_site: Callable[..., Site]) -> Callable[[str], Site]:
    """A site with three pages of products in one kabupaten/kota, some of it half translated."""

    def start(theme: str) -> Site:
        site = make_site(theme, theme=theme, per_halaman="2", bahasa="[id, en]", deskripsi='"Etalase uji coba."')
        site.write("content/halaman/tentang.md", "---\njudul: Tentang kami\n---\n\nIsi.\n")
        site.write("site.yaml", (site.folder / "site.yaml").read_text() + "menu: [{judul: Tentang, ke: /tentang/}]\n")
        for number in range(5):
            site.product(
                f"kue-{number}", ringkasan="Renyah sekali.", bahan="Tepung beras", minimum="2 loyang", satuan="loyang"
            )
        site.write("content/produk/kue-0.en.md", "---\nnama: Cake\nbahan: Rice flour\n---\n")
        site.write("content/produk/kue-1.en.md", "---\nringkasan: Very crisp.\n---\n\nAll about it.\n")
        assert site.build().exit_code == 0
        return site

    return start


def find(site: Site, path: str, expression: str) -> list[str]:
    """The texts of the elements that an ElementTree path finds."""
    tree = html5lib.parse(site.read(path), namespaceHTMLElements=False)
    return [" ".join("".join(item.itertext()).split()) for item in tree.findall(f".//{expression}")]


def told(site: Site, path: str, key: str, name: str = "property") -> str:
    tree = html5lib.parse(site.read(path), namespaceHTMLElements=False)
    (item,) = tree.findall(f".//meta[@{name}='{key}']")
    return item.get("content", "")


@THEMES
def test_every_page_of_a_list_has_a_title_of_its_own(shop: Callable[[str], Site], theme: str) -> None:
    site = shop(theme)
    for base in ("produk/", "kategori/kuliner/", "wilayah/kota-palembang/", "penjual/dapur/", "en/produk/"):
        paths = [path for path in site.tree() if re.fullmatch(rf"{base}(halaman/\d+/)?index\.html", path)]
        assert len(paths) == (1 if base == "en/produk/" else 3)
        titles = [find(site, path, "title")[0] for path in paths]
        assert len(set(titles)) == len(titles)
        assert len({told(site, path, "og:title") for path in paths}) == len(paths)
        assert len({told(site, path, "description", "name") for path in paths}) == len(paths)
    assert find(site, "produk/halaman/2/index.html", "title") == ["Semua produk – Laman 2 dari 3 | Etalase uji"]
    assert "Laman" not in find(site, "produk/index.html", "title")[0]


@THEMES
def test_empty_regions_and_categories_are_not_for_search_engines(shop: Callable[[str], Site], theme: str) -> None:
    site = shop(theme)
    sitemap = site.read("sitemap.xml")
    for path, is_empty in (
        ("wilayah/lahat/", True), ("kategori/fesyen/", True), ("en/wilayah/lahat/", True), ("en/penjual/", True),
        ("wilayah/kota-palembang/", False), ("kategori/kuliner/", False), ("en/wilayah/kota-palembang/", False),
    ):  # fmt: skip
        assert ('<meta name="robots" content="noindex">' in site.read(path + "index.html")) is is_empty, path
        assert (f"/uji/{path}<" in sitemap) is not is_empty
    site.seller("rimba", kabupaten='"16.04"')
    site.build()
    assert 'content="noindex"' not in site.read("wilayah/lahat/index.html")  # there is a seller to be found
    assert "hreflang=" not in re.sub(r"<body.*", "", site.read("wilayah/lahat/index.html"), flags=re.DOTALL)


@THEMES
def test_what_is_still_indonesian_on_english_pages_says_so(shop: Callable[[str], Site], theme: str) -> None:
    site = shop(theme)
    page = "en/produk/kue-0/index.html"
    marked = find(site, page, "*[@lang='id']")
    assert {"Renyah sekali.", "2 loyang", "Cerita produk.", "/loyang", "Etalase uji coba.", "Tentang"} <= set(marked)
    assert not {"Cake", "Rice flour"} & set(marked)
    other = find(site, "en/produk/kue-1/index.html", "*[@lang='id']")
    assert {"Produk kue-1", "Tepung beras"} <= set(other) and not {"Very crisp.", "All about it."} & set(other)
    listed = find(site, "en/produk/index.html", "*[@lang='id']")
    assert {"Produk kue-1", "loyang"} <= set(listed) and "Cake" not in listed
    assert ' lang="id"' not in re.sub(r"<html[^>]*>", "", site.read("produk/kue-0/index.html"))


@THEMES
def test_the_switch_of_languages_is_called_what_it_shows(shop: Callable[[str], Site], theme: str) -> None:
    html = shop(theme).read("index.html")
    (link,) = re.findall(r"<a [^>]*hreflang=[^>]*>.*?</a>", html)
    assert "aria-label" not in link
    assert re.sub("<[^>]*>", "", link) == "EN – Read this page in English"


@THEMES
def test_one_search_landmark_a_page(shop: Callable[[str], Site], theme: str) -> None:
    site = shop(theme)
    for path in site.tree():
        if path.endswith(".html") and "<main" in (html := site.read(path)):
            assert html.count('role="search"') <= 1, path
    assert 'role="search"' in site.read("404.html")


def test_a_combobox_is_a_text_box(shop: Callable[[str], Site]) -> None:
    site = shop("nusantara")
    for html in (site.read("index.html"), site.read("produk/index.html")):
        (box,) = re.findall(r'<input [^>]*role="combobox"[^>]*>', html)
        assert 'type="text"' in box and 'inputmode="search"' in box
    assert "combobox" not in site.read("cari/index.html")


@THEMES
def test_json_ld_of_the_last_page_is_whole(shop: Callable[[str], Site], theme: str) -> None:
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', shop(theme).read("produk/halaman/3/index.html")
    )
    assert [item["@type"] for item in json.loads(found[0])["@graph"]] == ["ItemList", "BreadcrumbList"]
