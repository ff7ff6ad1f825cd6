"""The one build path (cold build, rebuild, preview, CI): settings and theme, content, plan, make, publish, report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from generator.build.code_digest import code_digest
from generator.build.ledger import NAME, find_ledger, walk_output
from generator.build.lock import build_lock
from generator.build.state import Summary, is_unchanged, recall, record
from generator.content.cache import Cache, CacheDamagedError
from generator.content.load import Content, load_content, parse_file, scan_content, stored_text
from generator.content.parse import Context, Parsed
from generator.content.site_file import read_settings
from generator.model import rules
from generator.model.catalog import Catalog, assemble
from generator.model.dates import today_in
from generator.model.digest import digest, digest_texts
from generator.model.problem import WHOLE_FILE, Log, Place, Problem
from generator.model.region import Atlas
from generator.model.rules import Rule, Severity
from generator.model.settings import Settings

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a build is run. `today` None: the day is taken from SOURCE_DATE_EPOCH or the clock, in the province's zone."""

    site: Path
    output: Path | None = None
    base_url: str = ""
    today: date | None = None
    drafts: bool = False
    jobs: int = 0  # 0: as many as there are cores
    force: bool = False
    keep_going: bool = False
    offline: bool = False
    live: bool = False  # a preview: plain asset names, pages that reload themselves
    check_only: bool = False  # look for problems, publish nothing

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.output or self.site / "output"

    @property
    def cache_folder(self) -> Path:
        """Where the cache lies."""
        return self.site / ".cache"


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a build did. `problems` are sorted by place; `bugs` are tracebacks of our own faults."""

    problems: tuple[Problem, ...]
    summary: Summary = field(default_factory=Summary)
    published: bool = False
    left_out: int = 0  # records left out by `keep_going`
    bugs: tuple[str, ...] = ()
    site: Path = Path()

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return sum(problem.severity is Severity.WARNING for problem in self.problems)

    @property
    def exit_code(self) -> int:
        """0 all built, 1 problems and nothing changed, 3 built without the faulty records."""
        if self.errors:
            return 3 if self.published else 1
        return 1 if self.bugs else 0


class _Stop(Exception):  # noqa: N818 - control flow, not an error
    """The build ends here with these problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def quiet(stage: str, done: int, total: int) -> None:
    """No progress."""


def build(options: Options, progress: Progress = quiet) -> Result:
    """Build a site.

    Raises NotOursError (the output folder is somebody else's), LockedError (another build holds the lock) and OSError (disk, rights).
    """
    settings, data, problems = read_settings(options.site)
    if settings is None:
        return _result(options, problems, {})
    with build_lock(options.cache_folder / "kunci"):
        for attempt in (1, 2):
            cache = Cache(options.cache_folder / "isi.sqlite", code_digest())
            memory = Cache(options.cache_folder / f"keluaran-{_name(options)}.sqlite", code_digest())
            try:
                return _Build(options, settings, data, tuple(problems), cache, memory, progress).run()
            except CacheDamagedError:
                if attempt == 2:
                    raise
                cache.discard()
                memory.discard()
            finally:
                cache.close()
                memory.close()
    raise AssertionError("unreachable")


def _name(options: Options) -> str:
    """Names the memory of an output folder; the same when the whole site moves."""
    return digest(os.path.relpath(options.folder, options.site).replace(os.sep, "/").encode())[:8]


def resolve_today(settings: Settings, options: Options) -> date:
    """The day that the build is for."""
    if options.today:
        return options.today
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return today_in(settings.province, now)


