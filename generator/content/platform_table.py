"""The site's own platforms: `content/platform.csv` in, the platforms of the site and the problems of its rows out.

A row with the key of a platform that ships replaces it, and takes from it what is left empty: one row with a last day retires it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.content.csv_table import TableRow, TableShape, has_errors, read_cell, read_table
from generator.model import rules
from generator.model.collate import is_slug
from generator.model.dates import read_date
from generator.model.platforms import KINDS, RUNNING, STATUSES, Platform, Platforms, shipped_platforms
from generator.model.problem import Log, Problem, Spot

FILE = "platform.csv"
SHAPE = TableShape(("kunci", "nama", "host", "status", "jenis", "mulai", "sampai", "catatan"), frozenset({"kunci"}))
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z0-9._~/-]*)?")


def table_of(content: Path) -> bytes | None:
    """The bytes of a site's table; None without one. Expects `content` to be its folder of content."""
    file = content / FILE
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None


def read_platforms(data: bytes | None) -> tuple[Platforms, list[Problem]]:
    """The platforms of a site, with their days. `data`: its table, None without one."""
    shipped = shipped_platforms()
    if data is None:
        return shipped, []
    log = Log(f"content/{FILE}")
    own: dict[str, Platform] = {}
    for row in read_table(data, SHAPE, log):
        platform = _platform(row, shipped, own, log)
        if platform is None:
            continue
        own[platform.key] = platform
        if platform.key in shipped.by_key:
            log.add(
                rules.OWN_RULE,
                row.spot("kunci"),
                f'Platform "{platform.key}" menggantikan bawaan Etalase.',
                "Tidak perlu apa-apa bila memang begitu.",
                field="kunci",
            )
    platforms = shipped.replaced(own.values())
    return platforms, [*log.problems, *_shared_hosts(platforms)]


def _platform(row: TableRow, shipped: Platforms, own: dict[str, Platform], log: Log) -> Platform | None:
    """The platform of a row; None, with what is wrong, when it cannot be used."""
    count, key = len(log.problems), row.cells["kunci"].casefold()
    old = shipped.by_key.get(key)
    if not is_slug(key):
        log.add(
            rules.BAD_TABLE_CELL,
            row.spot("kunci"),
            f'Kunci "{row.cells["kunci"]}" memuat huruf lain dari a–z, 0–9, dan tanda hubung.',
            "Contoh: plaza-sumsel",
            field="kunci",
        )
    elif key in own:
        log.add(
            rules.OVERLAPPING_ROWS, row.spot("kunci"), f'Platform "{key}" ditulis dua kali.', "Hapus salah satunya."
        )
    status = _choice("status", STATUSES, old.status if old else RUNNING, row, log)
    kind = _choice("jenis", KINDS, old.kind if old else "", row, log)
    hosts = tuple(row.cells.get("host", "").casefold().split()) or (old.hosts if old else ())
    name, note = row.cells.get("nama", "") or (old.name if old else ""), row.cells.get("catatan", "")
    start, end = read_cell(read_date, row, "mulai", log), read_cell(read_date, row, "sampai", log)
    for column, value, example in (("nama", name, "Plaza Sumsel"), ("host", hosts, "plaza.sumselprov.example")):
        if not value:
            log.add(rules.REQUIRED, row.spot(column), f'Isian "{column}" kosong.', f"Contoh: {example}", field=column)
    for host in hosts:
        if not HOST.fullmatch(host):
            log.add(
                rules.BAD_LINK,
                row.spot("host"),
                f'"{host}" bukan nama situs.',
                "Tulis tanpa https://, contoh: plaza.sumselprov.example",
                field="host",
            )
    if start and end and end < start:
        log.add(
            rules.DATES_REVERSED,
            row.spot("sampai"),
            "Hari terakhirnya mendahului hari pertamanya.",
            'Tukar "mulai" dan "sampai", atau perbaiki tahunnya.',
            field="sampai",
        )
    if has_errors(log, count):
        return None
    return Platform(key, name, hosts, status, kind, note or (old.note if old else ""), start, end)


def _choice(column: str, choices: tuple[str, ...], default: str, row: TableRow, log: Log) -> str:
    """A word of a column; `default` where it is empty, a problem where that is none either."""
    word = row.cells.get(column, "").casefold() or default
    if word not in choices:
        log.add(
            rules.UNKNOWN_CHOICE,
            row.spot(column),
            f'"{word}" bukan {column} platform.' if word else f'Isian "{column}" kosong.',
            f"Pilih salah satu: {', '.join(choices)}.",
            field=column,
        )
    return word


def _shared_hosts(platforms: Platforms) -> Iterator[Problem]:
    """A host belongs to one platform: of two nobody could say whose link it is."""
    owners: dict[str, str] = {}
    for item in platforms.items:
        for host in item.hosts:
            other = owners.setdefault(host, item.key)
            if other != item.key:
                log = Log(f"content/{FILE}")
                log.add(
                    rules.OVERLAPPING_ROWS,
                    Spot(1, SHAPE.columns.index("host") + 1),
                    f'Situs "{host}" dipakai dua platform: {other} dan {item.key}.',
                    "Hapus dari salah satunya.",
                    field="host",
                )
                yield from log.problems
