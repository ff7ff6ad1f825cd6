"""A build that has something to do: settings and theme, content, plan, make, publish, and what to remember of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.build.content_reading import read_content
from generator.build.context import BuildContext
from generator.build.exclude_faulty import orphans, without
from generator.build.last_build import remember_build, settings_digest
from generator.build.ledger import find_ledger
from generator.build.memory import SiteInputs
from generator.build.options import resolve_today
from generator.build.photo_outputs import drop_unused_photos
from generator.build.plan import PlanInputs, plan_build
from generator.build.target import Target
from generator.build.unpublished import unpublished
from generator.build.update import update
from generator.content.scan import scan_content
from generator.content.site_file import read_settings
from generator.model import rules
from generator.model.problem import Problem
from generator.model.settings import Settings
from generator.reports.build_result import Result, faulty_paths, settle
from generator.theme.compiled import keep_compiled, recall_compiled
from generator.theme.theme import theme_of
from generator.theme.theme_folders import ThemeFault, read_chain


def full_build(context: BuildContext) -> Result:
    """Build, whatever the last build left behind. Raises CacheDamagedError when what is remembered cannot be read."""
    settings, site_file, problems = read_settings(context.options.site)
    if settings is None:
        result = Result(problems=tuple(problems))
    else:
        if context.options.base_url or context.preview.live:  # the address in the settings is not the one that counts
            problems = [problem for problem in problems if problem.rule is not rules.PLACEHOLDER_ADDRESS]
        try:
            result = _build(context, settings, site_file, problems)
        except ThemeFault as fault:
            result = Result(problems=(*problems, *fault.problems))
    told = dict.fromkeys(
        settle(result.problems, settings.severities if settings else None)
    )  # `keep_going` finds some twice
    return replace(result, problems=tuple(sorted(told, key=lambda problem: problem.order)))


def _build(context: BuildContext, settings: Settings, site_file: bytes, problems: list[Problem]) -> Result:
    """The story of a build."""
    options = context.options
    site_digest = settings_digest(options.site, site_file, settings.synonyms)
    chain = read_chain(settings.theme, options.site)
    theme = theme_of(chain, settings.theme_options)
    scan = scan_content(context.disk.content, options.content, context.cache)
    content = read_content(scan, settings, resolve_today(settings.province, options), context)
    context.cache.save()  # what was read stays read, however the rest goes
    target = None if options.check_only else _find_target(context)
    result = _publish(
        PlanInputs(context, settings, content, theme, target),
        [*problems, *theme.warnings(), *chain.remarks(), *content.problems],
    )
    if result.published and context.preview.pages_first:
        context.disk.remember_ledger()
    elif result.published:
        drop_unused_photos(options, content)
        themes = tuple(folder.theme for folder in chain.folders)
        of_settings = (context.options_digest, site_digest, settings.synonyms, settings.province)
        inputs = SiteInputs(*of_settings, themes, chain.digest, scan.digest, *content.days)
        remember_build(context, inputs, result, settings.severities)
    return result


def _find_target(context: BuildContext) -> Target:
    """The output folder as it is. Raises NotOursError when it is somebody else's."""
    memory, disk, folder = context.memory, context.disk, context.options.folder
    ledger = memory.digests if disk.has_ledger_as_left else find_ledger(folder, memory)
    return Target.of(folder, ledger, disk.output)


def _publish(inputs: PlanInputs, problems: list[Problem]) -> Result:
    """Plan, make and publish. With `keep_going` again and again, each time without what was found to be faulty."""
    faulty = _faulty_paths(inputs.settings, problems)
    if not _is_content(faulty):
        return Result(problems=tuple(problems))  # settings that nothing can be planned with
    while True:
        result = _attempt(inputs, faulty)
        problems = [*problems, *result.problems]
        worse = faulty | _faulty_paths(inputs.settings, result.problems)
        is_last = result.published or result.bugs or inputs.target is None or worse == faulty
        if is_last or not inputs.context.options.keep_going or not _is_content(worse):
            return replace(result, problems=tuple(problems))
        faulty = worse


def _attempt(inputs: PlanInputs, faulty: frozenset[str]) -> Result:
    """Plan, make and publish once, with what came of that alone. Nothing is made while something faulty is in the way."""
    options = inputs.context.options
    excluded = faulty if options.keep_going else frozenset()
    plan = plan_build(inputs._replace(content=without(inputs.content, excluded)))
    problems = (*plan.problems, *(orphans(plan.catalog) if excluded else ()))
    is_faulty = faulty != excluded or bool(_faulty_paths(inputs.settings, problems) - faulty)
    if inputs.target is None or is_faulty:
        return Result(problems=problems, summary=plan.summary)
    recall_compiled(inputs.context.cache)
    result = update(inputs.context, plan, inputs.target)
    keep_compiled(inputs.context.cache)
    return replace(
        result,
        problems=(*problems, *result.problems),
        left_out=len(excluded),
        unpublished=unpublished(plan.catalog) if options.drafts and result.published else {},
    )


def _faulty_paths(settings: Settings, problems: Iterable[Problem]) -> frozenset[str]:
    """The places of what counts as an error on this site."""
    return faulty_paths(settle(problems, settings.severities))


def _is_content(paths: Iterable[str]) -> bool:
    """True when an editor can go on without all of these."""
    return all(path.startswith("content/") for path in paths)
