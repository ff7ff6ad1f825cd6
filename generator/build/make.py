"""Making stale outputs: fingerprints against the ledger's memory, then recipes run into the staging folder."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.build.workers import Died, run
from generator.content.cache import Cache
from generator.content.sources import spell_stat
from generator.images.photo import photo_jpeg
from generator.model import rules
from generator.model.digest import digest, digest_texts, spell
from generator.model.output import Output, RecipeFaultError
from generator.model.problem import Place, Problem

Stats = Mapping[str, "os.stat_result | None"]
Progress = Callable[[str, int, int], None]


class Task(NamedTuple):
    """One output to make into `file`."""

    output: Output
    file: str


class Made(NamedTuple):
    """An output that was made: the digest of its bytes, and the stat of its staged file."""

    path: str
    digest: str


class Bug(NamedTuple):
    """A recipe that failed through no fault of content or theme."""

    path: str
    traceback: str


def fingerprint_of(output: Output) -> str:
    """The digest of everything that an output's bytes depend on, but for the code: the cache is salted with that."""
    recipe = output.recipe
    return digest_texts(recipe.__module__, recipe.__qualname__, spell(output.inputs))


@dataclass(frozen=True)
class Standing:
    """What of the plan is in `output/` already. `fresh` maps a path to the digest of its bytes."""

    fresh: dict[str, str]
    stale: tuple[Output, ...]
    fingerprints: dict[str, str]


def compare(outputs: Mapping[str, Output], cache: Cache, folder: Path, stats: Stats, *, force: bool) -> Standing:
    """Which outputs must be made: those whose fingerprint changed, or whose file is not as we left it."""
    known = {} if force else {row[0]: row for row in cache.rows("outputs")}
    fresh, stale, fingerprints = {}, [], {}
    for path, output in outputs.items():
        fingerprints[path] = fingerprint_of(output)
        row = known.get(path)
        if row and row[1] == fingerprints[path] and is_intact(folder, path, row, stats, cache):
            fresh[path] = row[2]
        else:
            stale.append(output)
    return Standing(fresh, tuple(stale), fingerprints)


def is_intact(folder: Path, path: str, row: tuple[str, ...], stats: Stats, cache: Cache) -> bool:
    """True when the file at `path` still holds the bytes we put there. `row`: (path, fingerprint, digest, stat)."""
    stat = stats.get(path)
    if stat is None:
        return False
    if row[3] == spell_stat(stat):
        return True
    now = time.time_ns()
    try:
        same = digest((folder / path).read_bytes()) == row[2]
    except OSError:
        return False
    if same:
        cache.put("outputs", *row[:3], spell_stat(stat, now))
    return same


def make(tasks: list[Task], jobs: int, progress: Progress) -> tuple[list[Made], list[Problem], list[Bug]]:
    """Run the recipes. Photos are decoded in processes of their own, which may die without taking the build along."""
    made: list[Made] = []
    problems: list[Problem] = []
    bugs: list[Bug] = []
    risky = [task for task in tasks if task.output.recipe is photo_jpeg]
    plain = [task for task in tasks if task.output.recipe is not photo_jpeg]
    done = 0
    for group, is_risky in ((plain, False), (risky, True)):
        for result in run(perform, group, jobs, risky=is_risky):
            done += 1
            progress("Membuat", done, len(tasks))
            if isinstance(result, Made):
                made.append(result)
            elif isinstance(result, Problem):
                problems.append(result)
            elif isinstance(result, Died):
                problems.append(_died(result.item.output))
            else:
                bugs.append(result)
    return made, problems, bugs


def perform(task: Task) -> Made | Problem | Bug:
    """Make one output; what worker processes run."""
    output = task.output
    try:
        data = output.recipe(*output.inputs)
    except RecipeFaultError as fault:
        place = Place(fault.path or output.source or output.path, fault.spot)
        about = "" if fault.path in ("", output.source) else f" (saat membuat {output.source or output.path})"
        return Problem(place, fault.rule, fault.message + about, fault.hint, "", fault.rule.severity)
    except Exception:  # noqa: BLE001 - around one recipe: a bug in it must name its output
        return Bug(output.path, traceback.format_exc())
    Path(task.file).write_bytes(data)
    return Made(output.path, digest(data))


def _died(output: Output) -> Problem:
    rule = rules.WORKER_DIED
    return Problem(Place(output.source or output.path), rule, f'Pembuatan "{output.path}" terhenti paksa: berkas ini terlalu berat atau rusak.',
                   "Perkecil atau ganti berkas ini. Bila semua berkas begitu, memori mesin tidak cukup.", "", rule.severity)  # fmt: skip


def remember(
    cache: Cache,
    folder: Path,
    paths: Iterable[str],
    fingerprints: Mapping[str, str],
    digests: Mapping[str, str],
) -> None:
    """Note what was published, with the stat it has now."""
    now = time.time_ns()
    for path in paths:
        stat = os.stat(folder / path)
        cache.put("outputs", path, fingerprints[path], digests[path], spell_stat(stat, now))
