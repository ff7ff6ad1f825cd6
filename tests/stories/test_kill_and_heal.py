"""Law D: nothing lost, nothing half-written, whatever moment a build ends at."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import PATIENCE, REPOSITORY, Site
from tests_support import changed_paths

from generator.build.ledger import read_ledger
from generator.build.publish import Changes, publish

KILLS = [12, pytest.param(30, marks=pytest.mark.slow)]


def fill(site: Site, number: int, text: str) -> None:
    for index in range(number):
        site.product(f"kue-{index}", f"{text} {index}.", harga=1000 + index)


def test_a_build_that_fails_changes_nothing(site):
    fill(site, 3, "Lama")
    site.build()
    before = site.tree()
    site.product("kue-1", harga="dua puluh ribu")
    site.product("kue-2", "Cerita baru.")
    assert site.build().exit_code == 1
    assert site.tree() == before


def test_every_step_of_publishing_may_be_the_last(tmp_path):
    """Cut off before each step in turn: every file is whole, and the ledger on disk knows every file of ours."""
    old = {f"lama/{n}.html": f"lama {n}".encode() for n in range(3)} | {
        f"tetap/{n}.html": f"lama {n}".encode() for n in range(3)
    }
    new = {f"tetap/{n}.html": f"baru {n}".encode() for n in range(3)} | {
        f"baru/{n}.html": f"baru {n}".encode() for n in range(3)
    }
    steps = 2 + len(new) + 3
    for last in range(steps):
        folder, staging = tmp_path / f"{last}/output", tmp_path / f"{last}/staging"
        put(staging, old)
        publish(folder, staging, {}, Changes({p: staging / p for p in old}, (), dict.fromkeys(old, "x")))
        put(staging, new)
        changes = Changes({p: staging / p for p in new}, tuple(p for p in old if p not in new), dict.fromkeys(new, "y"))
        with pytest.raises(ExceptionGroup, match="cut"):
            publish(folder, staging, dict.fromkeys(old, "x"), changes, stop_at(last))
        files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.html")}
        assert all(data in (old.get(path), new.get(path)) for path, data in files.items())
        ledger = read_ledger(folder)
        assert ledger is not None
        assert files.keys() <= ledger.keys()


def put(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def stop_at(last: int):
    count = iter(range(last + 1))

    def step(path: str) -> None:
        if next(count) == last:
            raise ExceptionGroup("cut", [RuntimeError(path)])

    return step


def children_of(pid: int) -> list[int]:
    """Processes of a session: all that a build started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == pid and fields[0] != "Z":
                found.append(int(entry.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("kills", KILLS)
def test_kills_are_healed(tmp_path, kills):
    dice = random.Random(22)
    site = Site(tmp_path / "situs").start()
    fill(site, 320, "Versi 0")
    site.build(jobs=2)
    versions = [site.tree()]
    for number in range(1, kills + 1):
        fill(site, 320 + number % 3, f"Versi {number}")
        command = [sys.executable, "-m", "generator", "build", "--date", "2026-11-22", "--jobs", "2"]
        process = subprocess.Popen(
            command, cwd=site.folder, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)})  # fmt: skip
        try:
            process.wait(timeout=dice.uniform(0.05, 1.6))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)  # the parent alone: its workers must leave by themselves
            process.wait()
        deadline = time.monotonic() + PATIENCE
        while children_of(process.pid):
            assert time.monotonic() < deadline, "a worker outlived its killed parent"
        torn = site.tree()
        if number % 5 == 0:
            site.build(jobs=2)
            versions.append(site.tree())
            clean = Site(tmp_path / f"bersih-{number}")
            clean.folder.mkdir()
            for name in ("site.yaml", "content", "themes"):
                (clean.folder / name).symlink_to(site.folder / name)
            clean.build()
            assert changed_paths(site.tree(), clean.tree()) == set()
        assert_whole(torn)


def assert_whole(tree: dict[str, bytes]) -> None:
    """No file is cut off: every page ends as pages end."""
    for path, data in tree.items():
        if path.endswith(".html"):
            assert data.rstrip().endswith(b"</html>"), path
        if path == "etalase.json":
            assert data.endswith(b"}\n")


def test_leftovers_of_a_killed_build_are_swept(site):
    leftover = site.write(".cache/staging/17", "separuh")
    site.product("kue")
    assert site.build().exit_code == 0
    assert not leftover.exists()


def test_a_promised_file_that_never_came_is_no_stranger(site):
    """A build cut off after its promise, then an edit taken back: the next build removes what is left."""
    site.product("kue")
    site.build()
    clean = site.tree()
    site.write("output/produk/hantu/index.html", "dari pembangunan yang terputus")
    ledger = site.read("etalase.json").replace('"berkas": {\n', '"berkas": {\n"produk/hantu/index.html": "0",\n')
    site.write("output/etalase.json", ledger)
    assert site.build().exit_code == 0
    assert site.tree() == clean


def test_two_builds_at_once_take_turns(site):
    fill(site, 5, "Bersama")
    processes = [
        subprocess.Popen([sys.executable, "-m", "generator", "build", "--date", "2026-11-22", "--force"], cwd=site.folder,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
        for _ in range(3)
    ]  # fmt: skip
    outputs = [process.communicate()[0].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], outputs
    before = site.tree()
    assert site.build().summary.made == 0
    assert site.tree() == before
