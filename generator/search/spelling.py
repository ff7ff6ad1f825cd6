"""`eja`: the words that a misspelt one may mean, remembered as a row."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from math import log2

from generator.content.words import ALPHABET
from generator.model.digest import digest
from generator.search import stems
from generator.search.compact import dumps
from generator.search.index_store import IndexStore
from generator.search.lexicon import WHOLE
from generator.search.real_words import near_but_for
from generator.search.shards import WordCounts, front_coded

ROW = "eja"
NAMED = 16  # powers of two that a name is worth in spelling

# A word used often enough to be meant: the letter that says how often, empty for one that is not.
Letters = Mapping[str, str]


def frequency_letter(word: str, counts: WordCounts | None, *, shared: bool, documents: int) -> str:
    """How often a word is used, in powers of two; words of names count as much more often. Empty where it is too rare.

    `counts`: of the documents whose own text holds it; `shared`: it stands in a text that neighbours share.
    """
    often, head = min(20, max(2, documents // 500)), 1 if documents < 1000 else 2 if documents < 5000 else 3
    if len(word) < 3 or not word.isalpha():
        return ""
    if counts and (counts.documents >= often or counts.heads >= head):
        return ALPHABET[int(log2(counts.documents)) + (NAMED if counts.heads else 0)]
    return ALPHABET[3 + NAMED] if shared else ""


def whole_words(words: Container[str], stop_words: Container[str]) -> str:
    """Words that are whole though one might read a root of this catalogue out of them."""

    def is_used(word: str) -> bool:
        return word in words or word in stop_words

    return " ".join(
        sorted(word for word in WHOLE if not is_used(word) and any(map(is_used, stems.apparent_roots(word))))
    )


def store_spelling(store: IndexStore, letters: Letters, whole: str, language: str) -> str:
    """Remember all words; the digest of the file. `whole`: see `whole_words`."""
    words = sorted(word for word, letter in letters.items() if letter)
    real = near_but_for({word: is_named(letters[word]) for word in words}) if language == "id" else set()
    return put_spelling(store, words, [letters[word] for word in words], whole, real)


def is_named(letter: str) -> bool:
    """Whether a word of this letter stands in names: only these are what others are corrected to, but for the same sounds."""
    return ALPHABET.index(letter) >= NAMED


def spelling_text(store: IndexStore) -> str:
    """The file: words, how often, whole words, real words near them."""
    words, *rest = json.loads(store.read(ROW))
    return dumps([front_coded(words.split()), *rest])


def put_spelling(store: IndexStore, words: list[str], letters: list[str], whole: str, real: Iterable[str]) -> str:
    """Remember words, in order, with their letters; the digest of the file."""
    rest = ["".join(letters), whole, " ".join(sorted(real))]
    store.put(ROW, dumps([" ".join(words), *rest]))
    return digest(dumps([front_coded(words), *rest]).encode())
