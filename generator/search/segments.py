"""Segments: sorted words cut into files, each with what is remembered of its words in one row of memory.

A shelf that nothing was put on or taken from is never read, and its file stands as it is. The others are cut anew, together
with what lies between them, and give the shelves that a clean build gives (see `borders.leaves`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from generator.machine.cache import CacheDamagedError
from generator.model.catalog import Stored
from generator.model.digest import digest
from generator.search.borders import leaves
from generator.search.memory import Memory
from generator.search.shards import shard_name

T = TypeVar("T")


class Segment(NamedTuple):
    """A shelf as it is remembered: its borders, its first and last word, what its words weigh, the digest of its file."""

    lower: str
    upper: str
    first: str
    last: str
    weight: int
    digest: str


class Kind(NamedTuple, Generic[T]):
    """What stands on shelves. `letter` begins the names of rows and files."""

    letter: str
    weigh: Callable[[str, T], int]
    pack: Callable[[Mapping[str, T]], str]
    unpack: Callable[[str], dict[str, T]]
    spell: Callable[[str, Mapping[str, T]], str]  # upper border, words -> the text of the file


class Segments(Generic[T]):
    """Words in order, as they were at the last build until something is put or taken."""

    def __init__(self, kind: Kind[T], memory: Memory, known: Iterable[Segment]) -> None:
        self.kind, self.memory = kind, memory
        self.known = list(known)
        self.made: dict[str, Stored] = {}  # files of this run by name
        self._lowers = [shelf.lower for shelf in self.known]
        self._read: dict[int, dict[str, T]] = {}  # shelves by their place
        self._touched: set[int] = set()
        self._loose: dict[str, T] = {}  # words that lie on no shelf yet

    def get(self, word: str) -> T | None:
        """What is known of a word."""
        place = self._place(word)
        return self._loose.get(word) if place < 0 else self._held(place).get(word)

    def put(self, word: str, thing: T | None) -> None:
        """Put a word on its shelf, or take it off."""
        place = self._place(word)
        held = self._loose if place < 0 else self._held(place)
        if thing is not None:
            held[word] = thing
        else:
            held.pop(word, None)
        if place >= 0:
            self._touched.add(place)

    def _place(self, word: str) -> int:
        """The place of the shelf between whose borders a word lies, or -1."""
        place = bisect_right(self._lowers, word) - 1
        return place if place < 0 or not self.known[place].upper or word < self.known[place].upper else -1

    def _held(self, place: int) -> dict[str, T]:
        if place not in self._read:
            self._read[place] = self._recall(self.known[place].lower)
        return self._read[place]

    def _recall(self, lower: str) -> dict[str, T]:
        return self.kind.unpack(self.memory.recall(f"{self.kind.letter}:{lower}"))

    def settle(self, limit: int) -> None:
        """Cut anew what was touched, write what came of it, forget the rest."""
        if not self._touched and not self._loose:
            return
        before = set(self._lowers)
        items = sorted(self._items())
        firsts, lasts, weights = [item[0] for item in items], [item[1] for item in items], [item[2] for item in items]
        settled = []
        for lower, upper, start, stop in leaves(firsts, weights, limit, lasts):
            place = items[start][3]
            shelf = self.known[place] if place >= 0 and stop - start == 1 else None
            if shelf is None or shelf[:2] != (lower, upper):
                shelf = self._make(lower, upper, items[start:stop])
            settled.append(shelf)
        self.memory.drop(
            [f"{self.kind.letter}:{lower}" for lower in before.difference(shelf.lower for shelf in settled)]
        )
        self.known = settled
        self._lowers = [shelf.lower for shelf in settled]
        self._read, self._loose, self._touched = {}, {}, set()

    def _items(self) -> Iterator[tuple[str, str, int, int]]:
        """First word, last word, weight, place: shelves that stay, and the words of the others, which have no place (-1)."""
        for place, shelf in enumerate(self.known):
            if place not in self._touched:
                yield shelf.first, shelf.last, shelf.weight, place
        for held in (self._loose, *(self._read[place] for place in self._touched)):
            for word, thing in held.items():
                yield word, word, self.kind.weigh(word, thing), -1

    def _make(self, lower: str, upper: str, items: list[tuple[str, str, int, int]]) -> Segment:
        words: dict[str, T] = {}
        for first, _, _, place in items:
            if place >= 0:
                words.update(sorted(self._held(place).items()))
            else:
                old = self._place(first)
                words[first] = self._loose[first] if old < 0 else self._read[old][first]
        self.memory.put(f"{self.kind.letter}:{lower}", self.kind.pack(words))
        text = self.kind.spell(upper, words)
        shelf = Segment(lower, upper, items[0][0], items[-1][1], sum(item[2] for item in items), digest(text.encode()))
        self.made[shard_name(self.kind.letter, lower)] = Stored(shelf.digest, partial(str, text))
        return shelf

    def files(self) -> Iterator[tuple[str, Stored]]:
        """All files by name; those that stand are spelled when somebody asks."""
        for shelf in self.known:
            name = shard_name(self.kind.letter, shelf.lower)
            yield name, self.made.get(name) or Stored(shelf.digest, partial(self._text, shelf))

    def _text(self, shelf: Segment) -> str:
        text = self.kind.spell(shelf.upper, self._recall(shelf.lower))
        if digest(text.encode()) != shelf.digest:
            raise CacheDamagedError(f"search lost {shelf.lower}")
        return text
