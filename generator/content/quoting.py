"""Which unquoted values of a head another tool would change when it saves the file again. Knows no field."""

from __future__ import annotations

import re
from typing import Any

from generator.model import rules
from generator.model.node import Listing, Mapping, is_nothing
from generator.model.problem import Log

# What the core schema of YAML 1.2 takes for a number; and the one form of time that Decap CMS adds to it.
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def refuse_unquoted(node: Any, log: Log) -> None:
    """With `admin: true` other tools re-save these files; an unquoted number or date would change under their hands."""
    if isinstance(node, Mapping):
        for _, value in node.pairs:
            refuse_unquoted(value, log)
    elif isinstance(node, Listing):
        for item in node.items:
            refuse_unquoted(item, log)
    elif node.plain and not is_nothing(node) and _is_risky(node.text):
        log.add(
            rules.UNQUOTED,
            node.spot,
            f'"{node.text}" tanpa tanda kutip bisa diubah oleh formulir peramban.',
            f'Apit dengan tanda kutip: "{node.text}"',
        )


def _is_risky(text: str) -> bool:
    """True when a YAML 1.2 reader, having taken `text` for a number or a moment, would write it back as another text."""
    word = text.strip()
    if MOMENT.fullmatch(word) or word.lower() in (".inf", "+.inf", "-.inf", ".nan"):
        return True
    if not NUMBER.fullmatch(word):
        return False
    return word[1:2] in ("x", "o") or word != repr(float(word)).removesuffix(".0")
