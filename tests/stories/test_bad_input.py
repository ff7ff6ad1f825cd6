"""Bad input gets a message that says where and how to mend it; nothing is lost, and no file hides another's problems."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import tree_of

from generator.build.ledger import NotOursError
from generator.content.body import render
from generator.model.problem import Log
from generator.reports.build_report import text_lines

HEAD = "---\nnama: A\npenjual: dapur\nhalal: {status: proses}\n"
GOLDEN = Path(__file__).parent.parent / "golden" / "masalah.txt"

# name, bytes of content/produk/<name>.md, codes of the problems it must give
PRODUCTS: list[tuple[str, str | bytes, list[str]]] = [
    ("bom", b"\xef\xbb\xbf" + (HEAD + "---\nisi").encode(), []),
    ("crlf", (HEAD + "---\nisi").replace("\n", "\r\n"), []),
    ("latin", (HEAD + "---\ncaf\xe9 “kutip”").encode("cp1252"), ["P002"]),
    ("utf16", (HEAD + "---\nisi").encode("utf-16"), ["P002"]),
    ("biner", b"\x00\x01\x02", ["E001"]),
    ("tab", "---\nnama: A\n\tpenjual: dapur\n---\n", ["E004"]),
    ("kutip", HEAD.replace("nama: A", "nama: “A”") + "---\n", ["P017"]),
    ("kutip-putus", "---\nnama: “A\npenjual: 'dapur\n---\n", ["E004"]),
    ("tanpa-kepala", "nama: A\n", ["E003"]),
    ("tak-ditutup", "---\nnama: A\n", ["E003"]),
    ("kosong", "", ["E016"]),
    ("kepala-kosong", "---\n---\n", ["E020", "E020"]),
    ("kolon", "---\nnama: A: b\npenjual: dapur\n---\n", ["E004"]),
    ("kurung", "---\nnama: [A\npenjual: dapur\n---\n", ["E004"]),
    ("daftar", "---\n- a\n- b\n---\n", ["E004"]),
    ("kunci-asing", HEAD + "hrga: 15000\n---\n", ["E006"]),
    ("kunci-ganda", HEAD + "nama: B\n---\n", ["E005"]),
    ("pribadi", HEAD + 'nik: "1671010101010001"\n---\n', ["E008"]),
    ("nik-di-isi", HEAD + "---\n\nHubungi 1671 0101 0101 0001 saja.", ["E009"]),
    ("jenis", "---\nnama: [a]\npenjual: {x: y}\nhalal: ya\n---\n", ["E024", "E024", "E024"]),
    ("harga", HEAD + "harga: dua puluh ribu\n---\n", ["E021"]),
    ("harga-rancu", HEAD + "harga: 25,000\n---\n", ["P022"]),
    ("harga-kecil", HEAD + "harga: 15\n---\n", ["P028"]),
    ("tanggal", HEAD + "tayang_mulai: 2026-12-01\ntayang_sampai: 2026-11-01\n---\n", ["E044"]),
    ("penjual-asing", HEAD.replace("dapur", "dapor") + "---\n", ["E056"]),
    ("kategori", HEAD + "kategori: kulinr\n---\n", ["E054"]),
    ("kategori-tebak", HEAD + "kategori: camilan\n---\n", ["P055"]),
    ("foto-tiada", HEAD + "foto: tiada.jpg\n---\n", ["E076"]),
    ("jangkar-yaml", "---\nnama: &a A\npenjual: *a\n---\n", ["E007"]),
    ("tag-yaml", "---\nnama: !!python/object/apply:os.system [ls]\npenjual: dapur\n---\n", ["E007"]),
    ("con", HEAD + "---\n", ["E012"]),
    ("Besar", HEAD + "---\n", ["E012"]),
    ("kué", HEAD + "---\n", ["E012"]),
    ("lain/kutip", HEAD + "---\n", ["E013"]),
    ("besar", HEAD + "---\n" + "a" * 1_000_000, ["E010"]),
    ("panjang", HEAD + "---\n" + "kata " * 8000, ["E010"]),
    ("kurung-siku", HEAD + "---\n" + "[" * 13_000, ["E070"]),
    ("sarang-daftar", HEAD + "---\n" + "\n".join("  " * depth + "- a" for depth in range(100)), ["E070"]),
    ("sarang-kutip", HEAD + "---\n" + "> " * 500 + "a", ["E070"]),
    ("bintang", HEAD + "---\n" + "*a **b " * 400, ["E070"]),
    ("judul", HEAD + "---\n" + "# a\n" * 3000, ["E070"]),
    ("html", HEAD + "---\n<script>alert(1)</script>", ["P071"]),
    ("gambar", HEAD + "---\n![x](y.png)", ["P072"]),
    ("tautan-jahat", HEAD + "---\n[a](javascript:alert(1)) [b](//x.y) [c](data:text/html,x)", ["E075", "E075", "E075"]),
    ("tautan-mati", HEAD + "---\n[a](../penjual/tiada.md) [b](/produk/tiada/) [c](tiada)", ["E073", "E073", "E073"]),
    ("tautan-keluar", HEAD + "---\n[a](../../../rahasia.md)", ["E073"]),
    ("jangkar-mati", HEAD + "---\n[a](#tiada)", ["P079"]),
    ("surel", HEAD + "---\n<halo@contoh.example> [luar](https://contoh.example/)", []),
]  # fmt: skip
OTHERS: list[tuple[str, str | bytes, list[str]]] = [
    ("aneh/x.md", "---\n---\n", ["P015"]),
    ("produk/catatan.txt", "x", ["P015"]),
    ("berkas/program.exe", "x", ["E082"]),
    ("foto/bukan.jpg", "bukan foto", ["E077"]),
    ("foto/IMG_5195.HEIC", "x", ["E077"]),
    ("penjual/salah-eja.md", "---\nnama: A\nkabupaten: Pagaralm\nkategori: kriya\n---\n", ["E050"]),
    ("penjual/luar.md", '---\nnama: A\nkabupaten: "35.01"\nkategori: kriya\n---\n', ["E052"]),
    ("penjual/tanpa-setuju.md", '---\nnama: A\nkabupaten: "16.71"\nkategori: kriya\nwhatsapp: "0890-0000-1111"\n---\n', ["P059"]),
    ("penjual/sendiri.en.md", "---\nnama: X\n---\n", ["E018"]),
    ("halaman/produk.md", "---\njudul: Produk\n---\n", ["E014"]),
]  # fmt: skip


@pytest.fixture
def ugly(site):
    for name, data, _ in PRODUCTS:
        site.write(f"content/produk/{name}.md", data)
    for path, data, _ in OTHERS:
        site.write(f"content/{path}", data)
    return site


def test_every_fault_is_found_at_once(ugly):
    wanted = {f"content/produk/{name}.md": sorted(codes) for name, _, codes in PRODUCTS}
    wanted |= {f"content/{path}": sorted(codes) for path, _, codes in OTHERS}
    found: dict[str, list[str]] = {path: [] for path in wanted}
    for problem in ugly.build().problems:
        found.setdefault(problem.place.path, []).append(problem.code)
    assert {path: sorted(codes) for path, codes in found.items()} == wanted


def test_wording(ugly):
    """The golden page of messages. After a wanted change: `ETALASE_GOLDEN=1 pytest tests/stories/test_bad_input.py`, and read the difference."""
    text = "\n".join(text_lines(ugly.build())) + "\n"
    if os.environ.get("ETALASE_GOLDEN"):
        GOLDEN.write_text(text, "utf-8", newline="\n")
    assert text == GOLDEN.read_text("utf-8")


def test_every_message_says_how_to_mend(ugly):
    assert [str(problem.place) for problem in ugly.build().problems if not problem.hint] == []


def test_private_numbers_are_not_repeated(ugly):
    text = "\n".join(text_lines(ugly.build()))
    assert "1671010101010001" not in text
    assert "0101 0101" not in text


@pytest.mark.parametrize("text", [
    "[" * 199, "[a](" * 190, "[a](<" * 190, "`a" * 199, "*a " * 599, "**a*b" * 190, "_a " * 590, "![a" * 190, "<a " * 190,
    "a|" * 700 + "\n" + "-|" * 700, "> a\n" * 3900, "- > - > - > a\n" * 900, "1. a\n" * 3000, "\n\n".join("a" * 5000),
    "    a\n" * 2500, "- a\n\n    b\n\n" * 1200, "[a]" + "(a" * 5000, " " * 15_900 + "a", "- " * 7000,
])  # fmt: skip
def test_hostile_bodies_end(text):
    """Each of these is within the limits or refused; none may raise. The suite's own time limit is the deadline."""
    log = Log("content/produk/a.md")
    render(text[:15_999], "produk/a.md", 1, log)
    assert all(problem.code in ("E070", "P071", "P072", "E073", "E075", "E031") for problem in log.problems)


