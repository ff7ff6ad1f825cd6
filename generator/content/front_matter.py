"""Front matter: the head of a content file, read as texts with their spots, never as YAML's types.

YAML would read `15.000` as 15, `0711350000` as octal and `no` as false; here every scalar stays what was typed. Aliases
and tags are refused: content never becomes code, and no small file may unfold into a large one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from generator.model import rules
from generator.model.node import Listing, Mapping, Node, Scalar
from generator.model.problem import Log, Spot

FENCE = "---"
HEAD_LIMIT = 32_000  # characters
DEPTH_LIMIT = 8

# What libyaml says, and what an editor can do about it.
TAB_SIGN = "cannot start any token"
EXPLAINED = (
    (TAB_SIGN, "Ada huruf yang tidak boleh mengawali isian: tab, @, `, atau %.",
     "Ganti tab dengan spasi; apit teksnya dengan tanda kutip lurus, contoh: nama: \"@warung\""),
    ("mapping values are not allowed", "Ada titik dua di dalam isian.",
     "Apit isiannya dengan tanda kutip lurus, contoh: ringkasan: \"Rasa: asli\""),
    ("could not find expected ':'", "Baris ini tidak punya titik dua sesudah nama isian.", "Tulis nama: isi, contoh: nama: Kopi Semendo"),
    ("unexpected end of stream", "Tanda kutip atau kurung dibuka tetapi tidak ditutup.", "Tutup tanda kutip atau kurungnya."),
    ("did not find expected key", "Baris ini menjorok tidak lurus, atau ada teks sesudah tanda kutip penutup.",
     "Mulai setiap nama isian di tepi kiri; isian di dalamnya menjorok dua spasi."),
    ("did not find expected ',' or", "Daftar dalam kurung tidak lengkap.", "Pisahkan isinya dengan koma dan tutup kurungnya: [a, b]"),
    ("did not find expected '-' indicator", "Daftar ini tidak lurus.", "Awali setiap isi daftar dengan tanda hubung dan spasi, semuanya lurus."),
    ("found unknown escape character", "Ada garis miring terbalik (\\) di dalam tanda kutip ganda.", "Pakai tanda kutip tunggal: 'C:\\foto'"),
    ("control characters are not allowed", "Ada huruf kendali yang tidak terlihat.", "Ketik ulang baris ini."),
)  # fmt: skip
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
    start = next((index for index, line in enumerate(lines) if line.strip()), None)
    if start is None:
        log.add(
            rules.EMPTY_FILE,
            Spot(1, 1),
            "Berkas ini kosong.",
            "Isi berkasnya, atau hapus bila tidak dipakai.",
        )
        return None
    if lines[start].rstrip() != FENCE:
        log.add(rules.NO_FRONT_MATTER, Spot(start + 1, 1), "Berkas ini tidak diawali garis ---.",
                "Baris pertama harus ---, lalu isian seperti nama: …, lalu garis --- lagi, lalu cerita.")  # fmt: skip
        return None
    end = next((index for index in range(start + 1, len(lines)) if lines[index].rstrip() in (FENCE, "...")), None)
    if end is None:
        log.add(rules.NO_FRONT_MATTER, Spot(start + 1, 1), "Garis --- penutup tidak ada.",
                "Tulis --- di baris sendiri sesudah isian terakhir.")  # fmt: skip
        return None
    head = "\n".join(lines[start + 1 : end])
    if len(head) > HEAD_LIMIT:
        log.add(rules.TOO_LARGE, Spot(start + 1, 1), f"Bagian isian panjangnya {len(head)} huruf, paling banyak {HEAD_LIMIT}.",
                "Pindahkan cerita ke bawah garis --- kedua.")  # fmt: skip
        return None
    return Parts(head, start + 2, "\n".join(lines[end + 1 :]), end + 2)


def read_mapping(text: str, log: Log, first_line: int = 1) -> Mapping | None:
    """The head as a mapping of nodes; None when it is no YAML mapping (problems have been noted)."""
    from yaml import YAMLError

    try:
        from yaml import CSafeLoader as Loader
    except ImportError:  # pragma: no cover - every wheel of PyYAML has libyaml; a source build may lack it
        from yaml import SafeLoader as Loader  # type: ignore[assignment]
    try:
        tree = _Tree(Loader(text).get_event, log, first_line).read()
    except YAMLError as fault:
        _explain(fault, text, log, first_line)
        return None
    except _RefusedError:
        return None
    if tree is None:
        return Mapping((), Spot(first_line, 1))
    if not isinstance(tree, Mapping):
        log.add(
            rules.BAD_YAML,
            tree.spot,
            "Bagian isian harus berupa baris nama: isi.",
            "Contoh: nama: Kopi Semendo",
        )
        return None
    return tree


class _RefusedError(Exception):
    """Raised after a problem has been noted that ends the reading of this head."""


class _Tree:
    """Builds nodes from YAML events."""

    def __init__(self, next_event: Callable[[], Any], log: Log, first_line: int) -> None:
        self.next, self.log, self.offset = next_event, log, first_line
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

    def node(self, event: Any, name: str) -> Node:
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

    def scalar(self, event: Any, spot: Spot) -> Scalar:
        text, plain = event.value, event.implicit[0]
        stripped = "" if text.isascii() else text.strip()
        if len(stripped) > 1 and QUOTES.get(stripped[0]) == stripped[-1]:
            self.log.add(rules.SMART_QUOTE, spot, "Isian ini diapit tanda kutip miring; tanda itu dibuang.",
                         'Pakai tanda kutip lurus: "…"')  # fmt: skip
            text = stripped[1:-1]
        return Scalar(text, spot, plain)

    def listing(self, spot: Spot) -> Listing:
        items = []
        while (name := type(event := self.next()).__name__) != "SequenceEndEvent":
            items.append(self.node(event, name))
        return Listing(tuple(items), spot)

    def mapping(self, spot: Spot) -> Mapping:
        pairs = []
        while (name := type(event := self.next()).__name__) != "MappingEndEvent":
            key = self.node(event, name)
            if not isinstance(key, Scalar):
                self.refuse(key.spot, "Nama isian harus satu kata.")
            event = self.next()
            pairs.append((key, self.node(event, type(event).__name__)))
        return Mapping(tuple(pairs), spot)  # type: ignore[arg-type]

    def refuse(self, spot: Spot, message: str) -> None:
        self.log.add(
            rules.YAML_TRICK,
            spot,
            message,
            "Apit teksnya dengan tanda kutip lurus bila memang diawali tanda itu.",
        )
        raise _RefusedError


def _spot_of(fault: Any, text: str, first_line: int) -> Spot:
    """Where a letter is that YAML does not take at all: its reader counts bytes."""
    before = text.encode()[: getattr(fault, "position", 0)].decode(errors="ignore")
    return Spot(first_line + before.count("\n"), len(before) - before.rfind("\n"))


def _explain(fault: Any, text: str, log: Log, first_line: int) -> None:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    spot = Spot(mark.line + first_line, mark.column + 1) if mark else _spot_of(fault, text, first_line)
    said = f"{getattr(fault, 'problem', '') or ''} {getattr(fault, 'context', '') or ''} {getattr(fault, 'reason', '') or ''}"
    lines = text.split("\n")
    if any(line.startswith("\t") for line in lines[max(0, spot.line - first_line - 1) : spot.line - first_line + 1]):
        said = TAB_SIGN
    unknown = (
        "Bagian isian tidak dapat dibaca di sekitar baris ini.",
        "Bandingkan dengan berkas lain yang sudah benar.",
    )
    message, hint = next(((text, mend) for sign, text, mend in EXPLAINED if sign in said), unknown)
    if any(quote in text for quote in "“”‘’") and "kutip" not in hint:
        hint += " Pakai tanda kutip lurus, bukan kutip miring dari Word."
    log.add(rules.BAD_YAML, spot, message, hint)
