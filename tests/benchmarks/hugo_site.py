"""The same catalogue for Hugo: home, lists, one page per product, seller, region and category, of the weight that ours have.

Hugo reads the front matter as it is. What it cannot know, the region of a product, is written into a data file, as a Hugo site
would have it. Head and foot of the page are those of our built site, and so is the drawing on cards and product pages: one for
all, since Hugo cannot draw.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

CONFIG = """
baseURL = "https://contoh.example/"
title = "Etalase ukur"
disableKinds = ["rss"]
[taxonomies]
kategori = "kategori"
wilayah = "wilayah"
[pagination]
pagerSize = 24
[permalinks.page]
produk = "/produk/:contentbasename/"
penjual = "/penjual/:contentbasename/"
[related]
threshold = 1
[[related.indices]]
name = "kategori"
weight = 80
[[related.indices]]
name = "penjual"
weight = 100
"""

BASE = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ block "judul" . }}{{ .Title }}{{ end }} | {{ site.Title }}</title>
<meta name="description" content="{{ .Description | default (.Summary | plainify | truncate 150) }}">
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}"><meta property="og:type" content="website"><meta property="og:url" content="{{ .Permalink }}">
<link rel="stylesheet" href="/gaya.css">
</head>
<body>
KEPALA
<main data-pagefind-body>{{ block "isi" . }}{{ end }}</main>
KAKI
</body>
</html>
"""

CARD = """<li class="kartu">GAMBAR<a href="{{ .RelPermalink }}"><h3>{{ .Params.nama }}</h3></a>
<p>{{ with .Params.harga }}Rp{{ lang.FormatNumberCustom 0 . "- , ." }}{{ else }}Harga hubungi penjual{{ end }}{{ with .Params.satuan }} per {{ . }}{{ end }}</p>
{{ with index site.Data.penjual (.Params.penjual | default "") }}<p class="asal">{{ .nama }}<br>{{ .wilayah }}</p>{{ end }}</li>
"""

PRODUCT = """{{ define "judul" }}{{ .Params.nama }}{{ end }}{{ define "isi" }}
<nav><a href="/">Beranda</a> / <a href="/kategori/{{ .Params.kategori }}/">{{ .Params.kategori }}</a></nav>
<div class="galeri">GAMBAR</div><h1>{{ .Params.nama }}</h1>
<p>{{ with .Params.harga }}Rp{{ lang.FormatNumberCustom 0 . "- , ." }}{{ else }}Harga hubungi penjual{{ end }} per {{ .Params.satuan }}</p>
{{ $penjual := index site.Data.penjual .Params.penjual }}
<section><h2>Penjual</h2><p><a href="/penjual/{{ .Params.penjual }}/">{{ $penjual.nama }}</a>, {{ $penjual.wilayah }}, {{ $penjual.skala }}</p></section>
<dl>{{ with .Params.halal }}<dt>Halal</dt><dd>{{ .status }} {{ .nomor }}</dd>{{ end }}{{ with .Params.tkdn }}<dt>TKDN</dt><dd>{{ . }}</dd>{{ end }}{{ with .Params.tag }}<dt>Tag</dt><dd>{{ delimit . ", " }}</dd>{{ end }}</dl>
{{ .Content }}
<section><h2>Lainnya</h2><ul>{{ range first 8 (site.RegularPages.Related .) }}{{ partial "kartu.html" . }}{{ end }}</ul></section>
{{ end }}
"""

SELLER = """{{ define "judul" }}{{ .Params.nama }}{{ end }}{{ define "isi" }}
<nav><a href="/">Beranda</a> / <a href="/penjual/">Penjual</a></nav>
<h1>{{ .Params.nama }}</h1><p>{{ .Params.skala }}, {{ .Params.kabupaten }}</p>
{{ .Content }}
{{ $saya := .File.ContentBaseName }}
<ul>{{ range index site.Data.milik $saya }}{{ with site.GetPage . }}{{ partial "kartu.html" . }}{{ end }}{{ end }}</ul>
{{ end }}
"""

