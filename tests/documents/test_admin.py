"""The browser form's files: only when asked for, made from the schema, accepted by both CMSs, and apart from the site."""

from __future__ import annotations

import gzip
import hashlib
import json
import re

import pytest
import yaml
from conftest import REPOSITORY
from html5lib import parse
from jsonschema import Draft7Validator

from generator.build.options import PreviewMode
from generator.documents._admin_form import GROUP_OF, GROUPS, Choices, collections, headings
from generator.model.fields import fields_of
from generator.model.records import all_kinds
from generator.model.region import Atlas
from generator.model.repository import read_repository

DATA = REPOSITORY / "generator/data/admin"
ONLINE = {
    "admin": "true",
    "repositori": "https://github.com/contoh/etalase",
    "admin_masuk": "https://masuk.contoh.example/",
}


def config(site) -> dict:
    site.build()
    return yaml.safe_load(site.read("admin/config.yml"))


def collection(settings: dict, kind: str) -> dict:
    return next(item for item in settings["collections"] if item["name"] == kind)


def test_it_is_off_by_default(site):
    site.build()
    assert not [path for path in site.tree() if path.startswith("admin/")]
    assert "admin" not in site.read("_headers")


def test_turning_it_off_takes_it_away(make_site):
    site = make_site("situs", admin="true")
    site.build()
    assert {path for path in site.tree() if path.startswith("admin/")} == {
        "admin/index.html", "admin/config.yml", "admin/decap-cms.js", "admin/mulai.js", "admin/bahasa.js", "admin/admin.css", "admin/logo.svg"}  # fmt: skip
    site.write("site.yaml", (site.folder / "site.yaml").read_text().replace("admin: true", "admin: tidak"))
    site.build()
    assert not [path for path in site.tree() if path.startswith("admin/")]


def test_both_cms_take_the_settings(make_site):
    """Sveltia's published JSON Schema refuses unknown keys; Decap's own checks run in the browser test."""
    schema = json.loads(gzip.decompress((REPOSITORY / "tests/data/sveltia-cms.json.gz").read_bytes()))
    for number, settings in enumerate(
        (ONLINE, {"admin": "true", "repositori": "https://github.com/contoh/etalase.git"})
    ):
        found = config(make_site(f"situs-{number}", **settings))
        assert [fault.message for fault in Draft7Validator(schema).iter_errors(found)] == []
        assert found["backend"]["repo"] == "contoh/etalase"
    assert list(Draft7Validator(schema).iter_errors({**found, "warna": 1}))


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_every_field_of_the_schema_is_in_the_form(make_site, kind):
    found = collection(config(make_site("situs", **ONLINE)), kind)
    assert found["folder"] == f"content/{kind}"
    names = [item["name"] for item in found["fields"]]
    assert sorted(names) == sorted([*(spec.key for spec in fields_of(all_kinds()[kind])), "body"])
    required = {spec.key for spec in fields_of(all_kinds()[kind]) if spec.required}
    assert {item["name"] for item in found["fields"] if item["required"]} == required
    assert names[0] in ("nama", "judul")
    assert set(names[: len(required)]) == required, "what is required comes first"
    for item in found["fields"]:
        assert item["label"]
        assert item["hint"]
        assert "widget" in item


def test_fields_of_a_group_stand_together_under_one_heading():
    known = {spec.key for record_type in all_kinds().values() for spec in fields_of(record_type)}
    assert known >= GROUP_OF.keys()
    begins = {key: name for name, keys in headings() for key in keys}
    for item in collections(Choices((), (), ())):
        under, headed = {}, ""
        for name in (field["name"] for field in item["fields"]):
            headed = begins.get(name, headed)
            assert headed not in list(under)[:-1], "each group once"
            under.setdefault(headed, []).append(name)
        assert [name for name in under if name] == [name for name in GROUPS if name in under]
        for group, keys in under.items():
            assert {GROUP_OF.get(key, "Pokok") for key in keys} == {group}


def test_widgets_by_type(make_site):
    settings = config(make_site("situs", **ONLINE))
    product = {item["name"]: item for item in collection(settings, "produk")["fields"]}
    seller = {item["name"]: item for item in collection(settings, "penjual")["fields"]}
    assert (product["harga"]["widget"], product["tkdn"]["widget"]) == ("string", "string"), (
        "numbers are texts to the form"
    )
    assert (product["harga_per"]["widget"], product["harga_per"]["format"], product["harga_per"]["default"]) == (
        "datetime",
        "YYYY-MM-DD",
        "",
    )
    assert (product["penjual"]["widget"], product["penjual"]["collection"]) == ("relation", "penjual")
    assert [item["value"] for item in product["draf"]["options"]] == ["ya", "tidak"]
    assert product["foto"]["field"]["widget"] == "image"
    assert [item["name"] for item in product["toko"]["fields"]][:1] == ["tokopedia"]
    assert "padi-umkm" in [item["name"] for item in product["pengadaan"]["fields"]]
    assert seller["pembayaran"]["multiple"] is True
    assert [item["value"] for item in seller["kabupaten"]["options"]] == [
        region.code for region in Atlas.of("16").regions
    ]
    assert not [item for item in seller["kurasi"]["fields"] if item["required"] or item["name"] == "sidik"]


