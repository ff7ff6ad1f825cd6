"""What pages are put together from besides cards: links, counts, places in a long list, the map."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Link(NamedTuple):
    """A text that leads to a path of this site."""

    title: str
    path: str


class Tally(NamedTuple):
    """A link with a count, such as a category with its number of products. `key` is the slug or official code."""

    title: str
    path: str
    count: int  # type: ignore[assignment]  # the tuple's own count() is of no use here
    key: str = ""
    sellers: int = 0


class Facet(NamedTuple):
    """A way to narrow a list: `key` as in the search's address (`wilayah`, `harga`), and what may be chosen.

    A choice without a title is worded by the theme, by the keys of facet and choice.
    """

    key: str
    choices: tuple[Tally, ...]


class Claim(NamedTuple):
    """What a page says by a rule: `kind` names the sentence in the theme's strings, `basis` and `checked` where it is from.

    `value`: the threshold in hundredths of a percent, where there is one.
    """

    kind: str
    basis: str
    checked: date
    value: int = 0


class Pager(NamedTuple):
    """One page of a long list: `number` of `count` pages, `total` entries; `base` is the path of page 1."""

    base: str
    number: int
    count: int  # type: ignore[assignment]  # as in Tally
    total: int


class RegionShape(NamedTuple):
    """A region of the map as an SVG path, with the point for its label, in the map's units."""

    code: str
    path: str
    x: float
    y: float


class RegionMap(NamedTuple):
    """The map of a province. Width and height in SVG units."""

    width: int
    height: int
    shapes: tuple[RegionShape, ...]
