"""The words of a text, for search: lower case, without diacritics and function words. Knows nothing of fields or documents.

The browser's tokenizer (`search/client/text.js`) must give the same words for whatever people type.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generator.model.collate import plain

LONGEST_WORD = 40  # longer runs are addresses and noise
WORD_LISTS = Path(__file__).parent.parent / "data" / "kata"

_WORD = re.compile(r"[^\W_]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")  # the same in a text of such letters, found twice as fast


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a file of `generator/data/kata`, which says what each holds."""
    lines = (WORD_LISTS / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def function_words(language: str) -> frozenset[str]:
    """The words of a language ("id", "en") that join others and that nobody searches for."""
    return word_list("tugas" if language == "id" else f"tugas_{language}")


def tokenize(text: str, language: str = "id") -> list[str]:
    """The words of a text in their order: lower case, no diacritics, function words left out."""
    flat, left_out = plain(text).replace("'", "").replace("\u2019", ""), function_words(language)
    if flat.isascii():
        return [word for word in _ASCII_WORD.findall(flat) if word not in left_out and len(word) <= LONGEST_WORD]
    words = [word for word in _WORD.findall(flat) if word not in left_out and len(word) <= LONGEST_WORD]
    return [word for word in words if max(word) <= "\uffff"]  # browsers count UTF-16: leave rarer scripts out
