"""The words of the dictionary after some came and some went."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import dataclass
from typing import NamedTuple

from generator.search.index_store import IndexStore
from generator.search.stems import Vocabulary
from generator.search.stored_words import WORDS_ROW


class VocabularyChange(NamedTuple):
    """All words before and after an edit. `text`: those before and those that came, between blanks."""

    before: Vocabulary
    after: Vocabulary
    text: str


@dataclass(frozen=True)
class _ChangedSet:
    """A set after an edit, without a copy: most words only stand in it to be looked up."""

    words: Container[str]
    gone: frozenset[str]
    new: frozenset[str]

    def __contains__(self, word: object) -> bool:
        return (word in self.words and word not in self.gone) or word in self.new


def change_words(
    store: IndexStore, gone: Collection[str], new: Collection[str], renamed: Collection[str], places: frozenset[str]
) -> VocabularyChange:
    """The words after some are gone and some are new, remembered. `renamed`: those that became names, or are names no more."""
    text, _, last = store.read(WORDS_ROW).partition("\n")
    words, names = frozenset(text.split()), frozenset(last.split())
    text += "".join(f"{word} " for word in new)
    kept = text
    for word in gone:
        kept = kept.replace(f" {word} ", " ", 1)
    names_after = names.symmetric_difference(renamed)
    store.put(WORDS_ROW, f"{kept}\n{' '.join(sorted(names_after))}")
    after = _ChangedSet(words, frozenset(gone), frozenset(new))
    return VocabularyChange(Vocabulary(words, places | names), Vocabulary(after, places | names_after), text)
