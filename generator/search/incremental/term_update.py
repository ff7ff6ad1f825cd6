"""A term's postings after some documents changed."""

from __future__ import annotations

from collections.abc import Mapping

from generator.search.incremental.block_update import Edits, ReadBlock, update_blocks, update_list
from generator.search.posting_blocks import decode_list
from generator.search.term_postings import Encoded, TermPostings, add_postings, encode_list, without_body


def update_term(term: TermPostings, edits: Edits, read: ReadBlock, heavy: int) -> Encoded:
    """What `encode_list` gives for the edited list. `read`: the text of a block."""
    if not term.blocks:
        return encode_list(term, *update_list(*decode_list(term.gaps, term.postings), edits), heavy)
    blocks, texts = update_blocks(term.blocks, edits, read)
    if sum(block.documents + block.size for block in blocks) > heavy:
        return term._replace(documents=sum(block.documents for block in blocks), blocks=blocks), texts
    lists = [decode_list(*(texts.get(block.key) or read(*block.key))) for block in blocks]
    pairs = sorted(pair for numbers, postings in lists for pair in zip(numbers, postings, strict=True))
    return encode_list(term, [document for document, _ in pairs], [text for _, text in pairs], heavy)


def documents_of(term: TermPostings, read: ReadBlock) -> list[int]:
    """The documents of a term's list."""
    texts = [read(*block.key) for block in term.blocks] or [(term.gaps, term.postings)]
    return [document for text in texts for document in decode_list(*text)[0]]


def postings_by_root(words: Mapping[str, str], roots: Mapping[str, str], common: frozenset[str]) -> dict[str, str]:
    """The postings of one document by root: what `merge_lists` makes of all words' lists. `roots`: of words that have one."""
    postings: dict[str, str] = {}
    for word, text in words.items():
        kept = without_body(text) if word in common else text
        if kept:
            root = roots.get(word) or word
            postings[root] = add_postings(postings[root], kept) if root in postings else kept
    return postings
