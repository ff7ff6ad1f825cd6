"""Import as offices meet it: their own files, merged twice, with every loss told by row and column."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchange.offices import OFFICE, book, bring_in, put, said
from tests_support import changed_paths

from generator.exchange.importing import CHANGED, NEW, SAME
from generator.model.rules import Severity

SELLER = "nama;kabupaten;kategori"


def content(site: Any) -> dict[str, bytes]:
    """Content files by kind and name, wherever below the kind's folder they lie."""
    found: dict[str, bytes] = site.tree("content")
    return {f"{path.split('/')[0]}/{path.split('/')[-1]}": data for path, data in found.items()}


def counts(result: Any) -> tuple[int, int, int]:
    return len(result.of_state(NEW)), len(result.of_state(CHANGED)), len(result.of_state(SAME))


def test_an_offices_untidy_file_ends_in_a_site_that_builds(tmp_path: Path, make_site: Callable[..., Any]) -> None:
    site = make_site("baru", provinsi='"35"')
    site.delete("content/penjual/dapur.md")
    file = put(site.folder, "ikm.csv", OFFICE)
    first = site.run("import", str(file), "--kabupaten", "35.74")
    assert first.returncode == 3, first.stderr
    for lost in (
        'ikm.csv, baris 1, kolom icon: PERINGATAN P100: Kolom "icon" tidak dikenal dan dilewati.',
        'baris 1, kolom KONTAK: PERINGATAN P101: Kolom "KONTAK" tidak diimpor.',
        'baris 2, kolom TELP: PERINGATAN E030 telepon: Nomor "8.90000e+010" rusak oleh lembar kerja.',
        'baris 2, kolom PRODUK: PERINGATAN P104 nama: Sel ini memuat 2 produk: "Ikan Kering", "Rambak Ikan".',
        'baris 4, kolom PERUSAHAAN: GALAT E102 nama: Kolom "PERUSAHAAN" kosong, jadi pelaku usaha ini beserta produknya tidak diimpor.',
        'baris 5, kolom KATEGORI: PERINGATAN P055 kategori: Kategori "MAKANAN KERING / ANEKA KUE" tidak dikenal. Dipakai "kuliner"',
    ):
        assert lost in first.stdout
    made = content(site)
    assert made["penjual/maju-jaya.md"].decode().startswith("---\nnama: Maju Jaya\n")
    assert b"draf: ya" in made["produk/rambak-ikan.md"]
    assert b"draf" not in made["produk/petis-udang.md"]
    assert b'whatsapp: "089000000004"' in made["penjual/tiga-dara.md"]
    assert b'telepon: "0335000001"' in made["penjual/ud-sari-laut.md"]
    assert "produk/rengginang-ikan-udang.md" in made  # a comma in brackets does not separate
    assert b"ORANG" not in b"".join(made.values()).upper()
    second = site.run("import", str(file), "--kabupaten", "35.74")
    assert changed_paths(made, content(site)) == set()
    assert "0 baru, 0 berubah, 7 tetap" in second.stdout
    assert site.build().errors == 0


def test_without_a_region_nothing_is_guessed(site: Any) -> None:
    result = bring_in(site, put(site.folder, "ikm.csv", OFFICE), province="35")
    assert counts(result) == (0, 0, 0)
    assert said(result, "E108") == [
        'ikm.csv, baris 1: Kolom wajib "kabupaten" tidak ada di berkas ikm.csv, jadi isinya tidak diimpor.'
    ]


def test_dry_run_writes_nothing_and_tells_the_difference(site: Any) -> None:
    before = content(site)
    file = put(site.folder, "penjual.csv", f"{SELLER}\nUsaha dapur;16.71;kriya\nWarung B;16.71;kuliner\n")
    told = site.run("import", str(file), "--dry-run")
    assert told.returncode == 0
    assert "+ penjual/warung-b (baris 3)" in told.stdout
    assert "~ penjual/dapur (baris 2)\n      kategori: kuliner → kriya" in told.stdout
    assert content(site) == before


