"""Rendering: every kind of page with the theme that ships, and what is said when a template is wrong."""

from __future__ import annotations

import dataclasses
import gzip
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from theme.conftest import all_pages, stored

from generator.model import rules
from generator.model.page import Page
from generator.model.site_view import SiteView
from generator.theme.assets import make_sheet
from generator.theme.render import TemplateFault, _room, render_page
from generator.theme.theme import Theme, load_theme

Render = Callable[..., str]
Write = Callable[..., Path]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
FIRST_VIEW = 14 * 1024


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", all_pages())
def test_every_kind_of_page_keeps_the_rules_of_the_head(
    kind: str, language: str, nusantara: Theme, samples: dict[str, Page], render: Render
) -> None:
    page = dataclasses.replace(samples[kind], language=language)
    html = render(nusantara, page, language=language)
    parser = html5lib.HTMLParser(strict=True)  # raises at the first error
    if kind not in ("pindah",):
        parser.parse(html)
    head = html[: html.index("</head>")]
    assert (
        re.search(
            r'<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head
        )[1]
        == POLICY
    )  # type: ignore[index]
    assert '<meta name="referrer" content="strict-origin-when-cross-origin">' in head
    assert f'<html lang="{language}"' in html
    assert len(re.findall("<h1[ >]", html)) == 1
    assert re.search("<title>[^<]+</title>", head)
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", html)
    assert not re.search(r"<script(?![^>]* src=| type=\"application/ld)", html)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert ('content="noindex"' in head) == (kind in ("tidak-ditemukan", "pindah", "pilihan"))


def test_nothing_is_fetched_from_elsewhere(nusantara: Theme, samples: dict[str, Page], render: Render) -> None:
    for page in samples.values():
        html = render(nusantara, page)
        fetched = re.findall(r'(?:\ssrc|<link rel="(?:stylesheet|icon)" href)="([^"]*)"', html)
        assert fetched
        assert not [address for address in fetched if ":" in address]


def test_the_first_view_stays_small(nusantara: Theme, samples: dict[str, Page], render: Render) -> None:
    css = len(gzip.compress(make_sheet(nusantara.assets()["gaya.css"].source), 9))
    for kind, page in samples.items():
        if kind == "daftar-produk":
            many = [
                card._replace(name=f"{card.name} {n}", slug=f"{card.slug}-{n}", photo=None)
                for n in range(12)
                for card in page.products
            ]  # type: ignore[attr-defined]
            page = dataclasses.replace(page, products=tuple(many))  # type: ignore[call-arg]
        size = len(gzip.compress(render(nusantara, page).encode(), 9))
        assert size + css <= FIRST_VIEW, kind


def test_links_are_relative_and_only_404_and_canonical_use_the_base(
    nusantara: Theme, samples: dict[str, Page], render: Render
) -> None:
    product = render(nusantara, samples["produk"])
    assert '<link rel="canonical" href="https://contoh.example/uji/produk/tikar-purun/">' in product
    assert 'href="../../penjual/purun/"' in product
    lost = render(nusantara, samples["tidak-ditemukan"])
    assert 'href="/uji/produk/"' in lost
    assert re.search(r'<link rel="stylesheet" href="/uji/aset/gaya-[0-9a-f]{8}\.css">', lost)


def test_offline_links_end_in_a_file(
    nusantara: Theme, samples: dict[str, Page], site: SiteView, render: Render
) -> None:
    html = render(nusantara, samples["produk"], dataclasses.replace(site, offline=True))
    inner = [address for address in re.findall(r'<a[^>]* href="([^"#:]+)"', html) if not address.startswith("#")]
    assert inner
    assert not [address for address in inner if address.endswith("/")]


def test_a_product_page_says_what_a_buyer_needs(nusantara: Theme, samples: dict[str, Page], render: Render) -> None:
    html = render(nusantara, samples["produk"])
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html))
    for words in ("Rp185.000", "14 November 2026", "1,8 kg", "Purun &lt;danau&gt;", "Bersertifikat halal", "ID00000000000000012",
                  "TKDN 92,4% + BMP 7,5% = 99,9%", "3 Maret 2030", "Malaysia, ZW", "QRIS, tunai", "PaDi UMKM"):  # fmt: skip
        assert words in text, words
    assert "Sudah tidak berlaku (31 Desember 2024)" in text
    assert "https://wa.me/6289000001234?text=Halo%20Koperasi" in html
    assert 'href="https://shopee.co.id/x" rel="nofollow ugc noopener"' in html
    photos = re.findall(r'<img src="[^"]*tikar-purun-01234567-800\.jpg" alt="Tikar[^>]*>', html)
    assert len(photos) == 2
    assert 'width="800" height="600"' in photos[0]
    assert "lazy" not in photos[0] and "lazy" in photos[1]
    assert re.search(
        r'property="og:image" content="https://contoh.example/uji/aset/kartu/tikar-purun-[0-9a-f]{8}\.jpg"', html
    )
    assert "https://github.com/contoh/etalase/edit/main/content/produk/tikar-purun.md" in html


