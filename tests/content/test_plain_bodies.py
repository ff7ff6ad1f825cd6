"""Bodies skip the inline patterns that they cannot need: what comes out is what all patterns together give."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from generator.content import body as bodies
from generator.content.body_limits import HEADING, MOST_HEADINGS, within_limits
from generator.model.problem import Log

# Words, and every mark that means something to Markdown, alone or where it takes effect.
PIECES = st.sampled_from([
    "kopi", "Semendo", " ", "  ", "\n", "  \n", "\t\n", "\n\n", "\\", "\\*", "`", "``", "*", "**", "***", "_", "__", "[", "](", "]: ", "][", ")",
    "(", "!", "![", "<", ">", "<https://a.id/x>", "<a@b.id>", "&", "&amp;", "&#42;", "#", "- ", "1. ", "    ", "| ", "|---|", "\n---\n", "\x02",
    "\x03", "klzzwxh:0000", "[x]: https://a.id 'y'", "[kopi](https://a.id)", "**tebal**", "_miring_", "é", "“",
    "~~", "~~a~~", "https://a.id/x", "www.a.id", "a@b.id", "<!-- x -->", "<!--", "• ", "– ", "✓ ", ":",
])  # fmt: skip
BODIES = st.lists(PIECES, max_size=30).map("".join)


@given(BODIES)
def test_skipping_patterns_changes_nothing(text: str) -> None:
    seen, wanted = Log("x"), Log("x")
    made = bodies.render(text, "produk/a.md", 1, seen)
    with patch.object(bodies, "patterns_for", lambda parser, _: list(parser.inlinePatterns)):
        assert made == bodies.render(text, "produk/a.md", 1, wanted)
    assert seen.problems == wanted.problems


def test_every_pattern_of_the_library_is_known_in_its_order() -> None:
    parser = bodies._markdown()
    everything = "".join(mark for marks in bodies.MARKS.values() for mark in marks)
    assert bodies.patterns_for(parser, everything) == list(parser.inlinePatterns)
    assert len(bodies.patterns_for(parser, "Kopi robusta.")) == 0


@given(
    st.lists(
        st.sampled_from(["# a", "---", "a", "", ">" * 9, "> > > > > > > > a", " " * 40 + "a", "*" * 9]), max_size=6
    ),
    st.integers(95, 105),
)
def test_limits_hold_whatever_the_shortcut(lines: list[str], headings: int) -> None:
    text = "\n".join([*["# a"] * headings, *lines])
    log = Log("x")
    alone = len(HEADING.findall(text)) <= MOST_HEADINGS
    hard = any(len(line) > 8 for line in lines)
    assert within_limits(text, 1, log) == (alone and not hard)
    assert bool(log.problems) != (alone and not hard)
