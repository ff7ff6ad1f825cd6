"""`etalase check`: every problem; writes nothing but the cache, and the report that is asked for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.build.options import Options
from generator.commands._shared import add_format, add_site, iso_date, run_build


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    add_site(parser)
    parser.add_argument("--links", action="store_true", help="tanyakan juga tautan ke situs lain (belum tersedia)")
    parser.add_argument("--date", type=iso_date, metavar="TTTT-BB-HH", help="hari yang dipakai sebagai hari ini")
    add_format(parser)
    parser.add_argument(
        "--report", type=Path, metavar="LAPORAN.json", help="tulis juga laporannya sebagai JSON ke berkas ini"
    )


def run(options: argparse.Namespace) -> int:
    """Check the site; returns 0 without errors, else 1."""
    if options.links:
        print("check --links belum tersedia di versi ini.", file=sys.stderr)
        return 2
    return run_build(
        Options(site=options.site, today=options.date, check_only=True), options.format, report=options.report
    )
