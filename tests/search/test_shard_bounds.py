"""Bounds of shards: every word has one place, shards are small, and what a word weighs moves no bound elsewhere."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.search.shard_bounds import cut_words, file_part

WORDS = st.dictionaries(
    st.text(st.characters(max_codepoint=0x2FFF, categories=["L", "N"]), min_size=1, max_size=8),
    st.integers(1, 60),
    max_size=60,
)


def cut(weights, limit=100):
    words = sorted(weights)
    return words, cut_words(words, [weights[word] for word in words], limit)


@given(WORDS)
def test_leaves_hold_all_words_in_order_and_are_small(weights):
    words, found = cut(weights)
    assert [word for leaf in found for word in words[leaf.start : leaf.stop]] == words
    for leaf in found:
        inside = words[leaf.start : leaf.stop]
        assert leaf.lower <= inside[0] and (not leaf.upper or inside[-1] < leaf.upper)
        assert len(inside) == 1 or sum(weights[word] for word in inside) <= 100
    assert all(one.upper and one.upper <= other.lower for one, other in pairwise(found))


@given(WORDS, st.integers(1, 500), st.data())
def test_one_word_moves_no_bound_but_those_around_it(weights, weight, data):
    if not weights:
        return
    word = data.draw(st.sampled_from(sorted(weights)))
    _, before = cut(weights)
    _, after = cut({**weights, word: weight})

    def elsewhere(found):
        return {
            (leaf.lower, leaf.upper)
            for leaf in found
            if not (leaf.lower <= word and (not leaf.upper or word < leaf.upper))
        }

    # A leaf may split or join only where the word itself lies: what is new elsewhere was part of its leaf, or becomes it.
    apart = elsewhere(before) ^ elsewhere(after)
    around = [leaf for leaf in (*before, *after) if leaf.lower <= word and (not leaf.upper or word < leaf.upper)]
    widest = min(around, key=lambda leaf: (leaf.lower, -len(leaf.upper or "~")))
    low = min(leaf.lower for leaf in around)
    high = max((leaf.upper or "\uffff") for leaf in around)
    assert widest
    assert all(low <= lower and (upper or "\uffff") <= high for lower, upper in apart)


@given(WORDS, WORDS, st.data())
def test_leaves_that_stand_can_be_cut_as_one_word(weights, come, data):
    """What an incremental build relies on: old leaves that no word came to or left are items, and the cut is the same."""
    gone = data.draw(st.sets(st.sampled_from(sorted(weights)), max_size=5)) if weights else set()
    come = dict(list(come.items())[:5])
    after = {word: weight for word, weight in weights.items() if word not in gone} | come
    words, old = cut(weights)
    items, kept = [], set()
    for leaf in old:
        if not any(leaf.lower <= word and (not leaf.upper or word < leaf.upper) for word in gone | come.keys()):
            inside = words[leaf.start : leaf.stop]
            items.append((inside[0], inside[-1], sum(weights[word] for word in inside)))
            kept.update(inside)
    items = sorted([*items, *((word, word, after[word]) for word in after.keys() - kept)])
    firsts, lasts, sums = ([item[column] for item in items] for column in range(3))
    found = [(leaf.lower, leaf.upper, firsts[leaf.start]) for leaf in cut_words(firsts, sums, 100, lasts)]
    all_words, wanted = cut(after)
    assert found == [(leaf.lower, leaf.upper, all_words[leaf.start]) for leaf in wanted]


@given(st.text(st.characters(max_codepoint=0x2FFF, categories=["L", "N"]), max_size=8))
def test_names_of_files_are_safe_and_tell_words_apart(word):
    name = file_part(word)
    assert name.isascii() and name == name.lower() and name[0] in "-_"
    back = name[1:] if name[0] == "-" else bytes.fromhex(name[1:]).decode("utf-16-be")
    assert back == word
