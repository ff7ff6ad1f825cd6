"""The posting lists of surface words: which documents hold a word, and how. Made in one pass over all documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.content.words import overlaid, unpack_words
from generator.search.documents import Document, Documents
from generator.search.index_store import IndexStore
from generator.search.posting_blocks import PostingList
from generator.search.shards import WordCounts
from generator.search.term_postings import without_body

HEAD = frozenset("BCDFGHJKLNOP")  # first letters of postings in a name or a tag
IN_BODY = frozenset("EFGHMNOP")  # first letters of postings in a body


class InvertedDocuments(NamedTuple):
    """The words of all documents: their lists, how many words all names, tags and bodies have, each document's facts."""

    lists: dict[str, PostingList]
    lengths: list[int]
    facts: list[str]


def invert(
    documents: Documents, store: IndexStore, load: Callable[[str], str], texts: Mapping[str, str]
) -> InvertedDocuments:
    """Every document's words, appended to each word's list in the order of the numbers, and remembered. `texts`: see `load`."""
    lists: dict[str, PostingList] = {}
    lengths, facts = [0, 0, 0], []
    same: dict[str, str] = {}  # most postings are spelled like thousands of others: one text for all of them
    for number, document in enumerate(documents):
        text = packed_words(document, load, texts)
        store.put(f"d:{number}", text)
        words = unpack_words(text)
        facts.append(words.facts)
        lengths = [total + length for total, length in zip(lengths, words.lengths, strict=True)]
        for word, posting in zip(words.words, words.postings, strict=True):
            posting = same.setdefault(posting, posting)
            held = lists.get(word)
            if held is None:
                lists[word] = ([number], [posting])
            else:
                held[0].append(number)
                held[1].append(posting)
    return InvertedDocuments(lists, lengths, facts)


def packed_words(document: Document, load: Callable[[str], str], texts: Mapping[str, str]) -> str:
    """The packed words of a document; those of a translation lie over those of the record.

    `load` gives the packed words of a content file, where they are not among `texts`.
    """

    def read(path: str) -> str:
        return texts[path] if path in texts else load(path)

    own = read(document.path)
    return overlaid(read(document.base), own) if document.base else own


def without_bodies(held: PostingList) -> PostingList:
    """The list of a common word without the bodies."""
    kept = [(document, text) for document, text in zip(held[0], map(without_body, held[1]), strict=True) if text]
    return [document for document, _ in kept], [text for _, text in kept]


def counts_of(held: PostingList, products: int) -> WordCounts:
    """The counts of a word from its list; the first `products` documents are products."""
    letters = [text[0] for text in held[1]]
    heads, bodies = sum(map(letters.count, HEAD)), sum(map(letters.count, IN_BODY))
    return WordCounts(len(letters), heads, bodies, bisect_left(held[0], products))
