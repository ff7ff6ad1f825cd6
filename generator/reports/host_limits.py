"""What GitHub Pages takes: 1 GB for a site and 100 MB for a file. Warns from four fifths on, and says how much is left.

Source: GitHub Docs, "GitHub Pages limits" (site, and 10 minutes for a deployment) and "About large files on GitHub".
How long a deployment takes is known to GitHub alone: it is not guessed here. Sites of more than 1 GB have been deployed
in two minutes, so the size is what is reached first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model import rules
from generator.model.numbers import format_number
from generator.model.problem import Place, Problem

SITE_LIMIT = 1_000_000_000  # bytes; GitHub does not say whether it counts decimally: the smaller reading is safe
FILE_LIMIT = 100_000_000  # bytes
EARLY = 0.8  # of a limit: from here on there is a warning
MOST_NAMED = 3

LESS = "Kecilkan atau kurangi foto dan berkas di content/foto dan content/berkas."
SMALLER = "Kecilkan berkas itu, atau simpan di tempat lain dan tautkan."


def check_limits(sizes: Mapping[str, int]) -> Iterator[Problem]:
    """A warning when the site, or a file of it, comes near a limit or is over it. `sizes`: bytes by path."""
    total = sum(sizes.values())
    if total > SITE_LIMIT * EARLY:
        word = "melebihi batas" if total > SITE_LIMIT else "hampir mencapai batas"
        yield _problem(f"Situs ini {megabytes(total)}, {word} GitHub Pages ({megabytes(SITE_LIMIT)}).", LESS)
    large = sorted((path for path in sizes if sizes[path] > FILE_LIMIT * EARLY), key=lambda path: (-sizes[path], path))
    for path in large[:MOST_NAMED]:
        word = "melebihi batas" if sizes[path] > FILE_LIMIT else "hampir mencapai batas"
        message = f"{path} {megabytes(sizes[path])}, {word} satu berkas di GitHub ({megabytes(FILE_LIMIT)})."
        yield _problem(message, SMALLER)


def _problem(message: str, hint: str) -> Problem:
    rule = rules.HOST_LIMIT
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
