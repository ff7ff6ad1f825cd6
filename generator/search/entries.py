"""The shelves of the dictionary and of the reversed dictionary: what stands on them, in memory and in the files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.search.compact import dumps
from generator.search.pieces import Piece
from generator.search.segments import Kind
from generator.search.shards import Counts, DictionaryEntry, reversed_text, reversed_weight, shard_text
from generator.search.terms import Term


def _pack(entries: Mapping[str, DictionaryEntry]) -> str:
    return dumps([[word, *entry] for word, entry in entries.items()])


def _unpack(text: str) -> dict[str, DictionaryEntry]:
    return {
        word: DictionaryEntry(root, rules, _term(term) if term else None, Counts(*counts) if counts else None)
        for word, root, rules, term, counts in json.loads(text)
    }


def _term(packed: list[Any]) -> Term:
    held, runs, count, gaps, postings, pieces = packed
    return Term(
        held, runs, count, gaps, postings, tuple([Piece(*piece)._replace(best=tuple(piece[-1])) for piece in pieces])
    )


DICTIONARY: Kind[DictionaryEntry] = Kind("t", lambda word, entry: entry.weight(word), _pack, _unpack, shard_text)
BACKWARD: Kind[str] = Kind(
    "r",
    lambda word, _: reversed_weight(word),
    " ".join,
    lambda text: dict.fromkeys(text.split(), ""),
    reversed_text,
)
