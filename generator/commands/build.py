"""`etalase build`: content to output."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from generator.build.options import Options
from generator.commands._shared import add_format, add_site, iso_date, run_build
from generator.model.problem import Unreadable
from generator.model.web_address import read_base_url


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the contract."""
    add_site(parser)
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help="folder keluaran (bawaan: output di folder situs)"
    )
    parser.add_argument(
        "--base-url", default="", metavar="ALAMAT", help="alamat situs setelah terbit, menggantikan base_url"
    )
    parser.add_argument("--date", type=iso_date, metavar="TTTT-BB-HH", help="hari yang dipakai sebagai hari ini")
    parser.add_argument(
        "--drafts", action="store_true", help="sertakan draf (halamannya ditandai; tidak untuk diterbitkan)"
    )
    parser.add_argument(
        "--jobs",
        type=int,
        default=0,
        metavar="N",
        help="banyak proses sekaligus (bawaan: banyak inti prosesor)",
    )
    parser.add_argument("--force", action="store_true", help="buat ulang semua berkas")
    parser.add_argument("--keep-going", action="store_true", help="lewati isi yang bermasalah, terbitkan yang lain")
    parser.add_argument("--luring", action="store_true", help="situs yang dapat dibuka langsung dari diska")
    add_format(parser)


LOCAL_ADDRESS = r"https?://(?:localhost|127\.0\.0\.1)(?::[0-9]+)?(?:/[A-Za-z0-9._/-]*)?"  # for trying things out


def run(options: argparse.Namespace) -> int:
    """Build the site; returns the exit code."""
    if options.drafts and os.environ.get("CI"):
        print(
            "--drafts ditolak di CI: draf tidak boleh terbit. Hapus pilihan itu dari alur kerja.",
            file=sys.stderr,
        )
        return 2
    if options.base_url and not re.fullmatch(LOCAL_ADDRESS, options.base_url):
        try:
            read_base_url(options.base_url, [])
        except Unreadable as fault:
            print(f"--base-url: {fault.remark.message} {fault.remark.hint}", file=sys.stderr)
            return 2
    if options.jobs < 0:
        print("--jobs paling sedikit 1.", file=sys.stderr)
        return 2
    output, content = options.output or options.site / "output", options.site / "content"
    if output.resolve().is_relative_to(content.resolve()) or output.is_file():
        print(f"--output {output} tidak dapat dipakai: pilih folder di luar content/, bukan berkas.", file=sys.stderr)
        return 2
    return run_build(
        Options(
            site=options.site,
            output=options.output,
            base_url=options.base_url,
            today=options.date,
            drafts=options.drafts,
            jobs=options.jobs,
            force=options.force,
            keep_going=options.keep_going,
            offline=options.luring,
        ),
        options.format,
    )
