"""What an editor chooses about a delivery: what columns mean, the region, rows that stay out; and what is remembered of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.desk.delivery import Delivery
from generator.desk.jobs import DeskFault
from generator.desk.requests import Ask, Reply
from generator.desk.review import label_of
from generator.desk.reviewing import seen_review
from generator.desk.room_addresses import address
from generator.exchange.applying import FileChanges, apply
from generator.exchange.choices import (
    NO_TARGET,
    BadChoicesError,
    ColumnChoice,
    target_of,
    title_key,
)
from generator.exchange.column_memory import read_memory, without_choice
from generator.exchange.columns import columns_of
from generator.model.address import COLUMN_MEMORY
from generator.model.records import all_kinds

if TYPE_CHECKING:
    from generator.desk.desk import Desk

AS_GUESSED = "dugaan"  # instead of a column: take the choice back
STAGING = "meja-ingatan"  # in the site's cache folder


@cache
def options(kinds: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The columns that one can choose, by kind: (the kind's name, ((value, label), …))."""
    return tuple(
        (
            all_kinds()[kind].word.capitalize(),
            tuple(
                (f"{kind}/{column.key}", column.label)
                for column in columns_of(kind)
                if column.key not in ("id", "slug")
            ),
        )
        for kind in kinds
    )


def memory_of(site: Path) -> list[dict[str, str]]:
    """What is remembered of the titles of columns, as pages show it."""
    memory, _ = read_memory(site)
    return [
        {
            "kind": kind,
            "title": choice.title,
            "label": "tidak diimpor" if choice.target == NO_TARGET else label_of(choice.target),
        }
        for (kind, _), choice in sorted(memory.items())
    ]


def forget(site: Path, kind: str, title: str) -> None:
    """Forget what a title means. Raises OSError."""
    file = site / "content" / COLUMN_MEMORY
    if file.exists():
        new = without_choice(file.read_bytes(), title_key(kind, title))
        apply(site, FileChanges({COLUMN_MEMORY: new}), staging_name=STAGING)


def choose_columns(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """Take what was chosen for columns: fields `kolom.<table>.<column>`, each with a target."""
    if ask.text("versi") != delivery.version:
        return Reply(location=address(delivery, "versi"))
    seen = seen_review(desk, delivery)
    choices = delivery.choices()
    columns = dict(choices.columns)
    for name in ask.fields:
        field, _, rest = name.partition(".")
        table_number, _, column_number = rest.partition(".")
        if field != "kolom" or not (table_number.isdigit() and column_number.isdigit()):
            continue
        table = next(iter(seen.tables[int(table_number) : int(table_number) + 1]), None)
        column = next((one for one in table.columns if one.number == int(column_number)), None) if table else None
        if table is None or column is None or column.state == "pribadi":
            raise DeskFault("Kolom itu tidak dapat dipilih.")
        key, told = title_key(table.guess, column.title), ask.text(name)
        if told == AS_GUESSED:
            columns.pop(key, None)
        elif told and told != column.target:
            columns[key] = ColumnChoice(column.title, _target(told, table.guess))
    delivery.choose(replace(choices, columns=columns))
    return Reply(location=address(delivery, anchor="kolom"))


def choose_region(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """Take the region of the rows that name none."""
    if ask.text("versi") != delivery.version:
        return Reply(location=address(delivery, "versi"))
    code = ask.text("kabupaten")
    if code and code not in desk.target().atlas.by_code:
        raise DeskFault("Kabupaten/kota itu tidak ada di provinsi situs ini.")
    delivery.choose(replace(delivery.choices(), region=code))
    return Reply(location=address(delivery, anchor="daerah"))


def choose_rows(desk: Desk, delivery: Delivery, ask: Ask) -> Reply:
    """Leave a row out, or take it in again. `baris`: file, sheet and row, one per line."""
    if ask.text("versi") != delivery.version:
        return Reply(location=address(delivery, "versi"))
    choices = delivery.choices()
    rows = set(choices.rows)
    for text in ask.fields.get("keluarkan", ()):
        rows.add(_row(text))
    for text in ask.fields.get("ikutkan", ()):
        rows.discard(_row(text))
    delivery.choose(replace(choices, rows=frozenset(rows)))
    return Reply(location=address(delivery, anchor="beda"))


def _row(text: str) -> tuple[str, str, int]:
    path, sheet, number = ([*text.split("\t"), "", ""])[:3]
    if not number.isdigit():
        raise DeskFault("Baris itu tidak dikenal.")
    return path, sheet, int(number)


def _target(text: str, kind: str) -> tuple[str, str]:
    try:
        return target_of(text, kind)
    except BadChoicesError:
        raise DeskFault("Arti kolom itu tidak dikenal.") from None


def answer_memory(desk: Desk, ask: Ask, rest: str) -> Reply | None:
    """Forget what was remembered of one title."""
    if not ask.is_post or rest.strip("/") != "lupa":
        return None
    forget(desk.site, ask.text("jenis"), ask.text("judul"))
    return Reply(location=address(None, anchor="ingatan"))
