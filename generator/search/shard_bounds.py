"""Where sorted words are cut into shards: bounds that an edit elsewhere does not move.

The words are the leaves of a binary tree over their bits (UTF-16, as browsers compare them). A node whose words weigh more
than the limit is split in two at a place that its bits alone decide. What a word weighs thus moves only bounds above it,
and clean and incremental builds agree on every file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

UNIT = 16  # bits of a UTF-16 code unit


class ShardRange(NamedTuple):
    """Words `start` to `stop` of the list; all words that could ever lie here are `lower <= word < upper`."""

    lower: str
    upper: str  # empty: no end
    start: int
    stop: int


def cut_words(words: Sequence[str], weights: Sequence[int], limit: int, lasts: Sequence[str] = ()) -> list[ShardRange]:
    """Cut `words` (sorted, none twice, none empty, none beyond U+FFFF) into leaves of at most `limit`, or of one word.

    An item may also stand for all words of a leaf of an earlier cut that none came to and none left: `words` holds its first,
    `lasts` its last, `weights` what all of them weigh. The cut is that of the words themselves: a node that holds more than
    the words of that leaf is split at a bit that all of them share, and one that holds just these is small enough.
    """
    sums = [0, *accumulate(weights)]
    lasts = lasts or words
    ranges: list[ShardRange] = []
    waiting = [(0, 0, 0, len(words))] if words else []
    while waiting:
        value, bits, start, stop = waiting.pop()
        if stop - start == 1 or sums[stop] - sums[start] <= limit:
            upper = _text(value + 1, bits) if value + 1 < 1 << bits else ""
            ranges.append(ShardRange(_text(value, bits), upper, start, stop))
            continue
        value, bits = _common(words[start], lasts[stop - 1])
        left, right = value << 1, value << 1 | 1
        middle = bisect_left(words, _text(right, bits + 1), start, stop)
        waiting.append((right, bits + 1, middle, stop))
        waiting.append((left, bits + 1, start, middle))
    return ranges


def _common(first: str, last: str) -> tuple[int, int]:
    """(value, bits) of the longest run of bits that two different words begin with; a shorter word goes on in zeros."""
    length = max(len(first), len(last))
    one, other = _bits(first, length), _bits(last, length)
    bits = UNIT * length - (one ^ other).bit_length()
    return one >> (UNIT * length - bits), bits


def _bits(word: str, length: int) -> int:
    return int.from_bytes(word.ljust(length, "\0").encode("utf-16-be", "surrogatepass"), "big")


def _text(value: int, bits: int) -> str:
    """The least word that begins with these bits."""
    length = -(-bits // UNIT)
    data = (value << (length * UNIT - bits)).to_bytes(2 * length, "big")
    return data.decode("utf-16-be", "surrogatepass").rstrip("\0")


def file_part(word: str) -> str:
    """A name for files about `word`: itself where that is safe on every file system, else its code units in hexadecimal."""
    if word.isascii() and (not word or (word.isalnum() and word == word.lower())):
        return "-" + word
    return "_" + word.encode("utf-16-be", "surrogatepass").hex()
