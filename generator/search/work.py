"""An index while it is made or edited: what it is made from, its state, and its shelves and pieces in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping
from typing import NamedTuple, Protocol

from generator.model.digest import digest
from generator.search.compact import dumps
from generator.search.documents import Documents
from generator.search.entries import BACKWARD, DICTIONARY
from generator.search.index_state import State
from generator.search.memory import Memory
from generator.search.pieces import PieceText
from generator.search.segments import Segments
from generator.search.shards import DictionaryEntry, limits_for, piece_name
from generator.search.stems import Known
from generator.search.synonyms import Synonyms

DOCUMENTS_ROW = "dokumen"


class Stemmer(Protocol):
    """The stems of a language; modules of that shape are `stems` and `english`."""

    def stems_of(self, words: Iterable[str], names: Container[str] = ...) -> dict[str, str]:
        """The words that are forms of another: form -> root."""

    def changed_roots(self, before: Known, after: Known, changed: Iterable[str], text: str) -> dict[str, str]:
        """See `stems.changed_roots`."""


class IndexSources(NamedTuple):
    """All that an index is made from. `load`: the packed words of a content file, `load_all`: those of all files."""

    documents: Documents
    load: Callable[[str], str]
    load_all: Callable[[], Mapping[str, str]]
    synonyms: Synonyms
    places: Callable[[], frozenset[str]]  # words of place names
    stemmer: Stemmer
    language: str = "id"


class IndexWork:
    """An index while it is made or edited: its state, and its shelves and pieces in memory."""

    def __init__(self, sources: IndexSources, memory: Memory, state: State) -> None:
        self.sources, self.memory, self.state = sources, memory, state
        self.documents = sources.documents
        self.limits = limits_for(len(self.documents))
        self.dictionary = Segments(DICTIONARY, memory, state.dictionary)
        self.backward = Segments(BACKWARD, memory, state.backward)

    def read_piece(self, word: str, tier: int, first: int) -> PieceText:
        """The text of a piece of a word's long list."""
        gaps, postings = json.loads(self.memory.recall(f"p:{piece_name(word, tier, first)}"))
        return gaps, postings

    def put(
        self, word: str, old: DictionaryEntry | None, new: DictionaryEntry, made: Mapping[tuple[int, int], PieceText]
    ) -> None:
        """Put a word's entry in the place of the one before; `made`: texts of pieces that differ. An empty one is taken off."""
        was, term = old.term if old else None, new.term
        if (was is None) is not (term is None):
            self.backward.put(word[::-1], None if term is None else "")
        names = {piece_name(word, piece.tier, piece.first) for piece in term.pieces} if term else set()
        for piece in was.pieces if was else ():
            name = piece_name(word, piece.tier, piece.first)
            if name not in names:
                del self.state.pieces[name]
                self.memory.drop([f"p:{name}"])
        for (tier, first), text in made.items():
            name = piece_name(word, tier, first)
            if name in names:
                packed = dumps(text)
                self.state.pieces[name] = digest(packed.encode())
                self.memory.put(f"p:{name}", packed)
        self.dictionary.put(word, new if term or new.marks else None)

    def settle(self) -> None:
        """Cut the shelves anew and remember everything."""
        state = self.state
        self.dictionary.settle(self.limits.shard)
        self.backward.settle(self.limits.backward)
        state.dictionary, state.backward = self.dictionary.known, self.backward.known
        state.pieces = dict(sorted(state.pieces.items()))
        self.memory.put(DOCUMENTS_ROW, f"{self.documents.keys}\n{self.documents.faces}")
        self.memory.keep_state(state.pack())
