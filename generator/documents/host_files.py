"""Small files that hosts and robots look for.

`_headers` and `_redirects` are read by Cloudflare Pages and Netlify; GitHub Pages ignores them, which is why every page
carries its own policy and every old address has a page of its own as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.chapter import Chapter, Listed
from generator.model.digest import fingerprint
from generator.model.output import Output
from generator.model.world import World

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
# A browser obeys header and page alike: the header allows what pages with a video ask for, and all others stay stricter.
PLAYER = "frame-src https://www.youtube-nocookie.com"
MOST_REDIRECTS = 2_000  # more static ones Cloudflare Pages does not read; the pages at old addresses lead on anyway
LONGEST_REDIRECT = 1_000  # characters of a line


def chapters(world: World, facts: Sequence[Listed]) -> Iterator[Chapter[Output]]:
    """`robots.txt`, `.nojekyll` (GitHub Pages would drop files that begin with an underscore otherwise), and the two."""
    moved = tuple(sorted((old, new) for old, new, _ in world.catalog.moved))
    outputs = (
        Output("robots.txt", robots, (world.site.base_url,)),
        Output(".nojekyll", nothing, ()),
        Output("_headers", headers, (world.form.is_on,)),
        Output("_redirects", redirects, (moved,)),
    )
    yield Chapter("hosts", fingerprint(*[output.inputs for output in outputs]), lambda: outputs)


def robots(base_url: str) -> bytes:
    """Everything may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n".encode()


def nothing() -> bytes:
    """An empty file."""
    return b""


def headers(has_form: bool) -> bytes:
    """The policy of every page as headers, and long caching for what has a digest in its name.

    The browser form has a policy of its own in its page; Cloudflare Pages takes the common one back with a `!`.
    """
    form = "/admin/*\n  ! Content-Security-Policy\n" if has_form else ""
    return (
        "/*\n"
        f"  Content-Security-Policy: {POLICY}; {PLAYER}\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  X-Content-Type-Options: nosniff\n"
        "/aset/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        f"{form}"
    ).encode()


def redirects(moved: tuple[tuple[str, str], ...]) -> bytes:
    """Old addresses and where they lead now, from the root of the host: these hosts serve a site there.

    Plain `301`, since Cloudflare refuses Netlify's `301!`; Netlify then shows the page at the old address, which leads on.
    """
    lines = [f"/{old} /{new} 301\n" for old, new in moved]
    return "".join([line for line in lines if len(line) <= LONGEST_REDIRECT][:MOST_REDIRECTS]).encode()
