"""Reading content for a build: in worker processes when many files changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from generator.build.context import BuildContext
from generator.content.csv_table import tables_of
from generator.content.figure_tables import FOLDER as FIGURES
from generator.content.figure_tables import read_figures
from generator.content.intent_table import read_intents
from generator.content.load import Content, ReadTask, load_content
from generator.content.office_rules import read_office_rules
from generator.content.parse import ParseContext, Parsed
from generator.content.scan import Scan
from generator.content.synonym_file import read_synonym_pairs
from generator.machine.workers import WorkerFailure, default_jobs, run
from generator.model import rules
from generator.model.problem import Problem, problem_at
from generator.model.region import Atlas
from generator.model.settings import Settings

MOST_NAMED = 10  # files that one problem names


def read_content(scan: Scan, settings: Settings, today: date, context: BuildContext) -> Content:
    """What the files of a scan say, as of a day."""
    jobs = context.options.jobs or default_jobs()
    curated_only, base_url = settings.curation.required, settings.base_url
    book, rule_problems = read_office_rules(context.options.content, today)
    tables = tables_of(context.options.content, FIGURES)
    figures = read_figures(tables, Atlas.of(settings.province), settings.categories, today)
    intents, intent_problems = read_intents(context.options.content)
    synonym_problems = _synonym_problems(context, settings.synonyms)
    settled = (settings.province, settings.categories, curated_only, settings.admin)
    parsing = ParseContext(*settled, today, base_url, book.on(today))

    def read_all(function: Callable[[ReadTask], Parsed], tasks: list[ReadTask]) -> Iterator[Parsed]:
        for done, item in enumerate(run(function, tasks, jobs), 1):
            context.progress("Membaca", done, len(tasks))
            yield _unreadable(item.item.path) if isinstance(item, WorkerFailure) else item

    content = load_content(scan, parsing, context.cache, read_all, settings.synonyms)
    originals = {(row.kind, row.slug) for row in content.rows if row.language == "id"}
    unshown = [row.path for row in content.rows if row.language == "en" and (row.kind, row.slug) in originals]
    problems = [] if settings.english else map(_unshown, unshown)
    first_day, last_day = content.days
    return replace(
        content,
        problems=(
            *_gathered(content.problems),
            *rule_problems,
            *figures.problems,
            *intent_problems,
            *synonym_problems,
            *problems,
        ),
        rules=parsing.rules,
        figures=figures.rows,
        intents=intents,
        days=(first_day, min(last_day, figures.last_day.isoformat())),
    )


def _synonym_problems(context: BuildContext, path: str) -> list[Problem]:
    """What is wrong with the file of synonyms at `path` (below the site); it may be missing. Raises OSError."""
    file = context.options.site / path
    return read_synonym_pairs(file.read_bytes(), path)[1] if file.is_file() else []


def _gathered(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """The problems, with the links to one platform that has closed as one: it may have hundreds."""
    closed: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.rule is rules.CLOSED_PLATFORM:
            closed.setdefault(problem.message, []).append(problem)
        else:
            yield problem
    for message, links in closed.items():
        others = sorted({link.place.path for link in links} - {links[0].place.path})
        if len(links) > 1:
            message += f" Begitu juga {len(links) - 1} tautan lain"
            message += (
                f" di {', '.join(others[:MOST_NAMED])}{', …' if len(others) > MOST_NAMED else ''}." if others else "."
            )
        yield replace(links[0], message=message)


def _unshown(path: str) -> Problem:
    message = "Terjemahan ini tidak tampil, sebab site.yaml tidak menyebut bahasa Inggris."
    hint = "Tulis bahasa: [id, en] di site.yaml, atau hapus berkas ini."
    return problem_at("content/" + path, rules.UNSHOWN_TRANSLATION, message, hint)


def _unreadable(path: str) -> Parsed:
    message, hint = "Berkas ini menghentikan pembacanya.", "Sederhanakan isinya, lalu ulangi."
    return Parsed.unread(path, problem_at("content/" + path, rules.WORKER_DIED, message, hint))
