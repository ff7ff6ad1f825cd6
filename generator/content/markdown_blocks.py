"""Lines of Markdown in, a tree of blocks out: where quotes, lists, headings, tables and paragraphs begin and end.

Follows CommonMark 0.31 (appendix "A parsing strategy") and GitHub's tables, line by line and in linear time. It differs
where editors mean something else, as docs/decisions/0013-markdown-as-written.md argues: nothing is code because it is
indented, and the bullets of office programs make lists. Knows nothing of inline marks or HTML.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from generator.content.markdown_comments import MARK, Comments

TAB = 4  # columns
ROOT, QUOTE, LIST, ITEM = "root", "quote", "list", "item"
PARAGRAPH, HEADING, FENCE, RULE, TABLE, NOTHING = "p", "heading", "fence", "hr", "table", "nothing"

# Word, Excel and chats write these; private-use letters are those of the fonts Symbol and Wingdings.
_BULLETS = "•‣⁃∙●○◦▪▫■□►▶➢➤❖\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
_CHECKS = "✓✔✅☑✗✘❌"  # these say something, so that they stay in the text of their item
_ONLY_TOGETHER = f"–—·§Øüo{_CHECKS}"  # a bullet only where two lines or more begin with it
_BEGINS_TOGETHER = re.compile(rf"^[ \t>]*([{_CHECKS}]|[–—·§Øüo](?=[ \t]))", re.MULTILINE)
_MARKER = re.compile(
    rf"(?P<bullet>[-+*])(?= |$)|(?P<number>[0-9]{{1,9}})(?P<end>[.)])(?= |$)|(?P<office>[{_BULLETS}])"
    rf"|(?P<check>[{_CHECKS}])\ufe0f?|(?P<together>[–—·§Øüo])(?= +[^ ])"
)
_HEADING = re.compile(r"(#{1,6})(?: |$)")
_CLOSING_MARKS = re.compile(r"(?:^|(?<= ))#+$")
_RULE = re.compile(r"(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_FENCE = re.compile(r"(?P<mark>`{3,})[^`]*$|(?P<wave>~{3,})")
_SEPARATOR = re.compile(r"\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *$")
_PIPE = re.compile(r"(?<!\\)\|")
_STARTERS = frozenset(f"-+*0123456789>#`~_=|:{MARK}{_BULLETS}{_ONLY_TOGETHER}")


class Block:
    """A block: its kind, the blocks in it or its lines of text, and the numbers of its first and last line.

    `level`: of a heading; of an item how many columns its content is in; of a fence how far it is indented.
    `marker`: of a list what its items have in common; of an item a check mark that its text begins with; of a fence its
    opening. `first`: of an ordered list the number it begins with.
    """

    __slots__ = ("children", "first", "kind", "last_line", "level", "line", "lines", "marker")

    def __init__(self, kind: str, line: int, *, level: int = 0, marker: str = "", first: int = 1) -> None:
        self.kind, self.line, self.last_line = kind, line, line
        self.level, self.marker, self.first = level, marker, first
        self.children: list[Block] = []
        self.lines: list[str] = []

    @property
    def end(self) -> int:
        """The number of the last line that it holds, blank ones at its end not counted."""
        return max(self.last_line, self.children[-1].end) if self.children else self.last_line

    @property
    def is_loose(self) -> bool:
        """Of a list: whether a blank line stands between items, or between the blocks of one item."""
        return _has_gap(self.children) or any(_has_gap(item.children) for item in self.children)


def _has_gap(blocks: list[Block]) -> bool:
    return any(after.line - before.end > 1 for before, after in pairwise(blocks))


class Document(NamedTuple):
    """The blocks of a text, below one of the kind ROOT; the text; and the comments that were taken out of it."""

    root: Block
    text: str
    comments: Comments


def read_blocks(text: str) -> Document:
    """The blocks of a text."""
    reader = _Reader(_bullets_of(text))
    for number, line in enumerate(text.split("\n")):
        reader.take(line, number)
    return Document(reader.stack[0], text, reader.comments)


def _bullets_of(text: str) -> frozenset[str]:
    """The signs that are bullets in this text since more than one line begins with them."""
    if text.isascii() and "o " not in text:
        return frozenset()
    counts = Counter(_BEGINS_TOGETHER.findall(text))
    return frozenset(sign for sign, count in counts.items() if count > 1)


class _Reader:
    """Where reading stands: the containers that are open (`stack`, the root first) and the open block of text (`leaf`)."""

    def __init__(self, bullets: frozenset[str]) -> None:
        self.stack = [Block(ROOT, 0)]
        self.leaf: Block | None = None
        self._bullets = bullets
        self.comments = Comments()
        self._number = 0  # of the lines so far, but for those that comments fill

    def take(self, line: str, number: int) -> None:
        """Read the next line, which has a number."""
        written, line = line, line.expandtabs(TAB) if "\t" in line else line
        self._number += 1
        depth, place = self._descend(line)
        leaf = self.leaf
        if leaf is not None and leaf.kind == FENCE and depth == len(self.stack) and not self.comments.opened:
            self._in_fence(leaf, line[place:] if place or leaf.level else written, _indent(line, place))
            return
        if self.comments.opened or "<!" in line:
            left = self.comments.without(written, number)
            if left is None:
                self._number -= 1
                return
            line = left.expandtabs(TAB)
            depth, place = self._descend(line)
        text = line[place:].lstrip(" ")
        if text and leaf is not None and leaf.kind == PARAGRAPH and _indent(line, place) >= 4:
            self._text(text, depth)
            return
        while text and text[0] in _STARTERS:
            opened = self._container(text, _indent(line, place), depth)
            if not opened:
                break
            place = len(line) - len(text) + opened
            depth, text = len(self.stack), line[place:].lstrip(" ")
        if not text:
            self._blank(depth)
        elif text[0] not in _STARTERS or not self._starts_leaf(text, _indent(line, place), depth):
            self._text(text, depth)

    def _descend(self, line: str) -> tuple[int, int]:
        """(how many containers go on in a line, where their content begins in it)."""
        place, depth = 0, 1
        for block in self.stack[1:]:
            start = place + _indent(line, place)
            is_blank = start == len(line)
            if block.kind == QUOTE:
                if is_blank or line[start] != ">":
                    break
                place = start + (2 if line[start + 1 : start + 2] == " " else 1)
                block.last_line = self._number
            elif is_blank:
                if not block.children:
                    break  # an item may begin with one empty line, not with two
                place = min(len(line), place + block.level)
            elif start - place >= block.level:
                place += block.level
            else:
                break
            depth += 1
        return depth, place

    def _in_fence(self, fence: Block, line: str, indent: int) -> None:
        closing = line.strip(" ")
        fence.last_line = self._number if closing else fence.last_line
        if indent < 4 and len(closing) >= len(fence.marker) and closing == fence.marker[0] * len(closing):
            self.leaf = None
            return
        fence.lines.append(line[min(indent, fence.level) :])

    def _container(self, text: str, indent: int, depth: int) -> int:
        """Open the quote or item that a text begins with; the number of letters this takes, 0 for none."""
        if text[0] == ">":
            self._close(depth)
            self._add(Block(QUOTE, self._number))
            return 2 if text[1:2] == " " else 1
        found = _MARKER.match(text)
        if found is None or not self._makes_item(found, text, depth):
            return 0
        self._close(depth)
        number, sign = found["number"], found["check"]
        marker = found["end"] if number else found["bullet"] or "-"
        open_lists = self.stack[-1].children
        if not open_lists or open_lists[-1].kind != LIST or open_lists[-1].marker != marker:
            open_lists.append(Block(LIST, self._number, marker=marker, first=int(number or 1)))
        width = found.end()
        blanks = len(text) - width - len(text[width:].lstrip(" "))
        if width + blanks == len(text) or blanks > 4:
            blanks = min(1, blanks)
        item = Block(ITEM, self._number, level=indent + width + max(blanks, 1), marker=sign or "")
        open_lists[-1].children.append(item)
        self.stack.append(item)
        return width + blanks

    def _makes_item(self, found: re.Match[str], text: str, depth: int) -> bool:
        sign = found["check"] or found["together"]
        if sign and sign not in self._bullets:
            return False
        if _RULE.match(text) or self._is_underline(text, depth) or self._is_separator(text, depth):
            return False
        is_weak = found.end() == len(text.rstrip(" ")) or int(found["number"] or 1) != 1
        return not (is_weak and self._in_paragraph(depth))

    def _in_paragraph(self, depth: int) -> bool:
        """True when a line of that depth goes on with a paragraph unless it begins something."""
        return self.leaf is not None and self.leaf.kind == PARAGRAPH and depth == len(self.stack)

    def _is_underline(self, text: str, depth: int) -> bool:
        return text[0] in "=-" and self._in_paragraph(depth) and _UNDERLINE.match(text) is not None

    def _is_separator(self, text: str, depth: int) -> bool:
        """True for the line below the head of a table."""
        if self.leaf is None or not self._in_paragraph(depth) or not _SEPARATOR.match(text):
            return False
        head = self.leaf.lines[-1]
        return text[:2] not in ("-", "- ") and bool(_PIPE.search(head)) and _columns(head) == _columns(text)

    def _starts_leaf(self, text: str, indent: int, depth: int) -> bool:
        """Add the heading, fence, rule, table or removed comment that a text is; False when it is none of these."""
        if self.leaf is not None and self._is_separator(text, depth):
            self._start_table(self.leaf, text)
        elif self.leaf is not None and self._is_underline(text, depth):
            self.leaf.kind, self.leaf.level, self.leaf.last_line = HEADING, 1 if text[0] == "=" else 2, self._number
            self.leaf = None
        elif found := _HEADING.match(text):
            heading = self._leaf(Block(HEADING, self._number, level=len(found[1])), depth)
            heading.lines.append(_CLOSING_MARKS.sub("", text[found.end() :].strip(" ")).rstrip(" "))
        elif found := _FENCE.match(text):
            opening = found["mark"] or found["wave"]
            self.leaf = self._leaf(Block(FENCE, self._number, level=indent, marker=opening), depth)
        elif _RULE.match(text):
            self._leaf(Block(RULE, self._number), depth)
        elif not text.strip(f" {MARK}"):
            self._leaf(Block(NOTHING, self._number), depth)
        else:
            return False
        return True

    def _leaf(self, block: Block, depth: int) -> Block:
        self._close(depth)
        self.stack[-1].children.append(block)
        return block

    def _start_table(self, paragraph: Block, separator: str) -> None:
        """The last line of the paragraph is the head of a table; what stands before it stays a paragraph."""
        table = Block(TABLE, self._number - 1)
        table.lines = [paragraph.lines.pop(), separator]
        table.last_line = self._number
        if not paragraph.lines:
            self.stack[-1].children.pop()
        paragraph.last_line = self._number - 2
        self.stack[-1].children.append(table)
        self.leaf = table

    def _blank(self, depth: int) -> None:
        if self.leaf is not None and (self.leaf.kind != FENCE or depth < len(self.stack)):
            self.leaf = None
        del self.stack[depth:]

    def _text(self, text: str, depth: int) -> None:
        """A line of a paragraph or table: of the one that is open, whatever its depth, or of a new one."""
        leaf = self.leaf
        if leaf is not None and (leaf.kind == PARAGRAPH or (leaf.kind == TABLE and depth == len(self.stack))):
            leaf.lines.append(text)
            leaf.last_line = self._number
        else:
            leaf = self.leaf = self._leaf(Block(PARAGRAPH, self._number), depth)
            leaf.lines.append(text)
            self.leaf = leaf

    def _close(self, depth: int) -> None:
        """Something new begins at a depth: what is open there ends."""
        self.leaf = None
        del self.stack[depth:]

    def _add(self, container: Block) -> None:
        self.stack[-1].children.append(container)
        self.stack.append(container)


def _indent(line: str, place: int) -> int:
    """How many blanks stand in a line from a place on."""
    return len(line) - place - len(line[place:].lstrip(" "))


def _columns(row: str) -> int:
    """How many cells a row of a table has."""
    text = row.strip(" ").removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return len(_PIPE.findall(text)) + 1
