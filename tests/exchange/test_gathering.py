"""Problems for people: below the seller they concern, and what is the same in many rows but once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import openpyxl
from exchange.offices import book, bring_in, put

from generator.exchange.difference import by_owner, owner_title, problem_lines
from generator.exchange.tables import ranges
from generator.machine.invocation import command

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


def test_one_wrong_region_in_many_rows_is_one_fault(tmp_path: Path, site: Any) -> None:
    head = ["No", "Nama Usaha", "Kab/Kota", "No HP", "Nama Produk", "Harga"]
    for wrong in (range(600), range(300, 301)):
        rows = [
            [
                at + 1,
                f"Usaha {at}",
                "Kota Antah" if at in wrong else "Palembang",
                f"0812{at:08d}",
                f"Produk {at}",
                5000 + at,
            ]
            for at in range(600)
        ]
        told = site.run("import", str(book(tmp_path / "x.xlsx", Data=[head, *rows])), "--dry-run").stdout
        assert told.count("Kota Antah") == 1
        assert len(told.splitlines()) < 60


def test_products_of_a_seller_that_is_left_out_are_one_fault(tmp_path: Path, site: Any) -> None:
    sellers = [["nama", "kabupaten", "kategori"], ["Dapur A", "Kota Antah", "kuliner"]]
    products = [["nama", "penjual", "harga"], *([f"Kue {at}", "Dapur A", 5000] for at in range(30))]
    told = site.run("import", str(book(tmp_path / "x.xlsx", Penjual=sellers, Produk=products)), "--dry-run").stdout
    assert (
        "Pelaku usaha di sel ini tidak diimpor karena barisnya bergalat, jadi produk ini tidak diimpor. Begitu pula di baris 3–31."
        in told
    )
    assert len(told.splitlines()) < 15


def test_advice_calls_the_command_as_this_machine_does(site: Any, monkeypatch: Any) -> None:
    path = put(site.folder, "Data UMKM.csv", "Nama UMKM;Kategori\nDapur;kuliner\n")
    told = site.run("import", str(path)).stdout
    assert f'Tulis kodenya: python3 etalase.py import "{path}" --kabupaten KODE' in told
    monkeypatch.setattr(sys, "argv", ["/usr/bin/etalase"])
    assert command("check") == "etalase check"
    monkeypatch.setattr(sys, "argv", ["generator/__main__.py"])
    monkeypatch.setattr(sys, "platform", "win32")
    assert command("check") == "py etalase.py check"


def test_rows_are_written_as_ranges() -> None:
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
