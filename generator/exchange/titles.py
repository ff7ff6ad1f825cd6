"""Titles of columns: what they may mean, and which of them name what is never taken in."""

from __future__ import annotations

import re

from generator.exchange.columns import by_title
from generator.model.collate import letters_of
from generator.model.private import forbidden

# Parts that several columns give of one field: (kind, field) -> titles of its parts, in their order.
LATITUDE, LONGITUDE, VILLAGE, PHONE_TOO = "titik/lintang", "titik/bujur", "alamat/kelurahan", "telepon/2"
ANSWERED = "persetujuan/waktu"  # when a form was sent: the day of a consent that is told by a word
PARTS = {
    **dict.fromkeys(["lat", "latitude", "lintang", "y"], LATITUDE),
    **dict.fromkeys(["lng", "long", "lon", "longitude", "bujur", "x"], LONGITUDE),
    **dict.fromkeys(["kelurahan", "desa", "desakelurahan", "kelurahandesa", "keldesa", "desakel", "kel"], VILLAGE),
    **dict.fromkeys(
        ["timestamp", "capwaktu", "stempelwaktu", "waktupengisian", "tanggalpengisian", "tglpengisian"], ANSWERED
    ),
    **dict.fromkeys(
        ["waktukirim", "tanggalkirim", "submittedat", "submissiondate", "completiontime", "starttime"], ANSWERED
    ),
}


def variants(title: str) -> list[str]:
    """What a title may mean, most telling first: as a whole, its second line, its first, without what is in brackets."""
    upper, mark, lower = title.partition(" / ")
    bare = re.sub(r"\(.*?\)|\[.*?\]", "", title)
    before, _, last = title.rpartition(".")
    if before and letters_of(last) in NAMED:
        last = before.rpartition(".")[2]  # `kategori.nama` is the category
    texts = [title, bare, f"{lower} {upper}", lower, upper] if mark else [title, bare, last, PERSON.sub("", title)]
    return list(dict.fromkeys(letters for text in texts if (letters := letters_of(text))))


def find(title: str, kind: str) -> str:
    """The column key of `kind` that a title means, or an empty text."""
    known = by_title(kind) | PARTS if kind in ("penjual", "pojok") else by_title(kind)
    return next((known[letters] for letters in variants(title) if letters in known), "")


def meaning_of(title: str, kind: str) -> str:
    """Something that tells one known title from another; an empty text for an unknown one."""
    kinds = (kind,) if kind not in ("", "penjual", "produk") else ("penjual", "produk")
    return ("pribadi " + title if why_private(title) else "") or " ".join(find(title, one) for one in kinds).strip()


NAMED = frozenset({"nama", "name", "label", "judul", "title", "nilai", "value", "teks"})
PERSON = re.compile(
    r"\b(?:pemilik|owner|ketua|pimpinan|pengusaha|direktur|penanggung jawab|pengrajin|perajin)\b", re.IGNORECASE
)
SECRETS = (
    (r"nik|ktp|e-ktp|kk|npwp|paspor|bpjs", "nik"),
    (r"rekening|norek|no rek", "rekening"),
    (r"lahir|agama|jenis kelamin|gender|l/p|usia|umur", "tanggal_lahir"),
    (r"omzet|omset|modal usaha|laba|pendapatan|penghasilan", "omzet"),
)
PHONES = frozenset({"kontak", "contact", "cp", "kontakperson", "narahubung"})


def why_private(title: str) -> str:
    """Why a column with this title is never taken in; an empty text when it may be."""
    upper, mark, lower = title.partition(" / ")
    texts = [title, re.sub(r"\(.*?\)", "", title), *([f"{lower} {upper}", lower] if mark else [])]
    why = next((why for text in texts if (why := forbidden(text))), "")
    if why or letters_of(title) == "nikkoperasi":
        return why
    for words, key in SECRETS:
        if re.search(rf"\b(?:{words})\b", title, re.IGNORECASE):
            return forbidden(key) or ""
    bare = letters_of(PERSON.sub("", title))
    if PERSON.search(lower or title) and bare.startswith("nama"):
        return forbidden("pemilik") or ""
    if PERSON.search(lower or title) and bare not in by_title("penjual") | {"nohp": "", "hp": ""}:
        return forbidden("pemilik") or ""
    return (
        (forbidden("pemilik") or "") if PERSON.search(title) and bare in ("nama", "", "alamat", "alamatrumah") else ""
    )