def test_hand_written_files_keep_their_form(site: Any) -> None:
    text = '---\r\n# catatan kami\r\nkategori: kuliner   # utama\r\nnama: "Usaha dapur"\r\nkabupaten: "16.71"\r\n\r\njam: 8:00-16:00\r\n---\r\n\r\nCerita   lama.  \r\n'
    site.write("content/penjual/dapur.md", text)
    file = put(
        site.folder, "umkm.csv", "Nama UMKM;Kab/Kota;Kategori;IG\nUsaha dapur;Kota Palembang;kriya;@dapur.kita\n"
    )
    assert counts(bring_in(site, file)) == (0, 1, 0)
    now = content(site)["penjual/dapur.md"].decode()
    assert now == text.replace("kategori: kuliner   #", "kategori: kriya   #").replace(
        "# utama\r\n", "# utama\r\ninstagram: dapur.kita\r\n"
    )


def test_an_offices_empty_cell_empties_nothing_our_own_does(site: Any) -> None:
    site.seller("dapur", skala="mikro")
    bring_in(site, put(site.folder, "umkm.csv", "Nama UMKM,Kabupaten,Kategori,Skala\nUsaha dapur,16.71,kuliner,\n"))
    assert b"skala: mikro" in content(site)["penjual/dapur.md"]
    bring_in(
        site, put(site.folder, "penjual.csv", "id;nama;kabupaten;kategori;skala\ndapur;Usaha dapur;16.71;kuliner;\n")
    )
    assert b"skala" not in content(site)["penjual/dapur.md"]


def test_a_faulty_cell_keeps_what_stands(site: Any) -> None:
    site.seller("dapur", whatsapp='"081234567890"')
    file = put(
        site.folder, "penjual.csv", "id;nama;kabupaten;kategori;whatsapp\ndapur;Usaha dapur;16.71;kuliner;8,12E+11\n"
    )
    result = bring_in(site, file)
    assert result.errors == 0
    assert counts(result) == (0, 0, 1)
    assert "kolom whatsapp" in said(result, "E030")[0]


def test_a_new_slug_renames_the_file_and_what_points_to_it(site: Any) -> None:
    site.seller("lama", body="Lihat [tetangga](dapur.md).")
    site.product("keripik", penjual="lama", body="Dari [pembuatnya](../penjual/lama.md).")
    file = put(site.folder, "penjual.csv", "id;slug;nama;kabupaten;kategori\nlama;baru;Usaha lama;16.71;kuliner\n")
    bring_in(site, file)
    now = content(site)
    assert "penjual/lama.md" not in now
    assert b"alias: [penjual/lama]" in now["penjual/baru.md"]
    assert b"penjual: baru" in now["produk/keripik.md"] and b"(../penjual/baru.md)" in now["produk/keripik.md"]
    assert site.build().errors == 0


def test_missing_records_are_proposed_never_deleted(site: Any) -> None:
    site.seller("lain")
    file = put(site.folder, "penjual.csv", "id;nama;kabupaten;kategori\ndapur;Usaha dapur;16.71;kuliner\n")
    result = bring_in(site, file)
    assert result.missing == [("penjual", "lain")]
    assert "penjual/lain.md" in content(site)


def test_strict_writes_nothing_when_a_row_is_left_out(site: Any) -> None:
    before = content(site)
    file = put(site.folder, "penjual.csv", f"{SELLER}\nWarung B;16.71;kuliner\n;16.71;kuliner\n")
    assert site.run("import", str(file), "--ketat").returncode == 1
    assert content(site) == before
    assert site.run("import", str(file)).returncode == 3
    assert len(content(site)) == len(before) + 1


def test_private_data_stops_at_the_door(site: Any) -> None:
    titles = "Nama Usaha;NIK;No. KK;NPWP;No Rekening;Nama Pemilik;Tgl Lahir;Kabupaten;Kategori;Deskripsi;Alamat"
    row = "Dapur Aman;1671014501900001;1671010101010001;01.234.567.8-901.000;123456;Siti;1-1-1990;16.71;kuliner;NIK 1671014501900001;Jl. Contoh"
    result = bring_in(site, put(site.folder, "umkm.csv", f"{titles}\n{row}\n;;;;;Siti;;;;;\n"))
    assert len(said(result, "P101")) == 6
    assert [problem.severity for problem in result.problems if problem.code == "E009"] == [Severity.ERROR]
    made = content(site)["penjual/dapur-aman.md"].decode()
    for secret in ("1671014501900001", "1671010101010001", "901.000", "123456", "Siti", "1990"):
        assert secret not in made
        assert not any(secret in line for line in said(result))
    assert any("Belum ada tanggal persetujuan" in line for line in said(result, "P059"))


