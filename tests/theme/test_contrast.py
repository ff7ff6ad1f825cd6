"""Colours of the themes that ship: every declared pair stands out, in every scheme, on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.theme.colour import contrast, read_colour
from generator.theme.palette import (
    DAY,
    NIGHT,
    OLD,
    Pair,
    Scheme,
    choices_of,
    colours,
    measure,
    read_pairs,
    read_tokens,
    token_sheets,
)
from generator.theme.theme import Theme, load_theme

SHIPPED = ("nusantara", "hemat")
TIMES = (DAY, NIGHT, OLD)


@pytest.fixture(params=SHIPPED)
def theme(request: pytest.FixtureRequest, tmp_path: Path) -> Theme:
    return load_theme(request.param, tmp_path)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("#fff", "#ffffff"),
        ("#D0A445", "#d0a445"),
        ("oklch(1 0 0)", "#ffffff"),
        ("oklch(62.796% .25768 29.234)", "#ff0000"),
        ("oklch(.86644 .29483 142.5)", "#00ff00"),
        ("oklch(.45201 .31321 264.052)", "#0000ff"),
        ("oklch(.59988 0 0)", "#808080"),
        ("oklch(.96798 .21101 109.769deg)", "#ffff00"),
    ],
)
def test_colours_are_those_of_browsers(text: str, shown: str) -> None:
    colour = read_colour(text)
    assert colour and colour.is_in_gamut
    assert colour.hex == shown


@pytest.mark.parametrize("text", ["", "merah", "#12345", "oklch(.5 .1)", "oklch(.5 .1 var(--h))", "rgb(0 0 0)"])
def test_other_texts_are_no_colours(text: str) -> None:
    assert read_colour(text) is None


def test_what_screens_do_not_have_is_noticed() -> None:
    colour = read_colour("oklch(.7 .3 150)")
    assert colour and not colour.is_in_gamut


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000", "#fff", 21), ("#767676", "#fff", 4.54), ("#fff", "#949494", 3.03), ("#00f", "#fff", 8.59), ("#abc", "#abc", 1)],
)  # fmt: skip
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    first, second = read_colour(one), read_colour(other)
    assert first and second
    assert contrast(first, second) == pytest.approx(expected, abs=0.005)


def test_every_declared_pair_stands_out(theme: Theme) -> None:
    measured = measure(token_sheets(theme.chain), choices_of(theme.chain))
    assert len(measured) >= 20 * len(TIMES) * len(choices_of(theme.chain))
    assert [f"{item.pair} {item.scheme}: {item.contrast:.2f}" for item in measured if not item.is_enough] == []


def test_every_token_is_a_colour_of_every_screen(theme: Theme) -> None:
    for choice in choices_of(theme.chain):
        for time in TIMES:
            found = colours(read_tokens(token_sheets(theme.chain), Scheme(choice, time)))
            assert {name for name, colour in found.items() if not colour.is_in_gamut} == set()


def test_a_weak_pair_is_found() -> None:
    sheet = ":root { --a: light-dark(#777, #fff); --b: light-dark(#fff, #000) } /* @kontras 4.5: --a pada --b */"
    found = {item.scheme.time: item.is_enough for item in measure([sheet + OLD_BLOCK], [""])}
    assert found == {DAY: False, NIGHT: True, OLD: True}


OLD_BLOCK = "@supports not (color: light-dark(#000, #fff)) { :root { --a: #000; --b: #fff } }"


def test_a_pair_of_unknown_names_is_an_error() -> None:
    with pytest.raises(LookupError, match="--tiada"):
        measure(["/* @kontras 3: --tiada pada #fff */"], [""])


def test_a_childs_pairs_and_tokens_count() -> None:
    parent = ':root { --a: #000 } [data-warna="x"] { --a: #111 } /* @kontras 3: --a pada #fff */'
    child = ":root { --b: var(--a); --a: #222 } /* @kontras 3: --b pada #fff */"
    assert read_pairs([parent, child]) == [Pair("--a", "#fff", 3), Pair("--b", "#fff", 3)]
    assert read_tokens([parent], Scheme("x", DAY)) == {"--a": "#111"}
    assert read_tokens([parent, child], Scheme("x", DAY)) == {"--a": "#222", "--b": "#222"}


READ = """names => names.map(name => {
  const dot = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = `var(${name})`;
  dot.fillStyle = getComputedStyle(probe).color;
  dot.fillRect(0, 0, 1, 1);
  return [...dot.getImageData(0, 0, 1, 1).data].slice(0, 3);
})"""


@pytest.mark.parametrize("time", [DAY, NIGHT])
def test_the_browser_sees_the_same_tokens(theme: Theme, browser: Browser, time: str) -> None:
    sheets = token_sheets(theme.chain)
    context = browser.new_context(color_scheme="dark" if time == NIGHT else "light")
    page = context.new_page()
    for choice in choices_of(theme.chain):
        page.set_content(f'<html data-warna="{choice}"><style>{" ".join(sheets)}</style><body></body></html>')
        expected = colours(read_tokens(sheets, Scheme(choice, time)))
        seen = page.evaluate(READ, list(expected))
        for (name, colour), parts in zip(expected.items(), seen, strict=True):
            asked = [int(colour.hex[at : at + 2], 16) for at in (1, 3, 5)]
            assert max(abs(one - other) for one, other in zip(asked, parts, strict=True)) <= 1, (choice, name, parts)
    context.close()
