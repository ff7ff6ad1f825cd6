"""A cache that has lost a part of what it remembers is begun anew, never trusted and never blamed on the theme."""

from __future__ import annotations

import sqlite3

import pytest
from conftest import tree_of


@pytest.mark.parametrize("products", [1, 320])  # in this process, and in others
def test_a_damaged_body_is_read_again(site, products):
    for number in range(products):
        site.product(f"kue-{number}")
    site.build()
    database = sqlite3.connect(site.folder / ".cache/isi.sqlite")
    database.execute("UPDATE texts SET text = 'rusak' WHERE text_group = 'bodies'")
    database.commit()
    database.close()
    site.write("themes/mini/css/tokens.css", "body { color: red }")
    result = site.build(jobs=2)
    assert (result.exit_code, result.bugs) == (0, ())
    healed = site.tree()
    site.build(force=True)
    assert tree_of(site.folder / "output") == healed


@pytest.mark.parametrize(
    "damage", ["number = NULL", "number = 'x'", "data = NULL", "data = 'x'", "checksum = NULL", "number = -7"]
)
@pytest.mark.parametrize("database", ["isi", "keluaran"])
def test_a_bucket_that_holds_anything_is_none(site, database, damage):
    """As a file of SQLite may read after a kill."""
    site.product("kue")
    site.build()
    before = site.tree()
    (file,) = (site.folder / ".cache").glob(f"{database}*.sqlite")
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE copies AS SELECT * FROM buckets")
    connection.execute("DROP TABLE buckets")
    connection.execute("ALTER TABLE copies RENAME TO buckets")  # without what keeps odd values out
    connection.execute(f"UPDATE buckets SET {damage}")
    connection.commit()
    connection.close()
    site.product("kue", "Cerita lain.")
    result = site.build()
    assert (result.exit_code, result.bugs) == (0, ())
    assert before.keys() == site.tree().keys()
