"""Formats of numbers: what a cell shows that its stored value does not say: percent, zeros in front, units, parts of a number.

Only what changes the meaning is brought back; decimals that a format hides, and currencies, are not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

UNITS = frozenset(
    "% rb ribu k jt juta m miliar g gr gram kg kilo ons kuintal ton mg ml cl l lt ltr liter cc mm cm inch inci pcs pc buah bungkus "
    "bks pack pak botol btl toples kotak dus lusin lembar helai pasang set porsi ekor ikat hari bulan tahun minggu jam orang persen".split()
)
SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')  # positive; negative; zero; text
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[[^\]]*\]|(?P<places>[0#?][0#?.,]*)|(?P<percent>%)'
    r"|(?P<other>[Ee][+-]|/|[dmyhsDMYHS]+|General|@)|(?P<mark>.)",
    re.DOTALL,
)
BUILT_IN = {9: "0%", 10: "0.00%"}  # formats of Excel without a code in the file that say more than the value


class NumberFormat(NamedTuple):
    """What a format says. `prefix` and `mask`: what stands before the digits, and the places and marks of a number in parts."""

    is_percent: bool = False
    prefix: str = ""
    mask: str = ""
    unit: str = ""

    def shown(self, value: float) -> str:
        """What a cell with this format shows of a value, as far as it matters; empty: the value says it all."""
        if self.is_percent:
            return f"{round(value * 100, 10):.12g}".replace(".", ",") + "%"
        if self.mask and value >= 0 and value == int(value):
            return self.prefix + self._in_parts(str(int(value)))
        if self.unit:
            return f"{value:.15g}".replace(".", ",") + (" " if self.unit.isalpha() else "") + self.unit
        return ""

    def _in_parts(self, digits: str) -> str:
        rest = list(digits.rjust(self.mask.count("0"), "0"))
        pieces: list[str] = []
        for mark in reversed(self.mask):
            if mark not in "0#":
                pieces.append(mark)
            elif rest:
                pieces.append(rest.pop())
        return "".join(rest) + "".join(reversed(pieces)).lstrip(" -")


PLAIN = NumberFormat()


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """What the code of a format, as `0.0%` or `00000`, says; PLAIN when nothing that the value does not say as well."""
    prefix = mask = literal = ""
    for token in TOKEN.finditer(SECTIONS.split(code)[0]):
        if token["percent"]:
            return NumberFormat(is_percent=True)
        if token["other"]:
            return PLAIN  # an exponent, a fraction, a date, a text
        text = token["quoted"] or token["escaped"] or token["mark"] or ""
        if token["places"]:
            if mask:
                mask += literal
            else:
                prefix = literal
            mask, literal = mask + token["places"], ""
        literal += text
    if not mask or mask.endswith(","):
        return PLAIN  # in thousands: the stored value is the true one
    unit = literal.strip().strip(".")
    if unit.casefold() in UNITS:
        return NumberFormat(unit=unit)
    in_parts = mask.count("0") > 1 or re.search(r"[^0#?]", mask) or re.fullmatch(r"\+?\d[\d\s-]*", prefix.strip())
    if in_parts and re.fullmatch(r"[0#?](?:[-\s]?[0#?]+)*", mask) and not unit:
        return NumberFormat(prefix=prefix.lstrip(), mask=mask.replace("?", "#"))
    return PLAIN
