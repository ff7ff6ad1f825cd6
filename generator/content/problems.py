"""Problems as JSON, to be remembered between builds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from generator.model import rules
from generator.model.problem import Place, Problem, Spot

NONE = "[]"


def pack_problems(problems: Iterable[Problem]) -> str:
    """Problems as JSON, without their severity: settings decide that anew."""
    packed = [
        [item.place.path, *item.place.spot, item.rule.name, item.message, item.hint, item.field] for item in problems
    ]
    return json.dumps(packed, ensure_ascii=False)


def unpack_problems(text: str) -> tuple[Problem, ...]:
    """The inverse of `pack_problems`."""
    return tuple(_problems(text)) if text != NONE else ()


def _problems(text: str) -> Iterator[Problem]:
    by_name = rules.all_rules()
    for path, line, column, name, message, hint, field in json.loads(text):
        rule = by_name[name]
        yield Problem(Place(path, Spot(line, column)), rule, message, hint, field, rule.severity)
