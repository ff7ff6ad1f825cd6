"""Rules as tables: those that ship and those of the site's `content/aturan/` in, one book and the problems of the site's rows out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from generator.content.csv_table import TableRow, TableShape, has_errors, read_cell, read_table
from generator.model import rules
from generator.model.dates import format_date, read_date
from generator.model.numbers import read_decimal, read_int
from generator.model.problem import WHOLE_FILE, Log, Place, Problem, Spot, did_you_mean
from generator.model.rulebook import TABLES, RuleBook, RuleKind, RuleRow, Value, merged, overlaps
from generator.model.web_address import read_url

FOLDER = "aturan"
SHIPPED = Path(__file__).parent.parent / "data" / FOLDER
SHAPE = TableShape(
    ("kunci", "nilai", "untuk", "mulai", "sampai", "dasar", "tautan", "diperiksa", "catatan"),
    frozenset({"kunci", "nilai", "mulai"}),
)
YES_NO = {"ya": True, "tidak": False}


def read_rule_book(tables: Mapping[str, bytes], today: date) -> tuple[RuleBook, list[Problem]]:
    """The book of a site. `tables`: the files of `content/aturan/` by name without `.csv`; `today` tells what is stale or absent."""
    problems: list[Problem] = []
    own: list[RuleRow] = []
    for name, data in sorted(tables.items()):
        log = Log(path_of(name))
        if name in TABLES:
            own += _without_overlaps(list(_rows(name, data, log)), log)
        else:
            hint = did_you_mean(name, TABLES) or f"Tabel yang dikenal: {', '.join(sorted(TABLES))}."
            log.add(rules.UNKNOWN_KEY, WHOLE_FILE, f'Tabel aturan "{name}" tidak dikenal.', hint)
        problems += log.problems
    rows, replacing = merged(shipped_rows(), own)
    book = RuleBook.of(rows)
    problems += [_own_rule(row) for row in replacing if row.holds_on(today)]
    problems += [_unchecked(row) for row in own if row.holds_on(today) and row.is_stale(today)]
    problems += [_absent(table, key) for table, key in book.absent(today)]
    return book, problems


def path_of(table: str) -> str:
    """Where a site keeps a table, from its own folder."""
    return f"content/{FOLDER}/{table}.csv"


@cache
def shipped_rows() -> tuple[RuleRow, ...]:
    """The rows that ship. They have no line: they are in no file of the site."""
    rows: list[RuleRow] = []
    for name in TABLES:
        log = Log(f"{name}.csv")
        rows += [row._replace(line=0) for row in _rows(name, (SHIPPED / f"{name}.csv").read_bytes(), log)]
        if log.problems:
            raise ValueError(log.problems[0])
    return tuple(rows)


def _rows(table: str, data: bytes, log: Log) -> Iterator[RuleRow]:
    """The rows of a table that can be used; the others are problems."""
    for row in read_table(data, SHAPE, log):
        count = len(log.problems)
        key = row.cells["kunci"]
        kind = TABLES[table].get(key)
        if kind is None:
            log.add(
                rules.UNKNOWN_KEY,
                row.spot("kunci"),
                f'Kunci "{key}" tidak dikenal.',
                did_you_mean(key, TABLES[table]) or f"Kunci tabel ini: {', '.join(TABLES[table])}.",
                field="kunci",
            )
            continue
        value = _value(kind, row, log)
        start, end = read_cell(read_date, row, "mulai", log), read_cell(read_date, row, "sampai", log)
        checked, link = read_cell(read_date, row, "diperiksa", log), read_cell(read_url, row, "tautan", log) or ""
        basis = row.cells.get("dasar", "")
        if not basis:
            log.add(
                rules.NO_SOURCE,
                row.spot("dasar"),
                f'Aturan "{key}" belum berdasar.',
                "Tulis peraturan dan pasalnya, contoh: Perpres 46/2025 Pasal 66.",
                field="dasar",
            )
        if start and end and end < start:
            log.add(
                rules.DATES_REVERSED,
                row.spot("sampai"),
                "Hari terakhirnya mendahului hari pertamanya.",
                'Tukar "mulai" dan "sampai", atau perbaiki tahunnya.',
                field="sampai",
            )
        if not has_errors(log, count) and value is not None and start:
            scope, note = row.cells.get("untuk", ""), row.cells.get("catatan", "")
            yield RuleRow(table, key, scope, value, start, end, basis, link, checked, note, row.line)


def _value(kind: RuleKind, row: TableRow, log: Log) -> Value | None:
    """The value as its kind has it; None with a problem."""
    if kind.form == "percent":
        return read_cell(lambda text, remarks: read_decimal(text, remarks, high=100), row, "nilai", log)
    if kind.form == "number":
        return read_cell(lambda text, remarks: read_int(text, remarks, low=1), row, "nilai", log)
    choices = YES_NO if kind.form == "yes-no" else dict.fromkeys(kind.choices)
    text = row.cells["nilai"].casefold()
    if text not in choices:
        log.add(
            rules.UNKNOWN_CHOICE,
            row.spot("nilai"),
            f'"{row.cells["nilai"]}" bukan pilihan untuk "{row.cells["kunci"]}".',
            f"Pilih salah satu: {', '.join(choices)}.",
            field="nilai",
        )
        return None
    return YES_NO[text] if kind.form == "yes-no" else text


def _without_overlaps(rows: list[RuleRow], log: Log) -> list[RuleRow]:
    """The rows of a table, without those that meet an earlier one of their key."""
    meeting = set()
    for earlier, later, day in overlaps(rows):
        meeting.add(later)
        scope = f' untuk "{later.scope}"' if later.scope else ""
        ends = format_date(later.start - timedelta(days=1))
        way_out = f'Isi "sampai" di baris {earlier.line} dengan {ends}, atau hapus salah satunya.'
        if later.start <= earlier.start:
            way_out = "Hapus salah satunya."
        log.add(
            rules.OVERLAPPING_ROWS,
            Spot(later.line, SHAPE.columns.index("mulai") + 1),
            f'dua baris "{later.key}"{scope} berlaku pada {format_date(day)} (baris {earlier.line} dan {later.line}).',
            way_out,
            field="mulai",
        )
    return [row for row in rows if row not in meeting]


def _problem(rule: rules.Rule, table: str, line: int, field: str, message: str, hint: str) -> Problem:
    spot = Spot(line, SHAPE.columns.index(field) + 1) if line else WHOLE_FILE
    return Problem(Place(path_of(table), spot), rule, message, hint, field if line else "", rule.severity)


def _own_rule(row: RuleRow) -> Problem:
    message = f'Aturan "{row.key}" menggantikan bawaan Etalase.'
    return _problem(rules.OWN_RULE, row.table, row.line, "kunci", message, "Tidak perlu apa-apa bila memang begitu.")


def _unchecked(row: RuleRow) -> Problem:
    when = (
        f"terakhir diperiksa {format_date(row.checked)}"
        if row.checked
        else "belum pernah diperiksa, jadi tidak ditampilkan"
    )
    hint = "Periksa lagi bunyinya, lalu tulis tanggal hari ini di kolom diperiksa."
    return _problem(rules.UNCHECKED_RULE, row.table, row.line, "diperiksa", f'aturan "{row.key}" {when}.', hint)


def _absent(table: str, key: str) -> Problem:
    message = f'Tidak ada aturan "{key}" yang berlaku hari ini; yang memerlukannya tidak ditampilkan.'
    return _problem(rules.NO_VALID_ROW, table, 0, "kunci", message, f"Tulis barisnya di {path_of(table)}.")
