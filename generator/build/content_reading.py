"""Reading content for a build: in worker processes when many files changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generator.build.options import Progress
from generator.content.load import Content, Work, load_content
from generator.content.parse import ParseContext, Parsed
from generator.content.scan import Scan
from generator.machine.cache import Cache
from generator.machine.workers import Died, default_jobs, run
from generator.model import rules
from generator.model.problem import WHOLE_FILE, Log
from generator.model.settings import Settings


def read_content(
    scan: Scan, settings: Settings, today: date, cache: Cache, jobs: int | None, progress: Progress
) -> Content:
    """What the files of a scan say. `jobs`: worker processes at most; None: one per processor."""
    curated_only, base_url = settings.curation.required, settings.base_url
    context = ParseContext(settings.province, settings.categories, curated_only, settings.admin, today, base_url)

    def read_all(function: Callable[[Work], Parsed], work: list[Work]) -> Iterator[Parsed]:
        for done, item in enumerate(run(function, work, jobs or default_jobs()), 1):
            progress("Membaca", done, len(work))
            yield _unreadable(item.item[0]) if isinstance(item, Died) else item

    return load_content(scan, context, cache, read_all, settings.synonyms)


def _unreadable(path: str) -> Parsed:
    log = Log("content/" + path)
    log.add(rules.WORKER_DIED, WHOLE_FILE, "Berkas ini menghentikan pembacanya.", "Sederhanakan isinya, lalu ulangi.")
    return Parsed.unread(path, log.problems[0])
