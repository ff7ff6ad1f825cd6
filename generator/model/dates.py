"""Dates, hours and time zones as Indonesia writes them.

"Today" is always handed in, never asked of the machine's clock. Source of forms and names: domain reference,
section 5.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Literal, NamedTuple

from generator.model.clean_text import figures
from generator.model.collate import means_nothing, quoted, tidy
from generator.model.problem import Remark, Remarks, Unreadable, did_you_mean
from generator.model.rules import BAD_HOURS, DAMAGED_NUMBER, HALF_READ, NOT_A_DATE, TOO_LONG

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""In the order of `date.weekday()`: Monday first."""

MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

_LONGEST, _LONGEST_HOURS = 80, 160  # characters

# Old and foreign spellings (Dutch, English, Malay) besides today's own.
_OTHER_SPELLINGS = {
    "pebruari": 2,
    "nopember": 11,
    "maart": 3,
    "juny": 6,
    "julai": 7,
    "ogos": 8,
    "disember": 12,
    "agt": 8,
    "peb": 2,
    "nop": 11,
}
_MONTH_NAMES = {
    name.casefold(): number for names in (MONTHS_EN, MONTHS) for number, name in enumerate(names, 1)
} | _OTHER_SPELLINGS
_DAY_NAMES = {
    word.casefold(): number
    for names in (DAYS, DAYS_EN)
    for number, name in enumerate(names)
    for word in (name, name[:3])
} | {
    "jum'at": 4,
    "jum’at": 4,
    "ahad": 6,
}
_HINT = "Tulis tanggal, bulan, tahun, contoh: 21 November 2026 atau 2026-11-21."
_CLOCK = (
    r"(?:(?P<gap>[T ,]+)(?:(?:jam|pukul|at) )?(?P<hour>[0-9]{1,2})[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?:am|pm|wib|wita|wit))?(?: ?(?:(?P<utc>z|utc|gmt)(?![+-])|(?:utc|gmt)?[+-][0-9]{1,2}:?(?:[0-9]{2})?))?(?: ?\([a-z ]+\))?)?"
)
_NAME = r"(?P<name>[a-z]{3,10})\.?"
_YEAR = "'?(?P<year>[0-9]{4}|[0-9]{2})"
_DAY, _NUMBER = "(?P<day>[0-9]{1,2})", "(?P<month>[0-9]{1,2})"
_FORMS = (
    rf"(?P<year>[0-9]{{4}})(?P<mark>[-/.]){_NUMBER}(?P=mark){_DAY}",
    rf"{_DAY} ?(?P<mark>[-/.]) ?{_NUMBER} ?(?P=mark) ?{_YEAR}",
    rf"{_DAY}[ ./-]{{0,2}}{_NAME},?[ ./-]{{0,2}}{_YEAR}",
    rf"{_NAME} ?{_DAY},? (?P<year>[0-9]{{4}})",
    rf"(?P<year>[0-9]{{4}})[ ./-]{{1,2}}{_NAME}[ ./-]{{0,2}}{_DAY}",
)
_FOR_EVER = (
    r"(?i)(?:berlaku )?(?:untuk )?(?:selama[- ]?lamanya|selamanya|selama ?nya|seumur hidup|se?lama usaha (?:berjalan|berlangsung)|"
    r"permanen|abadi|tetap|lifetime|forever|(?:tanpa|tidak ada|tdk ada|tak ada) (?:batas|batasan|akhir|masa berlaku|kedaluwarsa|"
    r"kadaluarsa|kadaluwarsa)(?: waktu)?|(?:tidak|tak|tdk) (?:terbatas|berakhir|kedaluwarsa|kadaluarsa|kadaluwarsa))[.!]?"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """`_FORMS`, compiled when the first date is read: a build that finds nothing to do reads none."""
    return tuple(re.compile(form + _CLOCK, re.IGNORECASE) for form in _FORMS)


def read_end_date(text: str, remarks: Remarks) -> datetime.date | None:
    """As `read_date`, for a last day: `selamanya`, `seumur hidup` and the like are no last day at all: None."""
    return None if re.fullmatch(_FOR_EVER, tidy(text)) else read_date(text, remarks)


def read_date(text: str, remarks: Remarks) -> datetime.date | None:
    """The date that `text` tells: `2026-11-21`, `21/11/2026` (day first), `Sabtu, 21 Nov 2026`.

    A time of day after it (forms write one) is dropped. English month names are read too: they leave no
    doubt. Refused with what to do: two-digit years, impossible dates, a spreadsheet's serial numbers. Remark:
    HALF_READ when the named day of the week is another one.
    """
    text = figures(text)
    if means_nothing(text):
        return None
    if len(text) > _LONGEST:
        raise Unreadable(TOO_LONG, f"tanggal {quoted(text)} terlalu panjang.", _HINT)
    weekday, bare = _split_weekday(text)
    match = next((match for form in _patterns() if (match := form.fullmatch(bare))), None)
    if match is None:
        raise _unreadable(text)
    date = _date_of(match.groupdict(), text)
    if weekday is not None and date.weekday() != weekday:
        message = f"{format_date(date)} jatuh pada hari {DAYS[date.weekday()]}, bukan {DAYS[weekday]}."
        remarks.append(Remark(HALF_READ, message, "Periksa hari atau tanggalnya."))
    return date


def _split_weekday(text: str) -> tuple[int | None, str]:
    """The day of the week in front (Monday is 0) and the rest."""
    match = re.fullmatch(r"(?:hari )?([a-z'’]{3,9})(?:[.,] ?| )(.*)", text, re.IGNORECASE)
    if match and (weekday := _DAY_NAMES.get(match[1].casefold())) is not None:
        return weekday, match[2]
    return None, text


def _year(digits: str, text: str) -> int:
    if len(digits) == 2:
        hint = f"Tulis tahun dengan empat angka, contoh: 20{digits}."
        raise Unreadable(NOT_A_DATE, f"tahun pada {quoted(text)} hanya dua angka.", hint)
    return int(digits)


def _date_of(parts: dict[str, str | None], text: str) -> datetime.date:
    """The date of a match of `_FORMS`."""
    name = parts.get("name")
    month = _month(name, text) if name else int(parts["month"] or 0)
    date = _date(_year(parts["year"] or "", text), month, int(parts["day"] or 0), text)
    # Programs tell midnight in UTC, which is the evening before; from 17.00 UTC on it is tomorrow in all of Indonesia.
    tomorrow = parts["utc"] is not None and 17 <= int(parts["hour"] or 0) < 24
    return date + datetime.timedelta(days=1) if tomorrow else date


def _month(name: str, text: str) -> int:
    """The month that a name means: whole, cut short (`Sept`), or with letters left out (`Agst`, `Desmber`)."""
    word = name.casefold()
    meant = {number for month, number in _MONTH_NAMES.items() if month.startswith(word)} or {
        number for month, number in _MONTH_NAMES.items() if _is_shortened(word, month)
    }
    if len(meant) != 1:
        hint = did_you_mean(name, MONTHS) or _HINT
        raise Unreadable(NOT_A_DATE, f"{quoted(name)} pada {quoted(text)} bukan nama bulan.", hint)
    return meant.pop()


def _is_shortened(word: str, name: str) -> bool:
    """Whether `word` is `name` with letters left out behind the first."""
    letters = iter(name)
    return word[0] == name[0] and all(letter in letters for letter in word)


def _date(year: int, month: int, day: int, text: str) -> datetime.date:
    """The date, or a refusal that says which part of it cannot be."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        hint = f"Isi tahun antara {EARLIEST_YEAR} dan {LATEST_YEAR}."
        raise Unreadable(NOT_A_DATE, f"tahun {year} pada {quoted(text)} tidak masuk akal.", hint)
    if not 1 <= month <= 12:
        why = f"{quoted(text)} bukan tanggal: tidak ada bulan {month}."
        if 1 <= day <= 12 and month <= 31:
            return _refuse(
                why,
                f"Tanggal ditulis dulu, lalu bulan. Jika maksudnya {month} {MONTHS[day - 1]} {year}, "
                f"tulis {month}/{day}/{year}.",
            )
        return _refuse(why, _HINT)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        longest = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
        until = f"{MONTHS[month - 1]} {year} hanya sampai tanggal {longest}" if day else "tidak ada tanggal 0"
        return _refuse(f"{quoted(text)} bukan tanggal: {until}.", _HINT)


def _refuse(message: str, hint: str) -> datetime.date:
    raise Unreadable(NOT_A_DATE, message, hint)


def _unreadable(text: str) -> Unreadable:
    """The refusal that fits what was found instead of a date."""
    if re.fullmatch(r"[1-9][0-9]{4}(?:[.,][0-9]+)?", text):
        # Excel counts days from 30 December 1899 (its 1900 is wrongly a leap year).
        meant = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text[:5]))
        hint = f"Jika maksudnya {format_date(meant)}, tulis {meant.isoformat()}."
        return Unreadable(DAMAGED_NUMBER, f"{quoted(text)} adalah angka seri lembar kerja, bukan tanggal.", hint)
    if re.fullmatch(r"(?i)(?:[a-z]{3,10}\.?|[0-9]{1,2}[-/])[ -]?[0-9]{4}", text):
        return Unreadable(NOT_A_DATE, f"{quoted(text)} belum lengkap: tanggalnya belum ada.", _HINT)
    if re.fullmatch("[0-9]{4}", text):
        return Unreadable(NOT_A_DATE, f"{quoted(text)} hanya tahun; tanggal dan bulannya belum ada.", _HINT)
    return Unreadable(NOT_A_DATE, f"{quoted(text)} bukan tanggal.", _HINT)


def format_date(
    date: datetime.date, style: Literal["long", "short", "weekday"] = "long", lang: Literal["id", "en"] = "id"
) -> str:
    """`21 November 2026`; short `21 Nov 2026`; weekday `Sabtu, 21 November 2026`.

    Free of the machine's locale.
    """
    long_names = MONTHS_EN if lang == "en" else MONTHS
    name = long_names[date.month - 1]
    if style == "short":
        name = name[:3] if lang == "en" else MONTHS_SHORT[date.month - 1]
    shown = f"{date.day} {name} {date.year}"
    if style == "weekday":
        return f"{(DAYS_EN if lang == 'en' else DAYS)[date.weekday()]}, {shown}"
    return shown


_TIME = r"(?<![0-9.:])([0-9]{1,2})[.:]([0-9]{2})(?![0-9]|[.:][0-9])"
_DAY_WORD = "(?:Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu|Ahad)"
_SPAN = r" ?(?:[-–—]|s/d|s\.d\.?|\bsampai(?: dengan)?\b|\bhingga\b) ?"


def read_hours(text: str, remarks: Remarks) -> str | None:
    """Opening hours as text, written the Indonesian way: `8:00-16:00` is `08.00–16.00`.

    Raises `Unreadable` (BAD_HOURS) for an impossible time such as 25:00, (TOO_LONG) for more than 160
    characters.
    """
    text = tidy(text)
    if means_nothing(text):
        return None
    if len(text) > _LONGEST_HOURS:
        raise Unreadable(TOO_LONG, "jam buka terlalu panjang.", "Contoh: Senin–Jumat 08.00–16.00.")

    def clock(match: re.Match[str]) -> str:
        hour, minute = int(match[1]), int(match[2])
        if minute > 59 or hour > 24 or (hour == 24 and minute):
            hint = "Tulis jam 00.00 sampai 24.00, contoh: Senin–Jumat 08.00–16.00."
            raise Unreadable(BAD_HOURS, f'tidak ada jam "{match[0]}".', hint)
        return f"{hour:02d}.{minute:02d}"

    text = re.sub(_TIME, clock, text)
    text = re.sub(rf"(?i)(?<=[0-9]\.[0-9][0-9]){_SPAN}(?=[0-9]{{2}}\.[0-9]{{2}})", "–", text)
    return re.sub(rf"(?i)({_DAY_WORD}){_SPAN}(?={_DAY_WORD})", r"\1–", text)


def format_hours(hours: str, zone: str) -> str:
    """Hours as read by `read_hours`, with the zone's name after a time: `08.00–17.00 WIB`."""
    if not re.search(r"[0-9]{2}\.[0-9]{2}$", hours) or re.search(r"\bWI(?:B|T|TA)\b", hours):
        return hours
    return f"{hours} {zone}"


class TimeZone(NamedTuple):
    """One of Indonesia's three time zones: its name and what it is ahead of UTC, in hours."""

    name: str
    hours: int


WIB, WITA, WIT = TimeZone("WIB", 7), TimeZone("WITA", 8), TimeZone("WIT", 9)

_WIT_PROVINCES = frozenset(["81", "82", "91", "92", "93", "94", "95", "96"])
_WITA_PROVINCES = frozenset(["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"])


def zone_of(province_code: str) -> TimeZone:
    """The time zone of a province by its official code (Keppres 41/1987).

    A code not known to be elsewhere is WIB.
    """
    if province_code in _WIT_PROVINCES:
        return WIT
    return WITA if province_code in _WITA_PROVINCES else WIB


def today_in(province_code: str, now: datetime.datetime) -> datetime.date:
    """The date in the province at the moment `now` (with a time zone).

    A naive `now` is a bug: `ValueError`.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    zone = datetime.timezone(datetime.timedelta(hours=zone_of(province_code).hours))
    return now.astimezone(zone).date()


def years_before(day: datetime.date, years: int) -> datetime.date:
    """The same day some years earlier; of a leap day the day before, and no day before the first that there is."""
    year = day.year - years
    if year < datetime.MINYEAR:
        return datetime.date.min
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
