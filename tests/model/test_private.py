"""The leak detector: what identifies a person is found however it is spaced."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.private import FORBIDDEN_KEYS, find_private_numbers, forbidden, private_remark
from generator.model.rules import PRIVATE_NUMBER

NIK = "1671014105900001"


@pytest.mark.parametrize(
    "text",
    [
        NIK,
        "1671 0141 0590 0001",
        "16.71.01.410590.0001",
        "1671-0141-0590-0001",
        "167101-410590-0001",
        "1.671.014.105.900.001",
        "1671\u200b0141\u200b0590\u200b0001",
        "１６７１０１４１０５９００００１",
        "1234567890123456",
        "1671\xa00141\xa00590\xa00001",
        "1671–0141–0590–0001",
        "1671 - 0141 - 0590 - 0001",
    ],
)
@pytest.mark.parametrize("around", ["{}", "NIK: {} (ibu)", "Hubungi {} 081234567890", "081234567890 {}"])
def test_sixteen_digits_however_spaced(text: str, around: str) -> None:
    whole = around.format(text)
    (found,) = find_private_numbers(whole)
    assert found.kind == "NIK/KK"
    assert whole[found.start : found.end] == text


@pytest.mark.parametrize("around", ["{}", "NPWP {}.", "{} 081234567890"])
def test_the_shape_of_an_npwp(around: str) -> None:
    whole = around.format("12.345.678.9-012.345".replace("012.345", "012.000"))
    assert [found.kind for found in find_private_numbers(whole)] == ["NPWP"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Keripik tempe 250 g",
        "ID00000000000000123",
        "ID 0000 0000 0000 0012 3",
        "2000000000012-30",
        "MD 123456789012345",
        "0000000000012",
        "12345678901234567",
        "0812-3456-7890",
        "Rp10.000.000 - Rp25.000.000",
        "Rp10.000.000 - 25.000.000",
        "1.500.000–110.000.000",
        "ukuran 36 37 38 39 40 41 42 43",
        "juara 2019 2020 2021 2022",
        "21-11-2026 08.00-17.00",
        "2026-11-21 08.00–17.00",
        "2026-11-21 2026-11-28",
        "https://shopee.co.id/x-i.123456789.12345678901",
    ],
)
def test_what_is_let_through(text: str) -> None:
    assert find_private_numbers(text) == []


def test_two_in_one_text() -> None:
    kinds = [found.kind for found in find_private_numbers(f"{NIK} / 12.345.678.9-012.000")]
    assert kinds == ["NIK/KK", "NPWP"]


def test_a_number_declared_harmless() -> None:
    assert find_private_numbers(f"Kode {NIK}", waived=("1671 0141 0590 0001",)) == []
    assert find_private_numbers(f"Kode {NIK}", waived=("1234567890123456",))


@given(st.from_regex("[0-9]{16}", fullmatch=True), st.text(alphabet="abc \n", max_size=20))
def test_a_block_of_sixteen_digits_is_always_found(digits: str, word: str) -> None:
    assert [found.kind for found in find_private_numbers(f"{word}x{digits}x{word}")] == ["NIK/KK"]


@given(st.text() | st.text(alphabet="0123456789 .-ID", max_size=80))
def test_hits_lie_in_the_text_one_after_another(text: str) -> None:
    end = 0
    for found in find_private_numbers(text):
        assert end <= found.start < found.end <= len(text)
        assert sum(letter.isdigit() for letter in text[found.start : found.end]) in (15, 16)
        end = found.end


@pytest.mark.parametrize("text", ["1 " * 8000, "12 34567 " * 2000, "1" * 16000, "- " * 8000, "kata 123 " * 2000])
def test_a_hostile_text_of_16_kb_costs_little(text: str) -> None:
    start = time.process_time()
    find_private_numbers(text)
    assert time.process_time() - start < 5  # some 10 ms; our own time, whatever else the machine does


def test_the_message_does_not_repeat_the_number() -> None:
    remark = private_remark(find_private_numbers(NIK)[0])
    assert remark.rule == PRIVATE_NUMBER
    assert remark.message == "ada 16 angka berurutan yang mungkin NIK atau NPWP."
    assert "tidak boleh diterbitkan" in remark.hint


@pytest.mark.parametrize(
    "key", ["nik", "NIK", "No. KTP", "nomor_kk", "Nama Pemilik", "Tgl. Lahir", "Omzet/Tahunan", "norek"]
)
def test_forbidden_keys_however_spelled(key: str) -> None:
    assert forbidden(key)


@pytest.mark.parametrize("key", ["nama", "nib", "nomor_induk_koperasi", "kontak", "kapasitas", "", "x" * 500])
def test_keys_that_are_not_forbidden(key: str) -> None:
    assert forbidden(key) is None


def test_every_forbidden_key_says_why() -> None:
    named = "nik ktp no_ktp kk no_kk npwp rekening nomor_rekening tanggal_lahir ibu_kandung omzet modal pemilik nama_pemilik"
    assert set(named.split()) <= set(FORBIDDEN_KEYS)
    assert all(forbidden(key) == why for key, why in FORBIDDEN_KEYS.items())
