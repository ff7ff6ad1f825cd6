"""A content file as the browser form gets it, and what the form sends back laid over the file.

The form reads YAML by YAML's own types and writes the whole head anew. So it is given every value in canonical form and
in quotes, and of what comes back only the lines that say something new are changed: comments, order and spelling of the
rest stay as people wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field

from generator.content.encoding import decode
from generator.content.front_matter import read_mapping, split
from generator.exchange import serialize
from generator.exchange.applying import edited_file
from generator.exchange.existing_records import Schema, canonical, waived_in
from generator.exchange.form_paths import FormRefusedError
from generator.model.fields import Json, Reader, fields_by_key, read_fields
from generator.model.node import Mapping, Node, Scalar, is_nothing
from generator.model.problem import Log
from generator.model.records import all_kinds
from generator.model.rules import Severity


@dataclass(slots=True)
class Filled:
    """What a form is filled with: values by key, and the story."""

    values: dict[str, Json] = field(default_factory=dict)
    body: str = ""


def read_filled(path: str, data: bytes, schema: Schema) -> Filled | None:
    """The values of the file at `path` (below `content/`); what the schema cannot read stays as it was typed.

    None when the file has no head that could be shown in a form.
    """
    kind = path.partition("/")[0]
    log = Log("content/" + path)
    text = decode(data, log)
    parts = None if text is None else split(text, log)
    head = None if parts is None else read_mapping(parts.head, log, parts.head_line)
    if parts is None or head is None:
        return None
    waived = waived_in(head)
    values: dict[str, Json] = {}
    for pair in head.pairs:
        told = _told(kind, pair, schema, waived)
        if told is not None:
            values.setdefault(pair[0].text, told)
    return Filled(values, parts.body.strip("\n").rstrip())


def _told(kind: str, pair: tuple[Scalar, Node], schema: Schema, waived: frozenset[str]) -> Json | None:
    """One value in canonical form; as it was typed when the schema finds fault with it, so that nothing is lost."""
    key, value = pair
    if key.text not in fields_by_key(all_kinds()[kind]):
        return plain(value)
    log = Log("")
    reader = Reader(log, schema.atlas, schema.categories, waived, schema.rules)
    read, _ = read_fields(all_kinds()[kind], Mapping((pair,)), reader, partial=True)
    if any(problem.severity is Severity.ERROR for problem in log.problems):
        return plain(value)
    return canonical(kind, read).get(key.text)


def plain(node: Node) -> Json | None:
    """A node as texts, lists and mappings of texts; None when there is nothing in it."""
    if isinstance(node, Scalar):
        return None if is_nothing(node) else node.text
    if isinstance(node, Mapping):
        pairs = {name.text: told for name, value in node.pairs if (told := plain(value)) is not None}
        return pairs or None
    items = [told for item in node.items if (told := plain(item)) is not None]
    return items or None


def for_form(path: str, data: bytes, schema: Schema) -> str | None:
    """The text of a content file for the form; None when it can only be mended by hand."""
    filled = read_filled(path, data, schema)
    return None if filled is None else serialize.content_file(filled.values, filled.body)


def from_form(
    path: str, old: bytes | None, sent: str, schema: Schema, photos: MappingABC[str, str] | None = None
) -> bytes:
    """The bytes of the file at `path` after the form sent `sent`; `photos` were given other names. Raises FormRefusedError."""
    new = read_filled(path, sent.encode("utf-8", "replace"), schema)
    if new is None:
        raise FormRefusedError(422, "Kiriman formulir tidak terbaca, jadi tidak ada yang diubah.")
    if photos and isinstance(new.values.get("foto"), list):
        new.values["foto"] = [photos.get(name, name) for name in new.values["foto"]]
    before = None if old is None else read_filled(path, old, schema)
    if old is None or before is None:
        return serialize.content_file(new.values, new.body).encode()
    changes: dict[str, Json | None] = {key: None for key in before.values if key not in new.values}
    changes |= {key: value for key, value in new.values.items() if before.values.get(key) != value}
    body = new.body if new.body != before.body else None
    if not changes and body is None:
        return old
    edited = edited_file(old, changes, new.values, body, path.partition("/")[0])
    if edited is not None and read_filled(path, edited, schema) == new:
        return edited
    return serialize.content_file(new.values, new.body).encode()  # a file too odd to edit is written anew
