"""The one early exit: when all inputs, the outputs in place and the day's facts are as they were, the build is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.content.cache import Cache
from generator.content.load import pack_problems, unpack_problems
from generator.model.digest import digest_texts
from generator.model.problem import Problem

if TYPE_CHECKING:
    from generator.build.make import Stats


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of the last line."""

    products: int = 0
    sellers: int = 0
    regions: int = 0
    made: int = 0
    kept: int = 0
    removed: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class State:
    """What a finished build left behind."""

    summary: Summary
    problems: tuple[Problem, ...]
    left_out: int
    outputs: str  # digest of the ledger


def record(
    cache: Cache, key: str, days: tuple[str, str], digests: Mapping[str, str], problems: Iterable[Problem],
    summary: Summary, left_out: int,
) -> None:  # fmt: skip
    """Remember a finished build by the key of its inputs, for the days on which it holds."""
    cache.remember("state", [key, *days, asdict(summary), pack_problems(problems), left_out, _spell(digests)])


def recall(cache: Cache, key: str, today: date) -> State | None:
    """The last build, if its inputs were these and it still holds today."""
    note = cache.note("state")
    if not note or note[0] != key or not note[1] <= today.isoformat() <= note[2]:
        return None
    summary = Summary(**note[3])
    kept = summary.made + summary.kept
    return State(
        Summary(summary.products, summary.sellers, summary.regions, 0, kept, 0),
        unpack_problems(note[4]),
        note[5],
        note[6],
    )


def is_unchanged(cache: Cache, folder: Path, stats: Stats, ledger: Mapping[str, str], state: State) -> bool:
    """True when the output folder is just as that build left it, foreign files included in neither case."""
    from generator.build.make import is_intact

    if _spell(ledger) != state.outputs or len(stats) != len(ledger) + 1:
        return False
    rows = {row[0]: row for row in cache.rows("outputs")}
    return all(path in rows and rows[path][2] == digest and is_intact(folder, path, rows[path], stats, cache)
               for path, digest in ledger.items())  # fmt: skip


def _spell(digests: Mapping[str, str]) -> str:
    return digest_texts(*[part for path in sorted(digests) for part in (path, digests[path])])
