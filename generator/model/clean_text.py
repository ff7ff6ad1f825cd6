"""Texts as people copy them, brought to the letters that were meant. Knows no field and no file.

Chats, word processors and web pages add marks that nobody sees, dashes that only look like a hyphen and blanks that no
program takes for one. They are taken away once, where a text enters: `clean` for values, `clean_body` for stories.
Whoever reads a number asks for `figures`.
"""

from __future__ import annotations

import re
from functools import partial

_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NOT_TEXT = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff"
# Unicode's Default_Ignorable_Code_Point but for what is context-bound below: joiners and variation selectors.
_IGNORABLE = (
    rf"{_BIDI}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u206f\u3164\ufeff\uffa0"
    r"\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Joiners shape letters of some scripts and compose emoji; selectors turn a sign into an emoji.
_JOINERS = r"[\u200c\u200d]+(?![\u0600-\u1fff\u2190-\u2bff\ua000-\ufdff\U00010000-\U0001ffff])"
_SELECTORS = r"(?<![\u00a9\u00ae\u203c-\u2bff\u3030-\u3299\U00010000-\U0001ffff])[\ufe00-\ufe0f]\u20e3?"
_MARKS = re.compile(rf"[{_IGNORABLE}]+")
_USELESS = re.compile(f"[{_NOT_TEXT}]+")
_BOUND = re.compile(f"{_JOINERS}|{_SELECTORS}")
_HARMFUL = re.compile(rf"[{_BIDI}{_NOT_TEXT}\ufeff]+")
_BLANKS = re.compile(r"[\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000]")
# Hyphens and minus signs: to whoever types them they are the one key. En and em dashes are meant.
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒−⁃˗➖﹣－"), "-")
_DASHES = _HYPHENS | dict.fromkeys(map(ord, "–—―⸺⸻﹘"), "-")
_FULL_WIDTH = {0xFF00 + ord(letter) - 0x20: letter for letter in "0123456789+.,/():"}  # as Asian keyboards type them

# UTF-8 read as another encoding: what such a run of letters looks like -> the encoding that it was read as.
_TAIL = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"  # bytes 80 to BF in Windows-1252 and in Latin-1
_MISREAD = (
    (re.compile(f"(?:[ÂÃÄÅÆË]{_TAIL}|[âï]{_TAIL}{{2}}|ð{_TAIL}{{3}})+"), "cp1252"),
    (re.compile("(?:‚Ä[^\\s\\w]|‚Ä[ì-ôùúûü])+"), "mac_roman"),
    (re.compile("(?:ÔÇ[^\\s])+"), "cp850"),
)
_ROUNDS = 6  # nobody decodes more often; a hostile text would take one for each of its letters
_LOST_QUOTE = "â€"  # its third byte has no letter in Windows-1252, so most programs drop it


def clean(text: str) -> str:
    """A value as it was meant: no invisible marks, one kind of hyphen and of blank, letters decoded once.

    Line ends and tabs stay. Emoji and scripts that need joiners keep them.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(_ROUNDS):  # a mark may stand between letters that were decoded twice
        before = text
        text = without_marks(_USELESS.sub("", _decoded_once(text)))
        if text == before:
            break
    return text.translate(_HYPHENS)


def without_marks(text: str) -> str:
    """A text without marks that have no width, its blanks and odd line ends plain blanks; letters that are none stay."""
    if text.isascii():
        return _BLANKS.sub(" ", text) if not text.isprintable() else text
    return _BLANKS.sub(" ", _BOUND.sub("", _MARKS.sub("", text)))


def clean_body(text: str) -> str:
    """A story without what harms a page: control characters, halves of letters, marks that turn the reading direction."""
    return text if text.isascii() and text.isprintable() else _HARMFUL.sub("", text)


def figures(text: str) -> str:
    """A text of figures on one line, as every reader of numbers, dates and codes takes it.

    It is cleaned, every dash is a hyphen, full-width figures are plain ones, every run of white space is one blank.
    """
    text = clean(text)
    if not text.isascii():
        text = text.translate(_DASHES | _FULL_WIDTH)
    return " ".join(text.split())


def _decoded_once(text: str) -> str:
    """A text whose UTF-8 somebody read as another encoding (`Bu Sitiâ€™s`), even twice; as it is where that fails."""
    for _ in range(_ROUNDS):
        if not any(sign in text for sign in "ÃÂÄÅâðï‚Ô"):
            return text
        before = text
        for pattern, encoding in _MISREAD:
            text = pattern.sub(partial(_read_again, encoding), text)
        if text == before:
            break
    return text.replace(f"{_LOST_QUOTE}\ufffd", "”").replace(_LOST_QUOTE, "”")


def _read_again(encoding: str, run: re.Match[str]) -> str:
    try:
        return b"".join(_byte(letter, encoding) for letter in run[0]).decode("utf-8")
    except UnicodeError:
        return run[0]


def _byte(letter: str, encoding: str) -> bytes:
    """The byte that a letter was read from; Windows-1252 leaves five bytes undefined, read as control characters."""
    try:
        return letter.encode(encoding)
    except UnicodeEncodeError:
        return letter.encode("latin-1")
