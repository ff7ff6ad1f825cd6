"""Numbers as people in Indonesia write them: full stop for thousands, comma for decimals.

Knows nothing of money. A decimal is held as a whole number of hundredths (`62,35` is 6235): exact, comparable
with `>=` for the 40 percent rule, the same in JSON, SQLite and the fingerprint, and `decimal` need not be
imported at start-up.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from generator.model.clean_text import figures
from generator.model.collate import means_nothing, quoted
from generator.model.problem import Remark, Remarks, Unreadable
from generator.model.rules import AMBIGUOUS_NUMBER, DAMAGED_NUMBER, NOT_A_NUMBER, OUT_OF_RANGE

OLDEST_YEAR, LATEST_YEAR = 1800, 2100

_LONGEST = 40  # characters; keeps int() and the patterns far from hostile input


class Figure(NamedTuple):
    """A number as typed: `digits` / 10 ** `places`, trailing decimal zeros dropped.

    `ambiguous`: `25,000` and the like.
    """

    digits: int
    places: int
    ambiguous: bool = False

    @property
    def whole(self) -> bool:
        """Whether the number has no decimals."""
        return self.places == 0


def read_figure(text: str) -> Figure | None:
    """The number that `text` (digits, full stops, commas, blanks) spells, or `None`.

    `1.250` is grouped, `1.25` and `0.625` have decimals, `1,250` is grouped but ambiguous, `1,250,000` is
    grouped.
    """
    if len(text) > _LONGEST or not re.fullmatch("[0-9]+(?:[., ][0-9]+)*", text):
        return None
    if text.isdecimal():
        return Figure(int(text), 0)
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?", text):
        whole, _, decimals = text.partition(",")
        return _figure(whole.replace(".", ""), decimals)
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?", text):
        whole, point, decimals = text.partition(".")
        return _figure(whole.replace(",", ""), decimals, ambiguous=not point and text.count(",") == 1)
    if re.fullmatch(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]{1,2})?", text):
        whole, _, decimals = text.partition(",")
        return _figure(whole.replace(" ", ""), decimals, ambiguous=True)
    if match := re.fullmatch("([0-9]+)[.,]([0-9]+)", text):
        return _figure(match[1], match[2])
    return None


def _figure(whole: str, decimals: str, *, ambiguous: bool = False) -> Figure:
    decimals = decimals.rstrip("0")
    return Figure(int(whole + decimals), len(decimals), ambiguous)


def is_damaged(text: str) -> bool:
    """Whether a spreadsheet has spoilt the number: `8.12E+11`, `8,12E+11`, `######`, `#REF!`."""
    return re.fullmatch(r"(?i)[0-9]+(?:[.,][0-9]+)?e[+-]?[0-9]+|#{2,}|#[a-z/]+[!?]?[0-9]?", text) is not None


def refuse_damaged(text: str, sample: str) -> None:
    """Raise DAMAGED_NUMBER when a spreadsheet has spoilt `text`; `sample` shows a number well written."""
    if is_damaged(text):
        hint = f"Ubah format kolom menjadi Teks, lalu tulis ulang, contoh: {sample}."
        raise Unreadable(DAMAGED_NUMBER, f"nomor {quoted(text)} rusak oleh lembar kerja.", hint)


def read_int(text: str, remarks: Remarks, *, low: int = 0, high: int | None = None) -> int | None:
    """A whole number from `low` to `high`: `1250`, `1.250`, `1250.0`.

    `1,250` is read as 1.250 with a remark.
    """
    text = figures(text)
    if means_nothing(text):
        return None
    refuse_damaged(text, "1250")
    _refuse_negative(text)
    figure = read_figure(text)
    if figure is None:
        raise Unreadable(NOT_A_NUMBER, f"{quoted(text)} bukan angka.", "Tulis angka saja, contoh: 1250.")
    if not figure.whole:
        raise Unreadable(NOT_A_NUMBER, f"{quoted(text)} bukan bilangan bulat.", "Tulis tanpa desimal, contoh: 1250.")
    if figure.ambiguous:
        hint = "Jika bukan itu maksudnya, tulis tanpa pemisah, contoh: 1250."
        remarks.append(Remark(AMBIGUOUS_NUMBER, f"{quoted(text)} dibaca {format_number(figure.digits)}.", hint))
    if figure.digits < low or (high is not None and figure.digits > high):
        _refuse_range(text, format_number(low), None if high is None else format_number(high))
    return figure.digits


def read_decimal(text: str, remarks: Remarks, *, low: int = 0, high: int | None = None) -> int | None:
    """A number with at most two decimals, in **hundredths**: `62,35`, `62.35`, `62,35%` are 6235.

    `low`, `high` in whole units.
    """
    text = figures(text)
    if means_nothing(text):
        return None
    refuse_damaged(text, "62,35")
    bare = re.sub(r"(?i)\s*(?:%|persen)$", "", text)
    _refuse_negative(bare)
    match = re.fullmatch("([0-9]{1,12})(?:[.,]([0-9]+))?", bare)
    if match is None or len(bare) > _LONGEST:
        raise Unreadable(NOT_A_NUMBER, f"{quoted(text)} bukan angka.", "Tulis angka saja, contoh: 62,35.")
    decimals = match[2] or ""
    if len(decimals) > 2 and (decimals[2:].strip("0") or len(decimals) == 3):
        hint = "Tulis paling banyak dua angka sesudah koma, contoh: 62,35."
        if match[1] == "0" and high == 100:
            hint = "Lembar kerja menyimpan persen sebagai pecahan. Jika maksudnya 62,35%, tulis 62,35."
        raise Unreadable(NOT_A_NUMBER, f"{quoted(text)} punya lebih dari dua angka desimal.", hint)
    hundredths = int(match[1]) * 100 + int(decimals[:2].ljust(2, "0"))
    if hundredths < low * 100 or (high is not None and hundredths > high * 100):
        _refuse_range(text, format_number(low), None if high is None else format_number(high))
    return hundredths


def read_tkdn(text: str, remarks: Remarks) -> int | None:
    """Local content (TKDN) in hundredths of a percent, 0 to 100 percent."""
    return read_decimal(text, remarks, high=100)


def read_bmp(text: str, remarks: Remarks) -> int | None:
    """The company's benefit weight (BMP) in hundredths of a percent. How high it may be is a rule with a date (`tkdn.bmp_maks`)."""
    return read_decimal(text, remarks, high=100)


