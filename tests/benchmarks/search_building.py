"""What the index costs to build: `python tests/benchmarks/search_building.py FOLDER`, FOLDER a site that was built before.

Prints CPU seconds of this process (`time.process_time`) for the search part of a build: from cached words with nothing
remembered, after an edit of a text, after one of a price, after one new product; and of making all its files. The folder is left
as it was.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent.parent)]

from generator.build import plan  # noqa: E402
from generator.build.builder import build  # noqa: E402
from generator.build.options import Options  # noqa: E402
from generator.model.chapter import Chapter  # noqa: E402
from generator.model.output import Output  # noqa: E402

spent: list[float] = []
original = plan.search_chapters


def timed(*arguments: Any, make: bool = False) -> Iterator[Chapter[Output]]:
    """The chapters of search, and the time that working them out takes, with listing those that the build lists.

    `make`: make all their files, too, and say what that takes; while the build goes on, since files are read from its memory.
    """
    chapters: list[Chapter[Output]] = clocked(lambda: list(original(*arguments)))
    if make:
        made = [output for chapter in chapters for output in listed(chapter)]
        begun = time.process_time()
        size = sum(len(output.recipe(*output.inputs)) for output in made)
        print(f"making {len(made)} files, {size} bytes: {time.process_time() - begun:.2f} s")
    return (chapter._replace(list=partial(clocked, partial(listed, chapter))) for chapter in chapters)


def listed(chapter: Chapter[Output]) -> list[Output]:
    """All outputs of a chapter."""
    return list(chapter.list())


def clocked(work: Callable[[], Any]) -> Any:
    """What some work gives; the CPU seconds that it took are added to `spent`."""
    begun = time.process_time()
    try:
        return work()
    finally:
        spent.append(time.process_time() - begun)


def measure(folder: Path, name: str) -> None:
    """Build, and print what search took in it."""
    spent.clear()
    begun = time.process_time()
    build(Options(site=folder, output=folder / "output", jobs=1))
    search = f"{sum(spent):.2f} s" if spent else "not asked for"
    print(f"{name}: search {search}, whole build in this process {time.process_time() - begun:.2f} s")


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
        page.write_text(re.sub(r"(?m)^harga: .*$", "harga: 123000", page.read_text("utf-8")), "utf-8")
        measure(folder, "its price edited")
        new.write_text(pages[len(pages) // 3].read_text("utf-8").replace("nama: ", "nama: Baru ", 1), "utf-8")
        measure(folder, "one new product")
    finally:
        page.write_text(before, "utf-8")
        new.unlink(missing_ok=True)
    plan.search_chapters = partial(timed, make=True)
    measure(folder, "taken back: a numbering from cached words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
