"""Reading content for a build: in worker processes when many files changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generator.build.context import BuildContext
from generator.content.load import Content, ReadTask, load_content
from generator.content.parse import ParseContext, Parsed
from generator.content.scan import Scan
from generator.machine.workers import WorkerFailure, default_jobs, run
from generator.model import rules
from generator.model.problem import problem_at
from generator.model.settings import Settings


def read_content(scan: Scan, settings: Settings, today: date, context: BuildContext) -> Content:
    """What the files of a scan say, as of a day."""
    jobs = context.options.jobs or default_jobs()
    curated_only, base_url = settings.curation.required, settings.base_url
    parsing = ParseContext(settings.province, settings.categories, curated_only, settings.admin, today, base_url)

    def read_all(function: Callable[[ReadTask], Parsed], tasks: list[ReadTask]) -> Iterator[Parsed]:
        for done, item in enumerate(run(function, tasks, jobs), 1):
            context.progress("Membaca", done, len(tasks))
            yield _unreadable(item.item.path) if isinstance(item, WorkerFailure) else item

    return load_content(scan, parsing, context.cache, read_all, settings.synonyms)


def _unreadable(path: str) -> Parsed:
    message, hint = "Berkas ini menghentikan pembacanya.", "Sederhanakan isinya, lalu ulangi."
    return Parsed.unread(path, problem_at("content/" + path, rules.WORKER_DIED, message, hint))
