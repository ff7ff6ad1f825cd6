"""What a build remembers of an index besides its rows: enough to know what an edit touches. Plain JSON, read for every edit.

What only some edits need lies in rows of its own: all words (`vocabulary.py`), words that may be misspelt (`spelling.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.search.segments import Segment
from generator.search.shards import Counts

SHARE, ENOUGH = 0.3, 1000  # a word of so large a share of so many documents' bodies says nothing there


@dataclass
class State:
    """What is remembered of an index."""

    order: str  # digest of the documents in their order
    sums: list[int] = field(default_factory=list)  # words in all names, tags, bodies; sellers, regions, categories
    shared: str = ""  # digest of what documents have of neighbours: seller, region, category
    common: frozenset[str] = (
        frozenset()
    )  # words of so many bodies that only names and tags with them are told apart by them
    silent: dict[str, Counts] = field(
        default_factory=dict
    )  # those of them that nothing else holds: as good as function words
    marks: dict[str, str] = field(default_factory=dict)  # the office's synonyms
    dictionary: list[Segment] = field(default_factory=list)
    backward: list[Segment] = field(default_factory=list)  # the reversed dictionary
    pieces: dict[str, str] = field(default_factory=dict)  # of long lists: name of the file, digest
    spelling: str = ""  # digest of the file that misspelt words are put right with

    def pack(self) -> list[Any]:
        """As JSON in long texts, which is read ten times as fast as many small ones."""
        return [self.order, self.sums, self.shared, sorted(self.common), self.silent, self.marks,
                self.dictionary, self.backward, " ".join(self.pieces), " ".join(self.pieces.values()), self.spelling]  # fmt: skip

    @staticmethod
    def unpack(packed: Any) -> State:
        """The inverse of `pack`."""
        order, sums, shared, common, silent, marks, dictionary, backward, names, digests, spelling = packed
        return State(
            order, sums, shared, frozenset(common), {word: Counts(*counts) for word, counts in silent.items()}, marks,
            [Segment(*shelf) for shelf in dictionary], [Segment(*shelf) for shelf in backward],
            dict(zip(names.split(), digests.split(), strict=True)), spelling,
        )  # fmt: skip


def least_common(documents: int) -> float:
    """In more bodies than this a word is common."""
    return max(SHARE * documents, SHARE * ENOUGH)
