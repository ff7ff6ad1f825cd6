"""Which record a browser shows, and whether a problem lies in its file: an editor looks for the own mistakes first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from generator.content.parse import TRANSLATION
from generator.model.address import record_at
from generator.preview.served_files import HOME, clean

HEAD = 4096  # bytes of a file within which its `slug:` is looked for


class ShownRecord(NamedTuple):
    """The record of a page, by kind and slug, or of the browser form, by the path of its file."""

    kind: str
    slug: str = ""
    file: str = ""

    @classmethod
    def of(cls, page: str, fragment: str) -> ShownRecord | None:
        """The record at an address: its path, and what stands after `#`. None: none is shown there."""
        if entry := re.fullmatch(r"/collections/([a-z]+)/entries/(.+)", fragment):
            return cls(entry[1], file=f"content/{entry[1]}/{unquote(entry[2])}.md")
        path = clean(page)
        kind, slug = record_at(path.removesuffix(HOME).removeprefix("en/")) if path else ("", "")
        return cls(kind, slug) if kind and slug else None

    def is_in(self, place: str, site: Path) -> bool:
        """Whether a problem at `place` (a path below the site) is in this record's file, or in its translation."""
        if self.file:
            return place.removesuffix(f"{TRANSLATION}.md") == self.file.removesuffix(".md") or place == self.file
        parts = re.fullmatch(r"content/([a-z]+)/(?:.*/)?([^/]+)\.md", place)
        if parts is None or parts[1] != self.kind:
            return False
        return parts[2].removesuffix(TRANSLATION) == self.slug or _own_slug(site / place) == self.slug


def _own_slug(file: Path) -> str:
    """The slug that a content file names itself; empty when it does not."""
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD)
    except OSError:
        return ""
    named = re.search(rb"^slug:[ \t]*[\"']?([a-z0-9-]+)", head, re.MULTILINE)
    return named[1].decode() if named else ""
