"""The snapshot of a site's sources: any change shows, and nothing else does."""

from __future__ import annotations

import os
import shutil

import pytest

from generator.preview.watched_files import folders_of, take_snapshot
from generator.theme.theme_folders import shipped

NOW = 1_900_000_000_000_000_000  # long after the files were written, in nanoseconds
HOUR = 3_600_000_000_000


def snapshot(site, now=NOW):
    return take_snapshot(site.folder, site.folder / ".cache/preview", now)


def edit_in_place(site):
    site.product("kue", "Lain.")


def same_size_and_time(site):
    file = site.folder / "content/produk/kue.md"
    old = file.stat()
    file.write_text(file.read_text().replace("Cerita", "Berita"))
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))


def atomic_save(site):
    draft = site.write("content/produk/.kue.tmp", (site.folder / "content/produk/kue.md").read_bytes())
    os.replace(draft, site.folder / "content/produk/kue.md")


CHANGES = {
    "edit": edit_in_place,
    "same size and time": same_size_and_time,
    "atomic save": atomic_save,
    "new": lambda site: site.product("baru"),
    "deleted": lambda site: site.delete("content/produk/kue.md"),
    "renamed": lambda site: (site.folder / "content/produk/kue.md").rename(site.folder / "content/produk/roti.md"),
    "folder moved": lambda site: (site.folder / "content/produk").rename(site.folder / "content/kabar"),
    "folder copied": lambda site: shutil.copytree(site.folder / "content/produk", site.folder / "content/produk/lagi"),
    "content gone": lambda site: shutil.rmtree(site.folder / "content"),
    "settings": lambda site: site.write("site.yaml", "judul: x\n"),
    "settings gone": lambda site: site.delete("site.yaml"),
    "theme": lambda site: site.write("themes/mini/css/tokens.css", "body { color: red }\n"),
    "output gone": lambda site: shutil.rmtree(site.folder / ".cache/preview"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_shows(site, change):
    site.product("kue")
    (site.folder / ".cache/preview").mkdir(parents=True)
    before = snapshot(site)
    assert before == snapshot(site)
    change(site)
    assert snapshot(site) != before


@pytest.mark.parametrize(
    "path", ["content/produk/.kue.md.swp", "content/~$daftar.xlsx", "output/x.html", ".cache/x", "content/.git/x"]
)
def test_what_no_build_reads_does_not_show(site, path):
    (site.folder / "output").mkdir()
    (site.folder / ".cache").mkdir()
    before = snapshot(site)
    site.write(path, "x")
    assert snapshot(site) == before


def test_a_new_day_shows(site):
    assert snapshot(site) != snapshot(site, NOW + 24 * HOUR)
    days = {tuple(snapshot(site, NOW + hour * HOUR)[f"hari +{zone}"] for zone in (7, 8, 9)) for hour in range(25)}
    assert len(days) == 4  # midnight comes three times: in Jayapura, Makassar and Jakarta


def test_a_file_touched_just_now_is_looked_at_again(site):
    """A second edit can hide behind the same time, so what was fresh counts as changed once it has settled."""
    file = site.product("kue")
    just_now = file.stat().st_ctime_ns
    assert snapshot(site, just_now)[os.fspath(file)] != snapshot(site, just_now + HOUR)[os.fspath(file)]


def test_shipped_themes_are_watched_when_they_are_not_the_sites(site):
    assert shipped() in folders_of(site.folder)
    assert shipped() not in folders_of(shipped().parent)[2:]
