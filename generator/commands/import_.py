"""`etalase import`: workbooks, CSV, JSON and photos to content files. Twice is once; a failure changes nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands._shared import Progress, add_site

if TYPE_CHECKING:
    from generator.exchange.importing import Import

LOCK_WAIT = 60.0  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    parser.add_argument(
        "berkas",
        nargs="+",
        type=Path,
        metavar="BERKAS",
        help="lembar kerja (.xlsx .xls .ods .csv .json), folder foto, atau zip foto",
    )
    add_site(parser)
    parser.add_argument(
        "--kabupaten",
        default="",
        metavar="KODE",
        help="kabupaten/kota bagi baris yang tidak menyebutnya, contoh: 35.74",
    )
    parser.add_argument("--dry-run", action="store_true", help="perlihatkan bedanya saja; tidak ada yang ditulis")
    parser.add_argument(
        "--report", type=Path, metavar="BERKAS.xlsx", help="tulis kembali lembar kerjanya dengan sel keliru diwarnai"
    )
    parser.add_argument("--ketat", action="store_true", help="bila ada satu saja galat, tidak ada yang ditulis")


def run(options: argparse.Namespace) -> int:
    """Import; returns the exit code."""
    from generator.build.options import Options, resolve_today
    from generator.content.office_rules import rules_of_files
    from generator.content.site_file import read_settings
    from generator.exchange.importing import Site, run_import
    from generator.machine.lock import LockedError, build_lock
    from generator.model.region import Atlas

    options.berkas = _joined(options.berkas)
    fault = _usage_fault(options)
    if fault:
        print(fault, file=sys.stderr)
        return 2
    settings, _, problems = read_settings(options.site)
    if settings is None:
        print("\n".join(f"{problem.message} {problem.hint}".strip() for problem in problems), file=sys.stderr)
        return 2
    atlas = Atlas.of(settings.province)
    try:
        region = _region(options.kabupaten, atlas)
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    today = resolve_today(settings.province, Options(site=options.site))
    site = Site(options.site, atlas, settings.categories, today, rules_of_files(options.site))
    progress = Progress()
    try:
        with build_lock(options.site / ".cache" / "kunci", LOCK_WAIT):
            result = run_import(
                site, options.berkas, region=region, dry_run=options.dry_run, strict=options.ketat, progress=progress
            )
    except LockedError:
        progress.end()
        print(
            "Pembangunan atau impor lain sedang berjalan di situs ini. Tunggu sampai selesai, lalu ulangi.",
            file=sys.stderr,
        )
        return 4
    progress.end()
    _show(result, options)
    code = _exit_code(result, options)
    if options.report and not result.refused and not _write_report(options, result):
        return code or 4
    return code


def _exit_code(result: Import, options: argparse.Namespace) -> int:
    if result.refused or result.is_nothing_read or (result.errors and not result.written and not options.dry_run):
        return 1
    return 3 if result.errors else 0


def _write_report(options: argparse.Namespace, result: Import) -> bool:
    """Write the report and say where it is. What was imported is told before, and stays whatever becomes of the report."""
    from generator.exchange.report_book import write_report

    try:
        place = write_report(options.report, result, [path for path in options.berkas if path.is_file()])
    except (OSError, MemoryError) as fault:
        reason = "memori mesin tidak cukup" if isinstance(fault, MemoryError) else fault.strerror or fault
        print(
            f"Laporan {options.report} tidak dapat ditulis ({reason}). Hasil impor di atas tetap berlaku.",
            file=sys.stderr,
        )
        return False
    if place != options.report:
        print(f"{options.report} sedang dibuka program lain, jadi laporannya ditulis dengan nama lain.")
    print(f"Lembar kerja berwarna: {place}")
    return True


def _joined(paths: Sequence[Path]) -> list[Path]:
    """The files that are meant: a name with blanks comes without its quotes as several words, of which no file is called."""
    if all(path.exists() for path in paths):
        return list(paths)
    words, files = [str(path) for path in paths], []
    while words:
        spans = range(len(words), 0, -1)
        length = next((span for span in spans if Path(" ".join(words[:span])).exists()), 1)
        files.append(Path(" ".join(words[:length])))
        words = words[length:]
    return files


def _usage_fault(options: argparse.Namespace) -> str:
    """What is wrong with the call, or an empty text."""
    for path in options.berkas:
        if not path.exists():
            return f'Berkas "{path}" tidak ada.'
    if options.report is not None:
        if options.report.suffix.lower() != ".xlsx":
            return "--report menulis .xlsx; contoh: --report laporan.xlsx"
        if any(options.report.resolve() == path.resolve() for path in options.berkas):
            return "--report tidak boleh menimpa berkas yang diimpor; pilih nama lain."
        if not options.report.parent.is_dir():
            return f"Folder {options.report.parent} untuk --report tidak ada."
    return ""


def _region(text: str, atlas: object) -> str:
    """The code of `--kabupaten`. Raises ValueError with what is wrong."""
    from generator.model.problem import Unreadable
    from generator.model.region import Atlas

    assert isinstance(atlas, Atlas)
    if not text:
        return ""
    try:
        region = atlas.read(text, [])
    except Unreadable as fault:
        raise ValueError(f"--kabupaten: {fault.remark.message} {fault.remark.hint}".strip()) from None
    return region.code if region else ""


def _show(result: Import, options: argparse.Namespace) -> None:
    from generator.exchange.difference import MOST_LISTED, difference_lines, last_line, problem_lines
    from generator.exchange.importing import CHANGED, NEW
    from generator.machine.invocation import command
    from generator.model import rules

    lines = [*problem_lines(result), *difference_lines(result)]
    if any(problem.rule is rules.MISSING_COLUMN and problem.field == "kabupaten" for problem in result.problems):
        files = " ".join(f'"{path}"' if " " in str(path) else str(path) for path in options.berkas)
        lines.append(
            f"Semua barisnya dari satu kabupaten/kota? Tulis kodenya: {command(f'import {files} --kabupaten')} KODE"
        )
    if options.report is None and any(len(result.of_state(state)) > MOST_LISTED for state in (NEW, CHANGED)):
        lines.append("Daftar lengkapnya ada di laporan: tambahkan --report laporan.xlsx")
    print("\n".join([*lines, last_line(result, dry_run=options.dry_run)]))
