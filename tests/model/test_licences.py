"""Licence numbers: the table of domain reference section 2."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.licences import (
    FORMATS,
    pirt_last_year,
    read_bpom,
    read_cooperative_number,
    read_halal,
    read_hs,
    read_kbli,
    read_merek,
    read_nib,
    read_pirt,
    read_sni,
)
from generator.model.problem import Remarks, Unreadable
from generator.model.rules import (
    BAD_LICENCE,
    DAMAGED_NUMBER,
    IMPORTED_PRODUCT,
    OLD_LICENCE,
    PRIVATE_NUMBER,
    UNUSUAL_NUMBER,
    Rule,
)

Reader = Callable[[str, Remarks], str | None]
READERS: dict[str, Reader] = {
    "nib": read_nib,
    "pirt": read_pirt,
    "bpom": read_bpom,
    "halal": read_halal,
    "sni": read_sni,
    "merek": read_merek,
    "hs": read_hs,
    "kbli": read_kbli,
}


@pytest.mark.parametrize(
    ("key", "text", "number"),
    [
        ("nib", "9120001234567", "9120001234567"),
        ("nib", "NIB: 9120 0012 3456 7", "9120001234567"),
        ("nib", "9120001234567.0", "9120001234567"),
        ("pirt", "3063306010072-19", "3063306010072-19"),
        ("pirt", "P-IRT No. 306330601007219", "3063306010072-19"),
        ("pirt", "No. PIRT 3063306010072-19", "3063306010072-19"),
        ("pirt", "SPP-IRT 306330601007219", "3063306010072-19"),
        ("bpom", "BPOM RI MD 123456789012", "MD 123456789012"),
        ("bpom", "md123456789012345", "MD 123456789012345"),
        ("bpom", "NA18201234567", "NA18201234567"),
        ("bpom", "POM TR 123 456 789", "TR123456789"),
        ("halal", "ID00000000000000123", "ID00000000000000123"),
        ("halal", "id 00000 00000 00000 12", "ID00000000000000012"),
        ("sni", "SNI 2973:2022", "SNI 2973:2022"),
        ("sni", "sni 01-2973-1992", "SNI 01-2973-1992"),
        ("sni", "SNI ISO/IEC 17025:2017", "SNI ISO/IEC 17025:2017"),
        ("sni", "2973 : 2022", "SNI 2973:2022"),
        ("merek", "IDM 000 000 012", "IDM000000012"),
        ("merek", "DID2022012345", "DID2022012345"),
        ("hs", "090121", "0901.21"),
        ("hs", "0901.21.10", "0901.21.10"),
        ("hs", "0901211000", "0901.21.10.00"),
        ("kbli", "KBLI 10794", "10794"),
        ("kbli", "10794 (2020)", "10794 (2020)"),
        ("kbli", "KBLI 2025 10794", "10794 (2025)"),
    ],
)
def test_numbers_get_one_form(key: str, text: str, number: str) -> None:
    remarks: Remarks = []
    assert READERS[key](text, remarks) == number
    assert remarks == []


@pytest.mark.parametrize("key", READERS)
def test_samples_in_messages_are_right_themselves(key: str) -> None:
    sample = FORMATS[key].sample
    remarks: Remarks = []
    assert READERS[key](sample, remarks) == sample
    assert re.fullmatch(FORMATS[key].pattern, sample)
    assert remarks == []


@pytest.mark.parametrize(
    ("key", "text", "rule", "said"),
    [
        ("nib", "9.12E+12", DAMAGED_NUMBER, "rusak oleh lembar kerja"),
        ("nib", "912000123456", BAD_LICENCE, "angka nol di depan mungkin hilang"),
        ("nib", "1671014105900001", PRIVATE_NUMBER, "mungkin NIK"),
        ("nib", "sudah punya", BAD_LICENCE, "bukan 13 angka"),
        ("pirt", "30633060", BAD_LICENCE, "8 angka"),
        ("bpom", "123456789012", BAD_LICENCE, "belum memuat huruf"),
        ("bpom", "XX123", BAD_LICENCE, "tidak sesuai"),
        ("halal", "KH12345", BAD_LICENCE, "adalah nomor ketetapan"),
        ("halal", "00000000000000123", BAD_LICENCE, "belum diawali ID"),
        ("halal", "ID123", BAD_LICENCE, "punya 3 angka"),
        ("merek", "Songket Ayu", BAD_LICENCE, "bukan nomor merek"),
        ("sni", "standar", BAD_LICENCE, "tidak sesuai"),
        ("hs", "901.21", BAD_LICENCE, "nol"),
        ("hs", "12", BAD_LICENCE, "bukan 6 sampai 10 angka"),
        ("kbli", "1111", BAD_LICENCE, "nol di depan"),
        ("kbli", "makanan", BAD_LICENCE, "bukan 5 angka"),
        ("kbli", "10794 (2019)", BAD_LICENCE, "edisi 2019"),
    ],
)
def test_what_is_refused_and_why(key: str, text: str, rule: Rule, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        READERS[key](text, [])
    assert caught.value.remark.rule == rule
    assert said in caught.value.remark.message
    assert caught.value.remark.hint


def test_somebodys_nik_is_not_repeated() -> None:
    with pytest.raises(Unreadable) as caught:
        read_nib("1671014105900001", [])
    assert "1671" not in caught.value.remark.message


@pytest.mark.parametrize(
    ("key", "text", "number", "rule"),
    [
        ("pirt", "306330601007", "306330601007", OLD_LICENCE),
        ("halal", "00100012345678", "00100012345678", OLD_LICENCE),
        ("bpom", "ML 123456789012", "ML 123456789012", IMPORTED_PRODUCT),
    ],
)
def test_what_is_read_with_a_warning(key: str, text: str, number: str, rule: Rule) -> None:
    remarks: Remarks = []
    assert READERS[key](text, remarks) == number
    assert [remark.rule for remark in remarks] == [rule]


def test_the_year_that_a_pirt_ends_in() -> None:
    assert pirt_last_year("3063306010072-19") == 2019
    assert pirt_last_year("306330601007") is None


@pytest.mark.parametrize(
    ("text", "number", "rules"),
    [
        ("000000000012", "000000000012", []),
        ("3173 0912 0001", "317309120001", []),
        ("12/BH/2020", "12/BH/2020", [UNUSUAL_NUMBER]),
        ("-", None, []),
    ],
)
def test_cooperative_numbers_are_only_doubted(text: str, number: str | None, rules: list[Rule]) -> None:
    remarks: Remarks = []
    assert read_cooperative_number(text, remarks) == number
    assert [remark.rule for remark in remarks] == rules


@pytest.mark.parametrize("key", READERS)
def test_nothing_is_nothing(key: str) -> None:
    assert READERS[key]("tidak ada", []) is None


@pytest.mark.parametrize("key", READERS)
@given(data=st.data())
def test_whatever_has_the_form_is_read_as_it_is(key: str, data: st.DataObject) -> None:
    number = data.draw(st.from_regex(FORMATS[key].pattern, fullmatch=True).filter(str.isascii))
    assert READERS[key](number, []) == number


@pytest.mark.parametrize("key", [*READERS, "koperasi"])
@given(text=st.text() | st.text(alphabet="0123456789.- /()IDMLKHPRTSNOBisoec:", max_size=40))
def test_any_text_is_read_or_refused(key: str, text: str) -> None:
    reader = READERS.get(key, read_cooperative_number)
    try:
        number = reader(text, [])
    except Unreadable as fault:
        assert fault.remark.message
        assert fault.remark.hint
        return
    if number is not None and key in FORMATS:
        assert re.fullmatch(FORMATS[key].pattern, number)
        assert reader(number, []) == number
