"""Real words near those of a catalogue: right as they stand, though they look like others misspelt or begun.

A browser that meets one corrects nothing. Only those that it might correct are sent: a few dozen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations

from generator.content.tokenizer import word_list
from generator.search.lexicon import ROOTS, WHOLE

SHORTEST_PREFIX = 3  # letters of a word that others may be read as the end of

_CONSONANTS = "b-df-hj-np-tv-z"
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        *(("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"), ("nj", "ny")),  # the spelling of before 1972
        *((r"(.)\1+", r"\1"), ("ai", "e"), ("au", "o"), ("kh", "k"), ("[vf]", "p"), ("z", "s")),
        *(("nk$", "ng"), ("(.)h$", r"\1"), ("o", "u")),
        (f"^([{_CONSONANTS}])e([lr])", r"\1\2"),  # the schwa that chat spelling drops: kripik
        (f"[aeiu]([{_CONSONANTS}]{{1,2}})$", r"_\1"),  # the vowel of the last closed syllable: sambel, telor
    )
]


@cache
def everyday_words() -> frozenset[str]:
    """All real words that we know."""
    return word_list("umum") | WHOLE | ROOTS


def near(words: Iterable[tuple[str, bool]]) -> set[str]:
    """The real words that `text.js` would take for one of these words. Of each, whether it stands in names.

    That is what so many edits lead to, what sounds the same, and what it begins with; of a word in no name what sounds the same.
    """
    return {real for word, is_named in words for real in (_near(word) if is_named else _alike(word))}


def near_but_for(words: Mapping[str, bool]) -> set[str]:
    """The real words near a catalogue's words that are not themselves among these."""
    return near(words.items()).difference(words)


def _alike(word: str) -> list[str]:
    return _tables()[0].get(sound_key(word), [])


@cache
def _near(word: str) -> frozenset[str]:
    real, by_variant = everyday_words(), _tables()[1]
    prefixes = (word[:stop] for stop in range(SHORTEST_PREFIX, len(word)))
    candidates = {other for variant in _variants(word, 2) for other in by_variant.get(variant, ())}
    edited = {other for other in candidates if _is_corrected(other, word)}
    return frozenset(edited.union(_alike(word), (other for other in prefixes if other in real)))


@cache
def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Real words by how they sound, and by what is left when as many letters go as are corrected in them."""
    by_sound, by_variant = defaultdict(list), defaultdict(list)
    for word in everyday_words():
        by_sound[sound_key(word)].append(word)
        for variant in _variants(word, edits(word)):
            by_variant[variant].append(word)
    return by_sound, by_variant


def edits(word: str) -> int:
    """How many letters are corrected in a word as it was typed."""
    return 2 if len(word) > 6 else 1 if len(word) > 3 else 0


def sound_key(word: str) -> str:
    """The key under which words that sound alike meet: `soundKey` of the client."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _variants(word: str, gone: int) -> Iterator[str]:
    """A word with up to `gone` letters (at most two) left out."""
    places = range(len(word))
    yield word
    if gone:
        yield from (word[:place] + word[place + 1 :] for place in places)
    if gone > 1:
        for one, other in combinations(places, 2):
            yield word[:one] + word[one + 1 : other] + word[other + 1 :]


def _is_corrected(typed: str, word: str) -> bool:
    """Whether the client may correct `typed` to `word`: the first letter counts double."""
    most = edits(typed) - (typed[0] != word[0])
    return most > 0 and abs(len(typed) - len(word)) <= most and distance(typed, word) <= most


def distance(one: str, other: str) -> int:
    """Damerau-Levenshtein distance (optimal string alignment), as in the client."""
    last: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = last, row, [i]
        for j, its in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]
