"""The loop, one step at a time: a clock of the test's own, a builder that does as told, no threads."""

from __future__ import annotations

import errno
import threading
import time
from dataclasses import replace

import pytest
from conftest import PATIENCE

from generator.build.builder import build
from generator.build.ledger import NotOursError
from generator.machine.lock import LockedError
from generator.model import rules
from generator.model.problem import Place, Problem
from generator.preview.debounce import POLL_INTERVAL, Step
from generator.preview.loop import DEFERRALS, Loop, Stopped
from generator.reports.build_result import Result, Summary

GOOD = Result(problems=(), published=True)
HIDDEN = replace(GOOD, unpublished={"produk/kue/": "draf"}, summary=Summary(made=3, kept=4))
BAD = Result(problems=(Problem(Place("content/produk/kue.md"), rules.REQUIRED, "Nama belum diisi."),))


class Bench:
    """A loop with everything around it in the test's hands.

    `plan` says what each complete build gives, or raises, or does; `early` the same of the builds of pages first.
    """

    def __init__(self, site) -> None:
        self.now = 100.0
        self.then = time.time_ns() - int(self.now * 1e9)  # the wall clock runs with ours
        self.plan: list[object] = []
        self.early: list[object] = []
        self.builds = self.early_builds = 0  # complete ones, and those of pages first
        self.told: list[str] = []
        self.said: list[str] = []
        self.loop = Loop(
            site.folder, self.notify, say=self.said.append, clock=lambda: self.now,
            calendar=lambda: self.then + int(self.now * 1e9), builder=self.build,
        )  # fmt: skip
        self.status = self.loop.status

    def notify(self, status) -> None:
        self.status = status
        self.told.append(status.state)

    def build(self, options, progress, mode):
        if mode.pages_first:
            self.early_builds += 1
        else:
            self.builds += 1
        if not mode.pages_first:
            item = self.plan.pop(0) if self.plan else GOOD
        elif self.early:
            item = self.early.pop(0)
        else:  # what the complete build is going to say
            item = self.plan[0] if self.plan and isinstance(self.plan[0], Result) else GOOD
        if isinstance(item, BaseException):
            raise item
        return item(options, progress, mode) if callable(item) else item

    def run(self, most: int = 100) -> None:
        """Do all that is due now, letting the clock run only as long as something has changed."""
        for _ in range(most):
            step, seconds = self.loop.debounce.next(self.now)
            if step is Step.WAIT:
                if not self.loop.debounce.is_due:
                    return
                self.now += seconds
            else:
                self.loop.act(step)
        pytest.fail("the loop never comes to rest")

    def change(self) -> None:
        """A change, and all that follows."""
        self.loop.changed()
        self.run()

    def round(self) -> None:
        """Let quiet time pass until it looks around, and all that follows."""
        self.now += POLL_INTERVAL
        self.run()


@pytest.fixture
def bench(site):
    return Bench(site)


@pytest.fixture
def started(bench):
    bench.run()
    bench.round()  # the files of the test were fresh
    assert bench.told == ["baik"]
    bench.builds = bench.early_builds = 0
    bench.told.clear()
    bench.said.clear()
    return bench


def test_builds_at_once_and_tells(bench):
    assert bench.status.state == "menunggu"
    bench.run()
    assert (bench.builds, bench.told, len(bench.said)) == (1, ["baik"], 1)


def test_builds_with_drafts_into_the_cache(bench, site):
    seen = []
    bench.plan = [lambda *given: seen.append(given) or GOOD]
    bench.run()
    ((options, _, mode),) = seen
    assert options.drafts
    assert mode.live
    assert options.folder == site.folder / ".cache/preview"


def test_a_burst_is_one_build(started):
    for _ in range(200):
        started.loop.changed()
        started.now += 0.001
    started.run()
    assert started.builds == 1


def test_a_change_during_a_build_asks_for_another(started):
    started.plan = [lambda *_: started.loop.changed() or GOOD]
    started.change()
    assert started.builds == 2


