"""`_headers` and `_redirects`, in the form that Cloudflare Pages and Netlify read."""

from __future__ import annotations

import re
from pathlib import Path

from generator.documents.host_files import LONGEST_REDIRECT, MOST_REDIRECTS, PLAYER, POLICY, redirects

BASE = Path(__file__).parents[2] / "themes/nusantara/templates/base.html"


def rules_of(text: str) -> dict[str, dict[str, str]]:
    """Path -> header -> value, read as the hosts read it: indented lines belong to the path above."""
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in text.splitlines():
        if line.startswith(" "):
            name, value = line.strip().split(": ", 1)
            rules[path][name] = value
        else:
            path = line
            rules[path] = {}
    return rules


def test_headers(site):
    site.build()
    rules = rules_of(site.read("_headers"))
    assert set(rules) == {"/*", "/aset/*"}
    assert rules["/*"]["Content-Security-Policy"] == f"{POLICY}; {PLAYER}"
    assert "unsafe" not in POLICY
    assert rules["/*"]["X-Content-Type-Options"] == "nosniff"
    assert rules["/*"]["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "immutable" in rules["/aset/*"]["Cache-Control"]


def test_the_policy_is_that_of_the_pages():
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', BASE.read_text("utf-8"))
    assert found
    assert found[1] == POLICY + "{% block bingkai %}{% endblock %}"
    players = [path for path in BASE.parent.glob("pages/*.html") if "block bingkai" in path.read_text("utf-8")]
    assert players
    assert all("; " + PLAYER + "{%" in path.read_text("utf-8") for path in players)


def test_everything_cached_for_ever_has_a_digest_in_its_name(site):
    site.build()
    assets = [path for path in site.tree() if path.startswith("aset/")]
    assert assets
    assert all(re.search(r"-[0-9a-f]{8}[.-]", path) for path in assets)


def test_redirects_lead_from_old_to_new(site):
    site.product("kue", alias="[produk/kue-lama, warisan/kue]")
    site.product("konsep", draf="ya", alias="produk/konsep-lama")
    site.build()
    lines = site.read("_redirects").splitlines()
    assert lines == ["/produk/kue-lama/ /produk/kue/ 301", "/warisan/kue/ /produk/kue/ 301"]


def test_no_alias_no_redirect(site):
    site.build()
    assert site.read("_redirects") == ""


def test_redirects_stay_within_what_hosts_read():
    many = tuple((f"lama/{number:05}/", "baru/") for number in range(MOST_REDIRECTS + 10))
    lines = redirects((("x" * LONGEST_REDIRECT + "/", "baru/"), *many)).decode().splitlines()
    assert len(lines) == MOST_REDIRECTS
    assert max(map(len, lines)) <= LONGEST_REDIRECT
