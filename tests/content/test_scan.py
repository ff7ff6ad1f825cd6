"""Which files a build sees: faults of the listing itself are never hidden by what is remembered."""

from __future__ import annotations

import os
import sys

import pytest


def codes(result) -> list[str]:
    return [problem.code for problem in result.problems]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_put_into_a_finished_site_is_a_problem(site):
    site.build()
    (site.folder / "content/produk").mkdir()
    os.symlink("/etc/hostname", site.folder / "content/produk/rahasia.md")
    assert codes(site.build()) == ["E011"]
    (site.folder / "content/produk/rahasia.md").unlink()
    assert site.build().exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_edits_beside_a_link_that_was_left_out_are_seen(site):
    site.product("kue", "Manis.")
    os.symlink("/etc/hostname", site.folder / "content/produk/rahasia.md")
    assert site.build(keep_going=True).published
    site.product("kue", "Legit.")
    assert site.build(keep_going=True).summary.made
    assert "Legit." in site.read("produk/kue/index.html")
