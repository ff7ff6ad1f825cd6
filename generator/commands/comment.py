"""`etalase comment`: the report of `check --report` as a comment for a proposed change on GitHub."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The report, and where its places can be looked at."""
    parser.add_argument("laporan", type=Path, metavar="LAPORAN.json", help="berkas dari check --report")
    parser.add_argument("--repo", default="", metavar="PEMILIK/NAMA", help="repositori yang memuat berkasnya")
    parser.add_argument("--commit", default="", metavar="SHA", help="keadaan yang diperiksa")


def run(options: argparse.Namespace) -> int:
    """Print the comment; returns 2 for what is no report."""
    from generator.reports.proposal_comment import REPORT_LIMIT, comment

    try:
        if options.laporan.stat().st_size > REPORT_LIMIT:
            raise ValueError("terlalu besar")
        text = comment(json.loads(options.laporan.read_bytes()), options.repo, options.commit)
    except (FileNotFoundError, ValueError, AttributeError, RecursionError):
        print(f"{options.laporan} bukan laporan dari etalase check --report.", file=sys.stderr)
        return 2
    print(text, end="")
    return 0
