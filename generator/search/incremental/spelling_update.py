"""The words that a misspelt one may mean, put right word by word."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable

from generator.search.index_store import IndexStore
from generator.search.lexicon import WHOLE
from generator.search.spelling import ROW, Letters, put_spelling
from generator.search.stems import SHORTEST

_ALL_WHOLE = " ".join(sorted(WHOLE))


def may_be_read_out(words: Iterable[str]) -> bool:
    """True when `whole_words` may depend on one of these."""
    return any(word[1:] in _ALL_WHOLE for word in words if len(word) >= SHORTEST)


def update_spelling(store: IndexStore, letters: Letters, whole: str | None) -> str:
    """Remember these words otherwise; `whole` None: as they are. The digest of the file."""
    packed, signs, whole_before = json.loads(store.read(ROW))
    words, held = packed.split(), list(signs)
    for word, letter in letters.items():
        place = bisect_left(words, word)
        stop = place + (words[place : place + 1] == [word])
        words[place:stop], held[place:stop] = ([word], [letter]) if letter else ([], [])
    return put_spelling(store, words, held, whole_before if whole is None else whole)
