"""Numbers of licences and certificates: brought to one written form, or refused with the reason.

Knows no date of today. Source: domain reference, section 2, where each rule is marked as seen or as general
knowledge.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.model.clean_text import figures
from generator.model.collate import means_nothing, quoted
from generator.model.numbers import refuse_damaged
from generator.model.problem import Remark, Remarks, Unreadable
from generator.model.rules import (
    BAD_LICENCE,
    IMPORTED_PRODUCT,
    OLD_LICENCE,
    PRIVATE_NUMBER,
    TOO_LONG,
    UNUSUAL_NUMBER,
)

_LONGEST = 80  # characters


class Format(NamedTuple):
    """How a licence number looks: its name for editors, the written form's pattern, a harmless sample."""

    name: str
    pattern: str
    sample: str


# One row per licence. Sources as the domain reference marks them: [S] seen, [K] general knowledge.
FORMATS = {
    # [K] 13 digits, issued by OSS (PP 28/2025).
    "nib": Format("NIB", r"[0-9]{13}", "0000000000012"),
    # [S] Peraturan BPOM 22/2018: 15 digits, the last two the last valid year; 12 digits is the old form.
    "pirt": Format("nomor P-IRT", r"[0-9]{13}-[0-9]{2}|[0-9]{12}", "2000000000012-30"),
    # [S] MD and ML with 12 digits, newer ones [K] up to 15; cosmetics, traditional medicine, supplements [K].
    "bpom": Format("nomor BPOM", r"M[DL] [0-9]{12,15}|N[A-E][0-9]{11}|(?:TR|S[DI]|QD)[0-9]{9}", "MD 000000000012"),
    # [S] FAHI guide to BPJPH: ID and 17 digits. Older MUI numbers: 11 to 15 digits, accepted with a warning.
    "halal": Format("nomor sertifikat halal", r"ID[0-9]{17}|[0-9]{11,15}", "ID00000000000000123"),
    # [K] such as SNI 2973:2022, older SNI 01-2973-1992, adopted SNI ISO 9001:2015.
    "sni": Format("nomor SNI", r"SNI (?:ISO(?:/IEC)? )?[0-9]{1,5}(?:[-.][0-9]{1,6}){0,4}[:-][0-9]{4}", "SNI 2973:2022"),
    # [K] DJKI: IDM registered; DID, JID, M are applications.
    "merek": Format("nomor merek", r"IDM[0-9]{9}|(?:DID|JID|M)[0-9]{6,14}", "IDM000000012"),
    # [K] WCO: six digits; Indonesia's BTKI has eight, older lists ten.
    "hs": Format("kode HS", r"[0-9]{4}(?:\.[0-9]{2}){1,3}", "0901.21"),
    # [S] Peraturan BPS 2/2020 and 7/2025: five digits; the edition is kept beside the code.
    "kbli": Format("kode KBLI", r"[0-9]{5}(?: \((?:2015|2017|2020|2025)\))?", "10794"),
}


def _refuse(key: str, text: str, why: str = "") -> Unreadable:
    """The refusal of a number that does not fit its format."""
    form = FORMATS[key]
    message = f"{form.name} {quoted(text)} {why or 'tidak sesuai bentuknya'}."
    return Unreadable(BAD_LICENCE, message, f"Contoh: {form.sample}.")


def _start(key: str, text: str) -> str | None:
    """The text tidied; `None` for nothing. Refuses what is too long or spoilt by a spreadsheet."""
    text = figures(text)
    if means_nothing(text):
        return None
    form = FORMATS[key]
    if len(text) > _LONGEST:
        raise Unreadable(TOO_LONG, f"{form.name} {quoted(text)} terlalu panjang.", f"Contoh: {form.sample}.")
    refuse_damaged(text, form.sample)
    return text


def _digits(text: str, label: str) -> str | None:
    """The digits of a number written with gaps and a label; `None` if there is anything else."""
    number_sign = r"(?:(?:nomor|no)\b\.? ?:? ?)?"
    bare = re.sub(rf"(?i)^{number_sign}(?:{label})?[ :.]*{number_sign}", "", text)
    bare = re.sub(r"\.0$", "", bare)  # a spreadsheet's decimal
    return re.sub(r"[ .\-–/]", "", bare) if re.fullmatch(r"[0-9][0-9 .\-–/]*", bare) else None


