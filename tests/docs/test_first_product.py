"""The first product, step by step as docs/editor.md tells it, with the commands and files of the guide in a real browser.

`ETALASE_GOLDEN=gambar pytest tests/docs` takes the guide's pictures anew.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import PATIENCE, REPOSITORY, TODAY
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from preview_support import running

from generator.build.builder import build
from generator.build.options import Options
from generator.cli import main

GUIDE = REPOSITORY / "docs/editor.md"
EXAMPLE = re.compile(r"<!-- contoh: (\S+) -->\n\n```yaml\n(.*?)```", re.DOTALL)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 680}, color_scheme="light", locale="id")
    page.set_default_timeout(PATIENCE * 1000)
    yield page
    page.close()


def examples() -> dict[str, str]:
    """The files of the guide, by path below the site."""
    return dict(EXAMPLE.findall(GUIDE.read_text("utf-8")))


def command_of(start: str) -> list[str]:
    """The arguments of a command as the guide writes it."""
    found = re.search(rf'^py etalase.py ({start}) "(.+)"$', GUIDE.read_text("utf-8"), re.MULTILINE)
    assert found, start
    return [*found[1].split(), found[2]]


def picture(tab: Page, name: str) -> None:
    """Take a picture for the guide, when it is asked for."""
    if os.environ.get("ETALASE_GOLDEN") == "gambar":
        with Image.open(io.BytesIO(tab.screenshot())) as shot:
            shot.convert("RGB").save(GUIDE.parent / "gambar" / f"{name}.webp", quality=82, method=6)


def in_the_guide(text: str) -> str:
    """A text that the guide promises to be seen."""
    assert text in " ".join(GUIDE.read_text("utf-8").replace("**", "").split())
    return text


def test_the_first_product(tmp_path: Path, tab: Page, capsys: pytest.CaptureFixture[str]) -> None:
    site, files = tmp_path / "situs", examples()
    assert main(["init", str(site), "--provinsi", "35"]) == 0
    bar = tab.locator("etalase-pratinjau")

    def save(path: str, change: Callable[[str], str] = str) -> None:
        assert (site / path).exists()  # made by the command before
        (site / path).write_text(change(files[path]), "utf-8")

    with running(site) as preview:
        tab.goto(f"{preview.address}/")
        expect(bar).to_contain_text(in_the_guide("PRATINJAU – tidak ada masalah"))
        picture(tab, "1-pratinjau")

        seller, product, translation = files
        assert main([*command_of("new penjual"), "--site", str(site)]) == 0
        assert Path(capsys.readouterr().out.splitlines()[-1]) == site / seller
        save(seller)
        assert main([*command_of("new produk"), "--site", str(site)]) == 0
        save(product)
        tab.goto(f"{preview.address}/produk/")
        expect(bar).to_contain_text(f"{product}:6:8")
        expect(bar).to_contain_text("1 masalah")
        expect(bar).to_contain_text("GALAT")
        picture(tab, "2-galat")

        save(product, lambda text: text.replace("harga: lima belas ribu", in_the_guide("harga: 15000")))
        expect(bar).to_contain_text("tidak ada masalah")
        tab.goto(f"{preview.address}/produk/keripik-tempe-sagu/")
        expect(bar).to_contain_text(in_the_guide("Draf: halaman ini belum tayang"))
        expect(tab.get_by_role("heading", level=1)).to_have_text("Keripik tempe sagu")
        picture(tab, "3-draf")

        save(product, lambda text: text.replace("lima belas ribu", "15000").replace("draf: ya\n", ""))
        expect(bar).not_to_contain_text("Draf")
        expect(tab.get_by_text("Rp15.000").first).to_be_visible()
        picture(tab, "4-jadi")

    (site / translation).write_text(files[translation], "utf-8")
    settings = site / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "bahasa: [id, en]\n", "utf-8")
    result = build(Options(site=site, today=TODAY, jobs=1))
    assert (result.exit_code, [problem.rule.name for problem in result.problems]) == (0, ["alamat-contoh"])
    assert "Sago tempeh crisps" in (site / "output/en/produk/keripik-tempe-sagu/index.html").read_text("utf-8")
