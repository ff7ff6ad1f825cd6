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
    from generator.model.region import Atlas

LOCK_WAIT = 60.0  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    parser.add_argument(
        "berkas",
        nargs="*",
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
    parser.add_argument(
        "--usulan", type=Path, metavar="BERKAS.md", help="tulis bedanya juga sebagai teks usulan di GitHub (Markdown)"
    )
    parser.add_argument(
        "--pilihan",
        type=Path,
        metavar="BERKAS.json",
        help="arti kolom, baris, dan foto yang dipilih di meja penyunting",
    )
    parser.add_argument(
        "--batalkan", action="store_true", help="kembalikan semua berkas seperti sebelum impor yang terakhir"
    )
    parser.add_argument("--ketat", action="store_true", help="bila ada satu saja galat, tidak ada yang ditulis")


def run(options: argparse.Namespace) -> int:
    """Import; returns the exit code."""
    from generator.desk.open_site import BadSiteError, open_target
    from generator.exchange.choices import NO_CHOICES, read_choices
    from generator.exchange.importing import ImportOrder, carry_out
    from generator.machine.lock import LockedError, build_lock

    options.berkas = joined(options.berkas)
    fault = _usage_fault(options)
    if fault:
        print(fault, file=sys.stderr)
        return 2
    progress = Progress()
    try:
        site = open_target(options.site)
        region = _region(options.kabupaten, site.atlas)
        choices = read_choices(options.pilihan) if options.pilihan else NO_CHOICES
    except (BadSiteError, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    try:
        with build_lock(options.site / ".cache" / "kunci", LOCK_WAIT):
            if options.batalkan:
                return _take_back(options.site)
            order = ImportOrder(region, dry_run=options.dry_run, strict=options.ketat, choices=choices)
            result = carry_out(site, options.berkas, order, progress)
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


def _take_back(site: Path) -> int:
    """Take the last import back and say what stays."""
    from generator.exchange.import_journal import entries_of, take_back
    from generator.model.numbers import format_number

    entries = entries_of(site)
    if not entries:
        print("Tidak ada impor yang dapat dibatalkan.", file=sys.stderr)
        return 2
    done = take_back(site, entries[0])
    for path in done.kept:
        print(f"content/{path} sudah diubah sesudah impor, jadi dibiarkan.")
    print(f"Impor {', '.join(entries[0].files)} dibatalkan: {format_number(len(done.restored))} berkas seperti semula.")
    return 3 if done.kept else 0


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


def joined(paths: Sequence[Path]) -> list[Path]:
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
    if bool(options.berkas) == options.batalkan:
        return "Sebut berkas yang diimpor, atau --batalkan saja untuk membatalkan impor yang terakhir."
    if options.pilihan is not None and not options.pilihan.is_file():
        return f'Berkas pilihan "{options.pilihan}" tidak ada.'
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


def _region(text: str, atlas: Atlas) -> str:
    """The code of `--kabupaten`. Raises ValueError with what is wrong."""
    from generator.model.problem import Unreadable

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
    summary = last_line(result, dry_run=options.dry_run)
    print("\n".join([*lines, summary]))
    if options.usulan is not None:
        from generator.exchange.import_proposal import proposal_text

        try:
            options.usulan.write_text(proposal_text(result, lines, summary), "utf-8")
        except OSError as fault:
            reason = fault.strerror or fault
            print(
                f"Usulan {options.usulan} tidak dapat ditulis ({reason}). Hasil impor di atas tetap berlaku.",
                file=sys.stderr,
            )