def _refuse_sixteen(digits: str | None) -> None:
    """Raise PRIVATE_NUMBER for 16 digits: somebody's NIK typed into the wrong field. It is not repeated."""
    if digits and len(digits) == 16:
        message = "ada 16 angka berurutan yang mungkin NIK atau NPWP."
        raise Unreadable(PRIVATE_NUMBER, message, "Hapus; data ini tidak boleh diterbitkan.")


def read_nib(text: str, remarks: Remarks) -> str | None:
    """NIB: 13 digits."""
    typed = _start("nib", text)
    if typed is None:
        return None
    digits = _digits(typed, "nib")
    _refuse_sixteen(digits)
    if digits is None:
        raise _refuse("nib", typed, "bukan 13 angka")
    if len(digits) != 13:
        zero = "; angka nol di depan mungkin hilang" if len(digits) == 12 else ""
        raise _refuse("nib", typed, f"punya {len(digits)} angka, padahal harus 13{zero}")
    return digits


def read_pirt(text: str, remarks: Remarks) -> str | None:
    """P-IRT: `1234567890123-45`. Twelve digits is the old form: kept, with an OLD_LICENCE remark."""
    typed = _start("pirt", text)
    if typed is None:
        return None
    digits = _digits(typed, "(?:spp|p)[ .-]*irt")
    _refuse_sixteen(digits)
    if digits is None or len(digits) not in (12, 15):
        found = "bukan angka" if digits is None else f"punya {len(digits)} angka"
        raise _refuse("pirt", typed, f"{found}, padahal harus 15")
    if len(digits) == 12:
        message = f"P-IRT {quoted(typed)} memakai format lama, periksa masa berlaku."
        remarks.append(Remark(OLD_LICENCE, message, "Nomor yang baru 15 angka dan memuat tahun berakhir."))
        return digits
    return f"{digits[:13]}-{digits[13:]}"


def pirt_last_year(number: str) -> int | None:
    """The last valid year that a P-IRT number (as read by `read_pirt`) ends in; `None` for the old form."""
    match = re.fullmatch(r"[0-9]{13}-([0-9]{2})", number)
    return 2000 + int(match[1]) if match else None


def read_bpom(text: str, remarks: Remarks) -> str | None:
    """BPOM: `MD 000000000012` for food, `NA…`, `TR…`, `SD…`, `QD…` for others.

    ML (imported) leaves a remark.
    """
    typed = _start("bpom", text)
    if typed is None:
        return None
    bare = re.sub(r"(?i)^(?:(?:nomor|no)\b\.? ?)?(?:izin edar )?(?:bpom|pom)?(?: ri\b)?[ :.]*", "", typed)
    bare = re.sub(r"[ .\-]", "", bare).upper()
    if re.fullmatch("[0-9]+", bare):
        raise _refuse("bpom", typed, "belum memuat huruf jenisnya, misalnya MD untuk pangan")
    number = f"{bare[:2]} {bare[2:]}" if bare[:2] in ("MD", "ML") else bare
    if not re.fullmatch(FORMATS["bpom"].pattern, number):
        raise _refuse("bpom", typed)
    if number.startswith(("ML", "SI")):
        message = f"nomor BPOM {quoted(number)} milik produk impor."
        remarks.append(Remark(IMPORTED_PRODUCT, message, "Etalase ini untuk produk buatan Indonesia; periksa kembali."))
    return number


def read_halal(text: str, remarks: Remarks) -> str | None:
    """Halal certificate of BPJPH: `ID` and 17 digits.

    An older MUI number is kept, with an OLD_LICENCE remark.
    """
    typed = _start("halal", text)
    if typed is None:
        return None
    bare = re.sub(r"(?i)^(?:(?:nomor|no)\b\.? ?)?(?:sertifikat )?(?:halal)?[ :.]*", "", typed)
    bare = re.sub(r"[ .\-]", "", bare).upper()
    if bare.startswith("KH"):
        hint = "Isi nomor sertifikat yang diawali ID dan 17 angka."
        raise Unreadable(BAD_LICENCE, f"{quoted(typed)} adalah nomor ketetapan.", hint)
    if re.fullmatch("ID[0-9]{17}", bare):
        return bare
    if re.fullmatch("[0-9]{17}", bare):
        raise _refuse("halal", typed, "belum diawali ID")
    if re.fullmatch("[0-9]{11,15}", bare):
        message = f"nomor halal {quoted(typed)} tampaknya sertifikat lama dari MUI; periksa masa berlaku."
        remarks.append(Remark(OLD_LICENCE, message, "Sertifikat dari BPJPH diawali ID dan 17 angka."))
        return bare
    if count := re.fullmatch("ID([0-9]+)", bare):
        raise _refuse("halal", typed, f"punya {len(count[1])} angka sesudah ID, padahal harus 17")
    raise _refuse("halal", typed)


