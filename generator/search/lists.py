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
Texts = tuple[list[str], list[str]]  # the same, as it is remembered
Counts = tuple[int, int, int, int]  # documents with a word, with it in name or tags, in the body; the first


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
        same: dict[str, str] = {}  # most postings are spelled like thousands of others: one text for all of them
        for number, document in enumerate(documents):
            text = self.words_of(document, texts)
            self.memory.put(f"d:{document.path}", text)
            found = unpack_words(text)
            facts.append(found.facts)
            for place, length in enumerate(found.lengths):
                sums[place] += length
            for word, posting_text in zip(found.words, found.postings, strict=True):
                spelled = same.setdefault(posting_text, posting_text)
                known = lists.get(word)
                if known is None:
                    lists[word] = ([number], [spelled])
                else:
                    known[0].append(number)
                    known[1].append(spelled)
        self.held = lists
        state = State(order, keys, sums, facts, {word: _counts(found) for word, found in lists.items()})
        for word, (numbers, postings) in lists.items():
            self.memory.put(f"w:{word}", _spelled((list(map(str, numbers)), postings)))
        return state, set(lists)

    def patch(
        self, old: State, documents: Sequence[Document], keys: list[str], changed: list[int]
    ) -> tuple[State, set[str]]:
        """The old state with the words of the changed documents replaced, and the words whose lists changed."""
        state = State(old.order, keys, list(old.sums), list(old.facts), dict(old.vocabulary))
        touched: dict[str, Texts] = {}
        for number in changed:
            path = documents[number].path
            text = self.words_of(documents[number], {})
            before, after = unpack_words(self.memory.recall(f"d:{path}")), unpack_words(text)
            self.memory.put(f"d:{path}", text)
            state.facts[number] = after.facts
            for place in range(3):
                state.sums[place] += after.lengths[place] - before.lengths[place]
            self._replace(state, number, before, after, touched)
        for word, found in touched.items():
            if found[0]:
                self.memory.put(f"w:{word}", _spelled(found))
            else:
                self.memory.drop([f"w:{word}"])
        return state, set(touched)

    def words_of(self, document: Document, texts: Mapping[str, str]) -> str:
        """The packed words of a document; those of a translation lie over those of the record."""

        def read(path: str) -> str:
            return texts[path] if path in texts else self.load(path)

        own = read(document.path)
        return overlaid(read(document.base), own) if document.base else own

    def _replace(self, state: State, number: int, before: Words, after: Words, touched: dict[str, Texts]) -> None:
        """Replace a document's postings in the lists of its words, and count anew: lists stay texts, as only one place changes."""
        old = dict(zip(before.words, before.postings, strict=True))
        new = dict(zip(after.words, after.postings, strict=True))
        for word in old.keys() | new.keys():
            gone, come = old.get(word), new.get(word)
            if gone == come:
                continue
            if word not in touched:
                touched[word] = _texts(self.memory.find(f"w:{word}") or "")
            documents, postings = touched[word]
            place = bisect_left(documents, number, key=int)
            if gone is not None:
                del documents[place], postings[place]
            if come is not None:
                documents.insert(place, str(number))
                postings.insert(place, come)
            _recount(state.vocabulary, word, gone, come, documents)

    def of(self, word: str) -> List:
        """The list of a surface word; empty for a word that no record holds."""
        if word not in self.held:
            documents, postings = _texts(self.memory.find(f"w:{word}") or "")
            self.held[word] = (list(map(int, documents)), postings)
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


def _texts(stored: str) -> Texts:
    documents, _, postings = stored.partition("\n")
    return documents.split(), postings.split()


def _spelled(found: Texts) -> str:
    return " ".join(found[0]) + "\n" + " ".join(found[1])


def _recount(
    vocabulary: dict[str, Counts], word: str, gone: str | None, come: str | None, documents: Sequence[str]
) -> None:
    """The counts of a word after one of its postings was replaced."""
    held, heads, bodies, _ = vocabulary.get(word, (0, 0, 0, 0))
    for text, step in ((gone, -1), (come, 1)):
        if text is not None:
            held, heads, bodies = held + step, heads + step * (text[0] in HEAD), bodies + step * (text[0] in IN_BODY)
    if documents:
        vocabulary[word] = (held, heads, bodies, int(documents[0]))
    else:
        vocabulary.pop(word, None)


def _counts(found: List) -> Counts:
    firsts = [text[0] for text in found[1]]
    return len(firsts), sum(map(firsts.count, HEAD)), sum(map(firsts.count, IN_BODY)), found[0][0]


@cache
def _without_body(text: str) -> str:
    return posting((*unpack_posting(text)[:2], (0, 0)))
