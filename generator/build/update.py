"""Bringing the output folder up to date with a plan: compare, make, publish, remember."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.build.limits import check_limits
from generator.build.make import Task, make
from generator.build.options import Options, Progress
from generator.build.plan import Plan
from generator.build.publish import Changes, Staging, publish
from generator.build.target import Target, is_intact, remember
from generator.build.workers import default_jobs
from generator.content.cache import Cache
from generator.content.tree import Stamp
from generator.model.digest import digest_texts, spell
from generator.model.output import Output
from generator.model.problem import Problem


class Updated(NamedTuple):
    """What came of it: `made`, `kept` and `removed` as counts, `size` in bytes; none when nothing was published."""

    summary: dict[str, int]
    problems: tuple[Problem, ...] = ()
    bugs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """What of the plan is in place already. `fresh` maps a path to the digest of its bytes."""

    fresh: dict[str, str]
    stale: tuple[Output, ...]
    fingerprints: dict[str, str]


def update(options: Options, plan: Plan, target: Target, memory: Cache, progress: Progress) -> Updated:
    """Make the stale outputs and publish. A fault in any of them publishes nothing."""
    standing = compare(plan.outputs, memory, target, force=options.force)
    with Staging(options.cache_folder, target.folder) as staging:
        tasks = [Task(output, os.fspath(staging / str(number))) for number, output in enumerate(standing.stale)]
        made, problems, bugs = make(tasks, options.jobs or default_jobs(), progress)
        if problems or bugs:
            return Updated({}, tuple(problems), tuple(f"{bug.path}\n{bug.traceback}" for bug in bugs))
        digests = standing.fresh | {item.path: item.digest for item in made}
        staged = {task.output.path: Path(task.file) for task in tasks}
        moved = {item.path: staged[item.path] for item in made if not target.holds(item.path, item.digest)}
        gone = tuple(sorted(path for path in target.ledger if path not in digests))
        sizes = {path: size_of(target.stamps[path]) for path in standing.fresh}
        sizes |= {path: file.stat().st_size for path, file in staged.items()}
        publish(target.folder, staging, target.ledger, Changes(made=moved, gone=gone, ledger=digests))
    remember(memory, target.folder, {item.path: (standing.fingerprints[item.path], item.digest) for item in made})
    memory.release("outputs", [path for path in memory.pool("outputs") if path not in digests])
    memory.save()
    counts = {"made": len(moved), "kept": len(digests) - len(moved), "removed": len(gone), "size": sum(sizes.values())}
    return Updated(counts, (*target.foreign(digests), *check_limits(sizes)))


def size_of(seen: Stamp | None) -> int:
    """The bytes of a file."""
    return seen[0] if seen else 0


def fingerprint_of(output: Output) -> str:
    """The digest of everything that an output's bytes depend on, but for the code: the memory is salted with that."""
    recipe = output.recipe
    return digest_texts(recipe.__module__, recipe.__qualname__, spell(output.inputs))


def compare(outputs: Mapping[str, Output], memory: Cache, target: Target, *, force: bool = False) -> Standing:
    """Which outputs must be made: those whose fingerprint changed, or whose file is not as we left it."""
    known = {} if force else memory.pool("outputs")
    fresh, stale, fingerprints = {}, [], {}
    for path, output in outputs.items():
        fingerprints[path] = fingerprint_of(output)
        row = known.get(path)
        if row and row[0] == fingerprints[path] and is_intact(target, path, row, memory):
            fresh[path] = row[1]
        else:
            stale.append(output)
    return Standing(fresh, tuple(stale), fingerprints)
