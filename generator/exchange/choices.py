"""What somebody decided about one import: what columns mean, which rows stay out, whose a photo is; read from and written to a file.

The desk keeps such a file for every delivery; the command line takes it with `--pilihan`, so that both import the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from generator.exchange.columns import by_key, is_list
from generator.exchange.layout import FLAT, Layout
from generator.exchange.opening import Sheet
from generator.model.collate import letters_of
from generator.model.records import all_kinds

IGNORED = "abaikan"  # instead of a column: its cells are not read
OWNERLESS = ""  # instead of a record: the photo is not used

TitleKey: TypeAlias = tuple[str, str]  # kind that the importer took the table for, letters of the title
Target: TypeAlias = tuple[str, str]  # kind, column key; ("", "") for IGNORED
RowKey: TypeAlias = tuple[str, str, int]  # file, sheet, row
NO_TARGET: Target = ("", "")


class BadChoicesError(ValueError):
    """A file of choices that says what no import can do. The text is Indonesian."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What the cells below a title are. `title`: as the office writes it."""

    title: str
    target: Target


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """The decisions about an import. `photos`: name of a photo in small letters -> `produk/slug`, or OWNERLESS."""

    columns: Mapping[TitleKey, ColumnChoice] = field(default_factory=dict)
    rows: frozenset[RowKey] = frozenset()
    photos: Mapping[str, str] = field(default_factory=dict)
    region: str = ""


NO_CHOICES = ImportChoices()


def title_key(kind: str, title: str) -> TitleKey:
    """By what a choice is found again: the kind of the table, and the title however it is spelled."""
    return kind, letters_of(title)


def target_of(text: str, kind: str) -> Target:
    """`produk/harga` as a target in tables of a kind. Raises BadChoicesError for what is no column there."""
    if text.strip().casefold() == IGNORED:
        return NO_TARGET
    owner, _, key = text.strip().partition("/")
    if owner not in kinds_within(kind) or key not in by_key(owner) or key in ("id", "slug"):
        raise BadChoicesError(f'"{text}" bukan kolom yang dikenal')
    return owner, key


def text_of_target(target: Target) -> str:
    """`produk/harga`, or IGNORED."""
    return "/".join(target) if target != NO_TARGET else IGNORED


def kinds_within(kind: str) -> tuple[str, ...]:
    """The kinds whose columns a table of a kind may have."""
    return ("penjual", "produk") if kind in (FLAT, "penjual", "produk") else (kind,)


def read_choices(file: Path) -> ImportChoices:
    """The choices in a file. Raises BadChoicesError, OSError."""
    try:
        told = json.loads(file.read_text("utf-8"))
    except ValueError:
        raise BadChoicesError(f"Berkas pilihan {file.name} tidak terbaca sebagai JSON") from None
    return choices_from(told)


def choices_from(told: object) -> ImportChoices:
    """The choices in what JSON says. Raises BadChoicesError."""
    if not isinstance(told, dict):
        raise BadChoicesError("Berkas pilihan harus berisi satu objek JSON")
    columns: dict[TitleKey, ColumnChoice] = {}
    rows: set[RowKey] = set()
    try:
        for kind, titles in told.get("kolom", {}).items():
            if kind != FLAT and kind not in all_kinds():
                raise BadChoicesError(f'"{kind}" bukan jenis lembar yang dikenal')
            for title, text in titles.items():
                columns[title_key(kind, title)] = ColumnChoice(title, target_of(text, kind))
        for path, sheet, row in told.get("baris", ()):
            rows.add((str(path), str(sheet), int(row)))
        photos = {str(name).casefold(): str(record) for name, record in told.get("foto", {}).items()}
        region = str(told.get("kabupaten", ""))
    except (AttributeError, TypeError, ValueError) as fault:
        if isinstance(fault, BadChoicesError):
            raise
        raise BadChoicesError("Berkas pilihan tidak berbentuk seperti yang ditulis Etalase") from None
    return ImportChoices(columns, frozenset(rows), photos, region)


def json_of(choices: ImportChoices) -> str:
    """The text of a file of choices, the same for equal choices."""
    columns: dict[str, dict[str, str]] = {}
    for (kind, _), choice in choices.columns.items():
        columns.setdefault(kind, {})[choice.title] = text_of_target(choice.target)
    told = {
        "kabupaten": choices.region,
        "kolom": columns,
        "baris": sorted(choices.rows),
        "foto": dict(choices.photos),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def choose_columns(sheets: list[Sheet], columns: Mapping[TitleKey, ColumnChoice]) -> None:
    """Give the columns of all tables the targets that somebody chose. A private column stays private, whatever was chosen."""
    for sheet in sheets:
        for block in sheet.blocks:
            block.layout.guess = block.layout.kind
            if columns and not block.layout.own:
                _choose(block.layout, columns)


def _choose(layout: Layout, columns: Mapping[TitleKey, ColumnChoice]) -> None:
    chosen: dict[int, Target] = {}
    for place, title in layout.titles.items():
        choice = columns.get(title_key(layout.guess, title))
        if (
            choice is None
            or place in layout.private
            or (choice.target in chosen.values() and not _is_list(choice.target))
        ):
            continue
        for forgotten in (layout.targets, layout.unknown, layout.losers, layout.units):
            forgotten.pop(place, None)
        if choice.target != NO_TARGET:
            chosen[place] = choice.target
    _mix(layout, {kind for kind, _ in chosen.values()})
    for place, target in chosen.items():
        target = ("penjual", "nama") if layout.kind == FLAT and target == ("produk", "penjual") else target
        if not _is_list(target):
            for other in [other for other, one in layout.targets.items() if one == target]:
                del layout.targets[other]
                layout.losers[other] = place
        layout.targets[place] = target
    layout.targets = dict(sorted(layout.targets.items()))


def _is_list(target: Target) -> bool:
    return target != NO_TARGET and is_list(by_key(target[0])[target[1]])


def _mix(layout: Layout, kinds: set[str]) -> None:
    """A sheet of one kind in which somebody chose a column of another becomes one that mixes both."""
    if layout.kind in ("penjual", "produk") and kinds - {layout.kind}:
        layout.kind = FLAT
        for place, target in list(layout.targets.items()):
            if target == ("produk", "penjual"):
                layout.targets[place] = ("penjual", "nama")
