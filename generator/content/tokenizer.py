"""The words of a text, for search: letters folded, numbers in one spelling. Knows nothing of fields or documents.

The browser's tokenizer (`search/client/text.js`) gives the same words for whatever people type: `tests/search/test_tokenizer.py`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

LONGEST_WORD = 40  # longer runs are addresses and noise
WORD_LISTS = Path(__file__).parent.parent / "data" / "kata"

# Keyboards and word processors write one apostrophe in many ways; all are left out, so that Jum'at is jumat.
APOSTROPHES = "'`´‘’‛′‵ʹʻʼʽʾʿˈˊˋ՚׳ꞌ＇｀"
# Marks that come along when text is pasted: soft hyphens, joiners, directions.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
# Letters that Unicode does not take apart into a base letter and a mark, as people without them type them.
LETTERS = (
    "ß:ss æ:ae œ:oe ø:o ł:l đ:d ð:d þ:th ħ:h ŧ:t ŋ:ng ĸ:k ı:i ȷ:j ƀ:b ȼ:c ɇ:e ǥ:g ɨ:i ɉ:j ɍ:r ʉ:u ɏ:y ƶ:z ə:e ɖ:d ς:σ"
)
TIMES = "×✕✖⨯"  # between the sides of a thing

# A number with its separators, or a run of letters (and of the digits of other scripts): 250gr is two words, as 250 gr is.
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W_0-9]+")
_ASCII_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]+")  # the same in a text of such letters, found faster
_SEPARATED = re.compile("[0-9][.,][0-9]")


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a file of `generator/data/kata`, which says what each holds."""
    lines = (WORD_LISTS / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def function_words(language: str) -> frozenset[str]:
    """The words of a language ("id", "en") that join others and that nobody searches for."""
    return word_list("tugas" if language == "id" else f"tugas_{language}")


def tokenize(text: str, language: str = "id") -> list[str]:
    """The words of a text in their order, function words left out."""
    left_out = function_words(language)
    return [word for word in all_words(text) if word not in left_out]


def tokenize_name(text: str, language: str = "id") -> list[str]:
    """The words of a name: function words too where it has no others (Kami Kita)."""
    words = all_words(text)
    left_out = function_words(language)
    return [word for word in words if word not in left_out] or words


def all_words(text: str) -> list[str]:
    """The words of a text in their order, folded; numbers in one spelling (5.000 is 5000, 2,50 is 2.5)."""
    flat = fold(text)
    words = (_ASCII_TOKEN if flat.isascii() else _TOKEN).findall(flat)
    if _SEPARATED.search(flat):
        words = [part for word in words for part in (_canonical(word) if word[0] <= "9" else (word,))]
    if "x" in words:  # between the sides of a thing: 20x30, 20 cm x 30 cm, 20 × 30
        follows = zip(words, [*words[1:], ""], strict=True)
        words = [word for word, after in follows if word != "x" or not "0" <= after[:1] <= "9"]
    # Browsers count UTF-16: words of rarer scripts are left out.
    return [word for word in words if len(word) <= LONGEST_WORD and (word.isascii() or max(word) <= "\uffff")]


def _canonical(number: str) -> list[str]:
    """A number in one spelling: no separators of thousands, a point before decimals. What is no number (12.10.2026) in its parts."""
    first, *groups = re.split("[.,]", number)
    signs = re.findall("[.,]", number)
    if not groups:
        return [number]
    is_mixed = len(groups) > 1 and signs[-1] not in signs[:-1]
    thousands = groups[:-1] if is_mixed or (len(groups) == 1 and not _is_group(first, groups)) else groups
    if len(set(signs[: len(thousands)])) > 1 or (thousands and not _is_group(first, thousands)):
        return [first, *groups]
    whole = "".join([first, *thousands])
    decimals = groups[-1].rstrip("0") if len(thousands) < len(groups) else ""
    return [f"{whole}.{decimals}" if decimals else whole]


def _is_group(first: str, groups: list[str]) -> bool:
    """Whether digits in groups may be thousands: 5 and 000, but neither 0 and 125 nor 2 and 5."""
    return len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in groups)


def fold(text: str) -> str:
    """A text in small plain letters: no case, diacritics, apostrophes; compatibility forms as what they stand for."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Letter by letter, each worked out once. Text by text would do the same: what order marks come in does not matter."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_letter(chr(code))
        return folded


_FOLDED = _Folded(
    {ord(letter): "" for letter in APOSTROPHES + INVISIBLE}
    | {ord(letter): " x " for letter in TIMES}
    | {ord(pair[0]): pair[2:] for pair in LETTERS.split()}
)


def _fold_letter(letter: str) -> str:
    import unicodedata

    if letter.isascii():
        return letter.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).lower())
    bare = "".join(part for part in apart if unicodedata.category(part)[0] != "M")
    folded = "".join(_FOLDED.get(ord(part), part) for part in bare)
    return f" {folded}".replace("\u2044", "/") if "\u2044" in folded else folded  # 2½ is 2 1/2
