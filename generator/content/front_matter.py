"""Front matter: the head of a content file, read as texts with their spots, never as YAML's types.

YAML would read `15.000` as 15, `0711350000` as octal and `no` as false; here every scalar stays what was typed. Aliases
and tags are refused: content never becomes code, and no small file may unfold into a large one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, NoReturn, Protocol, cast

from generator.content.head_faults import explain
from generator.model import rules
from generator.model.clean_text import clean, without_marks
from generator.model.collate import quoted
from generator.model.node import Listing, Mapping, Node, Scalar
from generator.model.problem import WHOLE_FILE, Log, Spot

FENCE = "---"
HEAD_LIMIT = 32_000  # characters
DEPTH_LIMIT = 8

QUOTES = {"“": "”", "‘": "’", "„": "“"}


class Parts(NamedTuple):
    """A content file in two: the head's text and the body's, with the line (from 1) on which each begins."""

    head: str
    head_line: int
    body: str
    body_line: int


def split(text: str, log: Log) -> Parts | None:
    """Cut a file at its `---` lines; None and a problem when there is no head. Expects `\\n` line ends."""
    lines = text.split("\n")
    start = next((index for index, line in enumerate(lines) if clean(line).strip()), None)
    if start is None:
        log.add(
            rules.EMPTY_FILE,
            Spot(1, 1),
            "Berkas ini kosong.",
            "Isi berkasnya, atau hapus bila tidak dipakai.",
        )
        return None
    if not _is_fence(lines[start], FENCE):
        log.add(
            rules.NO_FRONT_MATTER,
            Spot(start + 1, 1),
            "Berkas ini tidak diawali garis ---.",
            "Baris pertama harus ---, lalu isian seperti nama: …, lalu garis --- lagi, lalu cerita.",
        )
        return None
    end = next((index for index in range(start + 1, len(lines)) if _is_fence(lines[index], FENCE, "...")), None)
    if end is None:
        log.add(
            rules.NO_FRONT_MATTER,
            Spot(start + 1, 1),
            "Garis --- penutup tidak ada.",
            "Tulis --- di baris sendiri sesudah isian terakhir.",
        )
        return None
    head = "\n".join(lines[start + 1 : end])
    if len(head) > HEAD_LIMIT:
        log.add(
            rules.TOO_LARGE,
            Spot(start + 1, 1),
            f"Bagian isian panjangnya {len(head)} huruf, paling banyak {HEAD_LIMIT}.",
            "Pindahkan cerita ke bawah garis --- kedua.",
        )
        return None
    return Parts(head, start + 2, "\n".join(lines[end + 1 :]), end + 2)


def _is_fence(line: str, *fences: str) -> bool:
    return line[:1] in "-.\ufeff\u200b\u2060" and clean(line).rstrip() in fences


def read_mapping(text: str, log: Log, first_line: int = 1) -> Mapping | None:
    """The head as a mapping of nodes; None when it is no YAML mapping (problems have been noted)."""
    from yaml import YAMLError

    text = without_marks(text)
    tree: Node | None = None
    fault: YAMLError | None = None
    try:
        tree = _Tree(text, log, first_line).read()
    except YAMLError as raised:
        fault = raised
    except _RefusedError:
        return None
    if fault is None and tree is None:
        return Mapping((), Spot(first_line, 1))
    if isinstance(tree, Mapping):
        return tree
    if fault is None and not isinstance(tree, Scalar):
        log.add(
            rules.BAD_YAML,
            tree.spot if tree else WHOLE_FILE,
            "Bagian isian harus berupa baris nama: isi.",
            "Contoh: nama: Kopi Semendo",
        )
        return None
    faults = explain(fault, text, first_line, _is_mapping)
    told = {explained.spot.line for explained in faults}
    log.problems = [one for one in log.problems if one.rule is not rules.HALF_READ or one.place.spot.line not in told]
    for explained in faults:
        log.add(rules.BAD_YAML, *explained)
    return None


def _is_mapping(text: str) -> bool:
    """Whether a head is a YAML mapping."""
    from yaml import YAMLError

    try:
        return isinstance(_Tree(text, Log(""), 1).read(), Mapping)
    except YAMLError:
        return False
    except _RefusedError:
        return True  # refused for another reason, which is told when this one is mended


def field_key(text: str) -> str:
    """The key of a field as it is declared, however it was capitalised or spaced; another text only cleaned."""
    if text in _known_keys():
        return text
    key = clean(text).strip()
    folded = "_".join(key.casefold().replace("_", " ").split())
    return folded if key not in _known_keys() and folded in _known_keys() else key


@cache
def _known_keys() -> frozenset[str]:
    """Every key that content and settings may have, at any depth."""
    from generator.model.field_types import Group, Many
    from generator.model.fields import FieldType, fields_of
    from generator.model.links import platforms
    from generator.model.records import all_kinds
    from generator.model.settings import Settings

    keys = {"slug", *platforms()}
    waiting: list[type] = [*all_kinds().values(), Settings]
    while waiting:
        for spec in fields_of(waiting.pop()):
            keys.add(spec.key)
            kind: FieldType[object] = spec.type.item if isinstance(spec.type, Many) else spec.type
            if isinstance(kind, Group):
                waiting.append(kind.record_type)
    return frozenset(keys)


class _Mark(Protocol):
    """Where libyaml is, counted from 0."""

    line: int
    column: int


class _Event(Protocol):
    """What is read here of an event of libyaml's; which of it there is depends on its kind."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    implicit: tuple[bool, bool]


