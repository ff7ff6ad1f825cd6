"""The index: from documents to dictionary entries and files, as a pure function; patched from what is remembered.

`Index.of` always gives what a build from nothing gives. Where the documents and their order are those of the last build, it
works on the words of the documents that changed, and reads and writes nothing but the shelves that these stand on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generator.model.catalog import Stored
from generator.model.digest import digest_texts
from generator.search.fresh import make_all
from generator.search.index_edit import edit
from generator.search.index_state import State
from generator.search.memory import Memory
from generator.search.spelling import spelling_text
from generator.search.work import IndexSources, IndexWork


class Index:
    """The finished index: `state`, and the files by name, to be read when they must be made.

    `facts`: what filters ask of the documents that changed, by number; of all documents where `is_fresh`.
    """

    def __init__(self, work: IndexWork, facts: Mapping[int, str], *, is_fresh: bool) -> None:
        self.state, self.facts, self.is_fresh = work.state, facts, is_fresh
        self._work = work

    @staticmethod
    def of(sources: IndexSources, memory: Memory) -> Index:
        """The index of these sources, remembered in `memory`."""
        note = memory.state()
        old = State.unpack(note) if note else None
        if old and old.order == sources.documents.order:
            work = IndexWork(sources, memory, old)
            edited = edit(work)
            if edited is not None:
                work.settle()
                return Index(work, edited, is_fresh=False)
        memory.clear()
        work = IndexWork(sources, memory, State(sources.documents.order))
        facts = make_all(work)
        work.settle()
        return Index(work, facts, is_fresh=True)

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
