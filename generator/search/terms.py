"""One term of the index as text: the documents that hold it, small enough to send, exact enough for lunr's own score.

Nothing here depends on the rest of the catalogue (no inverse document frequency, no average), so a text that changes
elsewhere changes no byte. A short list stands in the shard of its term, a long one is cut into pieces (`pieces.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from generator.content.words import ALPHABET, number, posting, read_number, unpack_posting
from generator.search.pieces import (
    Edits,
    Piece,
    PieceText,
    Read,
    directory_of,
    edited_list,
    edited_pieces,
    gaps_of,
    pieces_of,
    unspelled,
)


class Run(NamedTuple):
    """Documents in a row whose seller (0), region (1) or category (2) holds the term `count` times in `length` words."""

    start: int
    size: int
    field: int
    count: int  # type: ignore[assignment]  # the tuple's own count() is of no use here
    length: int


class Term(NamedTuple):
    """A term as text. A short list has `gaps` and `postings`, a long one `pieces`."""

    held: int  # how many runs
    runs: str
    documents: int  # how many its list holds
    gaps: str
    postings: str
    pieces: tuple[Piece, ...]

    @property
    def parts(self) -> tuple[str, str, str, str, str]:
        """What stands in the shard: counts, gaps, postings, runs, directory of the pieces."""
        if not self.pieces:
            return (number(self.held) + number(2 * self.documents), self.gaps, self.postings, self.runs, "")
        tiers = [sum(piece.tier == tier for piece in self.pieces) for tier in (0, 1)]
        values = (self.held, 2 * self.documents + 1, sum(piece.fields for piece in self.pieces), *tiers)
        return ("".join(map(number, values)), "", "", self.runs, directory_of(self.pieces))

    @property
    def weight(self) -> int:
        """Characters in the shard."""
        return sum(map(len, self.parts))

    def with_runs(self, runs: Sequence[Run]) -> Term:
        """The same with other runs."""
        return self._replace(held=len(runs), runs=spell_runs(runs))


NO_TERM = Term(0, "", 0, "", "", ())
Spelled = tuple[
    Term, dict[tuple[int, int], PieceText]
]  # a term; the texts of its new pieces by tier and first document


def spell_term(documents: Sequence[int], postings: Sequence[str], runs: Sequence[Run], heavy: int) -> Spelled:
    """A term's text. `runs` are in the order of (start, field); lists of more than `heavy` characters are cut."""
    return _spelled(NO_TERM.with_runs(runs), documents, postings, heavy)


def _spelled(term: Term, documents: Sequence[int], postings: Sequence[str], heavy: int) -> Spelled:
    texts = "".join(postings)
    term = term._replace(documents=len(documents))
    if len(documents) + len(texts) <= heavy:
        return term._replace(gaps=gaps_of(documents), postings=texts, pieces=()), {}
    pieces, made = pieces_of(documents, postings)
    return term._replace(gaps="", postings="", pieces=pieces), made


def edited_term(term: Term, edits: Edits, read: Read, heavy: int) -> Spelled:
    """The term after some of its documents changed: what `spell_term` gives for all of them. `read`: the text of a piece."""
    if not term.pieces:
        return _spelled(term, *edited_list(*unspelled(term.gaps, term.postings), edits), heavy)
    pieces, made = edited_pieces(term.pieces, edits, read)
    if sum(piece.documents + piece.size for piece in pieces) > heavy:
        return term._replace(documents=sum(piece.documents for piece in pieces), pieces=pieces), made
    texts = [made.get((piece.tier, piece.first)) or read(piece.tier, piece.first) for piece in pieces]
    pairs = sorted(chain.from_iterable(zip(*unspelled(*text), strict=True) for text in texts))
    return _spelled(term, [document for document, _ in pairs], [text for _, text in pairs], heavy)


def documents_of(term: Term, read: Read) -> list[int]:
    """The documents of a term's list."""
    texts = [read(piece.tier, piece.first) for piece in term.pieces] or [(term.gaps, term.postings)]
    return [document for text in texts for document in unspelled(*text)[0]]


def spell_runs(runs: Sequence[Run]) -> str:
    """Runs in the order of (start, field) as text."""
    parts = []
    last = 0
    for run in runs:
        often = run.count > 1
        parts += [
            number(run.start - last),
            number(run.size - 1),
            ALPHABET[run.field | (4 if often else 0)],
            number(run.length),
        ]
        if often:
            parts.append(number(run.count))
        last = run.start  # runs of two fields may overlap
    return "".join(parts)


def unspell_runs(text: str) -> list[Run]:
    """The inverse of `spell_runs`."""
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


def merged(lists: Sequence[tuple[Sequence[int], Sequence[str]]]) -> tuple[list[int], list[str]]:
    """The lists of several forms of one root as one: counts in a field add up."""
    if len(lists) == 1:
        return list(lists[0][0]), list(lists[0][1])
    held: dict[int, str] = {}
    for documents, postings in lists:
        for document, text in zip(documents, postings, strict=True):
            held[document] = _added(held[document], text) if document in held else text
    order = sorted(held)
    return order, [held[document] for document in order]


def by_root(words: Mapping[str, str], roots: Mapping[str, str], common: frozenset[str]) -> dict[str, str]:
    """The postings of one document by root: what `merged` makes of the lists of all words. `roots`: of words that have one."""
    found: dict[str, str] = {}
    for word, text in words.items():
        telling = without_body(text) if word in common else text
        if telling:
            root = roots.get(word) or word
            found[root] = _added(found[root], telling) if root in found else telling
    return found


@cache
def without_body(text: str) -> str:
    """A posting of a common word: its body says nothing. Empty where nothing else holds the word."""
    name, tags, _ = unpack_posting(text)
    return posting((name, tags, (0, 0))) if name[0] or tags[0] else ""


@cache
def _added(one: str, other: str) -> str:
    pairs = zip(unpack_posting(one), unpack_posting(other), strict=True)
    return posting(tuple([(count + more, length or its) for (count, length), (more, its) in pairs]))


def merged_runs(lists: Sequence[list[Run]]) -> list[Run]:
    """The runs of several forms of one root; where two forms stand in one text of a field, their counts add up."""
    if len(lists) < 2:
        return lists[0] if lists else []
    held: dict[tuple[int, int], Run] = {}
    for run in (run for runs in lists for run in runs):
        known = held.get((run.start, run.field))
        held[run.start, run.field] = run._replace(count=run.count + known.count) if known else run
    return sorted(held.values(), key=lambda run: (run.start, run.field))
