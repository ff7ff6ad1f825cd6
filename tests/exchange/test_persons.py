"""A person is never a shop: whatever column may hold people, wherever it stands, no name of theirs reaches a page."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from exchange.offices import book, bring_in, put, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exchange.layout import layouts_of
from generator.exchange.tables import Table
from generator.exchange.titles import why_private

ROW = {"No": "1", "NIB": "0000000000012", "NIK": "1671014501900001", "Bantuan": "Etalase kaca", "Tahun": "2025"}
PEOPLE = [
    *("Nama", "Nama Pelaku Usaha", "Pelaku Usaha", "Pemilik Usaha", "Nama Pemilik", "Nama Lengkap", "Penanggung Jawab"),
    *(
        "Ketua",
        "Nama Ketua",
        "Nama Pengusaha",
        "Owner",
        "Nama Pengurus",
        "Nama Penerima",
        "Full Name",
        "Direktur",
        "Nama Pelaku UMKM",
    ),
]
SHOPS = ["Nama Usaha", "Nama Toko", "Merek", "Nama UMKM", "Nama Usaha/Merek", "Business Name"]


def sheet(titles: list[str], values: dict[str, str]) -> str:
    return ";".join(titles) + "\n" + ";".join(values.get(title, ROW.get(title, "")) for title in titles) + "\n"


def files_of(site: Any) -> dict[str, bytes]:
    found: dict[str, bytes] = site.tree("content")
    return found


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("shop", SHOPS)
def test_the_shop_wins_wherever_it_stands(person: str, shop: str) -> None:
    for titles in (
        ["No", "NIB", person, shop, "Bantuan", "Tahun"],
        ["No", shop, "NIB", person],
        ["NIK", person, "Alamat", shop],
    ):
        table = Table("", [titles, [{person: "Siti Aminah", shop: "Dapur Mawar"}.get(title, "") for title in titles]])
        ((part, layout),) = layouts_of(table, "data")
        taken = {target: part.rows[1][place - 1] for place, target in layout.targets.items()}
        assert taken[("penjual", "nama")] == "Dapur Mawar"
        assert "Siti Aminah" not in taken.values()
        assert titles.index(person) + 1 in {*layout.private, *layout.losers}


def test_no_name_of_a_person_is_written_or_told(site: Any) -> None:
    files = [put(site.folder, f"data-{number}.csv", sheet(["No", "NIB", person, "Nama Usaha"], {person: "Siti Aminah", "Nama Usaha": f"Dapur {number}"}))
             for number, person in enumerate(PEOPLE)]  # fmt: skip
    result = bring_in(site, *files, region="16.71")
    assert len(result.merged) == len(PEOPLE)
    assert not any("Siti" in line for line in said(result))
    assert not any(b"Siti" in data for data in files_of(site).values())


def test_the_loser_is_named_with_the_winner(site: Any) -> None:
    text = "No,NIB,NIK,Nama,Nama Usaha,Bantuan,Tahun\n1,0000000000012,1671014501900001,Siti,Dapur Mawar,Etalase,2025\n"
    result = bring_in(site, put(site.folder, "bantuan.csv", text), region="16.71")
    assert said(result, "P114") == [
        'bantuan.csv, baris 1, kolom Nama: Kolom "Nama" dan "Nama Usaha" berarti sama: dipakai kolom E; kolom D dilewati.'
    ]
    assert said(result, "P100") == [
        'bantuan.csv, baris 1, kolom Bantuan: Kolom "Bantuan" tidak dikenal dan dilewati.',
        'bantuan.csv, baris 1, kolom Tahun: Kolom "Tahun" tidak dikenal dan dilewati.',
    ]


@pytest.mark.parametrize("titles", ["No;NIK;Nama;Alamat;Kabupaten", "Nama Pelaku Usaha;Jenis Usaha;Kabupaten", "Nama;Jenis Kelamin;Kategori;Kabupaten",
                                    "Nama;Tanggal Lahir;Nama Produk;Harga;Kabupaten", "NIK;Nama;Harga;Penjual"])  # fmt: skip
def test_a_list_of_persons_is_refused_with_the_way_out(site: Any, titles: str) -> None:
    before = files_of(site)
    row = ";".join("Siti Aminah" if title.startswith("Nama") else "16.71" for title in titles.split(";"))
    result = bring_in(site, put(site.folder, "warga.csv", f"{titles}\n{row}\n"))
    assert result.errors
    assert any("nama orang" in line and "Nama Usaha" in problem.hint for line, problem in zip(said(result), result.problems, strict=True)
               if problem.code == "E108") or "Penjual" in titles  # fmt: skip
    assert files_of(site) == before
    assert not any("Siti" in line for line in said(result))


@pytest.mark.parametrize("title", ["Foto pemilik", "Foto KTP", "Selfie", "Foto Diri", "Pas Foto", "Foto Penanggung Jawab", "Owner Photo", "Foto Ketua",
                                   "Swafoto dengan KTP", "Foto Pelaku Usaha", "Tanda Tangan", "Scan KK", "Gambar pemilik usaha", "Foto profil"])  # fmt: skip
def test_pictures_of_people_are_private(site: Any, title: str) -> None:
    head = f"Nama Usaha;Kabupaten;{title};Nama Produk;Foto Produk\n"
    result = bring_in(site, put(site.folder, "u.csv", head + "Dapur Q;16.71;orang.jpg;Dodol;dodol.jpg\n"))
    assert len(said(result, "P101")) == 1
    assert not any("orang.jpg" in line for line in said(result))
    assert any("dodol.jpg" in line for line in said(result))


@pytest.mark.parametrize("title", ["Nama Usaha", "No HP Pemilik", "Foto Usaha", "Jumlah Pengrajin", "Nama Kelompok Perajin", "Umur simpan", "NIK Koperasi",
                                   "Nama Perusahaan", "Foto produk", "Logo usaha", "Data Usaha / Nama", "Pemilik / No HP"])  # fmt: skip
def test_what_is_about_the_shop_is_not_private(title: str) -> None:
    assert why_private(title) == ""


PAIRS = [("Nama", "Nama Usaha"), ("Harga", "Harga Jual"), ("Alamat", "Lokasi"), ("Kategori", "Jenis Usaha"), ("Produk", "Nama Produk"),
         ("Nama Toko", "Nama Usaha"), ("Merek", "Nama"), ("Keterangan", "Deskripsi"), ("Kab/Kota", "Kabupaten"), ("No WA", "WhatsApp"),
         ("Nama Usaha", "Nama Usaha"), ("Pelaku Usaha", "Nama UMKM"), ("Foto", "Gambar")]  # fmt: skip
CELLS = st.lists(st.tuples(*[st.sampled_from(["", "Satu", "Dua", "Tiga"])] * 2), min_size=1, max_size=4)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(PAIRS), CELLS)
def test_the_order_of_two_candidates_tells_nothing(titles: tuple[str, str], rows: list[tuple[str, str]]) -> None:
    """Whatever the order of the columns, each field takes the same cells."""

    def taken(order: tuple[int, ...]) -> dict[tuple[str, str], list[str]]:
        columns = [
            ["Kecamatan", *["Jakabaring"] * len(rows)],
            *([titles[at], *(row[at] for row in rows)] for at in range(2)),
        ]
        table = Table("", [[columns[at][row] for at in order] for row in range(len(rows) + 1)])
        ((part, layout),) = layouts_of(table, "data")
        return {target: [row[place - 1] for row in part.rows[1:]] for place, target in layout.targets.items()}

    assert len({repr(sorted(taken(order).items())) for order in permutations(range(3))}) == 1


@pytest.mark.parametrize("title", ["Foto Pemilik", "Foto KTP", "Pas Foto", "TTD"])
def test_portraits_show_that_names_are_of_persons(site: Any, title: str) -> None:
    rows = [
        ["Nama", "Alamat", "Kabupaten", "Produk", title],
        ["Orang Satu", "Jl. A", "Palembang", "Kemplang", "satu.jpg"],
    ]
    result = bring_in(site, book(site.folder.parent / "a.xlsx", Data=rows))
    assert result.merged == []
    assert 'Kolom "Nama" tampaknya berisi nama orang' in said(result, "E108")[0]
