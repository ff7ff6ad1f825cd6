"""Opening hours for machines: what is understood, and that nothing half understood is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.opening_hours import DAYS, OpeningHours, opening_hours

WEEK, WORK = DAYS, DAYS[:5]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Senin–Jumat 08.00–16.00", [(WORK, "08:00", "16:00")]),
        ("Senin–Jumat 08.00–15.30, Sabtu 09.00–12.00", [(WORK, "08:00", "15:30"), (("Saturday",), "09:00", "12:00")]),
        ("Senin–Jumat 08.00–12.00, 13.00–16.00", [(WORK, "08:00", "12:00"), (WORK, "13:00", "16:00")]),
        ("Senin–Jumat 08.00–12.00 dan 13.00–16.00", [(WORK, "08:00", "12:00"), (WORK, "13:00", "16:00")]),
        ("Setiap hari 07.00–21.00", [(WEEK, "07:00", "21:00")]),
        ("tiap hari, pukul 07.00–21.00 WIB", [(WEEK, "07:00", "21:00")]),
        ("Selasa dan Kamis 13.00–16.30", [(("Tuesday", "Thursday"), "13:00", "16:30")]),
        ("Senin, Rabu, dan Jum'at 09.00–11.00", [(("Monday", "Wednesday", "Friday"), "09:00", "11:00")]),
        ("Rabu–Senin 06.30–13.00", [((*DAYS[2:], "Monday"), "06:30", "13:00")]),
        ("Ahad 06.00–24.00", [(("Sunday",), "06:00", "23:59")]),
        ("Senin-Sabtu: 08.00-17.00; Minggu tutup", [(DAYS[:6], "08:00", "17:00")]),
        ("Setiap hari 24 jam", [(WEEK, "00:00", "23:59")]),
        ("Jumat–Sabtu 18.00–02.00", [(("Friday", "Saturday"), "18:00", "02:00")]),
    ],
)
def test_what_people_write(text: str, found: list[tuple[tuple[str, ...], str, str]]) -> None:
    assert list(opening_hours(text)) == [OpeningHours(*item) for item in found]


@pytest.mark.parametrize(
    "text",
    [
        "08.00–16.00",
        "Senin–Jumat",
        "Senin–Jumat 08.00–selesai",
        "Senin–Jumat 08.00–16.00 (istirahat 12.00–13.00)",
        "dengan janji",
        "Senin–Jumat 08.00–16.00, bulan puasa sampai 15.00",
        "Hari pasar 05.00–11.00",
    ],
)
def test_what_is_not_understood_is_not_told(text: str) -> None:
    assert opening_hours(text) == ()


def test_all_hours_of_the_showcase_are_understood(repository: Path = Path(__file__).parents[2]) -> None:
    lines = [
        line.removeprefix("jam: ").strip().strip('"')
        for file in (repository / "content" / "penjual").rglob("*.md")
        if ".en." not in file.name
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("jam: ")
    ]
    assert len(lines) > 30 and [line for line in lines if not opening_hours(line)] == []


@given(st.text("SeninJumatKamis08.00–16, danWIB;-:'pukul", max_size=60))
def test_any_text_gives_days_and_times_or_nothing(text: str) -> None:
    for item in opening_hours(text):
        assert item.days and set(item.days) <= set(DAYS) and len(item.opens) == len(item.closes) == 5
