"""Shares and differences in whole numbers, as published: rounded, with their denominators, and only where they mean something."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

FEWEST = 20  # of a denominator, below which a share is told as "m dari n"
Z99 = 2.576  # 99 percent, since some fifty cells are looked at (programmes, A.5)


def tenths_of_percent(part: int, whole: int) -> int:
    """An exact share in tenths of a percent, half up. `whole` > 0."""
    return (2000 * part + whole) // (2 * whole)


def whole_percent(part: int, whole: int) -> int:
    """A share in whole percent, half up: for counts with hidden contributors, over a province."""
    return (200 * part + whole) // (2 * whole)


def steps_of_five(part: int, whole: int) -> int:
    """A share in percent, in steps of five: for counts with hidden contributors, in a region or sector."""
    return 5 * ((40 * part + whole) // (2 * whole))


class Interval(NamedTuple):
    """Bounds of a share that fit what was counted, from 0 to 1."""

    low: float
    high: float


def wilson(part: int, whole: int, z: float = Z99) -> Interval:
    """The bounds of a share `part` of `whole` > 0 (E. B. Wilson, "Probable Inference", JASA 22, 1927)."""
    share, square = part / whole, z * z
    scale = 1 + square / whole
    centre = (share + square / (2 * whole)) / scale
    half = z / scale * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def contrast(part: int, whole: int, rest_part: int, rest_whole: int) -> str:
    """How a group's share compares with that of the rest: `more`, `less`, `unclear`, or `few` when there are too few to say."""
    if whole < FEWEST or rest_whole < 5:
        return "few"
    bounds, rest = wilson(part, whole), rest_part / rest_whole
    if bounds.low > rest:
        return "more"
    return "less" if bounds.high < rest else "unclear"