@pytest.mark.parametrize(
    ("number", "said"), [("IDM000000012", "Merek terdaftar"), ("DID2022012345", "Merek sedang didaftarkan")]
)
def test_a_trade_mark_applied_for_is_not_called_registered(
    nusantara: Theme, samples: dict[str, Page], render: Render, number: str, said: str
) -> None:
    for kind, name in (("produk", "product"), ("penjual", "seller")):
        page = samples[kind]
        record = dataclasses.replace(getattr(page, name), trademark=number)
        html = render(nusantara, dataclasses.replace(page, stored=stored(record)))
        assert re.findall(r"Merek (?:terdaftar|sedang didaftarkan)", html) == [said]


def test_without_a_mobile_number_there_is_no_order_button(
    nusantara: Theme, samples: dict[str, Page], render: Render
) -> None:
    page = samples["produk"]
    seller = page.seller._replace(whatsapp=None)  # type: ignore[attr-defined]
    assert "Pesan lewat WhatsApp" not in render(nusantara, dataclasses.replace(page, seller=seller))  # type: ignore[call-arg]


def test_a_draft_is_marked_and_kept_from_search_engines(
    nusantara: Theme, samples: dict[str, Page], render: Render
) -> None:
    html = render(nusantara, dataclasses.replace(samples["produk"], status="draf", indexed=False))  # type: ignore[call-arg]
    assert 'content="noindex"' in html
    assert "Draf, belum diterbitkan" in html


def test_an_old_address_leads_on_with_and_without_script(
    nusantara: Theme, samples: dict[str, Page], render: Render
) -> None:
    html = render(nusantara, samples["pindah"])
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../produk/tikar-purun/"></noscript>' in html
    assert re.search(
        r'<script src="../../aset/pindah-[0-9a-f]{8}\.js" data-ke="../../produk/tikar-purun/"></script>', html
    )
    assert '<link rel="canonical" href="https://contoh.example/uji/produk/tikar-purun/">' in html


def test_the_region_index_names_every_region_on_map_and_in_table(
    nusantara: Theme, samples: dict[str, Page], render: Render
) -> None:
    html = render(nusantara, samples["daftar-wilayah"])
    assert html.count('href="../wilayah/musi-rawas-utara/"') == 3  # map, list of empty ones, table
    assert "<title>Musi Rawas Utara: 0 produk</title>" in html
    assert 'fill="url(#_lungsin)"' in html
    assert "cahyadsn/wilayah_boundaries (MIT)" in html


def test_formats_follow_the_language_of_the_page(nusantara: Theme, samples: dict[str, Page], render: Render) -> None:
    english = render(nusantara, dataclasses.replace(samples["penjual"], language="en"), language="en")
    assert "1 product" not in english.split("<h2>")[0]
    assert "2 products" in english
    assert "Opening hours" in english
    assert "1,250" not in english  # the number of members stands in the line below the name, from the card
    product = render(nusantara, dataclasses.replace(samples["produk"], language="en"), language="en")
    assert "Rp185,000" in product
    assert "Price as of 14 November 2026." in product


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("\n{{ page.judull }}", 2, '"judull" tidak ada pada SearchPage'),
        ("\n\n{{ pge.title }}", 3, '"pge" tidak dikenal di templat ini. Maksudnya "page"?'),
        ("{{ strings.carii }}", 1, '"carii" tidak ada pada strings/id.yaml. Maksudnya "cari"?'),
        ('\n{{ asset("gaya" ~ ".cs") }}', 2, 'asset("gaya.cs") tidak ada di tema ini.'),
        ('{{ option("warnaa") }}', 1, 'Opsi "warnaa" tidak ada di theme.yaml.'),
        ("\n{{ 1 + page.title }}", 2, "TypeError"),
        ('{{ site.region("99.99").full }}', 1, 'Wilayah "99.99" tidak ada di provinsi ini.'),
        (
            '{% from "partials/x.html" import m %}\n{{ m() }}',
            2,
            '"page" tidak dikenal di templat ini. Impor makronya dengan "with context".',
        ),
    ],
)
def test_a_template_fault_names_template_line_and_record(
    template: str, line: int, said: str, write_theme: Write, samples: dict[str, Page], render: Render
) -> None:
    macro = "{% macro m() %}\n{{ link(page.path) }}{% endmacro %}"
    theme = load_theme(
        "anak", write_theme("anak", {"templates/pages/cari.html": template, "templates/partials/x.html": macro})
    )
    page = dataclasses.replace(samples["cari"], source="content/contoh.md")
    with pytest.raises(TemplateFault) as fault:
        render(theme, page)
    found = pickle.loads(pickle.dumps(fault.value))  # noqa: S301 - as it comes from a worker
    name = "partials/x.html" if "with context" in said else "pages/cari.html"
    assert (found.path, found.spot.line) == (f"themes/anak/templates/{name}", line)
    assert said in found.message
    assert "content/contoh.md" in found.hint
    assert found.rule == rules.TEMPLATE_FAULT


