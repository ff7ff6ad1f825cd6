"""Exporting: what stands in `content/` as a workbook, as CSV files in a folder, or as JSON."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

from generator.exchange.cells import texts_of
from generator.exchange.columns import ID, SLUG, VERSION
from generator.exchange.existing_records import ExistingRecords
from generator.exchange.read_text import armed
from generator.exchange.workbook import Rows, shown_columns, write_workbook
from generator.machine.retry import retried
from generator.model.category import Categories
from generator.model.collate import collation_key
from generator.model.records import sheet_kinds
from generator.model.region import Atlas

BOM = "\ufeff"  # without it Excel takes UTF-8 for Windows-1252


def rows_of(stand: ExistingRecords) -> Rows:
    """Every sound record as a row of texts, by kind and language, in alphabetical order."""
    rows: dict[tuple[str, str], list[dict[str, str]]] = {}
    ordered = sorted(
        stand.records.values(),
        key=lambda item: (collation_key(str(item.values.get("nama") or item.values.get("judul") or "")), item.slug),
    )
    for language in ("id", "en"):
        for kind in sheet_kinds():
            chosen = [item for item in ordered if item.kind == kind and item.language == language and not item.faulty]
            if chosen:
                rows[kind, language] = [
                    {ID: item.slug, SLUG: item.slug, **texts_of(kind, item.values, item.body)} for item in chosen
                ]
    return rows


def export(target: Path, stand: ExistingRecords, atlas: Atlas, categories: Categories) -> list[Path]:
    """Write `target`: a workbook (.xlsx), a JSON file (.json), or a folder of CSV files. Returns what was written."""
    rows = rows_of(stand)
    if target.suffix.lower() == ".xlsx":
        write_workbook(target, rows, atlas, categories)
        return [target]
    if target.suffix.lower() == ".json":
        tree = {"versi": VERSION, "provinsi": atlas.province.code}
        sheets = {_stem(kind, language): list(sheet_rows) for (kind, language), sheet_rows in rows.items()}
        _write(target, json.dumps(tree | sheets, ensure_ascii=False, indent=1) + "\n")
        return [target]
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for (kind, language), sheet_rows in rows.items():
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        keys = [column.key for column in shown_columns(kind, sheet_rows)]
        writer.writerow(keys)
        writer.writerows([armed(row.get(key, "")) for key in keys] for row in sheet_rows)
        path = target / f"{_stem(kind, language)}.csv"
        _write(path, BOM + out.getvalue())
        written.append(path)
    return written


def _stem(kind: str, language: str) -> str:
    return kind if language == "id" else f"{kind} ({language})"


def _write(path: Path, text: str) -> None:
    """Write beside, then replace: a reader meets the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.etalase")
    try:
        draft.write_bytes(text.encode())
        retried(os.replace, draft, path)
    finally:
        draft.unlink(missing_ok=True)