def test_consent_as_a_word_is_recorded_once(site: Any) -> None:
    file = put(
        site.folder,
        "umkm.csv",
        "Nama UMKM;Kabupaten;Kategori;No HP;Persetujuan\nDapur Z;16.71;kuliner;0812-3456-7890;Ya\n",
    )
    bring_in(site, file)
    made = content(site)["penjual/dapur-z.md"]
    assert b'persetujuan: "2026-11-22"' in made
    site.today = site.today.replace(year=2027)
    assert counts(bring_in(site, file)) == (0, 0, 1)


def test_products_find_their_sellers_by_name_or_slug(site: Any) -> None:
    penjual = put(site.folder, "penjual.csv", f"{SELLER}\nWarung Bu Contoh;16.71;kuliner\n")
    produk = put(
        site.folder,
        "produk.csv",
        "nama;penjual;harga\nA enak;warung bu contoh;15rb\nB enak;dapur;25,000\nC;songket-ayu;1\n",
    )
    result = bring_in(site, produk, penjual)
    now = content(site)
    assert b'penjual: warung-bu-contoh\nharga: "15000"' in now["produk/a-enak.md"]
    assert b"penjual: dapur" in now["produk/b-enak.md"]
    assert any('"25,000" dibaca Rp25.000' in line for line in said(result, "P022"))
    assert said(result, "E056") == [
        'produk.csv, baris 4, kolom penjual: Pelaku usaha "songket-ayu" tidak ada di situs maupun di berkas ini, jadi produk ini tidak diimpor.'
    ]
    assert not said(result, "E102")  # one fault is told once


def test_twins_in_a_sheet_are_told(site: Any) -> None:
    result = bring_in(
        site, put(site.folder, "penjual.csv", f"{SELLER}\nSama;16.71;kuliner\nSama;16.72;kuliner\nsama;16.71;kriya\n")
    )
    assert said(result, "E103") == [
        "penjual.csv, baris 4: Baris ini sama dengan baris 2 (nama usaha dan kabupaten/kota), jadi tidak diimpor."
    ]
    assert {"penjual/sama.md", "penjual/sama-kota-pagar-alam.md"} <= set(content(site))


def test_a_broken_content_file_is_not_touched(site: Any) -> None:
    site.seller("dapur", warna="merah")
    before = content(site)
    file = put(site.folder, "penjual.csv", "id;nama;kabupaten;kategori\ndapur;Nama lain;16.71;kuliner\n")
    result = bring_in(site, file)
    assert content(site) == before
    assert "masih bermasalah" in said(result, "E102")[0]


def test_titles_merged_headers_totals_and_hidden_sheets(tmp_path: Path, site: Any) -> None:
    import openpyxl

    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "DATA 2026"
    for row in [["DAFTAR UMKM KOTA CONTOH"], [], ["No", "Nama\nUsaha*", "Alamat", None, None, "No. HP", "Produk", "Harga (Rp)"],
                [None, None, "Jalan", "Desa/Kelurahan", "Kecamatan"], [1, 2, 3, 4, 5, 6, 7, 8],
                [1, "Dapur Satu", "Jl. A", "Silaberanti", "Jakabaring", 81234567890, "Keripik", 15000],
                [2, None, None, None, None, None, "Dodol", "=5000*4"], ["JUMLAH", None, None, None, None, None, None, 35000], [],
                [None, "Mengetahui, kepala dinas"]]:  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("C3:E3")
    sheet.merge_cells("A6:A7")
    for letter in "BCDEF":
        sheet.merge_cells(f"{letter}6:{letter}7")
    hidden = made.create_sheet("lama")
    hidden.append(["nama", "kabupaten"])
    hidden.append(["Jangan", "16.71"])
    hidden.sheet_state = "hidden"
    made.save(tmp_path / "data.xlsx")
    result = bring_in(site, tmp_path / "data.xlsx", region="16.71")
    now = content(site)
    assert b'alamat: "Jl. A, Silaberanti"' in now["penjual/dapur-satu.md"]
    assert b'harga: "15000"' in now["produk/keripik.md"]
    assert "produk/dodol.md" in now  # the seller's cells are merged over both rows
    assert any("Lembar tersembunyi" in line for line in said(result, "P106"))
    assert any("baris 8: Baris jumlah dilewati." in line for line in said(result, "C105"))
    assert "jangan" not in str(list(now))


