"""The two writers of cloths draw the same thing: what Chromium makes of the SVG is what Pillow draws."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from generator.images.share_card import UNIT
from generator.motif.cloth import hanging, weave
from generator.motif.figures import BY_CATEGORY, FIGURES
from generator.motif.paths import Outline, dashed, outlines
from generator.motif.pixels import draw_cloth
from generator.motif.svg import draw_hanging, draw_motif

WIDTH, HEIGHT = 240, 180
NAMES = ["Songket lepus", "Kain jumputan", "Tikar purun", "Batik", "Batik mega", "Ikan asin", "Kopi", "Kain tapis", "Ulos", "Produk lain",
         "Lurik", "Gebeng", "Blongsong", "Kain sasirangan", "Poleng"]  # fmt: skip
SAMPLES = [
    (category, region, name)
    for name, category, region in zip(
        NAMES, [*BY_CATEGORY, *BY_CATEGORY], ["16.71", "35.78", "16.02", "53.04", "11.71"] * 3, strict=False
    )
]


def test_both_writers_draw_the_same_cloth(browser) -> None:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    for sample in SAMPLES:
        svg = draw_motif(*sample, "_1", WIDTH, HEIGHT)
        page.set_content(f"<style>body{{margin:0}}svg{{width:{WIDTH}px;height:{HEIGHT}px;display:block}}</style>{svg}")
        shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        drawn = draw_cloth(weave(*sample, WIDTH, HEIGHT), UNIT * WIDTH, UNIT * HEIGHT)
        # Edges are smoothed differently: up to 2.7 of 255; a figure half a unit astray gives several times as much.
        difference = ImageChops.difference(shown.reduce(3), drawn.reduce(3 * UNIT))
        assert sum(ImageStat.Stat(difference).mean) / 3 < 4, sample
    page.close()


def test_the_same_pixels_in_any_process() -> None:
    call = ("from generator.motif.pixels import draw_cloth as d; from generator.motif.cloth import weave as w; import sys;"
            "sys.stdout.buffer.write(d(w('kriya', '16.02', 'Tikar purun', 240, 180), 240, 180).tobytes())")  # fmt: skip
    results = {
        subprocess.run(
            [sys.executable, "-c", call], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in "12"
    }
    assert results == {draw_cloth(weave("kriya", "16.02", "Tikar purun", 240, 180), 240, 180).tobytes()}


@pytest.mark.parametrize("region", ["16.71", "33.14", "73.71"])
def test_hangings_too(region: str) -> None:
    picture = draw_cloth(hanging(region, 120, 60), 600, 300)
    assert picture.size == (600, 300)
    assert len(picture.getcolors(maxcolors=1 << 24) or ()) > 3
    assert "<svg" in draw_hanging(region, "_1", 120, 60)


def test_every_figure_stays_on_its_tile() -> None:
    """What the paths say is understood whole: each figure has outlines, near its own tile."""
    for name, figure in FIGURES.items():
        shapes = [shape for part in figure.drawing for shape in getattr(part, "shapes", (part,))]
        points = [point for shape in shapes for outline in outlines(shape.path) for point in outline.points]
        assert points, name
        assert all(
            -figure.width <= x <= 2 * figure.width and -figure.height <= y <= 2 * figure.height for x, y in points
        )


def test_arcs_and_curves_end_where_they_say() -> None:
    (circle,) = outlines("M12 4.5a7.5 7.5 0 1 1-.01 0")
    assert all(abs((x - 11.995) ** 2 + (y - 12) ** 2 - 7.5**2) < 0.2 for x, y in circle.points)
    (curve,) = outlines("M0 0c0 10 10 10 10 0s10-10 10 0")
    assert curve.points[-1] == (20, 0)
    assert min(y for _, y in curve.points) == pytest.approx(-7.5, abs=0.1)


@given(st.lists(st.floats(0.5, 9), min_size=2, max_size=4).filter(lambda found: len(found) % 2 == 0), st.floats(1, 200))
def test_dashes_leave_what_they_say(pattern: list[float], length: float) -> None:
    pieces = list(dashed(Outline(((0, 0), (length / 2, 0), (length, 0)), closed=False), tuple(pattern)))
    drawn = sum(piece.points[-1][0] - piece.points[0][0] for piece in pieces)
    period = sum(pattern)
    rest = length % period
    expected = length // period * sum(pattern[::2])
    for number, part in enumerate(pattern):
        expected += min(part, max(0, rest)) if number % 2 == 0 else 0
        rest -= part
    assert drawn == pytest.approx(expected, abs=1e-6)