LIST = """{{ define "isi" }}
<h1>{{ .Title }}</h1>
{{ $halaman := .Paginate .RegularPagesRecursive }}
<ul class="rak">{{ range $halaman.Pages }}{{ partial "kartu.html" . }}{{ end }}</ul>
<nav>{{ if $halaman.HasPrev }}<a href="{{ $halaman.Prev.URL }}">Sebelumnya</a>{{ end }} {{ $halaman.PageNumber }} dari {{ $halaman.TotalPages }} {{ if $halaman.HasNext }}<a href="{{ $halaman.Next.URL }}">Berikutnya</a>{{ end }}</nav>
{{ end }}
"""

TERM = LIST.replace(".RegularPagesRecursive", ".Pages")

TERMS = """{{ define "isi" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }} ({{ len .Pages }})</a></li>{{ end }}</ul>{{ end }}"""

HOME = """{{ define "isi" }}
<h1>{{ site.Title }}</h1>
<ul>{{ range $nama, $isi := site.Taxonomies.kategori }}<li><a href="/kategori/{{ $nama }}/">{{ $nama }} ({{ len $isi }})</a></li>{{ end }}</ul>
<ul>{{ range $nama, $isi := site.Taxonomies.wilayah }}<li><a href="/wilayah/{{ $nama }}/">{{ $nama }} ({{ len $isi }})</a></li>{{ end }}</ul>
<ul class="rak">{{ range first 12 (where site.RegularPages "Section" "produk") }}{{ partial "kartu.html" . }}{{ end }}</ul>
{{ end }}"""

LAYOUTS = {
    "_default/baseof.html": BASE, "partials/kartu.html": CARD, "produk/single.html": PRODUCT, "penjual/single.html": SELLER,
    "_default/list.html": LIST, "_default/taxonomy.html": TERM, "_default/terms.html": TERMS, "index.html": HOME,
    "_default/single.html": '{{ define "isi" }}{{ .Content }}{{ end }}',
}  # fmt: skip


def write_hugo(site: Path, folder: Path) -> None:
    """A Hugo site in `folder` from the content of an Etalase site."""
    shutil.rmtree(folder, ignore_errors=True)
    borrowed = _borrowed(next((site / "output/produk").glob("*/index.html")).read_text("utf-8"))
    for name, text in LAYOUTS.items():
        for mark, piece in borrowed.items():
            text = text.replace(mark, piece)
        file = folder / "layouts" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "hugo.toml").write_text(CONFIG, "utf-8")
    style = folder / "static/gaya.css"
    style.parent.mkdir()
    style.write_text("body{font:1rem/1.5 sans-serif}", "utf-8")
    makers: dict[str, dict[str, str]] = {}
    owned: dict[str, list[str]] = {}
    for file in (site / "content/penjual").rglob("*.md"):
        text = file.read_text("utf-8")
        makers[file.stem] = {
            "nama": _field(text, "nama"),
            "wilayah": _field(text, "kabupaten").strip('"'),
            "skala": _field(text, "skala"),
        }
        _copy(file, site, folder, text)
    for file in (site / "content/produk").rglob("*.md"):
        text = file.read_text("utf-8")
        seller = _field(text, "penjual")
        region = makers[seller]["wilayah"]
        where = _copy(file, site, folder, text.replace("---\n", f'---\nwilayah: ["{region}"]\n', 1))
        owned.setdefault(seller, []).append("/" + where.with_suffix("").as_posix())
    data = folder / "data"
    data.mkdir()
    (data / "penjual.json").write_text(json.dumps(makers), "utf-8")
    (data / "milik.json").write_text(json.dumps(owned), "utf-8")


def _borrowed(page: str) -> dict[str, str]:
    """What is taken over from one of our product pages: all around the content, and the drawing of its first card."""
    head = page[page.index("<body>") + len("<body>") : page.index("<main")]
    foot = page[page.index("</main>") + len("</main>") : page.index("</body>")]
    start = page.index("<svg", page.index('class="kartu"'))
    return {"KEPALA": head, "KAKI": foot, "GAMBAR": page[start : page.index("</svg>", start) + len("</svg>")]}


def _field(text: str, key: str) -> str:
    found = re.search(rf"^{key}: (.*)$", text, re.MULTILINE)
    return found[1] if found else ""


def _copy(file: Path, site: Path, folder: Path, text: str) -> Path:
    where = file.relative_to(site / "content")
    target = folder / "content" / where
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace("---\n", f"---\ntitle: {json.dumps(_field(text, 'nama'))}\n", 1), "utf-8")
    return where
