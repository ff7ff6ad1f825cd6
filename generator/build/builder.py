"""The one build path (cold build, rebuild, preview, CI). Ends at once when the last build still stands."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.build.code_digest import code_digest
from generator.build.context import BuildContext
from generator.build.disk import Disk
from generator.build.last_build import recall
from generator.build.memory import BuildMemory
from generator.build.options import NO_PREVIEW, Options, PreviewMode, Progress, quiet
from generator.machine.cache import Cache, CacheDamagedError
from generator.machine.lock import WAIT_SECONDS, build_lock
from generator.machine.retry import retried
from generator.machine.tree import Tree
from generator.model.address import SITE_FILE
from generator.reports.build_result import Result


def build(options: Options, progress: Progress = quiet, preview: PreviewMode = NO_PREVIEW) -> Result:
    """Build a site.

    Raises NotOursError (the output folder is somebody else's), LockedError (another build holds the lock) and OSError
    (disk, rights).
    """
    return Builder()(options, progress, preview)


class Builder:
    """Builds one site again and again, and reads what was remembered once, as long as nobody else writes it.

    Between two builds no file stays open, so that anybody can remove them, on Windows too.
    """

    def __init__(self) -> None:
        self._kept: dict[Path, Cache] = {}
        self._salt = ""  # of the code that runs: what is edited while it does so counts with the next process
        self._listed: Tree | None = None  # what `content/` held

    def __call__(self, options: Options, progress: Progress = quiet, preview: PreviewMode = NO_PREVIEW) -> Result:
        """See `build`."""
        started = time.perf_counter()
        if not (options.site / SITE_FILE).exists():  # nothing is left behind in a folder that is no site
            from generator.content.site_file import read_settings

            return Result(problems=tuple(read_settings(options.site)[2]), site=options.site)
        result = self._recall(options, progress, preview)
        if result is None:
            with build_lock(options.cache_folder / "kunci", 0 if preview.pages_first else WAIT_SECONDS):
                try:
                    result = self._build(options, progress, preview)
                except CacheDamagedError:
                    retried(options.memory_file.unlink, missing_ok=True)
                    retried(options.content_file.unlink, missing_ok=True)
                    result = self._build(options, progress, preview)
        summary = replace(result.summary, seconds=time.perf_counter() - started)
        return replace(result, summary=summary, site=options.site)

    def _recall(self, options: Options, progress: Progress, preview: PreviewMode) -> Result | None:
        """What the last build said, if it stands: to say so changes nothing, so that it needs no lock."""
        if options.force or options.check_only or preview.pages_first:
            return None
        try:
            with self._context(options, progress, preview, may_begin=False) as context:
                return recall(context)
        except CacheDamagedError:
            return None

    def _build(self, options: Options, progress: Progress, preview: PreviewMode) -> Result:
        from generator.build.full_build import full_build

        with self._context(options, progress, preview, may_begin=True) as context:
            result = full_build(context)
            context.cache.save()
            context.memory.cache.save()
        return result

    @contextlib.contextmanager
    def _context(
        self, options: Options, progress: Progress, preview: PreviewMode, *, may_begin: bool
    ) -> Iterator[BuildContext]:
        self._salt = self._salt or code_digest(options.cache_folder / "kode")
        last, self._listed = self._listed, None  # unless this build comes to its end
        with self._open(options.content_file, may_begin) as cache, self._open(options.memory_file, may_begin) as file:
            memory = BuildMemory(file)
            disk = Disk(options, preview, cache, memory, last)
            yield BuildContext(options, preview, cache, memory, disk, progress)
        self._listed = disk.listed

    @contextlib.contextmanager
    def _open(self, file: Path, may_begin: bool) -> Iterator[Cache]:
        """A cache, closed in the end. One that a build broke off with is not kept: it may hold what was never saved."""
        cache = self._kept.pop(file, None)
        if cache is None or not cache.resume():
            cache = Cache(file, self._salt, may_begin=may_begin)
        try:
            yield cache
        except BaseException:
            cache.close()
            raise
        cache.pause()
        self._kept[file] = cache
