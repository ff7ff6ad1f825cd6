"""Hostile files are refused or read harmlessly, in a process that may die; nothing is written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchange.offices import book, bring_in, put, said

from generator.exchange.read_book import Refusal, read_book

ROW = [["nama", "kabupaten", "kategori"], ["Dapur Z", "16.71", "kuliner"]]
SHEET = "xl/worksheets/sheet1.xml"


def remade(path: Path, change: Callable[[bytes], bytes], extra: dict[str, bytes] | None = None) -> Path:
    """A workbook whose first sheet's XML is changed."""
    source = book(path.with_name("asal.xlsx"), Penjual=ROW)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member)
            new.writestr(member.filename, change(data) if member.filename == SHEET else data)
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return path


REFUSED = {
    "bom zip": lambda data: data + b" " * 310_000_000,
    "entitas": lambda data: b'<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>' + data,
    "entitas luar": lambda data: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data,
    "sel yang jauh": lambda data: data.replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "teks raksasa": lambda data: data.replace(
        b"</sheetData>",
        b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + b"x" * 290_000_000 + b"</t></is></c></row></sheetData>",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bombs_are_refused(tmp_path: Path, site: Any, name: str) -> None:
    result = bring_in(site, remade(tmp_path / "x.xlsx", REFUSED[name]))
    assert result.refused
    assert not result.written
    assert len(said(result, "E107")) == 1


def test_a_million_empty_columns_are_nothing(tmp_path: Path, site: Any) -> None:
    path = remade(tmp_path / "x.xlsx", lambda data: data.replace(b"</row>", b"<c/>" * 1_000_000 + b"</row>", 1))
    assert len(bring_in(site, path).merged) == 1


def test_macros_and_formulas_are_only_values(tmp_path: Path, site: Any) -> None:
    path = remade(tmp_path / "x.xlsx", lambda data: data, {"xl/vbaProject.bin": b"makro"})
    assert len(bring_in(site, path).merged) == 1
    file = put(site.folder, "y.csv", 'nama;kabupaten;kategori;ringkasan\n\'=HYPERLINK("x");16.71;kuliner;@SUM(A1)\n')
    made = bring_in(site, file).merged[0]
    assert made.values["nama"] == '=HYPERLINK("x")'  # a text, and never written as anything else


@pytest.mark.parametrize(("name", "data"), [
    ("x.xlsx", b"PK\x03\x04rusak"), ("x.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600), ("x.ods", b"bukan"), ("x.csv", b""), ("x.csv", b"\0\0\0"),
    ("x.json", b"[" * 100_000), ("x.json", b'{"a": '), ("x.pdf", b"%PDF"), ("x.csv", b'a;b\n"' + b"x" * 200_000), ("x.xlsx", b"\xd0\xcf\x11\xe0x"),
])  # fmt: skip
def test_broken_files_are_told(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = read_book(path)
    assert isinstance(found, Refusal)
    assert found.message
    assert found.hint


def test_one_unreadable_file_stops_all(site: Any) -> None:
    before = site.tree("content")
    good = put(site.folder, "penjual.csv", "nama;kabupaten;kategori\nA;16.71;kuliner\n")
    bad = put(site.folder, "x.xlsx", "bukan")
    told = site.run("import", str(good), str(bad))
    assert told.returncode == 1
    assert "tidak ada yang diubah" in told.stdout
    assert site.tree("content") == before


def test_a_report_of_a_monstrous_sheet_is_made_anew(tmp_path: Path, site: Any) -> None:
    path = remade(
        tmp_path / "x.xlsx",
        lambda data: data.replace(b"</sheetData>", b"<!--" + b"x" * 30_000_000 + b"--></sheetData>"),
    )
    told = site.run("import", str(path), "--report", str(tmp_path / "lapor.xlsx"))
    assert told.returncode == 0, told.stderr
    with zipfile.ZipFile(tmp_path / "lapor.xlsx") as made:
        assert max(member.file_size for member in made.infolist()) < 1_000_000
