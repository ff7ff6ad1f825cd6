"""Stems: which words of a catalogue are forms of one root, so that "anyaman" also finds "menganyam".

No stemmer is shipped: the build decides for the words that the catalogue holds and writes them as aliases. An affix comes
off only where the root is itself a word of this catalogue (or one of our own list), where the sounds between prefix and
root are those of the language, and never from names, places and words that are whole. Bare ke-, se- and -i stay.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator
from typing import NamedTuple

from generator.search.lexicon import ROOTS, WHOLE

SHORTEST = 4  # letters of a root
LONE = 5  # letters of a root that a lone affix may come off from, unless it is one of ours
OURS = 1000  # no other root will do
VOWELS = frozenset("aiueo")

# After me- and pe-: the sound that joins, the first letters of roots that it joins to, and the letter that it swallows.
_NASALS = (
    ("ng", "aiueohgkx", "k"),
    ("ny", "", "s"),
    ("m", "bfv", "p"),
    ("n", "dcjz", "t"),
    ("", "lrwymn", ""),
)

# Prefix kind -> the suffixes that may come with it; the bare word has only -an.
_FRAMES = {
    "": ("an",),
    "me": ("", "kan", "i"),
    "pe": ("", "an"),
    "di": ("", "kan", "i"),
    "ter": ("", "kan"),
    "ber": ("", "an", "kan"),
    "per": ("an",),
    "ke": ("an",),
}


class Vocabulary(NamedTuple):
    """What roots are told from: the words of a catalogue, and those that are names and stay as they are."""

    words: Container[str]
    names: Container[str] = frozenset()


# The root that a word is a form of, among these words but for these names; empty where it has none.
Stemmer = Callable[[str, Container[str], Container[str]], str]


def root_of(word: str, words: Container[str], names: Container[str] = frozenset()) -> str:
    """The root that `word` is a form of among the words of a catalogue, or an empty text. `names` have no roots and are none."""
    if len(word) <= SHORTEST or word in WHOLE or word in names or not word.isascii() or not word.isalpha():
        return ""
    bare = word[:-3] if word.endswith("nya") else ""
    if len(bare) >= 3 and (bare in words or bare in ROOTS):
        return bare
    best = ""
    for root, least in _readings(word):
        if len(root) > len(best) and _may_be(root, least, words, names):
            best = root
    if not best and len(bare) > SHORTEST and bare not in WHOLE and bare not in names:
        return root_of(bare, words, names)
    return best


def stems_of(words: Collection[str], names: Container[str] = frozenset(), stemmer: Stemmer = root_of) -> dict[str, str]:
    """The words that are forms of another: form -> root. A root that has a root itself (anyamannya, anyaman) gives that one."""
    words = words if isinstance(words, (set, frozenset, dict)) else frozenset(words)
    direct = {word: root for word in words if (root := stemmer(word, words, names))}
    stems = {}
    for word, root in direct.items():
        while root in direct:  # roots get shorter, so this ends
            root = direct[root]
        stems[word] = root
    return stems


def apparent_roots(word: str) -> set[str]:
    """All that one might take for the root of a word, whole or not, known or not."""
    return {root for root, _ in _readings(word) if len(root) >= SHORTEST}


def _may_be(root: str, least: int, words: Container[str], names: Container[str]) -> bool:
    if len(root) < SHORTEST or root in names:
        return False
    return root in ROOTS or (len(root) >= least and root in words)


def _readings(word: str) -> Iterator[tuple[str, int]]:
    """(a root that the form allows, how long it must be at least when it is none of our own list)."""
    if word.endswith("an"):
        yield word[:-2], LONE
    if word.startswith("pe"):  # pe-dagang, pe-tani: too like any word in pe- to trust with other roots
        yield word[2:], OURS
        yield word[2:].removesuffix("an"), OURS
    for prefix, rest in _unprefixed(word):
        for suffix in _FRAMES[prefix]:
            if suffix and not rest.endswith(suffix):
                continue
            root = rest[: len(rest) - len(suffix)]
            if suffix == "i" and root[-1:] == "i":
                continue
            yield root, SHORTEST if suffix else LONE


def _unprefixed(word: str) -> Iterator[tuple[str, str]]:
    """(prefix, what is left) for every prefix that the sounds allow."""
    for prefix in ("me", "pe"):
        if word.startswith(prefix):
            for rest in _without_nasal(word[2:]):
                yield prefix, rest
    if word.startswith("di"):
        yield "di", word[2:]
        if word.startswith("diper"):
            yield "di", word[5:]
    if word.startswith("memper"):
        yield "me", word[6:]
    for prefix in ("ter", "ber", "per"):
        if word.startswith(prefix):
            yield prefix, word[3:]
            if word[3:4] and word[3] in VOWELS:  # the r may be the root's own: be-renda, te-rasa
                yield prefix, word[2:]
    if word.startswith("ke"):
        yield "ke", word[2:]


def _without_nasal(rest: str) -> Iterator[str]:
    """What may follow me- or pe- in the word's root: olah for ngolah, sulam for nyulam, tenun for nenun."""
    for sound, before, swallowed in _NASALS:
        if not rest.startswith(sound):
            continue
        root = rest[len(sound) :]
        if root[:1] and root[0] in before:
            yield root
        if swallowed and root[:1] in VOWELS:
            yield swallowed + root
    if rest.startswith("nge"):  # before roots of one syllable: me-nge-cat
        yield rest[3:]
