"""watchdog's events: which of them mean something, and that they come."""

from __future__ import annotations

import os
import shutil
import threading

import pytest
from watchdog.events import (
    DirDeletedEvent,
    DirModifiedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
)

from generator.preview.watch import ChangeHandler, Watch

ROOT = os.path.join(os.sep, "situs", "content")
FILE = os.path.join(ROOT, "produk", "kopi.md")
HIDDEN = os.path.join(ROOT, "produk", ".kopi.md.swp")


def heard(event, names=frozenset()):
    notes = []
    from pathlib import Path

    ChangeHandler(Path(ROOT), notes.extend, names).on_any_event(event)
    return notes


@pytest.mark.parametrize("event", [
    FileCreatedEvent(FILE), FileModifiedEvent(FILE), FileClosedEvent(FILE), FileDeletedEvent(FILE),
    FileMovedEvent(FILE, HIDDEN), FileMovedEvent(HIDDEN, FILE), DirMovedEvent(ROOT + "/produk", ROOT + "/kabar"),
    DirDeletedEvent(ROOT), FileModifiedEvent("/lain/nama/kopi.md"),
], ids=repr)  # fmt: skip
def test_meant(event):
    assert heard(event)


@pytest.mark.parametrize("event", [
    FileOpenedEvent(FILE), FileClosedNoWriteEvent(FILE),  # our own builds read
    DirModifiedEvent(ROOT), FileModifiedEvent(HIDDEN), FileCreatedEvent(ROOT + "/~$daftar.xlsx"),
    FileCreatedEvent(ROOT + "/.git/index.lock"), FileMovedEvent(HIDDEN, HIDDEN + "2"),
], ids=repr)  # fmt: skip
def test_not_meant(event):
    assert not heard(event)


def test_of_a_rename_both_ends_are_named():
    assert heard(FileMovedEvent(HIDDEN, FILE)) == [HIDDEN, FILE]


def test_of_the_sites_own_folder_only_what_matters():
    names = frozenset({"site.yaml", "content"})
    assert heard(FileMovedEvent(ROOT + "/.site.yaml.tmp", ROOT + "/site.yaml"), names)
    assert not heard(FileModifiedEvent(ROOT + "/catatan.txt"), names)


@pytest.fixture
def watch(site):
    noted = threading.Event()
    watching = Watch(site.folder, lambda paths: noted.set())
    watching.refresh()
    assert not watching.is_polling

    def sees(change):
        noted.clear()
        change()
        return noted.wait(20)

    yield watching, sees
    watching.stop()
    assert not watching.observer.is_alive()


def test_saves_in_all_ways(site, watch):
    _, sees = watch
    assert sees(lambda: site.product("kue"))
    draft = site.folder / "content/produk/.kue.md.1"
    draft.write_text("---\n---\n")
    assert sees(lambda: os.replace(draft, site.folder / "content/produk/kue.md"))
    assert sees(lambda: site.write("site.yaml", "judul: x\n"))
    assert sees(lambda: site.write("themes/mini/css/tokens.css", "a{}"))
    assert sees(lambda: site.delete("content/produk/kue.md"))


def test_a_folder_replaced_by_another_is_followed(site, watch):
    watching, sees = watch
    content = site.folder / "content"
    assert sees(lambda: content.rename(site.folder / "lama"))
    shutil.copytree(site.folder / "lama", content)
    watching.refresh()
    assert sees(lambda: site.product("kue"))


def test_a_folder_that_comes_later_is_followed(site, watch):
    watching, sees = watch
    shutil.rmtree(site.folder / "content")
    watching.refresh()
    assert sees(lambda: (site.folder / "content").mkdir())
    watching.refresh()
    assert sees(lambda: site.product("kue"))
