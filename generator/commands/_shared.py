"""What commands share: the site option, dates, progress on a terminal, and printing a report."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
from datetime import date
from pathlib import Path

from generator.build.options import Options, source_date_epoch
from generator.reports.build_result import Result

WIDTH = 30  # characters of the progress bar


def add_site(parser: argparse.ArgumentParser) -> None:
    """`--site DIR`."""
    parser.add_argument("--site", type=Path, default=Path(), metavar="FOLDER", help="folder situs (bawaan: folder ini)")


def add_format(parser: argparse.ArgumentParser) -> None:
    """`--format text|json|github`."""
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="bentuk laporan (bawaan: text)"
    )


def iso_date(text: str) -> date:
    """A day for `--date`. Raises ArgumentTypeError with an example."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" bukan tanggal; contoh: 2026-12-31') from None


class Progress:
    """A bar on a terminal for anything over a second; nothing in a pipe."""

    def __init__(self) -> None:
        self.started, self.shown, self.next = time.monotonic(), False, 0.0
        self.enabled = sys.stderr.isatty()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage has come."""
        now = time.monotonic()
        if not self.enabled or now - self.started < 1 or (now < self.next and done < total):
            return
        self.shown, self.next = True, now + 0.1
        filled = WIDTH * done // max(1, total)
        print(
            f"\r{stage} [{'=' * filled}{' ' * (WIDTH - filled)}] {done}/{total} ",
            end="",
            file=sys.stderr,
            flush=True,
        )

    def end(self) -> None:
        """Wipe the bar away."""
        if self.shown:
            print("\r" + " " * (WIDTH + 40) + "\r", end="", file=sys.stderr, flush=True)


def run_build(options: Options, form: str, *, report: Path | None = None) -> int:
    """Build, print the report (as JSON also into the file `report`), and return the exit code."""
    from generator.build.builder import build
    from generator.build.ledger import NotOursError
    from generator.machine.lock import LockedError

    # A build is short and makes hundreds of thousands of small objects without cycles: looking for garbage among them
    # takes up to a fifth of the planning.
    gc.disable()
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and source_date_epoch() is None:
        return _fail(form, 2, f'SOURCE_DATE_EPOCH "{epoch}" bukan detik sejak 1970; contoh: 1795305600')
    progress = Progress()
    try:
        result = build(options, progress)
    except NotOursError:
        progress.end()
        return _fail(
            form,
            2,
            f"Folder keluaran {options.folder} berisi berkas lain dan bukan buatan Etalase; tidak ada yang diubah.\n"
            "Pilih folder kosong dengan --output, atau kosongkan folder itu dulu.",
        )
    except LockedError:
        progress.end()
        return _fail(
            form,
            4,
            "Pembangunan lain sedang berjalan di folder ini dan belum selesai setelah 60 detik.\n"
            "Tunggu sampai selesai, atau hentikan yang lain, lalu ulangi.",
        )
    except (OSError, MemoryError):
        progress.end()
        if form == "json":
            print(_failure(4, ""))
        raise  # the front door says why
    progress.end()
    if report is not None:
        _write_report(result, report)
    try:
        show(result, form, checked=options.check_only)
        sys.stdout.flush()
    except BrokenPipeError:  # `etalase check | head`: whoever reads has seen enough, and the exit code still counts
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return result.exit_code


def _write_report(result: Result, file: Path) -> None:
    from generator.reports.build_report import as_json

    file.write_text(as_json(result) + "\n", "utf-8")


def _fail(form: str, code: int, message: str) -> int:
    """Say why there is no report; a machine that waits for JSON gets JSON. Returns `code`."""
    print(message, file=sys.stderr)
    if form == "json":
        print(_failure(code, message))
    return code


def _failure(code: int, message: str) -> str:
    from generator.reports import build_report

    empty = json.loads(build_report.as_json(Result(problems=())))
    return json.dumps({**empty, "kode_keluar": code, "pesan": message}, ensure_ascii=False, indent=1)


def show(result: Result, form: str, *, checked: bool = False) -> None:
    """Print a report in the form asked for."""
    from generator.reports import build_report

    if form == "json":
        print(build_report.as_json(result))
        return
    lines = list(build_report.github_lines(result) if form == "github" else build_report.text_lines(result))
    if checked:
        lines[-1] = build_report.checked_line(result)
    print("\n".join(lines))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(build_report.github_summary(result))
