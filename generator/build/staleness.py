"""May this stand? Of the site, its ledger, a chapter, an output: values in, answers out. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal, Protocol

from generator.build.memory import LastBuild, RememberedLedger, RememberedOutput
from generator.machine.tree import Stamp

if TYPE_CHECKING:
    from generator.build.chapters import RememberedChapter

Verdict = Literal["stands", "uncertain", "stale"]  # uncertain: its bytes must be compared


class SiteNow(Protocol):
    """What a build would depend on now; an empty digest stands for what cannot be told. Asked in this order."""

    @property
    def day(self) -> str:
        """The day that the build is for (ISO)."""

    @property
    def content(self) -> str:
        """Digest of the stamps of all content."""

    @property
    def options(self) -> str:
        """Digest of the options that outputs depend on."""

    @property
    def site_file(self) -> str:
        """Digest of the settings."""

    @property
    def theme(self) -> str:
        """Digest of the theme and those it extends."""

    @property
    def output(self) -> str:
        """Digest of the stamps of all files in the output folder."""


def site_stands(last: LastBuild, now: SiteNow) -> bool:
    """True when a build would find all that the last one depended on, its day's facts, and its outputs as they were."""
    inputs = last.inputs
    return (
        inputs.first_day <= now.day <= inputs.last_day
        and "" != now.content == inputs.content
        and now.options == inputs.options
        and "" != now.site_file == inputs.site_file
        and "" != now.theme == inputs.theme
        and "" != now.output == last.output
    )


def ledger_stands(ledger: RememberedLedger | None, stamp: Stamp | None, outputs: int) -> bool:
    """True when the ledger's file is as it was left, and the memory knows all of the outputs that it lists."""
    return ledger is not None and ledger == (stamp, outputs)  # fewer: part of the memory was damaged


def files_as_left(outputs: Mapping[str, RememberedOutput], stamps: Mapping[str, Stamp | None]) -> set[str]:
    """The paths of our files whose stamps are those that they were left with."""
    return {path for path, output in outputs.items() if stamps.get(path) == output.stamp}


def chapter_stands(chapter: RememberedChapter | None, digest: str, as_left: set[str]) -> bool:
    """True when a chapter would list what it listed, and all of that lies there as it was left."""
    return chapter is not None and chapter.digest == digest and as_left.issuperset(chapter.paths)


def output_verdict(output: RememberedOutput | None, fingerprint: str, stamp: Stamp | None) -> Verdict:
    """Whether a file would be made of the same, and lies there as it was left. `stamp`: as it lies there, if it does."""
    if output is None or output.fingerprint != fingerprint or stamp is None:
        return "stale"
    return "stands" if output.stamp == stamp else "uncertain"


def was_published_together(paths: Collection[str], ledger: Mapping[str, str]) -> bool:
    """True when these paths are those that the ledger lists: then no two of them are one."""
    return len(paths) == len(ledger) and ledger.keys() == set(paths)
