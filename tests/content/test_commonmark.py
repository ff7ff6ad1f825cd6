"""Stories read as CommonMark reads them: `markdown-it-py` is the oracle, over bodies made of what editors write.

Both results are compared as trees. The oracle is set up as our decision says (docs/decisions/0013-markdown-as-written.md):
no code by indentation, GitHub's tables and `~~`, and line ends that are kept. What differs beyond that is not made here
and has tests of its own: bullets of office programs, stars that multiply, bare addresses, definitions that nobody uses.
"""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from generator.content import body as bodies
from generator.content import markdown_tree
from generator.content.front_matter import split
from generator.model.problem import Log

ORACLE = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"])
# Where the oracle goes its own way: it ends a list after an empty item and two blank lines (the specification's parser does
# not), and takes the first line of an item for the head of a table that the item would stand in (GitHub does not).
_ITEM = r"^[ \t>]*(?:[-+*]|\d+[.)])"
QUIRK = re.compile(rf"{_ITEM}[ \t]*(?:\r?\n[ \t]*){{3}}|{_ITEM} .*\|.*\r?\n[ \t]*[-:|]+\s*$", re.MULTILINE)
BLOCKS = "p|h|ul|ol|li|blockquote|pre|table|thead|tbody|tr|th|td|hr|br"

WORDS = (
    "kopi", "Semendo", "manis", "Rp15.000", "50%", "2 kg", "rasa", "a_b_c", "x * y", "5 - 6", "(asli)", "“enak”", "dll.",
    "#tagar", "&", "&amp;", "&copy;", "<", ">", "\\*", "\\_", "\\#", "\\-", "\\\\", "1.", "2)", "+", "!", "é", "=", "~", "|", "'",
)  # fmt: skip
SPANS = (
    "*{}*", "**{}**", "_{}_", "__{}__", "***{}***", "*{} **{}***", "**{} *{}***", "~~{}~~", "`{}`", "``{} ` {}``", "[{}](https://a.id/x)",
    '[{}](https://a.id "J")', "[{} *{}*](https://a.id/_y_)", "<https://a.id/x_y_z>", "**{}", "{}**", "*{}", "_{}", "[{}]", "({})", "kata**{}**kata",
    "kata_{}_kata", "*[{}](https://a.id)*", "**{}**, _{}_.", "**`{}`**", "*{} <!-- rahasia --> {}*",
)  # fmt: skip
LEADS = (
    "- {}", "- {}", "* {}", "+ {}", "1. {}", "1. {}", "2. {}", "1) {}", "7) {}", "-   {}", "10. {}", "> {}", ">{}", "> - {}", "- > {}", "# {}",
    "## {}", "### {} ###", "####{}", "- # {}", "- 1. {}", "{}", "{}", "{}", "{}  ", "{}\\",
)  # fmt: skip
WHOLE = ("---", "***", "===", "- - -", "___", "-", "*", "1.", "-", ">", "```", "~~~", "<!-- rahasia -->", "<!-- dua\nbaris rahasia -->",
         "| a | b |\n|---|:-:|\n| {} | *c* |", "a | b\n--|--\n1 | 2", "```\n- rahasia *bukan*\n```")  # fmt: skip
INDENTS = ("", "", "", "", "  ", "   ", "    ", "\t", "  ", "     ")


def made_body(dice: random.Random) -> str:
    """A body of up to a dozen lines."""

    def text() -> str:
        parts = []
        for _ in range(dice.randint(1, 4)):
            span = dice.choice(SPANS) if dice.random() < 0.35 else "{}"
            parts.append(re.sub(r"\{\}", lambda _: dice.choice(WORDS), span))
        return " ".join(parts)

    lines = []
    for _ in range(dice.randint(1, 12)):
        whole = dice.random() < 0.12
        line = dice.choice(WHOLE) if whole else dice.choice(LEADS).replace("{}", text())
        indent = dice.choice(INDENTS)
        lines.append("\n".join(indent + part for part in line.replace("{}", "isi").split("\n")))
        if dice.random() < 0.35:
            lines.append(dice.choice(("", "", "", "  ", "\n")))
    return dice.choice(("\n", "\n", "\n", "\r\n")).join("\n".join(lines).split("\n"))


class Reader(HTMLParser):
    """HTML as a list of tags and texts, without what only looks different: white space, ids, levels of headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.is_code = False

    def handle_starttag(self, tag, attrs):
        self.is_code = self.is_code or tag == "pre"
        values = dict(attrs)
        if "style" in values:
            values["align"] = values["style"].removeprefix("text-align:")
        kept = [f" {key}={values[key]}" for key in ("href", "title", "start", "align") if key in values]
        self.parts.append(f"<{_same(tag)}{''.join(kept)}>")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.is_code = self.is_code and tag != "pre"
        self.parts.append(f"</{_same(tag)}>")

    def handle_data(self, data):
        self.parts.append(re.sub(r"[ \t]+", "\N{MIDDLE DOT}", data) if self.is_code else data)


def _same(tag: str) -> str:
    return "h" if re.fullmatch("h[1-6]", tag) else {"s": "del"}.get(tag, tag)


def tree_of(html: str) -> str:
    """What some HTML says; blanks beside blocks say nothing."""
    reader = Reader()
    reader.feed(re.sub("<!--.*?-->", "", html, flags=re.DOTALL))
    reader.close()
    text = re.sub(r"\s+", " ", "".join(reader.parts))
    text = re.sub(
        " ?(</?pre>) ?",
        r"\1",
        re.sub("<code> |[ \N{MIDDLE DOT}]+</code>", lambda end: end[0].strip(" \N{MIDDLE DOT}"), text),
    )
    return re.sub(rf" ?(</?(?:{BLOCKS})\b[^>]*>) ?", r"\1", text).strip()


def ours(body: str) -> str:
    """A body as this project renders it."""
    return bodies.render(body.replace("\r\n", "\n"), "produk/a.md", 1, Log("x")).html


def theirs(body: str) -> str:
    """A body as the oracle renders it, its comments hidden and other HTML shown."""
    return ORACLE.render(body)


def differing(seed: int, count: int) -> list[str]:
    """The bodies of `count` made ones that read in another way; those with code by indentation are not counted."""
    dice, found = random.Random(seed), []
    while count:
        body = made_body(dice)
        if QUIRK.search(body) or any(token.type == "code_block" for token in ORACLE.parse(body)):
            continue
        count -= 1
        if tree_of(ours(body)) != tree_of(theirs(body)):
            found.append(body)
    return found


@pytest.fixture(autouse=True)
def _every_line_end_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_tree, "SHORTEST_FLOWING", 10_000)


def test_bodies_of_what_editors_write_read_as_commonmark() -> None:
    assert differing(1, 300) == []


@pytest.mark.slow
def test_five_thousand_bodies_read_as_commonmark() -> None:
    assert differing(16, 5_000) == []


def test_sample_content_reads_as_commonmark() -> None:
    files = sorted((Path(__file__).parents[2] / "content").rglob("*.md"))
    assert files
    for file in files:
        body = split(file.read_text("utf-8"), Log("x")).body
        links = re.compile(r' href="[^"]*"')
        assert tree_of(links.sub("", ours(body))) == tree_of(links.sub("", theirs(body))), file
