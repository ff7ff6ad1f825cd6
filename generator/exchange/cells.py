"""Cells and values: the text of a cell as nodes for the schema to read, and canonical values as the texts of cells.

Lists are separated by `;`, short words also by `,` or a new line; a list of groups writes each group as `a | b`. A `\\`
before a mark keeps it from separating; before a text such as `-`, which in offices means "nothing", it says that the
text is meant. What `texts_of` writes, `node_of` reads back as the same values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingABC
from typing import NamedTuple

from generator.content.front_matter import QUOTES
from generator.exchange.columns import BODY, ID, SLUG, Column, by_key, columns_of
from generator.model.clean_text import clean, clean_body
from generator.model.collate import means_nothing, tidy
from generator.model.field_types import Group, Many, Text
from generator.model.fields import AnyType, Json, fields_of
from generator.model.node import Listing, Mapping, Node, Scalar
from generator.model.place_types import Point
from generator.model.problem import Spot

# Letters that no word for "nothing" begins with.
_TELLING = frozenset("ACDEFHIJLMOPQRSUVWXYZacdefhijlmopqrsuvwxyz0123456789")
SHORT = 60  # a text of at most this many characters is a word: a comma may separate it from the next


class Cell(NamedTuple):
    """The text of a cell and where it stands, both counted from 1."""

    text: str
    row: int = 0
    column: int = 0

    @property
    def spot(self) -> Spot:
        """Row and column as a spot."""
        return Spot(self.row, self.column)


def cell_text(text: str, key: str = "") -> str:
    """A cell's text as it was meant, for the column `key`: cleaned, and without `="…"`, Excel's armour for figures in CSV."""
    if text[:2] == '="' and text[-1:] == '"' and len(text) > 2:
        text = text[2:-1].replace('""', '"')
    return clean_body(text) if key == BODY else clean(text)


def is_empty(text: str) -> bool:
    """True for what offices write when there is nothing: blank, `-`, `tidak ada`, `n/a`."""
    if len(text) > 64 or (text and text[0] in _TELLING):
        return False  # nearly every text ends here
    return not text or means_nothing(tidy(text))


def node_of(kind: str, cells: MappingABC[str, Cell]) -> Mapping:
    """The cells of one row (by column key) as the mapping that front matter would have given. Empty cells are absent."""
    columns = by_key(kind)
    pairs: list[tuple[Scalar, Node]] = []
    nested: dict[str, list[tuple[Scalar, Node]]] = {}
    for key, cell in cells.items():
        if key in (ID, SLUG, BODY) or is_empty(cell.text):
            continue
        column = columns[key]
        node = _node(column.type, cell)
        if column.key == column.field:
            pairs.append((Scalar(key, cell.spot), node))
            continue
        if column.field not in nested:
            nested[column.field] = []
            pairs.append((Scalar(column.field, cell.spot), Mapping((), cell.spot)))
        nested[column.field].append((Scalar(key.partition(".")[2], cell.spot), node))
    return Mapping(
        tuple(
            (name, Mapping(tuple(nested[name.text]), value.spot) if name.text in nested else value)
            for name, value in pairs
        )
    )


def _node(kind: AnyType | None, cell: Cell) -> Node:
    if not isinstance(kind, Many):
        return Scalar(_straight(unguarded(cell.text)), cell.spot)
    items = [item for item in _split(cell.text, ";\n," if _commas(kind) else ";\n") if item]
    if isinstance(kind.item, Group):
        return Listing(tuple(_group(kind.item, item, cell.spot) for item in items), cell.spot)
    return Listing(tuple(Scalar(_straight(_plain(item)), cell.spot) for item in items), cell.spot)


def _straight(text: str) -> str:
    """A text without the typographic quotes around it, which front matter would drop as well."""
    bare = text.strip()
    return bare[1:-1] if len(bare) > 1 and QUOTES.get(bare[0]) == bare[-1] else text


def _group(kind: Group, text: str, spot: Spot) -> Mapping:
    parts = _split(text, "|")
    pairs = (
        (Scalar(spec.key, spot), Scalar(_plain(part), spot))
        for spec, part in zip(fields_of(kind.record_type), parts, strict=False)
        if part
    )
    return Mapping(tuple(pairs), spot)


def _commas(kind: Many) -> bool:
    item = kind.item
    return item.limit <= SHORT if isinstance(item, Text) else not isinstance(item, Group)


def _split(text: str, marks: str) -> list[str]:
    """The parts between `marks`, trimmed; an escaped mark does not separate and stays escaped."""
    parts = [""]
    for match in re.finditer(r"\\.|[^\\]|\\$", text, re.DOTALL):
        if match[0] in marks:
            parts.append("")
        else:
            parts[-1] += match[0]
    return [part.strip() for part in parts]


def _plain(text: str) -> str:
    """An item without its escapes; any other backslash is one, as in `C:\\foto\\kue.jpg`."""
    bare = text[1:] if text[:1] == "\\" and is_empty(text[1:]) else text
    return re.sub(r"\\([;,|\\])", r"\1", bare)


def _escaped(text: str, marks: str) -> str:
    return re.sub(f"[{re.escape(marks)}]", lambda match: "\\" + match[0], text)


def guarded(text: str) -> str:
    """`text` so that it is not taken for "nothing"; `unguarded` is the inverse."""
    return "\\" + text if text[:1] == "\\" or is_empty(text) else text


def unguarded(text: str) -> str:
    """See `guarded`."""
    return text[1:] if text[:1] == "\\" else text


def texts_of(kind: str, values: MappingABC[str, Json], body: str = "") -> dict[str, str]:
    """The texts of a row's cells by column key, for canonical values as `write_fields` gives them."""
    texts: dict[str, str] = {}
    for column in columns_of(kind):
        value = values.get(column.field)
        if value is None or column.type is None:
            continue
        if column.key != column.field:
            value = value.get(column.key.partition(".")[2])
            if value is None:
                continue
        texts[column.key] = _text(column, value)
    if body:
        texts[BODY] = guarded(body)
    return texts


def _text(column: Column, value: Json) -> str:
    kind = column.type
    if isinstance(kind, Many) and isinstance(kind.item, Group):
        return "; ".join(_group_text(kind.item, item) for item in value)
    if isinstance(kind, Many):
        text = "; ".join(_escaped(item, ";,\\" if _commas(kind) else ";\\") for item in value)
        return "\\" + text if is_empty(text) else text
    if isinstance(kind, Point):
        return ", ".join(value)
    return guarded(value)


def _group_text(kind: Group, value: MappingABC[str, Json]) -> str:
    parts = [_escaped(value.get(spec.key, ""), ";|\\") for spec in fields_of(kind.record_type)]
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(parts)
