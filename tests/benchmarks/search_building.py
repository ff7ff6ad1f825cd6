"""What the index costs to build: `python tests/benchmarks/search_building.py FOLDER`, FOLDER a site that was built before.

Prints CPU seconds of this process (`time.process_time`) for the search part of a build: from cached words with nothing
remembered, after one text edit, after one new product; and of making all its files. The folder is left as it was.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent.parent)]

from generator.build import plan  # noqa: E402
from generator.build.build import build  # noqa: E402
from generator.build.options import Options  # noqa: E402
from generator.model.chapter import Chapter  # noqa: E402
from generator.model.output import Output  # noqa: E402

spent: list[float] = []
made: list[Output] = []
original = plan.search_chapters


def timed(*arguments: Any) -> Iterator[Chapter[Output]]:
    """The chapters of search with all their outputs, and the time that listing them took."""
    begun = time.process_time()
    found = [(chapter, list(chapter.list())) for chapter in original(*arguments)]
    spent.append(time.process_time() - begun)
    made[:] = [output for _, outputs in found for output in outputs]
    return iter([chapter._replace(list=partial(iter, outputs)) for chapter, outputs in found])


def measure(folder: Path, name: str) -> None:
    """Build, and print what search took in it."""
    spent.clear()
    begun = time.process_time()
    build(Options(site=folder, output=folder / "output", jobs=1))
    index = f"{spent[0]:.2f} s" if spent else "not asked for"
    print(f"{name}: index {index}, whole build in this process {time.process_time() - begun:.2f} s")


def main(folder: Path) -> None:
    """All cases, one after the other."""
    plan.search_chapters = timed
    pages = sorted((folder / "content/produk").rglob("*.md"))
    page, new = pages[len(pages) // 2], pages[len(pages) // 3].with_name("produk-baru-ukur.md")
    before = page.read_text("utf-8")
    try:
        measure(folder, "nothing changed")
        page.write_text(before + "\nDicuci dengan air hujanan.\n", "utf-8")
        measure(folder, "one text edited")
        new.write_text(pages[len(pages) // 3].read_text("utf-8").replace("nama: ", "nama: Baru ", 1), "utf-8")
        measure(folder, "one new product")
    finally:
        page.write_text(before, "utf-8")
        new.unlink(missing_ok=True)
    measure(folder, "taken back: a numbering from cached words")
    begun = time.process_time()
    size = sum(len(output.recipe(*output.inputs)) for output in made)
    print(f"making {len(made)} files, {size} bytes: {time.process_time() - begun:.2f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
