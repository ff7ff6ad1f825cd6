"""What a build remembers of an index besides its lists: enough to know what an edit touches. Plain JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

SHARE, ENOUGH = 0.3, 1000  # a word of so large a share of so many documents' bodies says nothing there


@dataclass
class State:
    """What is remembered of an index besides its lists."""

    order: str  # digest of the documents in their order
    keys: list[str]  # of the documents' records
    sums: list[int]  # words in all names, tags, bodies; sellers, regions, categories
    facts: list[str]
    vocabulary: dict[
        str, tuple[int, int, int, int]
    ]  # surface word: documents, those with it in name or tags, in body; the first
    names: frozenset[str] = frozenset()  # words that only sellers are called by
    stems: dict[str, str] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)  # word: its runs, spelled
    marks: dict[str, str] = field(default_factory=dict)  # the office's synonyms
    weights: dict[str, int] = field(default_factory=dict)  # dictionary word: characters in its shard
    terms: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)  # name: digest
    borders: list[tuple[str, str]] = field(default_factory=list)  # of the dictionary: lower, upper
    backward: list[str] = field(default_factory=list)  # borders of the reversed dictionary
    shared: str = ""  # digest of what documents have of neighbours: seller, region, category
    sellers: frozenset[str] = frozenset()  # words of sellers' names

    @cached_property
    def common(self) -> frozenset[str]:
        """Words of so many bodies that only names and tags with them are told apart by them."""
        least = max(SHARE * len(self.keys), SHARE * ENOUGH)
        return frozenset(word for word, counts in self.vocabulary.items() if counts[2] > least)

    @property
    def silent(self) -> frozenset[str]:
        """Common words that nothing else holds: as good as function words."""
        return frozenset(word for word in self.common if not self.vocabulary[word][1] and word not in self.runs)

    def pack(self) -> list[Any]:
        """As JSON in long texts and lists, which is read ten times as fast as many small ones."""
        counts = list(zip(*self.vocabulary.values(), strict=True)) or [(), (), (), ()]
        return [
            self.order, " ".join(self.keys), self.sums, "\n".join(self.facts), " ".join(self.vocabulary), *counts,
            " ".join(sorted(self.names)), self.stems, " ".join(self.runs), " ".join(self.runs.values()), self.marks,
            " ".join(self.weights), list(self.weights.values()), " ".join(self.terms), self.files, self.borders, self.backward,
            self.shared, " ".join(sorted(self.sellers)),
        ]  # fmt: skip

    @staticmethod
    def unpack(packed: Any) -> State:
        """The inverse of `pack`."""
        (order, keys, sums, facts, words, held, heads, bodies, firsts, names, stems, run_words, runs, marks, weighed, weights, terms,
         files, borders, backward, shared, sellers) = packed  # fmt: skip
        return State(
            order, keys.split(), sums, facts.split("\n"), dict(zip(words.split(), zip(held, heads, bodies, firsts, strict=True), strict=True)),
            frozenset(names.split()), stems, dict(zip(run_words.split(), runs.split(), strict=True)), marks,
            dict(zip(weighed.split(), weights, strict=True)), terms.split(), files, [tuple(pair) for pair in borders], backward,
            shared, frozenset(sellers.split()),
        )  # fmt: skip
