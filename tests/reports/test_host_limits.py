"""The limits of GitHub Pages: warned of in time, and the headroom printed."""

from __future__ import annotations

import pytest

from generator.model.rules import Severity
from generator.reports import host_limits
from generator.reports.build_report import github_lines, github_summary, text_lines
from generator.reports.host_limits import FILE_LIMIT, SITE_LIMIT, check_limits, headroom_line, megabytes


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ({"a": 1, "b": 2}, []),
        ({"a": int(FILE_LIMIT * 0.8)}, []),
        ({"a": int(FILE_LIMIT * 0.8) + 1}, ["a 80 MB, hampir"]),
        ({"a": FILE_LIMIT + 1}, ["a 100 MB, melebihi"]),
        ({str(n): SITE_LIMIT // 100 for n in range(80)}, []),
        ({str(n): SITE_LIMIT // 100 for n in range(81)}, ["Situs ini 810 MB, hampir"]),
        ({str(n): SITE_LIMIT // 100 for n in range(130)}, ["Situs ini 1,3 GB, melebihi"]),
        ({str(n): FILE_LIMIT * 2 + n for n in range(5)}, ["Situs ini 1 GB, melebihi", "4 200", "3 200", "2 200"]),
    ],
)
def test_warnings(sizes, words):
    problems = list(check_limits(sizes))
    assert len(problems) == len(words)
    assert all(problem.message.startswith(word) for problem, word in zip(problems, words, strict=True))
    assert all(problem.severity is Severity.WARNING and problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (999_000, "999 kB"),
        (12_400_000, "12 MB"),
        (SITE_LIMIT, "1 GB"),
        (2_340_000_000, "2,3 GB"),
    ],
)
def test_sizes_in_words(size, text):
    assert megabytes(size) == text


def test_headroom():
    assert headroom_line(12_000_000) == "Ruang GitHub Pages: 12 MB dari 1 GB terpakai (2%)."
    assert headroom_line(10_000_000) == "Ruang GitHub Pages: 10 MB dari 1 GB terpakai (1%)."
    assert headroom_line(0).endswith("(0%).")


def test_the_build_measures_what_it_publishes(site):
    site.product("kue")
    site.write("content/berkas/besar.pdf", b"x" * 2_000_000)
    first = site.build()
    assert first.summary.size == sum(len(data) for path, data in site.tree().items() if path != "etalase.json")
    line = "Ruang GitHub Pages: 2 MB dari 1 GB terpakai (1%)."
    assert list(text_lines(first))[-2] == list(github_lines(first))[-2] == line
    assert line in github_summary(first)
    assert site.build().summary.size == first.summary.size, "nothing changed"
    site.write("content/berkas/besar.pdf", b"x" * 1_000_000)
    assert site.build().summary.size == first.summary.size - 1_000_000, "one file made, the others kept"


def test_a_large_file_is_named(site, monkeypatch):
    monkeypatch.setattr(host_limits, "FILE_LIMIT", 1_000_000)
    site.write("content/berkas/katalog.pdf", b"x" * 900_000)
    result = site.build()
    assert [problem.rule.name for problem in result.problems] == ["batas-hosting"]
    assert result.problems[0].message.startswith("katalog.pdf 900 kB, hampir")
    assert result.exit_code == 0


def test_a_failed_build_speaks_of_no_room(site):
    site.product("kue", harga="dua puluh ribu")
    assert not [line for line in text_lines(site.build()) if line.startswith("Ruang")]
