"""The style guide of a theme: its tokens with their contrast, its letters and cloths, and every example of its components.

One page for those who make themes. Only the preview shows it; no build knows of it. It does not use the theme's own frame,
so that it can be read when that is broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from generator.model.page import Page
from generator.model.site_view import SiteView
from generator.motif.svg import draw_motif
from generator.theme.environment import make_environment
from generator.theme.filters import TemplateFilters
from generator.theme.palette import (
    DAY,
    NIGHT,
    Measured,
    Scheme,
    choices_of,
    colours,
    measure,
    read_tokens,
    token_sheets,
)
from generator.theme.render import render_examples
from generator.theme.samples import PHOTO, make_samples
from generator.theme.strings import Strings
from generator.theme.theme import Theme

PATH = "_gaya/"  # no slug begins with an underscore
SHEET, PICTURE = "gaya.css", "foto.svg"
OWN = Path(__file__).parent / "guide"
LETTERS = re.compile(r"--t-?\d+$")
SPACES = re.compile(r"--s\d+$")
CLOTHS = 12


@dataclass(frozen=True, slots=True)
class Guide:
    """The files of a style guide below its path; `page` is the first."""

    page: bytes
    sheet: bytes
    picture: bytes


class Swatch(NamedTuple):
    """A colour token by day and by night, as written in hexadecimal."""

    name: str
    day: str
    night: str


class PairShown(NamedTuple):
    """A declared pair: its contrast by day and by night in the site's choice, and the weakest in any scheme."""

    measured: Measured
    day: float
    night: float
    weakest: Measured


def make_guide(theme: Theme, site: SiteView) -> Guide:
    """The style guide of a theme with a site's regions and categories. Raises `ThemeFault`, or `LookupError` for a bad pair."""
    look = theme.look("halaman", "id", hashed=False)
    page = Page(path=PATH, title="Panduan gaya", source="content/halaman/contoh.md", updated="2026-11-14")
    sheets, choice = token_sheets(theme.chain), theme.options.get("warna", "")
    tokens = {time: read_tokens(sheets, Scheme(choice, time)) for time in (DAY, NIGHT)}
    examples = sorted(render_examples(look, page, site, make_samples(site)), key=lambda item: item.component)
    swatches = list(_swatches(tokens[DAY], tokens[NIGHT]))
    pen = TemplateFilters(look, page, site, Strings("id", {}))
    html = (
        make_environment()
        .from_string((OWN / "guide.html").read_text("utf-8"))
        .render(
            theme=theme,
            site=site,
            choice=choice,
            choices=choices_of(theme.chain),
            page=page,
            swatches=swatches,
            pairs=list(_pairs(sheets, choices_of(theme.chain), choice)),
            letters=_named(tokens[DAY], LETTERS),
            spaces=_named(tokens[DAY], SPACES),
            motif=pen.motif,
            hanging=pen.hanging,
            cloths=list(_cloths(site)),
            components=[(name, list(found)) for name, found in groupby(examples, key=lambda item: item.component)],
        )
    )
    return Guide(_with_picture(html).encode(), _sheet(tokens[DAY], swatches).encode(), _picture(site).encode())


def _swatches(day: dict[str, str], night: dict[str, str]) -> Iterator[Swatch]:
    dark = colours(night)
    for name, colour in colours(day).items():
        yield Swatch(name, colour.hex, dark.get(name, colour).hex)


def _pairs(sheets: list[str], choices: tuple[str, ...], choice: str) -> Iterator[PairShown]:
    ordered = sorted(measure(sheets, choices), key=lambda item: (item.pair.least, item.pair.back, item.pair.front))
    for _, group in groupby(ordered, key=lambda item: item.pair):
        found = list(group)
        here = {item.scheme.time: item for item in found if item.scheme.choice == choice} or {
            item.scheme.time: item for item in found
        }
        weakest = min(found, key=lambda item: item.contrast)
        yield PairShown(here[DAY], here[DAY].contrast, here[NIGHT].contrast, weakest)


def _named(tokens: dict[str, str], pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in tokens.items() if pattern.match(name)]


def _cloths(site: SiteView) -> Iterator[tuple[str, str, str]]:
    """(category, region, name) of cloths that show how they differ."""
    for at in range(CLOTHS):
        category = site.categories[at % len(site.categories)]
        yield category.slug, site.regions[(at * 5) % len(site.regions)].code, f"{category.name} {at + 1}"


def _sheet(tokens: dict[str, str], swatches: list[Swatch]) -> str:
    """The guide's own style: its frame, and a rule for every token that is shown, as pages may not style in place."""
    rules = [f".w{name} {{ background: var({name}) }} .h{name} {{ color: var({name}) }}" for name, *_ in swatches]
    rules += [f".u{name} {{ font-size: var({name}) }}" for name, _ in _named(tokens, LETTERS)]
    rules += [f".l{name} {{ width: var({name}) }}" for name, _ in _named(tokens, SPACES)]
    return (OWN / "guide.css").read_text("utf-8") + "\n".join(rules) + "\n"


def _with_picture(html: str) -> str:
    """The page with our own picture wherever the sample's photo, which no site has, is asked for."""
    stem = PHOTO.name.rpartition(".")[0]
    return re.sub(rf"(?:\.\./)*aset/foto/{stem}-[\w.-]+", PICTURE, html)


def _picture(site: SiteView) -> str:
    drawing = draw_motif(site.categories[0].slug, site.regions[-1].code, "Contoh foto", "_", 800, 600)
    return drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600" ', 1)
