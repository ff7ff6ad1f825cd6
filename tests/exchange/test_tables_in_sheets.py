"""What is a row and what is a table: sections, headers that come again, tables below and beside others, groups, several products."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exchange.offices import book, bring_in, put, said

HEAD = ["No", "Nama Usaha", "Alamat", "Kategori"]


def homes(result: Any) -> dict[str, tuple[str, str]]:
    """Slug -> (kabupaten, kecamatan) of the sellers."""
    return {
        item.wanted.slug: (item.values.get("kabupaten", ""), item.values.get("kecamatan", ""))
        for item in result.merged
        if item.wanted.kind == "penjual"
    }


def products(result: Any) -> dict[str, tuple[str, str, str]]:
    """Slug -> (seller, price, draft) of the products."""
    return {item.wanted.slug: tuple(str(item.values.get(key, "")) for key in ("penjual", "harga", "draf"))
            for item in result.merged if item.wanted.kind == "produk"}  # type: ignore[misc]  # fmt: skip


def test_section_lines_tell_where_the_rows_below_are(tmp_path: Path, site: Any) -> None:
    rows = [HEAD, ["I", "KECAMATAN LAHAT"], [1, "Dapur A", "Jl. A", "kuliner"], ["II", "Kec. Merapi Barat"], [1, "Dapur B", "Jl. B", "kuliner"],
            [None, "KOTA PALEMBANG"], [None, "Kecamatan : Jakabaring"], [1, "Dapur C", "Jl. C", "kuliner"], ["Kabupaten", "Ogan Ilir"], [2, "Dapur D", "Jl. D", "kriya"]]  # fmt: skip
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows), region="16.01")
    assert homes(result) == {
        "dapur-a": ("16.04", "Lahat"),
        "dapur-b": ("16.04", "Merapi Barat"),
        "dapur-c": ("16.71", "Jakabaring"),
        "dapur-d": ("16.10", ""),
    }
    assert 'x.xlsx, lembar Data, baris 2: Baris bagian "I KECAMATAN LAHAT": berlaku bagi baris di bawahnya.' in said(
        result, "C105"
    )
    assert result.errors == 0


def test_section_lines_of_categories(tmp_path: Path, site: Any) -> None:
    rows = [
        ["No", "Nama Usaha", "Kabupaten"],
        ["A.", "KULINER"],
        [1, "Dapur A", "16.71"],
        ["B.", "KERAJINAN"],
        [2, "Tenun B", "16.71"],
    ]
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows))
    assert {item.wanted.slug: item.values["kategori"] for item in result.merged} == {
        "dapur-a": "kuliner",
        "tenun-b": "kriya",
    }


@pytest.mark.parametrize(
    "again", [HEAD, ["NO.", "NAMA UMKM", "ALAMAT USAHA", "KATEGORI"], ["No", "Nama Usaha*", "Alamat :", "Jenis Usaha"]]
)
def test_a_header_on_each_printed_page_is_no_seller(tmp_path: Path, site: Any, again: list[str]) -> None:
    rows = [HEAD, [1, "Dapur A", "Jl. A", "kuliner"], again, [2, "Dapur B", "Jl. B", "kuliner"]]
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows), region="16.71")
    assert set(homes(result)) == {"dapur-a", "dapur-b"}
    assert said(result, "C105") == ["x.xlsx, lembar Data, baris 3: Tajuk yang terulang dilewati."]


def test_a_second_table_below_has_its_own_header(tmp_path: Path, site: Any) -> None:
    rows = [["DAFTAR UMKM KOTA PALEMBANG"], HEAD, [1, "Dapur A", "Jl. A", "kuliner"], [2, "Dapur B", "Jl. B", "kuliner"], [], ["DAFTAR PRODUK"],
            ["No", "Nama Produk", "Nama Usaha", "Harga"], [1, "Kemplang", "Dapur A", 15000], [2, "Getas", "Dapur B", 20000]]  # fmt: skip
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows))
    assert homes(result) == {"dapur-a": ("16.71", ""), "dapur-b": ("16.71", "")}
    assert products(result) == {"kemplang": ("dapur-a", "15000", ""), "getas": ("dapur-b", "20000", "")}
    assert result.errors == 0


@pytest.mark.parametrize("gap", [[None], [None, None], []])
def test_two_tables_beside_one_another(tmp_path: Path, site: Any, gap: list[None]) -> None:
    rows = [
        [*HEAD, *gap, *HEAD],
        [1, "Dapur A", "Jl. A", "kuliner", *gap, 3, "Dapur C", "Jl. C", "kriya"],
        [2, "Dapur B", "Jl. B", "kuliner"],
    ]
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows), region="16.71")
    assert set(homes(result)) == {"dapur-a", "dapur-b", "dapur-c"}


def test_products_beside_their_sellers(tmp_path: Path, site: Any) -> None:
    rows = [["Nama Usaha", "Kabupaten", "Kategori", None, "Nama Produk", "Penjual", "Harga"], ["Dapur A", "16.71", "kuliner", None, "Dodol", "Dapur A", 5000],
            ["Dapur B", "16.71", "kuliner", None, "Lempok", "Dapur A", 6000]]  # fmt: skip
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows))
    assert set(homes(result)) == {"dapur-a", "dapur-b"}
    assert products(result) == {"dodol": ("dapur-a", "5000", ""), "lempok": ("dapur-a", "6000", "")}


def test_names_of_sheets_tell_regions_and_one_code_for_them_is_refused(tmp_path: Path, site: Any) -> None:
    path = book(
        tmp_path / "x.xlsx",
        **{
            name: [["Nama Usaha", "Kategori"], [f"Dapur {name}", "kuliner"]]
            for name in ("Palembang", "Kab._Lahat", "Data_UMKM_Ogan_Ilir_2026")
        },
    )
    result = bring_in(site, path)
    assert {home for home, _ in homes(result).values()} == {"16.71", "16.04", "16.10"}
    assert "Kabupaten/kota dibaca dari nama lembar: Kota Palembang." in said(result, "P113")[-1]
    before = site.tree("content")
    told = site.run("import", str(path), "--kabupaten", "16.71")
    assert told.returncode == 1
    assert "tidak cocok dengan nama lembar" in told.stdout
    assert "Lahat" in told.stdout
    assert site.tree("content") == before


def test_a_sheet_named_after_stones_is_no_region(tmp_path: Path, site: Any) -> None:
    path = book(tmp_path / "x.xlsx", Batu_Akik=[["Nama Usaha", "Kategori"], ["Dapur", "kriya"]])
    assert len(said(bring_in(site, path, province="35"), "E108")) == 1


def test_rows_of_a_group_belong_to_the_seller_above(tmp_path: Path, site: Any) -> None:
    rows = [["No", "Nama Usaha", "Pemilik", "Kabupaten", "Nama Produk", "Harga"], [1, "Dapur A", "Ani", "16.71", "Dodol", 5000], [None, None, None, None, "Lempok", 6000],
            [3, None, None, None, "Getas", 7000], [4, None, "Budi", None, "Kemplang", 8000], [5, "Dapur B", "Cici", "16.71", "Kue", 9000]]  # fmt: skip
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows))
    assert products(result) == {
        "dodol": ("dapur-a", "5000", ""),
        "lempok": ("dapur-a", "6000", ""),
        "getas": ("dapur-a", "7000", ""),
        "kue": ("dapur-b", "9000", ""),
    }
    assert any(
        'Baris 3–4 tidak menyebut penjual, jadi dianggap milik penjual di atasnya, "Dapur A".' in line
        for line in said(result, "P113")
    )
    assert [problem.place.row for problem in result.problems if problem.code == "E102"] == [
        5
    ]  # somebody else's, and nobody says whose


@pytest.mark.parametrize(("names", "prices", "expected"), [
    ("1. Kemplang\n2. Getas\n3. Pempek", "10000\n15000\n20000", [("10000", ""), ("15000", ""), ("20000", "")]),
    ("1. Kemplang\n2. Getas\n3. Pempek", "1. 10.000\n2. 10.000\n3. 10.000", [("10000", "")] * 3),
    ("1. Kemplang\n2. Getas\n3. Pempek", "10000\n15000", [("", "ya")] * 3),
    ("1. Kemplang 2. Getas 3. Pempek", "", [("", "ya")] * 3),
    ("Kemplang, Getas, Pempek", "10000; 15000; 20000", [("10000", ""), ("15000", ""), ("20000", "")]),
    ("- Kemplang\n- Getas\n- Pempek", "Rp10.000\nRp15.000\nRp20.000", [("10000", ""), ("15000", ""), ("20000", "")]),
])  # fmt: skip
def test_several_products_in_a_cell(
    tmp_path: Path, site: Any, names: str, prices: str, expected: list[tuple[str, str]]
) -> None:
    rows = [["Nama Usaha", "Kabupaten", "Nama Produk", "Harga"], ["Dapur A", "16.71", names, prices]]
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows))
    found = products(result)
    assert [found[slug][1:] for slug in ("kemplang", "getas", "pempek")] == expected


def test_numbered_columns_are_products_of_the_row(tmp_path: Path, site: Any) -> None:
    head = ["Nama Usaha", "Kabupaten", "Produk 1", "Harga 1", "Produk 2", "Harga 2", "Deskripsi Produk 2"]
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=[head, ["Dapur A", "16.71", "Dodol", 5000, "Lempok", 6000, "Legit"], ["Dapur B", "16.71", "Kue", 1000, None, None]]))  # fmt: skip
    assert products(result) == {
        "dodol": ("dapur-a", "5000", ""),
        "lempok": ("dapur-a", "6000", ""),
        "kue": ("dapur-b", "1000", ""),
    }
    assert {item.wanted.slug: item.body for item in result.merged}["lempok"] == "Legit"
    assert said(result, "P100") == []


def test_numbered_photos_are_one_list(site: Any) -> None:
    path = put(site.folder, "p.csv", "Nama Produk;Penjual;Foto 1;Foto 2\nDodol;dapur;a.jpg;b.jpg\n")
    assert [line.split('"')[1] for line in said(bring_in(site, path), "E076")] == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize(("title", "key"), [
    ("No. Telp/HP", "telepon"), ("Nama Usaha/Merek", "nama"), ("Alamat/Lokasi", "alamat"), ("Kab./Kota", "kabupaten"), ("Bidang/Jenis Usaha", "kategori"),
    ("Business Name", "nama"), ("Address", "alamat"), ("Phone Number", "telepon"), ("Category", "kategori"), ("District", "kecamatan"), ("City/Regency", "kabupaten"),
])  # fmt: skip
def test_titles_of_sellers(title: str, key: str) -> None:
    from generator.exchange.titles import fit, why_private

    assert fit(title, "penjual").key in (key, f"{key}/2")
    assert not why_private(title)


@pytest.mark.parametrize(("title", "key"), [
    ("Produk/Jasa", "nama"), ("Harga/Pcs", "harga"), ("Harga Eceran", "harga"), ("Harga (Rp)/kg", "harga"), ("Harga per bungkus", "harga"), ("Nama Barang/Jasa", "nama"),
    ("Product Name", "nama"), ("Price", "harga"), ("Unit Price (IDR)", "harga"), ("Regular price", "harga"), ("Berat/Netto", "berat"),
])  # fmt: skip
def test_titles_of_products(title: str, key: str) -> None:
    from generator.exchange.titles import fit

    assert fit(title, "produk").key == key


def test_an_english_sheet_is_read(site: Any) -> None:
    text = "No,Business Name,Owner,Regency/City,Category,Phone,Product Name,Price/Pcs\n1,Dapur Q,Siti,Palembang,kuliner,0812-3456-7890,Dodol,5000\n"
    result = bring_in(site, put(site.folder, "list.csv", text))
    assert homes(result) == {"dapur-q": ("16.71", "")}
    assert products(result) == {"dodol": ("dapur-q", "5000", "")}
    assert len(said(result, "P101")) == 1


def test_a_price_by_the_piece_keeps_its_unit(site: Any) -> None:
    path = put(site.folder, "p.csv", "Nama Produk;Penjual;Harga/Pcs\nDodol;dapur;5000\n")
    assert bring_in(site, path).merged[0].values["harga"] == "5000/pcs"


def test_lookup_sheets_are_no_fault(tmp_path: Path, site: Any) -> None:
    path = book(tmp_path / "x.xlsx", Data=[["Nama Usaha", "Kabupaten", "Kategori"], ["Dapur", "16.71", "kuliner"]], Master=[["Kategori", "Skala", "Kabupaten"], ["kuliner", "mikro", "16.71"]])  # fmt: skip
    result = bring_in(site, path)
    assert result.errors == 0
    assert [problem.severity.value for problem in result.problems if problem.place.sheet == "Master"] == ["CATATAN"]


def test_section_lines_are_enough_where_no_column_tells_the_region(tmp_path: Path, site: Any) -> None:
    rows = [["No", "Nama Usaha", "Kategori"], ["I", "KECAMATAN LAHAT"], [1, "Dapur A", "kuliner"], ["II", "KOTA PALEMBANG"], [1, "Dapur B", "kuliner"]]  # fmt: skip
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows))
    assert homes(result) == {"dapur-a": ("16.04", "Lahat"), "dapur-b": ("16.71", "")}
    rows.insert(1, [9, "Dapur di atas bagian", "kuliner"])
    result = bring_in(site, book(tmp_path / "y.xlsx", Data=rows))
    assert set(homes(result)) == {"dapur-a", "dapur-b"} and result.errors == 1


def test_a_small_table_above_a_larger_one_is_read(tmp_path: Path, site: Any) -> None:
    rows = [["No", "Nama Usaha", "Kabupaten"], [1, "Dapur A", "Lahat"], [], ["DAFTAR PRODUK"], ["Nama Produk", "Penjual", "Harga", "Satuan"], ["Tekwan", "Dapur A", 12500, "mangkuk"]]  # fmt: skip
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows))
    assert homes(result) == {"dapur-a": ("16.04", "")}
    assert products(result) == {"tekwan": ("dapur-a", "12500", "")}


def test_a_blank_among_regions_that_come_back_is_no_group(tmp_path: Path, site: Any) -> None:
    head = ["Nama Usaha", "Kabupaten", "Kategori"]
    rows = [
        head,
        ["Dapur A", "Lahat", "kuliner"],
        ["Dapur B", "Palembang", "kuliner"],
        ["Dapur C", "Lahat", "kuliner"],
        ["Dapur D", "", "jasa"],
    ]
    result = bring_in(site, book(tmp_path / "x.xlsx", Data=rows))
    assert set(homes(result)) == {"dapur-a", "dapur-b", "dapur-c"} and result.errors == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_csv_in_utf_16_is_read_with_and_without_its_mark(tmp_path: Path, site: Any, encoding: str) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes("Nama Usaha;Kabupaten;Kategori\nDapur “Ani”;Lahat;kuliner\n".encode(encoding))
    result = bring_in(site, file)
    assert [item.values["nama"] for item in result.merged] == ["Dapur “Ani”"]


def test_a_nul_in_a_cell_is_taken_out_and_told(tmp_path: Path, site: Any) -> None:
    file = tmp_path / "x.csv"
    rows = "".join(f"Dapur {number},Lahat,kuliner\n" for number in range(20))
    file.write_bytes(b"Nama Usaha,Kabupaten,Kategori\nDapur\0 Ani,Lahat,kuliner\n" + rows.encode())
    result = bring_in(site, file)
    assert len(result.merged) == 21 and result.merged[0].values["nama"] == "Dapur Ani"
    assert len(said(result, "C111")) == 1