@pytest.mark.skipif(sys.platform == "win32", reason="needs rights to make links")
def test_links_out_of_the_project_are_refused(site, tmp_path):
    secret = tmp_path / "rahasia.md"
    secret.write_text(HEAD + "---\nrahasia sekali")
    (site.folder / "content/produk").mkdir()
    (site.folder / "content/produk/luar.md").symlink_to(secret)
    result = site.build()
    assert [problem.code for problem in result.problems] == ["E011"]
    assert not (site.folder / "output/produk/luar").exists()


def test_template_fault_names_line_and_record(site):
    site.product("kue")
    page = site.folder / "themes/mini/templates/pages/produk.html"
    page.write_text("{% extends 'base.html' %}\n{% block isi %}\n{{ page.tiada }}\n{% endblock %}")
    problem = site.build().problems[0]
    assert (problem.place.path, problem.place.spot.line) == ("themes/mini/templates/pages/produk.html", 3)
    assert "content/produk/kue.md" in problem.message + problem.hint


def test_template_that_does_not_parse(site):
    page = site.folder / "themes/mini/templates/pages/produk.html"
    page.write_text("{% extends 'base.html' %}\n{% block isi %}\n{% if %}\n{% endblock %}")
    problem = site.build().problems[0]
    assert (problem.place.path, problem.place.spot.line) == ("themes/mini/templates/pages/produk.html", 3)


