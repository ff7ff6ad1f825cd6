"""The one build path (cold build, rebuild, preview, CI). Ends at once when the last build still stands."""

from __future__ import annotations

import time
from dataclasses import replace

from generator.build.code_digest import code_digest
from generator.build.disk import Disk
from generator.build.lock import build_lock
from generator.build.options import Options, Progress, Result, quiet
from generator.build.state import recall
from generator.content.cache import Cache, CacheDamagedError
from generator.model.address import SITE_FILE


def build(options: Options, progress: Progress = quiet) -> Result:
    """Build a site.

    Raises NotOursError (the output folder is somebody else's), LockedError (another build holds the lock) and OSError
    (disk, rights).
    """
    started = time.perf_counter()
    if not (options.site / SITE_FILE).exists():  # nothing is left behind in a folder that is no site
        from generator.content.site_file import read_settings

        return Result(problems=tuple(read_settings(options.site)[2]), site=options.site)
    with build_lock(options.cache_folder / "kunci"):
        try:
            result = _build_once(options, progress)
        except CacheDamagedError:
            options.memory_file.unlink(missing_ok=True)
            (options.cache_folder / "isi.sqlite").unlink(missing_ok=True)
            result = _build_once(options, progress)
    return replace(result, summary=replace(result.summary, seconds=time.perf_counter() - started), site=options.site)


def _build_once(options: Options, progress: Progress) -> Result:
    salt = code_digest(options.cache_folder / "kode")
    cache = Cache(options.cache_folder / "isi.sqlite", salt)
    memory = Cache(options.memory_file, salt)
    disk = Disk(options, cache, memory)
    try:
        result = None if options.force or options.check_only else recall(options, memory, disk)
        if result is None:
            from generator.build.anew import build_anew

            result = build_anew(options, cache, memory, disk, progress)
        cache.save()
        memory.save()
        return result
    finally:
        cache.close()
        memory.close()
