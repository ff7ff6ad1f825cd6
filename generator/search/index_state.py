"""What a build remembers of an index besides its rows: enough to know what an edit touches. Plain JSON, read for every edit.

What only some edits need lies in rows of its own: all words (`stored_words.py`), words that may be misspelt (`spelling.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.search.segments import Segment
from generator.search.shards import WordCounts

SHARE, ENOUGH = 0.3, 1000  # a word of so large a share of so many documents' bodies says nothing there


@dataclass
class IndexState:
    """What is remembered of an index.

    `common`: words of so many bodies that only names and tags tell documents apart by them; `stop_words`: those of them that
    nothing else holds, as good as function words.
    """

    order: str  # digest of the documents in their order
    lengths: list[int] = field(default_factory=list)  # words in all names, tags, bodies; sellers, regions, categories
    shared: str = ""  # digest of what documents have of neighbours: seller, region, category
    common: frozenset[str] = frozenset()
    stop_words: dict[str, WordCounts] = field(default_factory=dict)
    synonyms: dict[str, str] = field(default_factory=dict)  # the office's
    dictionary: list[Segment] = field(default_factory=list)
    reversed_dictionary: list[Segment] = field(default_factory=list)
    blocks: dict[str, str] = field(default_factory=dict)  # of long lists: name of the file, digest
    spelling: str = ""  # digest of the file that misspelt words are put right with

    def pack(self) -> list[Any]:
        """As JSON in long texts, which is read ten times as fast as many small ones."""
        words = [self.order, self.lengths, self.shared, sorted(self.common), self.stop_words, self.synonyms]
        blocks = [" ".join(self.blocks), " ".join(self.blocks.values())]
        return [*words, self.dictionary, self.reversed_dictionary, *blocks, self.spelling]

    @staticmethod
    def unpack(packed: Any) -> IndexState:
        """The inverse of `pack`."""
        order, lengths, shared, common, stop_words, synonyms, dictionary, backward, names, digests, spelling = packed
        return IndexState(
            order,
            lengths,
            shared,
            frozenset(common),
            {word: WordCounts(*counts) for word, counts in stop_words.items()},
            synonyms,
            [Segment(*segment) for segment in dictionary],
            [Segment(*segment) for segment in backward],
            dict(zip(names.split(), digests.split(), strict=True)),
            spelling,
        )


def least_common(documents: int) -> float:
    """In more bodies than this a word is common."""
    return max(SHARE * documents, SHARE * ENOUGH)