def test_theme_without_a_template(site):
    site.delete("themes/mini/templates/pages/produk.html")
    result = site.build()
    assert result.exit_code == 1
    assert "produk.html" in result.problems[0].message


def test_output_folder_of_somebody_else(site):
    site.write("output/foto-liburan.jpg", b"x")
    with pytest.raises(NotOursError):
        site.build()
    done = site.run("build")
    assert done.returncode == 2
    assert "tidak ada yang diubah" in done.stderr
    assert site.tree() == {"foto-liburan.jpg": b"x"}


def test_foreign_files_in_our_folder_stay(site):
    site.build()
    site.write("output/catatan.txt", "milik orang lain")
    site.product("kue")
    result = site.build()
    assert (result.exit_code, [problem.code for problem in result.problems]) == (0, ["P094"])
    assert site.read("catatan.txt") == "milik orang lain"
    site.build()
    assert site.read("catatan.txt") == "milik orang lain"


@pytest.mark.parametrize(("line", "code"), [
    ("judl: x", "E006"), ("versi: 9", "E090"), ("kios: ya", "E091"), ("per_halaman: 0", "E090"), ("bahasa: [fr]", "E025"),
    ("aturan: {wajib-diisi: catatan}", "E090"), ("aturan: {tiada: catatan}", "E006"), ("opsi_tema: {tiada: x}", "E092"),
    ("menu: [{judul: x, ke: javascript:alert(1)}]", "E031"),
])  # fmt: skip
def test_settings_are_checked(site, line, code):
    file = site.folder / "site.yaml"
    file.write_text(file.read_text() + line + "\n")
    assert code in [problem.code for problem in site.build().problems]


def test_severity_follows_the_settings(make_site):
    site = make_site("lunak", aturan="{kunci-tak-dikenal: peringatan, halal-belum-ada: galat}")
    site.product("kue", aneh="x")
    assert site.build().exit_code == 0
    site.product("roti", kategori="kuliner", halal=None)
    assert site.build().exit_code == 1


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="fills a small file system of its own")
def test_full_disk_loses_nothing(site, tmp_path):
    disk = tmp_path / "diska"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("this machine does not let us mount a file system")
    try:
        command = ("build", "--date", "2026-11-22", "--output", str(disk / "keluaran"))
        site.product("kue")
        assert site.run(*command).returncode == 0
        before = tree_of(disk / "keluaran")
        for number in range(300):
            site.product(f"kue-{number}", "Cerita. " * 800)
        done = site.run(*command)
        assert done.returncode == 4, done.stdout + done.stderr
        assert "Ruang penyimpanan habis" in done.stderr
        assert tree_of(disk / "keluaran") == before
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)
