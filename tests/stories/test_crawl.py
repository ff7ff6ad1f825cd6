"""A crawl of whole sites: every link, image and anchor leads somewhere, at a base path, at a root, and from a disk."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from conftest import Site
from PIL import Image

from generator.model.record_pages import record_pages
from generator.model.records import all_kinds
from generator.theme.kinds import page_kinds

SPACE = "{http://www.w3.org/1999/xhtml}"
LINKED = ("href", "src", "action", "poster")
# Where the theme shows each kind of page.
PLACES = {
    "beranda": "index.html", "produk": "produk/kue-1/index.html", "penjual": "penjual/koperasi/index.html",
    "pojok": "pojok/pojok-satu/index.html", "kabar": "kabar/pasar/index.html", "layanan": "layanan/kelas/index.html",
    "halaman": "tentang/index.html", "daftar-produk": "produk/halaman/2/index.html", "daftar-penjual": "penjual/index.html",
    "daftar-wilayah": "wilayah/index.html", "wilayah": "wilayah/kota-palembang/index.html",
    "daftar-kategori": "kategori/index.html", "kategori": "kategori/kuliner/index.html", "daftar-kartu": "kabar/index.html",
    "cari": "cari/index.html",
    "pilihan": "pilihan/index.html", "tidak-ditemukan": "404.html", "pindah": "produk/kue-lama/index.html",
    "statistik": "statistik/index.html", "statistik-bab": "statistik/kanal/index.html",
    "statistik-metode": "statistik/metode/index.html", "statistik-survei": "statistik/survei/contoh/index.html",
}  # fmt: skip


class Document(NamedTuple):
    """What a page refers to, as written, and the ids that it has."""

    references: tuple[str, ...]
    ids: frozenset[str]


def read_page(data: bytes) -> Document:
    """Parse a page as strictly as HTML5 can be parsed: the first error raises."""
    tree = html5lib.HTMLParser(strict=True).parse(data, transport_encoding="utf-8")
    references, ids = [], []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        references += [value for name, value in element.attrib.items() if name in LINKED]
        references += [part.split()[0] for part in element.get("srcset", "").split(",") if part.strip()]
        if element.get("http-equiv", "").lower() == "refresh":
            references.append(element.get("content", "").partition("url=")[2])
        if element.get("property") in ("og:url", "og:image"):
            references.append(element.get("content", ""))
        if "id" in element.attrib:
            ids.append(element.attrib["id"])
    assert len(ids) == len(set(ids)), "an id is used twice"
    return Document(tuple(references), frozenset(ids))


class Crawl:
    """A site in `output/`, served at `base` or lying on a disk."""

    def __init__(self, site: Site, base: str) -> None:
        self.base = base
        self.files = site.tree()
        self.pages = {path: read_page(data) for path, data in self.files.items() if path.endswith(".html")}
        self.seen = 0

    def dead(self) -> Iterator[str]:
        """Every reference that leads nowhere, with the file it stands in."""
        for path, document in self.pages.items():
            for reference in document.references:
                yield from self.check(path, reference)
        for path, data in self.files.items():
            for reference in referred(path, data.decode("utf-8", "replace")):
                yield from self.check(path, reference)

    def check(self, path: str, reference: str) -> Iterator[str]:
        """The fault of one reference, if it is internal and leads nowhere."""
        url = urljoin(self.base + path.removesuffix("index.html"), reference)
        if not url.startswith(self.base):
            if (
                urlsplit(url).scheme not in ("http", "https", "mailto", "tel")
                or urlsplit(url).netloc == urlsplit(self.base).netloc
            ):
                yield f"{path}: {reference} leaves the site"
            return
        self.seen += 1
        address, fragment = urldefrag(url)
        target = unquote(address.removeprefix(self.base).partition("?")[0])
        if not target or target.endswith("/"):
            target += "index.html"
        if target not in self.files:
            yield f"{path}: {reference} leads to {target}, which is missing"
        elif fragment and target in self.pages and unquote(fragment) not in self.pages[target].ids:
            yield f"{path}: {reference} names an anchor that is missing"


def referred(path: str, text: str) -> list[str]:
    """What files other than pages refer to."""
    if path.endswith(".css"):
        return re.findall(r"url\([\"']?(?!data:)([^\"')]+)", text)
    if path.endswith(".xml"):
        root = ElementTree.fromstring(text)
        return [
            item.text or item.get("href", "") for item in root.iter() if item.tag.endswith(("}loc", "}link", "}id"))
        ]
    if path == "_redirects":
        return [f"./{line.split()[index].lstrip('/')}" for line in text.splitlines() for index in (0, 1)]
    if path == "robots.txt":
        return re.findall("Sitemap: (.*)", text)
    if path.endswith(".html"):
        data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        return [url for script in data for url in urls_in(json.loads(script))]
    return []


def urls_in(value: object) -> Iterator[str]:
    """Every address that structured data names."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from [item] if key in ("url", "item") and isinstance(item, str) else urls_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from [item] if isinstance(item, str) and item.startswith("http") else urls_in(item)


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 700), "teal").save(out, "JPEG")
    return out.getvalue()


