"""Problems for people: below the seller they concern, and what is the same in many rows but once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from exchange.offices import book, bring_in, put

from generator.exchange.difference import by_owner, owner_title, problem_lines
from generator.exchange.tables import ranges

HEAD = "Nama UMKM;Kabupaten;Kategori;No HP;Nama Produk;Harga\n"


def test_every_seller_has_its_own_list(site: Any) -> None:
    flat = put(
        site.folder,
        "data.csv",
        HEAD + "Zam Zam;16.71;kuliner;8,12E+11;Keripik;lima\nAyu;16.71;kuliner;12;;\n;16.71;kuliner;;Dodol;5000\n",
    )
    more = put(site.folder, "produk.csv", "nama;penjual;harga\nSambal;zam zam;x\nLain;siapa;5000\n")
    told = [(owner_title(*group), len(group[1])) for group in by_owner(bring_in(site, flat, more))]
    assert told == [
        ("Baris tanpa nama usaha: 1 galat", 1),
        ("Ayu (penjual/ayu): 1 peringatan", 1),
        ("siapa: 1 galat", 1),
        ("Zam Zam (penjual/zam-zam): 3 peringatan", 3),
    ]


def test_the_list_says_where_what_and_how(site: Any) -> None:
    lines = list(problem_lines(bring_in(site, put(site.folder, "data.csv", HEAD + "Ayu;16.71;kuliner;12;;\n"))))
    assert lines[0] == "Ayu (penjual/ayu): 1 peringatan"
    assert lines[1].startswith("data.csv, baris 2, kolom No HP: PERINGATAN E029 telepon: ")
    assert lines[2].startswith("  ")
    assert lines[-1] == ""


def test_equal_guesses_are_told_once_but_marked_everywhere(tmp_path: Path, site: Any) -> None:
    rows = [[f"Usaha {number}", "16.71", "OLAHAN MAKANAN", "081234567890"] for number in range(6)]
    source = book(tmp_path / "x.xlsx", Data=[["Nama UMKM", "Kabupaten", "Kategori", "No WA"], *rows])
    told = site.run("import", str(source), "--report", str(tmp_path / "lapor.xlsx")).stdout
    assert told.count("OLAHAN MAKANAN") == 1
    assert 'Dipakai "kuliner"; perbaiki bila salah. Begitu pula di baris 3–7.' in told
    assert told.count("Persetujuan belum tercatat bagi 6 penjual (baris 2 sampai 7)") == 1
    assert "Selesai: 6 baru, 0 berubah, 0 tetap. 0 galat, 7 peringatan." in told
    sheet = openpyxl.load_workbook(tmp_path / "lapor.xlsx")["Data"]
    assert all(sheet.cell(row, 3).comment for row in range(2, 8))


def test_consent_is_told_one_by_one_where_some_have_it(site: Any) -> None:
    head = "Nama UMKM;Kabupaten;Kategori;No HP;Persetujuan\n"
    rows = "".join(
        f"Usaha {number};16.71;kuliner;08123456789{number};{'ya' if number else ''}\n" for number in range(5)
    )
    found = [
        problem for problem in bring_in(site, put(site.folder, "u.csv", head + rows)).problems if problem.code == "P059"
    ]
    assert [problem.place.row for problem in found] == [2]


def test_rows_are_written_asranges() -> None:
    assert ranges([3, 4, 5, 9, 11, 12]) == "3–5, 9, 11–12"
    assert ranges(range(1, 200, 2)).endswith("59, … (100 baris)")


def test_titles_and_signatures_are_no_records(tmp_path: Path, site: Any) -> None:
    rows = [["DAFTAR UMKM BINAAN"], ["No", "Nama UMKM", "Kabupaten", "Kategori", "No WA"], [1, "Dapur Q", "16.71", "kuliner", None],
            ["JUMLAH", 1], [None, None, "Palembang, 3 Maret 2026"], [None, None, "Kepala Dinas,"], [None, None, "Drs. Contoh"]]  # fmt: skip
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows))
    assert [merged.wanted.slug for merged in result.merged] == ["dapur-q"]
    assert result.errors == 0
    assert [problem.message for problem in result.problems if "penutup" in problem.message] == [
        'Baris penutup ("Palembang, 3 Maret 2026") dilewati.', 'Baris penutup ("Kepala Dinas,") dilewati.', 'Baris penutup ("Drs. Contoh") dilewati.']  # fmt: skip


def test_an_offices_own_numbers_are_no_ids(site: Any) -> None:
    result = bring_in(
        site, put(site.folder, "u.csv", "id;Nama UMKM;Kabupaten;Kategori;Nama Produk\n12;Dapur Q;16.71;kuliner;Dodol\n")
    )
    assert [merged.wanted.slug for merged in result.merged] == ["dapur-q", "dodol"]
