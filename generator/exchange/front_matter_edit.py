"""Editing a content file in place: only the lines of changed keys change; comments, order and the rest stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator.content.front_matter import field_key
from generator.exchange import serialize
from generator.model.fields import Json

if TYPE_CHECKING:
    from yaml import MappingNode, Node


class _Edit(NamedTuple):
    """Lines `first` to `last` (excluded) are replaced by `lines`."""

    first: int
    last: int
    lines: list[str]


def edit_head(text: str, changes: Mapping[str, Json | None], order: Sequence[str]) -> str | None:
    """The head with `changes` made; None removes a key. New keys go behind their predecessor in `order`.

    Gives up (None) on a head whose keys do not stand on lines of their own; the caller then writes it anew.
    """
    import yaml

    # A file's line ends may be mixed; each line keeps its own, new ones get the file's first.
    lines = text.split("\n")
    ending = "\r" if lines[0].endswith("\r") else ""
    try:
        from yaml import CSafeLoader as Loader
    except ImportError:  # pragma: no cover - see content/front_matter
        from yaml import SafeLoader as Loader  # type: ignore[assignment]
    try:
        tree = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:
        return None
    if tree is None:
        added = [
            line + ending for key, value in changes.items() if value is not None for line in serialize.pair(key, value)
        ]
        return "\n".join([*[line for line in lines if line.strip()], *added, ""])
    if not isinstance(tree, yaml.MappingNode) or tree.flow_style:
        return None
    edits: list[_Edit] = []
    if not _edit_mapping(tree, changes, order, lines, len(lines), edits):
        return None
    # From the end; at one place what belongs to the inner mapping (found first) stands before what follows it.
    for _, edit in sorted(enumerate(edits), key=lambda item: (item[1].first, item[1].last, item[0]), reverse=True):
        lines[edit.first : edit.last] = [line + ending for line in edit.lines]
    return "\n".join(lines)


def _edit_mapping(
    tree: MappingNode,
    changes: Mapping[str, Json | None],
    order: Sequence[str],
    lines: list[str],
    end: int,
    edits: list[_Edit],
) -> bool:
    """Collect the edits of one block mapping whose region ends before line `end`; False when its keys share lines."""
    spans: dict[str, tuple[int, int]] = {}
    starts = [key.start_mark.line for key, _ in tree.value]
    if len(set(starts)) != len(starts):
        return False
    indent = " " * tree.value[0][0].start_mark.column if tree.value else ""
    for number, (key, value) in enumerate(tree.value):
        after = starts[number + 1] if number + 1 < len(starts) else end
        last = _last_line(lines, starts[number], after, key.start_mark.column)
        name = field_key(key.value)
        if name in spans:
            return False
        spans[name] = (starts[number], last)
        if name in changes and not _change(value, changes[name], (starts[number], last), lines, indent, key, edits):
            return False
    added: dict[int, list[str]] = {}
    for key, new in changes.items():
        if new is not None and key not in spans:
            added.setdefault(_place(key, order, spans), []).extend(serialize.pair(key, new, indent))
    edits += [_Edit(line, line, new) for line, new in added.items()]
    return True


def _last_line(lines: list[str], first: int, after: int, column: int) -> int:
    """The end (excluded) of what belongs to the key on line `first`: not the comments and blanks before the next key."""
    last = after
    while last > first + 1:
        line = lines[last - 1]
        bare = line.strip()
        if bare and not (bare.startswith("#") and len(line) - len(line.lstrip()) <= column):
            break
        last -= 1
    return last


def _place(key: str, order: Sequence[str], spans: Mapping[str, tuple[int, int]]) -> int:
    """The line before which a new key goes: behind the nearest key that precedes it in `order`, else behind them all."""
    before = order[: order.index(key)] if key in order else order
    for name in reversed(before):
        if name in spans:
            return spans[name][1]
    return max(last for _, last in spans.values())


def _change(
    old: Node, new: Json | None, span: tuple[int, int], lines: list[str], indent: str, key: Node, edits: list[_Edit]
) -> bool:
    import yaml

    first, last = span
    if new is None:
        edits.append(_Edit(first, last, []))
        return True
    if (
        isinstance(old, yaml.MappingNode)
        and not old.flow_style
        and isinstance(new, Mapping)
        and old.value
        and old.start_mark.line > first
    ):
        names = {field_key(name.value) for name, _ in old.value}
        inner: dict[str, Json | None] = {name: None for name in names if name not in new}
        inner |= {name: value for name, value in new.items() if not _says(old, name, value)}
        return _edit_mapping(old, inner, list(new), lines, last, edits)
    begin, stop = old.start_mark, old.end_mark
    inline = begin.line == stop.line == first and not (isinstance(old, yaml.CollectionNode) and not old.flow_style)
    if inline and last == first + 1 and (isinstance(new, str) or isinstance(old, yaml.CollectionNode)):
        line = lines[first].rstrip("\r")
        spelled = serialize.flow(new)
        gap = "" if line[begin.column - 1 : begin.column] == " " else " "
        lines_now = line[: begin.column] + gap + spelled + line[stop.column :]
        edits.append(_Edit(first, last, [lines_now]))
        return True
    edits.append(_Edit(first, last, serialize.pair(field_key(key.value), new, indent)))
    return True


def _says(tree: MappingNode, name: str, value: Json) -> bool:
    """True when a mapping already holds this very text under `name`."""
    return any(field_key(key.value) == name and getattr(item, "value", None) == value for key, item in tree.value)
