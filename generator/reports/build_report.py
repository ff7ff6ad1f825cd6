"""Problems as people and machines read them: text with a source excerpt, JSON, and GitHub's annotations."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.content.encoding import decoded
from generator.model.numbers import format_number
from generator.model.problem import Problem
from generator.model.rules import FORBIDDEN_KEY, PRIVATE_NUMBER, Severity
from generator.reports.build_result import Result
from generator.reports.host_limits import headroom_line

PRIVATE = (FORBIDDEN_KEY, PRIVATE_NUMBER)
WIDEST = 100  # characters of a source line that are shown
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def text_lines(result: Result) -> Iterator[str]:
    """The report for a terminal: every problem, then the last line."""
    for problem in result.problems:
        yield from problem_lines(problem, result.site)
        yield ""
    for bug in result.bugs:
        yield f"Kesalahan di dalam Etalase sendiri (bukan di isi Anda) saat membuat {bug}"
    yield from _room(result)
    yield last_line(result)


def _room(result: Result) -> Iterator[str]:
    """Which hosts take what was published, and how much room is left."""
    if result.published:
        yield from filter(None, [result.summary.hosts])
        yield headroom_line(result.summary.size)


def problem_lines(problem: Problem, site: Path) -> Iterator[str]:
    """One problem: the contract's first line, the source line with a mark, and how to mend it."""
    yield head_line(problem)
    excerpt = source_line(problem, site)
    if excerpt:
        line, mark = excerpt
        number = str(problem.place.spot.line)
        yield f"  {number} | {line}"
        yield f"  {' ' * len(number)} | {' ' * mark}^"
    if problem.hint:
        yield f"  {problem.hint}"


def head_line(problem: Problem) -> str:
    """`content/produk/kopi.md:7:8: GALAT E021 harga: …`"""
    name = f" {problem.field}" if problem.field else ""
    return f"{problem.place}: {problem.severity.value} {problem.code}{name}: {problem.message}"


