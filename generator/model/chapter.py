"""A chapter: pages or outputs that are listed together, and not at all while all that they are listed from stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, Protocol, TypeVar

from generator.model.digest import digest_texts

T = TypeVar("T")


class Chapter(NamedTuple, Generic[T]):
    """`list` gives the same as long as `digest` is the same: whatever it reads must have a part in it.

    A name stands for one chapter of a language; chapters of several languages under one name hold the same pages.
    """

    name: str
    digest: str
    list: Callable[[], Iterable[T]]


Entry = tuple[str, str]  # path of a page, ISO date of its last change or empty


class Listed(Protocol):
    """What documents may know of a chapter of pages: the pages that search engines may read, and their digest."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The pages."""

    @property
    def digest(self) -> str:
        """The digest of the entries."""


def digest_of(carriers: Iterable[object]) -> str:
    """One digest over values that carry theirs, in their order."""
    return digest_texts(*[carrier.digest for carrier in carriers])  # type: ignore[attr-defined]
