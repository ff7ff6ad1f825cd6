"""Sourced figures: what is taken, and what is said of what is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.figure_tables import Figures, read_figures
from generator.model.category import Categories
from generator.model.figures import SourcedFigure, hidden_answers
from generator.model.region import Atlas

TODAY = date(2026, 11, 21)
HEAD = "kunci;wilayah;sektor;periode;nilai;penyebut;satuan;sumber;tautan;tanggal;catatan\n"
GOOD = "konteks.usaha;Lahat;;2025;8.400;;usaha;Laporan 2025, halaman 15;;10 Februari 2026;\n"


def read(text: str, table: str = "konteks") -> Figures:
    """The figures of one table."""
    return read_figures({table: text.encode()}, Atlas.of("16"), Categories(), TODAY)


def test_a_figure_with_its_source_and_its_day() -> None:
    (figure,) = read(HEAD + GOOD).rows
    assert (figure.region, figure.value, figure.source) == ("16.04", 8400, "Laporan 2025, halaman 15")
    assert figure.day == date(2026, 2, 10)


@pytest.mark.parametrize(
    ("row", "code", "column", "words"),
    [
        (GOOD.replace("Laporan 2025, halaman 15", ""), "E122", 8, "angka ini belum bersumber."),
        (GOOD.replace("10 Februari 2026", ""), "E020", 10, 'Isian "tanggal" kosong.'),
        (GOOD.replace("konteks.usaha", "konteks.usah"), "E006", 1, 'Kunci "konteks.usah" tidak dikenal di tabel ini.'),
        (GOOD.replace("konteks.usaha", "survei.terdampak"), "E006", 1, "tidak dikenal di tabel ini"),
        (GOOD.replace(";usaha;", ";rupiah;"), "E025", 7, 'Satuan "rupiah" bukan satuan "konteks.usaha".'),
        (GOOD.replace("8.400;;", "8.400;8.000;"), "E121", 5, "lebih besar dari penyebutnya"),
        (GOOD.replace("8.400", "banyak"), None, 5, "bukan angka"),
        (GOOD.replace(";2025;", ";tahun lalu;"), "E121", 4, 'Periode "tahun lalu" tidak dikenal.'),
        (GOOD.replace("Lahat", "Bandung"), None, 2, "Bandung"),
        (GOOD + GOOD, "E124", 1, "dua baris"),
        (GOOD.replace("Laporan", "3201010101010001 Laporan"), None, 8, "16 angka"),
    ],
)
def test_what_is_refused_is_told_at_its_cell(row: str, code: str | None, column: int, words: str) -> None:
    figures = read(HEAD + row)
    (problem,) = figures.problems
    assert problem.place.spot.column == column
    assert words in problem.message
    assert code in (None, problem.code)
    assert len(figures.rows) == (1 if code == "E124" else 0)


def test_a_figure_dated_later_counts_from_its_day_on() -> None:
    figures = read(HEAD + GOOD.replace("10 Februari 2026", "2026-12-24"))
    assert (figures.rows, figures.problems, figures.last_day) == ((), (), date(2026, 12, 23))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("survei.terdampak;;kuliner;2026;9;20;responden;S;;2026-01-02;\n", "belum punya baris jumlah"),
        ("survei.terdampak;;;2026;9;20;responden;S;;2026-01-02;\n", "Cara survei ini dilakukan belum ditulis."),
        (
            "survei.terdampak;;;2026;56;;persen;S;;2026-01-02;Ditanya.\nsurvei.terdampak;;jasa;2026;5;;persen;S;;2026-01-02;\n",
            "belum menyebut banyak respondennya",
        ),
    ],
)
def test_what_a_survey_lacks_is_told(rows: str, words: str) -> None:
    (problem,) = read(HEAD + rows, "survei-uji").problems
    assert words in problem.message


def test_a_table_whose_name_makes_no_address_is_refused() -> None:
    figures = read(HEAD + GOOD, "angka kami")
    assert figures.rows == () and "Nama tabel" in figures.problems[0].message


def answer(sector: str, yes: int, asked: int) -> SourcedFigure:
    """One row of a survey."""
    return SourcedFigure(
        "survei-uji", "survei.terdampak", "", sector, "2026", yes, asked, "responden", "S", "", TODAY, ""
    )


@st.composite
def answers(draw: st.DrawFn) -> list[tuple[int, int]]:
    """(yes, asked) of some sectors."""
    asked = draw(st.lists(st.integers(1, 60), min_size=1, max_size=6))
    return [(draw(st.integers(0, count)), count) for count in asked]


@given(answers(), st.integers(0, 30), st.integers(5, 20))
def test_hidden_answers_stay_apart_and_small_ones_are_hidden(
    parts: list[tuple[int, int]], others: int, threshold: int
) -> None:
    rows = [answer(f"s{number}", yes, asked) for number, (yes, asked) in enumerate(parts)]
    total = answer("", sum(yes for yes, _ in parts) + others // 2, sum(asked for _, asked in parts) + others)
    hidden = hidden_answers(total, rows, threshold)
    for row in rows:
        if row.sector not in hidden:
            assert min(row.value, (row.whole or 0) - row.value) >= threshold
    if len(hidden) == len(rows):
        return  # only the total is left
    told = [row for row in rows if row.sector not in hidden]
    yes = total.value - sum(row.value for row in told)
    for row in rows:
        if row.sector in hidden:
            rest = (total.whole or 0) - sum(item.whole or 0 for item in told) - (row.whole or 0)
            low, high = max(0, yes - rest), min(row.whole or 0, yes)
            assert high - low >= min(threshold, row.whole or 0)
