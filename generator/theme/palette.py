"""The colour tokens of a theme in each of its schemes, and the pairs that must stand out from each other.

Reads `css/tokens.css`, as browsers do for the selectors that tokens use: `:root`, an
attribute of the page such as `[data-warna="nila"]`, `light-dark()`, `var()`, and the block for browsers without
`light-dark()`. A pair is declared in a comment of the same file:

    @kontras 4.5: --tinta --abu pada --dasar --kapas
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.model.share import CardColours
from generator.theme.colour import Colour, contrast, read_colour
from generator.theme.theme_folders import Chain

CARD_TOKENS = ("--dasar", "--tinta", "--abu", "--aksen")  # ground, ink, soft, accent
DAY, NIGHT, OLD = "siang", "malam", "peramban lama"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PAIRS = re.compile(r"@kontras\s+([\d.]+):\s*([^@*]*?)\spada\s([^@*]*)")


class Scheme(NamedTuple):
    """One look of a theme: the choice of its option `warna` (empty: none), and day, night or an old browser."""

    choice: str
    time: str

    def __str__(self) -> str:
        return " ".join(filter(None, self))


class Pair(NamedTuple):
    """A foreground and its background (tokens, or colours as written), with the contrast that they need at least."""

    front: str
    back: str
    least: float


class Measured(NamedTuple):
    """A pair in one scheme, with the contrast it has."""

    pair: Pair
    scheme: Scheme
    contrast: float

    @property
    def is_enough(self) -> bool:
        """True when the pair may be used."""
        return self.contrast >= self.pair.least


def token_sheets(chain: Chain) -> list[str]:
    """The tokens of a theme and its ancestors, the oldest theme's first."""
    return [item.data.decode("utf-8") for item in chain.styles("tokens", "css/tokens.css")]


def choices_of(chain: Chain) -> tuple[str, ...]:
    """What sites may choose for the option `warna`; one empty text where a theme has no such option."""
    specs = [(manifest.get("opsi") or {}).get("warna") for manifest in chain.manifests]
    return next((tuple(map(str, spec["pilihan"])) for spec in specs if isinstance(spec, dict)), ("",))


def read_pairs(sheets: Iterable[str]) -> list[Pair]:
    """The pairs that style sheets declare, each once."""
    found: dict[Pair, None] = {}
    for sheet in sheets:
        for comment in _COMMENT.findall(sheet):
            for least, fronts, backs in _PAIRS.findall(comment):
                for front in fronts.split():
                    found |= {Pair(front, back, float(least)): None for back in backs.split()}
    return list(found)


def read_tokens(sheets: Iterable[str], scheme: Scheme) -> dict[str, str]:
    """Every token of some style sheets (the oldest theme's first) as a scheme has it, in the order of declaration."""
    found: dict[str, str] = {}
    for sheet in sheets:
        plain = _COMMENT.sub("", sheet)
        for around, selector, body in _rules(plain):
            if _matches(selector, scheme.choice) and _applies(around, scheme.time):
                found |= {name: _in_time(value, scheme.time) for name, value in _declarations(body)}
    return {name: _resolved(value, found) for name, value in found.items()}


def colours(tokens: Mapping[str, str]) -> dict[str, Colour]:
    """Those tokens that are colours."""
    return {name: colour for name, value in tokens.items() if (colour := read_colour(value))}


def card_colours(chain: Chain, choice: str) -> CardColours:
    """The colours of share cards: those of the theme by day in one choice of its option `warna`."""
    known = colours(read_tokens(token_sheets(chain), Scheme(choice, DAY)))
    usual = CardColours()
    return CardColours(
        *(known[token].hex if token in known else usual[place] for place, token in enumerate(CARD_TOKENS))
    )


def measure(sheets: list[str], choices: Iterable[str]) -> list[Measured]:
    """Every declared pair in every scheme. Raises `LookupError` for a pair that names no colour."""
    pairs, found = read_pairs(sheets), []
    for scheme in (Scheme(choice, time) for choice in choices for time in (DAY, NIGHT, OLD)):
        known = colours(read_tokens(sheets, scheme))
        for pair in pairs:
            front, back = (known.get(name) or read_colour(name) for name in pair[:2])
            if front is None or back is None:
                raise LookupError(f"@kontras: {pair.front} pada {pair.back} bukan dua warna ({scheme}).")
            found.append(Measured(pair, scheme, contrast(front, back)))
    return found


def _rules(css: str, around: str = "") -> Iterator[tuple[str, str, str]]:
    """(at-rules around it, selector, body) of every rule."""
    at = 0
    while (opened := css.find("{", at)) >= 0:
        depth, end = 1, opened + 1
        while depth and end < len(css):
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        head, body = css[at:opened].strip(), css[opened + 1 : end - 1]
        if head.startswith("@"):
            yield from _rules(body, f"{around} {head}".strip())
        else:
            yield around, head, body
        at = end


def _matches(selector: str, choice: str) -> bool:
    return any(part.strip() in (":root", f'[data-warna="{choice}"]') for part in selector.split(","))


def _applies(around: str, time: str) -> bool:
    if "@supports not" in around and "light-dark" in around:
        return time == OLD
    if "prefers-color-scheme: dark" in around:
        return time == NIGHT
    return not around


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;]+)", body):
        yield name, " ".join(value.split())


def _in_time(value: str, time: str) -> str:
    """A value with `light-dark()` decided; browsers without it drop the whole declaration."""
    if found := re.fullmatch(r"light-dark\((.*)\)", value):
        day, night = _split(found[1])
        return {DAY: day, NIGHT: night}.get(time, "")
    return value


def _split(text: str) -> tuple[str, str]:
    """Two arguments, parted at the comma outside of parentheses."""
    depth = 0
    for at, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            return text[:at].strip(), text[at + 1 :].strip()
    return text.strip(), text.strip()


def _resolved(value: str, tokens: Mapping[str, str], depth: int = 0) -> str:
    if depth > 9:  # a token that leads to itself
        return ""
    whole = re.fullmatch(r"var\((--[\w-]+)\)", value)
    return _resolved(tokens.get(whole[1], ""), tokens, depth + 1) if whole else value
