"""Law C: the same input gives the same bytes, whatever the machine around it."""

from __future__ import annotations

import os
import shutil

import pytest

AROUND = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Jayapura", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
]


@pytest.fixture
def shop(make_site):
    site = make_site("asal")
    site.seller("warung", kabupaten='"16.72"', whatsapp='"0890-0000-1234"', persetujuan="2026-01-02")
    for number in range(12):
        site.product(
            f"kue-{number}", "Dibuat dari *sagu*.", penjual=("dapur", "warung")[number % 2], harga=1000 * (number + 1)
        )
    return site


def run_there(shop, name, *arguments, **env):
    """The output of a copy of the site in another folder, built by a process of its own."""
    folder = shop.folder.parent / name
    shutil.copytree(shop.folder, folder, ignore=shutil.ignore_patterns("output", ".cache"))
    other = type(shop)(folder)
    done = other.run("build", "--date", "2026-11-22", *arguments, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return other.tree()


@pytest.mark.parametrize("around", AROUND, ids=["timur", "barat"])
def test_path_hash_seed_zone_and_locale(shop, around):
    shop.build()
    assert run_there(shop, "tempat/lain sekali", **around) == shop.tree()


def test_umask_and_file_order(shop):
    shop.build()
    folder = shop.folder.parent / "terbalik"
    folder.mkdir()
    for file in sorted(shop.folder.rglob("*"), reverse=True):  # another order in the directory, on most file systems
        relative = file.relative_to(shop.folder)
        if file.is_file() and relative.parts[0] not in ("output", ".cache"):
            (folder / relative).parent.mkdir(parents=True, exist_ok=True)
            (folder / relative).write_bytes(file.read_bytes())
    other = type(shop)(folder)
    old = os.umask(0o077)
    try:
        other.build()
    finally:
        os.umask(old)
    assert other.tree() == shop.tree()


def test_number_of_jobs(make_site):
    site = make_site("banyak")
    for number in range(330):  # more than the number from which other processes are started
        site.product(f"kue-{number}", harga=1000 + number)
    site.build(jobs=1)
    assert run_there(site, "tiga", "--jobs", "3") == site.tree()


def test_today_is_the_provinces_day(make_site):
    """21:30 UTC on the 22nd is the 23rd in Palembang (UTC+7)."""
    site = make_site("hari")
    site.product("kue", tayang_mulai="2026-11-23")
    done = site.run("build", env={"SOURCE_DATE_EPOCH": "1795383000"})
    assert "1 produk" in done.stdout
    done = site.run("build", env={"SOURCE_DATE_EPOCH": "1795359600"})  # 15:00 UTC: 22:00 in Palembang
    assert "0 produk" in done.stdout


def test_moved_site_is_built_without_making_anything(shop):
    shop.build()
    moved = shop.folder.rename(shop.folder.parent / "pindah")
    result = type(shop)(moved).build()
    assert (result.summary.made, result.exit_code) == (0, 0)


def test_absolute_paths_stay_out_of_every_byte(shop):
    shop.build()
    needle = str(shop.folder.parent).encode()
    assert not [path for path, data in shop.tree().items() if needle in data]
