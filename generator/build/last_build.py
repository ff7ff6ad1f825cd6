"""The one early exit: when all inputs, the outputs in place and the day's facts are as they were, the build is done.

What a build left behind is found again by seals: digests over the stamps of all content, and of all outputs. Nothing of the
content, the memory of outputs or the ledger is read for it, and no settings are parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from generator.build.disk import Disk, is_as_left, note_ledger
from generator.build.ledger import NAME as LEDGER
from generator.build.options import Options, resolve_today
from generator.content.problems import pack_problems, unpack_problems
from generator.content.scan import seal_of
from generator.machine.cache import Cache
from generator.machine.tree import seal
from generator.model.address import SITE_FILE
from generator.model.digest import digest, digest_texts
from generator.model.rules import Severity
from generator.reports.build_result import Result, Summary, settle
from generator.theme.theme_folders import ThemeFault, digest_of_chain

NOTE = "state"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a finished build depended on, but for its output folder. `days`: first and last day (ISO) on which it holds."""

    site_file: str  # digests, but for the names
    synonyms: str  # path of the file with them
    options: str
    themes: tuple[str, ...]  # the theme and those it extends
    theme: str
    province: str
    content: str
    days: tuple[str, str]


def settings_digest(site: Path, data: bytes, synonyms: str) -> str:
    """One digest over `site.yaml` (`data`) and the file of synonyms that it names, which may be missing."""
    try:
        named = digest((site / synonyms).read_bytes())
    except OSError:
        named = ""
    return digest_texts(digest(data), named)


def record(
    memory: Cache,
    folder: Path,
    inputs: Inputs,
    severities: Mapping[str, Severity],
    result: Result,
    before: Iterable[str],
) -> None:
    """Remember a finished build that was published into `folder`, in which the files `before` lay already.

    Expects `memory` to know all outputs.
    """
    ledger = note_ledger(memory, folder)
    outputs = memory.pool("outputs")
    # In the order of the folder, which is nearly the seal's own: sorting a shuffled list takes five times as long.
    stamps = {path: outputs[path][2] for path in before if path in outputs}
    if len(stamps) < len(outputs):
        stamps.update((path, row[2]) for path, row in outputs.items() if path not in stamps)
    memory.remember(NOTE, {
        "inputs": asdict(inputs), "output": seal({**stamps, LEDGER: ledger}), "summary": asdict(result.summary),
        "problems": pack_problems(result.problems), "severities": {name: item.name for name, item in severities.items()},
        "left out": result.left_out, "unpublished": dict(result.unpublished),
    })  # fmt: skip


def known_ledger(memory: Cache, disk: Disk) -> dict[str, str] | None:
    """Path -> digest of every file of ours, if the ledger's file is as the last build left it; None: it must be read."""
    if not is_as_left(memory, disk.output.files.get(LEDGER)):
        return None
    return {path: row[1] for path, row in memory.pool("outputs").items()}


def recall(options: Options, memory: Cache, disk: Disk) -> Result | None:
    """What the last build said, if its inputs are as they were, it holds today, and the output folder is as it was left.

    Raises nothing: what cannot be read now counts as changed.
    """
    note = memory.note(NOTE)
    if not note:
        return None
    inputs = Inputs(**note["inputs"])
    if not inputs.days[0] <= resolve_today(inputs.province, options).isoformat() <= inputs.days[1]:
        return None
    if seal_of(disk.content) != inputs.content:
        return None
    try:
        site_file = settings_digest(options.site, (options.site / SITE_FILE).read_bytes(), inputs.synonyms)
        theme = digest_of_chain(inputs.themes, options.site)
    except (OSError, ThemeFault):
        return None
    if (site_file, options.digest, theme) != (inputs.site_file, inputs.options, inputs.theme):
        return None
    if disk.output.others or seal(disk.output.files) != note["output"]:
        return None
    summary = Summary(**note["summary"])
    summary = replace(summary, made=0, kept=summary.made + summary.kept, removed=0)
    severities = {name: Severity[value] for name, value in note["severities"].items()}
    return Result(problems=tuple(settle(unpack_problems(note["problems"]), severities)), summary=summary, published=True,
                  left_out=note["left out"], unpublished=note["unpublished"])  # fmt: skip
