"""Sourced figures as tables: the files of the site's `content/angka/` in, figures and the problems of their rows out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from generator.content.csv_table import TableRow, TableShape, has_errors, read_cell, read_table
from generator.model import rules
from generator.model.category import Categories
from generator.model.collate import is_slug, means_nothing
from generator.model.dates import read_date
from generator.model.figures import AFFECTED, KINDS, PERCENT, SURVEY, SourcedFigure
from generator.model.numbers import read_decimal, read_int
from generator.model.problem import WHOLE_FILE, Log, Problem, Remarks, Spot, Unreadable, did_you_mean
from generator.model.region import Atlas
from generator.model.web_address import read_url

FOLDER = "angka"
SHAPE = TableShape(
    ("kunci", "wilayah", "sektor", "periode", "nilai", "penyebut", "satuan", "sumber", "tautan", "tanggal", "catatan"),
    frozenset({"kunci", "periode", "nilai", "satuan", "tanggal"}),
)
PERIOD = re.compile(r"(19|20)\d\d(-(T[1-4]|0[1-9]|1[0-2]))?")


class Figures(NamedTuple):
    """The figures of a site, what is wrong with them, and the last day on which they stay the same."""

    rows: tuple[SourcedFigure, ...]
    problems: tuple[Problem, ...]
    last_day: date


def read_figures(tables: Mapping[str, bytes], atlas: Atlas, categories: Categories, today: date) -> Figures:
    """The figures of some tables by name without `.csv`. A row that is dated later than `today` does not count yet."""
    rows: list[SourcedFigure] = []
    problems: list[Problem] = []
    last_day = date.max
    for name, data in sorted(tables.items()):
        log = Log(f"content/{FOLDER}/{name}.csv")
        if not is_slug(name):
            log.add(
                rules.UNREADABLE_FILE,
                WHOLE_FILE,
                f'Nama tabel "{name}" memuat huruf lain dari a–z, 0–9, dan tanda hubung.',
                "Ganti nama berkasnya, contoh: survei-banjir-2026.csv",
            )
        else:
            figures = _without_twins(list(_rows(name, data, atlas, categories, log)), log)
            _check_survey(name, figures, log)
            later = [figure.day for figure in figures if figure.day > today]
            last_day = min([last_day, *(day - timedelta(days=1) for day in later)])
            rows += [figure for figure in figures if figure.day <= today]
        problems += log.problems
    return Figures(tuple(rows), tuple(problems), last_day)


def _rows(table: str, data: bytes, atlas: Atlas, categories: Categories, log: Log) -> Iterator[SourcedFigure]:
    """The rows of a table that can be used; the others are problems."""
    for row in read_table(data, SHAPE, log):
        count = len(log.problems)
        key = row.cells["kunci"]
        if not _is_known(table, key, row, log):
            continue
        unit = _unit(key, row, log)
        value = read_cell(_percent if unit == PERCENT else read_int, row, "nilai", log)
        whole = read_cell(partial(read_int, low=1), row, "penyebut", log)
        region = read_cell(partial(_region, atlas), row, "wilayah", log) or ""
        sector = read_cell(partial(_sector, categories), row, "sektor", log) or ""
        period = read_cell(_period, row, "periode", log)
        day = read_cell(read_date, row, "tanggal", log)
        link = read_cell(read_url, row, "tautan", log) or ""
        source = row.cells.get("sumber", "")
        if not source:
            log.add(
                rules.NO_SOURCE,
                row.spot("sumber"),
                "angka ini belum bersumber.",
                "Tulis dokumen dan halamannya, contoh: LKPD 2026, halaman 41. Tanpa sumber angka tidak ditampilkan.",
                field="sumber",
            )
        if value is not None and whole is not None and unit != PERCENT and value > whole:
            log.add(
                rules.BAD_TABLE_CELL,
                row.spot("nilai"),
                f"Nilainya ({row.cells['nilai']}) lebih besar dari penyebutnya ({row.cells['penyebut']}).",
                "Periksa kedua angka itu di sumbernya.",
                field="nilai",
            )
        if not has_errors(log, count) and value is not None and period and day:
            note = row.cells.get("catatan", "")
            yield SourcedFigure(
                table, key, region, sector, period, value, whole, unit, source, link, day, note, row.line
            )


def _is_known(table: str, key: str, row: TableRow, log: Log) -> bool:
    """True for a key that this table may hold: those of surveys stand in tables of their own."""
    keys = [name for name in KINDS if (name == AFFECTED) == table.startswith(SURVEY)]
    if key in keys:
        return True
    hint = did_you_mean(key, keys) or f"Kunci tabel ini: {', '.join(keys)}."
    if key == AFFECTED:
        hint = f"Angka survei ditulis di tabel sendiri, contoh: content/{FOLDER}/{SURVEY}banjir-2026.csv"
    log.add(rules.UNKNOWN_KEY, row.spot("kunci"), f'Kunci "{key}" tidak dikenal di tabel ini.', hint, field="kunci")
    return False


def _unit(key: str, row: TableRow, log: Log) -> str:
    unit, units = row.cells["satuan"].casefold(), KINDS[key].units
    if unit not in units:
        log.add(
            rules.UNKNOWN_CHOICE,
            row.spot("satuan"),
            f'Satuan "{row.cells["satuan"]}" bukan satuan "{key}".',
            f"Pilih salah satu: {', '.join(units)}.",
            field="satuan",
        )
    return unit


def _percent(text: str, remarks: Remarks) -> int | None:
    return read_decimal(text.removesuffix("%"), remarks, high=100)


def _region(atlas: Atlas, text: str, remarks: Remarks) -> str | None:
    """An official code; None for the whole province."""
    if means_nothing(text) or text == atlas.province.code:
        return None
    region = atlas.read(text, remarks)
    return region.code if region else None


def _sector(categories: Categories, text: str, remarks: Remarks) -> str | None:
    return None if means_nothing(text) else categories.read(text, remarks)


def _period(text: str, remarks: Remarks) -> str:
    period = text.upper()
    if not PERIOD.fullmatch(period):
        raise Unreadable(rules.BAD_TABLE_CELL, f'Periode "{text}" tidak dikenal.', "Contoh: 2026, 2026-T3, 2026-09.")
    return period


def _without_twins(figures: list[SourcedFigure], log: Log) -> list[SourcedFigure]:
    """The figures without those that tell the same thing a second time."""
    first: dict[tuple[str, str, str, str], SourcedFigure] = {}
    for figure in figures:
        earlier = first.setdefault(figure.place, figure)
        if earlier is not figure:
            log.add(
                rules.OVERLAPPING_ROWS,
                Spot(figure.line, 1),
                f'dua baris "{figure.key}" untuk wilayah, sektor, dan periode yang sama (baris {earlier.line} dan {figure.line}).',
                "Hapus salah satunya.",
                field="kunci",
            )
    return list(first.values())


def _check_survey(table: str, figures: list[SourcedFigure], log: Log) -> None:
    """A survey needs the row of all who were asked, with how they were asked; its parts need the number of theirs."""
    if not table.startswith(SURVEY) or not figures:
        return
    total = next((figure for figure in figures if not figure.region and not figure.sector), None)
    if total is None:
        log.add(
            rules.REQUIRED,
            WHOLE_FILE,
            "Survei ini belum punya baris jumlah, jadi tidak ditampilkan.",
            "Tambahkan satu baris tanpa wilayah dan tanpa sektor, dengan seluruh responden.",
        )
    elif not total.note:
        _missing(
            total.line,
            "catatan",
            "Cara survei ini dilakukan belum ditulis.",
            'Isi "catatan" di baris jumlah, contoh: Wawancara 120 pelaku usaha, dipilih acak, Maret 2026.',
            log,
        )
    for figure in figures:
        if (figure.region or figure.sector) and figure.whole is None:
            _missing(
                figure.line,
                "penyebut",
                "Bagian survei ini belum menyebut banyak respondennya.",
                'Isi "penyebut" dengan banyak responden di sektor atau wilayah itu, "nilai" dengan banyak yang terdampak, '
                '"satuan" dengan responden; atau hapus barisnya.',
                log,
            )


def _missing(line: int, column: str, message: str, hint: str, log: Log) -> None:
    log.add(rules.REQUIRED, Spot(line, SHAPE.columns.index(column) + 1), message, hint, field=column)
