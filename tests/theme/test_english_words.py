"""What English pages say of facts comes from the theme: a field without its words there would show Indonesian ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.model.field_types import Choice, Group, Many
from generator.model.fields import Field, fields_of
from generator.model.records import all_kinds, listed_kinds
from generator.theme.strings import merged_strings
from generator.theme.theme_folders import read_chain, shipped

THEMES = sorted(folder.name for folder in shipped().iterdir() if (folder / "theme.yaml").is_file())
HOW = "the label goes into themes/nusantara/strings/en.yaml"


def words_of(theme: str, tmp_path) -> dict[str, str]:
    files = read_chain(theme, tmp_path).every("strings/en.yaml")
    return merged_strings([(item.data, item.place) for item in files])


def facts_of(kind: str) -> list[Field]:
    return [spec for spec in fields_of(all_kinds()[kind]) if spec.fact]


def choices_of(spec: Field) -> Iterator[str]:
    types = [spec.type.item if isinstance(spec.type, Many) else spec.type]
    types += [inner.type for kind in types if isinstance(kind, Group) for inner in fields_of(kind.record_type)]
    for kind in types:
        if isinstance(kind, Choice):
            yield from kind.options


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_every_fact_has_its_english_words(theme: str, kind: str, tmp_path) -> None:
    words = words_of(theme, tmp_path)
    assert [f"fakta_{spec.key}" for spec in facts_of(kind) if f"fakta_{spec.key}" not in words] == [], HOW
    values = [f"nilai_{value}".replace("-", "_") for spec in facts_of(kind) for value in choices_of(spec)]
    assert [value for value in values if value not in words] == [], HOW


@pytest.mark.parametrize("theme", THEMES)
def test_every_list_of_a_kind_has_its_english_words(theme: str, tmp_path) -> None:
    words = words_of(theme, tmp_path)
    titles = {kind: all_kinds()[kind].traits.title for kind in listed_kinds()}
    assert [kind for kind in titles if f"judul_{kind}" not in words and "en" not in titles[kind]] == []
