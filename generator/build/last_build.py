"""The one early exit: when all inputs, the outputs in place and the day's facts are as they were, the build is done.

What a build left behind is told by digests over the stamps of all content, and of all outputs. Nothing of the content, the
memory of outputs or the ledger is read for it, and no settings are parsed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from generator.build.context import BuildContext
from generator.build.ledger import NAME as LEDGER
from generator.build.memory import LastBuild, SiteInputs
from generator.build.options import resolve_today
from generator.build.staleness import site_stands
from generator.content.problems import pack_problems, unpack_problems
from generator.content.scan import digest_of_listing
from generator.machine.tree import Stamp, digest_of_stamps
from generator.model.address import SITE_FILE
from generator.model.digest import digest, digest_texts
from generator.model.rules import Severity
from generator.reports.build_result import Result, Summary, settle
from generator.theme.theme_folders import ThemeFault, digest_of_chain


def recall(context: BuildContext) -> Result | None:
    """What the last build said, if a build today would find everything as it was; else None."""
    last = context.memory.last_build
    return _unpacked(last.answer) if last and site_stands(last, _SiteNow(context, last.inputs)) else None


class _SiteNow:
    """See `staleness.SiteNow`. What cannot be read now counts as changed."""

    def __init__(self, context: BuildContext, inputs: SiteInputs) -> None:
        self._context, self._inputs = context, inputs

    @property
    def day(self) -> str:
        return resolve_today(self._inputs.province, self._context.options).isoformat()

    @property
    def content(self) -> str:
        return digest_of_listing(self._context.disk.content)

    @property
    def options(self) -> str:
        return self._context.options_digest

    @property
    def site_file(self) -> str:
        site = self._context.options.site
        try:
            return settings_digest(site, (site / SITE_FILE).read_bytes(), self._inputs.synonyms)
        except OSError:
            return ""

    @property
    def theme(self) -> str:
        try:
            return digest_of_chain(self._inputs.themes, self._context.options.site)
        except (OSError, ThemeFault):
            return ""

    @property
    def output(self) -> str:
        listing = self._context.disk.output
        return "" if listing.others else digest_of_stamps(listing.files)


def settings_digest(site: Path, data: bytes, synonyms: str) -> str:
    """One digest over `site.yaml` (`data`) and the file of synonyms that it names, which may be missing."""
    try:
        named = digest((site / synonyms).read_bytes())
    except OSError:
        named = ""
    return digest_texts(digest(data), named)


def remember_build(
    context: BuildContext, inputs: SiteInputs, result: Result, severities: Mapping[str, Severity] | None
) -> None:
    """Remember a build that was published."""
    output = digest_of_stamps(_stamps_as_left(context))
    context.memory.keep_last_build(LastBuild(inputs, output, _packed(result, severities or {})))


def _stamps_as_left(context: BuildContext) -> dict[str, Stamp]:
    """Of all files that were published, the ledger among them. Expects the memory to know all outputs."""
    outputs, before = context.memory.outputs, context.disk.output.files
    # In the order of the folder, which is nearly that of the digest: sorting a shuffled list takes five times as long.
    stamps = {path: outputs[path].stamp for path in before if path in outputs}
    if len(stamps) < len(outputs):
        stamps.update((path, output.stamp) for path, output in outputs.items() if path not in stamps)
    return {**stamps, LEDGER: context.disk.remember_ledger()}


def _packed(result: Result, severities: Mapping[str, Severity]) -> dict[str, Any]:
    return {
        "summary": asdict(result.summary),
        "problems": pack_problems(result.problems),
        "severities": {name: item.name for name, item in severities.items()},
        "left out": result.left_out,
        "unpublished": dict(result.unpublished),
    }


def _unpacked(answer: Mapping[str, Any]) -> Result:
    """What a build that made nothing answers after the one that answered so."""
    summary = Summary(**answer["summary"])
    severities = {name: Severity[value] for name, value in answer["severities"].items()}
    return Result(
        problems=tuple(settle(unpack_problems(answer["problems"]), severities)),
        summary=replace(summary, made=0, kept=summary.made + summary.kept, removed=0),
        published=True,
        left_out=answer["left out"],
        unpublished=answer["unpublished"],
    )
