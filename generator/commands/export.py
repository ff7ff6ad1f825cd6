"""`etalase export`: content files to a workbook, a folder of CSV files or JSON, ready to be imported again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.commands._shared import add_site

WRITTEN = (".xlsx", ".json", "")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    parser.add_argument(
        "tujuan", type=Path, metavar="BERKAS.xlsx|FOLDER", help="lembar kerja (.xlsx), .json, atau folder untuk CSV"
    )
    add_site(parser)


def run(options: argparse.Namespace) -> int:
    """Export; returns the exit code."""
    from generator.content.office_rules import rules_of_files
    from generator.content.site_file import read_settings
    from generator.exchange.existing_records import read_standing
    from generator.exchange.exporting import export
    from generator.model.numbers import format_number
    from generator.model.region import Atlas

    if options.tujuan.suffix.lower() not in WRITTEN:
        print(
            f'Jenis berkas "{options.tujuan.suffix}" tidak ditulis. Pilih .xlsx, .json, atau nama folder.',
            file=sys.stderr,
        )
        return 2
    settings, _, problems = read_settings(options.site)
    if settings is None:
        print("\n".join(f"{problem.message} {problem.hint}".strip() for problem in problems), file=sys.stderr)
        return 2
    atlas = Atlas.of(settings.province)
    stand = read_standing(options.site, settings.province, settings.categories, rules_of_files(options.site))
    written = export(options.tujuan, stand, atlas, settings.categories)
    faulty = sorted(record.path for record in stand.records.values() if record.faulty)
    for name in faulty:
        print(
            f"content/{name}: GALAT: berkas ini masih bermasalah, jadi tidak ikut diekspor. Periksa dengan: etalase check"
        )
    for path in written:
        print(path)
    print(
        f"Selesai: {format_number(len(stand.records) - len(faulty))} catatan diekspor, {format_number(len(faulty))} dilewati."
    )
    return 3 if faulty else 0
