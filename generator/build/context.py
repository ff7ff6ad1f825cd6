"""What all steps of one build share: how it was asked for, what is remembered, what lies on the disk."""

from __future__ import annotations

from typing import NamedTuple

from generator.build.disk import Disk
from generator.build.memory import BuildMemory
from generator.build.options import Options, PreviewMode, Progress
from generator.machine.cache import Cache
from generator.model.digest import digest_texts


class BuildContext(NamedTuple):
    """`cache` remembers what was read, `memory` what lies in the output folder."""

    options: Options
    preview: PreviewMode
    cache: Cache
    memory: BuildMemory
    disk: Disk
    progress: Progress

    @property
    def options_digest(self) -> str:
        """The digest of all that was asked for and outputs depend on."""
        options = self.options
        flags = (options.drafts, options.offline, self.preview.live, options.keep_going)
        return digest_texts(options.base_url, *map(str, flags))
