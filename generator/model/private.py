"""The leak detector: numbers and keys that identify a person and are never published (UU 27/2022).

Source: domain reference, section 1. A NIK or KK has 16 digits, an NPWP the shape 99.999.999.9-999.999.
Sixteen digits are suspect however they are spaced; a few harmless shapes (years, sizes, prices, hours) are
let through.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from generator.model.problem import Remark
from generator.model.rules import PRIVATE_NUMBER

_GAP = (
    r"[\s._·‐-―−\-\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u034f\u061c\u3164\u2800\ufe00-\ufe0f\u20e3]{0,3}"
)
"""What may stand between two digits of one number: blanks, full stops, dashes, invisible marks."""

_NPWP = r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}"


class PrivateNumber(NamedTuple):
    """Where a suspicious number stands (`text[start:end]`), and what it may be: `NIK/KK` or `NPWP`."""

    start: int
    end: int
    kind: str


@cache
def _long_run() -> re.Pattern[str]:
    return re.compile(rf"\d(?:{_GAP}\d){{14,}}")


def find_private_numbers(text: str, waived: Collection[str] = ()) -> list[PrivateNumber]:
    """Every number in `text` that may be a NIK, KK or NPWP.

    `waived`: numbers that the editor has declared harmless.
    """
    if _long_run().search(text) is None:  # nearly every text ends here
        return []
    allowed = {_digits(number) for number in waived}
    hits = [hit for run in _long_run().finditer(text) for hit in _in_run(text, run)]
    return [hit for hit in hits if _digits(text[hit.start : hit.end]) not in allowed]


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _in_run(text: str, run: re.Match[str]) -> Iterator[PrivateNumber]:
    """The suspects among the digits of one run."""
    if re.fullmatch(_NPWP, run[0]):
        yield PrivateNumber(run.start(), run.end(), "NPWP")
        return
    blocks = [(run.start() + block.start(), run.start() + block.end()) for block in re.finditer(r"\d+", run[0])]
    count = sum(end - start for start, end in blocks)
    if count == 16:
        if len(blocks) == 1 or not _is_harmless(run[0]):
            yield PrivateNumber(run.start(), run.end(), "NIK/KK")
        return
    if count == 17 and re.search(r"(?i)\bID\s?$", text[: run.start()]):
        return  # a halal certificate
    yield from _among_blocks(text, blocks)


def _among_blocks(text: str, blocks: list[tuple[int, int]]) -> Iterator[PrivateNumber]:
    """Suspects in a longer run: a block of 16, an NPWP, neighbouring blocks that read as a NIK."""
    last = 0  # what is part of one hit is not part of the next
    for first, (start, end) in enumerate(blocks):
        if start < last:
            continue
        if end - start == 16:
            last = end
            yield PrivateNumber(start, end, "NIK/KK")
        elif npwp := re.compile(rf"{_NPWP}(?!\d)").match(text, start):
            last = npwp.end()
            yield PrivateNumber(start, last, "NPWP")
        elif (stop := _sixteen_from(blocks, first)) and _looks_like_nik(_digits(text[start:stop])):
            last = stop
            yield PrivateNumber(start, stop, "NIK/KK")


def _sixteen_from(blocks: list[tuple[int, int]], first: int) -> int:
    """Where the blocks from `first` on have given exactly 16 digits; 0 if they never do."""
    count = 0
    for start, end in blocks[first : first + 16]:
        count += end - start
        if count >= 16:
            return end if count == 16 else 0
    return 0


def _looks_like_nik(digits: str) -> bool:
    """Whether 16 digits have the shape of a NIK: region, date of birth (women: day + 40), serial."""
    province, day, month = int(digits[:2]), int(digits[6:8]), int(digits[8:10])
    return 11 <= province <= 96 and (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12


def _is_harmless(run: str) -> bool:
    """Whether digits with gaps plainly say something else: prices, years, a date with hours, sizes."""
    price = r"[1-9]\d{0,2}(?:\.\d{3}){1,3}"
    year = r"(?:19|20)\d{2}"
    date = rf"(?:\d{{2}}[-.]\d{{2}}[-.]{year}|{year}-\d{{2}}-\d{{2}})"
    hour = r"[0-2]\d[.][0-5]\d"
    gap = rf"(?!\d|$){_GAP}"
    between = r"\s?[-–—]\s?|\s"  # never a full stop: 1.671.014.105.900.001 is one number
    return bool(
        re.fullmatch(rf"{price}(?:(?:{between}){price})+", run)
        or re.fullmatch(rf"{year}(?:{gap}{year}){{3}}", run)
        or re.fullmatch(rf"{date}{gap}(?:{date}|{hour}{gap}{hour})", run)
        or (re.fullmatch(rf"\d{{1,2}}(?:{gap}\d{{1,2}})+", run) and not _looks_like_nik(_digits(run)))
    )


def private_remark(number: PrivateNumber) -> Remark:
    """What to tell the editor. The number itself is not repeated: messages end up in public logs."""
    kind = "15 angka berbentuk NPWP" if number.kind == "NPWP" else "16 angka berurutan yang mungkin NIK atau NPWP"
    hint = "Hapus; data ini tidak boleh diterbitkan. Bila bukan data pribadi, daftarkan pada angka_boleh."
    return Remark(PRIVATE_NUMBER, f"ada {kind}.", hint)


_IDENTITY = "Nomor identitas tidak boleh diterbitkan; pencurian identitas berawal dari sini."
_BANK = "Nomor rekening tidak boleh diterbitkan; pembeli menanyakannya langsung kepada penjual."
_BIRTH = "Data kelahiran dan keluarga tidak boleh diterbitkan."
_FINANCE = "Angka keuangan usaha tidak diterbitkan; yang boleh hanya skala: mikro, kecil, atau menengah."
_OWNER = "Nama orang tidak diterbitkan; tulis nama usahanya pada nama."

FORBIDDEN_KEYS = {
    **dict.fromkeys(["nik", "no_nik", "nomor_nik", "nik_pemilik", "ktp", "no_ktp", "nomor_ktp"], _IDENTITY),
    **dict.fromkeys(["foto_ktp", "kk", "no_kk", "nomor_kk", "kartu_keluarga", "nomor_kartu_keluarga"], _IDENTITY),
    **dict.fromkeys(["npwp", "no_npwp", "nomor_npwp", "npwp_pemilik", "npwp_usaha", "paspor"], _IDENTITY),
    **dict.fromkeys(["rekening", "no_rekening", "nomor_rekening", "norek", "no_rek", "rekening_bank"], _BANK),
    **dict.fromkeys(["tanggal_lahir", "tgl_lahir", "tempat_lahir", "tempat_tanggal_lahir", "ttl"], _BIRTH),
    **dict.fromkeys(["ibu_kandung", "nama_ibu_kandung", "nama_ibu", "umur", "usia", "agama"], _BIRTH),
    **dict.fromkeys(["omzet", "omset", "omzet_per_bulan", "omset_per_bulan", "omzet_tahunan"], _FINANCE),
    **dict.fromkeys(["omset_tahunan", "modal", "modal_usaha", "aset", "laba", "pendapatan"], _FINANCE),
    **dict.fromkeys(["penghasilan", "hasil_penjualan", "gaji"], _FINANCE),
    **dict.fromkeys(
        ["pemilik", "nama_pemilik", "owner", "nama_lengkap", "kontak_person", "contact_person", "pic"], _OWNER
    ),
}
"""Keys that no content file and no column may have, each with the reason told to the editor."""


def forbidden(key: str) -> str | None:
    """Why `key` (in front matter or a column's title, however spelled) is refused; `None` if it is not."""
    return _by_letters().get(re.sub(r"[\W_]+", "", key.casefold())) if len(key) <= 80 else None


@cache
def _by_letters() -> dict[str, str]:
    return {key.replace("_", ""): why for key, why in FORBIDDEN_KEYS.items()}
