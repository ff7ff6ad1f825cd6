"""The commands as people run them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from conftest import REPOSITORY, Site

from generator.model.fields import fields_of
from generator.model.records import all_kinds


@pytest.mark.parametrize("province", ["15", "35", "36", "94", "Jawa Timur"])
def test_init_makes_a_site_that_builds_at_once(tmp_path, province):
    site = Site(tmp_path)
    done = site.run("init", "situs", "--provinsi", province)
    assert done.returncode == 0, done.stderr
    site.folder = tmp_path / "situs"
    done = site.run("build", "--date", "2026-11-22")
    assert done.returncode == 0, done.stdout
    assert "1 produk dari 1 pelaku usaha di 1 kabupaten/kota" in done.stdout
    assert "0 galat, 1 peringatan" in done.stdout
    assert "site.yaml:6:11: PERINGATAN P097" in done.stdout  # nobody has said yet where the site will stand
    assert (site.folder / "output/wilayah/index.html").exists()


def test_init_overwrites_nothing(site):
    before = (site.folder / "site.yaml").read_bytes()
    done = site.run("init", ".", "--provinsi", "35")
    assert done.returncode == 0
    assert "site.yaml sudah ada; tidak diubah" in done.stdout
    assert (site.folder / "site.yaml").read_bytes() == before


def test_init_of_an_unknown_province(tmp_path):
    done = Site(tmp_path).run("init", "situs", "--provinsi", "Atlantis")
    assert done.returncode == 2
    assert "Atlantis" in done.stderr
    assert not (tmp_path / "situs").exists()


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_new_explains_every_field_and_reads_back(site, kind):
    done = site.run("new", kind, 'Kue "Lapis" Ma\'suba')
    assert done.returncode == 0, done.stderr
    path = done.stdout.strip().replace("\\", "/")
    assert path == f"content/{kind}/kue-lapis-masuba.md"
    text = (site.folder / path).read_text("utf-8")
    assert all(f"\n{spec.key}:" in text or f"\n#{spec.key}:" in text for spec in fields_of(all_kinds()[kind]))
    problems = [problem for problem in site.check().problems if problem.place.path == path]
    assert {problem.code for problem in problems} <= {"E020"}  # only what is still to be filled in
    again = site.run("new", kind, "Kue Lapis Ma'suba")
    assert again.returncode == 2
    assert "tidak diubah" in again.stderr


def test_every_example_is_good(make_site):
    """The example of each field, as `new` shows it, is read without a problem."""
    site = make_site("contoh")
    (site.folder / "content/foto").mkdir()
    (site.folder / "content/foto/keripik-tempe.jpg").write_bytes(jpeg())
    for kind, record_type in all_kinds().items():
        lines = [
            f"{spec.key}: {spec.example}" for spec in fields_of(record_type) if spec.key not in ("angka_boleh", "alias")
        ]
        site.write(f"content/{kind}/contoh-{kind}.md", "---\n" + "\n".join(lines) + "\n---\nIsi.\n")
    site.seller("dapur-pesisir")
    site.seller("koperasi-purun-pedamaran", jenis="koperasi")
    site.product("kopi-semendo")
    faults = [problem for problem in site.check().problems if problem.code[0] == "E"]
    assert [f"{problem.place} {problem.field}: {problem.message}" for problem in faults] == []


def jpeg() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (1000, 800), "brown").save(out, "JPEG")
    return out.getvalue()


def test_clean_removes_what_is_ours_only(site):
    site.product("kue")
    site.build()
    site.write("output/milik-orang.txt", "x")
    done = site.run("clean")
    assert done.returncode == 0
    assert set(site.tree()) == {".nojekyll", "milik-orang.txt"}
    assert not (site.folder / ".cache").exists()
    assert (site.folder / "content/produk/kue.md").exists()


def test_clean_refuses_a_folder_that_is_no_site(tmp_path):
    (tmp_path / "output").mkdir()
    (tmp_path / "output/penting.txt").write_text("x")
    assert Site(tmp_path).run("clean").returncode == 2
    assert (tmp_path / "output/penting.txt").exists()


def test_check_writes_nothing_but_the_cache(site):
    site.product("kue", harga="dua puluh")
    done = site.run("check")
    assert done.returncode == 1
    assert "content/produk/kue.md:4:8: GALAT E021 harga" in done.stdout
    assert not (site.folder / "output").exists()


def test_last_line(site):
    site.product("kue")
    done = site.run("build")
    assert (
        done.stdout.strip().splitlines()[-1].startswith("Selesai: 1 produk dari 1 pelaku usaha di 1 kabupaten/kota. ")
    )
    assert done.stderr == ""  # no bar in a pipe


def test_json_report(site):
    site.product("kue", harga="dua puluh")
    done = site.run("build", "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["kode_keluar"], report["diterbitkan"]) == (1, 1, False)
    assert report["masalah"][0] | {"pesan": "", "saran": ""} == {
        "berkas": "content/produk/kue.md", "baris": 4, "kolom": 8, "lembar": "", "tingkat": "GALAT", "kode": "E021",
        "aturan": "angka", "isian": "harga", "pesan": "", "saran": "",
    }  # fmt: skip


def test_github_report(site, tmp_path):
    site.product("kue", harga="dua puluh 100%")
    summary = tmp_path / "ringkasan.md"
    done = site.run("build", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert done.stdout.startswith("::error file=content/produk/kue.md,line=4,col=8,title=GALAT E021 harga::")
    assert "100%25" in done.stdout
    assert "| content/produk/kue.md:4:8 |" in summary.read_text("utf-8").replace("&#95;", "_")


@pytest.mark.parametrize(("arguments", "fragment"), [
    (("bild",), 'Maksudnya "build"?'), (("build", "--jobs", "-1"), "paling sedikit 1"), (("build", "--date", "besok"), "2026-12-31"),
    (("build", "--base-url", "contoh"), "https://"), (("new", "sapi", "x"), "sapi"), (("build", "--aneh"), "--aneh"),
    (("new", "produk", "!!!"), "!!!"),
])  # fmt: skip
def test_wrong_usage_is_explained(site, arguments, fragment):
    done = site.run(*arguments)
    assert done.returncode == 2
    assert fragment in done.stderr
    assert "Traceback" not in done.stderr


def test_drafts_are_refused_in_ci(site):
    assert site.run("build", "--drafts", env={"CI": "true"}).returncode == 2


def test_no_site_here(tmp_path):
    done = Site(tmp_path).run("build")
    assert done.returncode == 1
    assert "etalase init" in done.stdout


HEAVY = {
    "jinja2",
    "markdown",
    "yaml",
    "lunr",
    "livereload",
    "tornado",
    "watchdog",
    "PIL",
    "nh3",
    "openpyxl",
    "multiprocessing",
}


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"]])
def test_help_imports_nothing_heavy(site, arguments):
    assert loaded(site, arguments).isdisjoint(HEAVY)


def test_nothing_changed_imports_nothing_heavy(site):
    """`yaml` reads site.yaml; rendering, photos and worker processes stay out, and so does what reads and plans content."""
    site.product("kue")
    site.run("build")
    found = loaded(site, ["build"])
    assert found.isdisjoint(HEAVY - {"yaml"})
    assert found.isdisjoint(
        {"generator.content.parse", "generator.build.plan", "generator.model.page", "generator.model.cards"}
    )


def test_a_small_edit_starts_no_processes(site):
    site.product("kue")
    site.run("build")
    site.product("kue", "Kini lebih manis.")
    assert loaded(site, ["build"]).isdisjoint({"multiprocessing", "concurrent", "http", "PIL", "lunr", "watchdog"})


def loaded(site: Site, arguments: list[str]) -> set[str]:
    """The modules in memory after a command, and the packages that they lie in."""
    code = (
        "import sys\nfrom generator.cli import main\n"
        f"main({arguments!r})\nprint('\\nMODULES', *sorted({{*sys.modules}} | {{n.partition('.')[0] for n in sys.modules}}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=site.folder, capture_output=True, encoding="utf-8",
                          env={"PYTHONPATH": str(REPOSITORY), "PATH": ""}, check=True)  # fmt: skip
    return set(done.stdout.rpartition("MODULES")[2].split())
