"""`sitemap.xml`, split at 50,000 addresses (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from generator.model.chapter import Chapter, Entry, Listed
from generator.model.digest import digest_texts
from generator.model.output import Output
from generator.model.world import World

LIMIT = 50_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def chapters(world: World, facts: Sequence[Listed]) -> Iterator[Chapter[Output]]:
    """One sitemap, or an index of several. Previews and copies for a disk have none that anyone would read, but the same."""
    base_url, newest = world.site.base_url, world.newest_day
    digest = digest_texts(base_url, newest, *[item.digest for item in facts])
    yield Chapter("sitemap", digest, lambda: _outputs(base_url, facts, newest))


def _outputs(base_url: str, facts: Sequence[Listed], newest: str) -> Iterator[Output]:
    """A page dated later than today has no day yet on which it last changed."""
    found = sorted(entry for item in facts for entry in item.entries)
    entries = tuple((path, updated if updated <= newest else "") for path, updated in found)
    if len(entries) <= LIMIT:
        yield Output("sitemap.xml", sitemap, (base_url, entries))
        return
    parts = [entries[start : start + LIMIT] for start in range(0, len(entries), LIMIT)]
    names = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    yield Output("sitemap.xml", sitemap_index, (base_url, names))
    for name, part in zip(names, parts, strict=True):
        yield Output(name, sitemap, (base_url, part))


def sitemap(base_url: str, entries: tuple[Entry, ...]) -> bytes:
    """The addresses with the day they last changed, where it is known."""
    lines = [
        f"<url><loc>{escape(base_url + path, quote=False)}</loc>{f'<lastmod>{updated}</lastmod>' if updated else ''}</url>\n"
        for path, updated in entries
    ]
    return f"{HEAD}<urlset {SPACE}>\n{''.join(lines)}</urlset>\n".encode()


def sitemap_index(base_url: str, names: tuple[str, ...]) -> bytes:
    """The list of the parts."""
    lines = [f"<sitemap><loc>{escape(base_url + name)}</loc></sitemap>\n" for name in names]
    return f"{HEAD}<sitemapindex {SPACE}>\n{''.join(lines)}</sitemapindex>\n".encode()
