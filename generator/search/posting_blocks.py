"""Long posting lists, cut into blocks: first those of documents whose name holds the term, then the others.

Of each block the shard keeps the range and the *skyline*: the postings that no other posting of the block beats in every
field. The best score of the block is one of theirs, whatever the averages are. Ranges of document numbers are halved until each
is small, so that an edit moves no other bound.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from generator.content.words import ALPHABET, BODY, NAME, OFTEN, TAGS, number, read_number, unpack_posting

BLOCK = 5000  # characters of a block
TIERS = (0, 1)

PostingList = tuple[list[int], list[str]]  # documents, postings
BlockText = tuple[str, str]  # the same encoded: gaps, postings
BlockKey = tuple[int, int]  # tier, first document
BlockTexts = dict[BlockKey, BlockText]

_STEPS = [number(max(0, value - 1)) for value in range(1024)]
_FIELDS = {letter: (place & (NAME | TAGS | BODY)).bit_count() for place, letter in enumerate(ALPHABET[:16])}
_BY_NAME = frozenset(letter for place, letter in enumerate(ALPHABET[:16]) if place & NAME)
_NUMBER = "[g-z0-9_-]*[A-Za-f]"  # letters that say "more follows", and one that does not
_NUMBERS = re.compile(_NUMBER)
_POSTINGS = re.compile(
    "|".join(
        letter + _NUMBER * (fields * (2 if place & OFTEN else 1))
        for place, (letter, fields) in enumerate(_FIELDS.items())
        if fields
    )
)
_value = cache(lambda text: read_number(text, 0)[0])


class PostingBlock(NamedTuple):
    """A file of a long list as its shard knows it."""

    tier: int  # 0: documents by name, 1: others
    first: int
    last: int
    documents: int  # how many
    size: int  # characters of their postings
    fields: int  # that hold the term, of all documents
    skyline: tuple[str, ...]

    @property
    def key(self) -> BlockKey:
        """What tells it from others of its list."""
        return self.tier, self.first


class Blocks(NamedTuple):
    """The blocks of a list, and the texts of those that are not stored yet."""

    blocks: tuple[PostingBlock, ...]
    texts: BlockTexts


def tier_of(posting: str) -> int:
    """0 for a document whose name holds the term."""
    return 0 if posting[0] in _BY_NAME else 1


def encode_gaps(documents: Sequence[int]) -> str:
    """Ascending document numbers as how many are left out before each."""
    steps = list(map(sub, documents, (-1, *documents[:-1])))
    try:
        return "".join(map(_STEPS.__getitem__, steps))
    except IndexError:
        return "".join(map(number, (step - 1 for step in steps)))


def decode_list(gaps: str, postings: str) -> PostingList:
    """Documents and postings of a list: the inverse of `encode_gaps` and of joining."""
    ends = accumulate(_value(gap) + 1 for gap in _NUMBERS.findall(gaps))
    return [end - 1 for end in ends], _POSTINGS.findall(postings)


def encode_directory(blocks: Iterable[PostingBlock]) -> str:
    """What the shard says of blocks: of each the range, how many documents, and its skyline."""
    return "".join(
        "".join(map(number, (block.first, block.last - block.first, block.documents, len(block.skyline))))
        + "".join(block.skyline)
        for block in blocks
    )


def cut_list(documents: Sequence[int], postings: Sequence[str]) -> Blocks:
    """A list cut into blocks."""
    blocks: list[PostingBlock] = []
    texts: BlockTexts = {}
    for tier in TIERS:
        chosen = [place for place, text in enumerate(postings) if tier_of(text) == tier]
        numbers, held = [documents[place] for place in chosen], [postings[place] for place in chosen]
        for start, stop in halve(numbers, numbers[-1] if numbers else 0, list(map(len, held))):
            block = make_block(tier, numbers[start:stop], held[start:stop])
            blocks.append(block)
            texts[block.key] = encode_gaps(numbers[start:stop]), "".join(held[start:stop])
    return Blocks(tuple(blocks), texts)


def make_block(tier: int, documents: Sequence[int], postings: Sequence[str], best: Iterable[str] = ()) -> PostingBlock:
    """A block of these postings; `best`: some among which its skyline is known to be."""
    letters = [text[0] for text in postings]
    fields = sum(letters.count(letter) * fields for letter, fields in _FIELDS.items())
    size = sum(map(len, postings))
    return PostingBlock(tier, documents[0], documents[-1], len(documents), size, fields, skyline(best or postings))


def halve(documents: Sequence[int], last: int, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut a list into ranges of document numbers, halved until each is small. `last`: the number of the last document."""
    sums = [0, *accumulate(sizes)]
    waiting = [(0, 1 << last.bit_length(), 0, len(documents))]
    while waiting:
        low, size, start, stop = waiting.pop()
        if start == stop:
            continue
        if sums[stop] - sums[start] <= BLOCK or size == 1:
            yield start, stop
            continue
        middle = bisect_left(documents, low + size // 2, start, stop)
        waiting.append((low + size // 2, size // 2, middle, stop))
        waiting.append((low, size // 2, start, middle))


def skyline(postings: Iterable[str]) -> tuple[str, ...]:
    """The postings of a block that none other beats: those with a count as high in a field as short, in every field."""
    best: list[tuple[str, list[tuple[int, int]]]] = []
    for text in sorted(set(postings), key=_usual_score, reverse=True):
        fields = unpack_posting(text)
        if not any(_beats(other, fields) for _, other in best):
            best.append((text, fields))
    return tuple(sorted(text for text, _ in best))


@cache
def _usual_score(text: str) -> float:
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
