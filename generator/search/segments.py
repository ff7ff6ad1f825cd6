"""Segments: sorted words cut into shards, each with what is remembered of its words in one row of memory.

A segment without a change is never read, and its file stands as it is. The others are cut anew, together with the words that
came between them, and give the segments that a clean build gives (see `shard_bounds.cut_words`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from generator.machine.cache import CacheDamagedError
from generator.model.catalog import Stored
from generator.model.digest import digest
from generator.search.index_store import IndexStore
from generator.search.shard_bounds import cut_words
from generator.search.shards import shard_name

T = TypeVar("T")
NOWHERE = -1  # in place of a segment's number


class Segment(NamedTuple):
    """A segment as it is remembered: its bounds, its first and last word, what its words weigh, the digest of its file."""

    lower: str
    upper: str
    first: str
    last: str
    weight: int
    digest: str


class SegmentFormat(NamedTuple, Generic[T]):
    """What a word of a segment holds, and how it is stored and published. `letter` begins the names of rows and files."""

    letter: str
    weigh: Callable[[str, T], int]
    pack: Callable[[Mapping[str, T]], str]
    unpack: Callable[[str], dict[str, T]]
    encode: Callable[[str, Mapping[str, T]], str]  # upper bound, words -> the text of the file


class _Item(NamedTuple):
    """What is cut: a segment that stays, by its number, or one word."""

    first: str
    last: str
    weight: int
    number: int


class Segments(Generic[T]):
    """Words in order with what each holds, as they were at the last build until something is put."""

    def __init__(self, fmt: SegmentFormat[T], store: IndexStore, segments: Iterable[Segment]) -> None:
        self.format, self.store = fmt, store
        self.segments = list(segments)
        self._files: dict[str, Stored] = {}  # of this run, by name
        self._lowers = [segment.lower for segment in self.segments]
        self._opened: dict[int, dict[str, T]] = {}  # segments by number
        self._changed: set[int] = set()
        self._outside: dict[str, T] = {}  # words that lie in no segment yet

    def get(self, word: str) -> T | None:
        """What is remembered of a word."""
        return self._home(self._number(word)).get(word)

    def put(self, word: str, value: T | None) -> None:
        """Remember something of a word; None takes it out."""
        number = self._number(word)
        home = self._home(number)
        if value is not None:
            home[word] = value
        else:
            home.pop(word, None)
        if number != NOWHERE:
            self._changed.add(number)

    def _number(self, word: str) -> int:
        """The number of the segment between whose bounds a word lies."""
        number = bisect_right(self._lowers, word) - 1
        return (
            number if number < 0 or not self.segments[number].upper or word < self.segments[number].upper else NOWHERE
        )

    def _home(self, number: int) -> dict[str, T]:
        """The words of a segment."""
        if number == NOWHERE:
            return self._outside
        if number not in self._opened:
            self._opened[number] = self._read(self.segments[number])
        return self._opened[number]

    def _read(self, segment: Segment) -> dict[str, T]:
        return self.format.unpack(self.store.read(self._row(segment.lower)))

    def _row(self, lower: str) -> str:
        return f"{self.format.letter}:{lower}"

    def settle(self, limit: int) -> None:
        """Cut what changed into segments of `limit` characters, write them, forget those that are gone."""
        if not self._changed and not self._outside:
            return
        items = sorted(self._items())
        settled = []
        firsts, lasts, weights = (
            [item.first for item in items],
            [item.last for item in items],
            [item.weight for item in items],
        )
        for lower, upper, start, stop in cut_words(firsts, weights, limit, lasts):
            number = items[start].number if stop - start == 1 else NOWHERE
            segment = self.segments[number] if number != NOWHERE else None
            if segment is None or segment[:2] != (lower, upper):
                segment = self._make(lower, upper, items[start:stop])
            settled.append(segment)
        gone = set(self._lowers).difference(segment.lower for segment in settled)
        self.store.drop(map(self._row, gone))
        self.segments, self._lowers = settled, [segment.lower for segment in settled]
        self._opened, self._outside, self._changed = {}, {}, set()

    def _items(self) -> Iterator[_Item]:
        for number, segment in enumerate(self.segments):
            if number not in self._changed:
                yield _Item(segment.first, segment.last, segment.weight, number)
        for words in (self._outside, *(self._opened[number] for number in self._changed)):
            for word, value in words.items():
                yield _Item(word, word, self.format.weigh(word, value), NOWHERE)

    def _make(self, lower: str, upper: str, items: list[_Item]) -> Segment:
        words: dict[str, T] = {}
        for item in items:
            if item.number != NOWHERE:
                words.update(sorted(self._home(item.number).items()))
            else:
                words[item.first] = self._home(self._number(item.first))[item.first]
        self.store.put(self._row(lower), self.format.pack(words))
        text = self.format.encode(upper, words)
        weight = sum(item.weight for item in items)
        segment = Segment(lower, upper, items[0].first, items[-1].last, weight, digest(text.encode()))
        self._files[shard_name(self.format.letter, lower)] = Stored(segment.digest, partial(str, text))
        return segment

    def files(self) -> Iterator[tuple[str, Stored]]:
        """All files by name; those that stand are encoded when somebody asks."""
        for segment in self.segments:
            name = shard_name(self.format.letter, segment.lower)
            yield name, self._files.get(name) or Stored(segment.digest, partial(self._text, segment))

    def _text(self, segment: Segment) -> str:
        text = self.format.encode(segment.upper, self._read(segment))
        if digest(text.encode()) != segment.digest:
            raise CacheDamagedError(f"search lost {segment.lower}")
        return text
