"""English stems: lunr's own (M. F. Porter's algorithm), as in its English pipeline.

A word is stemmed until it changes no more, so that a root is final, as in the Indonesian index.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import cached_property

from generator.machine.cache import Cache

NOTE = "akar en"


class EnglishStemmer:
    """A `stems.Stemmer`. Roots are remembered in `cache`, so that lunr is imported for words that are new to it only."""

    def __init__(self, cache: Cache) -> None:
        self._cache, self._is_new = cache, False

    @cached_property
    def _roots(self) -> dict[str, str]:
        """Root by word, empty for a word that is one."""
        return self._cache.note(NOTE, {})  # type: ignore[no-any-return]

    @cached_property
    def _stem(self) -> Callable[[str], str]:
        from lunr.stemmer import PorterStemmer

        return PorterStemmer().stem  # type: ignore[no-any-return]

    def __call__(self, word: str, words: Container[str] = (), names: Container[str] = ()) -> str:
        """The root of `word`, empty where it is one. Neither other words nor names matter, as in lunr."""
        if word not in self._roots:
            root = word
            while (shorter := self._stem(root)) != root:
                root = shorter
            self._roots[word], self._is_new = "" if root == word else root, True
        return self._roots[word]

    def remember(self) -> None:
        """Note the roots that were worked out."""
        if self._is_new:
            self._cache.remember(NOTE, self._roots)
