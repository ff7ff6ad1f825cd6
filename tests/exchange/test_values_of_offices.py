"""Values as offices and forms hand them over: armoured figures, invisible marks, consent in words, categories of their own."""

from __future__ import annotations

from typing import Any

import pytest
from exchange.offices import bring_in, put, said
from exchange.test_import import content

from generator.exchange.consent import consent_said
from generator.exchange.importing import SAME

HEAD = "Nama Usaha,Kabupaten,Kategori,No WA,Persetujuan,Nama Produk,Harga"


def imported(site: Any, *rows: str, head: str = HEAD) -> Any:
    return bring_in(site, put(site.folder, "data.csv", "\n".join([head, *rows]) + "\n"))


def test_armoured_figures_and_what_a_chat_copies(site):
    result = imported(
        site,
        '"Dapur Ani","Palembang, Sumsel",kuliner,"=""081234567890""",2026-03-12,"Kem\u200bplang","Rp\u00a015.000"',
        '"Bu Sitiâ€™s",OI,kuliner,"\u202a+62 812\u20113456\u20117891\u202c",2026-03-12,Getas,Rp -',
    )
    made = {path: data.decode() for path, data in content(site).items()}
    assert 'whatsapp: "081234567890"' in made["penjual/dapur-ani.md"]
    assert 'whatsapp: "081234567891"' in made["penjual/bu-sitis.md"]
    assert "nama: Bu Siti’s" in made["penjual/bu-sitis.md"]
    assert 'kabupaten: "16.10"' in made["penjual/bu-sitis.md"]
    assert "nama: Kemplang" in made["produk/kemplang.md"] and "harga: 15000" in made["produk/kemplang.md"].replace(
        '"', ""
    )
    assert "harga" not in made["produk/getas.md"]
    assert not [line for line in said(result) if "E0" in line]
    again = imported(
        site,
        '"Dapur Ani","Palembang",kuliner,081234567890,2026-03-12,"Kemplang",15000',
        '"Bu Siti’s",Ogan Ilir,kuliner,081234567891,2026-03-12,Getas,-',
    )
    assert {item.state for item in again.merged} == {SAME}


def test_a_letter_in_a_number_publishes_nobody_elses(site):
    result = imported(site, "Dapur Ani,Palembang,kuliner,08123456789O,2026-03-12,Kemplang,15000")
    assert 'Tanda "O" menempel' in said(result, "E029")[0]
    assert b"whatsapp" not in content(site)["penjual/dapur-ani.md"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Ya, saya bersedia", True), ("ya", True), ("Setuju", True), ("Saya setuju data usaha ditampilkan.", True), ("✓", True),
     ("IYA", True), ("Bersedia\u200b", True), ("Ya (12 Maret 2026)", True), ("Tidak", False), ("Tidak, saya keberatan", False),
     ("belum bersedia", False), ("Saya tidak bersedia", False), ("Ya, kecuali alamat", None), ("Ya, tapi jangan nomor saya", None),
     ("Bersedia bila ada bantuan", None), ("2026-03-12", None), ("", None)],
)  # fmt: skip
def test_what_is_a_yes(text, meant):
    assert consent_said(text) is meant


@pytest.mark.parametrize("title", ["Timestamp", "Cap waktu"])
def test_consent_by_a_word_is_of_the_day_the_row_was_sent(site, title):
    head = f"{title},{HEAD}"
    result = imported(
        site,
        '"12/03/2026 10:22:33",Dapur Ani,Palembang,kuliner,081234567890,"Ya, saya bersedia",Kemplang,15000',
        '"lupa",Dapur Budi,Palembang,kuliner,081234567891,"Ya, 14 Maret 2026",Getas,15000',
        '"13/03/2026 10:22:33",Dapur Cici,Palembang,kuliner,081234567892,Tidak bersedia,Pempek,15000',
        '"13/03/2026 10:22:33",Dapur Didi,Palembang,kuliner,081234567893,"Ya, kecuali nomor WA",Tekwan,15000',
        head=head,
    )
    made = {path: data.decode() for path, data in content(site).items()}
    assert "2026-03-12" in made["penjual/dapur-ani.md"]
    assert "2026-03-14" in made["penjual/dapur-budi.md"]
    assert "persetujuan" not in made["penjual/dapur-cici.md"] + made["penjual/dapur-didi.md"]
    assert not said(result, "P100")
    assert any("kecuali" in line for line in said(result, "E023"))


def test_a_short_word_is_not_guessed(site):
    result = imported(
        site,
        "Toko Satu,Palembang,Biasa,081234567890,2026-03-12,Kemplang,15000",
        "Toko Dua,Palembang,kerajinann,081234567891,2026-03-12,Tikar,15000",
    )
    made = content(site)
    assert b"kategori: lainnya" in made["penjual/toko-satu.md"]
    assert b"kategori: kriya" in made["penjual/toko-dua.md"]
    assert len(said(result, "P055")) == 2


def test_a_row_that_is_left_out_has_one_fault(site: Any) -> None:
    rows = "Nama Usaha,Kabupaten,Kategori\nDapur A,Bandung,\nDapur B,Lahat,\n"
    result = bring_in(site, put(site.folder, "x.csv", rows))
    told = [problem for problem in result.problems if problem.place.row == 2]
    assert [problem.severity.value for problem in told] == ["GALAT"]
    assert [problem.rule.code for problem in result.problems if problem.place.row == 3] == ["P113"]


def test_half_an_emoji_is_called_that(site: Any) -> None:
    text = r'{"versi": 1, "penjual": [{"nama": "Dapur \ud83c Ani", "kabupaten": "16.71", "kategori": "kuliner"}]}'
    result = bring_in(site, put(site.folder, "x.json", text))
    assert result.merged[0].values["nama"] == "Dapur Ani"
    assert any("Emoji yang rusak dibuang" in line for line in said(result))
