"""Hari ini: how the site stands, what is wrong, what is due, what waits to be published, and what was imported last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.content.scan import GROUP
from generator.desk.git import Checkout
from generator.desk.overview import LACKS, STATES, Overview, RecordLine
from generator.desk.requests import Ask, Reply
from generator.desk.sending import standing_of
from generator.exchange.import_journal import entries_of
from generator.model.problem import Problem
from generator.model.records import all_kinds
from generator.model.rules import Severity

if TYPE_CHECKING:
    from generator.desk.desk import Desk

MOST = 30  # problems that the page lists
MOST_DUE = 4  # lines of one list of what is due
TOLD_KINDS = ("produk", "penjual")  # whose numbers stand at the top


@dataclass(frozen=True, slots=True)
class SellerProblems:
    """The problems of one seller's records. `form`: where the record of each opens, or nothing."""

    title: str
    problems: tuple[tuple[Problem, str], ...]


def answer(desk: Desk, ask: Ask, rest: str) -> Reply | None:
    """The room; None where there is nothing."""
    if ask.is_post or rest:
        return None
    result = desk.result
    problems = () if result is None else result.problems
    overview = desk.overview()
    stand = standing_of(Checkout(desk.site))
    return desk.page(
        "hari_ini.html",
        is_built=result is not None,
        overview=overview,
        kinds=[(kind, all_kinds()[kind].word) for kind in TOLD_KINDS],
        states=STATES,
        lacks=LACKS,
        most=MOST_DUE,
        sellers=problems_by_seller(problems, overview, desk.form_link, MOST),
        shown=min(len(problems), MOST),
        errors=sum(problem.severity is Severity.ERROR for problem in problems),
        total=len(problems),
        unpublished=None if stand.fault or not stand.base else len(stand.changes),
        deliveries=[one for one in desk.deliveries.all() if one.outcome() is None],
        entries=entries_of(desk.site)[:3],
    )


def problems_by_seller(
    problems: Sequence[Problem], overview: Overview | None, form_link: Callable[[str], str], most: int
) -> list[SellerProblems]:
    """The `most` worst problems by the seller whose records have them, the seller with the worst one first."""
    lines = {f"{GROUP}{line.path}": line for line in overview.lines} if overview else {}
    groups: dict[str, list[tuple[Problem, str]]] = {}
    for problem in sorted(problems, key=lambda one: (one.severity.rank, one.order))[:most]:
        seller = _seller_of(lines.get(problem.place.path), overview)
        groups.setdefault(seller, []).append((problem, form_link(problem.place.path)))
    return [SellerProblems(title, tuple(listed)) for title, listed in groups.items()]


def _seller_of(line: RecordLine | None, overview: Overview | None) -> str:
    """The name of the seller that a record is about; empty for what is about none."""
    if line is None or overview is None:
        return ""
    return line.title if line.kind == "penjual" else overview.sellers.get(line.seller, "")
