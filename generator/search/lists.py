"""The lists of surface words: which documents hold a word, and how. Made in one pass over all documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.content.words import overlaid, unpack_words
from generator.search.documents import Document, Documents
from generator.search.memory import Memory
from generator.search.shards import Counts
from generator.search.terms import without_body

HEAD = frozenset("BCDFGHJKLNOP")  # first letters of postings in a name or a tag
IN_BODY = frozenset("EFGHMNOP")  # first letters of postings in a body

List = tuple[list[int], list[str]]  # documents, postings


class Collected(NamedTuple):
    """The words of all documents: their lists, how many words all names, tags and bodies have, each document's facts."""

    lists: dict[str, List]
    sums: list[int]
    facts: list[str]


def collect(documents: Documents, memory: Memory, load: Callable[[str], str], texts: Mapping[str, str]) -> Collected:
    """Every document's words, appended to each word's list in the order of the numbers, and remembered. `texts`: see `load`."""
    lists: dict[str, List] = {}
    sums, facts = [0, 0, 0], []
    same: dict[str, str] = {}  # most postings are spelled like thousands of others: one text for all of them
    for number, document in enumerate(documents):
        text = words_of(document, load, texts)
        memory.put(f"d:{number}", text)
        found = unpack_words(text)
        facts.append(found.facts)
        for place, length in enumerate(found.lengths):
            sums[place] += length
        for word, posting in zip(found.words, found.postings, strict=True):
            spelled = same.setdefault(posting, posting)
            known = lists.get(word)
            if known is None:
                lists[word] = ([number], [spelled])
            else:
                known[0].append(number)
                known[1].append(spelled)
    return Collected(lists, sums, facts)


def words_of(document: Document, load: Callable[[str], str], texts: Mapping[str, str]) -> str:
    """The packed words of a document; those of a translation lie over those of the record.

    `load` gives the packed words of a content file, where they are not among `texts`.
    """

    def read(path: str) -> str:
        return texts[path] if path in texts else load(path)

    own = read(document.path)
    return overlaid(read(document.base), own) if document.base else own


def telling(found: List) -> List:
    """The list of a common word without the bodies."""
    kept = [(document, text) for document, text in zip(found[0], map(without_body, found[1]), strict=True) if text]
    return [document for document, _ in kept], [text for _, text in kept]


def counts_of(found: List, products: int) -> Counts:
    """The counts of a word from its list; the first `products` documents are products."""
    firsts = [text[0] for text in found[1]]
    return Counts(len(firsts), sum(map(firsts.count, HEAD)), sum(map(firsts.count, IN_BODY)),
                  bisect_left(found[0], products))  # fmt: skip


def counts_after(known: Counts, gone: str, come: str, *, product: bool) -> Counts:
    """The counts of a word after a document's posting was replaced; empty for none."""
    documents, heads, bodies, products = known
    for text, step in ((gone, -1), (come, 1)):
        if text:
            documents, heads, bodies = (
                documents + step,
                heads + step * (text[0] in HEAD),
                bodies + step * (text[0] in IN_BODY),
            )
            products += step * product
    return Counts(documents, heads, bodies, products)
