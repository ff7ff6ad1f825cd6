"""Prices in whole rupiah: reading what offices and sellers type, writing what the page shows.

Knows no field and no file. Source of the forms: domain reference, section 5 (PUEBI: `Rp25.000`, en dash in
ranges, full stop for thousands).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from generator.model.clean_text import figures
from generator.model.collate import means_nothing, quoted
from generator.model.numbers import Figure, format_number, is_damaged, read_figure, refuse_damaged
from generator.model.problem import Remark, Remarks, Unreadable
from generator.model.rules import AMBIGUOUS_NUMBER, HALF_READ, LOW_PRICE, NOT_A_NUMBER, OUT_OF_RANGE, TOO_LONG

LOWEST_USUAL = 100
"""Rupiah. Less is probably a price typed in thousands (`25` for Rp25.000)."""

PRICE_BANDS = (25_000, 50_000, 100_000, 250_000, 1_000_000)
"""Rupiah. A band of the price filter ends below each; the last is open."""

HIGHEST = 1_000_000_000_000
"""Rupiah. More is a slip of the keyboard or a telephone number."""

_PLAIN = re.compile("[1-9][0-9]{2,11}")
_LONGEST, _LONGEST_UNIT = 200, 40  # characters

_TIMES = {"rb": 3, "ribu": 3, "k": 3, "jt": 6, "juta": 6, "miliar": 9, "milyar": 9}
"""Words after a number and the power of ten they stand for."""

_NO_PRICE = (
    r"(?i)(?:harga )?(?:bervariasi|variatif|variasi|hubungi|tanya|tanyakan|nego|negosiasi|menyesuaikan|"
    r"tergantung|sesuai pesanan|sesuai permintaan|by request|call|chat)\b[^0-9]*|(?:harga ?:? ?)?(?:rp|idr)[ .,:=_-]*"
)
_SUM = r"(?:rp\b\.?|rp\.?(?=[0-9])|idr)? ?([0-9]+(?:[., ][0-9]+)*) ?(?:(rb|ribu|k|jt|juta|miliar|milyar)\b\.?)?"
_TAIL = r"(?: ?rupiah)?(?:[.,] ?[-=]{1,2})?"  # `25.000,-`
_SPAN = r" ?(?:[-~]|s/d|s\.d\.?|sd\b|sampai(?: dengan)?\b|hingga\b) ?"
_UNIT = rf"(?: ?(?:/|\bper\b) ?([^0-9/]{{1,{_LONGEST_UNIT}}}?))?"
_PRICE = (
    r"(?i)(?:harga ?:? ?)?(mulai\b|start(?:ing)?\b)?(?: ?(?:dari|harga|from|at)\b)? ?:? ?@? ?"
    rf"{_SUM}{_TAIL}(?:{_UNIT}{_SPAN}{_SUM}{_TAIL})?(?: ?(?:/|per) ?(.+))?"
)


class Price(NamedTuple):
    """A price in whole rupiah. `high`: end of a range, above `low`. `starting`: "Mulai".

    `unit`: `kg`, `kotak`, or empty.
    """

    low: int
    high: int | None = None
    starting: bool = False
    unit: str = ""


def read_price(text: str, remarks: Remarks) -> Price | None:
    """The price that `text` tells: `25000`, `Rp 25.000,-`, `25rb`, `4.000 - 60.000`, `Mulai Rp1.500 / pcs`.

    `None` for no price ("Bervariasi", "hubungi penjual", "-"). Remarks: AMBIGUOUS_NUMBER (`25,000`),
    LOW_PRICE, HALF_READ. Raises `Unreadable`: NOT_A_NUMBER, OUT_OF_RANGE, DAMAGED_NUMBER, TOO_LONG.
    """
    if _PLAIN.fullmatch(text):  # as nearly all are written
        _check_bounds(text, int(text), None, remarks)
        return Price(int(text))
    text = figures(text)
    if means_nothing(text) or re.fullmatch(_NO_PRICE, text):
        return None
    if len(text) > _LONGEST:
        raise Unreadable(TOO_LONG, f"harga {quoted(text)} terlalu panjang.", "Tulis harganya saja, contoh: 25000.")
    refuse_damaged(text, "25000")
    bare, note = _without_note(text)
    match = re.fullmatch(_PRICE, bare)
    if match is None:
        raise _unreadable(text)
    start, first, first_word, first_unit, second, second_word, unit = match.groups()
    unit = _unit(first_unit, unit, text)
    low, high = _amounts(text, (first, first_word), (second, second_word) if second else None, remarks)
    if note:
        remarks.append(Remark(HALF_READ, f"keterangan {quoted(note)} pada harga dilewati.", "Pindahkan ke deskripsi."))
    if high is None and low == 0:
        hint = "Kosongkan bila harganya memang belum ada."
        remarks.append(Remark(LOW_PRICE, "harga 0 dianggap belum ada.", hint))
        return None
    _check_bounds(text, low, high, remarks)
    return Price(low, high if high != low else None, bool(start) and high in (None, low), unit)


def _without_note(text: str) -> tuple[str, str]:
    """Splits `25.000 (nego)` into the price and the note."""
    match = re.fullmatch(r"(.*[^ (]) ?\(([^()]*)\)", text)
    return (match[1], match[2]) if match else (text, "")


def _unit(first: str | None, last: str | None, text: str) -> str:
    """The unit, cleaned; refuses two different ones, a long one, and what only another price would hold."""
    before, unit = (first or "").strip(" .,;/"), (last or "").strip(" .,;/")
    if before and unit and before.casefold() != unit.casefold():
        hint = "Tulis satu satuan saja, contoh: 15000–20000/kg."
        raise Unreadable(NOT_A_NUMBER, f"harga {quoted(text)} punya dua satuan.", hint)
    unit = unit or before
    if len(unit) > _LONGEST_UNIT:
        raise Unreadable(TOO_LONG, f"satuan pada harga {quoted(text)} terlalu panjang.", "Contoh: 25000/kotak.")
    if unit.casefold() == "sen" or not unit.isprintable() or re.search(r"(?i)\brp|[0-9][.,][0-9]{3}\b", unit):
        raise _unreadable(text)
    return unit


_Sum = tuple[str, str | None]


def _amounts(text: str, first: _Sum, second: _Sum | None, remarks: Remarks) -> tuple[int, int | None]:
    """The one or two sums in rupiah. In `25-30 rb` the word counts for both."""
    low = _figure(first[0], text, remarks)
    if second is None:
        return _rupiah(low, first[1], text), None
    high = _figure(second[0], text, remarks)
    word = first[1]
    if second[1] and not word:
        if _less_or_equal(low, high):
            word = second[1]
        elif low.digits < 1000:
            hint = "Tulis kedua harga lengkap, contoh: 500000 – 1000000."
            raise Unreadable(NOT_A_NUMBER, f"harga {quoted(text)} bisa dibaca dua cara.", hint)
    return _rupiah(low, word, text), _rupiah(high, second[1], text)


def _less_or_equal(one: Figure, other: Figure) -> bool:
    scale_of_one: int = 10**one.places
    scale_of_other: int = 10**other.places
    return one.digits * scale_of_other <= other.digits * scale_of_one


def _figure(digits: str, text: str, remarks: Remarks) -> Figure:
    figure = read_figure(digits)
    if figure is None:
        hint = "Tulis tanpa titik dan koma, contoh: 25000."
        raise Unreadable(NOT_A_NUMBER, f"titik atau koma pada {quoted(text)} tidak pada tempatnya.", hint)
    if figure.ambiguous:
        hint = "Jika bukan itu maksudnya, tulis tanpa pemisah, contoh: 25000."
        remarks.append(Remark(AMBIGUOUS_NUMBER, f"{quoted(digits)} dibaca {format_rupiah(figure.digits)}.", hint))
    return figure


def _rupiah(figure: Figure, word: str | None, text: str) -> int:
    """The figure times its word, refused unless it is a whole number of rupiah."""
    power = _TIMES[word.casefold()] if word else 0
    times: int = 10**power
    scale: int = 10**figure.places
    rupiah, rest = divmod(figure.digits * times, scale)
    if rest:
        hint = "Tulis rupiah bulat tanpa sen, contoh: 12500."
        raise Unreadable(NOT_A_NUMBER, f"{quoted(text)} bukan harga: rupiah tidak memakai pecahan.", hint)
    return rupiah


def _check_bounds(text: str, low: int, high: int | None, remarks: Remarks) -> None:
    if high is not None and high < low:
        hint = "Tulis harga terendah dulu, contoh: 4000 – 60000."
        raise Unreadable(OUT_OF_RANGE, f"rentang harga {quoted(text)} terbalik.", hint)
    if max(low, high or 0) > HIGHEST:
        hint = "Periksa jumlah nolnya. Contoh: 25000."
        raise Unreadable(OUT_OF_RANGE, f"harga {quoted(text)} lebih dari {format_rupiah(HIGHEST)}.", hint)
    if low < LOWEST_USUAL:
        hint = f"Jika maksudnya {format_rupiah(max(low, 1) * 1000)}, tulis {max(low, 1) * 1000}."
        remarks.append(Remark(LOW_PRICE, f"harga {format_rupiah(low)} kurang dari Rp{LOWEST_USUAL}.", hint))


def _unreadable(text: str) -> Unreadable:
    """The refusal that fits what was found instead of a price."""
    if re.match("- ?(?:rp)?[0-9]", text.casefold()):
        return Unreadable(
            OUT_OF_RANGE, f"harga {quoted(text)} kurang dari nol.", "Tulis tanpa tanda minus, contoh: 25000."
        )
    if re.search(r"(?i)\$|€|\b(?:usd?|us dollar|dolar|sgd|myr|rm|eur|euro)\b", text):
        return Unreadable(NOT_A_NUMBER, f"harga {quoted(text)} bukan rupiah.", "Tulis dalam rupiah, contoh: 25000.")
    if re.match(r"(?i)(?:rp)?\.? ?[0-9]", text) and not is_damaged(text):
        hint = "Tulis angka saja, contoh: 25000. Satuan ditulis sesudah garis miring: 25000/kg."
        return Unreadable(NOT_A_NUMBER, f"harga {quoted(text)} tidak terbaca.", hint)
    return Unreadable(NOT_A_NUMBER, f"{quoted(text)} bukan angka.", "Tulis angka saja, contoh: 25000.")


def format_rupiah(rupiah: int, lang: str = "id") -> str:
    """`25000` as `Rp25.000`; in English text `Rp25,000`."""
    return f"Rp{format_number(rupiah, lang)}"


def format_price(price: Price, lang: str = "id") -> str:
    """`Rp25.000`, `Rp4.000–Rp60.000`, `Mulai Rp1.500` (English: `From Rp1,500`).

    The unit is the caller's to show.
    """
    shown = format_rupiah(price.low, lang)
    if price.high is not None:
        return f"{shown}–{format_rupiah(price.high, lang)}"
    if price.starting:
        return f"{'From' if lang == 'en' else 'Mulai'} {shown}"
    return shown


def canonical_price(price: Price) -> str:
    """What our own writers put into a file: `15000`, `4000–60000`, `mulai 1500`, `15000/kg`.

    Reads back equal.
    """
    text = str(price.low) if price.high is None else f"{price.low}–{price.high}"
    start = "mulai " if price.starting else ""
    return f"{start}{text}/{price.unit}" if price.unit else f"{start}{text}"


def price_band(price: Price | None) -> str:
    """The filter's key for a price: the place of its band, `x` without a price."""
    return str(bisect_right(PRICE_BANDS, price.low)) if price else "x"
