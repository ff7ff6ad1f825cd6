"""The digest of the code: any change of it counts, and it is worked out once for code that stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.build import code_digest as module
from generator.build.code_digest import code_digest
from generator.model.digest import digest

OLD = 1_700_000_000_000_000_000  # nanoseconds: long ago


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "paket"
    write(folder / "a.py", "a")
    write(folder / "data/b.json", "b")
    write(folder / "preview/c.py", "c")
    return folder


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    os.utime(file, ns=(OLD, OLD))


def read(monkeypatch: pytest.MonkeyPatch, memory: Path | None, package: Path) -> tuple[str, int]:
    """The digest, and how many texts were digested for it."""
    count = 0

    def counted(data: bytes) -> str:
        nonlocal count
        count += 1
        return digest(data)

    monkeypatch.setattr(module, "digest", counted)
    return code_digest(memory, package), count


def test_any_change_counts_but_for_what_makes_no_output(package: Path) -> None:
    before = code_digest(None, package)
    write(package / "preview/c.py", "other")
    assert code_digest(None, package) == before
    write(package / "data/b.json", "other")
    assert code_digest(None, package) != before


def test_code_that_stays_is_read_once(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = tmp_path / "kode"
    monkeypatch.setattr(module, "COARSE_RACY", -(10**18))  # as if the files had lain there for long
    found, count = read(monkeypatch, memory, package)
    assert (found, count) == (code_digest(None, package), 2)
    assert read(monkeypatch, memory, package) == (found, 0)
    write(package / "a.py", "z")  # of the same size and time; the time of the entry tells
    other, count = read(monkeypatch, memory, package)
    assert other != found and count == 2
    memory.write_text("rusak")
    assert read(monkeypatch, memory, package) == (other, 2)


def test_code_that_was_just_written_is_read_again(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(monkeypatch, tmp_path / "kode", package)
    assert not (tmp_path / "kode").exists()
