"""A body: Markdown in, HTML out, with its links and anchors. Raw HTML stays text; links are checked, not trusted.

The HTML made here is cached and is cleaned once more by the theme's sanitiser on every page: three nets, as safety asks.
Blocks and emphasis are read here as CommonMark reads them (`markdown_blocks`, `markdown_inline`); links within a line,
code, escapes and the writing of HTML are the package's.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.content.body_limits import spot_at, within_limits
from generator.content.body_links import stored_target
from generator.content.markdown_blocks import read_blocks
from generator.content.markdown_comments import blanked
from generator.model import rules
from generator.model.collate import slugify
from generator.model.problem import Log, Remark, Spot, Unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TAG = re.compile(r"(?<!\()<(?!https?://|mailto:|[^\s<>@]+@[^\s<>@]+>)/?[a-zA-Z!][^<>\n]{0,200}>")
# Python-Markdown's inline patterns in their order, and the marks without one of which in the whole body none can be found.
# Looking for all of them in every paragraph takes a third of the parsing, and most bodies are plain sentences.
MARKS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "linebreak": ("\n",),
    "entity": ("&",),
    "emphasis": ("*", "_", "~~"),
    **dict.fromkeys(
        ("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"), ("[",)
    ),
    **dict.fromkeys(("autolink", "automail"), ("<",)),
    "bare_link": ("://", "www.", "WWW.", "Www.", "@"),
}
_STASH_MARKS = dict.fromkeys((2, 3))  # control characters that the package puts to its own use
_LINE_END = " <br>\n\n"  # what our line break and the prettifier of the package come to
_REPLACED = (
    "html",
    "linebreak",
    "not_strong",
    "em_strong",
    "em_strong2",
)  # of these the package has some, others in other versions


class Body(NamedTuple):
    """A rendered body. `links`: (stored target, line, column); `anchors`: ids that headings carry."""

    html: str
    links: tuple[tuple[str, int, int], ...] = ()
    anchors: tuple[str, ...] = ()


@cache
def _markdown() -> Any:
    """One parser per process, reset for each text: making one costs as much as a short text.

    The package splits no blocks and reads no emphasis here: `markdown_tree` and `markdown_inline` do, as CommonMark asks.
    """
    from markdown import Markdown
    from markdown.inlinepatterns import SubstituteTagInlineProcessor

    from generator.content.markdown_inline import BareLinks, Emphasis
    from generator.content.markdown_tree import BlockParser

    parser = Markdown(output_format="html")
    parser.ESCAPED_CHARS = list(string.punctuation)
    for name in ("html_block", "normalize_whitespace"):
        parser.preprocessors.deregister(name)
    for name in _REPLACED:
        parser.inlinePatterns.deregister(name, strict=False)
    parser.inlinePatterns.register(BareLinks(parser), "bare_link", 105)
    # The blank and the line end stay, since emphasis looks at what stands beside its marks.
    parser.inlinePatterns.register(SubstituteTagInlineProcessor("(?<= ) (?=\n)", "br"), "linebreak", 100)
    parser.inlinePatterns.register(Emphasis(parser), "emphasis", 50)
    parser.parser = BlockParser(parser)  # type: ignore[assignment]
    return parser


def patterns_for(parser: Any, body: str) -> list[Any]:
    """The inline patterns that a body may need."""
    names = [item.name for item in parser.inlinePatterns._priority]
    return [parser.inlinePatterns[name] for name in names if any(mark in body for mark in MARKS[name])]


def render(text: str, path: str, first_line: int, log: Log, base_url: str = "") -> Body:
    """Render the body of the content file at `path` (below `content/`). `base_url`: where the site will stand."""
    body = text.strip("\n")
    first_line += len(text) - len(text.lstrip("\n"))
    if not body.strip() or not within_limits(body, first_line, log):
        return Body("")
    document = read_blocks(body.translate(_STASH_MARKS))
    shape = body
    if comments := document.comments.found:
        shape = blanked(body, comments)
    if unclosed := document.comments.opened:
        log.add(
            rules.RAW_HTML,
            Spot(first_line + unclosed.line, unclosed.start + 1),
            "Catatan tersembunyi yang dimulai di sini tidak ditutup, jadi semua sesudahnya tidak ditampilkan.",
            "Tutup dengan -->",
        )
    tag = TAG.search(shape) if "<" in shape else None
    if tag:
        log.add(
            rules.RAW_HTML,
            spot_at(body, tag.start(), first_line),
            "HTML di dalam cerita tampil sebagai tulisan biasa.",
            "Pakai tanda Markdown: **tebal**, *miring*, [teks](alamat).",
        )
    parser = _markdown()
    parser.reset()
    parser.parser.document = document
    dressing = _Dressing(shape, path, first_line, log, base_url)
    parser.treeprocessors.register(dressing, "etalase", 0)
    parser.treeprocessors["inline"].inlinePatterns = patterns_for(parser, body)
    try:
        html = parser.convert(document.text).replace(_LINE_END, "<br>\n")
    except RecursionError:
        log.add(
            rules.BODY_TOO_HARD,
            spot_at(body, 0, first_line),
            "Cerita ini terlalu rumit bersarang.",
            "Sederhanakan daftarnya.",
        )
        return Body("")
    return Body(html, tuple(dressing.links), tuple(dressing.anchors))


class _Dressing:
    """Runs over the parsed tree: headings begin at h2 and get ids, links are normalised, pictures removed."""

    def __init__(self, body: str, path: str, first_line: int, log: Log, base_url: str) -> None:
        self.body, self.path, self.first_line, self.log, self.base_url = body, path, first_line, log, base_url
        self.links: list[tuple[str, int, int]] = []
        self.anchors: list[str] = []
        self.taken: set[str] = set()
        self.uses: Counter[str] = Counter()

    def run(self, root: Element) -> None:
        """Called by the parser."""
        shift = 1 if any(element.tag == "h1" for element in root.iter()) else 0
        for element in list(root.iter()):
            tag = element.tag
            if tag == "a":
                self.link(element)
            elif tag == "img":
                self.picture(element)
            elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                level = min(4, max(2, int(tag[1]) + shift))
                element.tag = f"h{level}"
                element.set("id", self.anchor("".join(element.itertext())))

    def anchor(self, heading: str) -> str:
        """An id for a heading, unlike the ids before it."""
        stem = slugify(re.sub(r"[\x02\x03](?:wzxhzdk:)?\d*", "", heading)) or "bagian"
        while True:
            self.uses[stem] += 1
            name = stem if self.uses[stem] == 1 else f"{stem}-{self.uses[stem]}"
            if name not in self.taken:
                break
        self.taken.add(name)
        self.anchors.append(name)
        return name

    def spot(self, target: str) -> Any:
        return spot_at(self.body, max(0, self.body.find(target)), self.first_line)

    def picture(self, element: Element) -> None:
        """Pictures come from the field `foto`, where they are decoded safely."""
        self.log.add(
            rules.IMAGE_IN_BODY,
            self.spot(element.get("src", "")),
            "Gambar di dalam cerita tidak ditampilkan.",
            "Simpan gambarnya di content/foto dan sebut namanya di isian foto.",
        )
        text, tail = element.get("alt", ""), element.tail
        element.clear()
        element.tag, element.text, element.tail = "span", text, tail

    def link(self, element: Element) -> None:
        """Normalise one link; a link that cannot be shown becomes its text."""
        written = _unescaped(element.get("href", ""))
        target = self.target(written)
        if target is None:
            del element.attrib["href"]
            element.tag = "span"
            return
        element.set("href", target)
        if target.startswith(("/", "#")):
            self.links.append((target, *self.spot(written)))

    def target(self, written: str) -> str | None:
        """The stored form of a link, or None and a problem."""
        spot, remarks = self.spot(written), list[Remark]()
        try:
            target = stored_target(written, self.path, self.base_url, remarks)
        except Unreadable as fault:
            target = None
            remarks = [fault.remark]
        for remark in remarks:
            self.log.take(remark, spot)
        return target


def _unescaped(href: str) -> str:
    """Python-Markdown hides e-mail addresses as character references between two marks; show them again."""
    return re.sub("\x02amp\x03#(\\d+);", lambda found: chr(int(found[1])), href)
