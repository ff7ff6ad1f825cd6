"""Components by the names of earlier releases: they work, and are said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Site

from generator.model.page import Page
from generator.theme.renamed import RENAMED, macro_name, modern_path, modernize
from generator.theme.theme import Theme, load_theme

Write = Callable[..., Path]
Render = Callable[..., str]
FOLDER = "templates/components/"


def test_an_old_file_counts_under_the_new_name(write_theme: Write, samples: dict[str, Page], render: Render) -> None:
    files = {
        f"{FOLDER}remah/remah.html": "{% macro remah(tautan, judul) %}<p>jejak {{ judul }}</p>{% endmacro %}",
        f"{FOLDER}remah/remah.css": ".remah { color: red }",
        f"{FOLDER}remah/examples.yaml": "satu: '{{ remah([], \"x\") }}'",
    }
    theme = load_theme("anak", write_theme("anak", files))
    assert "<p>jejak Tikar purun</p>" in render(theme, samples["produk"])
    (told,) = {(item.place.path, item.code) for item in theme.chain.remarks() if item.place.path.endswith(".html")}
    assert told == (f"themes/anak/{FOLDER}remah/remah.html", "P085")
    assert all('"remah-roti"' in item.message for item in theme.chain.remarks())


@pytest.mark.parametrize(
    "call",
    [
        '{% from "components/carik/carik.html" import carik with context %}{{ carik() }}',
        '{% from "nusantara/components/carik/carik.html" import carik as kotak with context %}{{ kotak() }}',
        "{%- import 'components/carik/carik.html' as c with context -%}{{ c.carik() }}",
        '{% from "components/kotak-cari/kotak-cari.html" import kotak_cari with context %}{{ kotak_cari() }}',
    ],
)
def test_an_old_import_takes_the_new_one(
    call: str, write_theme: Write, samples: dict[str, Page], render: Render
) -> None:
    theme = load_theme("anak", write_theme("anak", {"templates/pages/cari.html": "\n" + call}))
    assert 'class="carik"' in render(theme, samples["cari"])
    told = [(item.place.path, item.place.spot.line) for item in theme.chain.remarks()]
    assert told == ([] if "kotak-cari" in call else [("themes/anak/templates/pages/cari.html", 2)])


def test_what_ships_bears_the_names_of_today(nusantara: Theme, tmp_path: Path) -> None:
    for theme in (nusantara, load_theme("hemat", tmp_path)):
        assert theme.chain.remarks() == []
        for old, new in RENAMED.items():
            text = f'{{% from "components/{old}/{old}.html" import {old} with context %}}'
            modern = modernize("templates/pages/a.html", text).text
            assert (
                modern == f'{{% from "components/{new}/{new}.html" import {macro_name(old)} as {old} with context %}}'
            )
            assert theme.chain.find(modern_path(f"{FOLDER}{old}/{old}.html"))


def test_the_build_warns_and_goes_on(make_site: Callable[..., Site]) -> None:
    site = make_site("situs", theme="anak")
    site.write("themes/anak/theme.yaml", "kontrak: 1\nextends: nusantara\n")
    site.write(
        f"themes/anak/{FOLDER}tanda/tanda.html", '{% macro tanda(daftar, status="tayang") %}<b>tanda</b>{% endmacro %}'
    )
    for _ in range(2):  # the second one finds nothing to do, and says it all the same
        result = site.build()
        assert result.exit_code == 0
        assert [item.place.path for item in result.problems if item.code == "P085"] == [
            f"themes/anak/{FOLDER}tanda/tanda.html"
        ]
