"""Spelling front matter: canonical values as YAML that every reader, of YAML 1.1 or 1.2, returns as the same texts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.model.fields import Json

WIDE = 100  # characters of a list that still stands on one line
PLAIN = re.compile(r"[^\W\d_][^\n\r\t:?#\"'\[\]{},&*!|>%@`\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]*")
WORDS = frozenset("true false yes no on off y n null nan inf none".split())


def scalar(text: str) -> str:
    """A text as a YAML scalar: plain when nobody could take it for something else, else in double quotes."""
    if (
        PLAIN.fullmatch(text)
        and text == text.strip()
        and text.casefold() not in WORDS
        and not re.search(r"[‘’“”]", text[:1])
    ):
        return text
    if text.isprintable():
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return '"' + "".join(_ESCAPES.get(letter) or _escaped(letter) for letter in text) + '"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escaped(letter: str) -> str:
    code = ord(letter)
    if letter.isprintable() and letter not in "\ufeff\u2028\u2029\x85":
        return letter
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def flow(value: Json) -> str:
    """A value on one line: a scalar, `[a, b]` or `{a: b}`."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(flow(item) for item in value) + "]"


def pair(key: str, value: Json, indent: str = "") -> list[str]:
    """The lines of `key: value` in the style of hand-written files."""
    if isinstance(value, str):
        return [f"{indent}{key}: {scalar(value)}"]
    if isinstance(value, Mapping):
        return [f"{indent}{key}:", *(line for name, item in value.items() for line in pair(name, item, indent + "  "))]
    if not any(isinstance(item, Mapping) for item in value):
        line = f"{indent}{key}: {flow(value)}"
        if len(line) <= WIDE:
            return [line]
    lines = [f"{indent}{key}:"]
    for item in value:
        if isinstance(item, Mapping):
            inner = [line for name, part in item.items() for line in pair(name, part, indent + "    ")]
            lines += [f"{indent}  - {inner[0].strip()}", *inner[1:]]
        else:
            lines.append(f"{indent}  - {scalar(item)}")
    return lines


def head(values: Mapping[str, Json]) -> str:
    """The lines between the fences."""
    return "".join(f"{line}\n" for key, value in values.items() for line in pair(key, value))


def content_file(values: Mapping[str, Json], body: str) -> str:
    """A whole new content file."""
    return f"---\n{head(values)}---\n" + (f"\n{body}\n" if body else "")
