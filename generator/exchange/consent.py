"""Consent as people say it: "Ya, saya bersedia" in a form's answer, and the day on which it was said.

Whoever only half agrees has not agreed: an answer with a condition is left to the office to settle.
"""

from __future__ import annotations

import re
from datetime import date

from generator.model.clean_text import clean
from generator.model.dates import read_date
from generator.model.problem import Unreadable

YES = frozenset(
    "ya iya y yes setuju menyetujui disetujui sepakat bersedia sedia izinkan mengizinkan diizinkan boleh sudah ok oke agree "
    "v √ ✓ ✔ ☑ ✅ true ada".split()
)
NO = frozenset(
    "tidak tdk tak gak nggak ga belum blm bukan t no not never false jangan keberatan menolak tolak ditolak enggan batal dicabut "
    "mencabut ditarik ✗ ✘ ❌".split()
)
CONDITIONS = frozenset(
    "kecuali asal asalkan hanya cuma jika bila kalau tapi tetapi namun selama sebagian except only but if mungkin nanti".split()
)


def consent_said(text: str) -> bool | None:
    """True for a yes, False for a no; None when the text says neither, both, or sets a condition."""
    words = set(re.findall(r"[^\W\d_]+|[√✓✔☑✅✗✘❌]", clean(text).casefold()))
    if words & CONDITIONS or (words & NO and words & {"ya", "iya", "yes"}):
        return None
    if words & NO:
        return False
    return True if words & YES else None


def consent_day(text: str) -> date | None:
    """The day that a text tells, after a yes or alone; None when it tells none."""
    match = re.search(r"[0-9].*", clean(text).replace("\n", " "))
    try:
        return read_date(match[0].strip(" .()"), []) if match else None
    except Unreadable:
        return None
