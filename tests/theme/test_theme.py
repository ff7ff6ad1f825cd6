"""Loading themes, their closures and digests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.digest import spell
from generator.theme.assets import make_sheet
from generator.theme.kinds import pack_closures, page_kinds, unpack_closures
from generator.theme.theme import Theme, load_theme
from generator.theme.theme_folders import ThemeFault

Write = Callable[..., Path]


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text in a file that must have it."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def looks(site: Path, language: str = "id", **options: str) -> dict[str, str]:
    """The digest of the look of every kind of page."""
    theme = load_theme("nusantara", site, options)
    return {kind: theme.look(kind, language).digest for kind in page_kinds()}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The kinds of page whose look has changed."""
    return {kind for kind in before if before[kind] != after[kind]}


def test_an_edited_include_changes_exactly_the_pages_that_reach_it(copied_theme: Path) -> None:
    before = looks(copied_theme)
    templates = copied_theme / "themes/nusantara/templates"
    edit(templates / "components/peta/peta.html", "legenda", "legenda baru")
    map_changed = looks(copied_theme)
    assert changed(before, map_changed) == {"daftar-wilayah", "statistik"}
    edit(templates / "components/harga/harga.html", ">/{{ per }}", ">per {{ per }}")
    with_prices = {"beranda", "produk", "penjual", "kabar", "daftar-produk", "wilayah", "kategori"}
    without = {"cari", "daftar-penjual", "daftar-kartu", "halaman", "layanan", "pindah", "pojok", "tidak-ditemukan"}
    price_changed = changed(map_changed, looks(copied_theme))
    assert with_prices <= price_changed
    assert not without & price_changed


def test_an_edited_base_changes_every_page(copied_theme: Path) -> None:
    before = looks(copied_theme)
    edit(copied_theme / "themes/nusantara/templates/base.html", "<body>", "<body >")
    assert changed(before, looks(copied_theme)) == set(page_kinds())


def test_an_asset_changes_only_the_pages_that_name_it(copied_theme: Path) -> None:
    before = looks(copied_theme)
    edit(copied_theme / "themes/nusantara/static/pindah.js", "replace", "assign")
    assert changed(before, looks(copied_theme)) == {"pindah"}


def test_css_changes_pages_only_when_addresses_are_hashed(copied_theme: Path) -> None:
    hashed = looks(copied_theme)
    plain = load_theme("nusantara", copied_theme).look("beranda", "id", hashed=False).digest
    edit(copied_theme / "themes/nusantara/css/base.css", "font: 400", "font: 500")
    assert changed(hashed, looks(copied_theme)) == set(page_kinds())
    assert load_theme("nusantara", copied_theme).look("beranda", "id", hashed=False).digest == plain


def test_words_count_in_their_language_only(copied_theme: Path) -> None:
    indonesian, english = looks(copied_theme), looks(copied_theme, "en")
    edit(copied_theme / "themes/nusantara/strings/en.yaml", '"Search"', '"Look for"')
    assert not changed(indonesian, looks(copied_theme))
    assert changed(english, looks(copied_theme, "en")) == set(page_kinds())


def test_a_theme_option_changes_every_page(copied_theme: Path) -> None:
    assert changed(looks(copied_theme), looks(copied_theme, warna="nila")) == set(page_kinds())


def test_examples_and_comments_in_theme_yaml_change_no_page(copied_theme: Path) -> None:
    before = looks(copied_theme)
    (copied_theme / "themes/nusantara/templates/components/kartu/examples.yaml").write_text(
        "satu: '{{ kartu(contoh.produk) }}'\n"
    )
    assert not changed(before, looks(copied_theme))


def test_a_computed_name_counts_as_every_template_and_every_asset(write_theme: Write) -> None:
    page = '{% include page.title ~ ".html" ignore missing %}{% set nama = "favicon" ~ ".svg" %}{{ asset(nama) }}'
    site = write_theme("anak", {"templates/pages/cari.html": page, "static/logo.svg": "<svg/>"})
    first = load_theme("anak", site)
    assert set(first.closures["cari"].assets) == {*first.assets(), "laman.css"}
    write_theme("anak", {"templates/pages/kabar.html": '{% extends "nusantara/pages/kabar.html" %} '})
    second = load_theme("anak", site)
    assert second.closures["cari"].digest != first.closures["cari"].digest
    assert second.closures["pindah"] == first.closures["pindah"]


