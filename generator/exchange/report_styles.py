"""Styles of a report: every marked cell keeps its own style, but for what says that it is marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.exchange.tables import RefusedError
from generator.exchange.xml_bytes import BROKEN, Edits, Element, elements, end, prefixed, tag

ERROR, WARNING, NOTE, CLEAR, HEAD = "GALAT", "PERINGATAN", "CATATAN", "bersih", "tajuk"
FILLS = {ERROR: "FFFFC7CE", WARNING: "FFFFEB9C", NOTE: "FFDDEBF7", HEAD: "FFE7E0D8"}
TEXT_FORMAT = 49  # the built-in number format "@"
BOLD, TITLE, LINK, LINE, GROUP = "tebal", "judul", "tautan", "baris", "kelompok"
FONTS = {
    LINE: '<{0}sz val="11"/><{0}name val="Calibri"/>',  # a line that runs on over the cells beside it
    GROUP: '<{0}b/><{0}sz val="11"/><{0}name val="Calibri"/>',
    BOLD: '<{0}b/><{0}sz val="11"/><{0}name val="Calibri"/>',
    TITLE: '<{0}b/><{0}sz val="16"/><{0}name val="Calibri"/>',
    LINK: '<{0}u/><{0}sz val="11"/><{0}color rgb="FF1F4E9E"/><{0}name val="Calibri"/>',
}


@dataclass(slots=True)
class Styles:
    """The styles part of a workbook, to which styles are added while its sheets are written."""

    data: bytes
    root: Element = field(init=False)
    fills: Element = field(init=False)
    fonts: Element = field(init=False)
    formats: Element = field(init=False)
    known: dict[tuple[object, ...], int] = field(default_factory=dict)
    made: list[bytes] = field(default_factory=list)
    dark: dict[int, int] = field(default_factory=dict)  # number of a font -> of its dark copy
    dark_fonts: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = elements(self.data)
        parts = [self.root.first(name) for name in ("fills", "fonts", "cellXfs")]
        if self.root.kind != "styleSheet" or None in parts or not parts[2].children:  # type: ignore[union-attr]
            raise RefusedError(BROKEN)
        self.fills, self.fonts, self.formats = parts  # type: ignore[assignment]

    def marked(self, base: int, fill: str, *, text: bool = False) -> int:
        """The number of the style `base` with a fill (none: its own; CLEAR: no fill), and as text that is no formula."""
        key = (base, fill, text)
        if key not in self.known:
            old = self.formats.children[base if base < len(self.formats.children) else 0]
            changed: dict[str, object] = dict(old.attributes)
            if fill:
                changed |= {"fillId": 0 if fill == CLEAR else self._fill(fill), "applyFill": 1}
                if fill != CLEAR:
                    changed |= {"fontId": self._dark(int(old.attributes.get("fontId", "0"))), "applyFont": 1}
            if text:
                changed |= {"numFmtId": TEXT_FORMAT, "applyNumberFormat": 1, "quotePrefix": 1}
            content = self.data[old.inner : old.stop]
            self._add(key, tag(old.name, changed, closed=old.is_closed) + content)
        return self.known[key]

    def own(self, font: str = "", fill: str = "") -> int:
        """The number of a style of the summary: text, from the top, its lines broken."""
        key = (font, fill)
        if key not in self.known:
            like = self.formats.children[0].name
            number = len(self.fonts.children) + list(FONTS).index(font) if font else 0
            attributes = {
                "numFmtId": TEXT_FORMAT,
                "fontId": number,
                "fillId": self._fill(fill) if fill else 0,
                "borderId": 0,
                "applyNumberFormat": 1,
                "applyFont": 1,
                "applyFill": 1,
                "applyAlignment": 1,
                "quotePrefix": 1,
            }
            shape = tag(
                prefixed(like, "alignment"),
                {"vertical": "top", "wrapText": 0 if font in (TITLE, LINE, GROUP) else 1},
                closed=True,
            )
            self._add(key, tag(like, attributes) + shape + end(like))
        return self.known[key]

    def _fill(self, name: str) -> int:
        return len(self.fills.children) + list(FILLS).index(name)

    def _dark(self, number: int) -> int:
        """The number of a font like this one that can be read on our fills: headers are often white on dark."""
        font = self.fonts.children[number] if number < len(self.fonts.children) else None
        colour = font.first("color") if font is not None else None
        if font is None or colour is None or not _is_light(colour.attributes):
            return number
        if number not in self.dark:
            self.dark[number] = len(self.fonts.children) + len(FONTS) + len(self.dark)
            self.dark_fonts.append(
                self.data[font.start : colour.start]
                + tag(colour.name, {"rgb": "FF000000"}, closed=True)
                + self.data[colour.stop : font.stop]
            )
        return self.dark[number]

    def _add(self, key: tuple[object, ...], new: bytes) -> None:
        self.known[key] = len(self.formats.children) + len(self.made)
        self.made.append(new)

    def result(self) -> bytes:
        """The part with what was added."""
        edits, mark = Edits(self.data), prefixed(self.root.name, "")
        fills = [
            f'<{mark}fill><{mark}patternFill patternType="solid"><{mark}fgColor rgb="{colour}"/><{mark}bgColor indexed="64"/>'
            f"</{mark}patternFill></{mark}fill>".encode()
            for colour in FILLS.values()
        ]
        fonts = [f"<{mark}font>{inner.format(mark)}</{mark}font>".encode() for inner in FONTS.values()]
        fonts += self.dark_fonts
        for to, new in ((self.fills, fills), (self.fonts, fonts), (self.formats, self.made)):
            edits.append(to, new, count=len(to.children) + len(new))
        return edits.result()


def _is_light(colour: Mapping[str, str]) -> bool:
    """True for a colour of a font that a pale fill would swallow. Theme 0 is the paper's, index 1 and 9 are white."""
    if colour.get("theme") == "0" or colour.get("indexed") in ("1", "9"):
        return True
    match = re.fullmatch(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})", colour.get("rgb", ""))
    return match is not None and sum(int(part, 16) for part in match.groups()) > 3 * 150
