"""Blocks in, the tree of elements out on which the package `markdown` does the rest; a parser in place of its own.

Line ends: a paragraph is flowing text when all its lines but the last are as long as programs make them; in every other
paragraph each line end is meant, as in an address (docs/decisions/0013-markdown-as-written.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.extensions.tables import TableProcessor
from markdown.util import AtomicString, code_escape

from generator.content import markdown_blocks as blocks
from generator.content.markdown_blocks import Block, Document
from generator.content.markdown_comments import MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST_FLOWING, LONGEST_FLOWING = 60, 120  # characters of a line that a program, not a writer, has ended
HARD_BREAK = "  \n"
_DEFINITION = re.compile(
    r"""\[(?P<label>(?:[^\[\]\\]|\\.){1,200})\]:[ ]*(?P<target><[^<>]*>|[^ <][^ ]*)[ ]*"""
    r"""(?P<title>"[^"]*"|'[^']*'|\([^()]*\))?[ ]*$"""
)
_ADDRESS = re.compile(r"<|#|/|\.{1,2}/|[a-z]+:|www\.|\S+\.md\b|\S+\.[a-z]{2,}/", re.IGNORECASE)


class BlockParser:
    """Does for `markdown.Markdown` what its own parser does, with the blocks of the `document` that it is given before."""

    def __init__(self, parser: Markdown) -> None:
        self._markdown = parser
        self._tables = TableProcessor(parser.parser, {"use_align_attribute": True})
        self.document: Document | None = None
        self._text = ""

    def parseDocument(self, lines: Sequence[str]) -> ElementTree:  # noqa: N802 (the name that `markdown` calls)
        """The tree of the document."""
        assert self.document is not None
        self._text = self.document.text.casefold()
        root = Element("div")
        self._fill(root, self.document.root.children)
        return ElementTree(root)

    def _fill(self, parent: Element, children: Sequence[Block], *, tight: bool = False) -> None:
        for block in children:
            if block.kind == blocks.PARAGRAPH:
                self._paragraph(parent, block, tight=tight)
            elif block.kind == blocks.HEADING:
                SubElement(parent, f"h{block.level}").text = _plain(_flow(block.lines))
            elif block.kind == blocks.LIST:
                self._list(parent, block)
            elif block.kind == blocks.QUOTE:
                self._fill(SubElement(parent, "blockquote"), block.children)
            elif block.kind == blocks.FENCE:
                code = SubElement(SubElement(parent, "pre"), "code")
                code.text = AtomicString(code_escape("".join(f"{line}\n" for line in block.lines)))
            elif block.kind == blocks.TABLE:
                self._table(parent, block)
            elif block.kind == blocks.RULE:
                SubElement(parent, "hr")

    def _paragraph(self, parent: Element, block: Block, *, tight: bool) -> None:
        lines = list(block.lines)
        while lines and self._is_definition(lines[0]):
            del lines[0]
        text = _plain(_flow(lines))
        if not text:
            return
        if not tight:
            SubElement(parent, "p").text = text
        elif len(parent):
            parent[-1].tail = f"{parent[-1].tail or ''}\n{text}"
        else:
            parent.text = f"{parent.text}\n{text}" if parent.text else text

    def _is_definition(self, line: str) -> bool:
        """Take note of a line such as `[toko]: https://…`; False where nothing refers to it, so that it stays a text."""
        found = _DEFINITION.match(line) if line[0] == "[" else None
        if found is None or not _ADDRESS.match(found["target"]):
            return False
        label = " ".join(found["label"].casefold().split())
        if self._text.count(f"[{label}]") < 2:
            return False
        title = found["title"]
        self._markdown.references.setdefault(label, (found["target"].strip("<>"), title[1:-1] if title else ""))
        return True

    def _list(self, parent: Element, block: Block) -> None:
        ordered = block.marker in (".", ")")
        element = SubElement(parent, "ol" if ordered else "ul")
        if ordered and block.first != 1:
            element.set("start", str(block.first))
        tight = not block.is_loose
        for item in block.children:
            inner = SubElement(element, "li")
            if item.marker:
                first = item.children[0] if item.children else None
                if first is not None and first.kind == blocks.PARAGRAPH:
                    first.lines[0] = f"{item.marker} {first.lines[0]}"
                else:
                    inner.text = item.marker
            self._fill(inner, item.children, tight=tight)

    def _table(self, parent: Element, block: Block) -> None:
        text = _plain("\n".join(map(_bordered, block.lines)))
        if self._tables.test(parent, text):
            self._tables.run(parent, [text])
            if len(block.lines) == 2:  # the head alone: the package would add an empty row
                parent[-1].remove(parent[-1][1])
        else:
            SubElement(parent, "p").text = text


def _plain(text: str) -> str:
    return text.replace(MARK, "").strip(" ") if MARK in text else text.rstrip(" ")


def _bordered(row: str) -> str:
    """A row with a mark at both ends, since the package expects of all rows what the first one has."""
    cells = row.strip(" ")
    is_closed = cells.endswith("|") and not cells.endswith("\\|") and len(cells) > 1
    return f"{'' if cells.startswith('|') else '|'}{cells}{'' if is_closed else ' |'}"


def _flow(lines: Sequence[str]) -> str:
    """The lines of a paragraph, joined: with a line break where one is meant."""
    if len(lines) < 2:
        return "".join(lines)
    is_flowing = all(SHORTEST_FLOWING <= len(line) <= LONGEST_FLOWING for line in lines[:-1])
    parts = []
    for line in lines[:-1]:
        stripped = line.rstrip(" ")
        slashes = len(stripped) - len(stripped.rstrip("\\"))
        if stripped == line and slashes % 2:  # CommonMark's other spelling of a line break
            parts.append(stripped[:-1] + HARD_BREAK)
        else:
            parts.append(stripped + ("\n" if is_flowing and len(line) - len(stripped) < 2 else HARD_BREAK))
    return "".join([*parts, lines[-1]])
