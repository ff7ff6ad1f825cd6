"""The one early exit: when all inputs, the outputs in place and the day's facts are as they were, the build is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from generator.build.ledger import read_bytes, spell_ledger
from generator.build.options import Result, Summary
from generator.build.target import Target, is_intact
from generator.content.cache import Cache
from generator.content.problems import pack_problems, unpack_problems
from generator.model.digest import digest
from generator.model.problem import Problem


@dataclass(frozen=True, slots=True)
class State:
    """What a finished build left behind."""

    summary: Summary
    problems: tuple[Problem, ...]
    left_out: int
    unpublished: Mapping[str, str]
    ledger: str  # digest of the ledger's bytes


def record(memory: Cache, key: str, days: tuple[str, str], result: Result) -> None:
    """Remember a finished build by the key of its inputs, for the days on which it holds."""
    digests = {path: row[1] for path, row in memory.pool("outputs").items()}
    problems, hidden = pack_problems(result.problems), dict(result.unpublished)
    memory.remember(
        "state", [key, *days, asdict(result.summary), problems, result.left_out, hidden, digest(spell_ledger(digests))]
    )


def recall(memory: Cache, key: str, today: date) -> State | None:
    """The last build, if its inputs were these and it still holds today."""
    note = memory.note("state")
    if not note or note[0] != key or not note[1] <= today.isoformat() <= note[2]:
        return None
    summary = Summary(**note[3])
    summary = replace(summary, made=0, kept=summary.made + summary.kept, removed=0)
    return State(summary, unpack_problems(note[4]), *note[5:])


def is_unchanged(memory: Cache, target: Target, state: State) -> bool:
    """True when the output folder is just as that build left it, with nothing of anybody else's in it."""
    if len(target.stamps) != len(target.ledger) + 1 or digest(read_bytes(target.folder)) != state.ledger:
        return False
    rows = memory.pool("outputs")
    return all(
        path in rows and rows[path][1] == found and is_intact(target, path, rows[path], memory)
        for path, found in target.ledger.items()
    )
