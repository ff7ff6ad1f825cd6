"""Calls that go wrong: exit codes by the contract, no English, no traceback, JSON for machines."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


@pytest.mark.parametrize("epoch", ["99999999999999", "9999999999999999999999", "\u00b2", "-5", "kemarin"])
def test_an_epoch_that_is_no_day(site, epoch):
    done = site.run("build", env={"SOURCE_DATE_EPOCH": epoch})
    assert (done.returncode, "SOURCE_DATE_EPOCH" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


@pytest.mark.parametrize("output", ["content/berkas", "content/foto/x", "site.yaml"])
def test_an_output_that_would_be_read_again(site, output):
    assert site.run("build", "--output", output).returncode == 2


def test_json_when_the_folder_is_not_ours(site):
    site.write("lain/catatan.txt", "milik orang")
    done = site.run("build", "--output", "lain", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["kode_keluar"]) == (2, 2)


def test_json_when_the_machine_refuses(site):
    site.write("penghalang", "berkas")
    done = site.run("build", "--output", "penghalang/dalam", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["kode_keluar"]) == (4, 4)
    assert "directory" not in done.stderr


def test_no_english_for_a_flag_with_a_value(site):
    assert "ignored" not in site.run("build", "--force=ya").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="runs a shell")
def test_a_reader_that_left_does_not_hide_the_errors(site):
    site.product("kue", harga="dua puluh ribu")
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -P -m generator check; echo $? >&2"], cwd=site.folder, stdout=_closed(),
        stderr=subprocess.PIPE, encoding="utf-8", env=_environment(), check=False)  # fmt: skip
    assert done.stderr.strip() == "1"


def _closed() -> int:
    """The writing end of a pipe that nobody reads."""
    import os

    reading, writing = os.pipe()
    os.close(reading)
    return writing


def _environment() -> dict[str, str]:
    import os

    from conftest import REPOSITORY

    return {**os.environ, "PYTHONPATH": str(REPOSITORY)}
