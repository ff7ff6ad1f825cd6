"""The words of a record as search counts them: surface words by field, with how often and in how long a text.

Counted once where a file is parsed and kept in the cache as text; what a word *means* (its stem, its synonyms) depends on
the whole catalogue and is search's business. Knows nothing of documents, ranks or files.

A posting is spelled as text in a 64-letter alphabet, the way it will stand in the index: one letter for the fields that
hold the word (name 1, tags 2, body 4; 8: a word occurs more than once), then for each of them the length of the field and,
with the 8, the count. Numbers are variable: five bits a letter, the low ones first, 32 meaning "more follows".
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from generator.content.tokenizer import tokenize, tokenize_name

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
NAME, TAGS, BODY, OFTEN = 1, 2, 4, 8
IN_THE_BODY = ("summary", "materials", "origin", "district", "place", "organiser")  # short texts that count as body
_TAG = re.compile(r"<[^>]*>")


class Words(NamedTuple):
    """A record's words: the lengths of name, tags and body in words, and each word's posting. `facts`: see `facts_of`."""

    lengths: tuple[int, int, int]
    words: tuple[str, ...]
    postings: tuple[str, ...]
    facts: str


NO_WORDS = Words((0, 0, 0), (), (), "")


@cache
def number(value: int) -> str:
    """A number as text: 0 is `A`, 31 is `f`, 32 is `gB`."""
    letters = ""
    while value > 31:
        letters += ALPHABET[32 | value & 31]
        value >>= 5
    return letters + ALPHABET[value]


def text_of(markup: str) -> str:
    """What is left to read of a body's HTML."""
    return html.unescape(_TAG.sub(" ", markup))


def count_words(name: str, tags: str, body: str, facts: str = "", language: str = "id") -> str:
    """The words of three fields, packed for the cache. See `unpack_words`."""
    counts = [Counter(tokenize_name(name, language)), *(Counter(tokenize(field, language)) for field in (tags, body))]
    return _packed(counts, facts)


def _packed(counts: Sequence[Counter[str]], facts: str) -> str:
    lengths = [field.total() for field in counts]
    words = sorted(set().union(*counts))
    name, tags, body = counts
    one, two, three = lengths
    # Most words stand in the body alone, and are spelled alike when they are as frequent.
    alone = {count: posting(((0, one), (0, two), (count, three))) for count in set(body.values())}
    postings = [
        posting(((name.get(word, 0), one), (tags.get(word, 0), two), (body.get(word, 0), three)))
        if word in name or word in tags
        else alone[body[word]]
        for word in words
    ]
    return "\n".join([" ".join(map(str, lengths)), " ".join(words), " ".join(postings), facts])


@lru_cache(maxsize=4096)
def posting(fields: tuple[tuple[int, int], ...]) -> str:
    """(count, length of the field) of name, tags and body, as text. A count of 0: the field is without the word."""
    mask = sum(1 << index for index, (count, _) in enumerate(fields) if count)
    often = any(count > 1 for count, _ in fields)
    parts = [ALPHABET[mask | OFTEN if often else mask]]
    for count, length in fields:
        if count:
            parts.append(number(length) + number(count) if often else number(length))
    return "".join(parts)


def unpack_posting(text: str) -> list[tuple[int, int]]:
    """The inverse of `posting`."""
    mask, place = ALPHABET.index(text[0]), 1
    fields = []
    for bit in (NAME, TAGS, BODY):
        length = count = 0
        if mask & bit:
            length, place = read_number(text, place)
            count, place = read_number(text, place) if mask & OFTEN else (1, place)
        fields.append((count, length))
    return fields


def read_number(text: str, place: int) -> tuple[int, int]:
    """(the number that begins at `place`, where the next one begins)."""
    value = shift = 0
    while True:
        digit = ALPHABET.index(text[place])
        place += 1
        value |= (digit & 31) << shift
        if digit < 32:
            return value, place
        shift += 5


def unpack_words(text: str) -> Words:
    """The inverse of `count_words`."""
    if not text:
        return NO_WORDS
    lengths, words, postings, facts = text.split("\n", 3)
    name, tags, body = map(int, lengths.split(" "))
    return Words((name, tags, body), tuple(words.split()), tuple(postings.split()), facts)


def overlaid(base: str, translation: str) -> str:
    """The packed words of a record as its translation reads: a field without translation stays as it is, facts too."""
    own, other = unpack_words(base), unpack_words(translation)
    counts: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for words, fields in (
        (own, [not length for length in other.lengths]),
        (other, [bool(length) for length in other.lengths]),
    ):
        for word, spelled in zip(words.words, words.postings, strict=True):
            for place, (count, _) in enumerate(unpack_posting(spelled)):
                if count and fields[place]:
                    counts[place][word] = count
    return _packed(counts, own.facts)


def words_of_translation(values: Mapping[str, Any], title: str, markup: str) -> str:
    """`count_words` of what a translation says; `values` are its fields by attribute."""
    more = [values.get(key) for key in IN_THE_BODY]
    body = " ".join([*(part for part in more if isinstance(part, str)), text_of(markup)])
    return count_words(title, " ".join(values.get("tags") or ()), body, language="en")


def words_of_record(record: Any, markup: str, tkdn: str = "") -> str:
    """`count_words` of a record's public face; `markup` is its body as HTML, `tkdn` its class of local content."""
    more = [getattr(record, key, None) for key in IN_THE_BODY]
    body = " ".join([*(part for part in more if isinstance(part, str)), text_of(markup)])
    tags = " ".join(getattr(record, "tags", ()))
    return count_words(record.title, tags, body, facts_of(record, tkdn))


PERMITS = ("bpom", "pirt", "sni")  # attributes of a product that filters ask for


def facts_of(record: Any, tkdn: str) -> str:
    """What filters ask of a product's public face: `halal|class of local content|shops|procurement platforms|export|permits`."""
    if getattr(record, "kind", "") != "produk":
        return ""
    halal = record.halal
    shops, catalogues = (
        ",".join(sorted({shop.platform for shop in links})) for links in (record.shops, record.procurement)
    )
    permits = ",".join(key for key in PERMITS if getattr(record, key))
    export = "1" if record.exports else ""
    return f"{halal.status if halal else ''}|{tkdn}|{shops}|{catalogues}|{export}|{permits}"
