"""Assets: the style sheet, the static files, and their addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.digest import digest
from generator.model.output import RecipeFaultError
from generator.theme.assets import Asset
from generator.theme.css import bundle, minify
from generator.theme.theme import Theme, asset_outputs, load_theme

Write = Callable[..., Path]


def page_sheets(theme: Theme, *, hashed: bool = True) -> dict[str, Asset | None]:
    return {kind: theme.page_sheet(kind, hashed=hashed) for kind in theme.closures}


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a { width: calc( 1px + 2px ) ; }", "a{width:calc( 1px + 2px )}"),
        ("a { margin: -1px - 2px; width: calc(1px - -2px) }", "a{margin:-1px - 2px;width:calc(1px - -2px)}"),
        ("a :hover > b ~ c + d { }", "a :hover > b ~ c + d{}"),
        ("a:not( .b ) .c { color : red }", "a:not( .b ) .c{color :red}"),
        ("/* eins */ a { /* zwei */ color: red /* drei */ }", "a{color:red}"),
        ("a/**/b { c: d/**/e }", "a/**/b{c:d/**/e}"),
        ('a::before { content: "  /* ; } */ " }', 'a::before{content:"  /* ; } */ "}'),
        ("a { b: 'it\\'s { here }' }", "a{b:'it\\'s { here }'}"),
        ('a { b: url( x/*y.png ) ; c: url("d  e") }', 'a{b:url( x/*y.png );c:url("d  e")}'),
        ("@media (width >= 60rem) and (hover) { a { b: c } }", "@media (width >= 60rem) and (hover){a{b:c}}"),
        ("a { --x: ; --y: { z } }", "a{--x:;--y:{z}}"),
        ('a,\n b { font: 400 1rem/1.5 "A" , serif }', 'a,b{font:400 1rem/1.5 "A",serif}'),
        ("a { b: c;; }", "a{b:c;}"),
    ],
)
def test_making_css_small_keeps_its_meaning(css: str, small: str) -> None:
    assert minify(css) == small
    assert minify(small) == minify(minify(small))


def test_layers_come_in_their_order_whoever_comes_first() -> None:
    css = bundle([("print", "p{a:b}"), ("tokens", ":root{--a:1}"), ("print", "p{a:c}")])
    assert css == (
        "@layer tokens,reset,base,layout,components,utilities,print;@layer tokens{:root{--a:1}}@layer print{p{a:b}p{a:c}}\n"
    )


def test_addresses_change_with_content_and_only_then(nusantara: Theme, copied_theme: Path) -> None:
    before = {output.path for output in asset_outputs(nusantara)}
    assert all(re.fullmatch(r"aset/[a-z-]+-[0-9a-f]{8}\.(css|js|svg|txt|woff2)", path) for path in before)
    assert {output.path for output in asset_outputs(load_theme("nusantara", copied_theme))} == before
    (copied_theme / "themes/nusantara/css/print.css").write_text("a{b:c}")
    after = {output.path for output in asset_outputs(load_theme("nusantara", copied_theme))}
    assert len(before - after) == len(after - before) == 1
    plain = {output.path for output in asset_outputs(nusantara, hashed=False)}
    assert {"aset/gaya.css", "aset/cetak.css", "aset/laman-beranda.css", "aset/favicon.svg", "aset/pindah.js"} <= plain


def test_every_asset_is_what_its_digest_promised(nusantara: Theme) -> None:
    for output in asset_outputs(nusantara):
        data = output.recipe(*output.inputs)
        assert digest(data) == output.inputs[0].digest
        assert output.inputs[0].digest[:8] in output.path


def test_an_asset_edited_after_planning_is_not_shipped(copied_theme: Path) -> None:
    outputs = asset_outputs(load_theme("nusantara", copied_theme))
    (copied_theme / "themes/nusantara/css/base.css").write_text("a{b:c}")
    (copied_theme / "themes/nusantara/static/favicon.svg").write_text("<svg/>")
    for output in outputs:
        if "gaya" in output.path or "favicon" in output.path:
            with pytest.raises(RecipeFaultError, match="berubah selama pembangunan"):
                output.recipe(*output.inputs)


def test_css_reaches_static_files_under_their_addresses(write_theme: Write) -> None:
    site = write_theme(
        "anak", {"static/font/judul.svg": "<svg/>", "css/base.css": '@font-face{src:url("asset:font/judul.svg")}'}
    )
    for hashed in (True, False):
        outputs = {output.path: output for output in asset_outputs(load_theme("anak", site), hashed=hashed)}
        css = next(output for path, output in outputs.items() if path.startswith("aset/gaya"))
        address = re.search(r'url\("(font/judul[^"]*)"\)', css.recipe(*css.inputs).decode())
        assert address and f"aset/{address[1]}" in outputs


def test_pages_carry_the_style_of_what_they_show_and_no_more(nusantara: Theme) -> None:
    sheets = {kind: sheet.recipe(sheet.source).decode() for kind, sheet in page_sheets(nusantara).items() if sheet}
    common = next(output for output in asset_outputs(nusantara) if "/gaya-" in output.path)
    shared = common.recipe(*common.inputs).decode()
    assert ".peta" in sheets["daftar-wilayah"] and ".peta svg" not in shared + sheets["produk"]
    assert ".muka h1" in sheets["beranda"] and ".muka" not in shared
    assert "@media print" not in shared + "".join(sheets.values())


def test_kinds_with_the_same_needs_share_a_sheet_and_a_preview_keeps_their_names(nusantara: Theme) -> None:
    published, live = page_sheets(nusantara), page_sheets(nusantara, hashed=False)
    for kind, sheet in published.items():
        for other, same in published.items():
            if sheet and same and sheet.source.digest == same.source.digest:
                assert sheet.address == same.address, (kind, other)
    assert {sheet.address for kind, sheet in live.items() if sheet} == {
        f"aset/laman-{kind}.css" for kind, sheet in live.items() if sheet
    }


def test_a_child_adds_to_a_page_and_keeps_components_apart(write_theme: Write) -> None:
    site = write_theme("anak", {
        "theme.yaml": "kontrak: 1\nextends: nusantara\ngaya_laman: [kartu]\n",
        "templates/pages/produk.css": ".anak-produk{color:red}",
        "templates/components/kartu/kartu.css": ".anak-kartu{color:red}",
    })  # fmt: skip
    theme = load_theme("anak", site)
    sheets = {kind: sheet.recipe(sheet.source).decode() for kind, sheet in page_sheets(theme).items() if sheet}
    assert ".rinci" in sheets["produk"] and sheets["produk"].endswith(".anak-produk{color:red}}\n")
    assert ".anak-kartu" in sheets["beranda"] and ".kartu{" in sheets["beranda"]
    assert ".anak-kartu" not in sheets["cari"]
