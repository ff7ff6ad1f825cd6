"""A builder that builds again and again: what it keeps in memory is never older than the files."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from conftest import Site
from tests_support import changed_paths

from generator.build import update
from generator.build.builder import Builder
from generator.build.options import Options
from generator.machine.cache import Cache


class Twice:
    """A site, and a builder that has built it."""

    def __init__(self, site: Site) -> None:
        self.site, self.builder = site, Builder()
        site.product("kue", "Manis.")
        site.product("roti", "Lembut.")
        assert self.build().published

    def build(self):
        return self.builder(Options(site=self.site.folder, today=self.site.today, jobs=1))

    @property
    def caches(self) -> list[Path]:
        return sorted((self.site.folder / ".cache").glob("*.sqlite"))


@pytest.fixture
def twice(site):
    return Twice(site)


def is_clean(site: Site, folder: Path) -> bool:
    """Whether the output is what a build gives that knows nothing of the past."""
    shutil.copytree(site.folder, folder, ignore=shutil.ignore_patterns("output", ".cache"))
    other = Site(folder)
    other.today = site.today
    other.build()
    return changed_paths(site.tree(), other.tree()) == set()


def test_nothing_is_read_again_that_nobody_wrote(twice, monkeypatch):
    opened = []
    begin = Cache.__init__
    monkeypatch.setattr(Cache, "__init__", lambda self, *rest: opened.append(rest) or begin(self, *rest))
    twice.site.product("kue", "Legit.")
    assert twice.build().summary.made
    assert opened == []


def test_what_another_build_remembered_is_read_again(twice, tmp_path):
    twice.site.product("kue", "Legit.")
    twice.site.build()  # in another process, as it were
    twice.site.product("roti", "Gurih.")
    assert twice.build().published
    assert twice.build().summary.made == 0
    assert is_clean(twice.site, tmp_path / "bersih")


@pytest.mark.parametrize("accident", ["remove", "replace", "cut", "clean"])
def test_files_may_go_and_change_between_two_builds(twice, tmp_path, accident):
    old = tmp_path / "lama"
    shutil.copytree(twice.site.folder / ".cache", old)
    twice.site.product("kue", "Legit.")
    twice.build()
    for file in twice.caches:
        if accident == "remove":
            file.unlink()
        elif accident == "replace":  # by one of an earlier day
            shutil.copy2(old / file.name, file)
        elif accident == "cut":
            os.truncate(file, 5000)
    if accident == "clean":
        assert twice.site.run("clean").returncode == 0
        assert not (twice.site.folder / ".cache").exists()
    twice.site.product("roti", "Gurih.")
    assert twice.build().published
    assert is_clean(twice.site, tmp_path / "bersih")


def test_what_a_broken_build_left_in_memory_is_forgotten(twice, tmp_path, monkeypatch):
    twice.site.product("kue", "Legit.")
    with monkeypatch.context() as patch:
        patch.setattr(update, "remember_outputs", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            twice.build()
    assert twice.build().published
    assert is_clean(twice.site, tmp_path / "bersih")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for open files in /proc")
def test_no_file_stays_open_between_two_builds(twice):
    """Windows would keep everybody else from removing it."""
    folder = Path("/proc/self/fd")
    names = [os.readlink(folder / item) for item in os.listdir(folder) if (folder / item).is_symlink()]
    assert [name for name in names if str(twice.site.folder) in name] == []
