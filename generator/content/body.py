"""A body: Markdown in, HTML out, with its links and anchors. Raw HTML stays text; links are checked, not trusted.

The HTML made here is cached and is cleaned once more by the theme's sanitiser on every page: three nets, as safety asks.
Links to this site are stored as paths from its root: `/produk/x/`, or `/~/produk/x.md` for a link to a content file,
whose address only the catalog knows.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.content.body_limits import spot_at, within_limits
from generator.model import rules
from generator.model.collate import slugify
from generator.model.links import read_url
from generator.model.problem import Log, Remarks, Unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FILE_MARK = "/~/"
TAG = re.compile(r"(?<!\()<(?!https?://|mailto:|[^\s<>@]+@[^\s<>@]+>)/?[a-zA-Z!][^<>\n]{0,200}>")
SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
SAFE_SCHEMES = frozenset({"mailto", "tel"})
# Python-Markdown's inline patterns in their order, and the marks without one of which in the whole body none can be found.
# Looking for all of them in every paragraph takes a third of the parsing, and most bodies are plain sentences.
MARKS = {
    "backtick": "`", "escape": "\\", "reference": "[", "link": "[", "image_link": "[", "image_reference": "[", "short_reference": "[",
    "short_image_ref": "[", "autolink": "<", "automail": "<", "linebreak": "\n", "entity": "&", "em_strong": "*_",
}  # fmt: skip


class Body(NamedTuple):
    """A rendered body. `links`: (stored target, line, column); `anchors`: ids that headings carry."""

    html: str
    links: tuple[tuple[str, int, int], ...] = ()
    anchors: tuple[str, ...] = ()


@cache
def _markdown() -> Any:
    """One parser per process, reset for each text: making one costs as much as a short text."""
    from markdown import Markdown
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension

    parser = Markdown(extensions=[TableExtension(use_align_attribute=True), SaneListExtension()], output_format="html")
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    return parser


def patterns_for(parser: Any, body: str) -> list[Any]:
    """The inline patterns that a body may need."""
    return [parser.inlinePatterns[name] for name, marks in MARKS.items() if any(mark in body for mark in marks)]


def render(text: str, path: str, first_line: int, log: Log) -> Body:
    """Render the body of the content file at `path` (below `content/`)."""
    body = text.strip("\n")
    first_line += len(text) - len(text.lstrip("\n"))
    if not body.strip():
        return Body("")
    if not within_limits(body, first_line, log):
        return Body("")
    tag = TAG.search(body) if "<" in body else None
    if tag:
        log.add(rules.RAW_HTML, spot_at(body, tag.start(), first_line), "HTML di dalam cerita tampil sebagai tulisan biasa.",
                "Pakai tanda Markdown: **tebal**, *miring*, [teks](alamat).")  # fmt: skip
    parser = _markdown()
    parser.reset()
    dressing = _Dressing(body, path, first_line, log)
    parser.treeprocessors.register(dressing, "etalase", 0)
    parser.treeprocessors["inline"].inlinePatterns = patterns_for(parser, body)
    try:
        html = parser.convert(body)
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

    def __init__(self, body: str, path: str, first_line: int, log: Log) -> None:
        self.body, self.path, self.first_line, self.log = body, path, first_line, log
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
        stem = slugify(re.sub(r"[\x02\x03]\d*", "", heading)) or "bagian"
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
        self.log.add(rules.IMAGE_IN_BODY, self.spot(element.get("src", "")), "Gambar di dalam cerita tidak ditampilkan.",
                     "Simpan gambarnya di content/foto dan sebut namanya di isian foto.")  # fmt: skip
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
        spot = self.spot(written)
        scheme = SCHEME.match(written)
        if scheme and scheme[1].lower() in SAFE_SCHEMES:
            return written.strip()
        if scheme and scheme[1].lower() in ("http", "https"):
            remarks: Remarks = []
            try:
                return read_url(written.strip(), remarks)
            except Unreadable as fault:
                self.log.take(fault.remark, spot)
                return None
        if scheme or written.startswith("//") or "\\" in written:
            self.log.add(
                rules.UNSAFE_LINK,
                spot,
                f'Tautan "{written[:60]}" tidak aman.',
                "Pakai alamat yang diawali https://.",
            )
            return None
        if written.startswith(("/", "#")):
            return written
        path, mark, anchor = written.partition("#")
        if not path.endswith(".md"):
            self.log.add(rules.DEAD_LINK, spot, f'Tautan "{written[:60]}" tidak menuju apa pun.',
                         "Tulis https://… untuk situs lain, /produk/… untuk halaman di sini, atau nama berkas .md.")  # fmt: skip
            return None
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path))
        if joined.startswith(("..", "/")):
            self.log.add(
                rules.DEAD_LINK,
                spot,
                f'Tautan "{written[:60]}" keluar dari folder content.',
                "Tautkan berkas di dalam content.",
            )
            return None
        return f"{FILE_MARK}{joined}{mark}{anchor}"


def _unescaped(href: str) -> str:
    """Python-Markdown hides e-mail addresses as character references between two marks; show them again."""
    return re.sub("\x02amp\x03#(\\d+);", lambda found: chr(int(found[1])), href)
