"""Slips of the hand in a head: each is told on its own line, with its own cure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.file_copies import original_of
from generator.content.front_matter import read_mapping
from generator.exchange.front_matter_edit import edit_head
from generator.model.node import Scalar
from generator.model.problem import Log


def told(head: str) -> list[tuple[int, str, str]]:
    """(line, message, hint) of the problems of a head whose first line is 2."""
    log = Log("a.md")
    read_mapping(head, log, 2)
    return [(problem.place.spot.line, problem.message, problem.hint) for problem in log.problems]


def read(head: str) -> dict[str, str]:
    mapping = read_mapping(head, Log("a.md"), 2)
    assert mapping is not None
    return {key.text: value.text for key, value in mapping.pairs if isinstance(value, Scalar)}


HASH = "Teks sesudah tanda # tidak dibaca, jadi kurungnya tidak tertutup."
BLANK = "Sesudah titik dua harus ada spasi."
OPEN = "Tanda kutip dibuka di sini tetapi tidak ditutup."
INNER = "Ada tanda kutip di dalam tanda kutip."


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("nama:Kemplang\n", [(2, BLANK, "Tulis: nama: Kemplang")]),
        ("nama:Kemplang\nharga:15000\n", [(2, BLANK, "Tulis: nama: Kemplang"), (3, BLANK, "Tulis: harga: 15000")]),
        ("nama: Kemplang\nharga:15000\npenjual: dapur\n", [(3, BLANK, "Tulis: harga: 15000")]),
        ("nama: Kemplang\nsitus:https://x.example\n", [(3, BLANK, "Tulis: situs: https://x.example")]),
        ("halal:\n  status:proses\n", [(3, BLANK, "Tulis: status: proses")]),
        ("halal: {status:proses}\n", [(2, BLANK, "Tulis: status: proses")]),
        ("foto: [a #1.jpg]\n", [(2, HASH, 'Tulis: foto: ["a #1.jpg"]')]),
        ("tag: [kue, camilan #1, 'b']\nharga: 1\n", [(2, HASH, "Tulis: tag: [kue, \"camilan #1\", 'b']")]),
        ("halal: {status: proses #1, nomor: x}\n", [(2, HASH, 'Tulis: halal: {status: "proses #1", nomor: x}')]),
        ("nama = Kemplang\n", [(2, "Sesudah nama isian harus ada titik dua.", "Tulis: nama: Kemplang")]),
        ('nama: "Kemplang\nharga: 15000\n', [(2, OPEN, 'Tulis: nama: "Kemplang"')]),
        ('harga: 1\nnama: "Kemplang\nringkasan: "Enak"\nx: 1\n', [(3, OPEN, 'Tulis: nama: "Kemplang"')]),
        ("foto:\n  - 'a.jpg\n  - b.jpg\n", [(3, OPEN, "Tulis: - 'a.jpg'")]),
        ('nama: "Kemplang "Super" Asli"\n', [(2, INNER, "Tulis: nama: 'Kemplang \"Super\" Asli'")]),
        ("nama: 'Jum'at Berkah'\n", [(2, INNER, 'Tulis: nama: "Jum\'at Berkah"')]),
        ('nama: "Kemplang" Asli\n', [(2, "Ada teks sesudah tanda kutip penutup.", "Tulis: nama: '\"Kemplang\" Asli'")]),
        ("ringkasan: Rasa: asli\n", [(2, "Ada titik dua di dalam isian.", 'Tulis: ringkasan: "Rasa: asli"')]),
        ('nama: "A\nharga:1\n', [(2, OPEN, 'Tulis: nama: "A"'), (3, BLANK, "Tulis: harga: 1")]),
        ('ringkasan: |\n  a:b\n  "c\nharga:1\n', [(5, BLANK, "Tulis: harga: 1")]),
        (
            "nama: x\nkecamatan: -\n",
            [(3, "Isian ini hanya tanda -; kosongkan bila memang tidak ada.", "Tulis: kecamatan:")],
        ),
    ],
)
def test_the_line_and_its_cure(head, wanted):
    assert told(head) == wanted


@given(
    st.integers(0, 6),
    st.sampled_from(["nama:Kemplang", 'ringkasan: "Enak', 'satuan: "a "b" c"', "bahan: 'Jum'at'", "ukuran: a: b"]),
)
def test_the_line_is_right_wherever_it_stands(place, slip):
    lines = [f"isian{number}: 'isi {number}'" for number in range(6)]
    lines.insert(place, slip)
    assert [line for line, _, _ in told("\n".join(lines) + "\n")] == [place + 2]


@pytest.mark.parametrize(
    ("head", "hint"),
    [("nama: Kemplang #1\n", '"Kemplang #1"'), ("tagar: #BanggaBuatan\n", '"#BanggaBuatan"'), ("nama: Kopi # 2\n", '"Kopi # 2"'),
     ("foto:\n  - a #1.jpg\n", '"a #1.jpg"')],
)  # fmt: skip
def test_what_stands_after_a_hash_is_told(head, hint):
    ((_, message, mend),) = told(head)
    assert "tidak dibaca" in message and hint in mend


@pytest.mark.parametrize(
    ("head", "cured"),
    [("foto: [a #1.jpg]\n", 'foto: ["a #1.jpg"]'), ("harga: 1\nfoto: [a.jpg, b #2.jpg]\nsatuan: kg\n", 'foto: [a.jpg, "b #2.jpg"]'),
     ("toko: {shopee: x #1}\n", 'toko: {shopee: "x #1"}')],
)  # fmt: skip
def test_a_hash_that_hides_the_end_of_a_list_is_one_fault(head, cured):
    ((_, message, hint),) = told(head)
    assert ("tidak dibaca" in message, hint) == (True, f"Tulis: {cured}")


def test_a_comment_is_one():
    assert told("# catatan\nnama: Kemplang # nama dagang\nharga: 1 # per kotak\nsatuan: 'a #1'\n") == []


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\ufeff", "\u2060", "\u00ad", "\u202a"])
def test_marks_without_width_are_in_no_key_and_no_value(mark):
    assert read(f"{mark}nama: Kem{mark}plang{mark}\nhar{mark}ga: {mark}15000\npenjual: da{mark}pur\n") == {
        "nama": "Kemplang", "harga": "15000", "penjual": "dapur"}  # fmt: skip
    assert told(f"nama: Kem{mark}plang\n{mark}harga: 1\n") == []


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u3000", "\u202f"])
def test_blanks_that_yaml_does_not_know(blank):
    assert read(f"nama:{blank}Kemplang\nharga: 1\n") == {"nama": "Kemplang", "harga": "1"}


def test_letters_that_no_page_can_hold_are_not_read(site):
    site.product("kue", nama='"a\\0b\\x1bc\\uFFFEd\\u0085e"')
    assert site.build().problems == ()
    assert "<title>abcd e |" in site.read("produk/kue/index.html")


def test_capitals_of_a_phones_keyboard():
    assert read("Nama: x\nHarga Grosir: 1\nHALAL: {Status: proses}\n") == {"nama": "x", "harga_grosir": "1"}
    assert [message for _, message, _ in told("Nama: x\n")] == ['Nama isian "Nama" dibaca sebagai "nama".']
    assert told("nama: x\nTidak Dikenal: 1\n") == []  # unknown keys are another room's to tell
    assert edit_head("Nama: x\n", {"nama": "y"}, ["nama"]) in ('Nama: "y"\n', "nama: y\n", "Nama: y\n")


@pytest.mark.parametrize(
    "name",
    ["kue-DESKTOP-AB12CD", "kue-LAPTOP-9X-2", "kue-PC-DINAS", "kue - Copy", "kue - Copy (2)", "kue - Salin", "kue - Salinan",
     "kue (1)", "kue (salinan)", "Copy of kue", "Salinan kue", "Salinan dari kue", "kue copy 2",
     "kue.sync-conflict-20240812-101112-ABCDEFG", "kue (Ani's conflicted copy 2024-08-12)", "kue_conflict-20240812-101112"],
)  # fmt: skip
def test_copies_of_a_file(name, site):
    assert original_of(name) == "kue"
    site.product("kue")
    site.product(name)
    ((code, message, hint),) = {(item.code, item.message, item.hint) for item in site.check().problems}
    assert code == "E012" and "salinan dari content/produk/kue.md" in message
    assert "Ganti menjadi" not in hint


@pytest.mark.parametrize("name", ["kue-copy", "Kue Lapis", "KUE", "kué", "kue kopi", "Kopi Susu"])
def test_names_that_are_no_copies(name):
    assert original_of(name) == ""


def test_two_products_of_one_name_seller_and_price(site):
    site.product("kue", nama="Kue Lapis")
    site.product("kue-copy", nama="kue lapis")
    site.product("kue-mahal", nama="Kue Lapis", harga=20000)
    site.product("kue-lain", nama="Kue Lapis Legit")
    for _ in range(2):
        result = site.build()
        (problem,) = result.problems
        assert (problem.code, problem.place.path, result.exit_code) == ("P084", "content/produk/kue-copy.md", 0)
    site.product("kue-copy", nama="kue lapis", harga=17000)
    assert site.build().problems == ()


@pytest.mark.parametrize("text", ["Dapur Ani", "dapur ani", "penjual/dapur-ani.md", "Dapur-Ani"])
def test_a_seller_by_its_name(site, text):
    site.product("kue", penjual=text)
    (problem,) = site.check().problems
    assert problem.code == "E012" and 'Maksudnya "dapur-ani"?' in problem.hint


LETTERS = [chr(code) for code in [*range(9), *range(11, 32), *range(127, 160), 0x202E, 0x2028, 0xFEFF, 0xFFFE, 0xFDD0]]


def test_no_letter_hides_the_pages_of_others(site):
    """Escapes of YAML and raw letters, in keys, values and stories: what is sound is published."""
    site.product("baik")
    for number, letter in enumerate(LETTERS):
        escape = f"\\u{ord(letter):04x}"
        site.write(
            f"content/produk/a-{number}.md",
            f'---\nnama: "Kue {escape}{number}"\npenjual: dapur\nhalal: {{status: proses}}\n---\n',
        )
        site.write(
            f"content/produk/b-{number}.md",
            f'---\n"na{escape}ma": Roti {number}\npenjual: dapur\nhalal: {{status: proses}}\n---\n',
        )
        site.write(
            f"content/produk/c-{number}.md",
            f"---\nnama: Getas {number}\npenjual: dapur\nhalal: {{status: proses}}\n---\na{letter}b\n",
        )
        site.write(
            f"content/produk/d-{number}.md",
            f"---\nnama: Pempek {letter}{number}\npenjual: dapur\nhalal: {{status: proses}}\n---\n",
        )
    result = site.build(keep_going=True)
    assert "Produk baik" in site.read("produk/baik/index.html")
    for problem in result.problems:
        assert problem.place.path.startswith("content/produk/") and problem.place.spot.line, problem
    for number in range(len(LETTERS)):
        page = site.read(f"produk/a-{number}/index.html") + site.read("produk/index.html")
        assert page.isprintable() or not {*page} & {*LETTERS} - {"\t", "\r"}
