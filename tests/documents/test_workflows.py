"""The workflows for GitHub: least rights, pinned actions, and commands that this Etalase has."""

from __future__ import annotations

import html
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from generator.commands.init import ISSUE_FORMS, WORKFLOWS
from generator.reports.proposal_comment import MARK

REPOSITORY = Path(__file__).parents[2]
SOURCES = REPOSITORY / "generator/data/alur"


def read(name: str) -> dict[Any, Any]:
    found = yaml.safe_load((SOURCES / name).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_repository_runs_what_init_writes(name):
    """One source: a checkout publishes with the very file that a new region gets."""
    assert (REPOSITORY / ".github/workflows" / name).read_bytes() == (SOURCES / name).read_bytes()


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_commit_with_their_version_beside(name):
    lines = [line for line in (SOURCES / name).read_text("utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    pins = {
        line.split("uses: ")[1]
        for file in WORKFLOWS
        for line in (SOURCES / file).read_text().splitlines()
        if "uses:" in line
    }
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins), "one action at two versions"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_job_ends_and_keeps_no_token(name):
    workflow = read(name)
    for job in workflow["jobs"].values():
        assert 1 <= job["timeout-minutes"] <= 30
        assert re.fullmatch(r"ubuntu-\d\d\.\d\d", job["runs-on"])
    checkouts = [step for step in steps(workflow) if "checkout" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_script_is_put_together_from_foreign_text(name):
    """`${{ }}` inside `run` is replaced before the shell reads it: values go through the environment instead."""
    assert not [step for step in steps(read(name)) if "${{" in step.get("run", "")]
    assert "secrets." not in (SOURCES / name).read_text("utf-8")


def test_publishing_runs_on_main_at_night_and_by_hand():
    triggers = read("terbitkan.yml")[True]  # YAML 1.1 reads `on` as true
    assert set(triggers) == {"push", "schedule", "workflow_dispatch"}
    assert triggers["push"] == {"branches": ["main"]}
    minute, hour, *rest = triggers["schedule"][0]["cron"].split()
    assert rest == ["*", "*", "*"]
    for ahead in (7, 8, 9):  # WIB, WITA, WIT: the day has just begun, so that what ends at midnight is gone
        assert (int(hour) + ahead) % 24 < 3
    assert int(minute) not in (0, 30), "everybody's nightly jobs begin then"


def test_publishing_has_the_least_rights():
    workflow = read("terbitkan.yml")
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["bangun"]["permissions"] == {"contents": "read", "pages": "read"}
    assert workflow["jobs"]["terbitkan"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["jobs"]["bangun"]["if"] == "github.ref == 'refs/heads/main'"
    assert workflow["jobs"]["terbitkan"]["needs"] == "bangun"
    assert not [step for step in workflow["jobs"]["terbitkan"]["steps"] if "run" in step], "runs nothing of ours"
    assert workflow["concurrency"] == {"group": "terbitkan", "cancel-in-progress": False}


def test_the_cache_is_keyed_by_what_it_holds():
    cache = next(step["with"] for step in steps(read("terbitkan.yml")) if "actions/cache@" in step.get("uses", ""))
    assert cache["path"] == "${{ env.SITUS }}/.cache"
    assert "hashFiles('generator/**'" in cache["key"]
    assert cache["key"].startswith(cache["restore-keys"])


def test_proposals_from_anybody_are_only_read():
    workflow = read("periksa.yml")
    assert workflow[True] == {"pull_request": None}, "never pull_request_target"
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job and "environment" not in job for job in workflow["jobs"].values())
    assert not [step for step in steps(workflow) if "cache" in step.get("uses", "") or "cache" in step.get("with", {})]


def test_the_check_hands_on_its_report_and_nothing_else():
    (kept,) = [step for step in steps(read("periksa.yml")) if "upload-artifact@" in step.get("uses", "")]
    assert (kept["with"]["name"], kept["with"]["path"]) == ("laporan", "laporan.json")
    assert kept["if"].startswith("always()"), "a check that found faults is the one to tell of"


def test_commenting_runs_nothing_of_the_proposal():
    """`workflow_run` has rights that strangers must not get: it takes the default branch, and the report as data."""
    workflow = read("komentari.yml")
    assert workflow[True] == {"workflow_run": {"workflows": ["Periksa"], "types": ["completed"]}}
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    assert job["if"] == "github.event.workflow_run.event == 'pull_request'"
    (checkout,) = [step for step in steps(workflow) if "uses" in step]
    assert checkout["with"] == {"persist-credentials": False}, "no ref: the default branch"
    runs = [step["run"] for step in steps(workflow) if "run" in step]
    assert not [run for run in runs if "etalase.py" in run or "pip" in run]
    assert "python3 -m generator comment" in runs[0]
    assert MARK in runs[1]


def play_comment(tmp_path, said: str, existing: str) -> list[str]:
    """Run the last step with a `gh` of our own; returns what it was asked to do."""
    gh = tmp_path / "gh"
    gh.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/diminta\ncase "$*" in *pulls*) printf "%s" "{said}";; *--paginate*) printf "%s" "{existing}";; esac\n'
    )
    gh.chmod(0o755)
    step = steps(read("komentari.yml"))[-1]["run"]
    env = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "REPO": "a/b",
        "CABANG": "orang:cabang",
        "SHA": "0" * 40,
        "RUNNER_TEMP": str(tmp_path),
    }
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step], env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return (tmp_path / "diminta").read_text().splitlines()


