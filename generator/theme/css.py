"""Style sheets: layers in their order, made small without changing what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def bundle(sheets: Iterable[tuple[str, str]]) -> str:
    """One style sheet of (layer, css) pairs; within a layer, later ones win."""
    by_layer: dict[str, list[str]] = {layer: [] for layer in LAYERS}
    for layer, css in sheets:
        by_layer[layer].append(minify(css))
    order = f"@layer {','.join(LAYERS)};"
    return (
        order + "".join(f"@layer {layer}{{{''.join(parts)}}}" for layer, parts in by_layer.items() if any(parts)) + "\n"
    )
