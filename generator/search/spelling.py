"""`eja`: the words that a misspelt one may mean, remembered as a row and put right word by word."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping
from math import log2

from generator.content.words import ALPHABET
from generator.model.digest import digest
from generator.search import stems
from generator.search.compact import dumps
from generator.search.lexicon import WHOLE
from generator.search.memory import Memory
from generator.search.shards import Counts, front_coded

ROW = "eja"
NAMED = 16  # powers of two that a name is worth in spelling
_ALL_WHOLE = " ".join(sorted(WHOLE))

# A word used often enough to be meant: the letter that says how often, empty for one that is not.
Letters = Mapping[str, str]


def letter_of(word: str, counts: Counts | None, *, shared: bool, documents: int) -> str:
    """How often a word is used, in powers of two; words of names count as much more often. Empty where it is too rare.

    `counts`: of the documents whose own text holds it; `shared`: it stands in a text that neighbours share.
    """
    often, head = min(20, max(2, documents // 500)), 1 if documents < 1000 else 2 if documents < 5000 else 3
    if len(word) < 3 or not word.isalpha():
        return ""
    if counts and (counts.documents >= often or counts.heads >= head):
        return ALPHABET[int(log2(counts.documents)) + (NAMED if counts.heads else 0)]
    return ALPHABET[3 + NAMED] if shared else ""


def whole_words(known: Container[str], silent: Container[str]) -> str:
    """Words that are whole though one might read a root of this catalogue out of them."""

    def is_used(word: str) -> bool:
        return word in known or word in silent

    return " ".join(
        sorted(word for word in WHOLE if not is_used(word) and any(map(is_used, stems.apparent_roots(word))))
    )


def may_be_read_out(words: Iterable[str]) -> bool:
    """True when `whole_words` may depend on one of these."""
    return any(word[1:] in _ALL_WHOLE for word in words if len(word) >= stems.SHORTEST)


def keep_spelling(memory: Memory, letters: Letters, whole: str) -> str:
    """Remember all words; the digest of the file."""
    words = sorted(word for word, letter in letters.items() if letter)
    return _keep(memory, words, [letters[word] for word in words], whole)


def edit_spelling(memory: Memory, letters: Letters, whole: str | None) -> str:
    """Remember these words otherwise; `whole` None: as they are. The digest of the file."""
    packed, signs, known = json.loads(memory.recall(ROW))
    words, held = packed.split(), list(signs)
    for word, letter in letters.items():
        place = bisect_left(words, word)
        there = place < len(words) and words[place] == word
        words[place : place + there], held[place : place + there] = ([word], [letter]) if letter else ([], [])
    return _keep(memory, words, held, known if whole is None else whole)


def spelling_text(memory: Memory) -> str:
    """The file: words, how often, whole words."""
    words, letters, whole = json.loads(memory.recall(ROW))
    return dumps([front_coded(words.split()), letters, whole])


def _keep(memory: Memory, words: list[str], letters: list[str], whole: str) -> str:
    memory.put(ROW, dumps([" ".join(words), "".join(letters), whole]))
    return digest(dumps([front_coded(words), "".join(letters), whole]).encode())
