"""Style sheets that do not end where their file ends: mended, and told with the file and its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.theme.css import CssFault, bundle, mended, minify


@pytest.mark.parametrize(
    ("css", "wanted", "faults"),
    [
        ("a{b:c}", "a{b:c}", []),
        ("\ufeffa{b:c}", "a{b:c}", []),
        ("a{\nb:c", "a{\nb:c}", [(1, "{")]),
        ("@media x{\na{b:c}\n", "@media x{\na{b:c}\n}", [(1, "{")]),
        ("a{b:c}}\nd{e:f}", "a{b:c} \nd{e:f}", [(1, "}")]),
        ("a{b:c}\n/* lupa\nd{e:f}", "a{b:c}\n", [(2, "/*")]),
        ("a{b:calc(1px + 2px;}\nd{e:f}", "a{b:calc(1px + 2px;)}\nd{e:f}", [(1, "(")]),
        ("a[b{c:d}\ne{f:g}", "a[b{c:d}\ne{f:g}]", [(1, "[")]),
        ('a{b:"}"}', 'a{b:"}"}', []),
        ("a{b:url(x{y)}", "a{b:url(x{y)}", []),
        ("/* { */a{b:c}", "/* { */a{b:c}", []),
    ],
)
def test_mended(css, wanted, faults):
    assert mended(css) == (wanted, [CssFault(*fault) for fault in faults])


@given(st.text("a{}()[]:;/* \n\"'u", max_size=30))
def test_no_sheet_reaches_into_the_next(css):
    """What is mended stays as it is, and a mended sheet leaves nothing open."""
    sound, _ = mended(css)
    assert mended(sound) == (sound, [])
    assert bundle([("base", css), ("base", "z{y:x}")]).rstrip("\n").endswith("z{y:x}}")
    if not mended(css)[1]:
        assert minify(sound) == minify(css)


def test_a_site_says_where_and_keeps_the_rest(make_site):
    site = make_site("a")
    site.write("themes/mini/css/tokens.css", "\ufeff:root { --a: red }\n")
    site.write("themes/mini/css/base.css", "h1 { color: red }\nh2 {\n  color: blue;\n")
    site.write("themes/mini/css/layout.css", "h3 { color: green }\n")
    result = site.build()
    assert [(problem.rule.name, problem.place.path, problem.place.spot.line) for problem in result.problems] == [
        ("gaya-ditambal", "themes/mini/css/base.css", 2)]  # fmt: skip
    assert result.exit_code == 0
    sheet = next(data.decode() for path, data in site.tree().items() if path.startswith("aset/gaya-"))
    assert "\ufeff" not in sheet
    assert "@layer tokens{:root{--a:red}}" in sheet
    assert "h2{color:blue}}@layer layout{h3{color:green}}" in sheet
