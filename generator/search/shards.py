"""The files that a browser loads: dictionary shards with their lists, blocks of long lists, the reversed dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.content.words import ALPHABET
from generator.search.compact import dumps
from generator.search.shard_bounds import file_part
from generator.search.term_postings import TermPostings

SMALL = 20_000  # documents up to which shards are small


class Limits(NamedTuple):
    """Characters of a shard, of a list that stays in it, and of a file of the reversed dictionary."""

    shard: int
    heavy: int
    backward: int


def limits_for(documents: int) -> Limits:
    """Small catalogues have small shards; large ones fewer files."""
    return Limits(3000, 2000, 4000) if documents <= SMALL else Limits(7000, 4000, 8000)


class WordCounts(NamedTuple):
    """Documents with a surface word, those with it in name or tags, in the body; products among them."""

    documents: int = 0
    heads: int = 0
    bodies: int = 0
    products: int = 0


NO_COUNTS = WordCounts()


class DictionaryEntry(NamedTuple):
    """A word of the dictionary: its root if it is a form of another, the office's synonyms, its postings if it is a term.

    `counts`: of the surface word, if documents hold it.
    """

    root: str
    synonyms: str
    term: TermPostings | None
    counts: WordCounts | None

    @property
    def marks(self) -> list[str]:
        """What stands behind the word: `=root`, `>synonyms`."""
        return [sign + text for sign, text in (("=", self.root), (">", self.synonyms)) if text]

    def weight(self, word: str) -> int:
        """Characters in the shard, near enough, without regard to its neighbours."""
        marks = sum(len(mark) + 2 for mark in self.marks)
        return 1 + len(word) + marks + (self.term.weight if self.term else 0)


NO_ENTRY = DictionaryEntry("", "", None, None)


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


def shard_text(upper: str, entries: Mapping[str, DictionaryEntry]) -> str:
    """A dictionary shard: `[upper bound, words, counts, gaps, postings, runs, directories]`. `entries`: in order."""
    spelled: list[tuple[str, str]] = []
    terms: list[TermPostings] = []
    for word, entry in entries.items():
        if entry.term:
            spelled.append((word, ""))
            terms.append(entry.term)
        spelled += [(word, mark) for mark in entry.marks]
    coded = front_coded(word for word, _ in spelled).split(" ")
    words = " ".join([code + mark for code, (_, mark) in zip(coded, spelled, strict=True)]) if spelled else ""
    columns = ["".join(column) for column in zip(*(term.columns for term in terms), strict=True)] or [""] * 5
    return dumps([upper, words, *columns])


def reversed_weight(word: str) -> int:
    """Characters in a file of the reversed dictionary, near enough."""
    return len(word) // 2 + 3


def reversed_text(upper: str, words: Iterable[str]) -> str:
    """A file of the reversed dictionary: `[upper bound, words]`. `words`: spelled backwards, in order."""
    return dumps([upper, front_coded(words)])


def shard_name(kind: str, lower: str) -> str:
    """The name of a shard: `t` dictionary, `r` reversed; without its ending."""
    return kind + file_part(lower)


def block_name(term: str, tier: int, first: int) -> str:
    """The name of a block of a long list, without its ending."""
    return f"h{file_part(term)}-{tier}-{first}"