def read_sni(text: str, remarks: Remarks) -> str | None:
    """SNI: `SNI 2973:2022`, `SNI 01-2973-1992`."""
    typed = _start("sni", text)
    if typed is None:
        return None
    bare = re.sub(r"(?i)^(?:(?:nomor|no)\b\.? ?)?(?:sni\b)?[ :.]*", "", typed).upper()
    number = "SNI " + re.sub(r" ?([:.\-–]) ?", lambda mark: mark[1].replace("–", "-"), bare)
    if not re.fullmatch(FORMATS["sni"].pattern, number):
        raise _refuse("sni", typed)
    return number


def read_merek(text: str, remarks: Remarks) -> str | None:
    """Trade mark: `IDM000000012` (registered) or the number of an application; see `is_registered_mark`."""
    typed = _start("merek", text)
    if typed is None:
        return None
    number = re.sub(r"[ .\-]", "", re.sub(r"(?i)^(?:(?:nomor|no)\b\.? ?)?(?:merek\b)?[ :.]*", "", typed)).upper()
    if not re.fullmatch(FORMATS["merek"].pattern, number):
        hint = f"Isi nomor pendaftarannya, contoh: {FORMATS['merek'].sample}. Nama merek ditulis di nama."
        raise Unreadable(BAD_LICENCE, f"{quoted(typed)} bukan nomor merek.", hint)
    return number


def is_registered_mark(number: str) -> bool:
    """Whether a trade mark number says "registered"; otherwise it is an application, which protects nothing yet."""
    return number.startswith("IDM")


def read_hs(text: str, remarks: Remarks) -> str | None:
    """HS code, six to ten digits: `090121` and `0901.21` are `0901.21`."""
    typed = _start("hs", text)
    if typed is None:
        return None
    digits = _digits(typed, "(?:kode )?hs(?: code)?")
    if digits is None or not 5 <= len(digits) <= 10:
        raise _refuse("hs", typed, "bukan 6 sampai 10 angka")
    if len(digits) % 2:
        raise _refuse("hs", typed, f"punya {len(digits)} angka; angka nol di depan atau di belakang mungkin hilang")
    return ".".join([digits[:4], *(digits[at : at + 2] for at in range(4, len(digits), 2))])


def read_kbli(text: str, remarks: Remarks) -> str | None:
    """KBLI code, five digits, with its edition if one is named: `10794`, `10794 (2025)`."""
    typed = _start("kbli", text)
    if typed is None:
        return None
    edition_before, edition_after = r"(?:(20[0-9]{2})[ :-]+)?", r"(?: ?[(,/-]? ?(?:kbli ?)?(20[0-9]{2})\)?)?"
    match = re.fullmatch(rf"(?i)(?:kbli[ :.]*)?{edition_before}([0-9]{{1,6}})(?:\.0)?{edition_after}", typed)
    if match is None:
        raise _refuse("kbli", typed, "bukan 5 angka")
    if len(match[2]) != 5:
        zero = "; angka nol di depan mungkin hilang" if len(match[2]) == 4 else ""
        raise _refuse("kbli", typed, f"punya {len(match[2])} angka, padahal harus 5{zero}")
    edition = match[1] or match[3]
    number = f"{match[2]} ({edition})" if edition else match[2]
    if not re.fullmatch(FORMATS["kbli"].pattern, number):
        raise _refuse("kbli", typed, f"menyebut edisi {edition} yang tidak ada")
    return number


def read_cooperative_number(text: str, remarks: Remarks) -> str | None:
    """Nomor Induk Koperasi: digits.

    No length is published, so anything but 8 to 16 digits is kept with a remark.
    """
    text = figures(text)
    if means_nothing(text):
        return None
    if len(text) > _LONGEST:
        raise Unreadable(TOO_LONG, f"nomor induk koperasi {quoted(text)} terlalu panjang.", "Contoh: 000000000012.")
    refuse_damaged(text, "000000000012")
    digits = _digits(text, "(?:nomor )?(?:induk koperasi|nik)")
    if digits is None or not 8 <= len(digits) <= 16:
        message = f"nomor induk koperasi {quoted(text)} tidak seperti biasanya (8 sampai 16 angka)."
        remarks.append(Remark(UNUSUAL_NUMBER, message, "Periksa kembali nomornya."))
    return digits or text
