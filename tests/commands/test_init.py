"""`etalase init`: a new regional site that builds at once, checks without a remark but on its address and can be published."""

from __future__ import annotations

import json

import pytest
from conftest import REPOSITORY, Site

from generator.commands.init import ISSUE_FORMS, WORKFLOWS
from generator.model.region import Atlas


@pytest.fixture
def folder(tmp_path):
    """A site that has no folder yet."""
    (tmp_path / "kerja").mkdir()
    return Site(tmp_path / "kerja")


@pytest.mark.parametrize("province", ["35", "Jawa Timur"])
def test_a_new_site_builds_at_once(folder, province):
    done = folder.run("init", "situs", "--provinsi", province)
    assert done.returncode == 0, done.stderr
    site = Site(folder.folder / "situs")
    result = site.build()
    told = [problem.rule.name for problem in result.problems if problem.severity.value != "CATATAN"]
    assert told == ["alamat-contoh"]  # nobody has said yet where the site will stand
    assert (result.exit_code, result.summary.products) == (0, 1)
    regions = len(Atlas.of("35").regions)
    assert len([path for path in site.tree() if path.startswith("wilayah/") and path.count("/") == 2]) >= regions


def test_it_brings_the_workflows(folder):
    done = folder.run("init", "situs", "--provinsi", "62")
    for name in WORKFLOWS:
        ours = REPOSITORY / "generator/data/alur" / name
        assert (folder.folder / "situs/.github/workflows" / name).read_bytes() == ours.read_bytes()
    for name in ISSUE_FORMS:
        ours = REPOSITORY / "generator/data/alur/isu" / name
        assert (folder.folder / "situs/.github/ISSUE_TEMPLATE" / name).read_bytes() == ours.read_bytes()
    assert "perlu memuat Etalase juga" in done.stdout


def test_in_a_copy_of_etalase_it_says_nothing_of_copying_it(folder):
    folder.write("etalase.py", "")
    assert "perlu memuat Etalase" not in folder.run("init", ".", "--provinsi", "62").stdout


def test_what_is_there_stays(folder):
    folder.write("site.yaml", "punya saya\n")
    folder.write(".github/workflows/terbitkan.yml", "punya saya\n")
    done = folder.run("init", ".", "--provinsi", "62")
    assert done.returncode == 0
    assert (folder.folder / "site.yaml").read_text() == "punya saya\n"
    assert (folder.folder / ".github/workflows/terbitkan.yml").read_text() == "punya saya\n"
    assert done.stdout.count("sudah ada; tidak diubah.") == 2


def test_an_unknown_province_is_wrong_usage(folder):
    done = folder.run("init", "situs", "--provinsi", "Atlantis")
    assert done.returncode == 2
    assert not (folder.folder / "situs").exists()


def test_it_brings_what_editors_of_front_matter_complete_from(folder):
    assert folder.run("init", "situs", "--provinsi", "62").returncode == 0
    site = folder.folder / "situs"
    schemas = json.loads((site / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert "site.yaml" in schemas.values()
    for name in schemas:
        assert (site / name).read_bytes() == (REPOSITORY / "docs/skema" / name.rpartition("/")[2]).read_bytes()
