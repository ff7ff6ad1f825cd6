"""Pages first: a build that leaves search as it is, then the complete one. Together they give what one complete build gives."""

from __future__ import annotations

import os
import random
import shutil
from typing import Any

import pytest
from conftest import Site
from stories.test_incremental_equals_clean import Editor, clean_build
from tests_support import changed_paths

from generator.build import disk, update
from generator.build.builder import Builder
from generator.build.options import NO_PREVIEW, Options, PreviewMode
from generator.content.scan import list_content
from generator.reports.build_result import Result

STEPS = 12
SEEDS = [seed if seed < 3 else pytest.param(seed, marks=pytest.mark.slow) for seed in range(5)]
SEARCH = ("cari/", "en/cari/")


def build(builder: Builder, site: Site, preview: PreviewMode = NO_PREVIEW, **options: Any) -> Result:
    options = {"site": site.folder, "today": site.today, "jobs": 1, **options}
    return builder(Options(**options), preview=preview)


def pages_first(touched: frozenset[str] | None = None) -> PreviewMode:
    return PreviewMode(pages_first=True, touched=touched)


def is_search(path: str) -> bool:
    return (path.startswith(SEARCH) and not path.endswith(".html")) or path == "etalase.json"


def files_of(site: Site) -> dict[str, tuple[int, int]]:
    """All that a site is made from, and what tells one state of it from another."""
    folders = (site.folder / "content", site.folder / "themes")
    found = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return {os.fspath(file): (file.stat().st_mtime_ns, file.stat().st_ino) for file in found}


def hints(site: Site, dice: random.Random) -> frozenset[str] | None:
    """What events may tell: anything, since they get lost."""
    return dice.choice([None, frozenset(dice.sample(sorted(files_of(site)), k=3)), frozenset()])


class Death(BaseException):
    """A process killed."""


def killed(*_: object, **__: object) -> None:
    raise Death


@pytest.mark.parametrize("seed", SEEDS)
def test_pages_first_then_everything_equals_clean(tmp_path, monkeypatch, seed):
    """One builder all along, as in a preview; now and then a new one, as after a kill, in a build or between the two."""
    site = Site(tmp_path / "situs").start()
    editor, dice = Editor(site, seed), random.Random(seed)
    builder = Builder()
    assert build(builder, site).exit_code == 0
    built = 0
    for number in range(STEPS):
        for _ in range(dice.choice([1, 1, 2, 3])):  # changes between the two phases, too
            editor.step()
            moment = dice.choice([None] * 6 + ["_remember_plan", "remember_outputs", "remember_ledger"])
            try:
                with monkeypatch.context() as patch:
                    if moment:
                        patch.setattr(disk.Disk if moment == "remember_ledger" else update, moment, killed)
                    build(builder, site, pages_first(hints(site, dice)), drafts=editor.drafts)
            except Death:
                builder = Builder()
            if dice.random() < 0.2:
                builder = Builder()
        before = site.tree() if (site.folder / "output").exists() else {}
        code = build(builder, site, drafts=editor.drafts).exit_code
        clean_code, clean = clean_build(site, tmp_path / "bersih", drafts=editor.drafts)
        assert code == clean_code, f"seed {seed}, step {number}"
        if code == 0:
            built += 1
            assert changed_paths(site.tree(), clean) == set(), f"seed {seed}, step {number}"
        else:
            assert site.tree() == before, f"a failed build changed something: seed {seed}, step {number}"
    assert built > STEPS // 2


@pytest.mark.parametrize("seed", SEEDS)
def test_pages_are_right_at_once_and_search_is_whole(tmp_path, seed):
    """After the first phase every page is as it will be, and no file of search has changed."""
    site = Site(tmp_path / "situs").start()
    editor = Editor(site, seed)
    edits = [editor.describe, editor.add, editor.rename, editor.remove, editor.resell, editor.news, editor.photograph]
    builder = Builder()
    build(builder, site)
    for number in range(STEPS):
        lay = files_of(site)
        editor.dice.choice(edits)()
        lies = files_of(site)
        touched = frozenset(path for path in lay.keys() | lies.keys() if lay.get(path) != lies.get(path))
        before = site.tree()
        early = build(builder, site, pages_first(touched))
        first = site.tree()
        result = build(builder, site)
        assert [item.published for item in (early, result)] in ([True, True], [False, False])
        assert early.problems == result.problems
        assert changed_paths(before, first) & set(filter(is_search, before)) <= {"etalase.json"}
        late = {path for path in changed_paths(first, site.tree()) if not is_search(path)}
        assert late == set(), f"seed {seed}, step {number}"


def test_only_touched_files_are_asked(site, monkeypatch):
    """Files that events name: nothing else of `content/` is looked at, unless any came or went."""
    site.product("kue", "Manis.")
    builder = Builder()
    build(builder, site)
    listed = []
    monkeypatch.setattr(disk, "list_content", lambda *rest: listed.append(rest) or list_content(*rest))

    def early(*paths: str) -> int:
        touched = frozenset(os.path.join(site.folder, path).replace("/", os.sep) for path in paths)
        listed.clear()
        assert build(builder, site, pages_first(touched)).published
        return len(listed)

    site.product("kue", "Legit.")
    assert early("content/produk/kue.md", "content/produk/.kue.md.swp", "content/produk/kue.md~", "site.yaml") == 0
    assert "Legit" in site.read("produk/kue/index.html")
    site.product("roti", "Lembut.")
    assert early("content/produk/roti.md") == 1
    assert "Lembut" in site.read("produk/roti/index.html")
    site.delete("content/produk/roti.md")
    assert early("content/produk/roti.md") == 1
    assert "produk/roti/index.html" not in site.tree()
    site.product("kue", "Gurih.")
    assert early("content") == 1
    assert early("/lain/content/produk/kue.md") == 1


def test_search_follows_an_edit_of_words_alone(site):
    """The first phase has nothing to remember of search: the second one finds what it has to do."""
    site.product("kue", "Manis.")
    builder = Builder()
    build(builder, site)
    site.product("kue", "Manis dan legit.")
    assert build(builder, site, pages_first()).summary.made == 1
    assert build(builder, site).summary.made > 0
    assert build(builder, site).summary.made == 0
    words = b"".join(data for path, data in site.tree().items() if is_search(path))
    assert b"legit" in words


def test_a_first_translation_brings_its_search_along(site):
    """Nothing of the English search lies there to be left as it is."""
    site.write("site.yaml", (site.folder / "site.yaml").read_text("utf-8") + "bahasa: [id, en]\n")
    site.write("themes/mini/strings/en.yaml", "beranda: Home\n")
    site.product("kue")
    builder = Builder()
    build(builder, site)
    assert "en/cari/m.json" not in site.tree()
    site.write("content/produk/kue.en.md", "---\nnama: Sweet cake\n---\nSweet.\n")
    assert build(builder, site, pages_first()).published
    assert {"en/cari/m.json", "en/produk/kue/index.html"} <= site.tree().keys()


def test_without_a_past_everything_is_built(site):
    site.product("kue")
    assert build(Builder(), site, pages_first()).published
    assert "cari/m.json" in site.tree()


def test_an_output_folder_that_went_away_comes_back_whole(site):
    site.product("kue")
    builder = Builder()
    build(builder, site)
    whole = site.tree()
    shutil.rmtree(site.folder / "output")
    build(builder, site, pages_first())
    assert site.tree() == whole
