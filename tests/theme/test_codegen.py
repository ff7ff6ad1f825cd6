"""Our way of compiling templates gives the same pages as jinja2's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from generator.model.page import Page
from generator.theme.codegen import shown as direct
from generator.theme.compiled import COMPILED
from generator.theme.environment import SteadyEnvironment, make_environment
from generator.theme.render import _room
from generator.theme.theme import Theme

ODD = {
    "calls": '{{ f() }}|{{ f(1) }}|{{ f(1, b=2) }}|{{ f(b="<") }}|{{ f(*[1, 2]) }}|{{ f(**{"b": 3}) }}|{{ f(1, class="x") }}',
    "macros": '{% macro m(a, b="-") %}<b>{{ a }}{{ b }}{{ kwargs }}{{ varargs }}</b>{% endmacro %}{{ m("<") }}{{ m(1, 2, 3, c=4) }}',
    "keywords": '{% macro m(a, b="-", c=b) %}<i>{{ a }}{{ b }}{{ c }}</i>{% endmacro %}{{ m(b=1, a="<") }}{{ m(1, c=safe) }}{{ m(c=f(1), a=0) }}',
    "nothing given": '{% macro m(a, b=1) %}{{ a is defined }}{{ b }}{% endmacro %}{{ m() }}{{ m(b="&") }}{{ m|string|length > 3 }}',
    "callers": "{% macro m(x) %}[{{ caller(x) }}]{% endmacro %}{% call(y) m(2) %}{{ y }}<i>{% endcall %}",
    "loops": "{% for x in range(3) %}{{ f(x) }}{{ loop.cycle('a', 'b') }}{{ loop.index }}{% endfor %}",
    "trees": "{% for x in [[1], []] recursive %}({{ loop(x) if x is iterable else x }}){% endfor %}",
    "values": '{{ 1 }}{{ 1.5 }}{{ none }}{{ [1] }}{{ safe }}{{ "<" ~ safe }}{{ safe|upper }}{{ "a<b"|e }}{{ ["<", safe]|join }}',
    "filters": "{% filter upper %}a{{ f(safe) }}{% endfilter %}{% set x %}<{{ f(1) }}>{% endset %}{{ x }}",
    "blocks": '{% extends "induk" %}{% block a %}{{ super() }}{{ f(2) }}{% endblock %}',
    "imports": '{% from "makro" import m with context %}{{ m() }}{% import "makro" as n with context %}{{ n.m() }}',
    "included": '{% set x = 5 %}{% include "anak" %}{{ self.a() if false }}',
}
FILES = {
    "induk": "<{% block a %}{{ f(1) }}{% endblock %}>{{ self.a() }}",
    "makro": "{% macro m() %}{{ f(3) }}{{ word }}{% endmacro %}",
    "anak": "{{ x }}{{ word }}",
}


def shown(a: object = "", **more: object) -> str:
    return f"<{a}{sorted(more.items())}>"


@pytest.mark.parametrize("name", ODD)
def test_odd_templates(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"f": lambda *values, **more: shown(values, **more), "safe": Markup("<em>"), "word": "&"}
    files = {**FILES, name: ODD[name]}
    ours = make_environment(DictLoader(files)).get_template(name).render(names)
    monkeypatch.setattr(SteadyEnvironment, "code_generator_class", CodeGenerator)
    assert make_environment(DictLoader(files)).get_template(name).render(names) == ours


@pytest.mark.parametrize("call", ["m(1, 2, 3)", "m(1, d=2)", "m(1, a=2)", "m(1, 2, b=3)", "m(1, caller=2)"])
def test_wrong_calls_of_macros(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault() -> str:
        text = "{% macro m(a, b=1) %}{{ a }}{% endmacro %}{{ " + call + " }}"
        with pytest.raises(TypeError) as found:
            make_environment(DictLoader({"x": text})).get_template("x").render()
        return str(found.value)

    ours = fault()
    monkeypatch.setattr(SteadyEnvironment, "code_generator_class", CodeGenerator)
    assert fault() == ours


@given(st.text("ab&<>'\"é€\0", max_size=12))
def test_shown_escapes_as_markupsafe_does(text: str) -> None:
    assert direct(text) == escape(text)


def test_pages_of_every_kind(
    nusantara: Theme, samples: dict[str, Page], render: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_pages() -> dict[str, str]:
        _room.cache_clear()
        monkeypatch.setattr(COMPILED, "known", {})
        monkeypatch.setattr(COMPILED, "fresh", set())
        return {kind: render(nusantara, page) for kind, page in samples.items()}

    ours = all_pages()
    monkeypatch.setattr(SteadyEnvironment, "code_generator_class", CodeGenerator)
    theirs = all_pages()
    _room.cache_clear()
    assert theirs == ours
