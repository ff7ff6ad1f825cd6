"""Rules as dated rows: what holds on a day, and what is wrong with a row."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.rule_tables import read_rule_book, shipped_rows
from generator.model.problem import Problem
from generator.model.rulebook import RuleBook, RuleRow, overlaps
from generator.model.tkdn import tkdn_class

TODAY = date(2026, 12, 1)
HEAD = "kunci;nilai;untuk;mulai;sampai;dasar;diperiksa"


def read(name: str, *rows: str, today: date = TODAY) -> tuple[RuleBook, list[Problem]]:
    """The book of a site with one table."""
    return read_rule_book({name: "\n".join((HEAD, *rows)).encode()}, today)


def codes(problems: list[Problem]) -> list[str]:
    """The codes of some problems."""
    return [problem.code for problem in problems]


def test_what_ships_is_sound_and_complete_today() -> None:
    book, problems = read_rule_book({}, TODAY)
    assert problems == []
    assert not overlaps(shipped_rows())
    assert book.on(TODAY).number("tkdn", "tkdn.jumlah_min") == 4000
    assert all(row.basis for row in shipped_rows())


def test_a_shipped_rule_that_nobody_has_checked_is_not_for_the_public() -> None:
    rules = read_rule_book({}, TODAY)[0].on(TODAY)
    assert rules.row("pirt", "pirt.tahun_maks") is not None
    assert rules.public("pirt", "pirt.tahun_maks") is None
    assert rules.public("tkdn", "tkdn.min") is not None


@pytest.mark.parametrize(("day", "wanted"), [("2026-10-17", None), ("2026-10-18", True)])
def test_a_rule_begins_on_its_day(day: str, wanted: bool | None) -> None:
    row = read_rule_book({}, TODAY)[0].on(date.fromisoformat(day)).row("halal", "halal.wajib", "mikro")
    assert (row.value if row else None) == wanted


def test_the_office_replaces_a_rule_key_by_key_and_is_told() -> None:
    book, problems = read("tkdn", "tkdn.min;30;;2026-01-01;;Perda 1/2026;2026-11-01")
    assert book.on(TODAY).number("tkdn", "tkdn.min") == 3000
    assert book.on(TODAY).number("tkdn", "tkdn.jumlah_min") == 4000
    assert book.on(date(2025, 6, 1)).number("tkdn", "tkdn.min") is None
    assert codes(problems) == ["C119"]
    assert str(problems[0].place) == "content/aturan/tkdn.csv:2:1"


def test_a_scope_is_replaced_alone() -> None:
    book, _ = read("halal", "halal.wajib;tidak;mikro;2026-10-18;;PP 99/2026;2026-11-01")
    rules = book.on(TODAY)
    assert [rules.row("halal", "halal.wajib", scope).value for scope in ("mikro", "kecil")] == [False, True]  # type: ignore[union-attr]


def test_two_rows_of_one_day_are_refused_and_both_named() -> None:
    book, problems = read(
        "tkdn",
        "tkdn.jumlah_min;40;;2025-01-01;;Perpres 1;2026-11-01",
        "tkdn.jumlah_min;45;;2026-02-01;;Perpres 2;2026-11-01",
    )
    told = next(problem for problem in problems if problem.code == "E124")
    assert str(told.place) == "content/aturan/tkdn.csv:3:4"
    assert told.message == 'dua baris "tkdn.jumlah_min" berlaku pada 1 Februari 2026 (baris 2 dan 3).'
    assert told.hint == 'Isi "sampai" di baris 2 dengan 31 Januari 2026, atau hapus salah satunya.'
    assert book.on(TODAY).number("tkdn", "tkdn.jumlah_min") == 4000


def test_a_row_without_a_basis_is_refused() -> None:
    book, problems = read("tkdn", "tkdn.min;30;;2026-01-01;;;2026-11-01")
    assert codes(problems) == ["E122"]
    assert book.on(TODAY).number("tkdn", "tkdn.min") == 2500


@pytest.mark.parametrize(
    ("checked", "words"), [("2025-03-02", "terakhir diperiksa 2 Maret 2025"), ("", "belum pernah diperiksa")]
)
def test_a_row_that_was_not_checked_for_long_is_told(checked: str, words: str) -> None:
    _, problems = read("tkdn", f"tkdn.min;25;;2025-04-30;;Perpres 46/2025;{checked}")
    told = next(problem for problem in problems if problem.code == "P123")
    assert words in told.message


def test_a_day_without_a_row_is_told() -> None:
    _, problems = read("harga", "harga.umur_maks;90;;2020-01-01;2026-06-30;usulan kantor;2026-01-01")
    assert codes(problems) == ["P125"]
    assert "harga.umur_maks" in problems[0].message


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("tkdn.minimum;25;;2026-01-01;;Perpres;2026-01-01", "E006"),
        ("tkdn.min;seperempat;;2026-01-01;;Perpres;2026-01-01", "E021"),
        ("tkdn.min;250;;2026-01-01;;Perpres;2026-01-01", "E027"),
        ("tkdn.min;25;;kemarin;;Perpres;2026-01-01", "E023"),
        ("tkdn.min;;;2026-01-01;;Perpres;2026-01-01", "E020"),
        ("tkdn.min;25;;2026-01-01;2025-01-01;Perpres;2026-01-01", "E044"),
    ],
)
def test_a_row_that_cannot_be_used_leaves_what_ships(row: str, code: str) -> None:
    book, problems = read("tkdn", row)
    assert code in codes(problems)
    assert book.on(TODAY).number("tkdn", "tkdn.min") == 2500


def test_a_table_that_nobody_knows_is_told_with_the_nearest_name() -> None:
    _, problems = read("tkdm")
    assert codes(problems) == ["E006"]
    assert "tkdn" in problems[0].hint


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
spans = st.tuples(days, st.none() | st.integers(0, 900))


def rows_of(parts: list[tuple[date, int | None]]) -> list[RuleRow]:
    """Rows of one key with these starts and lengths in days."""
    return [
        RuleRow(
            "tkdn",
            "tkdn.min",
            "",
            number,
            start,
            None if length is None else start + timedelta(length),
            "x",
            "",
            None,
            "",
            number,
        )
        for number, (start, length) in enumerate(parts, 1)
    ]


@given(st.lists(spans, max_size=5), days)
def test_within_its_span_a_day_has_the_rules_of_any_other(parts: list[tuple[date, int | None]], day: date) -> None:
    book = RuleBook.of(rows_of(parts))
    first, last = book.span(day)
    assert first <= day <= last
    for other in (first, last, day):
        held = {row for row in book.rows if row.holds_on(other)}
        assert held == {row for row in book.rows if row.holds_on(day)}


@given(st.lists(spans, max_size=6))
def test_rows_meet_exactly_when_a_day_has_two(parts: list[tuple[date, int | None]]) -> None:
    rows = rows_of(parts)
    crowded = any(sum(row.holds_on(start) for row in rows) > 1 for start, _ in parts)
    assert bool(overlaps(rows)) == crowded
    for earlier, later, day in overlaps(rows):
        assert earlier.holds_on(day)
        assert later.holds_on(day)


@pytest.mark.parametrize(
    ("tkdn", "bmp", "wanted"),
    [
        (3500, 1000, "A"),
        (2500, 1500, "A"),
        (2500, 1499, "B"),
        (4000, None, "A"),
        (2499, 1501, "C"),
        (2500, None, "B"),
        (None, 1500, ""),
    ],
)
def test_the_class_of_local_content_counts_the_benefit_weight(tkdn: int | None, bmp: int | None, wanted: str) -> None:
    assert tkdn_class(tkdn, bmp, read_rule_book({}, TODAY)[0].on(TODAY)) == wanted


def test_without_a_rule_there_is_no_class() -> None:
    assert tkdn_class(5000, 0, RuleBook().on(TODAY)) == ""
