"""The blocks of a long posting list after an edit: those of the documents that changed are read, no other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.search.posting_blocks import (
    TIERS,
    Blocks,
    BlockText,
    BlockTexts,
    PostingBlock,
    PostingList,
    decode_list,
    encode_gaps,
    halve,
    make_block,
    tier_of,
)

ReadBlock = Callable[[int, int], BlockText]  # tier, first document
Edits = Mapping[int, tuple[str, str]]  # document: its posting before and after, empty for none


def update_list(documents: list[int], postings: list[str], edits: Edits) -> PostingList:
    """A list after some of its documents changed, in place."""
    for document, (before, after) in edits.items():
        place = bisect_left(documents, document)
        if before:
            del documents[place], postings[place]
        if after:
            documents.insert(place, document)
            postings.insert(place, after)
    return documents, postings


def update_blocks(blocks: Iterable[PostingBlock], edits: Edits, read: ReadBlock) -> Blocks:
    """The blocks that `cut_list` makes of the list after an edit, and the texts of those that differ.

    A block that the edit leaves alone is one item for the cut: a range that holds more than its documents is halved beside
    them, and one that holds just these is small enough. Documents of the others are cut anew.
    """
    updated: list[PostingBlock] = []
    texts: BlockTexts = {}
    for tier in TIERS:
        parts = list(_opened([block for block in blocks if block.tier == tier], _edits_of(tier, edits), read))
        skylines = {part.range: part.skyline for part in parts if isinstance(part, _OpenBlock)}
        items = [item for part in parts for item in ([part] if isinstance(part, PostingBlock) else part.items())]
        firsts = [item.first if isinstance(item, PostingBlock) else item[0] for item in items]
        sizes = [item.size if isinstance(item, PostingBlock) else len(item[1]) for item in items]
        last = items[-1].last if items and isinstance(items[-1], PostingBlock) else firsts[-1] if firsts else 0
        for start, stop in halve(firsts, last, sizes):
            block = items[start]
            if stop - start > 1 or not isinstance(block, PostingBlock):
                documents, postings = _joined(items[start:stop], read)
                best = skylines.get((documents[0], documents[-1], len(documents)), ())
                block = make_block(tier, documents, postings, best)
                texts[block.key] = encode_gaps(documents), "".join(postings)
            updated.append(block)
    return Blocks(tuple(updated), texts)


class _OpenBlock(dict[int, str]):
    """What an edited block holds now. `skyline` holds its skyline and more, unless a posting of the skyline is gone."""

    skyline: tuple[str, ...] = ()

    @property
    def range(self) -> tuple[int, int, int]:
        """First document, last, how many."""
        documents = list(self)
        return documents[0], documents[-1], len(documents)


def _edits_of(tier: int, edits: Edits) -> dict[int, tuple[str, str]]:
    """What edits mean for one tier: a document may come from the other, or go there."""

    def here(text: str) -> str:
        return text if text and tier_of(text) == tier else ""

    pairs = {document: (here(before), here(after)) for document, (before, after) in sorted(edits.items())}
    return {document: pair for document, pair in pairs.items() if any(pair)}


def _opened(blocks: Sequence[PostingBlock], edits: Edits, read: ReadBlock) -> Iterator[PostingBlock | _OpenBlock]:
    """The blocks of one tier, those opened in whose range an edit may lie; none that is empty."""
    firsts = [block.first for block in blocks]
    touched: dict[int, dict[int, tuple[str, str]]] = {}
    for document, pair in edits.items():
        place = max(0, bisect_right(firsts, document) - 1)
        touched.setdefault(place, {})[document] = pair
        if place + 1 < len(blocks) and document > blocks[place].last:  # it may lie in the range of the next block
            touched.setdefault(place + 1, {})
    if not blocks and touched:
        yield _OpenBlock({document: after for document, (_, after) in touched[0].items()})
    for place, block in enumerate(blocks):
        if place not in touched:
            yield block
            continue
        documents, postings = update_list(*decode_list(*read(*block.key)), touched[place])
        opened = _OpenBlock(zip(documents, postings, strict=True))
        gone = {before for before, _ in touched[place].values()} & set(block.skyline)
        if gone.issubset(postings):
            opened.skyline = (*block.skyline, *(after for _, after in touched[place].values() if after))
        if opened:
            yield opened


def _joined(items: Iterable[PostingBlock | tuple[int, str]], read: ReadBlock) -> PostingList:
    documents: list[int] = []
    postings: list[str] = []
    for item in items:
        numbers, texts = decode_list(*read(*item.key)) if isinstance(item, PostingBlock) else ([item[0]], [item[1]])
        documents += numbers
        postings += texts
    return documents, postings
