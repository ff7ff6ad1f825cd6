"""The lists of surface words: which documents hold a word, and how. Made in one pass, or patched from what is remembered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from generator.content.words import Words, overlaid, posting, unpack_posting, unpack_words
from generator.search.documents import Document
from generator.search.memory import Memory
from generator.search.state import State

HEAD = frozenset("BCDFGHJKLNOP")  # first letters of postings in a name or a tag
IN_BODY = frozenset("EFGHMNOP")  # first letters of postings in a body

List = tuple[list[int], list[str]]  # documents, postings


class Lists:
    """Lists that this run has made, changed or read; the rest lies in memory. `load`: the packed words of a content file."""

    def __init__(self, memory: Memory, load: Callable[[str], str]) -> None:
        self.memory, self.load = memory, load
        self.held: dict[str, List] = {}

    def collect(
        self, documents: Sequence[Document], order: str, keys: list[str], texts: Mapping[str, str]
    ) -> tuple[State, set[str]]:
        """A fresh state: every document's words, appended to each word's list in the order of the numbers."""
        lists: dict[str, List] = {}
        sums, facts = [0, 0, 0], []
        for number, document in enumerate(documents):
            text = self.words_of(document, texts)
            self.memory.put(f"d:{document.path}", text)
            found = unpack_words(text)
            facts.append(found.facts)
            for place, length in enumerate(found.lengths):
                sums[place] += length
            for word, spelled in zip(found.words, found.postings, strict=True):
                known = lists.get(word)
                if known is None:
                    lists[word] = ([number], [spelled])
                else:
                    known[0].append(number)
                    known[1].append(spelled)
        self.held = lists
        state = State(order, keys, sums, facts, {word: _counts(found) for word, found in lists.items()})
        for word in lists:
            self.keep(word)
        return state, set(lists)

    def patch(
        self, old: State, documents: Sequence[Document], keys: list[str], changed: list[int]
    ) -> tuple[State, set[str]]:
        """The old state with the words of the changed documents replaced, and the words whose lists changed."""
        state = State(old.order, keys, list(old.sums), list(old.facts), dict(old.vocabulary))
        touched: set[str] = set()
        for number in changed:
            path = documents[number].path
            text = self.words_of(documents[number], {})
            before, after = unpack_words(self.memory.recall(f"d:{path}")), unpack_words(text)
            self.memory.put(f"d:{path}", text)
            state.facts[number] = after.facts
            for place in range(3):
                state.sums[place] += after.lengths[place] - before.lengths[place]
            touched |= self._replace(number, before, after)
        for word in touched:
            found = self.of(word)
            if found[0]:
                state.vocabulary[word] = _counts(found)
                self.keep(word)
            else:
                state.vocabulary.pop(word, None)
                self.memory.drop([f"w:{word}"])
        return state, touched

    def words_of(self, document: Document, texts: Mapping[str, str]) -> str:
        """The packed words of a document; those of a translation lie over those of the record."""

        def read(path: str) -> str:
            return texts[path] if path in texts else self.load(path)

        own = read(document.path)
        return overlaid(read(document.base), own) if document.base else own

    def _replace(self, number: int, before: Words, after: Words) -> set[str]:
        old = dict(zip(before.words, before.postings, strict=True))
        new = dict(zip(after.words, after.postings, strict=True))
        touched = {word for word in old.keys() | new.keys() if old.get(word) != new.get(word)}
        for word in touched:
            documents, postings = self.of(word)
            place = bisect_left(documents, number)
            if word in old:
                del documents[place], postings[place]
            if word in new:
                documents.insert(place, number)
                postings.insert(place, new[word])
        return touched

    def of(self, word: str) -> List:
        """The list of a surface word; empty for a word that no record holds."""
        if word not in self.held:
            documents, _, postings = (self.memory.find(f"w:{word}") or "").partition("\n")
            self.held[word] = (list(map(int, documents.split())), postings.split())
        return self.held[word]

    def telling(self, word: str, common: frozenset[str]) -> List:
        """The list of a surface word; of a common one without the bodies."""
        documents, postings = self.of(word)
        if word not in common:
            return documents, postings
        kept = [
            (document, _without_body(text))
            for document, text in zip(documents, postings, strict=True)
            if text[0] in HEAD
        ]
        return [document for document, _ in kept], [text for _, text in kept]

    def keep(self, word: str) -> None:
        """Remember a list."""
        documents, postings = self.held[word]
        self.memory.put(f"w:{word}", " ".join(map(str, documents)) + "\n" + " ".join(postings))


def _counts(found: List) -> tuple[int, int, int, int]:
    firsts = [text[0] for text in found[1]]
    return len(firsts), sum(map(firsts.count, HEAD)), sum(map(firsts.count, IN_BODY)), found[0][0]


@cache
def _without_body(text: str) -> str:
    return posting([*unpack_posting(text)[:2], (0, 0)])
