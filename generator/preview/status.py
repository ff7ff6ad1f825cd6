"""The status after a build: what is served now, and what is wrong, as browsers and the console are told."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

from generator.content.parse import TRANSLATION
from generator.model.numbers import format_number
from generator.model.problem import Problem
from generator.model.records import all_kinds
from generator.model.rules import Severity
from generator.preview.served_files import ServedFiles
from generator.preview.shown_record import ShownRecord
from generator.reports.build_report import head_line, last_line, problem_json, source_line
from generator.reports.build_result import Result
from generator.theme.theme_folders import shipped

FORM, DESK = "/admin/", "/meja/"
MOST = 200  # problems sent to a browser

STATUS = {
    "draf": "Draf: halaman ini belum tayang",
    "terjadwal": "Terjadwal: halaman ini belum tayang sampai tanggalnya tiba",
    "belum-kurasi": "Belum dikurasi: halaman ini belum tayang",
    "penjual": "Penjualnya belum tayang, jadi halaman ini juga belum tayang",
}


@dataclass(frozen=True, kw_only=True)
class BuildStatus:
    """`result` is None before the first build, and when a build broke off: `trouble` says why, `bug` is our traceback."""

    served: ServedFiles
    result: Result | None = None
    trouble: str = ""
    bug: str = ""
    site: Path = Path()

    @property
    def is_good(self) -> bool:
        """True when what is served shows the content as it is."""
        return self.result is not None and self.result.published and not self.result.errors

    @property
    def state(self) -> str:
        """`menunggu` (no build yet), `baik`, `galat` (the content's fault), `macet` (the machine's) or `rusak` (ours)."""
        if self.bug or (self.result and self.result.bugs):
            return "rusak"
        if self.trouble:
            return "macet"
        if self.result is None:
            return "menunggu"
        return "baik" if self.is_good else "galat"

    @property
    def is_part(self) -> bool:
        """True when what is served is the site without its faulty files."""
        return self.result is not None and self.result.published and self.result.errors > 0

    @property
    def has_form(self) -> bool:
        """Whether the site has its browser form."""
        return f"{FORM[1:]}index.html" in self.served.files

    def status_at(self, path: str) -> str:
        """What to say of the page at a path when it would not be published."""
        status = self.served.status_at(path)
        return STATUS.get(status, f"Halaman ini belum tayang ({status})") if status else ""

    def report(self, *, with_files: bool, shown: ShownRecord | None = None) -> dict[str, object]:
        """The status for a browser. `with_files`: it runs on this machine, so places can be opened in an editor there.

        Problems of the record that it shows come first, then errors.
        """
        result = self.result
        problems = result.problems if result else ()
        own = {path: bool(shown and shown.is_in(path, self.site)) for path in {item.place.path for item in problems}}
        ranked = sorted(problems, key=partial(_urgency, own))
        return {
            "keadaan": self.state,
            "galat": result.errors if result else 0,
            "peringatan": result.warnings if result else 0,
            "sebagian": self.is_part,
            "banyak": len(ranked),
            "pesan": self.trouble,
            "jejak": "\n\n".join([*([self.bug] if self.bug else []), *(result.bugs if result else ())]),
            "formulir": FORM if self.has_form and with_files else "",
            "meja": DESK if with_files else "",
            "masalah": [
                {**self._problem_report(problem, with_files=with_files), "di_sini": own[problem.place.path]}
                for problem in ranked[:MOST]
            ],
        }

    def _problem_report(self, problem: Problem, *, with_files: bool) -> dict[str, object]:
        file = find_source(self.site, problem.place.path)
        excerpt = source_line(problem, self.site)
        return {
            **problem_json(problem),
            "tempat": str(problem.place),
            "cuplikan": [problem.place.spot.line, *excerpt] if excerpt else None,
            "buka": editor_link(file, problem) if file and with_files else "",
            "formulir": form_link(problem.place.path) if self.has_form and with_files else "",
        }

    def line(self) -> str:
        """The status for the console, in one line."""
        result = self.result
        if self.trouble or result is None:
            return self.trouble or "Kesalahan di dalam Etalase sendiri; rinciannya ada di peramban."
        errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
        if not errors or result.bugs:
            return last_line(result)
        more = f" (dan {format_number(len(errors) - 1)} galat lain)" if len(errors) > 1 else ""
        shown = "tampil tanpa berkas yang keliru" if self.is_part else "tetap yang lama"
        return f"{head_line(errors[0])}{more} Situs di peramban {shown} sampai diperbaiki."


def _urgency(own: Mapping[str, bool], problem: Problem) -> tuple[bool, int, object]:
    """Where a problem stands in the list: the lower, the earlier. `own`: whether a path is of the record that is shown."""
    return not own[problem.place.path], problem.severity.rank, problem.order


def initial_status(site: Path, served: ServedFiles) -> BuildStatus:
    """Before the first build: what an earlier preview left."""
    return BuildStatus(served=served, site=site)


def result_status(result: Result, old: ServedFiles, files: Mapping[str, str], base: str) -> BuildStatus:
    """The status of a build that ran to its end; one that failed leaves the old files served."""
    served = ServedFiles(old.root, files, result.unpublished, base) if result.published else old
    return BuildStatus(served=served, result=result, site=result.site)


def trouble_status(old: BuildStatus, text: str) -> BuildStatus:
    """The status of a build that the machine stopped."""
    return replace(old, result=None, trouble=text, bug="")


def bug_status(old: BuildStatus, traceback: str) -> BuildStatus:
    """The status of a build that broke down."""
    return replace(old, result=None, trouble="", bug=traceback)


def find_source(site: Path, place: str) -> Path | None:
    """The file that a problem names: the site's, else one of a theme that ships with Etalase."""
    if not place or place.startswith("/") or ".." in place.split("/"):
        return None
    roots: Iterable[Path] = (site, shipped().parent) if place.startswith("themes/") else (site,)
    return next((root / place for root in roots if (root / place).is_file()), None)


def form_link(path: str) -> str:
    """The browser form of the record in the file at `path` (below the site); empty for what the form does not show."""
    parts = re.fullmatch(r"content/([a-z]+)/(.+)\.md", path)
    if parts is None or parts[1] not in all_kinds() or parts[2].endswith(TRANSLATION):
        return ""
    return f"{FORM}#/collections/{parts[1]}/entries/{quote(parts[2])}"


def editor_link(file: Path, problem: Problem) -> str:
    """A link that opens a file in an editor at the problem's place."""
    spot = problem.place.spot
    path = quote(os.path.abspath(file).replace(os.sep, "/").lstrip("/"), safe="/:")
    return f"vscode://file/{path}" + (f":{spot.line}:{max(1, spot.column)}" if spot.line else "")
