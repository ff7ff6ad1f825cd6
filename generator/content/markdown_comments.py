"""Comments in a story, `<!-- … -->`: notes of the office to itself, which no reader may ever see.

Also as office programs spell them, with a dash instead of two hyphens. What stands in backticks on one line is code, and
shows what it says. Whoever reads lines one by one keeps what is left open between them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MARK = "\0"  # what stands where a comment was, so that it parts what CommonMark says it parts
_TOKEN = re.compile(r"\\.|(?P<ticks>(?<!`)`+(?!`)).*?(?<!`)(?P=ticks)(?!`)|(?P<start><!(?:--|[–—]))")
_END = re.compile("(?:--|[–—])>")


class Comment(NamedTuple):
    """A part of a line that is one: counted from 0, `end` is the first letter after it."""

    line: int
    start: int
    end: int


class Comments:
    """Takes the comments out of lines: `found` is what was taken, `opened` where one began that has no end yet."""

    def __init__(self) -> None:
        self.found: list[Comment] = []
        self.opened: Comment | None = None

    def without(self, line: str, number: int) -> str | None:
        """What of a line may be read; None when all of it belongs to a comment that began above."""
        parts, place = [], 0
        if self.opened is not None:
            place = self._close(line, number, 0)
            if not line[place:].strip():
                return None
        while found := next((token for token in _TOKEN.finditer(line, place) if token["start"]), None):
            parts += [line[place : found.start()], MARK]
            self.opened = Comment(number, found.start(), len(line))
            # `<!-->` is a whole one.
            place = self._close(line, number, found.end() - (line[found.end() : found.end() + 1] == ">"), found.start())
        return "".join([*parts, line[place:]])

    def _close(self, line: str, number: int, place: int, start: int = 0) -> int:
        """Note the comment that goes on at a place of a line; where the line goes on after it."""
        end = _END.search(line, max(0, place - 1))
        stop = end.end() if end else len(line)
        self.found.append(Comment(number, start, stop))
        if end:
            self.opened = None
        return stop


def blanked(body: str, comments: list[Comment]) -> str:
    """A body with blanks in place of its comments."""
    lines = body.split("\n")
    for number, start, end in comments:
        line = lines[number]
        lines[number] = line[:start] + " " * (end - start) + line[end:]
    return "\n".join(lines)
