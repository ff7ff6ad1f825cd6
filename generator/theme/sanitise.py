"""The one place that marks HTML as safe: bodies after an allow-list (`nh3`), and drawings that our own code made.

Content is hostile by assumption. What nh3 has cleaned is well formed, so anchors can then be read and rewritten; the
result passes nh3 once more, which therefore has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup

TAGS = frozenset(
    "p h2 h3 h4 ul ol li strong em code pre blockquote table thead tbody tr th td a hr br del sup sub".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "th": {"align"},
    "td": {"align"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
}
# Gone with all they hold; of other unknown tags the text stays.
EMPTIED = frozenset(
    "script style svg math iframe object embed template noscript noembed noframes title textarea select xmp plaintext form".split()
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
REL = "nofollow ugc noopener"

Links = tuple[tuple[str, str | None], ...]


def safe_body(html: str, links: Links, link: Callable[[str], str]) -> Markup:
    """A record's description, safe to stand in a page.

    `links` are the links to this site as stored in the body, with the path each leads to (None: hidden, so that only its
    text stays); `link` turns a path into a reference from the page. Links to elsewhere get `rel`.
    """
    clean = _clean(html)
    if "<a" in clean:
        rewriter = _Anchors(dict(links), link)
        rewriter.feed(clean)
        rewriter.close()
        clean = _clean("".join(rewriter.parts), with_rel=True)
    return Markup(clean)  # noqa: S704


def safe_drawing(svg: str) -> Markup:
    """A drawing made by `motif` or a map, from data of our own shape: colours, numbers and ids, never a text of the content."""
    return Markup(svg)  # noqa: S704


def safe_json(text: str) -> Markup:
    """JSON as `spell_json_ld` makes it, safe inside `<script type="application/ld+json">`. Raises ValueError for any other."""
    if any(mark in text for mark in "<>&"):
        raise ValueError("JSON with an unescaped <, > or &")
    return Markup(text)  # noqa: S704


def _clean(html: str, *, with_rel: bool = False) -> str:
    return str(_cleaner(with_rel).clean(html))


@cache
def _cleaner(with_rel: bool) -> Any:
    """The sanitiser itself: making it costs more than most bodies do."""
    import nh3

    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(EMPTIED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        link_rel=None,
        tag_attribute_values={"a": {"rel": {REL}}} if with_rel else None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value that may stay: ids that cannot meet the page's own (which begin with `_`), and known alignments."""
    if name == "id":
        return value if re.fullmatch("[a-z0-9][a-z0-9-]{0,99}", value) else None
    if name == "align":
        return value if value in ("left", "center", "right") else None
    if name == "start":
        return value if re.fullmatch("[0-9]{1,6}", value) else None
    return value


class _Anchors(HTMLParser):
    """Copies well-formed HTML with every anchor led to where it belongs."""

    def __init__(self, links: dict[str, str | None], link: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._links, self._link = links, link
        self._open: list[bool] = []  # for every open anchor: did it stay?

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a tag; an anchor with its new target, or not at all."""
        if tag != "a":
            self.parts.append(self.get_starttag_text() or "")
            return
        given = dict(attrs)
        target, rel = self._target(given.get("href") or "")
        self._open.append(target is not None)
        if target is not None:
            title = f' title="{escape(given["title"] or "")}"' if given.get("title") else ""
            self.parts.append(f'<a href="{escape(target)}"{title}{rel}>')

    def _target(self, href: str) -> tuple[str | None, str]:
        """Where a link leads, and its `rel`; None: it stays as text only."""
        if href in self._links:
            path = self._links[href]
            return (None if path is None else self._link(path)), ""
        if href.startswith("#") and len(href) > 1:
            return href, ""
        if href.startswith("/") and not href.startswith(("//", "/\\", "/~")):
            return self._link(href), ""
        if re.match(r"https?://[^/\\]", href, re.IGNORECASE):
            return href, f' rel="{REL}"'
        return (href, "") if re.match("(?:mailto|tel):", href, re.IGNORECASE) else (None, "")

    def handle_endtag(self, tag: str) -> None:
        """Copy an end tag, but of an anchor that did not stay."""
        if tag != "a" or (self._open and self._open.pop()):
            self.parts.append(f"</{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a tag that closes itself."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """Copy a text; it is escaped already."""
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """Copy a named character."""
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy a numbered character."""
        self.parts.append(f"&#{name};")
