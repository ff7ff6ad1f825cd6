"""What builds remember of one output folder: its outputs, chapters and ledger, and what the last build depended on.

`BuildMemory` alone knows how this lies in the cache file. What of it may stand is judged in `staleness`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.machine.cache import Cache, Pool
from generator.machine.tree import Stamp

if TYPE_CHECKING:  # a build that finds nothing to do asks for no chapters
    from generator.build.chapters import RememberedChapter

LEDGER, LAST_BUILD = "ledger", "last build"


class RememberedOutput(NamedTuple):
    """A published file: the fingerprint it was made for, the digest of its bytes, its stamp as it was left."""

    fingerprint: str
    digest: str
    stamp: Stamp


class RememberedLedger(NamedTuple):
    """The ledger as it was left: its stamp, and how many files it lists."""

    stamp: Stamp
    files: int


class SiteInputs(NamedTuple):
    """What a finished build depended on, but for its output folder: digests, names, and the days on which it holds."""

    options: str
    site_file: str  # `site.yaml` and the file of synonyms
    synonyms: str  # the path of that file
    province: str
    themes: tuple[str, ...]  # the theme and those it extends
    theme: str
    content: str
    first_day: str  # ISO dates
    last_day: str


class LastBuild(NamedTuple):
    """A finished build: what it depended on, the digest of the output folder's stamps, what it answered (`last_build`)."""

    inputs: SiteInputs
    output: str
    answer: dict[str, Any]


OUTPUTS = Pool("outputs", RememberedOutput._make, tuple)


class BuildMemory:
    """The memory of one output folder in its cache file. Search keeps its own there, through `cache`."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    @property
    def outputs(self) -> Mapping[str, RememberedOutput]:
        """What was published, by path."""
        return self.cache.pool(OUTPUTS)

    @property
    def digests(self) -> dict[str, str]:
        """Path -> digest of everything that was published."""
        return {path: output.digest for path, output in self.outputs.items()}

    @property
    def chapters(self) -> Mapping[str, RememberedChapter]:
        """The chapters of what was published, by name."""
        from generator.build.chapters import CHAPTERS

        return self.cache.pool(CHAPTERS)

    @property
    def ledger(self) -> RememberedLedger | None:
        """The ledger as it was left."""
        note = self.cache.note(LEDGER)
        return RememberedLedger(tuple(note[0]), note[1]) if note else None

    @property
    def last_build(self) -> LastBuild | None:
        """The last build that came to its end."""
        note = self.cache.note(LAST_BUILD)
        return LastBuild(SiteInputs(*note[0]), *note[1:]) if note else None

    def keep_output(self, path: str, output: RememberedOutput) -> None:
        """Remember a file as it was published, or as it was found to be the same."""
        self.cache.keep(OUTPUTS, path, output)

    def keep_chapter(self, name: str, chapter: RememberedChapter) -> None:
        """Remember a chapter, after its outputs were published."""
        from generator.build.chapters import CHAPTERS

        self.cache.keep(CHAPTERS, name, chapter)

    def forget_others(self, chapters: Container[str], outputs: Container[str]) -> None:
        """Forget what is no longer part of the site: all chapters and outputs but these."""
        from generator.build.chapters import CHAPTERS

        self.cache.release(CHAPTERS, [name for name in self.chapters if name not in chapters])
        self.cache.release(OUTPUTS, [path for path in self.outputs if path not in outputs])

    def keep_ledger(self, stamp: Stamp) -> None:
        """Remember how the ledger was left. Expects all outputs to be remembered."""
        self.cache.remember(LEDGER, RememberedLedger(stamp, len(self.outputs)))

    def keep_last_build(self, build: LastBuild) -> None:
        """Remember a build that came to its end."""
        self.cache.remember(LAST_BUILD, build)
