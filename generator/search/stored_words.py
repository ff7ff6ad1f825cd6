"""All words that the dictionary knows, and what neighbours share, in rows that only some edits read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.search.compact import dumps
from generator.search.index_store import IndexStore

WORDS_ROW, SHARED_ROW = "kata", "rantai"


def store_words(store: IndexStore, words: Iterable[str], names: Iterable[str]) -> None:
    """Remember all words, and those that only sellers are called by."""
    store.put(WORDS_ROW, f" {' '.join(sorted(words))} \n{' '.join(sorted(names))}")


@dataclass
class SharedWords:
    """The words of sellers' names, regions and categories."""

    runs: dict[str, str] = field(default_factory=dict)  # word: its runs, encoded
    roots: dict[str, str] = field(default_factory=dict)  # of those of the words that have one
    sellers: frozenset[str] = frozenset()  # words of sellers' names

    def put(self, store: IndexStore) -> None:
        """Remember them."""
        store.put(SHARED_ROW, dumps([self.runs, self.roots, " ".join(sorted(self.sellers))]))

    @staticmethod
    def read(store: IndexStore) -> SharedWords:
        """As they were remembered."""
        runs, roots, sellers = json.loads(store.read(SHARED_ROW))
        return SharedWords(runs, roots, frozenset(sellers.split()))
