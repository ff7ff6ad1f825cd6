"""One term of the index as text: the documents that hold it, small enough to send, exact enough for lunr's own score.

Nothing here depends on the rest of the catalogue (no inverse document frequency, no average), so a text that changes
elsewhere changes no byte. A short list stands in the shard of its term. A long one is cut into pieces, first those of
documents whose name holds the term; of each piece the shard keeps the range and the *skyline*: the postings that no other
posting of the piece beats in every field. The best score of the piece is one of theirs, whatever the averages are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from operator import sub
from typing import NamedTuple

from generator.content.words import ALPHABET, BODY, NAME, TAGS, number, posting, read_number, unpack_posting

PIECE = 5000  # characters of a piece of a long list


class Run(NamedTuple):
    """Documents in a row whose seller (0), region (1) or category (2) holds the term `count` times in `length` words."""

    start: int
    size: int
    field: int
    count: int  # type: ignore[assignment]  # the tuple's own count() is of no use here
    length: int


class Piece(NamedTuple):
    """A file of a long list: which documents (0: by name, 1: others; the first), and its text."""

    tier: int
    first: int
    text: tuple[str, str]


class Term(NamedTuple):
    """A term as text. `parts`: counts, gaps, postings, runs, directory of the pieces."""

    parts: tuple[str, str, str, str, str]
    pieces: tuple[Piece, ...]

    @property
    def weight(self) -> int:
        """Characters in the shard."""
        return sum(map(len, self.parts))


_STEPS = [number(max(0, value - 1)) for value in range(4096)]
_BY_NAME = frozenset(letter for place, letter in enumerate(ALPHABET[:16]) if place & NAME)
_FIELDS = {letter: (place & (NAME | TAGS | BODY)).bit_count() for place, letter in enumerate(ALPHABET[:16])}


def gaps_of(documents: Sequence[int]) -> str:
    """Ascending document numbers as how many are left out before each."""
    steps = list(map(sub, documents, (-1, *documents[:-1])))
    try:
        return "".join(map(_STEPS.__getitem__, steps))
    except IndexError:
        return "".join(map(number, (step - 1 for step in steps)))


def spell_term(documents: Sequence[int], postings: Sequence[str], runs: Sequence[Run], heavy: int) -> Term:
    """A term's text. `runs` are in the order of (start, field); lists of more than `heavy` characters are cut."""
    spelled_runs = spell_runs(runs)
    texts = "".join(postings)
    if len(documents) + len(texts) <= heavy:
        counts = number(len(runs)) + number(2 * len(documents))
        return Term((counts, gaps_of(documents), texts, spelled_runs, ""), ())
    firsts = [text[0] for text in postings]
    entries = sum(firsts.count(letter) * fields for letter, fields in _FIELDS.items())
    pieces: list[Piece] = []
    directory: list[str] = []
    tiers = []
    for tier in (0, 1):
        chosen = [place for place, first in enumerate(firsts) if (first in _BY_NAME) is (tier == 0)]
        held, texts_held = [documents[place] for place in chosen], [postings[place] for place in chosen]
        cuts = _cuts(held, texts_held)
        tiers.append(len(cuts))
        for start, stop in cuts:
            pieces.append(Piece(tier, held[start], (gaps_of(held[start:stop]), "".join(texts_held[start:stop]))))
            best = skyline(texts_held[start:stop])
            directory += [
                number(held[start]),
                number(held[stop - 1] - held[start]),
                number(stop - start),
                number(len(best)),
                *best,
            ]
    counts = number(len(runs)) + number(2 * len(documents) + 1) + number(entries) + number(tiers[0]) + number(tiers[1])
    return Term((counts, "", "", spelled_runs, "".join(directory)), tuple(pieces))


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


def _cuts(documents: Sequence[int], postings: Sequence[str]) -> list[tuple[int, int]]:
    """Cut a list into ranges of document numbers, halved until each is small: an edit moves no other border."""
    from bisect import bisect_left
    from itertools import accumulate

    if not documents:
        return []
    sums = [0, *accumulate(map(len, postings))]
    size = 1
    while size <= documents[-1]:
        size *= 2
    found: list[tuple[int, int]] = []
    waiting = [(0, size, 0, len(documents))]
    while waiting:
        low, size, start, stop = waiting.pop()
        if start == stop:
            continue
        if sums[stop] - sums[start] <= PIECE or size == 1:
            found.append((start, stop))
            continue
        middle = bisect_left(documents, low + size // 2, start, stop)
        waiting.append((low + size // 2, size // 2, middle, stop))
        waiting.append((low, size // 2, start, middle))
    return found


def skyline(postings: Iterable[str]) -> list[str]:
    """The postings of a piece that none other beats: those with a count as high in a field as short, in every field."""
    best: list[tuple[str, list[tuple[int, int]]]] = []
    for text in sorted(set(postings), key=_rank, reverse=True):
        fields = unpack_posting(text)
        if not any(_beats(other, fields) for _, other in best):
            best.append((text, fields))
    return sorted(text for text, _ in best)


@cache
def _rank(text: str) -> float:
    """A posting's score for usual lengths, so that the strong come first and the weak are dropped at once."""
    usual = ((10, 4), (3, 3), (1, 60))
    score = 0.0
    for (boost, length), (count, here) in zip(usual, unpack_posting(text), strict=True):
        score += boost * count / (0.3 + 0.9 * here / length + count) if count else 0
    return score


def _beats(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> bool:
    for (count, length), (its_count, its_length) in zip(one, other, strict=True):
        if its_count and (count < its_count or length > its_length):
            return False
    return True


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
