"""What a file says before anybody gives it a meaning: texts, lists and mappings, each with its spot.

The front matter reader and the workbook importer both make these, so that one schema reads both.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from generator.model.clean_text import clean
from generator.model.problem import WHOLE_FILE, Spot

NOTHING = frozenset({"~", "null"})
LONGEST_NOTHING = 4  # characters


class Scalar(NamedTuple):
    """A text as typed. `plain`: written without quotes, so that other YAML tools might read it as something else."""

    text: str
    spot: Spot = WHOLE_FILE
    plain: bool = False


class Listing(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    spot: Spot = WHOLE_FILE


class Mapping(NamedTuple):
    """Keys and values in the order written; keys may repeat."""

    pairs: tuple[tuple[Scalar, Node], ...]
    spot: Spot = WHOLE_FILE


Node: TypeAlias = Scalar | Listing | Mapping


def is_nothing(node: Node) -> bool:
    """True for what form editors write when a field is left empty: nothing, `~`, `null`, an empty list or mapping."""
    if isinstance(node, Scalar):
        if len(node.text) > LONGEST_NOTHING and node.text.isascii() and node.text[0].isalnum():
            return False  # as nearly all are
        text = clean(node.text).strip()
        return not text or (node.plain and len(text) <= LONGEST_NOTHING and text.lower() in NOTHING)
    if isinstance(node, Listing):
        return not node.items
    return not node.pairs
