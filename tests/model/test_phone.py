"""Telephone numbers: the table of domain reference section 3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.phone import Phone, read_phone, read_whatsapp
from generator.model.problem import Remarks, Unreadable
from generator.model.rules import BAD_PHONE, DAMAGED_NUMBER, HALF_READ

MOBILE = Phone("6281234567890", mobile=True)


@pytest.mark.parametrize(
    "text",
    [
        "0812-3456-7890",
        "0812 3456 7890",
        "(+62) 812.3456.7890",
        "62812 3456 7890",
        "81234567890",
        "+6281234567890",
        "https://wa.me/+6281234567890",
        "wa.me/081234567890",
        "0062 812 3456 7890",
        "'081234567890",
        "081234567890.0",
        "https://api.whatsapp.com/send?phone=6281234567890&text=halo",
        "WA: 0812 3456 7890",
        "+62 (0) 812-3456-7890",
        "0812–3456–7890",
        "No. HP/WA 081234567890",
        "https://wa.me/6281234567890?text=Halo",
    ],
)
def test_one_number_in_many_spellings(text: str) -> None:
    remarks: Remarks = []
    assert read_phone(text, remarks) == MOBILE
    assert remarks == []


@pytest.mark.parametrize(
    "text",
    [
        "0812-3456-7890 (Kantor)",
        "081234567890 / 085712345678",
        "081234567890\n085712345678",
        "Bu Ani 081234567890",
    ],
)
def test_the_first_of_several_is_taken_and_said_so(text: str) -> None:
    remarks: Remarks = []
    assert read_phone(text, remarks) == MOBILE
    assert [remark.rule for remark in remarks] == [HALF_READ]


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("0711-353535", "62711353535", "(0711) 353535"),
        ("(021) 5551234", "62215551234", "(021) 5551234"),
        ("021-55512345", "622155512345", "(021) 55512345"),
        ("(0335) 000000", "62335000000", "(0335) 000000"),
    ],
)
def test_landlines(text: str, number: str, shown: str) -> None:
    phone = read_phone(text, [])
    assert phone == Phone(number, mobile=False)
    assert phone.shown == shown
    assert phone.tel == f"tel:+{number}"
    assert phone.whatsapp("Halo") == ""


@pytest.mark.parametrize("text", ["8.12346E+11", "8,12E+11", "8.52348E+10", "8.90000e+010"])
def test_numbers_damaged_by_a_spreadsheet(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_phone(text, [])
    rule, message, hint = caught.value.remark
    assert rule == DAMAGED_NUMBER
    assert message == f'nomor "{text}" rusak oleh lembar kerja.'
    assert hint == "Ubah format kolom menjadi Teks, lalu tulis ulang, contoh: 081234567890."


@pytest.mark.parametrize("text", ["-", "tidak ada", "n/a", "", "  "])
def test_nothing(text: str) -> None:
    assert read_phone(text, []) is None


@pytest.mark.parametrize(
    "text",
    [
        "0812",
        "+60 12 345 6789",
        "711353535",
        "1500123",
        "0800-1-234567",
        "081234567890 085712345678",
        "halo",
        "wa.me.evil.com/081234567890",
        "https://wa.me/message/ABCDEF",
        "0812-xxxx-xxxx",
        "https://wa.link/abc",
        "https://evil.com/?phone=6281234567890",
        "0" * 200,
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_phone(text, [])
    assert caught.value.remark.rule == BAD_PHONE
    assert caught.value.remark.hint


def test_the_wording_of_the_reference() -> None:
    with pytest.raises(Unreadable, match=r'^"0812" terlalu pendek untuk nomor WhatsApp\.$'):
        read_phone("0812", [])


def test_a_landline_is_no_whatsapp() -> None:
    assert read_whatsapp("081234567890", []) == MOBILE
    with pytest.raises(Unreadable, match="bukan WhatsApp"):
        read_whatsapp("0711-353535", [])


def test_the_chat_carries_a_text() -> None:
    assert MOBILE.whatsapp() == "https://wa.me/6281234567890"
    assert MOBILE.whatsapp("Halo, 2 & 3?") == "https://wa.me/6281234567890?text=Halo%2C%202%20%26%203%3F"
    assert MOBILE.shown == "0812-3456-7890"
    assert MOBILE.written == "081234567890"


@given(st.from_regex("628[1-9][0-9]{7,10}|62711[0-9]{5,8}|6221[0-9]{6,8}", fullmatch=True))
def test_what_is_shown_or_written_reads_back(number: str) -> None:
    phone = Phone(number, mobile=number.startswith("628"))
    remarks: Remarks = []
    for text in (phone.shown, phone.written, phone.number, phone.tel.removeprefix("tel:")):
        assert read_phone(text, remarks) == phone
    if phone.mobile:
        assert read_phone(phone.whatsapp("Halo"), remarks) == phone
    assert remarks == []


@given(st.text() | st.text(alphabet="0123456789+-() ./waE\n,", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        phone = read_phone(text, [])
    except Unreadable as fault:
        assert fault.remark.message
        assert fault.remark.hint
        return
    if phone is not None:
        assert phone.number.isascii()
        assert phone.number.isdecimal()
        assert read_phone(phone.shown, []) == phone


@pytest.mark.parametrize(
    "text",
    ["08123456789O", "0812345678l9", "O81234567890", "0812-34S6-7890", "0812 3456 789 O", "0812-3456-789I", "08123456789o",
     "0812345678 l9", "0812345678:90", "0812345678_90", "081234567890x", "B081234567890"],
)  # fmt: skip
def test_a_letter_that_touches_the_digits_is_a_fault(text: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_phone(text, [])
    assert fault.value.remark.rule is BAD_PHONE


@pytest.mark.parametrize(
    "text", ["WA081234567890", "WA:081234567890", "HP.081234567890", "081234567890 WA", "081234567890(WA)"]
)
def test_a_label_may_touch(text: str) -> None:
    phone = read_phone(text, [])
    assert phone is not None and phone.written == "081234567890"
