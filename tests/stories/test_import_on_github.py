"""Files uploaded to `masuk/` on github.com become a proposal: the workflow's own steps, against a bare repository and a `gh` of ours."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY, Site, tree_of
from desk.checkouts import CENTRE, clone, git, leave_out_machine, share
from desk.desk_support import workbook
from exchange.test_photos import picture, saved

FLOW = REPOSITORY / "generator/data/alur/impor.yml"
PRODUCTS = "nama;penjual;harga\nKeripik Tempe;dapur;15000\nDodol ```Durian``` @dinas #1;tidak-ada;20000\n"

pytestmark = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("bash")), reason="needs Git and Bash, as its runners have"
)


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_out_machine(tmp_path, monkeypatch)


class Runner:
    """What the workflow runs on: a fresh clone, and `gh`, which notes what it is asked."""

    def __init__(self, site: Site, folder: Path, *, may_propose: bool = True) -> None:
        self.site, self.folder = site, folder
        folder.mkdir()
        self.work = clone(site, f"{folder.name}/kerja")
        self.asked = folder / "diminta"
        gh = folder / "gh"
        gh.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$*" >> {shlex.quote(str(self.asked))}\n'
            f'case "$*" in "pr list"*) echo 41;; "pr create"*) exit {0 if may_propose else 1};; esac\n'
        )
        gh.chmod(0o755)

    def run(self) -> int:
        """All steps of the workflow that run a script, as its runner would; returns the code of the one that failed."""
        output = self.folder / "output"
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GH_"))},
            "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "SITUS": ".",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "dinas/etalase",
            "GITHUB_RUN_ID": "77",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.folder / "ringkas.md"),
        }
        for step in steps():
            wanted = step.get("if", "")
            if "run" not in step or (
                "steps.impor" in wanted and not (output.exists() and "ada=ya" in output.read_text())
            ):
                continue
            command = step["run"].replace("python3 etalase.py", f"{shlex.quote(sys.executable)} -m generator")
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", command],
                cwd=self.work,
                env=env,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            self.said = done.stdout + done.stderr
            if done.returncode:
                return done.returncode
        return 0

    @property
    def proposal(self) -> Path:
        """A checkout of the branch that was pushed."""
        folder = clone(self.site, f"{self.folder.name}/usulan")
        git(folder, "switch", "-q", "impor-77")
        return folder


def steps() -> list[dict[str, Any]]:
    (job,) = yaml.safe_load(FLOW.read_text("utf-8"))["jobs"].values()
    found = job["steps"]
    assert isinstance(found, list)
    return found


def uploaded(site: Site, **files: bytes | str) -> None:
    """Upload files to `masuk/` as github.com does: past what Git is told to ignore."""
    for name, data in files.items():
        site.write(f"masuk/{name.replace('__', '.')}", data)
    git(site.folder, "add", "-f", "masuk")
    git(site.folder, "commit", "-q", "-m", "Add files via upload")
    git(site.folder, "push", "-q")


def test_an_upload_becomes_a_proposal_of_what_the_command_line_writes(
    site: Site, make_site: Any, tmp_path: Path
) -> None:
    share(site)
    photo = saved(picture())
    uploaded(site, produk__csv=PRODUCTS, **{"keripik-tempe__jpg": photo})
    runner = Runner(site, tmp_path / "mesin")
    assert runner.run() == 0, runner.said
    twin = make_site("kembaran")
    (tmp_path / "kiriman").mkdir()
    for file in (site.folder / "masuk").iterdir():
        shutil.copy(file, tmp_path / "kiriman")
    assert twin.run("import", *map(str, sorted((tmp_path / "kiriman").iterdir()))).returncode == 3
    branch = runner.proposal
    assert tree_of(branch / "content") == tree_of(twin.folder / "content")
    assert (branch / "content/foto/keripik-tempe.jpg").exists()
    assert not (branch / "masuk").exists()
    assert git(branch, "show", "main:masuk/produk.csv")
    asked = runner.asked.read_text().splitlines()
    assert asked[-1] == "pr create --base main --head impor-77 --title Impor dari masuk/ --body-file usulan.md"
    assert any(line.startswith("pr close 41 --delete-branch") for line in asked), "one proposal holds all that waits"
    told = (runner.work / "usulan.md").read_text("utf-8")
    assert told.startswith("### ")
    assert "produk/keripik-tempe" in told
    assert "GALAT" in told
    assert "Pemeriksaan sesudahnya: " in told
    assert "https://github.com/dinas/etalase/actions/runs/77" in told
    assert (runner.work / "laporan-impor.xlsx").exists()
    fence = told.split("\n\n")[1].split("text")[0]
    assert set(fence) == {"`"}
    assert told.count(f"\n{fence}\n") == 1, "no cell closes the fence around the cells"


def test_people_in_an_upload_are_told_of(site: Site, tmp_path: Path) -> None:
    share(site)
    workbook(
        tmp_path / "a.xlsx", [["Nama Usaha", "Pemilik", "Kabupaten"], ["Warung Satu", "Orang Satu", "Kota Palembang"]]
    )
    uploaded(site, data__xlsx=(tmp_path / "a.xlsx").read_bytes())
    runner = Runner(site, tmp_path / "mesin")
    runner.run()
    told = (runner.work / "usulan.md").read_text("utf-8")
    assert "[!CAUTION]" in told
    assert "Orang Satu" not in told


def test_what_cannot_be_read_fails_and_says_why(site: Site, tmp_path: Path) -> None:
    share(site)
    uploaded(site, rusak__xlsx=b"PK bukan zip")
    runner = Runner(site, tmp_path / "mesin")
    assert runner.run() == 1
    assert "rusak.xlsx" in (tmp_path / "mesin/ringkas.md").read_text("utf-8")
    assert not runner.asked.exists()
    assert git(site.folder.parent / CENTRE, "branch", "--list").split() == ["*", "main"]


def test_an_upload_of_which_no_row_can_be_used_stays_where_it_is(site: Site, tmp_path: Path) -> None:
    share(site)
    workbook(tmp_path / "a.xlsx")  # tells no region
    uploaded(site, data__xlsx=(tmp_path / "a.xlsx").read_bytes())
    runner = Runner(site, tmp_path / "mesin")
    assert runner.run() == 1
    assert "kabupaten" in (tmp_path / "mesin/ringkas.md").read_text("utf-8")
    assert "tetap di masuk/" in runner.said
    assert not runner.asked.exists()


def test_an_empty_inbox_is_no_fault(site: Site, tmp_path: Path) -> None:
    share(site)
    uploaded(site, README__md="Unggah di sini.")
    runner = Runner(site, tmp_path / "mesin")
    assert runner.run() == 0, runner.said
    assert not runner.asked.exists()


def test_where_proposals_are_not_allowed_the_way_is_shown(site: Site, tmp_path: Path) -> None:
    share(site)
    uploaded(site, produk__csv=PRODUCTS)
    runner = Runner(site, tmp_path / "mesin", may_propose=False)
    assert runner.run() == 1
    assert "https://github.com/dinas/etalase/compare/impor-77?expand=1" in runner.said
    assert (runner.proposal / "content/produk/keripik-tempe.md").exists()