def test_nothing_can_be_marked_safe_in_a_template(write_theme: Write, samples: dict[str, Page], render: Render) -> None:
    theme = load_theme("anak", write_theme("anak", {"templates/pages/cari.html": "{{ page.title|safe }}"}))
    with pytest.raises(TemplateFault, match="safe"):
        render(theme, samples["cari"])


def test_content_is_escaped_everywhere(nusantara: Theme, samples: dict[str, Page], render: Render) -> None:
    evil = '"><script>alert(1)</script>{{ 7 * 7 }}'
    card = samples["produk"].card._replace(name=evil, unit=evil, seller_name=evil)  # type: ignore[attr-defined]
    page = dataclasses.replace(samples["produk"], title=evil, card=card, related=(card,), description=evil, photos=())  # type: ignore[call-arg]
    html = render(nusantara, page)
    assert "<script>" not in html
    assert "{{ 7 * 7 }}" in html


def test_a_template_edited_after_planning_is_not_used(
    copied_theme: Path, samples: dict[str, Page], site: SiteView
) -> None:
    look = load_theme("nusantara", copied_theme).look("cari", "id")
    (copied_theme / "themes/nusantara/templates/pages/cari.html").write_text("lain")
    with pytest.raises(TemplateFault, match="berubah selama pembangunan"):
        render_page(look, samples["cari"], site)


def test_rendering_twice_gives_the_same_bytes(nusantara: Theme, samples: dict[str, Page], render: Render) -> None:
    assert render(nusantara, samples["beranda"]) == render(nusantara, samples["beranda"])


def test_a_child_theme_changes_tokens_a_block_and_a_component(
    write_theme: Write, samples: dict[str, Page], render: Render
) -> None:
    block = '{% extends "nusantara/pages/produk.html" %}{% block lainnya %}<p>tanpa lainnya</p>{% endblock %}'
    component = "{% macro harga(harga_, satuan='') %}<p>harga anak</p>{% endmacro %}"
    files = {
        "css/tokens.css": ":root { --aksen: #123456 }",
        "templates/pages/produk.html": block,
        "templates/components/harga/harga.html": component,
        "templates/components/harga/harga.css": ".harga { color: teal }",
        "strings/id.yaml": "izin: Surat-surat\n",
    }
    theme = load_theme("anak", write_theme("anak", files))
    html = render(theme, samples["produk"])
    assert "tanpa lainnya" in html and "Lihat juga" not in html
    assert "harga anak" in html and "Rp185.000" not in html
    assert "Surat-surat" in html
    css = make_sheet(theme.assets()["gaya.css"].source).decode()
    tokens = css[css.index("@layer tokens{") : css.index("@layer reset{")]
    assert tokens.rindex("--aksen:#123456") > tokens.index("--aksen:light-dark")
    assert css.index(".harga{margin-top") < css.index(".harga{color:teal")


def test_what_is_remembered_never_changes_a_page(
    nusantara: Theme, samples: dict[str, Page], site: SiteView, render: Render
) -> None:
    offline = dataclasses.replace(site, offline=True)
    fresh = {}
    for kind, page in samples.items():
        for view in (site, offline):
            _room.cache_clear()
            fresh[kind, view.offline] = render(nusantara, page, view)
    for kind in [*samples, *reversed(samples)]:
        for view in (site, offline):
            assert render(nusantara, samples[kind], view) == fresh[kind, view.offline]


def test_a_fragment_leads_from_every_depth_to_the_same_place(
    nusantara: Theme, samples: dict[str, Page], render: Render
) -> None:
    for path, ascent in (("produk/", "../"), ("produk/halaman/2/", "../../../"), ("produk/", "../")):
        html = render(nusantara, dataclasses.replace(samples["daftar-produk"], path=path))
        assert f'<a class="merek" href="{ascent}">' in html
        assert f'href="{ascent}produk/' in html and "\0" not in html


def test_a_fragment_that_changes_its_links_is_refused(
    write_theme: Write, samples: dict[str, Page], render: Render
) -> None:
    template = '{% macro m() %}{{ link("cari/")|urlencode }}{% endmacro %}{{ remembered(m) }}'
    theme = load_theme("anak", write_theme("anak", {"templates/pages/cari.html": template}))
    with pytest.raises(TemplateFault, match="tidak boleh diubah"):
        render(theme, samples["cari"])