def test_where_the_form_cannot_save_it_says_so_and_starts_nothing(make_site):
    site = make_site("situs", admin="true", repositori="https://github.com/contoh/etalase")
    site.build()
    page = site.read("admin/index.html")
    assert "<script" not in page
    assert "etalase.py" in page
    site = make_site("lain", **ONLINE)
    site.build()
    assert re.findall(r'<script src="([^"]+)" defer>', site.read("admin/index.html")) == [
        "mulai.js",
        "decap-cms.js",
        "bahasa.js",
    ]
    assert config(site)["backend"]["base_url"] == "https://masuk.contoh.example"


def test_the_page_is_apart_from_the_site(make_site):
    site = make_site("situs", **ONLINE)
    site.build()
    page = site.read("admin/index.html")
    tree = parse(page, namespaceHTMLElements=False)
    metas = {item.get("name") or item.get("http-equiv"): item.get("content") for item in tree.iter("meta")}
    assert metas["robots"] == "noindex"
    assert "'unsafe-inline'" not in metas["Content-Security-Policy"].partition("script-src")[2].partition(";")[0]
    assert "default-src 'none'" in metas["Content-Security-Policy"]
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert "admin" not in site.read("sitemap.xml")
    assert not [
        path
        for path, data in site.tree().items()
        if path.endswith(".html") and not path.startswith("admin") and b"admin/" in data
    ]
    assert "/admin/*\n  ! Content-Security-Policy\n" in site.read("_headers")


def test_the_cms_is_what_its_makers_published(make_site):
    site = make_site("situs", admin="true")
    site.build()
    data = (site.folder / "output/admin/decap-cms.js").read_bytes()
    text = (DATA / "README.md").read_text("utf-8")
    assert f"{len(data):,} bytes" in text
    assert hashlib.sha256(data).hexdigest() in text
    assert "MIT License" in (DATA / "LICENSE-decap-cms.txt").read_text()
    assert (DATA / "decap-cms.js.gz").read_bytes()[4:8] == b"\0\0\0\0", "no time in it"


def test_a_title_is_only_text_there(make_site):
    site = make_site("situs", admin="true", judul='"<script>alert(1)</script> & kue"')
    site.build()
    assert "<script>alert" not in site.read("admin/index.html")


def test_a_site_in_a_folder_of_its_repository(make_site):
    """The address of the folder at GitHub says where the published form saves and where "Sunting" leads."""
    site = make_site(
        "situs", theme="nusantara", **{**ONLINE, "repositori": "https://github.com/dinas/etalase/tree/main/situs/satu"}
    )
    site.product("kue")
    settings = config(site)
    assert settings["backend"]["repo"] == "dinas/etalase"
    assert settings["media_folder"] == "situs/satu/content/foto"
    assert collection(settings, "produk")["folder"] == "situs/satu/content/produk"
    page = site.read("produk/kue/index.html")
    assert 'href="https://github.com/dinas/etalase/edit/main/situs/satu/content/produk/kue.md"' in page
    assert 'href="https://github.com/dinas/etalase/issues/new?' in page
    site.build(PreviewMode(live=True))
    assert (
        yaml.safe_load(site.read("admin/config.yml"))["media_folder"] == "content/foto"
    )  # a preview saves into the site's own folder


@pytest.mark.parametrize(("url", "found"), [
    ("https://github.com/a/b", ("https://github.com/a/b", "")), ("https://github.com/a/b.git", ("https://github.com/a/b", "")),
    ("https://github.com/a/b/", ("https://github.com/a/b", "")), ("https://github.com/a/b/tree/main/s/", ("https://github.com/a/b", "s/")),
    ("https://github.com/a/b/tree/main", ("https://github.com/a/b/tree/main", "")), ("https://git.example/a/b", ("https://git.example/a/b", "")),
    ("https://github.com/a/b/tree/main/../x", ("https://github.com/a/b", "")),
])  # fmt: skip
def test_addresses_of_repositories(url, found):
    assert read_repository(url) == found
