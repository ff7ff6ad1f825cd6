"""Dates, hours and time zones."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.dates import (
    WIB,
    WIT,
    WITA,
    format_date,
    format_hours,
    read_date,
    read_end_date,
    read_hours,
    today_in,
    zone_of,
)
from generator.model.problem import Remarks, Unreadable
from generator.model.region import provinces
from generator.model.rules import BAD_HOURS, DAMAGED_NUMBER, HALF_READ, NOT_A_DATE, Rule

DAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21",
        "21/11/2026",
        "21-11-2026",
        "21.11.2026",
        "21 November 2026",
        "21 Nov 2026",
        "2026/11/21",
        "Sabtu, 21 November 2026",
        "sabtu 21 nov 2026",
        "21-Nov-2026",
        "21 Nopember 2026",
        "November 21, 2026",
        "2026-11-21 00:00:00",
        "2026-11-21T08:30:00",
        "21/11/2026 8:30:15",
        "Saturday, 21 November 2026",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    remarks: Remarks = []
    assert read_date(text, remarks) == DAY
    assert remarks == []


def test_the_day_comes_first() -> None:
    assert read_date("05/06/2026", []) == datetime.date(2026, 6, 5)


def test_english_months_are_read() -> None:
    assert read_date("17 August 2026", []) == read_date("17 Agustus 2026", []) == datetime.date(2026, 8, 17)


def test_a_wrong_day_of_the_week_is_remarked() -> None:
    remarks: Remarks = []
    assert read_date("Minggu, 21 November 2026", remarks) == DAY
    assert remarks[0].rule == HALF_READ
    assert "Sabtu" in remarks[0].message


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        ("21/11/26", NOT_A_DATE, "hanya dua angka"),
        ("31/11/2026", NOT_A_DATE, "November 2026 hanya sampai tanggal 30"),
        ("29 Februari 2026", NOT_A_DATE, "Februari 2026 hanya sampai tanggal 28"),
        ("0/1/2026", NOT_A_DATE, "tidak ada tanggal 0"),
        ("11/21/2026", NOT_A_DATE, "tidak ada bulan 21"),
        ("46347", DAMAGED_NUMBER, "angka seri"),
        ("Nov 2026", NOT_A_DATE, "belum lengkap"),
        ("2026", NOT_A_DATE, "hanya tahun"),
        ("21 Marhaban 2026", NOT_A_DATE, "bukan nama bulan"),
        ("1/1/0001", NOT_A_DATE, "tidak masuk akal"),
        ("kemarin", NOT_A_DATE, "bukan tanggal"),
    ],
)
def test_what_is_refused_and_why(text: str, rule: Rule, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_date(text, [])
    assert caught.value.remark.rule == rule
    assert said in caught.value.remark.message
    assert caught.value.remark.hint


def test_a_serial_number_is_explained_with_the_day_it_means() -> None:
    with pytest.raises(Unreadable) as caught:
        read_date("46347", [])
    assert caught.value.remark.hint == "Jika maksudnya 21 November 2026, tulis 2026-11-21."


def test_the_american_order_is_explained() -> None:
    with pytest.raises(Unreadable) as caught:
        read_date("11/21/2026", [])
    assert "tulis 21/11/2026" in caught.value.remark.hint


def test_how_dates_are_shown() -> None:
    assert format_date(DAY) == "21 November 2026"
    assert format_date(datetime.date(2026, 8, 5), "short") == "5 Agu 2026"
    assert format_date(DAY, "weekday") == "Sabtu, 21 November 2026"
    assert format_date(DAY, "weekday", "en") == "Saturday, 21 November 2026"
    assert format_date(datetime.date(2026, 10, 1), "short", "en") == "1 Oct 2026"


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_every_style_reads_back(day: datetime.date) -> None:
    remarks: Remarks = []
    for text in (
        day.isoformat(),
        day.strftime("%d/%m/") + str(day.year),
        format_date(day),
        format_date(day, "short"),
        format_date(day, "weekday"),
        format_date(day, "weekday", "en"),
    ):
        assert read_date(text, remarks) == day
    assert remarks == []


@given(st.text() | st.text(alphabet="0123456789/-. JanuriFebMtSpOkovDs:T,", max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        read_date(text, [])
    except Unreadable as fault:
        assert fault.remark.message
        assert fault.remark.hint


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("08:00-17:00", "08.00–17.00"),
        ("8.00 - 17.00", "08.00–17.00"),
        ("Senin-Jumat 8:00-16:00", "Senin–Jumat 08.00–16.00"),
        ("Senin s/d Sabtu 08.00 s/d 17.00 WIB", "Senin–Sabtu 08.00–17.00 WIB"),
        ("Senin–Jumat 08.00–16.00, Sabtu 08.00–12.00", "Senin–Jumat 08.00–16.00, Sabtu 08.00–12.00"),
        ("24 jam", "24 jam"),
        ("-", None),
    ],
)
def test_hours(text: str, hours: str | None) -> None:
    assert read_hours(text, []) == hours


@pytest.mark.parametrize("text", ["25:00-26:00", "08.61", "24.01"])
def test_impossible_hours(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_hours(text, [])
    assert caught.value.remark.rule == BAD_HOURS


@given(st.text(max_size=150) | st.text(alphabet="0123456789:.- SenijumatRb–", max_size=60))
def test_hours_once_read_stay_as_they_are(text: str) -> None:
    try:
        hours = read_hours(text, [])
    except Unreadable:
        return
    if hours is not None and len(hours) <= 160:
        assert read_hours(hours, []) == hours


def test_the_zone_is_named_after_a_time_only() -> None:
    assert format_hours("Senin–Jumat 08.00–16.00", "WIB") == "Senin–Jumat 08.00–16.00 WIB"
    assert format_hours("08.00–16.00 WITA", "WIB") == "08.00–16.00 WITA"
    assert format_hours("24 jam", "WIB") == "24 jam"


def test_every_province_has_its_zone() -> None:
    zones = {province.code: zone_of(province.code) for province in provinces()}
    assert {code for code, zone in zones.items() if zone == WIT} == {"81", "82", *map(str, range(91, 97))}
    assert {code for code, zone in zones.items() if zone == WITA} == {
        *("51", "52", "53", "63", "64", "65"),
        *map(str, range(71, 77)),
    }
    assert zones["16"] == WIB == ("WIB", 7)


def test_today_is_the_provinces_own_day() -> None:
    late = datetime.datetime(2026, 11, 21, 16, 30, tzinfo=datetime.UTC)
    assert today_in("16", late) == DAY
    assert today_in("51", late) == datetime.date(2026, 11, 22)
    with pytest.raises(ValueError, match="time zone"):
        today_in("16", datetime.datetime(2026, 11, 21))  # noqa: DTZ001 - the very fault


@pytest.mark.parametrize(
    "text",
    ["12 Agst 2024", "12 Agus 2024", "12 Agt 2024", "12-Agts-2024", "12/Agustus/2024", "12Agustus2024", "2024-Aug-12",
     "2024-08-12T00:00:00+07:00", "2024-08-12T00:00:00", "2024-08-12 00:00:00 +0700", "2024-08-12T03:00:00Z", "Agustus 12 2024",
     "2024-08-11T17:00:00.000Z", "Mon Aug 12 2024 00:00:00 GMT+0700 (Western Indonesia Time)", "Sen, 12 Agst 2024"],
)  # fmt: skip
def test_the_twelfth_of_august_as_offices_and_programs_write_it(text: str) -> None:
    remarks: Remarks = []
    assert (read_date(text, remarks), remarks) == (datetime.date(2024, 8, 12), [])


@pytest.mark.parametrize(
    ("month", "names"),
    [(2, "Peb Pebr Pebruari Febr Febuari Pebuari"), (3, "Mrt Mar Maret"), (9, "Sept Septmber"), (10, "Oktb Okto Oct Oktbr"),
     (11, "Nop Nopember Novmber"), (12, "Des Dec Desmber Desembr"), (6, "Jun Juni"), (1, "Jan Jnuari")],
)  # fmt: skip
def test_months_cut_short_or_with_letters_left_out(month: int, names: str) -> None:
    assert {read_date(f"3 {name} 2024", []) for name in names.split()} == {datetime.date(2024, month, 3)}


@pytest.mark.parametrize("name", ["Jni", "Agutsus", "Nofember", "Pesan", "Kue"])
def test_a_month_that_could_be_another_is_asked_for(name: str) -> None:
    with pytest.raises(Unreadable):
        read_date(f"3 {name} 2024", [])


@pytest.mark.parametrize(
    "text", ["selamanya", "Seumur hidup", "berlaku selamanya", "tanpa batas waktu", "permanen", "-"]
)
def test_no_last_day(text: str) -> None:
    assert read_end_date(text, []) is None
    assert read_end_date("12 Agst 2024", []) == datetime.date(2024, 8, 12)
