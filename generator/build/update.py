"""Bringing the output folder up to date with a plan: compare, make, publish, remember."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.chapters import Planned, RememberedChapter
from generator.build.context import BuildContext
from generator.build.make import Task, make
from generator.build.memory import BuildMemory, RememberedOutput
from generator.build.plan import Plan
from generator.build.publish import Changes, Staging, publish
from generator.build.staleness import output_verdict
from generator.build.target import Target, remember_outputs
from generator.machine.tree import stamp
from generator.machine.workers import WORTH_IT, default_jobs
from generator.model.digest import digest_texts, spell
from generator.model.output import Output
from generator.reports.build_result import Result
from generator.reports.host_limits import check_limits, check_other_hosts, figures_of, hosts_line
from generator.theme.render import compile_templates, render_page


@dataclass(frozen=True)
class Comparison:
    """What of a plan is in place already: path -> digest; what is not; the fingerprints of all that was listed."""

    in_place: dict[str, str]
    stale: tuple[Output, ...]
    fingerprints: dict[str, str]


def update(context: BuildContext, plan: Plan, target: Target) -> Result:
    """Make the stale outputs and publish. A fault in any of them publishes nothing."""
    options, memory = context.options, context.memory
    compared = compare(plan.chapters, memory, target, force=options.force)
    _compile(compared.stale)
    with Staging(options.cache_folder, target.folder) as staging:
        tasks = [Task(output, os.fspath(staging / str(number))) for number, output in enumerate(compared.stale)]
        made, problems, bugs = make(tasks, options.jobs or default_jobs(), context.progress)
        if problems or bugs:
            tracebacks = tuple(f"{bug.path}\n{bug.traceback}" for bug in bugs)
            return Result(problems=tuple(problems), summary=plan.summary, bugs=tracebacks)
        digests = compared.in_place | {item.path: item.digest for item in made}
        staged = {task.output.path: Path(task.file) for task in tasks}
        moved = {item.path: staged[item.path] for item in made if not target.holds(item.path, item.digest)}
        gone = tuple(sorted(target.ledger.keys() - digests.keys()))
        sizes = {path: seen[0] for path in compared.in_place if (seen := target.stamps[path])}
        sizes |= {path: file.stat().st_size for path, file in staged.items()}
        publish(target.folder, staging, target.ledger, Changes(made=moved, gone=gone, ledger=digests))
    _remember_plan(plan, memory, digests)
    published = {item.path: (compared.fingerprints[item.path], item.digest) for item in made}
    remember_outputs(memory, target.folder, published, gone)
    figures = figures_of(sizes, target.folder)
    problems = [*target.foreign(digests), *check_limits(sizes), *check_other_hosts(figures)]
    summary = replace(
        plan.summary,
        made=len(moved),
        kept=len(digests) - len(moved),
        removed=len(gone),
        size=sum(sizes.values()),
        hosts=hosts_line(figures),
    )
    return Result(problems=tuple(problems), summary=summary, published=True, files=digests)


def _compile(stale: Sequence[Output]) -> None:
    """Compile the theme's templates once, where several processes are about to render with them."""
    if len(stale) >= WORTH_IT:
        for source in {output.inputs[0].source for output in stale if output.recipe is render_page}:
            compile_templates(source)


def _remember_plan(plan: Plan, memory: BuildMemory, digests: Mapping[str, str]) -> None:
    """What stands from now on; forget what is no longer part of the site."""
    for chapter in plan.chapters:
        if chapter.outputs is not None:
            memory.keep_chapter(chapter.name, RememberedChapter(chapter.digest, chapter.paths, chapter.facts))
    memory.forget_others({chapter.name for chapter in plan.chapters}, digests)


def fingerprint_of(output: Output) -> str:
    """The digest of everything that an output's bytes depend on, but for the code: the memory is salted with that."""
    recipe = output.recipe
    return digest_texts(recipe.__module__, recipe.__qualname__, spell(output.inputs))


def compare(chapters: Iterable[Planned], memory: BuildMemory, target: Target, *, force: bool = False) -> Comparison:
    """Which outputs must be made: those whose fingerprint changed, or whose file is not as we left it."""
    outputs = memory.outputs
    in_place: dict[str, str] = {}
    stale, fingerprints = [], {}
    for chapter in chapters:
        if chapter.outputs is None:
            in_place.update((path, outputs[path].digest) for path in chapter.paths)
            continue
        for output in chapter.outputs:
            path = output.path
            fingerprints[path] = fingerprint_of(output)
            remembered = None if force else outputs.get(path)
            if remembered and _is_in_place(path, remembered, fingerprints[path], memory, target):
                in_place[path] = remembered.digest
            else:
                stale.append(output)
    return Comparison(in_place, tuple(stale), fingerprints)


def _is_in_place(
    path: str, remembered: RememberedOutput, fingerprint: str, memory: BuildMemory, target: Target
) -> bool:
    """True when a file stands as we left it, or has been touched but holds the same bytes: that is remembered."""
    verdict = output_verdict(remembered, fingerprint, target.stamps.get(path))
    if verdict != "uncertain":
        return verdict == "stands"
    now = time.time_ns()
    is_same = target.holds(path, remembered.digest)
    if is_same:
        memory.keep_output(path, remembered._replace(stamp=stamp((target.folder / path).stat(), now)))
    return is_same