def read_year(text: str, remarks: Remarks) -> int | None:
    """A year in four digits, from 1800 to 2100: `2019`, `2019.0`, `sejak 2019`."""
    text = figures(text)
    if means_nothing(text):
        return None
    refuse_damaged(text, "2019")
    match = re.fullmatch(r"(?i)(?:sejak |tahun |th\.? ?|sejak tahun )?([0-9]{4})(?:\.0)?", text)
    if match is None:
        raise Unreadable(NOT_A_NUMBER, f"{quoted(text)} bukan tahun.", "Tulis tahun dengan empat angka, contoh: 2019.")
    year = int(match[1])
    if not OLDEST_YEAR <= year <= LATEST_YEAR:
        _refuse_range(text, str(OLDEST_YEAR), str(LATEST_YEAR))
    return year


def _refuse_negative(text: str) -> None:
    if re.match("- ?[0-9]", text):
        raise Unreadable(OUT_OF_RANGE, f"{quoted(text)} kurang dari nol.", "Tulis angka tanpa tanda minus.")


def _refuse_range(text: str, low: str, high: str | None) -> NoReturn:
    if high is None:
        raise Unreadable(OUT_OF_RANGE, f"{quoted(text)} terlalu kecil.", f"Isi paling sedikit {low}.")
    raise Unreadable(OUT_OF_RANGE, f"{quoted(text)} di luar batas.", f"Isi antara {low} dan {high}.")


def format_number(value: int, lang: str = "id") -> str:
    """`1250` as `1.250`, in English `1,250`."""
    grouped = f"{value:,}"
    return grouped if lang == "en" else grouped.replace(",", ".")


def format_decimal(hundredths: int, lang: str = "id") -> str:
    """Hundredths as a decimal without useless zeros: 6235 is `62,35`, 6250 is `62,5`, 4000 is `40`."""
    whole, rest = divmod(abs(hundredths), 100)
    decimals = f"{rest:02d}".rstrip("0")
    point = "." if lang == "en" else ","
    sign = "-" if hundredths < 0 else ""
    return sign + format_number(whole, lang) + (point + decimals if decimals else "")


def format_percent(hundredths: int, lang: str = "id") -> str:
    """Hundredths of a percent as `62,35%`, without a blank (PUEBI)."""
    return f"{format_decimal(hundredths, lang)}%"
