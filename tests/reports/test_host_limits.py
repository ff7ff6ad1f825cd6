"""The limits of static hosts: warned of in time, and the headroom printed."""

from __future__ import annotations

import pytest

from generator.model.rules import Severity
from generator.reports import host_limits
from generator.reports.build_report import github_lines, github_summary, text_lines
from generator.reports.host_limits import (
    FILE_LIMIT,
    SITE_LIMIT,
    check_limits,
    check_other_hosts,
    figures_of,
    headroom_line,
    hosts_line,
    megabytes,
)


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


MIB = 1024**2


@pytest.mark.parametrize(
    ("sizes", "words", "line"),
    [
        ({"a": 1}, [], "Muat di GitHub Pages, Cloudflare Pages, dan Netlify."),
        (
            {"a": 25 * MIB},
            ["a 26 MB, mencapai batas Cloudflare Pages (26 MB)"],
            "Muat di GitHub Pages, Cloudflare Pages, dan Netlify.",
        ),
        (
            {"a.pdf": 30 * MIB},
            ["a.pdf 31 MB, melebihi batas Cloudflare Pages (26 MB)"],
            "Muat di GitHub Pages dan Netlify; tidak di Cloudflare Pages: a.pdf 31 MB (batasnya 26 MB).",
        ),
        ({f"{n}/a": 1 for n in range(15_999)}, [], "Muat di GitHub Pages, Cloudflare Pages, dan Netlify."),
        (
            {f"{n}/a": 1 for n in range(16_000)},
            ["Situs ini 16.001 berkas, hampir mencapai batas Cloudflare Pages (20.000)"],
            "Muat di GitHub Pages, Cloudflare Pages, dan Netlify.",
        ),
        (
            {f"a/{n}": 1 for n in range(54_001)},
            [
                "Situs ini 54.002 berkas, melebihi batas Cloudflare Pages (20.000)",
                "Folder a 54.001 berkas, melebihi batas Netlify (54.000)",
            ],
            "Muat di GitHub Pages; tidak di Cloudflare Pages: 54.002 berkas (batasnya 20.000); "
            "tidak di Netlify: Folder a 54.001 berkas (batasnya 54.000).",
        ),
        (
            {str(n): 20 * MIB for n in range(50)},
            [],
            "Muat di Cloudflare Pages dan Netlify; tidak di GitHub Pages: 1 GB (batasnya 1 GB).",
        ),
    ],
)
def test_other_hosts(tmp_path, sizes, words, line):
    figures = figures_of(sizes, tmp_path)
    problems = list(check_other_hosts(figures))
    assert [problem.message for problem in problems] == [f"{word}." for word in words]
    assert all(problem.severity is Severity.NOTE and problem.hint for problem in problems)
    assert hosts_line(figures) == line


def test_rules_of_headers_and_redirects_are_counted(tmp_path):
    (tmp_path / "_headers").write_text("/*\n  A: b\n" + "".join(f"/{n}\n  A: b\n" for n in range(100)), "utf-8")
    moved = [f"/lama/{n}/ /baru/{n}/ 301\n" for n in range(2001)]
    (tmp_path / "_redirects").write_text("".join(["/x/* /y/ 301\n", "/z/:id /y/ 301\n", *moved]), "utf-8")
    messages = [problem.message for problem in check_other_hosts(figures_of({}, tmp_path))]
    assert messages == [
        "_headers 101 aturan, melebihi batas Cloudflare Pages (100).",
        "_redirects 2.001 pengalihan, melebihi batas Cloudflare Pages (2.000).",
    ]


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
    hosts = "Muat di GitHub Pages, Cloudflare Pages, dan Netlify."
    assert list(text_lines(first))[-3] == list(text_lines(site.build()))[-3] == hosts
    assert hosts in github_summary(first)
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