def test_there_is_one_comment_that_is_updated(tmp_path):
    for name, existing, wanted in (("baru", "", "--method POST repos/a/b/issues/7/comments"),
                                   ("lama", "12", "--method PATCH repos/a/b/issues/comments/12")):  # fmt: skip
        (tmp_path / name).mkdir()
        asked = play_comment(tmp_path / name, "7", existing)
        assert len(asked) == 3
        assert wanted in asked[2]
        assert "body=@" in asked[2]


def test_a_proposal_that_has_changed_again_gets_no_comment(tmp_path):
    assert len(play_comment(tmp_path, "", "")) == 1


@pytest.mark.parametrize("name", ISSUE_FORMS)
def test_issue_forms_are_one_source_and_well_formed(name):
    data = (SOURCES / "isu" / name).read_bytes()
    assert (REPOSITORY / ".github/ISSUE_TEMPLATE" / name).read_bytes() == data
    form = yaml.safe_load(data)
    if name == "config.yml":
        assert form == {"blank_issues_enabled": True}
        return
    assert set(form) == {"name", "description", "title", "body"}
    fields = [item for item in form["body"] if item["type"] != "markdown"]
    assert all(item["attributes"]["label"] for item in fields)
    ids = [item["id"] for item in fields]
    assert len(set(ids)) == len(ids)
    assert "NIK" in form["body"][0]["attributes"]["value"], "what is written there is public"


def test_pages_open_the_form_with_their_address_filled_in(make_site):
    site = make_site("situs", theme="nusantara", repositori="https://github.com/contoh/etalase")
    site.product("kue")
    site.build()
    (link,) = set(
        re.findall(r'href="(https://github.com/contoh/etalase/issues/new[^"]+)"', site.read("produk/kue/index.html"))
    )
    asked = parse_qs(urlsplit(html.unescape(link)).query)
    assert asked["template"] == ["laporkan-data-keliru.yml"]
    form = yaml.safe_load((SOURCES / "isu" / asked["template"][0]).read_text("utf-8"))
    assert "halaman" in [item.get("id") for item in form["body"]]
    assert asked["halaman"] == ["https://contoh.example/uji/produk/kue/"]


def run_step(site, name: str, word: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command of a workflow's step as its shell would, with this Python for the launcher."""
    command = next(step["run"] for step in steps(read(name)) if word in step.get("run", ""))
    ours = f"{shlex.quote(sys.executable)} -m generator"
    return subprocess.run(
        ["bash", "-e", "-c", command.replace("python3 etalase.py", ours)], cwd=site.folder, capture_output=True,
        encoding="utf-8", check=False, env={**os.environ, "PYTHONPATH": str(REPOSITORY), "CI": "true", "SITUS": ".", **env})  # fmt: skip


def test_the_build_step_builds_for_the_address_it_is_given(site):
    site.product("kue")
    done = run_step(site, "terbitkan.yml", "build", ALAMAT="https://dinas.github.io/etalase-uji")
    assert done.returncode == 0, done.stderr
    assert "<loc>https://dinas.github.io/etalase-uji/produk/kue/</loc>" in site.read("sitemap.xml")
    assert (site.folder / "output/.nojekyll").exists()


def test_a_fault_stops_publishing_and_names_the_line(site):
    site.product("kue", harga="dua puluh ribu")
    for name, word in (("terbitkan.yml", "build"), ("periksa.yml", "check")):
        done = run_step(site, name, word, ALAMAT="https://dinas.github.io/etalase-uji")
        assert done.returncode == 1
        assert "::error file=content/produk/kue.md,line=4," in done.stdout


def test_a_repository_without_etalase_is_told_what_is_missing(site):
    done = run_step(site, "terbitkan.yml", "etalase.py ]")
    assert done.returncode == 1
    assert "::error::etalase.py tidak ada" in done.stdout
    site.write("etalase.py", "")
    assert run_step(site, "terbitkan.yml", "etalase.py ]").returncode == 0


def test_importing_has_rights_on_main_only_and_proposes():
    """It runs the code of `main` with the right to write: never on a proposal of somebody else."""
    workflow = read("impor.yml")
    assert workflow[True] == {
        "push": {"branches": ["main"], "paths": ["**/masuk/**", "masuk/**"]},
        "workflow_dispatch": None,
    }
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert job["if"] == "github.ref == 'refs/heads/main'"
    runs = "\n".join(step.get("run", "") for step in steps(workflow))
    assert "git push --quiet origin main" not in runs
    assert "gh pr create" in runs
