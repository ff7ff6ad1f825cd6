"""A translation belongs to the file beside it."""

from __future__ import annotations


def test_a_slug_in_the_original_counts_for_its_translation(make_site):
    site = make_site("a", theme="nusantara", bahasa="[id, en]")
    site.product("kue", **{"slug ": "kue-lapis"})
    site.write("content/produk/kue.en.md", "---\nnama: Layer cake\n---\n\nStory.\n")
    assert [problem.code for problem in site.build().problems] == []
