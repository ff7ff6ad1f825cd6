"""Components are made once for many pages, and still see the page that is being written."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, UndefinedError

from generator.theme.environment import make_environment
from generator.theme.modules import Modules, only_macros

CARD = '{% macro kartu() %}{{ page }}{% from "tanda.html" import tanda with context %}{{ tanda() }}{% endmacro %}'
BADGE = "{% macro tanda() %}!{{ page }}{% endmacro %}"
MEMO = "{% set judul = page %}{% macro memo() %}{{ judul }}{% endmacro %}"
USES_MEMO = '{% from "memo.html" import memo with context %}{% macro bungkus() %}<{{ memo() }}>{% endmacro %}'
PAGE = '{% from "NAMA" import FUNGSI with context %}{% set lokal = 1 %}{{ FUNGSI() }}'


def pages(name: str, function: str, files: dict[str, str], *values: str) -> list[str]:
    page = PAGE.replace("NAMA", name).replace("FUNGSI", function)
    environment = make_environment(DictLoader({**files, "halaman.html": page}))
    modules = Modules(environment.globals)
    template = environment.get_template("halaman.html")
    return [template.render(modules.begin({"page": value})) for value in values]


def test_a_lasting_component_shows_the_page_at_hand():
    assert pages("kartu.html", "kartu", {"kartu.html": CARD, "tanda.html": BADGE}, "a", "b", "a") == [
        "a!a",
        "b!b",
        "a!a",
    ]


def test_a_component_that_computes_at_its_top_is_made_for_every_page():
    assert pages("memo.html", "memo", {"memo.html": MEMO}, "a", "b") == ["a", "b"]


def test_so_is_one_that_imports_such_a_component():
    files = {"memo.html": MEMO, "bungkus.html": USES_MEMO}
    assert pages("bungkus.html", "bungkus", files, "a", "b") == ["<a>", "<b>"]


def test_an_earlier_import_of_it_does_not_make_its_importer_lasting():
    files = {"memo.html": MEMO, "bungkus.html": USES_MEMO,
             "dua.html": '{% from "memo.html" import memo with context %}{% from "bungkus.html" import bungkus with context %}'
                         "{% macro dua() %}{{ memo() }}{{ bungkus() }}{% endmacro %}"}  # fmt: skip
    assert pages("dua.html", "dua", files, "a", "b") == ["a<a>", "b<b>"]


def test_macros_do_not_see_what_the_importing_template_has_set():
    with pytest.raises(UndefinedError):
        pages("intip.html", "intip", {"intip.html": "{% macro intip() %}{{ lokal }}{% endmacro %}"}, "a")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{# {% set x = 1 %} #}{% macro a() %}{% set x = 1 %}{{ x }}{% endmacro %}\n", True),
        (
            '{% from "b.html" import b with context %}{%- macro a() -%}{% for x in y %}{% endfor %}{%- endmacro -%}',
            True,
        ),
        ("{% set x = page %}{% macro a() %}{{ x }}{% endmacro %}", False),
        ("{% macro a() %}{% endmacro %}{{ page }}", False),
        ("{% if page %}{% macro a() %}{% endmacro %}{% endif %}", False),
        ('{% macro a() %}{{ "{% macro" }}{% endmacro %}{% set x = page %}', False),
        ("{% macro a() %}{% raw %}{% macro %}{% endraw %}{% endmacro %}{% set x = page %}", False),
    ],
)
def test_what_stands_at_the_top_of_a_template(source: str, expected: bool):
    assert only_macros(source) is expected
