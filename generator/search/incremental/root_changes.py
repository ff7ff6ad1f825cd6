"""Which words have other roots when the vocabulary changes, found from the few words that changed, not from all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.search.stems import SHORTEST, Stemmer, Vocabulary


def changed_roots(
    stemmer: Stemmer, before: Vocabulary, after: Vocabulary, changed: Iterable[str], text: str
) -> dict[str, str]:
    """The roots of the words that came, and of words whose root is another now; empty for none.

    `changed`: the words that came, went, became names or are names no more; `text`: all words between blanks, those that
    went or came too. A word's root is part of it but for a first letter that a nasal may have swallowed, so only words that
    hold the rest of a changed word can find, or lose, their root in it.
    """
    near = set(changed)
    for word in near.copy():
        if len(word) >= SHORTEST - 1 and word.isascii() and word.isalpha():  # others neither have roots nor are any
            near.update(_words_with(word[1:] if len(word) > SHORTEST - 1 else word, text))
    roots = {}
    for word in near:
        if word in after.words:
            root = final_root(stemmer, word, after)
            if word not in before.words or final_root(stemmer, word, before) != root:
                roots[word] = root
    return roots


def _words_with(part: str, text: str) -> Iterator[str]:
    """The words of a text, all between blanks, that hold a part."""
    place = text.find(part)
    while place >= 0:
        end = text.index(" ", place)
        yield text[text.rindex(" ", 0, place) + 1 : end]
        place = text.find(part, end)


def final_root(stemmer: Stemmer, word: str, vocabulary: Vocabulary) -> str:
    """The root of the root of a word, as `stems_of` gives it; empty where it has none."""
    root = word
    while root in vocabulary.words and (shorter := stemmer(root, *vocabulary)):
        root = shorter
    return root if root != word else ""
