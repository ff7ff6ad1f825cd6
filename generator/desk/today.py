"""Hari ini: how the site stands, what is wrong, and what was imported last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.desk.requests import Ask, Reply
from generator.exchange.import_journal import entries_of
from generator.model.problem import Problem
from generator.model.rules import Severity

if TYPE_CHECKING:
    from generator.desk.desk import Desk

MOST = 30  # problems that the page lists


def answer(desk: Desk, ask: Ask, rest: str) -> Reply | None:
    """The room; None where there is nothing."""
    if ask.is_post or rest:
        return None
    result = desk.result()
    problems = () if result is None else result.problems
    return desk.page(
        "hari_ini.html",
        summary=None if result is None else result.summary,
        problems=_worst(problems),
        errors=sum(problem.severity is Severity.ERROR for problem in problems),
        total=len(problems),
        deliveries=[one for one in desk.deliveries.all() if one.outcome() is None],
        entries=entries_of(desk.site)[:3],
    )


def _worst(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.severity.rank, problem.order))[:MOST]
