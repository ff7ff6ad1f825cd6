"""Law B with 2,000 products, where work is handed to processes and edits patch a large search index.

Takes some minutes: `python3 etalase.py test -m slow`.
"""

from __future__ import annotations

import importlib.util
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Site
from tests_support import changed_paths

CORPUS = Path(__file__).parent.parent / "benchmarks/corpus.py"
PRODUCTS, STEPS, COMPARED_EVERY = 2000, 16, 4


def corpus_of(folder: Path) -> None:
    spec = importlib.util.spec_from_file_location("corpus", CORPUS)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.write(folder, PRODUCTS)


class Editor:
    """Random edits to a site that no test wrote by hand."""

    def __init__(self, site: Site) -> None:
        self.folder, self.dice, self.count = site.folder, random.Random(16), 0

    def file(self, kind: str = "produk") -> Path:
        return self.dice.choice(sorted((self.folder / "content" / kind).rglob("*.md")))

    def step(self) -> str:
        edits: list[Callable[[], None]] = [
            self.text,
            self.text,
            self.price,
            self.add,
            self.remove,
            self.rename,
            self.seller,
            self.title,
        ]
        edit = self.dice.choice(edits)
        edit()
        return edit.__name__

    def text(self) -> None:
        file = self.file()
        file.write_text(
            file.read_text("utf-8") + f"\nKata baru {self.dice.choice('abcdefgh')}{self.dice.randrange(99)} di sini.\n",
            "utf-8",
        )

    def price(self) -> None:
        file = self.file()
        lines = [line for line in file.read_text("utf-8").split("\n") if not line.startswith("harga:")]
        file.write_text("\n".join([lines[0], f"harga: {self.dice.randrange(1, 900)}000", *lines[1:]]), "utf-8")

    def add(self) -> None:
        self.count += 1
        file = self.file()
        file.with_name(f"tambahan-{self.count}.md").write_text(file.read_text("utf-8"), "utf-8")

    def remove(self) -> None:
        self.file().unlink()

    def rename(self) -> None:
        self.count += 1
        file = self.file()
        file.rename(file.with_name(f"ganti-{self.count}.md"))

    def seller(self) -> None:
        file = self.file("penjual")
        file.write_text(file.read_text("utf-8").replace("nama: ", "nama: Rumah ", 1), "utf-8")

    def title(self) -> None:
        file = self.folder / "site.yaml"
        file.write_text(file.read_text("utf-8").replace("judul: ", "judul: Kini ", 1), "utf-8")


@pytest.mark.slow
def test_incremental_equals_clean_with_many_products(tmp_path):
    site = Site(tmp_path / "situs")
    corpus_of(site.folder)
    editor, done = Editor(site), []
    assert site.build().exit_code == 0
    for number in range(1, STEPS + 1):
        done.append(editor.step())
        assert site.build().exit_code == 0, done
        if number % COMPARED_EVERY == 0:
            clean = tmp_path / "bersih"
            shutil.rmtree(clean, ignore_errors=True)
            shutil.copytree(site.folder, clean, ignore=shutil.ignore_patterns("output", ".cache"))
            other = Site(clean)
            assert other.build().exit_code == 0
            assert changed_paths(site.tree(), other.tree()) == set(), done
