"""Files handed to Etalase: on the desk where there is a browser, else a dry run that asks."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Any

import pytest
from desk.desk_support import Asking
from preview_support import running

from generator import cli
from generator.commands import open as opening
from generator.commands import serve as serving

TABLE = "nama;kabupaten\nWarung Baru;16.71\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "Data UMKM baru.csv"
    file.write_text(TABLE, "utf-8")
    return file


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that a browser was asked to show."""
    pages: list[str] = []
    monkeypatch.setattr(opening, "has_browser", lambda: True)
    monkeypatch.setattr(webbrowser, "open", pages.append)
    monkeypatch.setattr(serving, "serve", lambda site, host, port, *, page: pages.append(page) or 130)
    return pages


@pytest.mark.parametrize(("said", "code", "is_written"), [("y\n", 0, True), ("t\n", 0, False), ("", 0, False)])
def test_without_a_browser_it_asks(site: Any, table: Path, said: str, code: int, is_written: bool) -> None:
    done = site.run(str(table), input=said)
    assert done.returncode == code, done.stderr
    assert "+ penjual/warung-baru" in done.stdout
    assert "Tulis? (y/t)" in done.stdout
    assert bool(list((site.folder / "content").rglob("warung-baru.md"))) is is_written


def test_with_a_browser_the_file_lies_on_a_desk_that_begins(site: Any, table: Path, shown: list[str]) -> None:
    assert cli.main(["open", *str(table).split(" "), "--site", str(site.folder)]) == 130
    assert len(shown) == 1
    with running(site.folder) as started:
        assert "1 baru" in Asking(started).settled(f"/{shown[0]}")


def test_a_desk_that_is_open_is_used(site: Any, table: Path, shown: list[str]) -> None:
    with running(site.folder) as started:
        started.desk.open_at(f"{started.address}/")
        assert cli.main([str(table), "--site", str(site.folder)]) == 0
        assert shown[0].startswith(f"{started.address}/meja/masuk/")
        assert "1 baru" in Asking(started).settled(shown[0].removeprefix(started.address))
    shown.clear()
    assert cli.main([str(table), "--site", str(site.folder)]) == 130, "that desk has ended"


def test_a_note_of_another_machine_is_not_followed(site: Any, table: Path, shown: list[str]) -> None:
    site.write(".cache/meja/alamat", "http://jahat.example:80/")
    assert cli.main([str(table), "--site", str(site.folder)]) == 130
    assert shown[0].startswith("meja/masuk/")


def test_what_is_no_delivery_is_told(site: Any, tmp_path: Path, shown: list[str], capsys: Any) -> None:
    file = tmp_path / "surat.docx"
    file.write_bytes(b"PK")
    assert cli.main([str(file), "--site", str(site.folder)]) == 2
    assert "bukan lembar kerja" in capsys.readouterr().err
    assert shown == []
