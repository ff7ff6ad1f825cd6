"""One fault is reported once, however often a build plans."""

from __future__ import annotations


def test_keep_going_says_everything_once(site):
    site.product("buntu", "[x](/tidak-ada/)")
    site.product("draf", draf="ya")
    site.product("biasa", "[x](draf.md)")
    codes = [problem.code for problem in site.build(keep_going=True).problems]
    assert sorted(codes) == ["E073", "P074"]
