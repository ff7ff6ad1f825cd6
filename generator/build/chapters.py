"""Chapters as a build plans them: those whose digest stands and whose files lie as we left them are not listed again.

What is remembered of a chapter is its digest, the paths of its outputs, and the facts that other rooms need of its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from generator.build.memory import BuildMemory
from generator.build.staleness import chapter_stands, files_as_left
from generator.build.target import Target
from generator.machine.cache import Packed, Pool, as_plain
from generator.model.cards import Photo
from generator.model.chapter import Entry
from generator.model.digest import fingerprint
from generator.model.output import Output
from generator.model.share import CardColours, ShareCard


class Facts(NamedTuple):
    """What other rooms need of the pages of a chapter."""

    entries: tuple[Entry, ...] = ()  # those that search engines may read
    digest: str = ""  # of the entries
    photos: tuple[tuple[Photo, bool], ...] = ()  # each with whether it is the first of some record
    cards: tuple[ShareCard, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry], photos: Iterable[tuple[Photo, bool]], cards: Iterable[ShareCard]) -> Facts:
        """The facts with their digest, each photo and card once."""
        told = tuple(entries)
        return cls(told, fingerprint(told), tuple(dict.fromkeys(photos)), tuple(dict.fromkeys(cards)))

    @classmethod
    def unpack(cls, packed: Packed) -> Facts:
        """The inverse of `as_plain`."""
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


class RememberedChapter(NamedTuple):
    """A chapter as it was published: its digest, the paths of its outputs, the facts about its pages."""

    digest: str
    paths: tuple[str, ...]
    facts: Facts

    @classmethod
    def unpack(cls, packed: Packed) -> RememberedChapter:
        """The inverse of `as_plain`."""
        digest, paths, facts = packed
        return cls(digest, paths, Facts.unpack(facts))


CHAPTERS = Pool("chapters", RememberedChapter.unpack, as_plain)


class Planned(NamedTuple):
    """A chapter of the plan. `outputs` is None while it stands as it was published."""

    name: str
    digest: str
    paths: tuple[str, ...]
    facts: Facts
    outputs: tuple[Output, ...] | None


class LastChapters:
    """What of the last build's chapters may stand. Without `target`, or when all is to be made anew, nothing does."""

    def __init__(self, memory: BuildMemory, target: Target | None) -> None:
        self._chapters: Mapping[str, RememberedChapter] = memory.chapters if target else {}
        self._as_left = files_as_left(memory.outputs, target.stamps) if target else set()

    def plan(self, name: str, digest: str, listing: Callable[[], tuple[Iterable[Output], Facts]]) -> Planned:
        """The chapter as it stands, or listed."""
        chapter = self._chapters.get(name)
        if chapter and chapter_stands(chapter, digest, self._as_left):
            return Planned(name, *chapter, None)
        outputs, facts = listing()
        listed = tuple(outputs)
        return Planned(name, digest, tuple([output.path for output in listed]), facts, listed)

    def keep_published(self, prefix: str) -> list[Planned]:
        """The chapters whose names begin so as they were published, however old that is; none unless all of them lie there."""
        chapters = {name: chapter for name, chapter in self._chapters.items() if name.startswith(prefix)}
        if not all(chapter_stands(chapter, chapter.digest, self._as_left) for chapter in chapters.values()):
            return []
        return [Planned(name, *chapter._replace(facts=NO_FACTS), None) for name, chapter in sorted(chapters.items())]