class _Build:
    """One run. Each step takes what the step before returned; the fields are what all of them share."""

    def __init__(
        self,
        options: Options,
        settings: Settings,
        data: bytes,
        problems: tuple[Problem, ...],
        cache: Cache,
        memory: Cache,
        progress: Progress,
    ) -> None:
        self.options, self.settings, self.progress = options, settings, progress
        self.cache = cache  # of what was read
        self.memory = memory  # of what lies in the output folder
        self.settings_digest = digest(data)
        self.problems = list(problems)
        self.started = time.perf_counter()
        self.today = resolve_today(settings, options)

    def run(self) -> Result:
        """The story."""
        from generator.theme.sources import ThemeFault
        from generator.theme.theme import load_theme

        try:
            theme = load_theme(self.settings.theme, self.options.site, self.settings.theme_options)
        except ThemeFault as fault:
            return self.stop(fault.problems)
        scan = scan_content(self.options.site / "content", self.cache)
        key = self.key(theme.digest, scan.digest)
        ledger = {} if self.options.check_only else find_ledger(self.options.folder, self.memory)
        stats = {} if self.options.check_only else dict(walk_output(self.options.folder))
        old = None if self.options.force or self.options.check_only else recall(self.memory, key, self.today)
        if old and is_unchanged(self.memory, self.options.folder, stats, ledger, old):
            self.cache.save()
            self.memory.save()
            return replace(self.result(old.problems, old.summary, published=True), left_out=old.left_out)
        try:
            content = load_content(scan, self.context, self.cache, self.mapper)
            self.cache.save()
            return self.publish(key, self.sound(content), theme, stats, ledger)
        except _Stop as stop:
            self.cache.save()
            return self.stop(stop.problems)
        except ThemeFault as fault:
            return self.stop(fault.problems)

    @property
    def context(self) -> Context:
        settings = self.settings
        return Context(settings.province, settings.categories, settings.curation.required, settings.admin, self.today)

    def key(self, *digests: str) -> str:
        """The digest of all inputs of this build but the day."""
        options = self.options
        flags = [
            options.base_url,
            str(options.drafts),
            str(options.offline),
            str(options.live),
            str(options.keep_going),
        ]
        return digest_texts(self.settings_digest, *flags, *digests)

    def mapper(self, function: Callable[..., Parsed], work: list) -> Iterable[Parsed]:  # type: ignore[type-arg]
        """Parse files, in other processes when there are many."""
        from generator.build.workers import Died, default_jobs, run

        assert function is parse_file
        for done, item in enumerate(run(function, work, self.options.jobs or default_jobs()), 1):
            self.progress("Membaca", done, len(work))
            if isinstance(item, Died):
                yield _died(item.item[0])
            else:
                yield item

    def sound(self, content: Content) -> tuple[Content, Catalog, int]:
        """The content that may be published: all of it, or with `keep_going` what is without fault."""
        self.problems += content.problems
        faulty = {p.place.path for p in settle(self.problems, self.settings.severities) if p.severity is Severity.ERROR}
        if faulty and (not self.options.keep_going or "site.yaml" in faulty):
            raise _Stop(())
        rows = [row for row in content.rows if f"content/{row.path}" not in faulty]
        photos = {name: photo for name, photo in content.photos.items() if f"content/foto/{name}" not in faulty}
        content = replace(content, rows=tuple(rows), photos=photos)
        catalog = assemble(rows, photos, lambda path: stored_text(self.cache, path), drafts=self.options.drafts)
        if faulty:
            self.problems += _orphans(catalog)
        return content, catalog, len(faulty)

    def publish(self, key: str, sound: tuple[Content, Catalog, int], theme, stats, ledger) -> Result:  # type: ignore[no-untyped-def]
        """Plan, make what is stale, and move it into place."""
        from generator.build.links import check_links
        from generator.build.make import Task, compare, make, remember
        from generator.build.plan import plan_site
        from generator.build.publish import Changes, Staging, publish
        from generator.build.site_view import site_view
        from generator.build.workers import default_jobs
        from generator.model.world import World
        from generator.theme.theme import pack_closures, unpack_closures

        content, catalog, left_out = sound
        options, cache, memory = self.options, self.cache, self.memory
        note = cache.note("closures", ["", ""])
        if note[0] == theme.source.digest:
            theme.remember(unpack_closures(note[1]))
        atlas = Atlas.of(self.settings.province)
        site = site_view(
            self.settings,
            atlas,
            catalog,
            theme.options,
            base_url=options.base_url,
            offline=options.offline,
            live=options.live,
        )
        world = World(catalog, site, atlas, self.settings.per_page)
        plan = plan_site(world, content, theme, hashed=not options.live)
        cache.remember("closures", [theme.source.digest, pack_closures(theme.closures)])
        self.problems += [*plan.problems, *check_links(world, plan.outputs)]
        self.stop_on_errors()
        if options.check_only:
            cache.save()
            return replace(self.result((), _counted(catalog), published=False), left_out=left_out)
        standing = compare(plan.outputs, memory, options.folder, stats, force=options.force)
        with Staging(options.cache_folder, options.folder) as staging:
            tasks = [Task(output, os.fspath(staging / str(number))) for number, output in enumerate(standing.stale)]
            made, faults, bugs = make(tasks, options.jobs or default_jobs(), self.progress)
            self.problems += faults
            if bugs:
                return replace(self.result(()), bugs=tuple(f"{bug.path}\n{bug.traceback}" for bug in bugs))
            self.stop_on_errors()
            digests = standing.fresh | {item.path: item.digest for item in made}
            files = {task.output.path: Path(task.file) for task in tasks}
            moved = {
                item.path: files[item.path]
                for item in made
                if not _is_there(options.folder, item.path, item.digest, ledger, stats)
            }
            gone = tuple(sorted(path for path in ledger if path not in digests))
            self.problems += _foreign(stats, ledger, digests)
            publish(options.folder, staging, ledger, Changes(made=moved, gone=gone, ledger=digests))
        remember(memory, options.folder, [item.path for item in made], standing.fingerprints, digests)
        memory.drop("outputs", [row[0] for row in memory.rows("outputs") if row[0] not in digests])
        summary = replace(_counted(catalog), made=len(moved), kept=len(digests) - len(moved), removed=len(gone))
        result = replace(self.result((), summary, published=True), left_out=left_out)
        record(memory, key, content.days, digests, result.problems, summary, left_out)
        cache.save()
        memory.save()
        return result

    def stop_on_errors(self) -> None:
        errors = [p for p in settle(self.problems, self.settings.severities) if p.severity is Severity.ERROR]
        if errors and (
            not self.options.keep_going or any(p.rule.fixed and not p.place.path.startswith("content/") for p in errors)
        ):
            raise _Stop(())

    def stop(self, problems: Iterable[Problem]) -> Result:
        return self.result(problems)

    def result(
        self, problems: Iterable[Problem] = (), summary: Summary | None = None, *, published: bool = False
    ) -> Result:
        found = [*self.problems, *problems] if not (published and problems) else list(problems)
        summary = replace(summary or Summary(), seconds=time.perf_counter() - self.started)
        return replace(_result(self.options, found, self.settings.severities), summary=summary, published=published)


