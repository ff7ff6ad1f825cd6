"""The index: from documents to dictionary entries and files, as a pure function; updated from what is remembered.

`Index.of` always gives what a clean build gives. Where the documents and their order are those of the last build, an update
works on the words of the documents that changed, and reads and writes nothing but the segments that these lie in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from generator.model.catalog import Stored
from generator.model.digest import digest_texts
from generator.search.clean_index import write_clean
from generator.search.incremental.index_update import update_index
from generator.search.index_state import IndexState
from generator.search.index_store import IndexStore
from generator.search.index_writer import IndexSources, IndexWriter
from generator.search.spelling import spelling_text

# Brings an index up to date; gives the facts of documents that may show others, or None where a clean build must do it.
Update = Callable[[IndexWriter], dict[int, str] | None]
# The one way into `incremental/`. With None, and without that folder, every index is built clean: slower, with the same files.
UPDATE: Update | None = update_index


class Index:
    """The finished index: `state`, and the files by name, to be read when they must be made.

    `facts`: what filters ask of the documents that changed, by number; of all documents where `is_clean`.
    """

    def __init__(self, writer: IndexWriter, facts: Mapping[int, str], *, is_clean: bool) -> None:
        self.state, self.facts, self.is_clean = writer.state, facts, is_clean
        self._writer = writer

    @staticmethod
    def of(sources: IndexSources, store: IndexStore) -> Index:
        """The index of these sources, remembered in `store`."""
        facts, packed = None, store.state() if UPDATE else None
        old = IndexState.unpack(packed) if packed else None
        if UPDATE and old and old.order == sources.documents.order:
            writer = IndexWriter(sources, store, old)
            facts = UPDATE(writer)
        is_clean = facts is None
        if facts is None:
            store.clear()
            writer = IndexWriter(sources, store, IndexState(sources.documents.order))
            facts = write_clean(writer)
        writer.settle()
        return Index(writer, facts, is_clean=is_clean)

    @property
    def digest(self) -> str:
        """Changes with the files."""
        state = self.state
        segments = [
            part for item in (*state.dictionary, *state.reversed_dictionary) for part in (item.lower, item.digest)
        ]
        lengths, stop_words = map(str, state.lengths), sorted(state.stop_words)
        blocks = (*state.blocks, *state.blocks.values())
        return digest_texts(state.order, state.spelling, *lengths, *stop_words, *segments, *blocks)

    def files(self) -> Iterator[tuple[str, Stored]]:
        """All files by name, without the manifest."""
        yield from self._writer.dictionary.files()
        yield from self._writer.reversed_dictionary.files()
        store = self._writer.store
        for name, digest in self.state.blocks.items():
            yield name, Stored(digest, partial(store.read, f"p:{name}"))
        yield "eja", Stored(self.state.spelling, partial(spelling_text, store))
