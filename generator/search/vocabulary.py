"""All words that the dictionary knows, and what neighbours share, in rows that only some edits read."""

from __future__ import annotations

import json
from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.search.compact import dumps
from generator.search.memory import Memory
from generator.search.stems import Known

WORDS_ROW, SHARED_ROW = "kata", "rantai"


def keep_words(memory: Memory, words: Iterable[str], names: Iterable[str]) -> None:
    """Remember all words, and those that only sellers are called by."""
    memory.put(WORDS_ROW, f" {' '.join(sorted(words))} \n{' '.join(sorted(names))}")


class Vocabulary(NamedTuple):
    """All words before and after an edit. `text`: those before and those that came, between blanks."""

    before: Known
    after: Known
    text: str


@dataclass(frozen=True)
class _Edited:
    """A set after an edit, without a copy: most words only stand in it to be looked up."""

    words: Container[str]
    gone: frozenset[str]
    come: frozenset[str]

    def __contains__(self, word: object) -> bool:
        return (word in self.words and word not in self.gone) or word in self.come


def edit_words(
    memory: Memory, gone: Collection[str], come: Collection[str], renamed: Collection[str], places: frozenset[str]
) -> Vocabulary:
    """The words after some are gone and some have come, remembered. `renamed`: those that became names, or are names no more."""
    text, _, last = memory.recall(WORDS_ROW).partition("\n")
    words, names = frozenset(text.split()), frozenset(last.split())
    text += "".join(f"{word} " for word in come)
    kept = text
    for word in gone:
        kept = kept.replace(f" {word} ", " ", 1)
    called = names.symmetric_difference(renamed)
    after = _Edited(words, frozenset(gone), frozenset(come))
    memory.put(WORDS_ROW, f"{kept}\n{' '.join(sorted(called))}")
    return Vocabulary(Known(words, places | names), Known(after, places | called), text)


@dataclass
class Shared:
    """The words of sellers' names, regions and categories."""

    runs: dict[str, str] = field(default_factory=dict)  # word: its runs, spelled
    roots: dict[str, str] = field(default_factory=dict)  # of those of the words that have one
    sellers: frozenset[str] = frozenset()  # words of sellers' names

    def keep(self, memory: Memory) -> None:
        """Remember them."""
        packed = [self.runs, self.roots, " ".join(sorted(self.sellers))]
        memory.put(SHARED_ROW, dumps(packed))

    @staticmethod
    def recall(memory: Memory) -> Shared:
        """As they were remembered."""
        runs, roots, sellers = json.loads(memory.recall(SHARED_ROW))
        return Shared(runs, roots, frozenset(sellers.split()))
