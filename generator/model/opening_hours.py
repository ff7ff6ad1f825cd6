"""Opening hours as machines read them, from what people write: `Senin–Jumat 08.00–16.00, Sabtu 09.00–12.00`.

Reads what `read_hours` lets through. A text that is not understood as a whole gives nothing: half of the hours would be false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Official order, Monday first, as schema.org names them.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = dict(zip("senin selasa rabu kamis jumat sabtu minggu ahad".split(), (0, 1, 2, 3, 4, 5, 6, 6), strict=True))
_DAY = "(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)"
_SPAN = rf"{_DAY}(?:\s*[-–]\s*{_DAY})?"
_AND = r"\s*(?:,|&|/|\bdan\b)\s*(?:dan\b\s*)?"
_EVERY = "(?:setiap|tiap) hari"
_CLOCK = r"(?P<opens>\d\d\.\d\d)\s*[-–]\s*(?P<closes>\d\d\.\d\d)"
_PART = re.compile(
    rf"(?:hari\s+)?(?P<days>{_EVERY}|{_SPAN}(?:{_AND}{_SPAN})*)?[\s:,]*(?:buka )?(?:pukul |jam )?"
    rf"(?:{_CLOCK}(?:\s*wi(?:b|t|ta)\b)?|(?P<whole>24 jam)|tutup|libur)\s*(?:[,;.]\s*(?:dan\s+)?|\bdan\b\s*|$)",
    re.IGNORECASE,
)


class OpeningHours(NamedTuple):
    """The days on which something opens and closes at the same times. `opens`, `closes`: `08:00`, to the minute."""

    days: tuple[str, ...]
    opens: str
    closes: str


def opening_hours(text: str) -> tuple[OpeningHours, ...]:
    """The hours that a text says, in its order; none when some of it is not understood."""
    found: list[OpeningHours] = []
    days: tuple[str, ...] = ()
    place = 0
    while place < len(text):
        part = _PART.match(text, place)
        if part is None or not (part["days"] or days):
            return ()
        days = tuple(_days(part["days"])) if part["days"] else days
        if part["whole"]:
            found.append(OpeningHours(days, "00:00", "23:59"))
        elif part["opens"]:
            opens, closes = (part[name].replace(".", ":") for name in ("opens", "closes"))
            found.append(OpeningHours(days, opens, "23:59" if closes == "24:00" else closes))
        place = part.end()
    return tuple(found)


def _days(text: str) -> Iterator[str]:
    """The days that a text names, each once; a span may go over the end of the week."""
    if re.fullmatch(_EVERY, text, re.IGNORECASE):
        yield from DAYS
    seen: list[int] = []
    for first, last in re.findall(rf"({_DAY})(?:\s*[-–]\s*({_DAY}))?", text, re.IGNORECASE):
        begin = _number(first)
        count = (_number(last) - begin) % 7 if last else 0
        seen += [(begin + step) % 7 for step in range(count + 1)]
    yield from (DAYS[number] for number in dict.fromkeys(seen))


def _number(day: str) -> int:
    return _NUMBERS[re.sub("['’]", "", day.lower())]
