"""Pages partly written by hand and partly by the code: what stands between two marks is made, the rest is left alone."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

PART = re.compile(r"(<!-- mulai: ([a-z-]+) -->\n)(.*?)(<!-- selesai -->)", re.DOTALL)


def check_page(page: Path, parts: Mapping[str, str]) -> None:
    """Assert that each made part of a page is what the code makes now. `ETALASE_GOLDEN=1` writes it instead."""
    text = page.read_text("utf-8")
    names = [found[2] for found in PART.finditer(text)]
    assert sorted(names) == sorted(parts), "the marks in the page and the parts that are made differ"
    made = PART.sub(lambda found: f"{found[1]}\n{parts[found[2]].strip()}\n\n{found[4]}", text)
    if os.environ.get("ETALASE_GOLDEN"):
        page.write_text(made, "utf-8", newline="\n")
    assert page.read_text("utf-8") == made, "after a wanted change: ETALASE_GOLDEN=1 pytest tests/docs"


def table(titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [titles, tuple("---" for _ in titles), *rows]
    return (
        "\n".join("| " + " | ".join(cell.replace("|", "\\|").strip() for cell in line) + " |" for line in lines) + "\n"
    )


def code(text: str) -> str:
    """A text as code inside a line."""
    return f"`{text}`" if text else ""
