"""What may stand, asked of tiny worlds: a site, a ledger, a chapter, an output as they were left, and as they are now."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from generator.build.chapters import NO_FACTS, RememberedChapter
from generator.build.memory import LastBuild, RememberedLedger, RememberedOutput, SiteInputs
from generator.build.staleness import (
    chapter_stands,
    files_as_left,
    ledger_stands,
    output_verdict,
    site_stands,
    was_published_together,
)

STAMP, LATER = (5, 1, 1, 7), (5, 2, 2, 7)
UNTRUSTED = (*STAMP, 0)  # written so shortly before it was looked at that a second change could hide behind it


class Now(NamedTuple):
    """A site as it is now."""

    day: str = "2026-11-22"
    content: str = "isi"
    options: str = "pilihan"
    site_file: str = "site"
    theme: str = "tema"
    output: str = "keluaran"


INPUTS = SiteInputs(
    "pilihan", "site", "content/sinonim.yaml", "16", ("mini",), "tema", "isi", "2026-11-20", "2026-11-23"
)
LAST = LastBuild(INPUTS, "keluaran", {})


def test_a_site_stands_on_every_day_of_its_span():
    assert all(site_stands(LAST, Now(day=f"2026-11-{day}")) for day in range(20, 24))


@pytest.mark.parametrize("day", ["2026-11-19", "2026-11-24", "2027-11-22"])
def test_a_day_outside_the_span_makes_it_stale(day):
    assert not site_stands(LAST, Now(day=day))


@pytest.mark.parametrize("part", Now._fields[1:])
@pytest.mark.parametrize("digest", ["lain", ""])
def test_whatever_differs_makes_a_site_stale(part, digest):
    assert not site_stands(LAST, Now()._replace(**{part: digest}))


@pytest.mark.parametrize("part", ["content", "site_file", "theme"])
def test_what_could_not_be_told_then_and_cannot_now_is_no_reason_to_stand(part):
    last = LAST._replace(inputs=INPUTS._replace(**{part: ""}))
    assert not site_stands(last, Now()._replace(**{part: ""}))


def test_nothing_more_is_asked_once_something_differs():
    class Lazy:
        day, content = "2026-11-22", "lain"

    assert not site_stands(LAST, Lazy())  # it has no theme to ask for


def test_a_ledger_stands_as_it_was_left_while_the_memory_is_whole():
    ledger = RememberedLedger(STAMP, 2)
    assert ledger_stands(ledger, STAMP, 2)
    assert not ledger_stands(ledger, STAMP, 1)
    assert not ledger_stands(ledger, LATER, 2)
    assert not ledger_stands(ledger, None, 2)
    assert not ledger_stands(None, STAMP, 0)
    assert not ledger_stands(RememberedLedger(UNTRUSTED, 2), STAMP, 2)


def test_files_are_as_left_by_their_stamps():
    outputs = {name: RememberedOutput("f", "d", STAMP) for name in ("sama", "lain", "hilang", "pintasan")}
    outputs["baru"] = RememberedOutput("f", "d", UNTRUSTED)
    stamps = {"sama": STAMP, "lain": LATER, "pintasan": None, "baru": STAMP, "asing": STAMP}
    assert files_as_left(outputs, stamps) == {"sama"}


def test_a_chapter_stands_with_its_digest_and_all_its_files():
    chapter = RememberedChapter("d", ("a", "b"), NO_FACTS)
    assert chapter_stands(chapter, "d", {"a", "b", "c"})
    assert not chapter_stands(chapter, "e", {"a", "b"})
    assert not chapter_stands(chapter, "d", {"a"})
    assert not chapter_stands(None, "d", {"a", "b"})
    assert chapter_stands(RememberedChapter("d", (), NO_FACTS), "d", set())


@pytest.mark.parametrize(
    ("fingerprint", "stamp", "verdict"),
    [("f", STAMP, "stands"), ("f", LATER, "uncertain"), ("f", None, "stale"), ("g", STAMP, "stale")],
)
def test_the_verdict_on_an_output(fingerprint, stamp, verdict):
    assert output_verdict(RememberedOutput("f", "d", STAMP), fingerprint, stamp) == verdict
    assert output_verdict(None, fingerprint, stamp) == "stale"


def test_an_output_with_an_untrusted_stamp_is_looked_at():
    assert output_verdict(RememberedOutput("f", "d", UNTRUSTED), "f", STAMP) == "uncertain"


def test_paths_of_the_ledger_were_published_together():
    assert was_published_together(["a", "b"], {"b": "1", "a": "2"})
    assert not was_published_together(["a", "b", "b"], {"a": "1", "b": "2"})
    assert not was_published_together(["a"], {"a": "1", "b": "2"})
    assert not was_published_together(["a", "c"], {"a": "1", "b": "2"})
