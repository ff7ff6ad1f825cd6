"""Titles of columns: what they may mean and how well they fit, and which of them name what is never taken in.

What is about a person (name, face, identity) is private in every kind of column: domain reference, section 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from generator.exchange.columns import by_title, office_titles
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
    **dict.fromkeys(["village", "ward", "namadesa", "namakelurahan", "nagari", "gampong"], VILLAGE),
}
NAMED = frozenset({"nama", "name", "label", "judul", "title", "nilai", "value", "teks"})
PHONES = frozenset({"kontak", "contact", "cp", "kontakperson", "contactperson", "narahubung", "pic"})
BRANDS = frozenset({"merek", "merekdagang", "merk", "namamerek", "merkdagang", "merekusaha", "namamerk", "brandname"})
HEADING = re.compile(r"(?i)\b(?:data|info|informasi|profil|identitas|keterangan|rincian)\b")
BRAND, PERSON_OR_SHOP = 50, 100  # ranks of a brand, and of a title that may mean a person, as the name of a shop


class Meaning(NamedTuple):
    """What a title means: a column key, empty for none, and how far the title is from naming it outright (0: it does)."""

    key: str = ""
    rank: int = 0


NOTHING = Meaning()


def variants(title: str) -> Iterator[str]:
    """What a title may mean, most telling first: as a whole, without brackets, its lines, the words around a stroke."""
    upper, mark, lower = title.partition(" / ")
    bare = re.sub(r"\(.*?\)|\[.*?\]", "", title)
    before, _, last = title.rpartition(".")
    if before and letters_of(last) in NAMED:
        last = before.rpartition(".")[2]  # `kategori.nama` is the category
    if mark:
        yield from (f"{lower} {upper}", f"{lower} {HEADING.sub('', upper)}", lower, upper)
    else:
        yield from (title, bare, last)
    yield from (word for word in re.split(r"/|\\|&|,|@|\b(?:atau|dan|or|per)\b", bare) if word != bare)
    yield PERSON.sub("", bare)


@lru_cache(maxsize=4096)
def fit(title: str, kind: str) -> Meaning:
    """The column of `kind` that a title means."""
    titles = titles_of(kind)
    for rank, letters in enumerate(dict.fromkeys(map(letters_of, variants(title)))):
        if letters in titles:
            key = titles[letters]
            return Meaning(key.rstrip("?"), rank + (PERSON_OR_SHOP if key.endswith("?") else 0))
    return NOTHING


@cache
def titles_of(kind: str) -> dict[str, str]:
    """Letters of every title of a kind -> column key; a `?` behind the key: the column may hold persons."""
    titles = by_title(kind) | (PARTS if kind in ("penjual", "pojok") else {})
    unsure = (
        (letters_of(title), key) for key, names in office_titles(kind).items() if key.endswith("?") for title in names
    )
    return titles | dict(unsure)


@cache
def all_letters() -> frozenset[str]:
    """The letters of every title of sellers and products."""
    return frozenset(titles_of("penjual")) | frozenset(titles_of("produk"))


def meaning_of(title: str, kind: str) -> str:
    """Something that tells one known title from another; an empty text for an unknown one."""
    kinds = (kind,) if kind not in ("", "penjual", "produk") else ("penjual", "produk")
    return ("pribadi " + title if why_private(title) else "") or " ".join(fit(title, one).key for one in kinds).strip()


PERSON = re.compile(
    r"\b(?:pemilik|owners?|founders?|pendiri|ketua|chair(?:man|woman)|pimpinan|kepala|pengusaha|direktur|direktris|director|"
    r"manajer|manager|penanggung ?jawab|person in charge|pengrajin|perajin|petani|nelayan|pengurus|pengelola|bendahara|"
    r"sekretaris|pendamping|penyuluh|petugas|enumerator|surveyor|contact person|responden|pemohon|peserta|penerima|pendaftar|"
    r"pengisi|suami|istri|ibu|bapak|ayah|ahli waris|perempuan|wanita)\b(?:'s)?",
    re.IGNORECASE,
)
FACE = re.compile(
    r"(?i)\b(?:selfie|swafoto|pas ?foto|close ?up|wajah)\b"
    r"|\b(?:foto|photo|gambar|image|picture|potret|scan|file|berkas|unggah|upload)\b.*"
    r"\b(?:diri|orang|pribadi|pelaku|profil(?! (?:usaha|toko|produk))|nama lengkap|anggota|karyawan|keluarga|identitas|person|self)\b"
    r"|\b(?:tanda ?tangan|ttd|paraf|signature)\b"
)
NAME = re.compile(
    r"(?i)\balamat (?:rumah|tinggal|pribadi)\b|\b(?:nama|name)\b.*\b(?:lengkap|asli|panggilan|orang|diri|ktp|anggota|karyawan|sesuai)\b|\b(?:full|first|last|sur) ?name\b"
)
COUNT = re.compile(r"(?i)(?:jumlah|jml|banyak|total|number of)\b")
BUSINESS = re.compile(
    r"(?i)(?:nama|foto|logo|photo|gambar|jenis|kategori|alamat|produk)? ?(?:usaha|umkm|ukm|ikm|toko|perusahaan|brand|merek|kelompok|koperasi|"
    r"produk|barang|business|company|shop|store|tempat usaha)\b(?!.*(?:/|&|\bdan\b))"
)
SECRETS = (
    (
        r"nik|ktp|e-ktp|kk|npwp|paspor|passport|bpjs|kartu (?:keluarga|tanda)|id card|(?:nomor|no\.?|kartu) identitas",
        "nik",
    ),
    (r"rekening|norek|no rek|bank account|atas nama", "rekening"),
    (
        r"lahir|agama|jenis kelamin|gender|sex|l/p|usia|umur(?! simpan)|birth|religion|status (?:perkawinan|nikah|kawin)|"
        r"pendidikan|disabilitas|difabel|golongan darah",
        "tanggal_lahir",
    ),
    (r"omzet|omset|modal usaha|modal awal|modal kerja|laba|pendapatan|penghasilan|turnover|revenue|income", "omzet"),
)
SECRET_WORDS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), key) for words, key in SECRETS)
CONTACTS = frozenset(
    {"telepon", "whatsapp", "surel", "instagram", "facebook", "tiktok", "youtube", "situs", "kategori"}
)
PORTRAIT = "Foto orang, tanda tangan, dan kartu identitas tidak diterbitkan."


@lru_cache(maxsize=4096)
def why_private(title: str) -> str:
    """Why a column with this title is never taken in; an empty text when it may be."""
    upper, mark, lower = title.partition(" / ")
    texts = [title, re.sub(r"\(.*?\)", "", title), *([f"{lower} {upper}", lower] if mark else [])]
    why = next((why for text in texts if (why := forbidden(text))), "")
    if why or letters_of(title) == "nikkoperasi":
        return why
    for words, key in SECRET_WORDS:
        if words.search(title):
            return forbidden(key) or ""
    if FACE.search(title):
        return PORTRAIT
    if NAME.search(title):
        return forbidden("pemilik") or ""
    if mark and not PERSON.search(lower):
        own = fit(lower, "penjual")
        personal = own.key in ("foto", "alamat", "titik", "") or (own.key == "nama" and own.rank >= PERSON_OR_SHOP)
        return _about_person(upper) if personal else ""
    return _about_person(lower or title)


def _about_person(title: str) -> str:
    """Why a title is about a person; empty when it is not, or when it is the person's way to be reached."""
    if not PERSON.search(title) or COUNT.match(title) or BUSINESS.match(title):
        return ""
    if titles_of("penjual").get(letters_of(PERSON.sub("", title)), "") in CONTACTS:
        return ""
    is_picture = re.search(r"(?i)\b(?:foto|photo|gambar|image|picture|potret)\b", title)
    return PORTRAIT if is_picture else (forbidden("pemilik") or "")


def tells_of_persons(why: str) -> bool:
    """True for the reason of a private column that shows that a sheet lists persons: identity, birth, or a portrait."""
    return why in (forbidden("nik"), forbidden("tanggal_lahir"), PORTRAIT)
