"""Marks within a line, where the package `markdown` reads them in another way than CommonMark: emphasis, and bare addresses.

Emphasis follows CommonMark 0.31 ("Process emphasis"), with GitHub's `~~`; stars that multiply (`2*3*4 cm`) stay. Addresses
become links as on GitHub ("Autolinks (extended)"), if they can be read as such.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from generator.model.problem import Unreadable
from generator.model.web_address import parse_address

_RUN = re.compile(r"\*+|_+|~+")
_ESCAPED = re.compile("\x02([0-9]+)\x03")  # how the package keeps an escaped letter
_BARE = (
    r"(?i)(?<![^\W_])(?<![/@:.=+-])(?:"
    '(?P<address>(?:https?://|www\\.)(?:[^\\s<>"“”\x02\x03]|\x02klzzwxh:[0-9]+\x03){1,2000})'
    r"|(?P<email>[a-z0-9.+_-]{1,64}@(?:[a-z0-9_-]{1,63}\.){1,9}[a-z]{2,63})(?![@\w/-]))"
)
_TRAILING = "?!.,:;*_~'’…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


class BareLinks(InlineProcessor):
    """Addresses of pages and of e-mail that stand in the text without any mark."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, parser: Markdown) -> None:
        super().__init__(_BARE, parser)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The link, and where it stands; nothing for what only looks like an address."""
        text = m["email"] or _trimmed(self._up_to_marks(m["address"]))
        length, text = len(text), INLINE_PLACEHOLDER_RE.sub(self._escaped, text)
        target = _ESCAPED.sub(lambda found: chr(int(found[1])), text)
        if m["email"]:
            target = f"mailto:{target}"
        else:
            try:
                parse_address(target)
            except Unreadable:
                return None, None, None
            if target[:4].lower() == "www.":
                target = f"https://{target}"
        link = Element("a", href=target)
        link.text = AtomicString(text)
        return link, m.start(), m.start() + length

    def _up_to_marks(self, address: str) -> str:
        """An address to where something begins that is more than an escaped letter."""
        found = INLINE_PLACEHOLDER_RE.finditer(address)
        return address[: next((mark.start() for mark in found if not _ESCAPED.fullmatch(self._escaped(mark))), None)]

    def _escaped(self, mark: re.Match[str]) -> str:
        """What the package put aside; nothing when that is an element."""
        node = self.md.treeprocessors["inline"].stashed_nodes.get(mark[1])  # type: ignore[attr-defined]
        return node if isinstance(node, str) else ""


def _trimmed(address: str) -> str:
    """An address without what belongs to the sentence around it."""
    while address:
        last = address[-1]
        if last == "\x03":
            break
        opening = _BRACKETS.get(last)
        if last not in _TRAILING and (opening is None or address.count(last) <= address.count(opening)):
            break
        address = address[:-1]
    return address


class _Run:
    """A run of one mark: where what is left of it begins, how long that is, how long it was, what it may do."""

    __slots__ = ("closes", "count", "length", "mark", "opens", "start")

    def __init__(self, data: str, start: int, end: int) -> None:
        self.mark, self.start, self.count, self.length = data[start], start, end - start, end - start
        before, after = data[start - 1 : start], data[end : end + 1]
        is_left = _is_flanking(before, after)
        is_right = _is_flanking(after, before)
        if self.mark == "_":
            self.opens = is_left and (not is_right or _is_punctuation(before))
            self.closes = is_right and (not is_left or _is_punctuation(after))
        elif self.mark == "~":
            self.opens, self.closes = is_left and self.count == 2, is_right and self.count == 2
        else:
            multiplies = (
                self.count == 1 and before.isalnum() and after.isalnum() and (before.isdigit() or after.isdigit())
            )
            self.opens, self.closes = is_left and not multiplies, is_right and not multiplies

    def pairs_with(self, closer: _Run) -> bool:
        """Whether this run may be closed by another (rules 9 and 10 of the specification)."""
        if self.mark != closer.mark or not self.opens or not self.count:
            return False
        if self.mark == "~" or not (self.closes or closer.opens):
            return True
        return (self.length + closer.length) % 3 != 0 or (self.length % 3 == 0 and closer.length % 3 == 0)


def _is_flanking(outside: str, inside: str) -> bool:
    """Whether a run between the two is a part of what stands inside, not of what stands outside."""
    if not inside or inside.isspace():
        return False
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(letter: str) -> bool:
    return letter != "" and (letter in "\x02\x03" or unicodedata.category(letter)[0] in "PS")


class _Region(NamedTuple):
    """An emphasised part: it, and what it holds."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    tag: str