class _RefusedError(Exception):
    """Raised after a problem has been noted that ends the reading of this head."""


class _Tree:
    """Builds nodes from the YAML events of a head."""

    def __init__(self, text: str, log: Log, first_line: int) -> None:
        try:
            from yaml import CSafeLoader as Loader
        except ImportError:  # pragma: no cover - every wheel of PyYAML has libyaml; a source build may lack it
            from yaml import SafeLoader as Loader  # type: ignore[assignment]
        self.next = cast("Callable[[], _Event]", Loader(text).get_event)
        self.log, self.offset = log, first_line
        self.lines = text.split("\n") if "#" in text else []
        self.depth = 0

    def read(self) -> Node | None:
        """The first document's tree."""
        tree: Node | None = None
        documents = 0
        while (name := type(event := self.next()).__name__) != "StreamEndEvent":
            if name == "DocumentStartEvent":
                documents += 1
            elif name not in ("StreamStartEvent", "DocumentEndEvent"):
                node = self.node(event, name)
                tree = node if documents == 1 else tree
        return tree

    def node(self, event: _Event, name: str) -> Node:
        mark = event.start_mark
        spot = Spot(mark.line + self.offset, mark.column + 1)
        if name == "AliasEvent" or event.anchor is not None:
            self.refuse(spot, "Tanda & dan * di awal isian tidak dipakai di sini.")
        if event.tag is not None and event.tag != "!":
            self.refuse(spot, "Tanda ! di awal isian tidak dipakai di sini.")
        if name == "ScalarEvent":
            return self.scalar(event, spot)
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            self.refuse(spot, "Isian ini terlalu dalam bersarang.")
        node = self.mapping(spot) if name == "MappingStartEvent" else self.listing(spot)
        self.depth -= 1
        return node

    def scalar(self, event: _Event, spot: Spot) -> Scalar:
        text, plain = event.value, event.implicit[0]
        stripped = "" if text.isascii() else clean(text).strip()
        if len(stripped) > 1 and QUOTES.get(stripped[0]) == stripped[-1]:
            self.log.add(
                rules.SMART_QUOTE,
                spot,
                "Isian ini diapit tanda kutip miring; tanda itu dibuang.",
                'Pakai tanda kutip lurus: "…"',
            )
            text = stripped[1:-1]
        if plain and self.lines:
            self.tell_comment(event.end_mark, text)
        return Scalar(text, spot, plain)

    def tell_comment(self, end: _Mark, text: str) -> None:
        """Tell of what YAML takes for a comment but was probably meant: `Kemplang #1`, `tagar: #BanggaBuatanIndonesia`."""
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if re.match(r"\s+#(?:[^\s#]|\s*\d)", rest):
            spot = Spot(end.line + self.offset, end.column + 1 + rest.index("#"))
            message = f"Teks sesudah tanda # tidak dibaca: {quoted(rest.strip())}."
            hint = f'Bila memang dimaksud, apit isiannya dengan tanda kutip: "{f"{text} {rest.strip()}".strip()}"'
            self.log.add(rules.HALF_READ, spot, message, hint)

    def listing(self, spot: Spot) -> Listing:
        items = []
        while (name := type(event := self.next()).__name__) != "SequenceEndEvent":
            items.append(self.node(event, name))
        return Listing(tuple(items), spot)

    def mapping(self, spot: Spot) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
        while (name := type(event := self.next()).__name__) != "MappingEndEvent":
            key = self.node(event, name)
            if not isinstance(key, Scalar):
                self.refuse(key.spot, "Nama isian harus satu kata.")
            event = self.next()
            value = self.node(event, type(event).__name__)
            if self.depth > 1:
                self.refuse_glued(key)
            if isinstance(value, Scalar) and value.spot.line > key.spot.line:
                self.refuse_glued(value)
            pairs.append((self.key(key), value))
        return Mapping(tuple(pairs), spot)

    def key(self, key: Scalar) -> Scalar:
        """A key as declared; another spelling of it is told."""
        name = field_key(key.text)
        if name == key.text:
            return key
        if name != key.text.strip():
            message = f'Nama isian "{key.text}" dibaca sebagai "{name}".'
            self.log.add(rules.SPELLED_KEY, key.spot, message, f"Tulis dengan huruf kecil: {name}", field=name)
        return key._replace(text=name)

    def refuse_glued(self, node: Scalar) -> None:
        """Refuse `status:proses`, which YAML takes for one word, where a key and its value should stand."""
        name, _, rest = node.text.partition(":")
        if node.plain and rest and rest[0] not in " /" and name.strip() in _known_keys():
            message = "Sesudah titik dua harus ada spasi."
            self.log.add(rules.BAD_YAML, node.spot, message, f"Tulis: {name}: {rest}", field=name)
            raise _RefusedError

    def refuse(self, spot: Spot, message: str) -> NoReturn:
        self.log.add(
            rules.YAML_TRICK,
            spot,
            message,
            "Apit teksnya dengan tanda kutip lurus bila memang diawali tanda itu.",
        )
        raise _RefusedError