def test_pages_come_before_search(started):
    seen = []
    started.early = [HIDDEN]
    started.plan = [lambda *_: seen.append(started.status) or replace(HIDDEN, summary=Summary(made=2, kept=5))]
    started.change()
    assert (started.early_builds, started.builds) == (1, 1)
    assert seen[0].served.unpublished == HIDDEN.unpublished  # told before the complete build began
    assert len(started.said) == 1
    assert "5 berkas dibuat, 2 tetap" in started.said[0]


def test_news_that_the_pages_brought_are_not_told_twice(started):
    started.early = [HIDDEN]
    started.plan = [HIDDEN]
    started.loop.rebuild(is_hint=False)
    assert started.told == ["baik"]


def test_a_change_after_the_pages_comes_before_search(started):
    started.early = [lambda *_: started.loop.changed() or GOOD] * 3
    started.change()
    assert (started.early_builds, started.builds) == (4, 1)
    assert len(started.said) == 1


def test_what_changed_is_handed_on_as_far_as_it_is_known(started):
    seen = []
    started.early = [lambda *given: seen.append(given[-1].touched) or GOOD] * 4
    started.loop.changed(["a.md"])
    started.loop.changed(["b.md", "a.md"])
    started.run()
    started.loop.changed(["c.md"])
    started.run()
    started.loop.changed(["a.md"])
    started.loop.changed()
    started.run()
    started.loop.rebuild(is_hint=False)  # looking around found something: events have been lost
    assert seen == [{"a.md", "b.md"}, {"c.md"}, None, None]


def test_an_error_is_told_with_the_pages_and_only_once(started):
    seen = []
    started.early = [BAD]
    started.plan = [lambda *_: seen.extend(started.told) or BAD]
    started.change()
    assert seen == started.told == ["galat"]
    assert len(started.said) == 1


def test_an_error_of_the_pages_that_a_change_overtook_is_not_told(started):
    started.early = [lambda *_: started.loop.changed() or BAD, GOOD]
    started.change()
    assert (started.early_builds, started.builds, started.told) == (2, 1, ["baik"])


@pytest.mark.parametrize("fault", [ZeroDivisionError("x"), OSError(errno.ENOSPC, "x"), LockedError("x")])
def test_what_stops_the_pages_is_left_to_the_complete_build(started, fault):
    started.early = [fault]
    started.change()
    assert (started.early_builds, started.builds, started.told) == (1, 1, ["baik"])


def test_only_a_good_site_has_its_pages_made_first(bench):
    bench.plan = [BAD, BAD]
    bench.run()
    bench.change()
    assert bench.early_builds == 0


def test_a_failure_that_a_change_overtook_is_not_told(started):
    started.plan = [lambda *_: started.loop.changed() or BAD, GOOD]
    started.change()
    assert started.builds == 2
    assert started.told == ["baik"]


def test_a_failure_is_told_in_the_end_even_if_changes_never_stop(started):
    started.plan = [lambda *_: started.loop.changed() or BAD] * (DEFERRALS + 1)
    started.change()
    assert list(dict.fromkeys(started.told)) == ["galat", "baik"]


def test_a_failure_of_the_pages_is_told_in_the_end_even_if_changes_never_stop(started):
    started.early = [lambda *_: started.loop.changed() or BAD] * (DEFERRALS + 1)
    started.change()
    assert list(dict.fromkeys(started.told)) == ["galat", "baik"]


def test_a_missed_event_is_found_by_looking_around(started, site):
    site.product("kue")
    started.round()
    assert (started.builds, started.said) == (1, [])  # nothing new came of it: the builder said the same
    started.round()
    assert started.builds == 1


def test_quiet_times_build_nothing(started):
    for _ in range(50):
        started.round()
    assert started.builds == 0


def test_problems_are_told_and_the_good_site_stays(started):
    served = started.status.served
    started.plan = [BAD]
    started.change()
    assert started.told == ["galat"]
    assert started.status.served == served
    assert "content/produk/kue.md: GALAT E020: Nama belum diisi." in started.said[0]
    started.change()
    assert list(dict.fromkeys(started.told)) == ["galat", "baik"]


