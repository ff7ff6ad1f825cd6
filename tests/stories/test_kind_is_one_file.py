"""A kind of content is one file: a module dropped into the room of kinds, and everything that Etalase does knows it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import yaml
from conftest import REPOSITORY, Site
from docs.test_extending import blocks

START = """import sys
import generator.model.records as room
room.__path__.append(sys.argv.pop(1))
from generator.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    """A package outside of ours that holds one kind of content."""
    folder = tmp_path / "jenis"
    folder.mkdir()
    ((path, _, text),) = blocks("A kind of content")
    (folder / Path(path).name).write_text(text, "utf-8")
    return folder


def etalase(kinds: Path, site: Site, *arguments: object, code: int = 0) -> str:
    """Run a command of an Etalase that has the kind; what it printed."""
    command = [sys.executable, "-c", START, str(kinds), *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=site.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def write(site: Site) -> None:
    site.record(
        "karya",
        "kain-langit",
        {
            "nama": "Kain Langit",
            "teknik": "Tenun ikat",
            "tanggal": "2026-12-05",
            "perajin": "[dapur]",
            "ringkasan": "Biru dan emas.",
        },
        "Ditenun setahun.",
    )
    site.record("halaman", "tentang", {"judul": "Tentang"}, "Lihat [karya ini](/karya/kain-langit/).")


def test_from_file_to_page_list_menu_search_and_form(make_site, kinds: Path) -> None:
    site = make_site("situs", theme="nusantara", admin="true", bahasa="[id, en]")
    write(site)
    site.write("content/karya/kain-langit.en.md", "---\nnama: Sky Cloth\n---\n\nWoven for a year.\n")
    site.write("content/penjual/dapur.en.md", "---\nnama: Kitchen\n---\n\nA story.\n")
    etalase(kinds, site, "build", "--date", "2026-12-01")
    page = site.read("karya/kain-langit/index.html")
    assert "<h1>Kain Langit</h1>" in page
    assert "<dt>Teknik</dt><dd>Tenun ikat</dd>" in page, "facts stand on the general page"
    assert "Biru dan emas." in page
    assert "Ditenun setahun." in page
    assert "Usaha dapur" in page, "a record that it names is shown"
    assert "<h1>Karya seni</h1>" in site.read("karya/index.html")
    assert "Yang dipamerkan para perajin." in site.read("karya/index.html")
    assert "Kain Langit" in site.read("karya/index.html")
    assert ">Karya seni</a>" in site.read("index.html"), "the menu leads to the list"
    assert "Sky Cloth" in site.read("en/karya/kain-langit/index.html")
    assert "<h1>Works of art</h1>" in site.read("en/karya/index.html")
    assert "../karya/kain-langit/" in site.read("tentang/index.html")
    assert "https://contoh.example/uji/karya/kain-langit/" in site.read("sitemap.xml")
    assert "karya" in dict(json.loads(site.read("cari/m.json"))["K"])
    display = [text.decode() for path, text in site.tree().items() if path.startswith("cari/") and "/d-" in path]
    assert any("Kain Langit" in text for text in display)
    form = yaml.safe_load(site.read("admin/config.yml"))["collections"]
    mine = next(item for item in form if item["name"] == "karya")
    assert (mine["folder"], mine["preview_path"]) == ("content/karya", "karya/{{filename}}/")
    assert [item["name"] for item in mine["fields"]][:3] == ["nama", "ringkasan", "foto"]
    assert next(item for item in mine["fields"] if item["name"] == "perajin")["collection"] == "penjual"


def test_a_theme_may_have_a_template_of_its_own_for_it(make_site, kinds: Path) -> None:
    site = make_site("situs")  # a theme that extends no other, with neither `karya.html` nor `umum.html`
    write(site)
    etalase(kinds, site, "build", "--date", "2026-12-01")
    assert "Ditenun setahun." in site.read("karya/kain-langit/index.html")
    site.write("themes/mini/templates/pages/karya.html", "{{ page.kind }}: {{ page.text.technique }}")
    etalase(kinds, site, "build", "--date", "2026-12-01")
    assert site.read("karya/kain-langit/index.html") == "karya: Tenun ikat"


def test_out_and_in_again(make_site, kinds: Path) -> None:
    site = make_site("situs")
    write(site)
    etalase(kinds, site, "template", "kosong.xlsx")
    assert openpyxl.load_workbook(site.folder / "kosong.xlsx")["Karya"]["A1"].value == "id"
    etalase(kinds, site, "export", "isi.xlsx")
    rows = list(openpyxl.load_workbook(site.folder / "isi.xlsx")["Karya"].iter_rows(values_only=True))
    assert dict(zip(*rows, strict=True))["teknik"] == "Tenun ikat"
    site.delete("content/karya/kain-langit.md")
    etalase(kinds, site, "import", "isi.xlsx")
    after = site.folder.joinpath("content/karya/kain-langit.md").read_text("utf-8")
    head = yaml.safe_load(after.split("---")[1])
    assert (head["nama"], head["teknik"], head["tanggal"]) == ("Kain Langit", "Tenun ikat", "2026-12-05")
    assert head["perajin"] == ["dapur"]
    office = openpyxl.Workbook()
    office.active.title = "Karya Seni"
    for row in (["Nama", "Teknik"], ["Guci Sungai", "Putar"]):
        office.active.append(row)
    office.save(site.folder / "kantor.xlsx")
    etalase(kinds, site, "import", "kantor.xlsx")
    assert "Putar" in site.folder.joinpath("content/karya/guci-sungai.md").read_text("utf-8")


def test_new_schema_and_what_is_wrong(make_site, kinds: Path) -> None:
    site = make_site("situs")
    assert etalase(kinds, site, "new", "karya", "Kain Langit").strip() == "content/karya/kain-langit.md"
    assert 'nama: "Kain Langit"' in site.folder.joinpath("content/karya/kain-langit.md").read_text("utf-8")
    etalase(kinds, site, "init", "baru", "--provinsi", "35")
    schema = json.loads(site.folder.joinpath("baru/.vscode/skema/karya.json").read_text("utf-8"))
    assert "teknik" in schema["properties"]
    settings = json.loads(site.folder.joinpath("baru/.vscode/settings.json").read_text("utf-8"))
    assert "content/karya/**/*.md" in settings["yaml.schemas"][".vscode/skema/karya.json"]
    site.record(
        "karya", "rusak", {"nama": "Rusak", "perajin": "[tiada]", "tanggal": "2026-12-05", "sampai": "2026-12-01"}, ""
    )
    site.record("halaman", "karya", {"judul": "Karya"}, "")
    said = etalase(kinds, site, "check", code=1)
    assert 'Penjual "tiada" tidak ada' in said
    assert "sampai mendahului tanggal" in said
    assert '"karya" sudah dipakai Etalase' in said
