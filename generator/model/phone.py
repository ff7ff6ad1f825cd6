"""Indonesian telephone numbers: from what people type to a WhatsApp link. Knows no field and no consent.

Source of the rules: domain reference, section 3.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.model.clean_text import figures
from generator.model.collate import means_nothing, quoted
from generator.model.numbers import refuse_damaged
from generator.model.problem import Remark, Remarks, Unreadable
from generator.model.rules import BAD_PHONE, HALF_READ, TOO_LONG

_LONGEST = 300  # characters
_MOBILE = re.compile("08[1-9][0-9]{7,10}")

_SHORT_AREAS = ("21", "22", "24", "31", "61")
"""Area codes with two digits after the zero: Jakarta, Bandung, Semarang, Surabaya, Medan.

All others have three.
"""

_HINT = "Tulis nomornya saja, contoh: 081234567890."

_CHAT_LINK = (
    r"(?i)(?:https?://)?(?:www\.)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?(?:[^#]*&)?phone=)"
    r"(?:\+|%2B)?([0-9][0-9 .-]*)(?:[/?&#].*)?"
)
_CHAT_APP = r"(?i)whatsapp://send/?\?(?:[^#]*&)?phone=(?:\+|%2B)?([0-9][0-9 .-]*)(?:[&#].*)?"
_ANY_LINK = r"(?i)(?:[a-z]+://|(?:www\.|wa\.|[a-z]+\.whatsapp\.)[a-z])"
_BETWEEN = r"\s*[/,;|&\n]\s*|\s+(?:atau|dan|or)\s+"
_NUMBER = r"\+?[0-9(](?:[0-9 ().+-]*[0-9])?"
_LABELS = r"(?:whatsapp|wa|hp|telepon|telp|tlp|tel|phone|nomor|no|cp|kontak|kantor|fax)"
_LABEL = rf"[\s:.,'’\"-]*(?:{_LABELS}\b[\s:.]*)*"
_LOOKALIKE = "[OoQDIiLlSsBbZzGg|!]"
# What makes a number another one than was meant: a letter at its edge, or a letter that looks like a digit beside it.
_SPOILT_BEFORE = rf"(?:[^\W\d_]|(?<![^\W_]){_LOOKALIKE}[ .()-]{{1,3}})$"
_SPOILT_AFTER = rf"(?:[^\W\d_]|[ .()-]{{1,3}}(?:{_LOOKALIKE}{{1,3}}(?![^\W\d_])|{_LOOKALIKE}+[0-9])|(?:[^\w\s/&(]|_)+[0-9]{{1,5}}(?![0-9]))"


class Phone(NamedTuple):
    """A telephone number: `number` in digits with country code, `mobile`: WhatsApp may reach it."""

    number: str
    mobile: bool

    def whatsapp(self, text: str = "") -> str:
        """The address of a chat, with `text` filled in; empty for a landline."""
        if not self.mobile:
            return ""
        if not text:
            return f"https://wa.me/{self.number}"
        from urllib.parse import quote

        return f"https://wa.me/{self.number}?text={quote(text, safe='')}"

    @property
    def tel(self) -> str:
        """The address that dials: `tel:+62711353535`."""
        return f"tel:+{self.number}"

    @property
    def written(self) -> str:
        """What our own writers put into a file: `081234567890`."""
        return f"0{self.number[2:]}"

    @property
    def shown(self) -> str:
        """As people read it: `0812-3456-7890`, `(0711) 353535`."""
        digits = self.written
        if self.mobile:
            return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"
        area = 3 if self.number.startswith(_SHORT_AREAS, 2) else 4
        return f"({digits[:area]}) {digits[area:]}"


def read_phone(text: str, remarks: Remarks) -> Phone | None:
    """The number that `text` holds, however it is written; also from a WhatsApp link.

    Of several numbers the first is taken, with a HALF_READ remark. Raises `Unreadable`: BAD_PHONE,
    DAMAGED_NUMBER (spoilt by a spreadsheet), TOO_LONG.
    """
    if _MOBILE.fullmatch(text):
        return Phone("62" + text[1:], mobile=True)  # as nearly all are written
    parts = "\n".join(line for line in map(figures, text.splitlines()) if line)
    text = figures(text)
    if means_nothing(text):
        return None
    if len(text) > _LONGEST:
        raise Unreadable(TOO_LONG, f"nomor {quoted(text)} terlalu panjang.", _HINT)
    refuse_damaged(text, "081234567890")
    if match := re.fullmatch(_CHAT_LINK, text) or re.fullmatch(_CHAT_APP, text):
        return _phone(match[1], text)
    if re.match(_ANY_LINK, text):
        hint = "Tulis nomornya, contoh: 081234567890, atau tautan https://wa.me/6281234567890."
        raise Unreadable(BAD_PHONE, f"tautan {quoted(text)} tidak memuat nomor WhatsApp.", hint)
    typed, rest = _first_number(re.sub(r"\.0$", "", parts))
    if not typed:
        raise Unreadable(BAD_PHONE, f"{quoted(text)} bukan nomor telepon.", _HINT)
    phone = _phone(typed, text)
    if rest:
        message = f"dari {quoted(text)} hanya {phone.shown} yang dipakai; {quoted(rest)} dilewati."
        remarks.append(Remark(HALF_READ, message, "Isi satu nomor saja."))
    return phone


def read_whatsapp(text: str, remarks: Remarks) -> Phone | None:
    """As `read_phone`, but a landline is refused: WhatsApp does not reach it."""
    phone = read_phone(text, remarks)
    if phone and not phone.mobile:
        hint = "Isi nomor ponsel, contoh: 081234567890. Telepon rumah atau kantor ditulis di isian telepon."
        raise Unreadable(BAD_PHONE, f"{quoted(text)} nomor telepon rumah atau kantor, bukan WhatsApp.", hint)
    return phone


def _first_number(text: str) -> tuple[str, str]:
    """The first number in a text and what else the text says, labels such as "WA:" not counted."""
    typed, rest = "", []
    for part in re.split(_BETWEEN, text):
        match = None if typed else re.search(_NUMBER, part.strip())
        if match is None:
            rest.append(part.strip() if typed else re.sub(rf"(?i){_LABEL}$", "", part).strip())
            continue
        typed = match[0]
        before, after = match.string[: match.start()], match.string[match.end() :]
        _refuse_letters(before, after, text)
        rest += [before, after]
    bare = (re.sub(rf"(?i)^{_LABEL}", "", part).strip(" ()'.-") for part in rest)
    return typed, ", ".join(part for part in bare if part)


def _refuse_letters(before: str, after: str, text: str) -> None:
    """Raise BAD_PHONE where a letter or sign touches the digits: `08123456789O` without its O is somebody else's number."""
    before = re.sub(rf"(?i){_LABELS}$", "", before)
    after = re.sub(rf"(?i)^{_LABELS}\b", "", after)
    spoilt = re.search(_SPOILT_BEFORE, before) or re.match(_SPOILT_AFTER, after)
    if spoilt:
        sign = spoilt[0].strip(" .()-")[:1]
        hint = f"Ketik ulang nomornya dengan angka saja; huruf O bukan angka 0, huruf l bukan angka 1. {_HINT}"
        raise Unreadable(BAD_PHONE, f'tanda "{sign}" menempel pada angka di nomor {quoted(text)}.', hint)


