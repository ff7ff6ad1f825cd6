"""A build that has something to do: settings and theme, content, plan, make, publish, and what to remember of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.build.content_reading import read_content
from generator.build.disk import Disk, note_ledger
from generator.build.exclude_faulty import orphans, without
from generator.build.last_build import Inputs, known_ledger, record, settings_digest
from generator.build.ledger import find_ledger
from generator.build.options import Options, Progress, resolve_today
from generator.build.photo_outputs import tidy
from generator.build.plan import Plan, plan_build
from generator.build.target import Target
from generator.build.unpublished import unpublished
from generator.build.update import update
from generator.content.load import Content
from generator.content.scan import scan_content
from generator.content.site_file import read_settings
from generator.machine.cache import Cache
from generator.model.problem import Problem
from generator.model.rules import Severity
from generator.model.settings import Settings
from generator.reports.build_result import Result, Summary, faulty_paths, settle
from generator.theme.compiled import keep_compiled, recall_compiled
from generator.theme.theme import Theme, theme_of
from generator.theme.theme_folders import ThemeFault, read_chain


def build_anew(options: Options, cache: Cache, memory: Cache, disk: Disk, progress: Progress) -> Result:
    """Build, whatever the last build left behind. Raises CacheDamagedError when what is remembered cannot be read."""
    settings, data, problems = read_settings(options.site)
    if settings is None:
        return _settled(Result(problems=tuple(problems)), {})
    site_file = settings_digest(options.site, data, settings.synonyms)
    result = _Build(options, settings, site_file, cache, memory, disk, progress).run(problems)
    return _settled(result, settings.severities)


def _settled(result: Result, severities: Mapping[str, Severity] | None) -> Result:
    """With its problems in order, each once (`keep_going` plans anew and finds some again), as severe as the site wants."""
    found = dict.fromkeys(settle(result.problems, severities))
    return replace(result, problems=tuple(sorted(found, key=lambda problem: problem.order)))


@dataclass(frozen=True)
class _Build:
    """What all steps of one build share: `cache` remembers what was read, `memory` what lies in the output folder."""

    options: Options
    settings: Settings
    settings_digest: str
    cache: Cache
    memory: Cache
    disk: Disk
    progress: Progress

    def run(self, problems: Iterable[Problem]) -> Result:
        """The story of a build."""
        try:
            chain = read_chain(self.settings.theme, self.options.site)
            theme = theme_of(chain, self.settings.theme_options)
            scan = scan_content(self.disk.content, self.options.content, self.cache)
            today = resolve_today(self.settings.province, self.options)
            content = read_content(scan, self.settings, today, self.cache, self.options.jobs, self.progress)
            self.cache.save()  # what was read stays read, however the rest goes
            target = self.target()
            result = self.make(content, theme, target, [*problems, *content.problems, *chain.remarks()])
        except ThemeFault as fault:
            return Result(problems=(*problems, *fault.problems))
        if result.published and self.options.pages_first:
            note_ledger(self.memory, self.options.folder)
        elif result.published:
            tidy(self.options, content)
            themes = tuple(folder.theme for folder in chain.folders)
            settings = (self.settings_digest, self.settings.synonyms, self.options.digest)
            inputs = Inputs(*settings, themes, chain.digest, self.settings.province, scan.seal, content.days)
            record(
                self.memory, self.options.folder, inputs, self.settings.severities or {}, result, self.disk.output.files
            )
        return result

    def target(self) -> Target | None:
        """The output folder as it is; None when nothing is to be published."""
        if self.options.check_only:
            return None
        ledger = known_ledger(self.memory, self.disk) or find_ledger(self.options.folder, self.memory)
        return Target.of(self.options.folder, ledger, self.disk.output)

    def make(self, content: Content, theme: Theme, target: Target | None, problems: list[Problem]) -> Result:
        """Plan, make what is stale, publish. With `keep_going` again and again without what was found to be faulty."""
        faulty = self.errors(problems)
        if any(not path.startswith("content/") for path in faulty):
            return Result(problems=tuple(problems))  # settings that nothing can be planned with
        while True:
            blamed = faulty if self.options.keep_going else frozenset()
            plan = plan_build(
                self.options, self.settings, without(content, blamed), theme, self.cache, self.memory, target
            )
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
                    counts = replace(_counted(plan), **done.summary._asdict())
                    return Result(problems=(*problems, *found), summary=counts, published=True, left_out=len(blamed),
                                  unpublished=unpublished(plan.catalog) if self.options.drafts else {}, files=done.ledger)  # fmt: skip
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
