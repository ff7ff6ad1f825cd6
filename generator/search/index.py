"""The index: from documents to dictionary entries and files, as a pure function; patched from what is remembered.

`Index.of` always gives what a build from nothing gives. Where the documents and their order are those of the last build, it
works on the words of the documents that changed, and reads and writes nothing but the shelves that these stand on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple, Protocol

from generator.model.catalog import Stored
from generator.model.digest import digest, digest_texts
from generator.search.documents import Documents
from generator.search.entries import BACKWARD, DICTIONARY
from generator.search.memory import Memory
from generator.search.pieces import PieceText
from generator.search.shards import Entry, limits_for, piece_name
from generator.search.shelves import Shelves
from generator.search.spelling import spelling_text
from generator.search.state import State
from generator.search.stems import Known
from generator.search.synonyms import Synonyms

DOCUMENTS_ROW = "dokumen"


class Stemmer(Protocol):
    """The stems of a language; modules of that shape are `stems` and `english`."""

    def stems_of(self, words: Iterable[str], names: Container[str] = ...) -> dict[str, str]:
        """The words that are forms of another: form -> root."""

    def changed_roots(self, before: Known, after: Known, changed: Iterable[str], text: str) -> dict[str, str]:
        """See `stems.changed_roots`."""


class Sources(NamedTuple):
    """All that an index is made from. `load`: the packed words of a content file, `load_all`: those of all files."""

    documents: Documents
    load: Callable[[str], str]
    load_all: Callable[[], Mapping[str, str]]
    synonyms: Synonyms
    places: Callable[[], frozenset[str]]  # words of place names
    stemmer: Stemmer
    language: str = "id"


class Index:
    """The finished index: `state`, and the files by name, to be read when they must be made.

    `facts`: what filters ask of the documents that changed, by number; of all documents where `is_fresh`.
    """

    def __init__(self, work: Work, facts: Mapping[int, str], *, is_fresh: bool) -> None:
        self.state, self.facts, self.is_fresh = work.state, facts, is_fresh
        self._work = work

    @staticmethod
    def of(sources: Sources, memory: Memory) -> Index:
        """The index of these sources, remembered in `memory`."""
        from generator.search.edit import edit
        from generator.search.fresh import make_all

        note = memory.state()
        old = State.unpack(note) if note else None
        if old and old.order == sources.documents.order:
            work = Work(sources, memory, old)
            edited = edit(work)
            if edited is not None:
                return work.finished(edited, is_fresh=False)
        memory.clear()
        work = Work(sources, memory, State(sources.documents.order))
        return work.finished(make_all(work), is_fresh=True)

    @property
    def digest(self) -> str:
        """Changes with the files."""
        state = self.state
        shelves = [part for shelf in (*state.dictionary, *state.backward) for part in (shelf.lower, shelf.digest)]
        sums, silent = map(str, state.sums), sorted(state.silent)
        return digest_texts(
            state.order, state.spelling, *sums, *silent, *shelves, *state.pieces, *state.pieces.values()
        )

    def files(self) -> Iterator[tuple[str, Stored]]:
        """All files by name, without the manifest."""
        yield from self._work.dictionary.files()
        yield from self._work.backward.files()
        memory = self._work.memory
        for name, known in self.state.pieces.items():
            yield name, Stored(known, partial(memory.recall, f"p:{name}"))
        yield "eja", Stored(self.state.spelling, partial(spelling_text, memory))


class Work:
    """An index while it is made or edited: its state, and its shelves and pieces in memory."""

    def __init__(self, sources: Sources, memory: Memory, state: State) -> None:
        self.sources, self.memory, self.state = sources, memory, state
        self.documents = sources.documents
        self.limits = limits_for(len(self.documents))
        self.dictionary = Shelves(DICTIONARY, memory, state.dictionary)
        self.backward = Shelves(BACKWARD, memory, state.backward)

    def read_piece(self, word: str, tier: int, first: int) -> PieceText:
        """The text of a piece of a word's long list."""
        gaps, postings = json.loads(self.memory.recall(f"p:{piece_name(word, tier, first)}"))
        return gaps, postings

    def put(self, word: str, old: Entry | None, new: Entry, made: Mapping[tuple[int, int], PieceText]) -> None:
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
                packed = json.dumps(text, separators=(",", ":"))
                self.state.pieces[name] = digest(packed.encode())
                self.memory.put(f"p:{name}", packed)
        self.dictionary.put(word, new if term or new.marks else None)

    def finished(self, facts: Mapping[int, str], *, is_fresh: bool) -> Index:
        """Cut the shelves anew and remember everything."""
        state = self.state
        self.dictionary.settle(self.limits.shard)
        self.backward.settle(self.limits.backward)
        state.dictionary, state.backward = self.dictionary.known, self.backward.known
        state.pieces = dict(sorted(state.pieces.items()))
        self.memory.put(DOCUMENTS_ROW, f"{self.documents.keys}\n{self.documents.faces}")
        self.memory.keep_state(state.pack())
        return Index(self, facts, is_fresh=is_fresh)
