"""Editing in place touches the lines of changed keys and no others."""

from __future__ import annotations

from typing import Any

from exchange.records import ATLAS, CATEGORIES, record_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exchange import serialize
from generator.exchange.existing_records import Schema, read_text
from generator.exchange.front_matter_edit import edit_head

HEAD = """# kepala
nama: "Kopi"   # seperti di kemasan
harga: 15000

halal:
  # dari BPJPH
  status: proses
  nomor: ID00000000000000012
tag: [a, b]  # kata lain
riwayat:
  - satu
  - dua
# penutup
"""
ORDER = ["nama", "penjual", "harga", "satuan", "halal", "tag", "riwayat"]


def edited(**changes: Any) -> str:
    found = edit_head(HEAD, changes, ORDER)
    assert found is not None
    return found


def test_a_scalar_keeps_its_comment() -> None:
    assert edited(nama="Teh") == HEAD.replace('"Kopi"', "Teh")


def test_a_list_on_one_line_stays_on_it() -> None:
    assert edited(tag=["a", "c"]) == HEAD.replace("[a, b]", "[a, c]")


def test_only_the_changed_part_of_a_group_changes() -> None:
    wanted = {"status": "bersertifikat", "nomor": "ID00000000000000012", "sampai": "2029-01-01"}
    assert edited(halal=wanted) == HEAD.replace("proses", "bersertifikat").replace(
        "  nomor: ID00000000000000012\n", '  nomor: ID00000000000000012\n  sampai: "2029-01-01"\n'
    )


def test_a_removed_key_takes_only_its_lines() -> None:
    assert edited(riwayat=None) == HEAD.replace("riwayat:\n  - satu\n  - dua\n", "")


def test_a_new_key_goes_behind_its_predecessor() -> None:
    assert edited(satuan="250 g") == HEAD.replace("harga: 15000\n", 'harga: 15000\nsatuan: "250 g"\n')


def test_heads_of_another_form_are_left_to_be_written_anew() -> None:
    assert edit_head("{nama: a, harga: 1}", {"harga": "2"}, ORDER) is None


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(record_of("produk"), record_of("produk"), st.booleans())
def test_any_record_can_become_any_other(old: dict[str, Any], new: dict[str, Any], crlf: bool) -> None:
    text = "# milik kami\n" + serialize.head(old)
    changes = {key: None for key in old if key not in new} | {
        key: value for key, value in new.items() if old.get(key) != value
    }
    found = edit_head(text.replace("\n", "\r\n") if crlf else text, changes, list(new))
    assert found is not None
    assert read_text("produk/x.md", f"---\n{found}---\n".encode(), Schema(ATLAS, CATEGORIES)).values == new
    assert "# milik kami" in found
