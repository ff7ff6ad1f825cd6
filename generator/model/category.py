"""Categories of products and sellers: slug, label, and the words that offices write for them.

The defaults follow the words met in office files; a site may replace them with `kategori:` in `site.yaml`.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.model import rules
from generator.model.problem import Remark, Remarks, Unreadable, did_you_mean


class Category(NamedTuple):
    """A category: `slug` for addresses, `name` for readers, `words` that are read as this category."""

    slug: str
    name: str
    words: tuple[str, ...] = ()
    english: str = ""


def _read_defaults() -> tuple[Category, ...]:
    lines = (Path(__file__).parent.parent / "data" / "kategori.csv").read_text("utf-8").splitlines()
    rows = (line.split(",") for line in lines[1:])
    return tuple(Category(slug, name, tuple(words.split("|")), english) for slug, name, english, words in rows)


DEFAULT = _read_defaults()


class Categories(NamedTuple):
    """The categories of a site, in the order they are shown."""

    items: tuple[Category, ...] = DEFAULT

    def get(self, slug: str) -> Category | None:
        """The category with this slug."""
        return next((item for item in self.items if item.slug == slug), None)

    def read(self, text: str, remarks: Remarks) -> str | None:
        """The slug meant by `text`: a slug or label exactly, or one of the known words (then with a remark)."""
        folded = " ".join(text.casefold().split())
        for item in self.items:
            if folded in (item.slug, item.name.casefold()):
                return item.slug
        for item in self.items:
            if folded in item.words:
                remarks.append(
                    Remark(
                        rules.GUESSED_CATEGORY,
                        f'Kategori "{text}" dibaca sebagai "{item.slug}".',
                        f"Tulis kategori: {item.slug} bila benar; ganti bila keliru.",
                    )
                )
                return item.slug
        slugs = [item.slug for item in self.items]
        hint = did_you_mean(text, slugs) or "Pilih salah satu: " + ", ".join(slugs) + "."
        raise Unreadable(rules.UNKNOWN_CATEGORY, f'Kategori "{text}" tidak dikenal.', hint)