def fill(site: Site) -> Site:
    """One of everything that a site can hold, with long lists and links of every form."""
    site.write("content/foto/kue.jpg", photo())
    site.write("content/berkas/daftar harga.pdf", b"%PDF-1.4")
    head = "kunci;sektor;periode;nilai;penyebut;satuan;sumber;tautan;tanggal;catatan\n"
    rows = [
        f"survei.terdampak;{sector};2026;50;90;responden;Survei uji;https://x.example/;2026-01-02;Ditanya."
        for sector in ("", "kriya")
    ]
    site.write("content/angka/survei-contoh.csv", head + "\n".join(rows))
    site.seller("koperasi", jenis="koperasi", alias="penjual/kud", foto="[kue.jpg]")
    consent = {"persetujuan": "2026-01-02", "persetujuan_untuk": "[kontak, alamat, titik]"}
    site.seller(
        "dapur", koperasi="koperasi", whatsapp='"0890-0000-1234"', alamat="Jalan Uji 9", situs="https://dapur.example/",
        toko="{shopee: https://shopee.co.id/contoh-etalase}", instagram="contoh.dapur", **consent)  # fmt: skip
    site.seller("warung", kabupaten='"16.04"', kategori="kriya", nama='Warung "Ibu & Anak" <kecil>')
    links = "[kue](kue-2.md#bahan) [penjual](/penjual/dapur/) [harga](/daftar%20harga.pdf) [atas](#bahan) [luar](https://x.example/)"
    for number in range(1, 8):
        site.product(
            f"kue-{number}", f"## Bahan\n\nSagu, {links}.\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n",
            penjual=("dapur", "warung")[number % 2], foto="[kue.jpg]" if number < 3 else None,
            alias="produk/kue-lama" if number == 1 else None, diperbarui="2026-10-01",
            harga=[None, 15000, "4000-6000", "mulai 9000"][number % 4],
            halal="{status: bersertifikat, nomor: ID00000000000000012, sampai: 2029-01-01}",
        )  # fmt: skip
    event = {"judul": "Pasar", "tanggal": "2026-12-05", "tempat": "Balai", "produk": "[kue-1]", "penjual": "[dapur]"}
    site.record("kabar", "pasar", event, "Isi.")
    for number in range(4):
        site.record("kabar", f"kabar-{number}", {"judul": f"Kabar {number}", "tanggal": "2026-10-01"}, "Isi.")
    corner = {"nama": "Pojok Satu", "kabupaten": '"16.71"', "alamat": "Jalan Pojok 1", "penjual": "[dapur, warung]"}
    site.record("pojok", "pojok-satu", corner, "Isi.")
    site.record(
        "layanan", "kelas", {"nama": "Kelas foto", "jenis": "pelatihan", "tautan": "https://x.example/"}, "Isi."
    )
    site.record("halaman", "tentang", {"judul": "Tentang"}, "## Kantor\n\n[produk](/produk/) [kantor](#kantor)")
    return site


@pytest.fixture
def make_shop(make_site):
    """A filled site with the theme that ships."""

    def make(base_url: str) -> Site:
        menu = "[{judul: Kantor, ke: /tentang/#kantor}, {judul: Harga, ke: /daftar%20harga.pdf}]"
        office = "{nama: Dinas Uji, whatsapp: '0890-0000-0001', surel: halo@dinas.example}"
        return fill(make_site("toko", theme="nusantara", base_url=base_url, per_halaman="3", menu=menu, dinas=office,
                              repositori="https://github.com/contoh/etalase"))  # fmt: skip

    return make


@pytest.mark.parametrize("base", ["https://contoh.example/uji/", "https://contoh.example/"], ids=["base-path", "root"])
def test_served(make_shop, base):
    site = make_shop(base)
    result = site.build()
    assert result.exit_code == 0, result.problems
    crawl = Crawl(site, base)
    general = all_kinds().keys() - record_pages().keys()  # kinds of record without a sort of page of their own
    assert list(crawl.dead()) == []
    assert crawl.seen > 1000
    assert set(PLACES) == set(page_kinds()) - general, "a kind of page that this crawl does not know"
    assert set(PLACES.values()) <= set(crawl.pages)
    for path, document in crawl.pages.items():
        if path != "404.html":  # that one is served at any depth
            assert not [item for item in document.references if item.startswith("/")], (
                f"{path} knows where it is served"
            )


def test_from_a_disk(make_shop):
    site = make_shop("https://contoh.example/uji/")
    site.build(offline=True)
    base = "https://contoh.example/uji/"
    crawl = Crawl(site, base)
    assert list(crawl.dead()) == []
    for path, document in crawl.pages.items():
        for reference in document.references:
            # A disk serves no folder as its index.html, and no path from the root.
            local = not urlsplit(reference).scheme and reference.partition("#")[0].partition("?")[0]
            assert not local or (not local.startswith("/") and not local.endswith(("/", "..", "."))), (
                f"{path}: {reference}"
            )


@pytest.mark.parametrize(
    "page", ["<p>", "<!doctype html><p id=a><p id=a>", "<!doctype html><title>x</title><p><div></p></div>"]
)
def test_the_crawl_sees_bad_html(page):
    with pytest.raises((html5lib.html5parser.ParseError, AssertionError)):
        read_page(page.encode())


def test_the_crawl_sees_dead_links(make_site):
    site = make_site("rusak")
    site.write(
        "output/a/index.html",
        '<!doctype html><title>a</title><a href="../b/#x">b</a><a href="../c/">c</a><img src="/d.jpg">',
    )
    site.write("output/b/index.html", "<!doctype html><title>b</title>")
    assert len(list(Crawl(site, "https://contoh.example/uji/").dead())) == 3