def test_the_same_theme_in_two_places_has_the_same_digests(nusantara: Theme, tmp_path: Path) -> None:
    folders = [tmp_path / "satu", tmp_path / "tempat lain" / "dua"]
    for folder in folders:
        shutil.copytree(nusantara.source.folders[0].path, folder / "themes" / "nusantara")
    one, two = (load_theme("nusantara", folder) for folder in folders)
    assert one.digest == two.digest
    assert one.closures == two.closures
    assert [spell(one.look(kind, "id")) for kind in page_kinds()] == [
        spell(two.look(kind, "id")) for kind in page_kinds()
    ]
    assert [(a.address, spell(a.source)) for a in one.assets().values()] == [
        (a.address, spell(a.source)) for a in two.assets().values()
    ]


def test_remembered_closures_give_the_same_looks(nusantara: Theme, tmp_path: Path) -> None:
    again = load_theme("nusantara", tmp_path)
    again.remember(unpack_closures(pack_closures(nusantara.closures)))
    assert again.look("produk", "id") == nusantara.look("produk", "id")


def test_every_file_of_the_chain_is_watched(write_theme: Write) -> None:
    theme = load_theme("anak", write_theme("anak", {"css/tokens.css": ":root{--aksen:red}"}))
    names = {"/".join(path.parts[-3:]) for path in theme.files()}
    assert {"anak/css/tokens.css", "nusantara/css/tokens.css", "themes/nusantara/theme.yaml"} <= names


@pytest.mark.parametrize(
    ("name", "files", "said"),
    [
        ("nusantra", {}, 'Tema "nusantra" tidak ada. Maksudnya "nusantara"?'),
        ("../luar", {}, 'Tema "../luar" tidak ada.'),
        ("anak", {"theme.yaml": "kontrak: 1\n"}, "tema anak tidak punya templates/pages/produk.html."),
        ("anak", {"theme.yaml": "kontrak: 2\nextends: nusantara\n"}, "kontrak 2; Etalase ini memakai kontrak 1"),
        ("anak", {"theme.yaml": "kontrak: 1\nextends: anak\n"}, "anak → anak"),
        ("anak", {"theme.yaml": "kontrak: 1\nextends: tiada\n"}, 'themes/anak/theme.yaml: Tema "tiada" tidak ada.'),
        ("anak", {"theme.yaml": "kontrak: 1\nextend: nusantara\n"}, 'Maksudnya "extends"?'),
        (
            "anak",
            {"theme.yaml": "kontrak: 1\nextends: nusantara\nlapisan: [warna]\n"},
            "Lapisan yang ada: tokens, reset",
        ),
        ("anak", {"theme.yaml": "kontrak: 1\nextends: nusantara\nlapisan: tokens\n"}, "lapisan berisi lapisan gaya"),
        ("anak", {"theme.yaml": "kontrak: [1\n"}, "themes/anak/theme.yaml:2:1: YAML tidak terbaca"),
    ],
)
def test_a_theme_that_cannot_be_used_says_why(
    name: str, files: dict[str, str], said: str, write_theme: Write, tmp_path: Path
) -> None:
    if files:
        write_theme(name, files)
    with pytest.raises(ThemeFault) as fault:
        load_theme(name, tmp_path)
    assert said in str(fault.value)


