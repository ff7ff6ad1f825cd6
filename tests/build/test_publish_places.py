"""What may lie in the way of an output, and what must survive there."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

unix = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


def test_a_file_of_ours_makes_way_for_a_folder_and_back(site):
    site.write("content/berkas/katalog.pdf", "isi")
    site.build()
    site.delete("content/berkas/katalog.pdf")
    site.product("kue", alias="[katalog.pdf]")
    assert site.build().exit_code == 0
    assert "pindah" in site.read("katalog.pdf/index.html")
    site.product("kue")
    site.write("content/berkas/katalog.pdf", "isi")
    assert site.build().exit_code == 0
    assert site.read("katalog.pdf") == "isi"


@pytest.mark.parametrize("theirs", ["katalog.pdf/penting.txt", "katalog.pdf/dalam/penting.txt"])
def test_a_folder_of_somebody_else_is_never_deleted(site, theirs):
    site.build()
    site.write(f"output/{theirs}", "milik orang")
    site.write("content/berkas/katalog.pdf", "isi")
    with pytest.raises(OSError, match="bukan buatan Etalase"):
        site.build()
    assert site.read(theirs) == "milik orang"


@unix
def test_nothing_behind_a_link_is_deleted(site):
    site.product("kue")
    site.build()
    outside = site.write("luar/kue/index.html", "milik orang")
    subprocess.run(["rm", "-r", str(site.folder / "output/produk")], check=True)
    os.symlink(site.folder / "luar", site.folder / "output/produk")
    assert site.run("clean").returncode == 0
    assert outside.read_text() == "milik orang"


@pytest.mark.parametrize("path", [".", "", "a\0b", "produk", "a//b", "../luar"])
def test_a_damaged_ledger_stops_no_build(site, path):
    site.build()
    before = site.tree()
    ledger = json.loads(before["etalase.json"])
    site.write("output/etalase.json", json.dumps({"versi": 1, "berkas": {**ledger["berkas"], path: "x"}}))
    assert site.build().exit_code == 0
    assert site.tree() == before


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a folder")
def test_an_output_folder_that_is_mounted(site, tmp_path):
    output, disk = site.folder / "output", tmp_path / "diska"
    output.mkdir()
    disk.mkdir()
    if subprocess.run(["mount", "--bind", str(disk), str(output)], check=False).returncode:
        pytest.skip("this machine does not let us mount a file system")
    try:
        assert site.build().exit_code == 0
        assert sorted(p.name for p in output.iterdir() if p.name.startswith(".etalase")) == []
        assert site.build().summary.made == 0
    finally:
        subprocess.run(["umount", str(output)], check=True)
