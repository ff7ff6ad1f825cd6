"""Content -> workbook -> content loses nothing; export -> import -> export is a fixed point."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchange.records import ATLAS, BODIES, CATEGORIES, record_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exchange import serialize
from generator.exchange.cells import Cell, node_of, texts_of
from generator.exchange.existing_records import (
    ExistingRecord,
    ExistingRecords,
    Schema,
    canonical,
    read_standing,
    read_text,
    waived_in,
)
from generator.exchange.exporting import export
from generator.exchange.importing import SAME, run_import
from generator.exchange.importing import Site as Target
from generator.exchange.read_book import read_book
from generator.exchange.read_text import armed, bare
from generator.model.category import Categories
from generator.model.fields import Reader, read_fields
from generator.model.problem import Log
from generator.model.records import all_kinds, sheet_kinds

REPOSITORY = Path(__file__).parent.parent.parent
RECORDS = st.sampled_from(sheet_kinds()).flatmap(lambda kind: st.tuples(st.just(kind), record_of(kind)))
CALM = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@CALM
@given(RECORDS)
def test_cells_say_what_the_record_said(found: tuple[str, dict[str, Any]]) -> None:
    kind, values = found
    cells = {key: Cell(text, 2, number) for number, (key, text) in enumerate(texts_of(kind, values).items(), 1)}
    node = node_of(kind, cells)
    read, _ = read_fields(all_kinds()[kind], node, Reader(Log("x"), ATLAS, CATEGORIES, waived_in(node)))
    assert canonical(kind, read) == values


@CALM
@given(RECORDS, BODIES)
def test_what_we_write_reads_back_the_same(found: tuple[str, dict[str, Any]], body: str) -> None:
    kind, values = found
    data = serialize.content_file(values, body).encode()
    record = read_text(f"{kind}/x.md", data, Schema(ATLAS, CATEGORIES))
    assert (record.values, record.body) == (values, body)


@given(st.text(max_size=20))
def test_csv_armour_comes_off_again(text: str) -> None:
    assert bare(armed(text)) == text
    assert not armed(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(RECORDS, BODIES), min_size=1, max_size=6), st.sampled_from(["x.xlsx", "x.json", "x"]))
def test_files_carry_every_text(tmp_path_factory: pytest.TempPathFactory, found: list[Any], name: str) -> None:
    folder = tmp_path_factory.mktemp("bolak")
    stand = ExistingRecords()
    for number, ((kind, values), body) in enumerate(found):
        stand.add(ExistingRecord(kind, "id", f"r{number}", f"{kind}/r{number}.md", values, body))
    texts = {}
    for path in export(folder / name, stand, ATLAS, CATEGORIES):
        book = read_book(path)
        for table in book.tables:  # type: ignore[union-attr]
            kind = (table.name or path.stem).lower()
            if kind in sheet_kinds() and table.rows:
                for row in table.rows[1:]:
                    cells = dict(zip(table.rows[0], row, strict=False))
                    texts[kind, cells["id"]] = {
                        key: text for key, text in cells.items() if text and key not in ("id", "slug")
                    }
    for (kind, slug, _), record in stand.records.items():
        assert texts[kind, slug] == texts_of(kind, record.values, record.body)


@pytest.mark.parametrize("name", ["isi.xlsx", "isi.json", "isi"])
def test_our_own_content_survives_the_trip(tmp_path: Path, make_site: Callable[..., Any], name: str) -> None:
    """The repository's content to a workbook and into an empty site: the same records; exported again: the same bytes."""
    before = read_standing(REPOSITORY, "16", Categories())
    files = export(tmp_path / "satu" / name, before, ATLAS, CATEGORIES)
    empty = make_site("kosong")
    shutil.rmtree(empty.folder / "content")
    # Photos travel as files, not as cells.
    shutil.copytree(REPOSITORY / "content" / "foto", empty.folder / "content" / "foto") if (
        REPOSITORY / "content" / "foto"
    ).exists() else None
    site = Target(empty.folder, ATLAS, CATEGORIES, empty.today)
    assert run_import(site, files).errors == 0
    after = read_standing(empty.folder, "16", Categories())
    assert {key: (record.values, record.body) for key, record in after.records.items()} == {
        key: (record.values, record.body) for key, record in before.records.items()
    }
    again = export(tmp_path / "dua" / name, after, ATLAS, CATEGORIES)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in files]
    assert all(item.state == SAME for item in run_import(site, files).merged)
