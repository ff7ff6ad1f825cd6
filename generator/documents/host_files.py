"""Small files that hosts and robots look for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.output import Output
from generator.model.page import Page
from generator.model.world import World


def outputs(pages: Sequence[Page], world: World) -> Iterator[Output]:
    """`robots.txt` and `.nojekyll` (GitHub Pages would drop files that begin with an underscore otherwise)."""
    yield Output("robots.txt", robots, (world.site.base_url,))
    yield Output(".nojekyll", nothing, ())


def robots(base_url: str) -> bytes:
    """Everything may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n".encode()


def nothing() -> bytes:
    """An empty file."""
    return b""
