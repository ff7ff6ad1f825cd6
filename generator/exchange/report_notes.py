"""Comments of a report: ours are added or taken away, an office's own stay, ours above them where a cell has both.

A comment is two things: its text in one part, and a box in a drawing of the old kind (VML). That drawing is no XML (Excel
leaves tags open in it), so only whole boxes are added to it or taken out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.exchange.report_sheet import CellSpot, name_of, place_of
from generator.exchange.tables import RefusedError
from generator.exchange.workbook import escaped
from generator.exchange.xml_bytes import BROKEN, Edits, Element, elements, end, prefixed, spelled, tag
from generator.model.rules import Severity

AUTHOR = "Etalase"
RULE = "\n---\n"  # between our comment and the office's own
OURS = tuple(f"{word.value}:" for word in Severity)
EMPTY = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>"""
BOX_TYPE = b"""<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"
 path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
DRAWING = (
    b"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"
><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>%s</xml>"""
    % BOX_TYPE
)
BOX = """<v:shape{spaces} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:320px;height:{height}px;\
z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>\
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note">\
<x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
SPACES = {
    name: f'xmlns:{name}="urn:schemas-microsoft-com:{space}"'
    for name, space in (("v", "vml"), ("o", "office:office"), ("x", "office:excel"))
}
SHAPE = re.compile(rb"<((?:\w+:)?)shape\b(?:(?!</\1shape>).)*</\1shape>", re.DOTALL)
ROW, COLUMN = re.compile(rb"<(?:\w+:)?Row>\s*(\d{1,7})\s*<"), re.compile(rb"<(?:\w+:)?Column>\s*(\d{1,5})\s*<")


@dataclass(slots=True)
class Notes:
    """The comments of one sheet. `data`: their part as it is; None where the sheet has none."""

    data: bytes | None
    edits: Edits = field(init=False)
    root: Element = field(init=False)
    known: Element = field(init=False)  # the list of authors
    listed: Element = field(init=False)  # the list of comments
    authors: list[str] = field(init=False)
    found: dict[CellSpot, Element] = field(default_factory=dict)
    stale: set[CellSpot] = field(default_factory=set)  # cells that an earlier report marked

    def __post_init__(self) -> None:
        self.edits = Edits(self.data or EMPTY)
        self.root = elements(self.edits.data)
        authors, listed = self.root.first("authors"), self.root.first("commentList")
        if authors is None or listed is None:
            raise RefusedError(BROKEN)
        self.known, self.listed = authors, listed
        self.authors = [self._text(author) for author in authors.children]
        for comment in listed.all("comment"):
            spot = place_of(comment.attributes.get("ref", ""))
            self.found[spot] = comment
            if self._told(comment).startswith(OURS) and (self._author(comment) == AUTHOR or self._prefix(comment)):
                self.stale.add(spot)

    def _text(self, element: Element) -> str:
        return html.unescape(self.edits.data[element.inner : element.close].decode("utf-8", "replace"))

    def _told(self, comment: Element) -> str:
        text = comment.first("text")
        if text is None:
            return ""
        runs = [inner for part in text.children for inner in ([part] if part.kind == "t" else part.all("t"))]
        return "".join(map(self._text, runs))

    def _author(self, comment: Element) -> str:
        number = comment.attributes.get("authorId", "")
        return self.authors[int(number)] if number.isdigit() and int(number) < len(self.authors) else ""

    def _prefix(self, comment: Element) -> Element | None:
        """The run that an earlier report put above an office's own comment."""
        text = comment.first("text")
        run = text.children[0] if text is not None and text.children else None
        told = "".join(map(self._text, run.all("t"))) if run is not None and run.kind == "r" else ""
        return run if told.startswith(OURS) and told.endswith(RULE) else None

    def write(self, told: Mapping[CellSpot, str]) -> tuple[bytes, set[CellSpot], set[CellSpot]]:
        """(the part with these comments, cells that lose theirs, cells that need a box)."""
        gone, kept = set(), set()
        for spot in sorted(self.found.keys() & (self.stale | told.keys())):
            comment, text = self.found[spot], told.get(spot)
            if self._author(comment).startswith("tc="):
                kept.add(spot)  # a conversation: programs show nothing else there
                continue
            prefix = self._prefix(comment)
            if self._author(comment) == AUTHOR and spot in self.stale and prefix is None:
                self.edits.put(comment.start, comment.stop, b"")
                gone.add(spot)
                continue
            kept.add(spot)
            if prefix is not None:
                self.edits.put(prefix.start, prefix.stop, b"")
            if text is not None:
                self._put_above(comment, text)
        new = {spot: text for spot, text in sorted(told.items()) if spot not in kept}
        if new:
            self._add(new)
        return self.edits.result(), gone - told.keys(), new.keys() - gone

    def _add(self, new: Mapping[CellSpot, str]) -> None:
        """Put comments of our own last."""
        number = self.authors.index(AUTHOR) if AUTHOR in self.authors else len(self.authors)
        if number == len(self.authors):
            name = prefixed(self.root.name, "author")
            self.edits.append(self.known, [tag(name, {}), AUTHOR.encode(), end(name)])
        self.edits.append(self.listed, (self._comment(spot, text, number) for spot, text in new.items()))

    def _comment(self, spot: CellSpot, text: str, author: int) -> bytes:
        mark = prefixed(self.root.name, "").encode()
        start = tag(prefixed(self.root.name, "comment"), {"ref": name_of(*spot), "authorId": author})
        return start + b"<%stext>%s</%stext></%scomment>" % (mark, self._run(text), mark, mark)

    def _run(self, text: str) -> bytes:
        mark = prefixed(self.root.name, "").encode()
        return b'<%sr><%st xml:space="preserve">%s</%st></%sr>' % (mark, mark, spelled(escaped(text)), mark, mark)

    def _put_above(self, comment: Element, text: str) -> None:
        inner = comment.first("text")
        if inner is None or inner.is_closed:
            return
        self.edits.put(inner.inner, inner.inner, self._run(text + RULE))
        bare = inner.first("t")
        if bare is not None:  # a text without runs must become one to stand behind another
            mark = prefixed(self.root.name, "").encode()
            self.edits.put(bare.start, bare.start, b"<%sr>" % mark)
            self.edits.put(bare.stop, bare.stop, b"</%sr>" % mark)


def boxes(data: bytes | None, gone: set[CellSpot], new: Mapping[CellSpot, str]) -> bytes:
    """The drawing with the boxes of `new` comments, and without those of cells that lost theirs. Raises RefusedError."""
    data = data or DRAWING
    if gone:
        data = SHAPE.sub(lambda found: b"" if _spot(found[0]) in gone else found[0], data)
    last = data.rfind(b"</xml>")
    if last < 0:
        raise RefusedError(BROKEN)
    shapes = []
    missing = "".join(f" {space}" for space in SPACES.values() if space.encode() not in data)
    if new and b'id="_x0000_t202"' not in data and not missing:
        shapes.append(BOX_TYPE)
    used = [int(number) for number in re.findall(rb'id="_x0000_s(\d{1,9})"', data)]
    start = max([1024, *used]) + 1
    for number, (spot, text) in enumerate(sorted(new.items()), start):
        height = min(400, 60 + len(text) // 2)
        shapes.append(
            BOX.format(spaces=missing, number=number, height=height, row=spot[0] - 1, column=spot[1] - 1).encode()
        )
    return data[:last] + b"".join(shapes) + data[last:]


def _spot(shape: bytes) -> CellSpot | None:
    row, column = ROW.search(shape), COLUMN.search(shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column and b'"Note"' in shape else None