@pytest.mark.parametrize(("text", "encoding"), [
    ("Nama UMKM;Kabupaten;Kategori\nKafé Ñam;16.71;kuliner\n", "cp1252"),
    ("Nama UMKM\tKabupaten\tKategori\r\nKafé Ñam\t16.71\tkuliner\r\n", "utf-16"),
    ('sep=,\n"Nama UMKM","Kabupaten","Kategori"\n"Kafé Ñam","16.71","kuliner"\n', "utf-8-sig"),
])  # fmt: skip
def test_csv_of_any_spelling(site: Any, text: str, encoding: str) -> None:
    bring_in(site, put(site.folder, "umkm.csv", text, encoding))
    assert "nama: Kafé Ñam" in content(site)["penjual/kafe-nam.md"].decode()


def test_nested_json(site: Any) -> None:
    text = """{"data": [{"id": 12, "nama_usaha": "Dapur Json", "kab": "16.71", "kategori": {"id": 3, "nama": "kuliner"}, "kontak": {"wa": "081234567890"},
      "lokasi": {"lat": -2.99, "lng": 104.75}, "produk": [{"nama": "Pempek", "harga": {"min": 25000, "max": 40000}}, {"nama": "Tekwan", "harga": "15rb"}]}]}"""
    result = bring_in(site, put(site.folder, "umkm.json", text))
    now = content(site)
    assert result.errors == 0
    assert b'titik: ["-2.99", "104.75"]' in now["penjual/dapur-json.md"]
    assert b'whatsapp: "081234567890"' in now["penjual/dapur-json.md"]
    assert 'penjual: dapur-json\nharga: "25000–40000"' in now["produk/pempek.md"].decode()


def test_a_newer_workbook_is_refused(tmp_path: Path, site: Any) -> None:
    path = book(
        tmp_path / "baru.xlsx",
        Penjual=[["id", "nama", "kabupaten", "kategori"], [None, "A", "16.71", "kuliner"]],
        _etalase=[["versi", "2"]],
    )
    before = content(site)
    assert site.run("import", str(path)).returncode == 1
    assert content(site) == before


@pytest.mark.parametrize(
    "arguments", [["tidak-ada.csv"], ["../x.csv", "--kabupaten", "99.99"], ["../x.csv", "--report", "../x.csv"]]
)
def test_wrong_usage(site: Any, arguments: list[str]) -> None:
    put(site.folder, "x.csv", f"{SELLER}\nA;16.71;kuliner\n")
    told = site.run("import", *arguments)
    assert told.returncode == 2
    assert told.stderr and "Traceback" not in told.stderr


def test_consent_can_be_withdrawn(site: Any) -> None:
    site.seller("dapur", persetujuan="2026-01-02", whatsapp='"081234567890"')
    bring_in(
        site,
        put(site.folder, "umkm.csv", "Nama UMKM;Kabupaten;Kategori;Persetujuan\nUsaha dapur;16.71;kuliner;tidak\n"),
    )
    assert b"persetujuan" not in content(site)["penjual/dapur.md"]


def test_other_letters_are_no_change(site: Any) -> None:
    site.seller("dapur", nama="UD Sari Laut")
    file = put(
        site.folder,
        "umkm.csv",
        "NAMA UMKM;Kabupaten;Kategori\nUD. SARI LAUT;16.71;kuliner\nMAJU JAYA;16.71;kuliner\nTIGA DARA;16.71;kuliner\n",
    )
    assert counts(bring_in(site, file)) == (2, 0, 1)


def test_an_exported_folder_comes_back_as_a_whole(tmp_path: Path, site: Any) -> None:
    site.product("keripik")
    assert site.run("export", str(tmp_path / "csv")).returncode == 0
    before = content(site)
    told = site.run("import", str(tmp_path / "csv"))
    assert "0 baru, 0 berubah, 2 tetap" in told.stdout
    assert content(site) == before


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 ><office:body><office:spreadsheet><table:table table:name="Penjual">{}</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_ods_with_a_million_empty_rows(tmp_path: Path, site: Any) -> None:
    rows = "".join(
        "<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
        for row in (["nama", "kabupaten", "kategori"], ["Dapur Ods", "16.71", "kuliner"])
    )  # fmt: skip
    rows += '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        made.writestr("content.xml", ODS.format(rows))
    assert [item.wanted.slug for item in bring_in(site, path).merged] == ["dapur-ods"]
