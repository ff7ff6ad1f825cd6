"""What browsers and the console are told."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from generator.build.unpublished import SELLER
from generator.model.publication import PREVIEWED, PUBLISHED
from generator.preview.loop import Loop
from generator.preview.shown_record import ShownRecord
from generator.preview.status import MOST, STATUS


def result_status(site):
    told = []
    loop = Loop(site.folder, told.append)
    loop.rebuild(is_hint=True)
    return told[-1]


def test_a_problem_with_its_place_excerpt_and_hint(site):
    site.product("kue", harga="dua puluh ribu")
    status = result_status(site)
    spelled = status.report(with_files=True)
    (problem,) = spelled["masalah"]
    assert (spelled["keadaan"], spelled["galat"]) == ("galat", 1)
    assert problem["tempat"] == "content/produk/kue.md:4:8"
    assert problem["cuplikan"] == [4, "harga: dua puluh ribu", 7]
    assert problem["isian"] == "harga"
    assert problem["pesan"]
    assert problem["saran"]
    assert problem["buka"] == f"vscode://file{quote((site.folder / 'content/produk/kue.md').as_posix())}:4:8"
    assert status.line().startswith("content/produk/kue.md:4:8: GALAT E021 harga:")
    assert "\n" not in status.line()
    json.dumps(spelled)


def test_a_problem_leads_to_its_form_where_there_is_one(make_site):
    site = make_site("situs", admin="ya")
    site.product("kota/kue", harga=50)  # a remark, so that the site stands
    site.write("content/produk/kota/kue.en.md", "---\nnama: Cake\nharga: 50\n---\n")
    status = result_status(site)
    spelled = status.report(with_files=True)
    assert spelled["formulir"] == "/admin/"
    links = {item["berkas"]: item["formulir"] for item in spelled["masalah"]}
    assert links["content/produk/kota/kue.md"] == "/admin/#/collections/produk/entries/kota/kue"
    assert links.get("content/produk/kota/kue.en.md", "") == "", "translations are written by hand"
    assert status.report(with_files=False)["formulir"] == "", "the form works on this machine only"
    site.write("site.yaml", (site.folder / "site.yaml").read_text().replace("admin: ya", "admin: tidak"))
    spelled = result_status(site).report(with_files=True)
    assert {spelled["formulir"], *(item["formulir"] for item in spelled["masalah"])} == {""}


def test_other_machines_learn_no_paths(site):
    site.product("kue", harga="dua puluh ribu")
    assert str(site.folder) not in json.dumps(result_status(site).report(with_files=False))


def test_the_excerpt_is_of_the_file_as_it_is_now(site):
    site.product("kue", harga="dua puluh ribu")
    result_status(site)
    site.product("kue", harga="tiga puluh ribu")
    assert result_status(site).report(with_files=False)["masalah"][0]["cuplikan"][1] == "harga: tiga puluh ribu"


def test_a_great_many_problems_are_cut_errors_first(site):
    for number in range(MOST + 5):
        site.product(f"kue-{number:03}", halal=None)
    site.product("zz", harga="banyak")
    spelled = result_status(site).report(with_files=True)
    assert len(spelled["masalah"]) == MOST < spelled["banyak"]
    assert spelled["masalah"][0]["tingkat"] == "GALAT"


@pytest.mark.parametrize(
    ("address", "fragment"),
    [
        ("/produk/kue/", ""), ("/produk/kue/index.html", ""), ("/en/produk/kue/", ""),
        ("/admin/", "/collections/produk/entries/kota/kue"),
    ],
)  # fmt: skip
def test_the_faults_of_the_record_at_hand_come_first(site, address, fragment):
    site.product("aneh", harga="banyak")
    site.product("kota/kue", halal=None)
    site.write("content/produk/kota/kue.en.md", "---\nnama: Cake\nharga: 50\n---\n")
    site.seller("kue", whatsapp="12")
    problems = result_status(site).report(with_files=True, shown=ShownRecord.of(address, fragment))["masalah"]
    own = {item["berkas"] for item in problems if item["di_sini"]}
    assert own == {"content/produk/kota/kue.md", "content/produk/kota/kue.en.md"}
    assert [item["di_sini"] for item in problems] == sorted((item["di_sini"] for item in problems), reverse=True)
    assert problems[-1]["tingkat"] != "GALAT" or not problems[-1]["di_sini"]


def test_a_record_with_a_slug_of_its_own_is_found(site):
    site.write("content/produk/berkas.md", "---\nslug: kue\nnama: Kue\npenjual: dapur\n---\n")
    site.product("lain", halal=None)
    problems = result_status(site).report(with_files=True, shown=ShownRecord.of("/produk/kue/", ""))["masalah"]
    assert {item["berkas"] for item in problems if item["di_sini"]} == {"content/produk/berkas.md"}


@pytest.mark.parametrize("address", ["/", "/produk/", "/..", "/produk/halaman/2/", "/cari/", "kue", "/%ff"])
def test_other_pages_have_no_faults_of_their_own(site, address):
    site.product("kue", halal=None)
    problems = result_status(site).report(with_files=True, shown=ShownRecord.of(address, ""))["masalah"]
    assert problems and not any(item["di_sini"] for item in problems)


def test_a_template_problem_opens_the_theme(site):
    site.write("themes/mini/templates/base.html", "{% if %}")
    (problem, *_) = result_status(site).report(with_files=True)["masalah"]
    assert problem["tempat"].startswith("themes/mini/templates/base.html:1")
    assert "/themes/mini/templates/base.html:1" in problem["buka"]


def test_every_status_has_words():
    assert STATUS.keys() == (PREVIEWED - {PUBLISHED}) | {SELLER}


@pytest.mark.parametrize(
    ("fields", "text"), [({"draf": "ya"}, "Draf"), ({"tayang_mulai": "2050-01-01"}, "Terjadwal"), ({}, "")]
)
def test_pages_that_would_not_be_published_say_so(site, fields, text):
    site.product("kue", **fields)
    assert result_status(site).status_at("/produk/kue/").startswith(text)
    assert bool(result_status(site).status_at("/produk/kue/")) is bool(text)


def test_curation_holds_pages_back(site):
    site.start(kurasi="{wajib: ya}")
    assert result_status(site).status_at("/penjual/dapur/").startswith("Belum dikurasi")
