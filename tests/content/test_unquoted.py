"""With `admin: true` browser forms re-save content files: what they would change must stand in quotes."""

from __future__ import annotations

import pytest

RISKY = [
    "0711350000",
    "15.000",
    "16.10",
    "1e5",
    "+62",
    "0x10",
    "0o17",
    "12345678901234567890",
    ".5",
    "5.",
    "2026-01-01T08:00:00Z",
    ".inf",
]
SAFE = [
    '"0711350000"',
    "'16.10'",
    "15000",
    "16.71",
    "-2.99",
    "2026-01-01",
    "8:30",
    "no",
    "mulai 15000",
    "0",
    "~",
    "250 g",
    "ya",
    "true",
]


def unquoted(site):
    return [problem for problem in site.check().problems if problem.code == "E019"]


@pytest.mark.parametrize("text", RISKY)
def test_what_a_form_would_change_is_an_error(make_site, text):
    site = make_site("situs", admin="true")
    site.product("kue", satuan=text)
    (problem,) = unquoted(site)
    assert (problem.severity.value, problem.place.path) == ("GALAT", "content/produk/kue.md")
    assert f'"{text}"' in problem.hint
    site.write("site.yaml", (site.folder / "site.yaml").read_text().replace("admin: true", "admin: false"))
    assert unquoted(site) == []


@pytest.mark.parametrize("text", SAFE)
def test_what_a_form_gives_back_as_it_was_is_fine(make_site, text):
    site = make_site("situs", admin="true")
    site.product("kue", satuan=text)
    assert unquoted(site) == []


def test_a_point_is_a_number_however_it_is_spelled(make_site):
    site = make_site("situs", admin="true")
    site.seller("warung", titik="[-2.90, 104.750]")
    assert unquoted(site) == []


def test_inside_lists_and_groups(make_site):
    site = make_site("situs", admin="true")
    site.product("kue", tag="[kue, 007]", halal="{status: proses, nomor: 1.10}")
    assert {problem.message.split('"')[1] for problem in unquoted(site)} == {"007", "1.10"}
