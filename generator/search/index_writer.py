"""An index while it is written: what it is made from, its state, its segments and blocks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.model.digest import digest
from generator.search.compact import dumps
from generator.search.documents import Documents
from generator.search.index_state import IndexState
from generator.search.index_store import IndexStore
from generator.search.posting_blocks import BlockText, BlockTexts
from generator.search.segment_formats import DICTIONARY, REVERSED_DICTIONARY
from generator.search.segments import Segments
from generator.search.shards import DictionaryEntry, block_name, limits_for
from generator.search.stems import Stemmer
from generator.search.synonyms import Synonyms

DOCUMENTS_ROW = "dokumen"


class IndexSources(NamedTuple):
    """All that an index is made from. `load`: the packed words of a content file, `load_all`: those of all files."""

    documents: Documents
    load: Callable[[str], str]
    load_all: Callable[[], Mapping[str, str]]
    synonyms: Synonyms
    places: Callable[[], frozenset[str]]  # words of place names
    stemmer: Stemmer
    language: str = "id"


class IndexWriter:
    """Puts entries of words into segments and their blocks into memory; `settle` ends it."""

    def __init__(self, sources: IndexSources, store: IndexStore, state: IndexState) -> None:
        self.sources, self.store, self.state = sources, store, state
        self.documents = sources.documents
        self.limits = limits_for(len(self.documents))
        self.dictionary = Segments(DICTIONARY, store, state.dictionary)
        self.reversed_dictionary = Segments(REVERSED_DICTIONARY, store, state.reversed_dictionary)

    def read_block(self, word: str, tier: int, first: int) -> BlockText:
        """The text of a block of a word's long list."""
        gaps, postings = json.loads(self.store.read(f"p:{block_name(word, tier, first)}"))
        return gaps, postings

    def put(self, word: str, old: DictionaryEntry | None, new: DictionaryEntry, texts: BlockTexts) -> None:
        """Put a word's entry in the place of the one before; `texts`: of blocks that differ. An empty one is taken out."""
        before, after = old.term if old else None, new.term
        if (before is None) is not (after is None):
            self.reversed_dictionary.put(word[::-1], None if after is None else "")
        kept = {block.key for block in after.blocks} if after else set()
        for block in before.blocks if before else ():
            if block.key not in kept:
                name = block_name(word, *block.key)
                del self.state.blocks[name]
                self.store.drop([f"p:{name}"])
        for key, text in texts.items():
            if key in kept:
                name, packed = block_name(word, *key), dumps(text)
                self.state.blocks[name] = digest(packed.encode())
                self.store.put(f"p:{name}", packed)
        self.dictionary.put(word, new if after or new.marks else None)

    def settle(self) -> None:
        """Cut the segments anew and remember everything."""
        state = self.state
        self.dictionary.settle(self.limits.shard)
        self.reversed_dictionary.settle(self.limits.backward)
        state.dictionary, state.reversed_dictionary = self.dictionary.segments, self.reversed_dictionary.segments
        state.blocks = dict(sorted(state.blocks.items()))
        self.store.put(DOCUMENTS_ROW, f"{self.documents.word_digests}\n{self.documents.display_digests}")
        self.store.put_state(state.pack())
