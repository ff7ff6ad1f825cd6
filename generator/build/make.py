"""Making stale outputs: fingerprints against the ledger's memory, then recipes run into the staging folder."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.build.options import Progress
from generator.images.photo import photo_variant
from generator.images.share_card import share_cloth, share_photo
from generator.machine.cache import CacheDamagedError
from generator.machine.workers import WorkerFailure, run
from generator.model import rules
from generator.model.digest import digest
from generator.model.numbers import format_number
from generator.model.output import Output, RecipeFaultError
from generator.model.problem import Place, Problem, problem_at
from generator.model.rules import Rule

# Recipes that decode bytes of unknown origin; their first input is the photo's file.
RISKY = (photo_variant, share_photo)


class Task(NamedTuple):
    """One output to make into `file`."""

    output: Output
    file: str


class MadeOutput(NamedTuple):
    """An output that was made: the digest of its bytes, and the stat of its staged file."""

    path: str
    digest: str


class Bug(NamedTuple):
    """A recipe that failed through no fault of content or theme."""

    path: str
    traceback: str


def make(tasks: list[Task], jobs: int, progress: Progress) -> tuple[list[MadeOutput], list[Problem], list[Bug]]:
    """Run the recipes. Photos are decoded in processes of their own, which may die without taking the build along."""
    made: list[MadeOutput] = []
    problems: list[Problem] = []
    bugs: list[Bug] = []
    risky: dict[str, list[Task]] = {}  # by photo: all its outputs come from one decoding
    plain = []
    for task in tasks:
        if task.output.recipe in RISKY:
            risky.setdefault(task.output.inputs[0].digest, []).append(task)
        else:
            plain.append(task)
    plain.sort(
        key=lambda task: task.output.recipe is not share_cloth
    )  # these take longest: at the end one worker would wait
    decoded = run(perform_photo, list(risky.values()), jobs, risky=True)
    results = chain(run(perform, plain, jobs), chain.from_iterable(map(_each, decoded)))
    for done, result in enumerate(results, 1):
        progress("Membuat", done, len(tasks))
        if isinstance(result, MadeOutput):
            made.append(result)
        elif isinstance(result, Problem):
            problems.append(result)
        elif isinstance(result, WorkerFailure):
            problems.append(_died(result.item.output))
        else:
            bugs.append(result)
    return made, _grouped(problems), bugs


def _grouped(problems: list[Problem]) -> list[Problem]:
    """One problem for each fault: a template that fails for a thousand pages is named once."""
    groups: dict[tuple[Place, Rule, str], list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: (problem.order, problem.hint)):
        groups.setdefault((problem.place, problem.rule, problem.message), []).append(problem)
    return [
        replace(first, hint=f"{first.hint} Begitu juga {format_number(len(others))} halaman lain.".strip())
        if others
        else first
        for first, *others in groups.values()
    ]


def perform_photo(tasks: list[Task]) -> list[MadeOutput | Problem | Bug]:
    """Make all outputs of one photo. One that cannot be decoded costs one message."""
    results: list[MadeOutput | Problem | Bug] = []
    for task in tasks:
        results.append(perform(task))
        if isinstance(results[-1], Problem):
            break
    return results


def _each(
    results: list[MadeOutput | Problem | Bug] | WorkerFailure,
) -> Sequence[MadeOutput | Problem | Bug | WorkerFailure]:
    """The results of one photo; when it killed its process, the first of its outputs stands for all."""
    return [WorkerFailure(results.item[0])] if isinstance(results, WorkerFailure) else results


def perform(task: Task) -> MadeOutput | Problem | Bug:
    """Make one output; what worker processes run."""
    output = task.output
    try:
        data = output.recipe(*output.inputs)
    except RecipeFaultError as fault:
        place = Place(fault.path or output.source or output.path, fault.spot)
        return Problem(place, fault.rule, fault.message, fault.hint, "", fault.rule.severity)
    except CacheDamagedError:  # no fault of the recipe: the build begins again without the cache
        raise
    except Exception:  # noqa: BLE001 - around one recipe: a bug in it must name its output
        return Bug(output.path, traceback.format_exc())
    Path(task.file).write_bytes(data)
    return MadeOutput(output.path, digest(data))


def _died(output: Output) -> Problem:
    message = f'Pembuatan "{output.path}" terhenti paksa: berkas ini terlalu berat atau rusak.'
    hint = "Perkecil atau ganti berkas ini. Bila semua berkas begitu, memori mesin tidak cukup."
    return problem_at(output.source or output.path, rules.WORKER_DIED, message, hint)
