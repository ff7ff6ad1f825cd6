"""XML as bytes that are changed in place: what is not touched stays to the byte, whoever wrote it.

What is put in is ASCII with character references, so that it reads the same in any encoding that files here may have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from generator.exchange.tables import RefusedError

TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
SPECIAL = re.compile('[&<>"\r]')
BROKEN = "Isi berkas ini tidak dapat disalin."


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def prefixed(like: str, name: str) -> str:
    """`name` with the prefix of the name `like`."""
    before, mark, _ = like.rpartition(":")
    return before + mark + name


def spelled(text: str) -> bytes:
    """A text as ASCII that stands for it in content and in attributes."""
    if SPECIAL.search(text):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        text = text.replace("\r", "&#13;")  # readers turn a bare one into a line end
    return text.encode("ascii", "xmlcharrefreplace")


def tag(name: str, attributes: Mapping[str, object], *, closed: bool = False) -> bytes:
    """A start tag; `closed`: one without content."""
    pairs = [b' %s="%s"' % (key.encode(), spelled(str(value))) for key, value in attributes.items()]
    return b"<%s%s%s" % (name.encode(), b"".join(pairs), b"/>" if closed else b">")


def end(name: str) -> bytes:
    """An end tag."""
    return b"</" + name.encode() + b">"


def tag_at(data: bytes | bytearray, start: int) -> bytes:
    """The tag that begins at `start`. Raises RefusedError."""
    match = TAG.match(data, start)
    if match is None:
        raise RefusedError(BROKEN)
    return bytes(match[0])


def parser(begin: Callable[[str, dict[str, str]], None], finish: Callable[[str], None]) -> expat.XMLParserType:
    """A parser that tells of elements; document types are refused."""
    reader = expat.ParserCreate()
    reader.StartElementHandler, reader.EndElementHandler = begin, finish

    def refuse(*_: object) -> None:
        raise RefusedError(BROKEN)

    reader.StartDoctypeDeclHandler = refuse
    return reader


@dataclass(slots=True, eq=False)
class Element:
    """One element of a small part and where its bytes are: the start tag from `start` to `inner`, the end from `close` to `stop`."""

    name: str
    attributes: dict[str, str]
    parent: Element | None
    start: int
    inner: int
    close: int = 0
    stop: int = 0
    children: list[Element] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Its name without a prefix."""
        return local(self.name)

    @property
    def is_closed(self) -> bool:
        """True when it has no end tag of its own."""
        return self.close == self.stop

    def all(self, kind: str) -> list[Element]:
        """Its children of this name."""
        return [child for child in self.children if child.kind == kind]

    def first(self, kind: str) -> Element | None:
        """The first child of this name."""
        return next((child for child in self.children if child.kind == kind), None)


def elements(data: bytes) -> Element:
    """The root of a small part, with all that is in it. Raises RefusedError."""
    root = Element("", {}, None, 0, 0)
    here = root

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal here
        start = reader.CurrentByteIndex
        element = Element(name, attributes, here, start, start + len(tag_at(data, start)))
        here.children.append(element)
        here = element

    def finish(_: str) -> None:
        nonlocal here
        at = reader.CurrentByteIndex
        closed = data[here.inner - 2 : here.inner] == b"/>"
        here.close = here.inner if closed else at
        here.stop = here.inner if closed else at + len(tag_at(data, at))
        assert here.parent is not None
        here = here.parent

    reader = parser(begin, finish)
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise RefusedError(BROKEN) from fault
    return root.children[0]


@dataclass(slots=True)
class Edits:
    """Changes of a small part: stretches of bytes, and what stands there instead."""

    data: bytes
    made: list[tuple[int, int, bytes]] = field(default_factory=list)

    def put(self, start: int, stop: int, new: bytes) -> None:
        """Replace a stretch; at one place, in the order of the calls."""
        self.made.append((start, stop, new))

    def attributes(self, of: Element, **changed: object) -> None:
        """Set attributes of an element; None takes one away. Use once for an element."""
        kept = {key: value for key, value in {**of.attributes, **changed}.items() if value is not None}
        self.put(of.start, of.inner, tag(of.name, kept, closed=of.is_closed))

    def append(self, to: Element, new: Iterable[bytes], **changed: object) -> None:
        """Put something last into an element, and set attributes of it. Use once for an element."""
        content = b"".join(new)
        if to.is_closed:
            self.put(to.start, to.stop, tag(to.name, {**to.attributes, **changed}) + content + end(to.name))
            return
        if changed:
            self.attributes(to, **changed)
        self.put(to.close, to.close, content)

    def result(self) -> bytes:
        """The part with all changes."""
        pieces, at = [], 0
        for start, stop, new in sorted(self.made, key=lambda edit: edit[:2]):
            pieces += [self.data[at:start], new]
            at = stop
        return b"".join([*pieces, self.data[at:]])
