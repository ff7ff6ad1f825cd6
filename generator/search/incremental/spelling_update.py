"""The words that a misspelt one may mean, put right word by word."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from generator.search.index_store import IndexStore
from generator.search.lexicon import WHOLE
from generator.search.real_words import everyday_words, near, near_but_for
from generator.search.spelling import ROW, Letters, is_named, put_spelling
from generator.search.stems import SHORTEST

_ALL_WHOLE = " ".join(sorted(WHOLE))


def may_be_read_out(words: Iterable[str]) -> bool:
    """True when `whole_words` may depend on one of these."""
    return any(word[1:] in _ALL_WHOLE for word in words if len(word) >= SHORTEST)


def update_spelling(store: IndexStore, letters: Letters, whole: str | None, language: str) -> str:
    """Remember these words otherwise; `whole` None: as they are. The digest of the file."""
    packed, signs, whole_before, real_before = json.loads(store.read(ROW))
    words, held = packed.split(), list(signs)
    new: set[tuple[str, bool]] = set()
    gone: set[tuple[str, bool]] = set()
    for word, letter in letters.items():
        place = bisect_left(words, word)
        stop = place + (words[place : place + 1] == [word])
        gone |= {(word, is_named(sign)) for sign in held[place:stop]}
        new |= {(word, is_named(sign)) for sign in letter}
        words[place:stop], held[place:stop] = ([word], [letter]) if letter else ([], [])
    real = set(real_before.split())
    if language == "id" and new != gone:
        after = {word: is_named(sign) for word, sign in zip(words, held, strict=True)}
        real = _real_words(after, real, new - gone, gone - new)
    return put_spelling(store, words, held, whole_before if whole is None else whole, real)


def _real_words(
    words: Mapping[str, bool], before: set[str], new: set[tuple[str, bool]], gone: set[tuple[str, bool]]
) -> set[str]:
    """What `near_but_for(words)` gives. Where a word went, what was near it may still be near another."""
    certain = (before | near(new)).difference(words)
    doubtful = (near(gone) | ({word for word, _ in gone} & everyday_words())) - near(new)
    return (certain - doubtful) | (near_but_for(words) & doubtful if doubtful else set())
