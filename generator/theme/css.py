"""Style sheets: layers in their order, made small without changing what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

LAYERS = ("tokens", "reset", "base", "layout", "components", "utilities", "print")

# Comments, texts and url(...) first: what stands in them is left alone (comments go).
_MARKS = frozenset("{};,")
_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/)|(?P<whole>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\(\s*[^"'()\s][^()]*\))"""
    r"""|(?P<space>\s+)|(?P<mark>[{};,])|(?P<other>[^\s"'{};,/u]+|.)""",
    re.DOTALL | re.IGNORECASE,
)


def minify(css: str) -> str:
    """`css` without comments and needless white space.

    White space goes only beside `{ } ; ,`, after `:` and at the ends, where it never has a meaning; everywhere else it
    becomes one blank, for `calc(1px + 2px)` and `a :hover` need theirs. A comment that alone parts two words stays as `/**/`.
    """
    out: list[str] = []
    between = ""
    for token in _TOKEN.finditer(css):
        kind, text = token.lastgroup, token[0]
        if kind in ("space", "comment"):
            between = " " if kind == "space" or between == " " else "/**/"
            continue
        if text == "}" and out and out[-1] == ";":
            out.pop()
        if between and kind != "mark" and out and out[-1] not in _MARKS and not out[-1].endswith(":"):
            out.append(between)
        between = ""
        out.append(text)
    return "".join(out)


class CssFault(NamedTuple):
    """What is open at the end of a style sheet, or closes what nothing opened, and the line where."""

    line: int
    mark: str


_PAIRS = {"}": "{", ")": "(", "]": "["}


def mended(css: str) -> tuple[str, list[CssFault]]:
    """A style sheet that ends where its file ends, and what was wrong with it.

    Without this an open brace or comment would swallow all sheets that come after it, and a mark of byte order the first rule.
    """
    css = css.removeprefix("\ufeff")
    faults: list[CssFault] = []
    kept: list[str] = []
    opened: list[tuple[str, int]] = []
    line = 1
    for token in _TOKEN.finditer(css):
        text = token[0]
        kept.append(text)
        if text == "/" and css.startswith("/*", token.start()):
            faults.append(CssFault(line, "/*"))
            kept.pop()
            break
        if token.lastgroup in ("mark", "other"):
            _balance(text, line, opened, kept, faults)
        line += text.count("\n")
    closing = {mark: end for end, mark in _PAIRS.items()}
    faults += [CssFault(start, mark) for mark, start in opened]
    return "".join([*kept, *(closing[mark] for mark, _ in reversed(opened))]), faults


def _balance(text: str, line: int, opened: list[tuple[str, int]], kept: list[str], faults: list[CssFault]) -> None:
    """Follow the brackets of a token; one that closes what is not open is taken out of `kept`, whose last it is."""
    if not any(mark in text for mark in "{}()[]"):
        return
    sound = []
    for letter in text:
        wanted = _PAIRS.get(letter)
        if wanted == "{":
            while opened and opened[-1][0] != "{":  # a brace ends what is open in its block
                mark, start = opened.pop()
                faults.append(CssFault(start, mark))
                sound.append(")" if mark == "(" else "]")
        if letter in "{([":
            opened.append((letter, line))
        elif wanted is not None:
            if not opened or opened[-1][0] != wanted:
                faults.append(CssFault(line, letter))
                sound.append(" ")  # not nothing: what stands beside it must not become one
                continue
            opened.pop()
        sound.append(letter)
    kept[-1] = "".join(sound)


def bundle(sheets: Iterable[tuple[str, str]]) -> str:
    """One style sheet of (layer, css) pairs; within a layer, later ones win."""
    by_layer: dict[str, list[str]] = {layer: [] for layer in LAYERS}
    for layer, css in sheets:
        by_layer[layer].append(minify(mended(css)[0]))
    order = f"@layer {','.join(LAYERS)};"
    return (
        order + "".join(f"@layer {layer}{{{''.join(parts)}}}" for layer, parts in by_layer.items() if any(parts)) + "\n"
    )
