"""What static hosts take. GitHub Pages: warns from four fifths of a limit on, and says how much is left; others: says which still fit.

Sources, read in 2026: GitHub Docs, "GitHub Pages limits" (site, and 10 minutes for a deployment) and "About large files on
GitHub"; Cloudflare Docs, "Pages: Limits" (free plan), "Headers" and "Redirects"; Netlify's answers on deploys (a limit for one
folder, none for the site). How long a deployment takes is known to the host alone: it is not guessed here. Sites of more than
1 GB have been deployed to GitHub in two minutes, so the size is what is reached first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.model import rules
from generator.model.numbers import format_number
from generator.model.problem import Place, Problem
from generator.model.rules import Rule

SITE_LIMIT = 1_000_000_000  # bytes; GitHub does not say whether it counts decimally: the smaller reading is safe
FILE_LIMIT = 100_000_000  # bytes
EARLY = 0.8  # of a limit: from here on there is a warning
MOST_NAMED = 3

LESS = "Kecilkan atau kurangi foto dan berkas di content/foto dan content/berkas."
SMALLER = "Kecilkan berkas itu, atau simpan di tempat lain dan tautkan."
ELSEWHERE = "Tidak perlu apa-apa bila situsnya tidak ditaruh di sana."


class HostLimits(NamedTuple):
    """The most that a host takes of each kind; None: it names no limit."""

    name: str
    site: int | None = None  # bytes
    file: int | None = None  # bytes
    files: int | None = None
    folder: int | None = None  # files right in one folder
    headers: int | None = None  # rules in `_headers`
    redirects: int | None = None  # of one address each, in `_redirects`
    patterns: int | None = None  # redirects of more than one address


OTHERS = (
    HostLimits("Cloudflare Pages", file=25 * 1024**2, files=20_000, headers=100, redirects=2_000, patterns=100),
    HostLimits("Netlify", folder=54_000),
)


class HostFigure(NamedTuple):
    """One amount that hosts limit, by the name of its limit; `subject` (empty: the site) and `words` for messages."""

    limit: str
    amount: int
    subject: str
    words: str

    @property
    def told(self) -> str:
        """What it is and how much: `20.412 berkas`, `katalog.pdf 31 MB`."""
        return f"{self.subject} {self.in_words(self.amount)} {self.words}".strip()

    def in_words(self, amount: int) -> str:
        """An amount of this kind."""
        return megabytes(amount) if self.limit in ("site", "file") else format_number(amount)


def figures_of(sizes: Mapping[str, int], output: Path) -> tuple[HostFigure, ...]:
    """All amounts of a published site. `sizes`: bytes by path, but for the ledger."""
    largest = max(sizes, key=sizes.__getitem__, default="")
    # A site of fewer files has no folder near a limit: they need not be counted.
    is_large = len(sizes) > EARLY * min(host.folder for host in OTHERS if host.folder)
    folders = Counter(path.rpartition("/")[0] for path in sizes) if is_large else Counter[str]()
    folder, count = max(folders.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    redirects = [line.split()[0] for line in _lines(output / "_redirects")]
    patterns = sum(bool(re.search(r"\*|/:", source)) for source in redirects)
    return (
        HostFigure("site", sum(sizes.values()), "", ""),
        HostFigure("file", sizes.get(largest, 0), largest, ""),
        HostFigure("files", len(sizes) + 1, "", "berkas"),
        HostFigure("folder", count, f"Folder {folder or 'utama'}", "berkas"),
        HostFigure("headers", sum(line[0] == "/" for line in _lines(output / "_headers")), "_headers", "aturan"),
        HostFigure("redirects", len(redirects) - patterns, "_redirects", "pengalihan"),
        HostFigure("patterns", patterns, "_redirects", "pengalihan berpola"),
    )


def _lines(file: Path) -> list[str]:
    with suppress(OSError):
        return [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    return []


def check_limits(sizes: Mapping[str, int]) -> Iterator[Problem]:
    """A warning when the site, or a file of it, comes near a limit of GitHub Pages or is over it. `sizes`: bytes by path."""
    total = sum(sizes.values())
    if total > SITE_LIMIT * EARLY:
        message = f"Situs ini {megabytes(total)}, {_word(total, SITE_LIMIT)} GitHub Pages ({megabytes(SITE_LIMIT)})."
        yield _problem(rules.HOST_LIMIT, message, LESS)
    large = sorted((path for path in sizes if sizes[path] > FILE_LIMIT * EARLY), key=lambda path: (-sizes[path], path))
    for path in large[:MOST_NAMED]:
        size, word = megabytes(sizes[path]), _word(sizes[path], FILE_LIMIT)
        message = f"{path} {size}, {word} satu berkas di GitHub ({megabytes(FILE_LIMIT)})."
        yield _problem(rules.HOST_LIMIT, message, SMALLER)


def check_other_hosts(figures: tuple[HostFigure, ...]) -> Iterator[Problem]:
    """A note for every limit of another host that the site comes near or is over."""
    for host in OTHERS:
        for figure, limit in _limited(host, figures):
            if figure.amount > limit * EARLY:
                word = _word(figure.amount, limit)
                subject = "" if figure.subject else "Situs ini "
                message = f"{subject}{figure.told}, {word} {host.name} ({figure.in_words(limit)})."
                yield _problem(rules.OTHER_HOST_LIMIT, message, ELSEWHERE)


def hosts_line(figures: tuple[HostFigure, ...]) -> str:
    """Which hosts take the site: `Muat di GitHub Pages dan Netlify; tidak di Cloudflare Pages: …`"""
    fitting, refused = [], []
    for host in (HostLimits("GitHub Pages", site=SITE_LIMIT, file=FILE_LIMIT), *OTHERS):
        over = [
            f"{figure.told} (batasnya {figure.in_words(limit)})"
            for figure, limit in _limited(host, figures)
            if figure.amount > limit
        ]
        if over:
            refused.append(f"tidak di {host.name}: {', '.join(over)}")
        else:
            fitting.append(host.name)
    *first, last = fitting or [""]
    named = f"{', '.join(first)}{',' if len(first) > 1 else ''} dan {last}" if first else last
    parts = [*([f"muat di {named}"] if fitting else []), *refused]
    line = "; ".join(parts)
    return f"{line[0].upper()}{line[1:]}."


def _limited(host: HostLimits, figures: tuple[HostFigure, ...]) -> Iterator[tuple[HostFigure, int]]:
    """The figures that a host limits, each with its limit."""
    for figure in figures:
        limit = getattr(host, figure.limit)
        if limit is not None:
            yield figure, limit


def _word(amount: int, limit: int) -> str:
    return "melebihi batas" if amount > limit else "mencapai batas" if amount == limit else "hampir mencapai batas"


def _problem(rule: Rule, message: str, hint: str) -> Problem:
    return Problem(Place("output"), rule, message, hint, "", rule.severity)


def headroom_line(size: int) -> str:
    """`Ruang GitHub Pages: 12 MB dari 1 GB terpakai (1%).` `size`: bytes of the site."""
    share = -(-size * 100 // SITE_LIMIT)  # rounded up: a site never uses nothing
    return f"Ruang GitHub Pages: {megabytes(size)} dari {megabytes(SITE_LIMIT)} terpakai ({format_number(share)}%)."


def megabytes(size: int) -> str:
    """A size in words: `12 MB`, `1,2 GB`; under one megabyte in kB."""
    if size >= 1_000_000_000:
        tenths = round(size / 100_000_000)
        return f"{format_number(tenths // 10)}{f',{tenths % 10}' if tenths % 10 else ''} GB"
    if size >= 1_000_000:
        return f"{format_number(round(size / 1_000_000))} MB"
    return f"{format_number(-(-size // 1000))} kB"
