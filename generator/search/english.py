"""English stems: M. F. Porter's algorithm ("An algorithm for suffix stripping", Program 14, 1980, with its author's later
-bli and -logi), as lunr's own pipeline has it; `tests/search/test_english.py` compares the two.

A word is stemmed until it changes no more, so that a root is final, as in the Indonesian index.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cache

from generator.search.stems import Known

_STEP_2 = (
    "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize ation:ate "
    "ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log"
)
_STEP_3 = "icate:ic ative: alize:al iciti:ic ical:ic ful: ness:"
_STEP_4 = "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ion: ou: ism: ate: iti: ous: ive: ize:"


def _rules(text: str) -> tuple[tuple[str, str], ...]:
    """Suffix and what takes its place, the longest suffix first: only the longest that fits is tried."""
    pairs = [(suffix, new) for suffix, _, new in (rule.partition(":") for rule in text.split())]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_RULES_2, _RULES_3, _RULES_4 = _rules(_STEP_2), _rules(_STEP_3), _rules(_STEP_4)


def stems_of(words: Iterable[str], names: Container[str] = frozenset()) -> dict[str, str]:
    """The words that are forms of another: form -> root. Names are words like others, as in lunr."""
    return {word: root for word in words if (root := root_of(word)) != word}


def changed_roots(before: Known, after: Known, changed: Iterable[str], text: str) -> dict[str, str]:
    """The roots of the words that came, empty for none: a root does not depend on other words, nor on names."""
    return {
        word: root if (root := root_of(word)) != word else ""
        for word in changed
        if word in after.words and word not in before.words
    }


def root_of(word: str) -> str:
    """The stem of the stem of …, until it stays."""
    while (shorter := stem(word)) != word:
        word = shorter
    return word


@cache
def stem(word: str) -> str:
    """The stem of a lower-case word."""
    if len(word) < 3:
        return word
    first = word[0]
    if first == "y":  # a y at the beginning is a consonant
        word = "Y" + word[1:]
    word = _step_1(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replaced(word, _RULES_2, 0)
    word = _replaced(word, _RULES_3, 0)
    word = _step_4(word)
    word = _step_5(word)
    return first + word[1:]


def _forms(stem: str) -> str:
    """Consonants and vowels as c and v, runs as one letter."""
    pattern = ""
    for place, letter in enumerate(stem):
        vowel = letter in "aeiou" or (letter == "y" and place > 0 and pattern[-1] == "c")
        pattern += "v" if vowel else "c"
    return re.sub(r"(.)\1+", r"\1", pattern)


def _measure(stem: str) -> int:
    """How often a run of consonants follows a run of vowels."""
    return _forms(stem).count("vc")


def _has_vowel(stem: str) -> bool:
    return "v" in _forms(stem)


def _is_short(stem: str) -> bool:
    """True for consonant (or run of them), vowel, consonant other than w, x and y."""
    return re.fullmatch(r"[^aeiou][^aeiouy]*[aeiouy][^aeiouwxy]", stem) is not None


def _step_1(word: str) -> str:
    if word.endswith(("sses", "ies")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 1:
        word = word[:-1]
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    match = re.fullmatch(r"(.+?)(ed|ing)", word)
    if not match or not _has_vowel(match[1]):
        return word
    word = match[1]
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if re.search(r"([^aeiouylsz])\1$", word):
        return word[:-1]
    return word + "e" if _is_short(word) else word


def _replaced(word: str, rules: tuple[tuple[str, str], ...], least: int) -> str:
    for suffix, new in rules:
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            return rest + new if rest and _measure(rest) > least else word
    return word


def _step_4(word: str) -> str:
    for suffix, _ in _RULES_4:
        if not word.endswith(suffix):
            continue
        rest = word[: -len(suffix)]
        fits = suffix != "ion" or rest.endswith(("s", "t"))
        return rest if fits and _measure(rest) > 1 else word
    return word


def _step_5(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _measure(rest) > 1 or (_measure(rest) == 1 and not _is_short(rest)):
            word = rest
    if word.endswith("ll") and _measure(word) > 1:
        word = word[:-1]
    return word
