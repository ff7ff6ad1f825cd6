"""Every message of an import, as an editor reads it: one golden page. Each says where, what is wrong and how to mend it."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path
from typing import Any

from exchange.offices import book, bring_in, put
from PIL import Image, ImageDraw, ImageFilter

from generator.exchange.difference import last_line, problem_lines
from generator.exchange.importing import Import
from generator.model import rules
from generator.model.rules import Severity

GOLDEN = Path(__file__).parent.parent / "golden" / "impor.txt"
EXCHANGE = [
    rules.UNKNOWN_COLUMN, rules.PRIVATE_COLUMN, rules.LEFT_OUT, rules.DUPLICATE_ROW, rules.SEVERAL_PRODUCTS, rules.SKIPPED_ROW,
    rules.SKIPPED_SHEET, rules.UNREADABLE_TABLE, rules.MISSING_COLUMN, rules.RETAKE_PHOTO, rules.UNUSED_PHOTO, rules.REWRITTEN,
    rules.CONFLICTING_ROWS, rules.ASSUMED, rules.BAD_PHOTO, rules.MISSING_PHOTO, rules.BAD_SLUG, rules.GUESSED_CATEGORY,
    rules.NOT_A_COOPERATIVE, rules.NO_CONSENT, rules.PRIVATE_NUMBER, rules.UNKNOWN_RECORD,
]  # fmt: skip
OFFICE = """Daftar UMKM binaan;;;;;;;;;;;;;
No;Nama UMKM;Nama Pemilik;NIK;Kab/Kota;Kecamatan;Alamat;No HP;Kategori;Nama Produk;Harga (Rp);Deskripsi Produk;Koperasi;Warna favorit
1;DAPUR SATU;Siti;1671014501900001;16.71;Ilir Entah;JL. CONTOH NO 1;8,12E+11;camilan;Keripik, Dodol;;;;biru
2;WARUNG DUA;Budi;;16.71;Jakabaring;JL. CONTOH NO 2;12;olahan logam;Sambal;lima belas;NIK 1671014501900001;Dapur Satu;
3;WARUNG DUA;Budi;;16.71;Jakabaring;JL. CONTOH NO 9;0812-3456-7890;;Rengginang;25,000;<b>Enak</b>;;
4;;Ani;;16.71;;JL. CONTOH NO 4;;;Kemplang;5000;;;
5;TENUN LIMA;Ida;;Kota Antah;;;;kriya;Kain;1.500.000;;;
6;RUMAH ENAM;;;16.71;;;;;;;;;
JUMLAH;6;;;;;;;;;;;;
;Palembang, 3 Maret 2026;;;;;;;;;;;;
"""
PRODUCTS = "id;slug;nama;penjual;harga;foto\n;;Kue A;dapor;x;\n;;Kue B;dapur;5000;../x.jpg\n;;Kue C;dapur;5000;tiada.jpg\n;Slug Salah;Kue D;dapur;5000;\n;;Kue D;dapur;9000;\n;kue-e;Kue E;dapur;5000;\n;kue-e;Kue F;dapur;5000;\n;;Kue G;dapur;;\n;;Kue H;dapur;;\n;;Kue I;dapur;;IMG_5195.HEIC\n;;Kue J;dapur;;rusak.jpg\n"


def photo(*, size: int = 900, blurred: bool = False, seed: int = 0) -> bytes:
    chance = random.Random(seed)
    picture = Image.new("RGB", (size, size), "white")
    pencil = ImageDraw.Draw(picture)
    for _ in range(300):
        x, y = chance.randrange(size), chance.randrange(size)
        pencil.rectangle((x, y, x + size // 9, y + size // 7), fill=tuple(chance.randrange(256) for _ in range(3)))
    out = io.BytesIO()
    (picture.filter(ImageFilter.GaussianBlur(20)) if blurred else picture).save(out, "JPEG")
    return out.getvalue()


def photos(path: Path) -> Path:
    """A zip as it comes from a telephone."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {"asing.jpg": photo(seed=2), "kue-d.jpg": photo(), "kue-h.jpg": photo(), "kue-e.jpg": photo(size=200, seed=1), "kue-g.jpg": photo(blurred=True, seed=3),
                           "IMG_5195.HEIC": b"\0\0\0\x18ftypheic", "../lari.jpg": b"x", "rusak.jpg": b"bukan foto"}.items():  # fmt: skip
            archive.writestr(name, data)
    return path


def everything(site: Any, folder: Path) -> list[tuple[str, Import]]:
    """Imports that go wrong in every way there is."""
    wide = book(
        folder / "kantor.xlsx",
        Catatan=[["rapat"], ["besok"]],
        Mesin=[["tipe", "merek mesin", "daya"]],
        Penjual=[["nama", "kategori"], ["A", "kuliner"]],
    )
    broken = [
        put(site.folder, name, text)
        for name, text in (("kosong.csv", ""), ("palsu.xlsx", "bukan"), ("catatan.pdf", "x"), ("putus.json", '{"a": '))
    ]
    newer = book(folder / "baru.xlsx", Penjual=[["id", "nama", "kabupaten", "kategori"]], _etalase=[["versi", "2"]])
    return [
        ("Lembar campuran dari kantor", bring_in(site, put(site.folder, "binaan.csv", OFFICE))),
        ("Produk dan foto", bring_in(site, put(site.folder, "produk.csv", PRODUCTS), photos(folder / "foto-kita.zip"))),
        ("Lembar tanpa tajuk dan tanpa kabupaten", bring_in(site, wide)),
        *((f"Berkas {path.name}", bring_in(site, path)) for path in (*broken, newer)),
    ]


def test_the_wording_is_as_agreed(site: Any, tmp_path: Path) -> None:
    """After a wanted change: `ETALASE_GOLDEN=1 pytest tests/exchange/test_messages.py`, and read the difference aloud.

    Every rule of this room is on the page; what is not a mere note says how to mend it.
    """
    told = everything(site, tmp_path)
    pages = [
        "\n".join([f"=== {name}", "", *problem_lines(result), last_line(result, dry_run=False)])
        for name, result in told
    ]
    text = "\n\n".join(pages) + "\n"
    if os.environ.get("ETALASE_GOLDEN"):
        GOLDEN.write_text(text, "utf-8", newline="\n")
    assert text == GOLDEN.read_text("utf-8")
    problems = [problem for _, result in told for problem in result.problems]
    for word in ("--", "YAML", "slugnya", ": {", "content/"):  # what editors of workbooks need not know
        assert not [problem for problem in problems if word in f"{problem.message} {problem.hint}"], word
    assert {rule.name for rule in EXCHANGE} - {problem.rule.name for problem in problems} == set()
    for problem in problems:
        assert problem.message.endswith((".", "?", "…")), problem.message
        assert not problem.message[:1].islower(), problem.message
        assert problem.place.row or problem.place.sheet or problem.place.path, problem.message
        assert problem.hint or problem.severity is Severity.NOTE, problem.message