def _result(options: Options, problems: Iterable[Problem], severities: dict[str, Severity]) -> Result:
    return Result(problems=tuple(sorted(settle(problems, severities), key=lambda p: p.order)), site=options.site)


def settle(problems: Iterable[Problem], severities: dict[str, Severity] | None) -> list[Problem]:
    """Problems with the severities that `aturan:` in `site.yaml` asks for."""
    chosen = severities or {}

    def severity(rule: Rule) -> Severity:
        return chosen.get(rule.name, rule.severity)

    return [p if p.severity is severity(p.rule) else replace(p, severity=severity(p.rule)) for p in problems]


def _counted(catalog: Catalog) -> Summary:
    regions = {card.region for card in catalog.sellers.values()}
    return Summary(products=len(catalog.products), sellers=len(catalog.sellers), regions=len(regions))


def _is_there(
    folder: Path, path: str, wanted: str, ledger: dict[str, str], stats: dict[str, os.stat_result | None]
) -> bool:
    """True when the file in place already holds the bytes just made: it stays as it is."""
    if path not in ledger or stats.get(path) is None:
        return False
    try:
        return digest((folder / path).read_bytes()) == wanted
    except OSError:
        return False


def _foreign(stats: Iterable[str], ledger: dict[str, str], digests: dict[str, str]) -> list[Problem]:
    strangers = sorted(path for path in stats if path not in ledger and path not in digests and path != NAME)
    if not strangers:
        return []
    names = ", ".join(strangers[:5]) + (f", dan {len(strangers) - 5} lagi" if len(strangers) > 5 else "")
    rule = rules.FOREIGN_OUTPUT
    return [Problem(Place("output"), rule, f"Ada berkas yang bukan buatan Etalase: {names}.",
                    "Berkas itu dibiarkan. Hapus bila tidak dipakai; berkas tambahan sebaiknya di content/berkas.",
                    "", rule.severity)]  # fmt: skip


def _orphans(catalog: Catalog) -> list[Problem]:
    """Products left out because their seller was."""
    problems = []
    for (kind, slug), row in catalog.rows.items():
        if (
            kind == "produk"
            and row.status == "tayang"
            and slug not in catalog.products
            and ("penjual", row.brief[3]) not in catalog.rows
        ):
            log = Log(f"content/{row.path}")
            log.add(rules.HIDDEN_SELLER, WHOLE_FILE, f'Produk ini ikut dilewati karena berkas penjualnya ("{row.brief[3]}") bermasalah.',
                    "Perbaiki berkas penjualnya.", field="penjual")  # fmt: skip
            problems += log.problems
    return problems


def _died(path: str) -> Parsed:
    log = Log("content/" + path)
    log.add(
        rules.WORKER_DIED,
        WHOLE_FILE,
        "Berkas ini menghentikan pembacanya.",
        "Sederhanakan isinya, lalu ulangi.",
    )
    return Parsed(path, None, "", tuple(log.problems), (date.min.isoformat(), date.max.isoformat()))
