"""The one build path (cold build, rebuild, preview, CI): settings and theme, content, plan, make, publish, report."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.build.code_digest import code_digest
from generator.build.ledger import find_ledger, walk_output
from generator.build.lock import build_lock
from generator.build.options import Options, Progress, Result, Summary, faulty_paths, quiet, resolve_today, settle
from generator.build.state import is_unchanged, recall, record
from generator.content.cache import Cache, CacheDamagedError
from generator.content.scan import scan_content
from generator.content.site_file import read_settings
from generator.model.digest import digest, digest_texts
from generator.model.problem import Problem
from generator.model.settings import Settings

if TYPE_CHECKING:
    from generator.build.plan import Plan
    from generator.build.target import Target
    from generator.content.load import Content
    from generator.theme.theme import Theme


def build(options: Options, progress: Progress = quiet) -> Result:
    """Build a site.

    Raises NotOursError (the output folder is somebody else's), LockedError (another build holds the lock) and OSError
    (disk, rights).
    """
    started = time.perf_counter()
    settings, data, problems = read_settings(options.site)
    if settings is None:
        return Result(problems=tuple(problems), site=options.site)
    with build_lock(options.cache_folder / "kunci"):
        try:
            result = _build_once(options, settings, digest(data), problems, progress)
        except CacheDamagedError:
            options.memory_file.unlink(missing_ok=True)
            (options.cache_folder / "isi.sqlite").unlink(missing_ok=True)
            result = _build_once(options, settings, digest(data), problems, progress)
    found = dict.fromkeys(settle(result.problems, settings.severities))  # `keep_going` plans anew and finds some again
    ordered = sorted(found, key=lambda problem: problem.order)
    summary = replace(result.summary, seconds=time.perf_counter() - started)
    return replace(result, problems=tuple(ordered), summary=summary, site=options.site)


def _build_once(
    options: Options, settings: Settings, settings_digest: str, problems: Iterable[Problem], progress: Progress
) -> Result:
    cache = Cache(options.cache_folder / "isi.sqlite", code_digest())
    memory = Cache(options.memory_file, code_digest())
    try:
        result = _Build(options, settings, settings_digest, cache, memory, progress).run(problems)
        cache.save()
        memory.save()
        return result
    finally:
        cache.close()
        memory.close()


@dataclass(frozen=True)
class _Build:
    """What all steps of one build share: `cache` remembers what was read, `memory` what lies in the output folder."""

    options: Options
    settings: Settings
    settings_digest: str
    cache: Cache
    memory: Cache
    progress: Progress

    def run(self, problems: Iterable[Problem]) -> Result:
        """The story of a build."""
        from generator.theme.sources import ThemeFault, read_chain

        try:
            chain = read_chain(self.settings.theme, self.options.site)
            scan = scan_content(self.options.content, self.cache)
            today = resolve_today(self.settings.province, self.options)
            key = digest_texts(self.settings_digest, self.options.digest, chain.digest, scan.digest)
            target = self.target()
            if target and not self.options.force:
                old = recall(self.memory, key, today)
                if old and is_unchanged(self.memory, target, old):
                    return Result(problems=old.problems, summary=old.summary, published=True, left_out=old.left_out,
                                  unpublished=old.unpublished)  # fmt: skip
            from generator.build.reading import read_content
            from generator.theme.theme import theme_of

            theme = theme_of(chain, self.settings.theme_options)
            content = read_content(scan, self.settings, today, self.cache, self.options.jobs, self.progress)
            self.cache.save()  # what was read stays read, however the rest goes
            result = self.make(content, theme, target, [*problems, *content.problems])
        except ThemeFault as fault:
            return Result(problems=(*problems, *fault.problems))
        if result.published and target:
            from generator.build.photos import tidy

            tidy(self.options, content)
            record(self.memory, key, content.days, result)
        return result

    def target(self) -> Target | None:
        """The output folder as it is; None when nothing is to be published."""
        from generator.build.target import Target

        if self.options.check_only:
            return None
        ledger = find_ledger(self.options.folder, self.memory)
        return Target(self.options.folder, ledger, walk_output(self.options.folder, self.memory))

    def make(self, content: Content, theme: Theme, target: Target | None, problems: list[Problem]) -> Result:
        """Plan, make what is stale, publish. With `keep_going` again and again without what was found to be faulty."""
        from generator.build.plan import plan_build
        from generator.build.sieve import orphans, without
        from generator.build.unpublished import unpublished
        from generator.build.update import update
        from generator.theme.compiled import keep_compiled, recall_compiled

        faulty = self.errors(problems)
        if any(not path.startswith("content/") for path in faulty):
            return Result(problems=tuple(problems))  # settings that nothing can be planned with
        while True:
            blamed = faulty if self.options.keep_going else frozenset()
            plan = plan_build(self.options, self.settings, without(content, blamed), theme, self.cache, self.memory)
            found = [*plan.problems, *(orphans(plan.catalog) if blamed else ())]
            may_go_on = not (faulty | self.errors(found)) or self.can_leave_out(faulty)
            if not target or not may_go_on:
                return Result(problems=(*problems, *found), summary=_counted(plan), left_out=len(blamed))
            if not self.errors(found) - faulty:
                recall_compiled(self.cache)
                done = update(self.options, plan, target, self.memory, self.progress)
                keep_compiled(self.cache)
                if done.bugs:
                    return Result(problems=tuple(problems), bugs=done.bugs)
                found += done.problems
                if done.summary:
                    counts = replace(_counted(plan), **done.summary)
                    return Result(problems=(*problems, *found), summary=counts, published=True, left_out=len(blamed),
                                  unpublished=unpublished(plan.catalog))  # fmt: skip
            worse = faulty | self.errors(found)
            problems = [*problems, *found]
            if worse == faulty or not self.can_leave_out(worse):
                return Result(problems=tuple(problems), summary=_counted(plan))
            faulty = worse

    def errors(self, problems: Iterable[Problem]) -> frozenset[str]:
        """The places of what counts as an error on this site."""
        return faulty_paths(settle(problems, self.settings.severities))

    def can_leave_out(self, faulty: frozenset[str]) -> bool:
        """True when all that is faulty is content, and the editor asked to go on without it."""
        return self.options.keep_going and all(path.startswith("content/") for path in faulty)


def _counted(plan: Plan) -> Summary:
    catalog = plan.catalog
    regions = {card.region for card in catalog.sellers.values()}
    return Summary(products=len(catalog.products), sellers=len(catalog.sellers), regions=len(regions))
