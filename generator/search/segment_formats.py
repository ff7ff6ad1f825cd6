"""What the segments of the dictionary and of the reversed dictionary hold, in memory and in the files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.search.compact import dumps
from generator.search.posting_blocks import PostingBlock
from generator.search.segments import SegmentFormat
from generator.search.shards import DictionaryEntry, WordCounts, reversed_text, reversed_weight, shard_text
from generator.search.term_postings import TermPostings


def _pack(entries: Mapping[str, DictionaryEntry]) -> str:
    return dumps([[word, *entry] for word, entry in entries.items()])


def _unpack(text: str) -> dict[str, DictionaryEntry]:
    return {
        word: DictionaryEntry(root, synonyms, _term(term) if term else None, WordCounts(*counts) if counts else None)
        for word, root, synonyms, term, counts in json.loads(text)
    }


def _term(packed: list[Any]) -> TermPostings:
    run_count, runs, documents, gaps, postings, blocks = packed
    blocks = tuple([PostingBlock(*block)._replace(skyline=tuple(block[-1])) for block in blocks])
    return TermPostings(run_count, runs, documents, gaps, postings, blocks)


DICTIONARY: SegmentFormat[DictionaryEntry] = SegmentFormat(
    "t", lambda word, entry: entry.weight(word), _pack, _unpack, shard_text
)
REVERSED_DICTIONARY: SegmentFormat[str] = SegmentFormat(
    "r",
    lambda word, _: reversed_weight(word),
    " ".join,
    lambda text: dict.fromkeys(text.split(), ""),
    reversed_text,
)
