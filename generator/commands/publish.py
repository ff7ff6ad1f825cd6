"""`etalase publish`: what changed in the content goes to where the site is published from."""

from __future__ import annotations

import argparse
import sys

from generator.commands._shared import Progress, add_site
from generator.model.address import SITE_FILE

CONFLICT, REFUSED = 3, 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    add_site(parser)
    parser.add_argument("--pesan", default="", metavar="TEKS", help="catatan perubahan (bawaan: dibuat dari bedanya)")
    parser.add_argument(
        "--pilih",
        choices=("punya-saya", "punya-rekan"),
        default="",
        help="baris siapa yang dipakai bila rekan mengubah yang sama",
    )
    parser.add_argument("--dry-run", action="store_true", help="perlihatkan bedanya saja; tidak ada yang dikirim")


def run(options: argparse.Namespace) -> int:
    """Send; returns the exit code: 3 where somebody has to decide between two changes, 4 where Git refuses."""
    from generator.desk.changes import summary_of, told_changes
    from generator.desk.git import Checkout, GitFault
    from generator.desk.open_site import BadSiteError, open_target
    from generator.desk.sending import send, standing_of

    if not (options.site / SITE_FILE).exists():
        print("Folder ini bukan situs Etalase (tidak ada site.yaml).", file=sys.stderr)
        return 2
    repository = Checkout(options.site)
    stand = standing_of(repository)
    progress = Progress()
    try:
        if stand.fault:
            raise stand.fault
        changes = told_changes(repository, stand.base, stand.changes, open_target(options.site))
        for change in changes:
            fields = "".join(f"\n      {one.label}: {one.before} → {one.after}" for one in change.fields)
            print(f"  {change.state} {change.path}{fields}")
        if options.dry_run:
            print(f"Uji coba, tidak ada yang dikirim: {summary_of(changes) or 'tidak ada perubahan'}.")
            return 0
        sent = send(repository, options.pesan or f"Isi: {summary_of(changes) or 'perubahan'}", options.pilih, progress)
    except BadSiteError as fault:
        print(fault, file=sys.stderr)
        return 2
    except GitFault as fault:
        progress.end()
        print("\n".join(filter(None, (fault.advice, *fault.files, fault.words))), file=sys.stderr)
        return CONFLICT if fault.kind == "bentrok" else REFUSED
    progress.end()
    print(f"Terkirim: {summary_of(changes)}." if sent else "Semua sudah terbit; tidak ada yang perlu dikirim.")
    return 0