def source_line(problem: Problem, site: Path) -> tuple[str, int] | None:
    """The line of the source that a problem points to, and the column of its mark, both cut to what fits."""
    spot = problem.place.spot
    if not spot.line:
        return None
    lines = _lines(*_as_it_is(site / problem.place.path))
    if spot.line > len(lines):
        return None
    line, mark = lines[spot.line - 1].rstrip().expandtabs(1), max(0, spot.column - 1)
    if problem.rule in PRIVATE:  # reports end up in public logs
        line = "".join("•" if letter.isdigit() else letter for letter in line)
    start = max(0, mark - WIDEST // 2) if len(line) > WIDEST else 0
    return line[start : start + WIDEST], min(mark - start, WIDEST)


def _as_it_is(file: Path) -> tuple[str, int, int]:
    """Names a file as it is now: the preview lives long, and lines remembered must not outlive an edit."""
    try:
        stat = file.stat()
    except OSError:
        return os.fspath(file), 0, 0
    return os.fspath(file), stat.st_size, stat.st_mtime_ns


@lru_cache(maxsize=64)
def _lines(file: str, _size: int, _time: int) -> list[str]:
    try:
        data = Path(file).read_bytes()[:1_000_000]
    except OSError:
        return []
    return decoded(data)[0].split("\n")


def last_line(result: Result) -> str:
    """What happened, in one line."""
    counts = f"{format_number(result.errors)} galat, {format_number(result.warnings)} peringatan."
    if result.bugs:
        return "Terhenti karena kesalahan di dalam Etalase; situs lama tidak diubah. Laporkan pesan di atas kepada pengembang."
    if not result.published:
        return f"Ada {counts[:-1].replace(',', ' dan')}, jadi situs lama tidak diubah. Perbaiki lalu jalankan lagi."
    s = result.summary
    left = f" {format_number(result.left_out)} berkas bermasalah dilewati." if result.left_out else ""
    return (
        f"Selesai: {format_number(s.products)} produk dari {format_number(s.sellers)} pelaku usaha di {format_number(s.regions)} "
        f"kabupaten/kota. {format_number(s.made)} berkas dibuat, {format_number(s.kept)} tetap, {format_number(s.removed)} dihapus."
        f"{left} {counts} {seconds(s.seconds)} detik."
    )


def seconds(value: float) -> str:
    """Seconds with one decimal, the Indonesian way."""
    return f"{value:.1f}".replace(".", ",")


def as_json(result: Result) -> str:
    """The report for machines."""
    s = result.summary
    report = {
        "versi": 1,
        "folder": repository_folder(result.site),
        "kode_keluar": result.exit_code,
        "diterbitkan": result.published,
        "galat": result.errors,
        "peringatan": result.warnings,
        "ringkasan": {
            "produk": s.products,
            "penjual": s.sellers,
            "kabupaten": s.regions,
            "dibuat": s.made,
            "tetap": s.kept,
            "dihapus": s.removed,
            "byte": s.size,
            "detik": round(s.seconds, 3),
        },
        "masalah": [problem_json(problem) for problem in result.problems],
        "kesalahan": list(result.bugs),
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def problem_json(problem: Problem) -> dict[str, object]:
    """One problem for machines."""
    place = problem.place
    return {
        "berkas": place.path,
        "baris": place.spot.line or place.row,
        "kolom": place.spot.column,
        "lembar": place.sheet,
        "tingkat": problem.severity.value,
        "kode": problem.code,
        "aturan": problem.rule.name,
        "isian": problem.field,
        "pesan": problem.message,
        "saran": problem.hint,
    }


def repository_folder(site: Path) -> str:
    """The folder of a site in the repository that a workflow checked out, with a slash at its end; empty at its root."""
    root = os.environ.get("GITHUB_WORKSPACE")
    if not root:
        return ""
    try:
        folder = os.path.relpath(os.path.realpath(site), os.path.realpath(root)).replace(os.sep, "/")
    except ValueError:  # another drive
        return ""
    return "" if folder == "." or folder.split("/")[0] == ".." else f"{folder}/"


def github_lines(result: Result) -> Iterator[str]:
    """Workflow commands: one annotation per problem."""
    folder = repository_folder(result.site)
    for problem in result.problems:
        spot = problem.place.spot
        where = f"file={_property(folder + problem.place.path)}" + (
            f",line={spot.line},col={spot.column}" if spot.line else ""
        )
        title = f"{problem.severity.value} {problem.code} {problem.field}".rstrip()
        yield f"::{LEVELS[problem.severity]} {where},title={_property(title)}::{_data(f'{problem.message} {problem.hint}'.strip())}"
    for bug in result.bugs:
        yield f"::error::{_data(bug)}"
    yield from _room(result)
    yield last_line(result)


def github_summary(result: Result, most: int = 200) -> str:
    """The job summary: a table of the problems, errors first."""
    problems = sorted(result.problems, key=lambda p: (p.severity.rank, p.order))
    room = " ".join([last_line(result), *_room(result)])
    lines = [f"### Etalase\n\n{room}\n"]
    if problems:
        lines.append("| Tempat | Tingkat | Masalah | Cara memperbaiki |\n|---|---|---|---|")
        lines += [
            "| "
            + " | ".join(_cell(text) for text in (str(p.place), f"{p.severity.value} {p.code}", p.message, p.hint))
            + " |"
            for p in problems[:most]
        ]
    if len(problems) > most:
        lines.append(f"\n… dan {len(problems) - most} lagi.")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return "".join(f"&#{ord(letter)};" if letter in "|<>`[]*_" else letter for letter in text.replace("\n", " "))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def checked_line(result: Result) -> str:
    """The last line of `check`."""
    if result.errors or result.bugs:
        return f"Diperiksa: {format_number(result.errors)} galat dan {format_number(result.warnings)} peringatan. Perbaiki yang galat dulu."
    notes = sum(problem.severity is Severity.NOTE for problem in result.problems)
    s = result.summary
    return (
        f"Diperiksa: {format_number(s.products)} produk dari {format_number(s.sellers)} pelaku usaha. 0 galat, "
        f"{format_number(result.warnings)} peringatan, {format_number(notes)} catatan. {seconds(s.seconds)} detik."
    )
