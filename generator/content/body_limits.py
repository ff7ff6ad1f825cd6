"""Bounds on a body before it is parsed, so that no text can make the Markdown parser slow or deep.

Python-Markdown is more than linear on hostile text (13,000 `[` take a minute) and recurses into nested blocks. With
these bounds the worst text found takes a fraction of a second, and no deadline is needed.
"""

from __future__ import annotations

import re

from generator.model import rules
from generator.model.problem import Log, Spot

BODY_LIMIT = 16_000  # characters
CAPS = (
    ("[", 200, "kurung siku"),
    ("`", 200, "tanda `"),
    ("*", 600, "bintang"),
    ("_", 600, "garis bawah"),
    ("!", 400, "tanda seru"),
    ("<", 200, "tanda <"),
    ("&", 400, "tanda &"),
    ("\\", 400, "garis miring terbalik"),
    ("|", 1_500, "garis tegak"),
)
NESTED_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]*){7,}", re.MULTILINE)
DEEP_INDENT = re.compile(r"^(?: {32,}|\t{8,})\S", re.MULTILINE)
HEADING = re.compile(r"^ {0,3}#|^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)  # also what could underline one
MOST_HEADINGS = 100
LONG_MARKS = re.compile(r"[*_]{8,}|`{8,}|\[{8,}")


def within_limits(body: str, first_line: int, log: Log) -> bool:
    """True when `body` may be parsed; else a problem names the line and what there is too much of."""
    if len(body) > BODY_LIMIT:
        log.add(
            rules.TOO_LARGE,
            Spot(first_line, 1),
            f"Ceritanya {len(body)} huruf, paling banyak {BODY_LIMIT}.",
            "Ringkas, atau pindahkan sebagian ke halaman lain.",
        )
        return False
    for mark, most, name in CAPS:
        if body.count(mark) > most:
            place = _nth(body, mark, most)
            log.add(
                rules.BODY_TOO_HARD,
                spot_at(body, place, first_line),
                f"Ada lebih dari {most} {name}.",
                "Kurangi, atau tulis dengan kata.",
            )
            return False
    for pattern, needed, message in (
        (LONG_MARKS, "*_`[", "Ada deretan tanda *, _, `, atau [ yang terlalu panjang."),
        (NESTED_QUOTES, ">", "Kutipan bersarang terlalu dalam."),
        (DEEP_INDENT, (" " * 32, "\t" * 8), "Daftar bersarang terlalu dalam."),
    ):
        found = (
            pattern.search(body) if any(part in body for part in needed) else None
        )  # the search is slow, `in` is not
        if found:
            log.add(
                rules.BODY_TOO_HARD,
                spot_at(body, found.start(), first_line),
                message,
                "Sederhanakan bagian ini.",
            )
            return False
    many_lines = body.count("\n") >= MOST_HEADINGS
    headings = [found.start() for found in HEADING.finditer(body)] if many_lines else ()
    if len(headings) > MOST_HEADINGS:
        spot = spot_at(body, headings[MOST_HEADINGS], first_line)
        log.add(rules.BODY_TOO_HARD, spot, f"Ada lebih dari {MOST_HEADINGS} judul.", "Gabungkan beberapa bagian.")
        return False
    return True


def _nth(text: str, mark: str, number: int) -> int:
    place = -1
    for _ in range(number + 1):
        place = text.find(mark, place + 1)
    return place


def spot_at(body: str, place: int, first_line: int) -> Spot:
    """The spot of a character of the body that begins on `first_line` of its file."""
    start = body.rfind("\n", 0, place) + 1
    return Spot(first_line + body.count("\n", 0, place), place - start + 1)
