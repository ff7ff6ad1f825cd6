"""Chapters as a build plans them: those whose digest stands and whose files lie as we left them are not listed again.

What is remembered of a chapter is its digest, the paths of its outputs, and the facts that other rooms need of its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from generator.build.target import Target
from generator.content.load import plain
from generator.machine.cache import Cache
from generator.model.cards import Photo
from generator.model.chapter import Entry
from generator.model.digest import fingerprint
from generator.model.output import Output
from generator.model.share import CardColours, ShareCard

POOL = "chapters"


class Facts(NamedTuple):
    """What other rooms need of the pages of a chapter."""

    entries: tuple[Entry, ...] = ()  # those that search engines may read
    digest: str = ""  # of the entries
    photos: tuple[tuple[Photo, bool], ...] = ()  # each with whether it is the first of some record
    cards: tuple[ShareCard, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry], photos: Iterable[tuple[Photo, bool]], cards: Iterable[ShareCard]) -> Facts:
        """The facts with their digest, each photo and card once."""
        found = tuple(entries)
        return cls(found, fingerprint(found), tuple(dict.fromkeys(photos)), tuple(dict.fromkeys(cards)))

    @classmethod
    def unpack(cls, packed: tuple[Any, ...]) -> Facts:
        """The inverse of `plain`."""
        entries, digest, photos, cards = packed
        return cls(
            entries,
            digest,
            tuple([(Photo(*photo), is_first) for photo, is_first in photos]),
            tuple([_unpacked(*card) for card in cards]),
        )


def _unpacked(*values: Any) -> ShareCard:
    card = ShareCard(*values)
    photo = Photo(*card.photo) if card.photo else None
    return card._replace(photo=photo, colours=CardColours(*card.colours))


NO_FACTS = Facts()


class Planned(NamedTuple):
    """A chapter of the plan. `outputs` is None while it stands as it was published."""

    name: str
    digest: str
    paths: tuple[str, ...]
    facts: Facts
    outputs: tuple[Output, ...] | None

    def remember(self, memory: Cache) -> None:
        """Keep it for the next build, after its outputs were published."""
        memory.keep(POOL, self.name, (self.digest, self.paths, plain(self.facts)))


class Standing:
    """What of the last build may stand. Without `target`, or when all is to be made anew, nothing does."""

    def __init__(self, memory: Cache, target: Target | None) -> None:
        self._known: Mapping[str, tuple[Any, ...]] = {}
        self._intact: set[str] = set()
        if target:
            stamps = target.stamps
            self._known = memory.pool(POOL)
            self._intact = {path for path, row in memory.pool("outputs").items() if stamps.get(path) == row[2]}

    def plan(self, name: str, digest: str, listing: Callable[[], tuple[Iterable[Output], Facts]]) -> Planned:
        """The chapter as it stands, or listed."""
        row = self._known.get(name)
        if row and row[0] == digest and self._intact.issuperset(row[1]):
            return Planned(name, digest, row[1], Facts.unpack(row[2]), None)
        found, facts = listing()
        outputs = tuple(found)
        return Planned(name, digest, tuple([output.path for output in outputs]), facts, outputs)

    def leave(self, prefix: str) -> list[Planned]:
        """The chapters whose names begin so as they were published, however old that is; none unless all of them lie there."""
        rows = {name: row for name, row in self._known.items() if name.startswith(prefix)}
        if not all(self._intact.issuperset(row[1]) for row in rows.values()):
            return []
        return [Planned(name, row[0], row[1], NO_FACTS, None) for name, row in sorted(rows.items())]
