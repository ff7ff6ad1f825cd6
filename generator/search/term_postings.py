"""What the index holds of one term, as text: small enough to send, exact enough for lunr's own score.

Nothing here depends on the rest of the catalogue (no inverse document frequency, no average), so a text that changes
elsewhere changes no byte. A short posting list stands in the shard of its term, a long one is cut into `posting_blocks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from generator.content.words import ALPHABET, number, posting, read_number, unpack_posting
from generator.search.posting_blocks import (
    TIERS,
    BlockTexts,
    PostingBlock,
    PostingList,
    cut_list,
    encode_directory,
    encode_gaps,
)


class Run(NamedTuple):
    """Documents in a row whose seller (0), region (1) or category (2) holds the term `count` times in `length` words."""

    start: int
    size: int
    field: int
    count: int  # type: ignore[assignment]  # the tuple's own count() is of no use here
    length: int


class TermPostings(NamedTuple):
    """A term's runs and its posting list. A short list has `gaps` and `postings`, a long one `blocks`."""

    run_count: int
    runs: str
    documents: int  # how many its list holds
    gaps: str
    postings: str
    blocks: tuple[PostingBlock, ...]

    @property
    def columns(self) -> tuple[str, str, str, str, str]:
        """What stands in the shard: counts, gaps, postings, runs, directory of the blocks."""
        if not self.blocks:
            return (number(self.run_count) + number(2 * self.documents), self.gaps, self.postings, self.runs, "")
        tiers = [sum(block.tier == tier for block in self.blocks) for tier in TIERS]
        values = (self.run_count, 2 * self.documents + 1, sum(block.fields for block in self.blocks), *tiers)
        return ("".join(map(number, values)), "", "", self.runs, encode_directory(self.blocks))

    @property
    def weight(self) -> int:
        """Characters in the shard."""
        return sum(map(len, self.columns))

    def with_runs(self, runs: Sequence[Run]) -> TermPostings:
        """The same with other runs, which are in the order of (start, field)."""
        return self._replace(run_count=len(runs), runs=encode_runs(runs))


NO_POSTINGS = TermPostings(0, "", 0, "", "", ())
Encoded = tuple[TermPostings, BlockTexts]  # a term, and the texts of its blocks that are not stored yet


def encode_list(term: TermPostings, documents: Sequence[int], postings: Sequence[str], heavy: int) -> Encoded:
    """The term with another posting list; one of more than `heavy` characters is cut into blocks."""
    text = "".join(postings)
    term = term._replace(documents=len(documents))
    if len(documents) + len(text) <= heavy:
        return term._replace(gaps=encode_gaps(documents), postings=text, blocks=()), {}
    blocks, texts = cut_list(documents, postings)
    return term._replace(gaps="", postings="", blocks=blocks), texts


def encode_runs(runs: Sequence[Run]) -> str:
    """Runs in the order of (start, field) as text."""
    parts = []
    last = 0
    for run in runs:
        often = run.count > 1
        mark = ALPHABET[run.field | (4 if often else 0)]
        parts += [number(run.start - last), number(run.size - 1), mark, number(run.length)]
        if often:
            parts.append(number(run.count))
        last = run.start  # runs of two fields may overlap
    return "".join(parts)


def decode_runs(text: str) -> list[Run]:
    """The inverse of `encode_runs`."""
    runs = []
    place = start = 0
    while place < len(text):
        step, place = read_number(text, place)
        size, place = read_number(text, place)
        mark = ALPHABET.index(text[place])
        length, place = read_number(text, place + 1)
        count, place = read_number(text, place) if mark & 4 else (1, place)
        start += step
        runs.append(Run(start, size + 1, mark & 3, count, length))
    return runs


def merge_lists(lists: Sequence[PostingList]) -> PostingList:
    """The lists of several forms of one root as one: counts in a field add up."""
    if len(lists) == 1:
        return lists[0]
    merged: dict[int, str] = {}
    for documents, postings in lists:
        for document, text in zip(documents, postings, strict=True):
            merged[document] = add_postings(merged[document], text) if document in merged else text
    order = sorted(merged)
    return order, [merged[document] for document in order]


@cache
def without_body(text: str) -> str:
    """A posting of a common word: its body says nothing. Empty where nothing else holds the word."""
    name, tags, _ = unpack_posting(text)
    return posting((name, tags, (0, 0))) if name[0] or tags[0] else ""


@cache
def add_postings(one: str, other: str) -> str:
    """The posting of two words as if they were one."""
    pairs = zip(unpack_posting(one), unpack_posting(other), strict=True)
    return posting(tuple([(count + more, length or its) for (count, length), (more, its) in pairs]))


def merge_runs(lists: Sequence[list[Run]]) -> list[Run]:
    """The runs of several forms of one root; where two forms stand in one text of a field, their counts add up."""
    if len(lists) < 2:
        return lists[0] if lists else []
    merged: dict[tuple[int, int], Run] = {}
    for run in (run for runs in lists for run in runs):
        same = merged.get((run.start, run.field))
        merged[run.start, run.field] = run._replace(count=run.count + same.count) if same else run
    return sorted(merged.values(), key=lambda run: (run.start, run.field))
