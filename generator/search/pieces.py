"""Long lists of documents, cut into pieces: first those of documents whose name holds the term, then the others.

Of each piece the shard keeps the range and the *skyline*: the postings that no other posting of the piece beats in every
field. The best score of the piece is one of theirs, whatever the averages are. Ranges of document numbers are halved until each
is small, so that an edit moves no other border; an edit works on the piece of its document and on no other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from generator.content.words import ALPHABET, BODY, NAME, OFTEN, TAGS, number, read_number, unpack_posting

PIECE = 5000  # characters of a piece

PieceText = tuple[str, str]  # gaps, postings
Read = Callable[[int, int], PieceText]  # tier, first document
Edits = Mapping[int, tuple[str, str]]  # document: its posting before and after, empty for none

_STEPS = [number(max(0, value - 1)) for value in range(1024)]
_FIELDS = {letter: (place & (NAME | TAGS | BODY)).bit_count() for place, letter in enumerate(ALPHABET[:16])}
_BY_NAME = frozenset(letter for place, letter in enumerate(ALPHABET[:16]) if place & NAME)
_NUMBER = "[g-z0-9_-]*[A-Za-f]"  # letters that say "more follows", and one that does not
_NUMBERS = re.compile(_NUMBER)
_POSTINGS = re.compile("|".join(letter + _NUMBER * (fields * (2 if place & OFTEN else 1))
                                for place, (letter, fields) in enumerate(_FIELDS.items()) if fields))  # fmt: skip
_value = cache(lambda text: read_number(text, 0)[0])


class Piece(NamedTuple):
    """A file of a long list as its shard knows it."""

    tier: int  # 0: documents by name, 1: others
    first: int
    last: int
    documents: int  # how many
    size: int  # characters of their postings
    fields: int  # that hold the term, of all documents
    best: tuple[str, ...]  # the skyline


def tier_of(posting: str) -> int:
    """0 for a document whose name holds the term."""
    return 0 if posting[0] in _BY_NAME else 1


def gaps_of(documents: Sequence[int]) -> str:
    """Ascending document numbers as how many are left out before each."""
    steps = list(map(sub, documents, (-1, *documents[:-1])))
    try:
        return "".join(map(_STEPS.__getitem__, steps))
    except IndexError:
        return "".join(map(number, (step - 1 for step in steps)))


def unspelled(gaps: str, postings: str) -> tuple[list[int], list[str]]:
    """Documents and postings of a list: the inverse of `gaps_of` and of joining."""
    ends = accumulate(_value(gap) + 1 for gap in _NUMBERS.findall(gaps))
    return [end - 1 for end in ends], _POSTINGS.findall(postings)


def edited_list(documents: list[int], postings: list[str], edits: Edits) -> tuple[list[int], list[str]]:
    """A list after some of its documents changed, in place."""
    for document, (before, after) in edits.items():
        place = bisect_left(documents, document)
        if before:
            del documents[place], postings[place]
        if after:
            documents.insert(place, document)
            postings.insert(place, after)
    return documents, postings


def directory_of(pieces: Iterable[Piece]) -> str:
    """What the shard says of pieces: of each the range, how many documents, and its skyline."""
    return "".join(
        "".join(map(number, (piece.first, piece.last - piece.first, piece.documents, len(piece.best))))
        + "".join(piece.best)
        for piece in pieces
    )


def pieces_of(
    documents: Sequence[int], postings: Sequence[str]
) -> tuple[tuple[Piece, ...], dict[tuple[int, int], PieceText]]:
    """A list cut into pieces, and their texts."""
    found: list[Piece] = []
    made: dict[tuple[int, int], PieceText] = {}
    for tier in (0, 1):
        chosen = [place for place, text in enumerate(postings) if tier_of(text) == tier]
        held, texts = [documents[place] for place in chosen], [postings[place] for place in chosen]
        for start, stop in _cuts(held, held[-1] if held else 0, list(map(len, texts))):
            _add(tier, held[start:stop], texts[start:stop], skyline(texts[start:stop]), found, made)
    return tuple(found), made


def edited_pieces(
    pieces: Iterable[Piece], edits: Edits, read: Read
) -> tuple[tuple[Piece, ...], dict[tuple[int, int], PieceText]]:
    """The pieces that `pieces_of` makes of the list after an edit, and the texts of those that differ.

    A piece that the edit leaves alone is one item for the cut: a range that holds more than its documents is halved beside
    them, and one that holds just these is small enough. Documents of the others are cut anew.
    """
    found: list[Piece] = []
    made: dict[tuple[int, int], PieceText] = {}
    for tier in (0, 1):
        mine = [piece for piece in pieces if piece.tier == tier]
        parts = list(_edited(mine, _edits_of(tier, edits), read))
        items = [item for part in parts for item in ([part] if isinstance(part, Piece) else part.items())]
        hints = {(*_ends(part), len(part)): part.best for part in parts if isinstance(part, _Part)}
        firsts = [item.first if isinstance(item, Piece) else item[0] for item in items]
        sizes = [item.size if isinstance(item, Piece) else len(item[1]) for item in items]
        last = items[-1].last if items and isinstance(items[-1], Piece) else firsts[-1] if firsts else 0
        for start, stop in _cuts(firsts, last, sizes):
            only = items[start]
            if stop - start == 1 and isinstance(only, Piece):
                found.append(only)
                continue
            documents, postings = _opened(items[start:stop], read)
            best = hints.get((documents[0], documents[-1], len(documents)))
            _add(tier, documents, postings, skyline(best or postings), found, made)
    return tuple(found), made


class _Part(dict[int, str]):
    """What an edited piece holds now. `best` holds its skyline and more, unless a posting of the skyline is gone."""

    best: tuple[str, ...] = ()


def _ends(part: _Part) -> tuple[int, int]:
    documents = list(part)
    return documents[0], documents[-1]


def _edits_of(tier: int, edits: Edits) -> dict[int, tuple[str, str]]:
    """What edits mean for one tier: a document may come from the other, or go there."""

    def here(text: str) -> str:
        return text if text and tier_of(text) == tier else ""

    found = {document: (here(before), here(after)) for document, (before, after) in sorted(edits.items())}
    return {document: pair for document, pair in found.items() if any(pair)}


def _edited(pieces: Sequence[Piece], edits: Edits, read: Read) -> Iterator[Piece | _Part]:
    """The pieces of one tier, those opened in whose range an edit may lie; none that is empty."""
    firsts = [piece.first for piece in pieces]
    touched: dict[int, dict[int, tuple[str, str]]] = {}
    for document, pair in edits.items():
        place = max(0, bisect_right(firsts, document) - 1)
        touched.setdefault(place, {})[document] = pair
        if place + 1 < len(pieces) and document > pieces[place].last:  # it may lie in the range of the next piece
            touched.setdefault(place + 1, {})
    if not pieces and touched:
        yield _Part({document: after for document, (_, after) in touched[0].items()})
    for place, piece in enumerate(pieces):
        if place not in touched:
            yield piece
            continue
        held = unspelled(*read(piece.tier, piece.first))
        part = _Part(zip(*edited_list(*held, touched[place]), strict=True))
        gone = {before for before, _ in touched[place].values()} & set(piece.best)
        if gone.issubset(part.values()):
            part.best = (*piece.best, *(after for _, after in touched[place].values() if after))
        if part:
            yield part


def _opened(items: Iterable[Piece | tuple[int, str]], read: Read) -> tuple[list[int], list[str]]:
    documents: list[int] = []
    postings: list[str] = []
    for item in items:
        held, texts = unspelled(*read(item.tier, item.first)) if isinstance(item, Piece) else ([item[0]], [item[1]])
        documents += held
        postings += texts
    return documents, postings


def _add(
    tier: int,
    documents: Sequence[int],
    postings: Sequence[str],
    best: Sequence[str],
    found: list[Piece],
    made: dict[tuple[int, int], PieceText],
) -> None:
    texts = "".join(postings)
    firsts = [text[0] for text in postings]
    fields = sum(firsts.count(letter) * fields for letter, fields in _FIELDS.items())
    found.append(Piece(tier, documents[0], documents[-1], len(documents), len(texts), fields, tuple(best)))
    made[tier, documents[0]] = (gaps_of(documents), texts)


def _cuts(documents: Sequence[int], last: int, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut a list into ranges of document numbers, halved until each is small. `last`: the number of the last document."""
    sums = [0, *accumulate(sizes)]
    size = 1
    while size <= last:
        size *= 2
    waiting = [(0, size, 0, len(documents))]
    while waiting:
        low, size, start, stop = waiting.pop()
        if start == stop:
            continue
        if sums[stop] - sums[start] <= PIECE or size == 1:
            yield start, stop
            continue
        middle = bisect_left(documents, low + size // 2, start, stop)
        waiting.append((low + size // 2, size // 2, middle, stop))
        waiting.append((low, size // 2, start, middle))


def skyline(postings: Iterable[str]) -> list[str]:
    """The postings of a piece that none other beats: those with a count as high in a field as short, in every field."""
    best: list[tuple[str, list[tuple[int, int]]]] = []
    for text in sorted(set(postings), key=_rank, reverse=True):
        fields = unpack_posting(text)
        if not any(_beats(other, fields) for _, other in best):
            best.append((text, fields))
    return sorted(text for text, _ in best)


@cache
def _rank(text: str) -> float:
    """A posting's score for usual lengths, so that the strong come first and the weak are dropped at once."""
    usual = ((10, 4), (3, 3), (1, 60))
    score = 0.0
    for (boost, length), (count, here) in zip(usual, unpack_posting(text), strict=True):
        score += boost * count / (0.3 + 0.9 * here / length + count) if count else 0
    return score


def _beats(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> bool:
    for (count, length), (its_count, its_length) in zip(one, other, strict=True):
        if its_count and (count < its_count or length > its_length):
            return False
    return True
