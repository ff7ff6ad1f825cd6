"""The files that a browser loads: dictionary shards with their lists, pieces of long lists, the reversed dictionary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.content.words import ALPHABET
from generator.search.borders import Leaf, file_part, leaves
from generator.search.terms import Term

SMALL = 20_000  # documents up to which shards are small


class Limits(NamedTuple):
    """Characters of a shard, of a list that stays in it, and of a file of the reversed dictionary."""

    shard: int
    heavy: int
    backward: int


def limits_for(documents: int) -> Limits:
    """Small catalogues have small shards; large ones fewer files."""
    return Limits(3000, 2000, 4000) if documents <= SMALL else Limits(7000, 4000, 8000)


class Entry(NamedTuple):
    """A word of the dictionary: its marks (`=root`, `>synonyms`), and its list if it is a term."""

    marks: tuple[str, ...]
    term: Term | None

    def weight(self, word: str) -> int:
        """Characters in the shard, near enough, without regard to its neighbours."""
        marks = sum(len(mark) + 2 for mark in self.marks)
        return 1 + len(word) + marks + (self.term.weight if self.term else 0)


def front_coded(words: Iterable[str]) -> str:
    """Sorted words, each as one letter for how many letters it shares with the one before, and the rest; by blanks."""
    parts = []
    last = ""
    for word in words:
        shared = 0
        most = min(len(last), len(word), 63)
        while shared < most and last[shared] == word[shared]:
            shared += 1
        parts.append(ALPHABET[shared] + word[shared:])
        last = word
    return " ".join(parts)


def shard_text(leaf: Leaf, words: Sequence[str], entries: Mapping[str, Entry]) -> str:
    """A dictionary shard: `[upper border, words, counts, gaps, postings, runs, directories]`."""
    spelled: list[tuple[str, str]] = []
    terms: list[Term] = []
    for word in words[leaf.start : leaf.stop]:
        entry = entries[word]
        if entry.term:
            spelled.append((word, ""))
            terms.append(entry.term)
        spelled += [(word, mark) for mark in entry.marks]
    parts = []
    last = ""
    for word, mark in spelled:
        coded = front_coded((last, word)).rpartition(" ")[2] if last else front_coded((word,))
        parts.append(coded + mark)
        last = word
    columns = ["".join(column) for column in zip(*(term.parts for term in terms), strict=True)] or [""] * 5
    return _json([leaf.upper, " ".join(parts), *columns])


def dictionary_leaves(words: Sequence[str], weights: Sequence[int], limits: Limits) -> list[Leaf]:
    """The borders of the dictionary shards."""
    return leaves(words, weights, limits.shard)


def reversed_leaves(terms: Iterable[str], limit: int) -> tuple[list[str], list[Leaf]]:
    """All terms spelled backwards, in order, and the borders of their files."""
    words = sorted(term[::-1] for term in terms)
    return words, leaves(words, [len(word) // 2 + 3 for word in words], limit)


def reversed_text(leaf: Leaf, words: Sequence[str]) -> str:
    """A file of the reversed dictionary: `[upper border, words]`."""
    return _json([leaf.upper, front_coded(words[leaf.start : leaf.stop])])


def shard_name(kind: str, lower: str) -> str:
    """The name of a shard: `t` dictionary, `r` reversed; without its ending."""
    return kind + file_part(lower)


def piece_name(term: str, tier: int, first: int) -> str:
    """The name of a piece of a long list, without its ending."""
    return f"h{file_part(term)}-{tier}-{first}"


def piece_owner(name: str) -> str:
    """The part of a piece's name that all pieces of its term share."""
    return name.rpartition("-")[0].rpartition("-")[0]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
