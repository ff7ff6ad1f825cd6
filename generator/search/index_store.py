"""What search remembers between builds, one index apart from the other: a table of texts and a note for each language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.machine.cache import Cache, CacheDamagedError

STEP = 8_000_000  # characters that wait to be written


class IndexStore:
    """The part of the cache that belongs to the index of one language."""

    def __init__(self, cache: Cache, language: str) -> None:
        suffix = "" if language == "id" else f"_{language}"
        self._cache, self._table, self._note = cache, f"search{suffix}", f"cari{suffix}"
        self._waiting, self._is_clean = 0, False

    def read(self, name: str) -> str:
        """A remembered text. Raises CacheDamagedError when it is lost."""
        text = self.find(name)
        if text is None:
            raise CacheDamagedError(f"search lost {name}")
        return text

    def find(self, name: str) -> str | None:
        """A remembered text, or None."""
        return self._cache.text(self._table, name)

    def put(self, name: str, text: str) -> None:
        """Remember a text. A clean build is written in steps: a large index would not fit into memory twice."""
        self._cache.put(self._table, name, text)
        self._waiting += len(text)
        if self._is_clean and self._waiting > STEP:
            self._cache.save_texts()
            self._waiting = 0

    def drop(self, names: Iterable[str]) -> None:
        """Forget texts."""
        self._cache.drop(self._table, names)

    def clear(self) -> None:
        """Forget all texts, and the state that vouches for them: a clean build begins."""
        self._cache.clear(self._table)
        self._cache.drop("notes", [self._note])
        self._is_clean = True

    def state(self) -> Any:
        """The packed state of the last build, or None."""
        return self._cache.note(self._note)

    def put_state(self, packed: Any) -> None:
        """Remember the state of this build."""
        self._cache.remember(self._note, packed)
