"""`etalase template`: an empty workbook made from the schema."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.commands._shared import add_site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract; inside a site the dropdowns are the site's."""
    parser.add_argument("berkas", type=Path, metavar="BERKAS.xlsx", help="lembar kerja yang dibuat")
    add_site(parser)


def run(options: argparse.Namespace) -> int:
    """Write the template; returns the exit code. An existing file is never overwritten."""
    from generator.content.site_file import read_settings
    from generator.exchange.workbook import write_workbook
    from generator.model.address import SITE_FILE
    from generator.model.category import Categories
    from generator.model.region import Atlas

    if options.berkas.suffix.lower() != ".xlsx":
        print("Templat ditulis sebagai .xlsx; contoh: etalase template umkm.xlsx", file=sys.stderr)
        return 2
    if options.berkas.exists():
        print(f"{options.berkas} sudah ada; tidak diubah. Pilih nama lain.", file=sys.stderr)
        return 2
    settings = read_settings(options.site)[0] if (options.site / SITE_FILE).exists() else None
    atlas = Atlas.of(settings.province) if settings else None
    write_workbook(options.berkas, {}, atlas, settings.categories if settings else Categories())
    print(f"Templat siap: {options.berkas}\nSesudah diisi: etalase import {options.berkas} --dry-run")
    return 0
