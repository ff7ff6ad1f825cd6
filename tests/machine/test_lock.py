"""The lock of a build: one holder at a time, free again whatever becomes of its holder, and not needed to change nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import REPOSITORY

from generator.build.options import PreviewMode
from generator.machine.lock import LockedError, build_lock

HOLD = """
import sys, time, pathlib
from generator.machine.lock import build_lock
with build_lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_has_one_holder_and_is_free_after_it(tmp_path):
    file = tmp_path / ".cache" / "kunci"
    with build_lock(file), pytest.raises(LockedError), build_lock(file, 0):
        pass
    with build_lock(file, 0):
        pass
    with pytest.raises(ZeroDivisionError), build_lock(file, 0):
        _ = 1 / 0
    with build_lock(file, 0):
        pass


@pytest.mark.parametrize("is_killed", [False, True])
def test_a_lock_goes_with_its_holder(tmp_path, is_killed):
    file = tmp_path / "kunci"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError), build_lock(file, 0):
            pass
        if is_killed:
            holder.kill()
        else:
            holder.stdin.close()
        holder.wait()
        with build_lock(file, 0):
            pass


def test_a_build_that_has_something_to_do_waits_and_one_that_has_not_does_not(site):
    site.build()
    site.build()  # what was too young to be trusted is looked at again
    with build_lock(site.folder / ".cache" / "kunci"):
        assert site.build().summary.made == 0
        site.product("kue")
        with pytest.raises(LockedError):
            site.build(PreviewMode(pages_first=True))
    assert site.build().summary.made
