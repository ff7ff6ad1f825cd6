"""What import writes, build reads: whatever letters a cell holds. And what is done is told, whatever becomes of the report."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from exchange.offices import book, bring_in, put, said
from exchange.old_books import old_book
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exchange import report_book

KEYS = ("ringkasan", "alamat", "jam", "kapasitas", "deskripsi", "kecamatan")
ROUGH = st.sampled_from(["\0", "a\0b", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufffe", "\ud83c", "\udf5c", "a\rb", "\x0b\x0c", "\ufdd0", "\u200b", "\x80\x9f",
                         "---", "...", "# a", "a: b", "'", '"', "\\", "{", "\t", "%a", "&a", "*a", "!a", "|", ">", "- a", "? a", "\ufeff"])  # fmt: skip
TEXTS = st.lists(
    st.one_of(ROUGH, st.text(max_size=5), st.text(st.characters(), max_size=3)), min_size=1, max_size=4
).map("".join)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(KEYS, TEXTS)), min_size=1, max_size=6)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS)
def test_any_text_in_cells_gives_a_site_that_builds(make_site: Any, rows: list[dict[str, str]]) -> None:
    site = make_site(f"situs-{abs(hash(repr(rows)))}")
    listed = [
        {"nama": f"Usaha {number} {row['alamat']}", "kabupaten": "16.71", "kategori": "kuliner"} | row
        for number, row in enumerate(rows)
    ]
    result = bring_in(site, put(site.folder, "u.json", json.dumps({"penjual": listed})))
    assert len(result.merged) == len(rows)
    built = site.build()
    assert built.errors == 0, [str(problem) for problem in built.problems if problem.severity.value == "GALAT"]
    assert {
        item.state for item in bring_in(site, put(site.folder, "u.json", json.dumps({"penjual": listed}))).merged
    } == {"tetap"}


def test_control_characters_of_a_workbook_are_told(tmp_path: Path, site: Any) -> None:
    path = old_book(
        tmp_path / "x.xls",
        [["nama", "kabupaten", "kategori", "ringkasan"], ["Dapur\0 Z", "16.71", "kuliner", "enak\uffff sekali"]],
    )
    result = bring_in(site, path)
    assert result.merged[0].values["nama"] == "Dapur Z"
    assert len([line for line in said(result, "C111") if "Tanda kendali" in line]) == 2
    assert site.build().errors == 0


def test_half_an_emoji_is_no_want_of_memory(tmp_path: Path, site: Any) -> None:
    path = put(
        site.folder,
        "x.json",
        '[{"nama": "Dapur \\ud83c Z", "kabupaten": "16.71", "kategori": "kuliner", "\\ud83c": "x"}]',
    )
    told = site.run("import", str(path), "--report", str(tmp_path / "lapor.xlsx"))
    assert "Memori" not in told.stderr + told.stdout
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "lapor.xlsx").exists()


def test_a_report_that_is_open_elsewhere_gets_another_name(
    tmp_path: Path, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book(tmp_path / "x.xlsx", Penjual=[["nama", "kabupaten", "kategori"], ["Dapur Z", "16.71", "kuliner"]])
    target = tmp_path / "laporan.xlsx"
    target.write_bytes(b"lama")
    replace = os.replace

    def held(draft: Any, path: Any) -> None:
        if Path(path) == target:
            raise PermissionError(13, "dibuka Excel", str(path))
        replace(draft, path)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr("generator.machine.retry.WAITS", ())
    assert report_book.write_report(target, bring_in(site, source), [source]) == tmp_path / "laporan-2.xlsx"
    assert openpyxl.load_workbook(tmp_path / "laporan-2.xlsx").sheetnames[0] == "Ringkasan"
    assert target.read_bytes() == b"lama"


def test_the_result_is_told_though_no_report_can_be_written(tmp_path: Path, site: Any) -> None:
    path = put(site.folder, "u.csv", "nama;kabupaten;kategori\nDapur Z;16.71;kuliner\n")
    (tmp_path / "laporan.xlsx").mkdir()
    told = site.run("import", str(path), "--report", str(tmp_path / "laporan.xlsx"))
    assert "Selesai: 1 baru" in told.stdout
    assert "Situs lama tetap utuh" not in told.stderr
    assert (tmp_path / "laporan-2.xlsx").is_file()


def test_a_name_with_blanks_needs_no_quotes(tmp_path: Path, site: Any) -> None:
    put(site.folder, "Data UMKM baru.csv", "nama;kabupaten;kategori\nDapur Z;16.71;kuliner\n")
    folder = site.folder.parent
    told = site.run("import", str(folder / "Data"), "UMKM", "baru.csv")
    assert "Selesai: 1 baru" in told.stdout, told.stderr
    missing = site.run("import", str(folder / "Data"), "lain.csv")
    assert missing.returncode == 2
    assert 'Data" tidak ada' in missing.stderr


def test_nothing_read_is_no_success(tmp_path: Path, site: Any) -> None:
    told = site.run("import", str(book(tmp_path / "x.xlsx", Notulen=[["Rapat"], ["besok"]])))
    assert told.returncode == 1
    assert "Tidak ada lembar yang terbaca" in told.stdout