def test_an_unknown_option_or_choice_is_a_problem_of_the_settings(tmp_path: Path) -> None:
    with pytest.raises(ThemeFault) as fault:
        load_theme("nusantara", tmp_path, {"warnaa": "nila", "warna": "ungu"})
    assert 'site.yaml: opsi_tema: tema nusantara tidak punya opsi "warnaa". Maksudnya "warna"?' in str(fault.value)
    assert '"ungu" bukan pilihan untuk warna.' in str(fault.value)


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("templates/pages/cari.html", "{{ 1 +", "themes/anak/templates/pages/cari.html:1:1: Templat tidak terbaca"),
        (
            "templates/pages/cari.html",
            '\n{% include "partials/kakii.html" %}',
            'cari.html:2:1: Templat "partials/kakii.html" tidak ada. Maksudnya',
        ),
        (
            "templates/pages/cari.html",
            '\n\n{{ asset("gya.css") }}',
            'cari.html:3:1: asset("gya.css") tidak ada. Maksudnya "gaya.css"?',
        ),
        (
            "templates/components/kartu/kartu.html",
            "{% macro kartu(p) %}{% endmacro %}",
            'themes/anak/templates/components/kartu/kartu.html: Komponen ini tidak punya makro "rak", yang dipakai',
        ),
        (
            "templates/pages/cari.html",
            '\n{% from "components/kartu/kartu.html" import raak with context %}',
            'cari.html:2:1: "components/kartu/kartu.html" tidak punya makro "raak". Maksudnya "rak"?',
        ),
        (
            "templates/pages/cari.html",
            '{% import "components/harga/harga.html" as h with context %}{{ h.hargaa(1) }}',
            '"components/harga/harga.html" tidak punya makro "hargaa". Maksudnya "harga"?',
        ),
        ("strings/id.yaml", "cari: [Cari]\n", '"cari" bukan pasangan kunci dan teks'),
        ("strings/id.yaml", "cari: a: b\n", "strings/id.yaml:1:"),
    ],
)
def test_broken_templates_and_strings_are_found_before_anything_is_rendered(
    path: str, text: str, said: str, write_theme: Write
) -> None:
    theme = load_theme("anak", write_theme("anak", {path: text}))
    with pytest.raises(ThemeFault) as fault:
        theme.look("beranda", "id")
    assert said in str(fault.value)


def test_a_lacking_macro_is_one_problem_at_the_file_that_lacks_it(write_theme: Write) -> None:
    folder = "templates/components/usaha/"
    files = {f"{folder}usaha.html": "{% macro usaha(penjual) %}{% endmacro %}{% macro sosok(p) %}{% endmacro %}"}
    theme = load_theme("anak", write_theme("anak", files))
    with pytest.raises(ThemeFault) as fault:
        theme.look("beranda", "id")
    said = [(item.place.path, item.message) for item in fault.value.problems]
    assert [path for path, _ in said] == [f"themes/anak/{folder}usaha.html"] * 3
    assert {macro for _, text in said for macro in ("tempat", "kartu_usaha", "baris_usaha") if f'"{macro}"' in text} == {
        "tempat", "kartu_usaha", "baris_usaha",
    }  # fmt: skip
    files[f"{folder}usaha.html"] += "".join(
        f"{{% macro {name}(p) %}}{{% endmacro %}}" for name in ("tempat", "kartu_usaha")
    )
    files[f"{folder}usaha.html"] += "{% set baris_usaha = sosok %}"
    assert load_theme("anak", write_theme("anak", files)).look("beranda", "id")


def test_css_in_an_unknown_layer_and_a_lost_asset_in_css_are_named(write_theme: Write) -> None:
    theme = load_theme(
        "anak", write_theme("anak", {"css/token.css": "", "css/base.css": 'a{background:url("asset:tiada.svg")}'})
    )
    with pytest.raises(ThemeFault) as fault:
        theme.assets()
    assert 'css/token.css: css/token.css bukan lapisan. Maksudnya "css/tokens.css"?' in str(fault.value)
    assert "css/base.css: asset:tiada.svg tidak ada di folder static." in str(fault.value)


def test_a_missing_language_is_said_when_it_is_asked_for(copied_theme: Path) -> None:
    (copied_theme / "themes/nusantara/strings/en.yaml").unlink()
    theme = load_theme("nusantara", copied_theme)
    assert theme.look("cari", "id")
    with pytest.raises(ThemeFault, match="kata-kata untuk bahasa"):
        theme.look("cari", "en")


def test_a_child_keeps_the_layers_that_it_names(write_theme: Callable[..., Path]) -> None:
    write_theme("anak", {
        "theme.yaml": "kontrak: 1\nextends: nusantara\nlapisan: [tokens]\n",
        "css/tokens.css": ":root { --aksen: #123456 }", "css/components.css": ".kartu { color: red }",
    })  # fmt: skip
    site = write_theme("cucu", {"theme.yaml": "kontrak: 1\nextends: anak\n", "css/base.css": "p { margin: 0 }"})
    source = load_theme("cucu", site).assets()["gaya.css"].source
    css = make_sheet(source).decode()
    assert css.index("--dasar:") < css.index("--aksen:#123456")  # nusantara's tokens, then the child's
    assert css.endswith("@layer base{p{margin:0}}@layer components{.kartu{color:red}}\n")
