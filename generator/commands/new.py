"""`etalase new`: a content file in which every field is explained."""

from __future__ import annotations

import argparse
import sys

from generator.commands._shared import add_site
from generator.model.address import SITE_FILE
from generator.model.records import sheet_kinds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    kinds = sheet_kinds()
    parser.add_argument("jenis", choices=kinds, metavar="JENIS", help=", ".join(kinds))
    parser.add_argument("nama", metavar="NAMA", help='nama atau judul, contoh: "Keripik tempe sagu"')
    add_site(parser)


def run(options: argparse.Namespace) -> int:
    """Write the file and print its path; never overwrites."""
    if not (options.site / SITE_FILE).exists():
        print(
            "Folder ini bukan situs Etalase (tidak ada site.yaml). Masuk ke folder situs, atau pakai --site FOLDER.",
            file=sys.stderr,
        )
        return 2
    from generator.exchange.new_record import NotNewError, create

    try:
        path = create(options.site, options.jenis, options.nama)
    except NotNewError as fault:
        print(fault, file=sys.stderr)
        return 2
    print(path)
    return 0
