"""A child theme in one folder, as docs/theme-contract.md shows it: tokens, one block and one component, in a real build."""

from __future__ import annotations

import re
from collections.abc import Callable

from conftest import REPOSITORY, Site

CONTRACT = REPOSITORY / "docs/theme-contract.md"
FILE = re.compile(r"^`(themes/dinas/[^`]+)`\n\n```\w+\n(.*?)```$", re.DOTALL | re.MULTILINE)


def example() -> dict[str, str]:
    """The files of the example in the contract, by path."""
    return dict(FILE.findall(CONTRACT.read_text("utf-8")))


def test_the_child_theme_of_the_contract_builds(make_site: Callable[..., Site]) -> None:
    site = make_site("anak", theme="dinas", dinas="{nama: Dinas Koperasi (contoh)}")
    files = example()
    assert len(files) == 4
    for path, text in files.items():
        site.write(path, text)
    site.product("kopi", satuan="bungkus", harga=15000)
    site.product("teh", harga=None)
    assert site.build().exit_code == 0

    page = site.read("produk/kopi/index.html")
    assert '<p class="harga"><b>Rp15.000</b> per bungkus</p>' in page  # the child's component
    assert "Harga hubungi penjual" in site.read("produk/teh/index.html")
    assert '<p class="isi">Dibina oleh Dinas Koperasi (contoh).</p>' in page  # the child's block
    assert page.index("Dibina oleh") < page.index("Lihat juga")  # and what the parent has in it
    assert '<html lang="id" data-warna="nila">' in page  # the child's default for an option of the parent
    assert "<b>Rp15.000</b> per bungkus" in site.read("produk/index.html")  # in lists as well
    (sheet,) = (site.folder / "output/aset").glob("gaya-*.css")
    css = sheet.read_text("utf-8")
    tokens = css[css.index("@layer tokens{") : css.index("@layer reset{")]
    assert tokens.rindex("--sudut:8px") > tokens.rindex("--sudut:2px")


def test_the_child_lives_on_its_parent(make_site: Callable[..., Site]) -> None:
    """A block that the parent does not have, and a component without what others import, say where they are wrong."""
    site = make_site("anak", theme="dinas")
    for path, text in example().items():
        site.write(path, text)
    site.product("kopi")
    site.write("themes/dinas/templates/components/harga/harga.html", "{% macro ongkos(x) %}{% endmacro %}")
    result = site.build()
    assert result.exit_code == 1
    assert {problem.code for problem in result.problems} == {"E093"}
    assert any("harga" in problem.message for problem in result.problems)
