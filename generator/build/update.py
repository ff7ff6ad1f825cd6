"""Bringing the output folder up to date with a plan: compare, make, publish, remember."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.build.chapters import POOL as CHAPTERS
from generator.build.chapters import Planned
from generator.build.make import Task, make
from generator.build.options import Options, Progress
from generator.build.plan import Plan
from generator.build.publish import Changes, Staging, publish
from generator.build.target import Target, is_intact, remember
from generator.machine.cache import Cache
from generator.machine.workers import WORTH_IT, default_jobs
from generator.model.digest import digest_texts, spell
from generator.model.output import Output
from generator.model.problem import Problem
from generator.reports.host_limits import check_limits, check_other_hosts, figures_of, hosts_line
from generator.theme.render import compile_templates, render_page


class Published(NamedTuple):
    """The figures of what was published: files by what became of them, bytes, and which hosts take it in words."""

    made: int
    kept: int
    removed: int
    size: int
    hosts: str


class Updated(NamedTuple):
    """What came of it; `summary` is None when nothing was published."""

    summary: Published | None
    problems: tuple[Problem, ...] = ()
    bugs: tuple[str, ...] = ()
    ledger: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Compared:
    """What of the plan is in place already. `fresh` maps a path to the digest of its bytes."""

    fresh: dict[str, str]
    stale: tuple[Output, ...]
    fingerprints: dict[str, str]


def update(options: Options, plan: Plan, target: Target, memory: Cache, progress: Progress) -> Updated:
    """Make the stale outputs and publish. A fault in any of them publishes nothing."""
    found = compare(plan.chapters, memory, target, force=options.force)
    _compile(found.stale)
    with Staging(options.cache_folder, target.folder) as staging:
        tasks = [Task(output, os.fspath(staging / str(number))) for number, output in enumerate(found.stale)]
        made, problems, bugs = make(tasks, options.jobs or default_jobs(), progress)
        if problems or bugs:
            return Updated(None, tuple(problems), tuple(f"{bug.path}\n{bug.traceback}" for bug in bugs))
        digests = found.fresh | {item.path: item.digest for item in made}
        staged = {task.output.path: Path(task.file) for task in tasks}
        moved = {item.path: staged[item.path] for item in made if not target.holds(item.path, item.digest)}
        gone = tuple(sorted(target.ledger.keys() - digests.keys()))
        sizes = {path: seen[0] for path in found.fresh if (seen := target.stamps[path])}
        sizes |= {path: file.stat().st_size for path, file in staged.items()}
        publish(target.folder, staging, target.ledger, Changes(made=moved, gone=gone, ledger=digests))
    figures = figures_of(sizes, target.folder)
    counts = Published(len(moved), len(digests) - len(moved), len(gone), sum(sizes.values()), hosts_line(figures))
    remarks = (*target.foreign(digests), *check_limits(sizes), *check_other_hosts(figures))
    _remember_plan(plan, memory, digests)
    published = {item.path: (found.fingerprints[item.path], item.digest) for item in made}
    remember(memory, target.folder, published, gone)
    return Updated(counts, remarks, ledger=digests)


def _compile(stale: Sequence[Output]) -> None:
    """Compile the theme's templates once, where several processes are about to render with them."""
    if len(stale) >= WORTH_IT:
        for source in {output.inputs[0].source for output in stale if output.recipe is render_page}:
            compile_templates(source)


def _remember_plan(plan: Plan, memory: Cache, digests: Mapping[str, str]) -> None:
    """What stands from now on; forget what is no longer part of the site."""
    for chapter in plan.chapters:
        if chapter.outputs is not None:
            chapter.remember(memory)
    names = {chapter.name for chapter in plan.chapters}
    memory.release(CHAPTERS, [name for name in memory.pool(CHAPTERS) if name not in names])
    known = memory.pool("outputs")
    if len(known) != len(digests):
        memory.release("outputs", [path for path in known if path not in digests])


def fingerprint_of(output: Output) -> str:
    """The digest of everything that an output's bytes depend on, but for the code: the memory is salted with that."""
    recipe = output.recipe
    return digest_texts(recipe.__module__, recipe.__qualname__, spell(output.inputs))


def compare(chapters: Iterable[Planned], memory: Cache, target: Target, *, force: bool = False) -> Compared:
    """Which outputs must be made: those whose fingerprint changed, or whose file is not as we left it."""
    known = memory.pool("outputs")
    fresh, stale, fingerprints = {}, [], {}
    for chapter in chapters:
        if chapter.outputs is None:
            for path in chapter.paths:
                fresh[path] = known[path][1]
            continue
        for output in chapter.outputs:
            path = output.path
            fingerprints[path] = fingerprint_of(output)
            row = None if force else known.get(path)
            if row and row[0] == fingerprints[path] and is_intact(target, path, row, memory):
                fresh[path] = row[1]
            else:
                stale.append(output)
    return Compared(fresh, tuple(stale), fingerprints)
