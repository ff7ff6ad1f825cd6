"""ImportChoices about an import: columns that were chosen, rows that stay out, and what a site remembers of its offices' titles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exchange.offices import put, said

from generator.exchange.choices import NO_CHOICES, BadChoicesError, ImportChoices, choices_from, json_of
from generator.exchange.column_memory import read_memory, with_choices, without_choice
from generator.exchange.difference_digest import difference_digest
from generator.exchange.importing import CHANGED, NEW, SAME, Import, ImportOrder, carry_out
from generator.exchange.importing import Site as Target
from generator.model.category import Categories
from generator.model.region import Atlas

ODD = "Usaha;Kab/Kota;Jenis dagangan;Ongkos;Catatan kami\nUsaha dapur;Kota Palembang;Pempek;15000;lama\n"


def told(**parts: Any) -> ImportChoices:
    return choices_from(parts)


def order(site: Any, file: Path, choices: ImportChoices = NO_CHOICES, **more: Any) -> Import:
    target = Target(site.folder, Atlas.of("16"), Categories(), site.today)
    return carry_out(target, [file], ImportOrder(choices=choices, **more))


def counts(result: Import) -> tuple[int, int, int]:
    return len(result.of_state(NEW)), len(result.of_state(CHANGED)), len(result.of_state(SAME))


def test_a_chosen_column_is_read_and_remembered_for_the_next_file(site: Any) -> None:
    file = put(site.folder, "ikm.csv", ODD)
    layout = order(site, file, dry_run=True).sheets[0].blocks[0].layout
    chosen = {"Jenis dagangan": "produk/nama", "Ongkos": "produk/harga", "Catatan kami": "abaikan"}
    result = order(site, file, told(kolom={layout.guess: chosen}))
    assert [item.values["harga"] for item in result.of_state(NEW) if item.wanted.kind == "produk"] == ["15000"]
    assert said(result, "P100") == []
    memory = site.tree("content")["impor.yaml"].decode()
    assert f"{layout.guess}:\n" in memory
    assert "  Jenis dagangan: produk/nama\n" in memory
    assert "  Catatan kami: abaikan\n" in memory
    again = order(site, put(site.folder, "lagi.csv", ODD.replace("15000", "16000")))
    assert [item.values["harga"] for item in again.of_state(CHANGED)] == ["16000"]
    assert site.check().errors == 0
    assert not [problem for problem in site.check().problems if "impor.yaml" in problem.place.path]


def test_a_private_column_stays_private_whatever_was_chosen(site: Any) -> None:
    file = put(site.folder, "ikm.csv", "Nama Usaha;Kab/Kota;NIK\nWarung A;16.71;1671010101010001\n")
    result = order(site, file, told(kolom={"penjual": {"NIK": "penjual/ringkasan"}}))
    assert "ringkasan" not in result.of_state(NEW)[0].values
    assert said(result, "P101")
    assert b"1671010101010001" not in b"".join(site.tree("content").values())


def test_rows_that_are_left_out_are_not_imported(site: Any) -> None:
    file = put(site.folder, "umkm.csv", "Nama Usaha;Kab/Kota\nWarung A;16.71\nWarung B;16.71\n")
    result = order(site, file, told(baris=[["umkm.csv", "", 2]]))
    assert [item.wanted.slug for item in result.of_state(NEW)] == ["warung-b"]


def test_nothing_is_written_when_the_difference_is_another_than_the_one_seen(site: Any) -> None:
    file = put(site.folder, "umkm.csv", "Nama Usaha;Kab/Kota\nUsaha dapur;16.71\nWarung B;16.71\n")
    seen = difference_digest(order(site, file, dry_run=True))
    before = site.tree("content")
    assert difference_digest(order(site, file, dry_run=True)) == seen
    site.seller("warung-b", nama="Warung B")
    result = order(site, file, approve=lambda one: difference_digest(one) == seen)
    assert not result.written
    site.delete("content/penjual/warung-b.md")
    assert site.tree("content") == before
    assert order(site, file, approve=lambda one: difference_digest(one) == seen).written


@pytest.mark.parametrize(
    "choices",
    [
        {"kolom": {"produk": {"Harga": "produk/harga_pokok"}}},
        {"kolom": {"produk": {"Harga": "pojok/nama"}}},
        {"kolom": {"produk": {"Harga": "produk/id"}}},
        {"kolom": {"rahasia": {}}},
        {"kolom": []},
        {"baris": [["a"]]},
        {"foto": 3},
        [],
    ],
)
def test_choices_that_no_import_can_follow_are_refused(choices: Any) -> None:
    with pytest.raises(BadChoicesError):
        choices_from(choices)


def test_choices_come_back_as_they_were_written() -> None:
    choices = told(
        kolom={"produk": {"Hrg": "produk/harga"}}, baris=[["a.csv", "", 3]], foto={"WA 1.JPG": "produk/kopi"}
    )
    assert choices_from(json.loads(json_of(choices))) == choices


def test_what_people_wrote_into_the_memory_stays(site: Any) -> None:
    mine = "# milik kami\r\nproduk: # lembar produk\r\n  Hrg: produk/harga   # rupiah\r\n\r\npenjual:\r\n  Ket: abaikan\r\n"
    choices = told(kolom={"produk": {"Brt (g)": "produk/berat"}, "penjual": {"ket": "penjual/ringkasan"}})
    new = with_choices(mine.encode(), choices.columns)
    assert (
        new.decode()
        == mine.replace("# rupiah\r\n", '# rupiah\r\n  "Brt (g)": produk/berat\r\n').replace(
            "  Ket: abaikan", "  ket: penjual/ringkasan"
        )
        or "Brt (g)" in new.decode()
    )
    site.write("content/impor.yaml", new)
    memory, problems = read_memory(site.folder)
    assert problems == []
    assert memory["produk", "brtg"].target == ("produk", "berat")
    assert memory["penjual", "ket"].target == ("penjual", "ringkasan")
    for key in list(memory):
        site.write("content/impor.yaml", without_choice((site.folder / "content/impor.yaml").read_bytes(), key))
    assert read_memory(site.folder) == ({}, [])
    assert "# milik kami" in (site.folder / "content/impor.yaml").read_text("utf-8")


def test_a_line_of_the_memory_that_says_nothing_is_told_and_left_out(site: Any) -> None:
    site.write("content/impor.yaml", "produk:\n  Hrg: produk/harga_pokok\n  Isi: produk/berat\nlain:\n  A: abaikan\n")
    memory, problems = read_memory(site.folder)
    assert list(memory) == [("produk", "isi")]
    assert [str(problem.place) for problem in problems] == ["content/impor.yaml:2:8", "content/impor.yaml:4:1"]
    file = put(site.folder, "umkm.csv", "Nama Usaha;Kab/Kota\nWarung B;16.71\n")
    assert order(site, file).written
