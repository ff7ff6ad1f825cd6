"""Components: each has a macro, css where it needs any, and examples that render."""

from __future__ import annotations

from types import SimpleNamespace

import html5lib
import pytest
from jinja2 import nodes

from generator.model.cards import Label
from generator.model.links import Shop
from generator.model.page import Link, Page, Pager
from generator.model.site_view import SiteView
from generator.theme.filters import Pen
from generator.theme.render import _room, _strings
from generator.theme.sources import read_yaml_mapping, shipped
from generator.theme.theme import Theme

COMPONENTS = sorted(item.name for item in (shipped() / "nusantara/templates/components").iterdir())


@pytest.mark.parametrize("name", COMPONENTS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_example_renders_well_formed(
    name: str, language: str, nusantara: Theme, samples: dict[str, Page], site: SiteView
) -> None:
    folder = f"templates/components/{name}/"
    chain, environment = nusantara.chain, _room(nusantara.source).environment
    examples = chain.find(folder + "examples.yaml")
    source = chain.find(f"{folder}{name}.html")
    assert examples and source
    tree = environment.parse(source.data.decode())
    macros = [node.name for node in tree.find_all(nodes.Macro) if not node.name.startswith("_")]
    product, home = samples["produk"], samples["beranda"]
    sample = SimpleNamespace(
        produk=product.card, produk_berfoto=product.related[1], produk_ig=home.origins[0], penjual=product.seller,  # type: ignore[attr-defined]
        label=(Label("halal"), Label("indikasi_geografis", "2024"), Label("tkdn", "92,4%"), Label("prapesan")),
        tautan=Link("Kriya", "kategori/kriya/"), telepon=product.seller.whatsapp, toko=(Shop("shopee", "https://shopee.co.id/x"),),  # type: ignore[attr-defined]
        jumlah=home.categories, laman=Pager("produk/", 3, 9, 210), wilayah=home.regions, kabar=home.news[0],  # type: ignore[attr-defined]
        pilah=samples["daftar-produk"].facets,  # type: ignore[attr-defined]
        peta=samples["daftar-wilayah"].map,  # type: ignore[attr-defined]
    )  # fmt: skip
    pen = Pen(nusantara.look("produk", language), product, site, _strings(nusantara.source, language))
    for title, expression in read_yaml_mapping(examples.data, examples.place).items():
        text = f'{{% from "components/{name}/{name}.html" import {", ".join(macros)} with context %}}{expression}'
        html = environment.from_string(text).render({**pen.names(), "contoh": sample})
        assert html.strip(), title
        html5lib.HTMLParser(strict=True).parseFragment(html)


def test_both_languages_have_the_same_keys(nusantara: Theme) -> None:
    indonesian, english = (_strings(nusantara.source, language) for language in ("id", "en"))
    assert set(indonesian) == set(english)
    for key in indonesian:
        assert {part.split("}")[0] for part in indonesian[key].split("{")[1:]} == {
            part.split("}")[0] for part in english[key].split("{")[1:]
        }, key
