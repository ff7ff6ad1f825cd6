"""Imports are taken back exact to the byte, and never over somebody's work."""

from __future__ import annotations

from typing import Any

import pytest
from exchange.offices import bring_in, put

from generator.exchange import importing
from generator.exchange.applying import FileChanges
from generator.exchange.import_journal import MOST_ENTRIES, entries_of, note_import, take_back

FIRST = "Nama Usaha;Kab/Kota;Kategori\nUsaha dapur;16.71;kriya\nWarung A;16.71;kuliner\nWarung B;16.02;kuliner\n"


def test_an_import_is_taken_back_exact_to_the_byte(site: Any) -> None:
    site.write(
        "content/penjual/dapur.md",
        '---\r\nnama: "Usaha dapur"   # kami\r\nkabupaten: "16.71"\r\nkategori: kuliner\r\n---\r\n',
    )
    before = site.tree("content")
    bring_in(site, put(site.folder, "a.csv", FIRST))
    between = site.tree("content")
    bring_in(site, put(site.folder, "b.csv", FIRST.replace("kriya", "fesyen").replace("Warung B", "Warung C")))
    newest, oldest = entries_of(site.folder)
    assert (newest.files, newest.summary) == (("b.csv",), "1 baru, 1 berubah")
    assert take_back(site.folder, newest).kept == ()
    assert site.tree("content") == between
    assert take_back(site.folder, oldest).kept == ()
    assert site.tree("content") == before
    assert sorted(folder.name for folder in (site.folder / "content" / "penjual").iterdir()) == ["dapur.md"]
    assert entries_of(site.folder) == []


def test_what_somebody_touched_since_stays_and_is_named(site: Any) -> None:
    bring_in(site, put(site.folder, "a.csv", FIRST))
    touched = next((site.folder / "content").rglob("warung-a.md"))
    touched.write_text(touched.read_text("utf-8") + "\nKisah baru.\n", "utf-8")
    name = touched.relative_to(site.folder / "content").as_posix()
    result = take_back(site.folder, entries_of(site.folder)[0])
    assert result.kept == (name,)
    assert "Kisah baru." in touched.read_text("utf-8")
    assert not list((site.folder / "content").rglob("warung-b.md"))


def test_an_import_that_changes_nothing_leaves_no_entry(site: Any) -> None:
    file = put(site.folder, "a.csv", FIRST)
    bring_in(site, file)
    bring_in(site, file)
    assert len(entries_of(site.folder)) == 1


def test_an_import_that_fails_leaves_no_entry(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "penuh")

    monkeypatch.setattr(importing, "apply", full)
    with pytest.raises(OSError, match="penuh"):
        bring_in(site, put(site.folder, "a.csv", FIRST))
    assert entries_of(site.folder) == []


def test_an_import_killed_before_it_wrote_is_taken_back_all_the_same(site: Any) -> None:
    before = site.tree("content")
    note_import(site.folder, FileChanges({"penjual/dapur.md": b"baru", "penjual/x.md": b"x"}), ["a.csv"])
    result = take_back(site.folder, entries_of(site.folder)[0])
    assert result.kept == ()
    assert site.tree("content") == before


def test_the_journal_keeps_the_last_imports_and_survives_damage(site: Any, tmp_path: Any) -> None:
    for number in range(MOST_ENTRIES + 3):
        note_import(site.folder, FileChanges({f"produk/{number}.md": b"x"}), [f"{number}.csv"])
    assert len(entries_of(site.folder)) == MOST_ENTRIES
    (site.folder / ".cache/batal/000013/catatan.json").write_text("{", "utf-8")
    (site.folder / ".cache/batal/000012/catatan.json").write_text(
        '{"kapan": "", "berkas": [], "ringkas": "", "isi": [["../site.yaml", "a", "b"]]}', "utf-8"
    )
    assert [entry.files for entry in entries_of(site.folder)][:1] == [("10.csv",)]
