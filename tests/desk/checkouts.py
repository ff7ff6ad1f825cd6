"""Sites in Git checkouts, with a bare repository on disk in place of GitHub."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from conftest import Site

from generator.desk.git import Checkout
from generator.desk.sending import name_editor

CENTRE = "pusat.git"  # the bare repository, beside the site


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def leave_out_machine(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever Git is told on this machine stays out of the tests."""
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)


def share(site: Site) -> Site:
    """Make a site a checkout whose remote is a bare repository, and publish it."""
    centre = site.folder.parent / CENTRE
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(centre)], check=True)
    git(site.folder.parent, "init", "-q", "-b", "main", str(site.folder))
    site.write(".gitignore", ".cache/\noutput/\nmasuk/\n")
    name_editor(Checkout(site.folder), "Penyunting", "penyunting@contoh.example")
    git(site.folder, "remote", "add", "origin", str(centre))
    git(site.folder, "add", "-A")
    git(site.folder, "commit", "-q", "-m", "awal")
    git(site.folder, "push", "-q", "-u", "origin", "main")
    return site


def clone(site: Site, name: str) -> Path:
    """Another checkout of the same site, beside it."""
    git(site.folder.parent, "clone", "-q", str(site.folder.parent / CENTRE), name)
    return site.folder.parent / name