def _phone(typed: str, text: str) -> Phone:
    """The number typed, brought to the form `62…` and checked."""
    digits = "".join(letter for letter in typed if letter in "0123456789")
    abroad = typed.startswith("+") and not digits.startswith("62")
    if digits.startswith("0062"):
        digits = digits[2:]
    elif abroad or digits.startswith("00"):
        hint = "Isi nomor Indonesia yang diawali 0 atau +62, contoh: 081234567890."
        raise Unreadable(BAD_PHONE, f"{quoted(text)} bukan nomor Indonesia.", hint)
    if digits.startswith("62"):
        digits = "62" + digits[2:].removeprefix("0")  # `+62 (0) 812…`
    elif digits.startswith("0"):
        digits = "62" + digits[1:]
    elif digits.startswith("8") and 9 <= len(digits) <= 12:
        digits = "62" + digits  # a spreadsheet has dropped the zero
    if re.fullmatch("628[1-9][0-9]{7,10}", digits):
        return Phone(digits, mobile=True)
    short = "|".join(_SHORT_AREAS)
    if re.fullmatch(rf"62(?:(?:{short})[0-9]{{6,8}}|(?!{short})[2-79][0-9]{{2}}[0-9]{{5,8}})", digits):
        return Phone(digits, mobile=False)
    raise _unreadable(digits, text)


def _unreadable(digits: str, text: str) -> Unreadable:
    """The refusal that fits a number that is neither mobile nor landline."""
    if not digits.startswith("62"):
        hint = "Awali dengan 0 atau kode area, contoh: 081234567890 atau 0711-353535."
        return Unreadable(BAD_PHONE, f"{quoted(text)} bukan nomor telepon lengkap.", hint)
    mobile = digits.startswith("628") or len(digits) < 5
    kind = "nomor WhatsApp" if mobile else "nomor telepon"
    if len(digits) < 11:
        return Unreadable(BAD_PHONE, f"{quoted(text)} terlalu pendek untuk {kind}.", _HINT)
    if len(digits) > 13:
        hint = f"{_HINT} Bila ada dua nomor, isi satu saja."
        return Unreadable(BAD_PHONE, f"{quoted(text)} terlalu panjang untuk {kind}.", hint)
    return Unreadable(BAD_PHONE, f"{quoted(text)} bukan {kind} Indonesia.", _HINT)
