"""Texts cleaned, compared, ordered and turned into slugs. Knows nothing of what the texts mean.

`unicodedata` and `re` patterns are reached only by the texts that need them: start-up time is a feature.
"""

from __future__ import annotations

import re

from generator.model.clean_text import without_marks

WINDOWS_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
"""Names that Windows refuses for files (Microsoft, "Naming Files, Paths, and Namespaces")."""

LONGEST_SLUG = 80
"""What `slugify` makes at most, in characters. An importer may still append `-<kabupaten>` and `-2`."""

LONGEST_SLUG_GIVEN = 120
"""What `is_slug` accepts at most, in characters: leaves room for the suffixes of an importer."""

_NOTHING = frozenset(
    {
        *("null", "n/a", "#n/a", "n.a", "nihil", "kosong", "none", "belum ada", "belum punya"),
        *("tidak ada", "tdk ada", "tak ada", "gak ada", "tidak punya", "tidak tersedia", "tidak diisi"),
    }
)
_AROUND = " -–—―−‐‑‒.…_~/*()[]"
"""What people put around such a word, or instead of it."""

# Letters that Unicode does not take apart into a base letter and a mark.
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


_UNKEPT = re.compile(
    rf"(?:^|[/\n])(?:{'|'.join(sorted(WINDOWS_RESERVED))})(?:\.[^/\n]*)?(?=[/\n]|$)|[. ](?=[/\n]|$)|[<>:\"|?*\\\\]",
    re.IGNORECASE,
)


def is_kept_by_windows(path: str) -> bool:
    """Whether Windows can keep files under such a path (or such paths, one a line): no device's name, no mark it refuses."""
    return _UNKEPT.search(path) is None


def tidy(text: str) -> str:
    """`text` on one line: invisible marks gone, every run of white space one blank, none at the ends."""
    return " ".join(without_marks(text).split())


def means_nothing(text: str) -> bool:
    """Whether a tidied text says that there is no value: "", "-", "tidak ada", "n/a" and the like."""
    if len(text) > 20:
        return False
    bare = text.strip(_AROUND)
    return not bare or bare.casefold() in _NOTHING


def quoted(text: str, longest: int = 60) -> str:
    """`text` quoted for a message: one line, `longest` characters at most, all printable."""
    line = "".join(letter if letter.isprintable() else "\ufffd" for letter in tidy(text[: longest * 4]))
    # What may be somebody's NIK is not repeated: messages end up in public logs.
    line = re.sub("[0-9]{16,}", lambda run: f"{run[0][:4]}…", line)
    return f'"{line[: longest - 1]}…"' if len(line) > longest else f'"{line}"'


def plain(text: str) -> str:
    """`text` case-folded and without diacritics: `Café` becomes `cafe`."""
    if text.isascii():
        return text.lower()
    import unicodedata

    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_UNDECOMPOSED)


def collation_key(text: str) -> str:
    """The key by which texts are listed: no case, diacritics, punctuation; digits by value (9 before 10)."""
    words = re.sub(r"[\W_]+", " ", plain(text)).strip()
    # The count of digits in front makes a longer number the greater one: 9 -> "0019", 10 -> "00210".
    return re.sub(r"[0-9]+", lambda run: _by_value(run[0]), words)


def _by_value(digits: str) -> str:
    """A run of digits as a text that sorts by value."""
    significant = digits.lstrip("0") or "0"
    return f"{min(len(significant), 999):03d}{significant}"


_NO_LETTERS, _NO_SLUG, _APOSTROPHES = re.compile(r"[\W_]+"), re.compile("[^a-z0-9]+"), re.compile("['’‘`ʼ]")


def letters_of(text: str) -> str:
    """Only letters and digits, plain: `Pagar-Alam`, `PAGARALAM` and `Pagar Alam` are the same."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return _NO_LETTERS.sub("", plain(text))


def slugify(text: str) -> str:
    """A slug for `text`: `[a-z0-9-]`, no dash at the ends, at most `LONGEST_SLUG` characters.

    Windows' reserved names get the suffix `-1`. A text without a Latin letter or digit gives an empty slug.
    """
    slug = _NO_SLUG.sub("-", _APOSTROPHES.sub("", plain(text))).strip("-")
    if len(slug) > LONGEST_SLUG:
        whole_words = slug[: LONGEST_SLUG + 1].rpartition("-")[0]
        slug = (whole_words if len(whole_words) > LONGEST_SLUG // 2 else slug[:LONGEST_SLUG]).strip("-")
    return f"{slug}-1" if slug in WINDOWS_RESERVED else slug


def is_slug(text: str) -> bool:
    """Whether `text` may stand in an address: `[a-z0-9-]+`, no dash at the ends, not reserved by Windows."""
    if len(text) > LONGEST_SLUG_GIVEN or text in WINDOWS_RESERVED:
        return False
    return re.fullmatch("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", text) is not None
