"""The ledger's bytes are plain JSON, whatever the files are called."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.build.ledger import VERSION, read_ledger, spell_ledger

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.dictionaries(NAMES, NAMES))
def test_it_is_what_json_writes_with_a_file_a_line(files):
    expected = {"versi": VERSION, "berkas": dict(sorted(files.items()))}
    assert spell_ledger(files).decode() == json.dumps(expected, ensure_ascii=False, indent=0) + "\n"


def test_it_reads_back(tmp_path):
    files = {"produk/kopi/index.html": "a1", 'aset/"kutip".svg': "b2"}
    (tmp_path / "etalase.json").write_bytes(spell_ledger(files))
    assert read_ledger(tmp_path) == files
