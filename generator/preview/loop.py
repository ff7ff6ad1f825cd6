"""The preview loop: one thread that waits, builds and tells, and goes on whatever happens. Builds never overlap."""

from __future__ import annotations

import contextlib
import gc
import shutil
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from generator.build.builder import Builder
from generator.build.ledger import NotOursError, read_ledger
from generator.build.options import Options, PreviewMode, Progress, quiet
from generator.content.site_file import read_settings
from generator.machine.lock import LockedError
from generator.preview.debounce import Debounce, Step
from generator.preview.served_files import ServedFiles
from generator.preview.status import BuildStatus, bug_status, initial_status, result_status, trouble_status
from generator.preview.watched_files import Snapshot, take_snapshot
from generator.reports.build_result import Result, Summary

FOLDER = "preview"  # in the site's cache folder
COMPLETE = PreviewMode(live=True)
DEFERRALS = 3  # how often a failure may wait for the build that a change during it asks for


class Stopped(Exception):  # noqa: N818 - control flow, not an error
    """The preview ends while a build runs."""


class Loop:
    """`notify` gets the status after every build, `refresh` is called before one; both in the thread that calls `run`."""

    def __init__(
        self,
        site: Path,
        notify: Callable[[BuildStatus], None],
        *,
        refresh: Callable[[], None] = lambda: None,
        say: Callable[[str], None] = lambda _: None,
        progress: Callable[[], Progress] = lambda: quiet,
        clock: Callable[[], float] = time.monotonic,
        calendar: Callable[[], int] = time.time_ns,
        builder: Callable[[Options, Progress, PreviewMode], Result] | None = None,
    ) -> None:
        self.site, self.notify, self.refresh, self.say = site, notify, refresh, say
        self.progress, self.clock, self.calendar = progress, clock, calendar
        self.builder = builder or Builder()
        self.options = Options(site=site, output=site / ".cache" / FOLDER, drafts=True)
        self.status = initial_status(site, ServedFiles(self.options.folder, read_ledger(self.options.folder) or {}))
        self.snapshot: Snapshot | None = None  # of the sources, just before the last build
        self.deferred = 0
        self.was_good = False  # a build of this preview found no error
        self.early = Summary()  # of pages that were made since the last complete build
        self.last_said = ""
        self.debounce = Debounce(clock())
        self.touched: frozenset[str] | None = None  # the only files that changed since the last build, if that is known
        self.stopped = False
        self.condition = threading.Condition()

    def changed(self, paths: Iterable[str] | None = None) -> None:
        """Something may have changed, in these files as far as is known; may be called from any thread."""
        with self.condition:
            self.debounce.changed(self.clock())
            self.touched = None if paths is None or self.touched is None else self.touched.union(paths)
            self.condition.notify()

    def stop(self) -> None:
        """End `run` soon, a build in progress included; may be called from any thread."""
        with self.condition:
            self.stopped = True
            self.condition.notify()

    def run(self) -> None:
        """Go on until `stop`."""
        while not self.stopped:
            step = self.wait()
            with contextlib.suppress(Stopped):
                self.act(step)

    def wait(self) -> Step:
        """Wait for the next thing to do; WAIT when woken up before."""
        with self.condition:
            step, seconds = self.debounce.next(self.clock())
            if step is Step.WAIT and not self.stopped:
                self.condition.wait(seconds)
            return step

    def act(self, step: Step) -> None:
        """Do one thing."""
        if step is Step.BUILD:
            self.rebuild(is_hint=True)
        elif step is Step.POLL:
            self.poll()

    def poll(self) -> None:
        """Compare the sources with what the last build saw, and build when they differ."""
        started = self.clock()
        self.refresh()
        is_same = take_snapshot(self.site, self.options.folder, self.calendar()) == self.snapshot
        with self.condition:
            self.debounce.polled(self.clock(), self.clock() - started)
        if not is_same:
            self.rebuild(is_hint=False)

    def rebuild(self, *, is_hint: bool) -> None:
        """Build and notify: pages first, then everything. What changes in between comes before the rest of everything.

        `is_hint` False: no event was seen, and a build that finds nothing new stays silent.
        """
        with self.condition:
            self.debounce.began()
            touched, self.touched = self.touched if is_hint else None, frozenset()
        self.refresh()  # first, so that nothing falls between the snapshot and the events
        # While the machine or we are at fault, only a complete build can tell whether that is over.
        if self.was_good and self.status.state in ("baik", "galat") and (early := self.pages_first(touched)):
            if early.is_good:
                self.show(early)  # its line is said when all is done
            elif not self.is_for_next(early):
                self.announce(early, is_hint=is_hint)
                is_hint = False
            if self.is_overtaken():
                return
        self.snapshot = take_snapshot(self.site, self.options.folder, self.calendar())
        status = self.attempt()
        with self.condition:
            self.debounce.polled(self.clock())
        if not self.is_for_next(status):
            self.deferred = 0
            self.announce(status, is_hint=is_hint)

    def is_overtaken(self) -> bool:
        """True when something changed since the build began."""
        with self.condition:
            return self.debounce.is_due

    def is_for_next(self, status: BuildStatus) -> bool:
        """True for a failure that a change has overtaken: it is not told, the next build will judge. Not for ever, though."""
        is_put_off = not status.is_good and self.deferred < DEFERRALS and self.is_overtaken()
        self.deferred += is_put_off
        return is_put_off

    def announce(self, status: BuildStatus, *, is_hint: bool) -> None:
        """Notify of a status and say its line, if it says anything new or somebody waits for an answer."""
        is_new = _essence(status) != _essence(self.status)
        line = status.line()
        self.status = status
        if is_new or is_hint:
            self.notify(status)
            if line != self.last_said or is_hint:
                self.say(line)
            self.last_said = line

    def show(self, status: BuildStatus) -> None:
        """Notify of a status that says anything new."""
        is_new = _essence(status) != _essence(self.status)
        self.status = status
        if is_new:
            self.notify(status)

    def pages_first(self, touched: frozenset[str] | None) -> BuildStatus | None:
        """Pages as they are now, before search. None: what stopped this build is left to the complete one."""
        try:
            mode = PreviewMode(live=True, pages_first=True, touched=touched)
            result = self._built(self.options, self._progress(), mode)
        except Stopped:
            raise
        except Exception:  # noqa: BLE001 - the complete build follows at once, and comes to the same point
            return None
        self.early = result.summary.after(self.early)
        return None if result.bugs else self._status_after(result)

    def _progress(self) -> Progress:
        """Shows how far a build has come, and ends it when the preview ends."""
        show = self.progress()

        def progress(stage: str, done: int, total: int) -> None:
            if self.stopped:
                raise Stopped
            show(stage, done, total)

        return progress

    def attempt(self) -> BuildStatus:
        """The status after one complete build, whatever comes of it."""
        progress = self._progress()
        try:
            return self._build(progress)
        except Stopped:
            raise
        except LockedError:
            self.snapshot = None  # try again at the next comparison
            return trouble_status(
                self.status, "Pembangunan lain sedang berjalan di folder ini. Pratinjau mencoba lagi."
            )
        except FileNotFoundError as fault:
            if self.deferred < DEFERRALS:
                self.changed()  # gone between listing and reading, as editors do while saving: at once again
            else:
                self.snapshot = None
            return trouble_status(
                self.status, f"Berkas hilang sewaktu dibaca: {fault.filename}. Pratinjau mencoba lagi."
            )
        except OSError as fault:
            self.snapshot = None
            where = f" ({fault.filename})" if fault.filename else ""
            return trouble_status(
                self.status, f"Mesin menolak: {fault.strerror or fault}{where}. Pratinjau mencoba lagi."
            )
        except Exception:  # noqa: BLE001 - the preview loop: a bug is shown in the browser, and the loop goes on
            return bug_status(self.status, traceback.format_exc())

    def _build(self, progress: Progress) -> BuildStatus:
        result = self._built(self.options, progress)
        if not (result.published or result.bugs or self.was_good):
            # There is no good site to go on showing. What is sound is shown meanwhile, the form to mend the rest included.
            part = self._built(replace(self.options, keep_going=True), progress)
            result = part if part.published else result
        self.was_good |= result.published and not result.errors
        result, self.early = replace(result, summary=result.summary.after(self.early)), Summary()
        return self._status_after(result)

    def _status_after(self, result: Result) -> BuildStatus:
        old = self.status.served
        files = result.files or old.files  # none: the last build still stands
        if result.published and not files:
            files = read_ledger(self.options.folder) or {}
        settings = read_settings(self.site)[0]
        return result_status(result, old, files, _base_of(settings.base_url) if settings else old.base)

    def _built(self, options: Options, progress: Progress, mode: PreviewMode = COMPLETE) -> Result:
        with _undisturbed():
            try:
                return self.builder(options, progress, mode)
            except NotOursError:
                shutil.rmtree(options.folder)  # in our own cache: its ledger was lost, and nobody keeps files there
                return self.builder(options, progress, mode)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """No search for garbage while a build makes its hundreds of thousands of objects: that takes up to a fifth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _base_of(base_url: str) -> str:
    path = urlsplit(base_url).path.strip("/")
    return f"/{path}/" if path else "/"


def _essence(status: BuildStatus) -> object:
    """What makes a status worth telling."""
    result = status.result
    return status.state, status.trouble, status.bug, result and (result.problems, result.bugs), status.served