def _regions(data: str) -> list[_Region]:
    """The emphasised parts of a text in the order in which they begin, the outer before the inner."""
    found: list[_Region] = []
    openers: list[_Run] = []
    for match in _RUN.finditer(data):
        run = _Run(data, *match.span())
        while run.closes and run.count:
            index = next((i for i in range(len(openers) - 1, -1, -1) if openers[i].pairs_with(run)), None)
            if index is None:
                break
            del openers[index + 1 :]
            found.append(_pair(openers[index], run))
            if not openers[index].count:
                openers.pop()
        if run.opens and run.count:
            openers.append(run)
    return sorted(found, key=lambda region: (region.start, -region.end))


def _pair(opener: _Run, closer: _Run) -> _Region:
    """Take from both runs what makes one region."""
    size = 2 if opener.count > 1 and closer.count > 1 else 1
    opener.count -= size
    inner_start, inner_end = opener.start + opener.count + size, closer.start
    closer.start += size
    closer.count -= size
    tag = "del" if opener.mark == "~" else ("em", "strong")[size - 1]
    return _Region(inner_start - size, inner_start, inner_end, inner_end + size, tag)


class Emphasis(InlineProcessor):
    """`*miring*`, `**tebal**`, `~~coret~~`. Looks at a whole text once, and gives out its parts one after the other.

    Between two calls the package puts a placeholder in the place of the part that it was given.
    """

    def __init__(self, parser: Markdown) -> None:
        super().__init__(r"[*_~]+", parser)
        self._source = ""  # the text as it was looked at
        self._waiting: list[_Region] = []  # its parts that are still to be given out
        self._before, self._after = "", ""  # what stands around the part that was given out last
        self._plain = ""  # a text that has none, or none any more

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The next outermost part, and where it stands."""
        if data is self._plain:
            return None, None, None
        goes_on = self._source and data.startswith(f"{self._before}\x02") and data.endswith(self._after)
        if not goes_on or m.start() < len(data) - len(self._after):
            self._source, self._waiting = data, _regions(data)
        if not self._waiting:
            self._source, self._plain = "", data
            return None, None, None
        shift, outer = len(data) - len(self._source), self._waiting[0]
        inner = [region for region in self._waiting if region.end <= outer.end]
        del self._waiting[: len(inner)]
        self._before, self._after = data[: outer.start + shift], data[outer.end + shift :]
        element = _element(self._source, inner)
        element.text = AtomicString(element.text or "")  # the package shall not look into it again
        return element, outer.start + shift, outer.end + shift


def _element(data: str, regions: list[_Region]) -> Element:
    """The first of the regions with the others in it."""
    outer, rest = regions[0], regions[1:]
    element = Element(outer.tag)
    place, last = outer.inner_start, None
    while rest:
        size = next((i for i, region in enumerate(rest) if region.start >= rest[0].end), len(rest))
        between = data[place : rest[0].start]
        if last is None:
            element.text = between
        else:
            last.tail = between
        last = _element(data, rest[:size])
        element.append(last)
        place, rest = rest[0].end, rest[size:]
    if last is None:
        element.text = data[place : outer.inner_end]
    else:
        last.tail = data[place : outer.inner_end]
    return element