def test_a_bug_is_told_with_its_traceback_and_the_loop_goes_on(started):
    started.plan = [ZeroDivisionError("salah hitung")]
    started.change()
    assert started.told == ["rusak"]
    assert "ZeroDivisionError: salah hitung" in started.status.report(with_files=False)["jejak"]
    started.change()
    assert started.told == ["rusak", "baik"]


@pytest.mark.parametrize(
    ("fault", "text"), [(LockedError("x"), "Pembangunan lain"), (OSError(errno.ENOSPC, "No space left"), "No space")]
)
def test_what_stops_the_machine_is_told_once_and_tried_again(started, fault, text):
    started.plan = [fault, fault, fault]
    started.change()
    assert started.told == ["macet"]
    assert text in started.status.trouble
    started.round()
    started.round()
    assert started.told == ["macet"]
    started.round()
    assert (started.builds, started.told) == (4, ["macet", "baik"])
    assert len(started.said) == 2


def test_a_file_that_goes_away_while_read_is_no_trouble(started):
    started.plan = [FileNotFoundError(errno.ENOENT, "gone", "kue.md")]
    started.change()
    assert (started.builds, started.told) == (2, ["baik"])


def test_a_file_that_is_always_gone_is_told_and_does_not_spin(started):
    started.plan = [FileNotFoundError(errno.ENOENT, "gone", "kue.md")] * 50
    started.change()
    assert started.told == ["macet"]
    assert started.builds == DEFERRALS + 1


def test_a_preview_folder_that_lost_its_ledger_is_begun_anew(started, site):
    site.write(".cache/preview/asing.html", "x")
    started.plan = [NotOursError("x"), GOOD]
    started.change()
    assert started.told == ["baik"]
    assert not (site.folder / ".cache/preview/asing.html").exists()


def test_stop_ends_a_build_in_progress(bench):
    def long(options, progress, mode):
        bench.loop.stop()
        progress("Membuat", 1, 1000)

    bench.plan = [long]
    with pytest.raises(Stopped):
        bench.loop.act(Step.BUILD)
    assert bench.told == []


def test_run_waits_for_changes_and_ends_when_told(site):
    built = threading.Semaphore(0)

    def builder(*_):
        built.release()
        return GOOD

    loop = Loop(site.folder, lambda status: None, builder=builder)
    thread = threading.Thread(target=loop.run)
    thread.start()
    assert built.acquire(timeout=PATIENCE)
    loop.changed()
    assert built.acquire(timeout=PATIENCE)
    loop.stop()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_real_builds(site):
    """With the real builder: drafts are shown and marked, an earlier site is served from the start."""
    site.seller("simpan", draf="ya")
    site.product("kue", penjual="simpan")
    site.product("roti", draf="ya")
    site.product("teh")
    bench = Bench(site)
    bench.plan = [build]
    bench.run()
    served = bench.status.served
    assert "produk/kue/index.html" in served.files
    assert served.unpublished == {"penjual/simpan/": "draf", "produk/kue/": "penjual", "produk/roti/": "draf"}
    assert served.base == "/uji/"
    again = Bench(site)
    assert again.status.served.files == served.files
    again.plan = [build]  # nothing changed: the early exit
    again.run()
    assert again.status.served.unpublished == served.unpublished


def test_a_tab_is_reloaded_once_and_the_search_page_when_search_is_there(site):
    """With the real builder: the first status brings the page, the second one search and nothing else."""
    seen = []

    def notify(status) -> None:
        seen.append([status.served.stamp(status.served.shown_at(path)) for path in ("/produk/kue/", "/cari/")])

    site.product("kue", "Manis.")
    loop = Loop(site.folder, notify)
    loop.rebuild(is_hint=True)
    site.product("kue", "Legit.")
    loop.changed([str(site.folder / "content/produk/kue.md")])
    loop.rebuild(is_hint=True)
    before, first, second = seen
    assert before[0] != first[0] == second[0]
    assert before[1] == first[1] != second[1]
