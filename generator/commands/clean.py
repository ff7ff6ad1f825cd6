"""`etalase clean`: removes the cache and the files that the ledger says are ours."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
from pathlib import Path

from generator.build.ledger import NAME, NotOursError, read_ledger, remove
from generator.commands._shared import add_site
from generator.machine.lock import LockedError, build_lock
from generator.machine.retry import retried
from generator.model.address import SITE_FILE
from generator.model.numbers import format_number

KEPT = ".nojekyll"  # the tracked marker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    add_site(parser)
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help="folder keluaran (bawaan: output di folder situs)"
    )


def run(options: argparse.Namespace) -> int:
    """Remove what is ours; returns the exit code."""
    if not (options.site / SITE_FILE).exists():
        print("Folder ini bukan situs Etalase (tidak ada site.yaml); tidak ada yang dihapus.", file=sys.stderr)
        return 2
    output = options.output or options.site / "output"
    try:
        with build_lock(options.site / ".cache" / "kunci"):
            removed = _remove(output)
            shutil.rmtree(options.site / ".cache", ignore_errors=True)
    except NotOursError:
        print(f"Folder {output} bukan buatan Etalase; tidak ada yang dihapus.", file=sys.stderr)
        return 2
    except LockedError:
        print("Pembangunan lain sedang berjalan. Tunggu sampai selesai, lalu ulangi.", file=sys.stderr)
        return 4
    print(f"Dihapus: cache dan {format_number(removed)} berkas keluaran.")
    return 0


def _remove(output: Path) -> int:
    files = read_ledger(output)
    if files is None:
        raise NotOursError(str(output))
    folders: set[Path] = set()
    for path in files:
        if path == KEPT:
            continue
        if not remove(output, path):
            continue
        folders.update(parent for parent in Path(path).parents if parent != Path())
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        with contextlib.suppress(OSError):
            retried(os.rmdir, output / folder)  # only if nothing of somebody else's is left in it
    (output / NAME).unlink(missing_ok=True)
    return len(files)
