"""The schema as columns: what nested fields are called when they are flattened, and the titles that mean them.

`halal: {nomor: …}` is the column `halal.nomor`, `toko: {shopee: …}` the column `toko.shopee`. The titles that offices use
stand in `generator/data/judul_kolom.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from generator.model.collate import letters_of
from generator.model.field_types import Choice, Group, Many, Slug, YesNo
from generator.model.fields import Field, FieldType, fields_of
from generator.model.links import platforms
from generator.model.place_types import Shops
from generator.model.records import all_kinds

VERSION = 1  # of the workbook's schema; newer ones are refused
ID, SLUG, BODY = "id", "slug", "deskripsi"
ORDER = ("penjual", "produk", "pojok", "kabar", "layanan", "halaman")  # sellers first: others refer to them


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. `type` is None for what is no field: id, slug and body."""

    key: str
    field: str  # the field it belongs to
    label: str
    help: str
    example: str
    type: FieldType[Any] | None = None
    required: bool = False
    names: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """The words of a dropdown; empty when anything may be typed."""
        if isinstance(self.type, Choice):
            return tuple(self.type.options)
        return ("ya", "tidak") if isinstance(self.type, YesNo) else ()


def columns_of(kind: str) -> tuple[Column, ...]:
    """Every column of a kind's sheet, in the order of the template: identity, required fields, the others, the body."""
    return _columns_of(kind)


@cache
def _columns_of(kind: str) -> tuple[Column, ...]:
    record_type = all_kinds()[kind]
    specs = sorted(fields_of(record_type), key=lambda spec: not spec.required)
    own = [spec for spec in specs if spec.attribute not in _common()]
    common = [spec for spec in specs if spec.attribute in _common()]
    fixed = [
        Column(ID, ID, "ID", "Diisi mesin; jangan diubah.", ""),
        Column(SLUG, SLUG, "Slug", "Nama di alamat halaman; kosong: dibuat dari nama.", "keripik-tempe-sagu"),
    ]
    body = Column(BODY, BODY, "Deskripsi", f"Cerita tentang {record_type.word} ini.", "Dibuat dari …")
    columns = [*(inner for spec in own for inner in _of_field(spec)), body]
    columns += [inner for spec in common for inner in _of_field(spec)]
    titles = office_titles()
    return (*fixed, *(replace(one, names=(*titles.get((kind, one.key), ()), *titles.get(("umum", one.key), ()), *one.names))
                      for one in columns))  # fmt: skip


@cache
def office_titles() -> dict[tuple[str, str], tuple[str, ...]]:
    """(kind or `umum`, column key) -> the titles that offices give such a column; a key with `?`: it may hold persons."""
    source = Path(__file__).parent.parent / "data" / "judul_kolom.csv"
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {(kind, key): tuple(titles.split("; ")) for kind, key, titles in rows}


@cache
def _common() -> frozenset[str]:
    from generator.model.records.base import Record

    return frozenset(spec.attribute for spec in fields_of(Record))


def _of_field(spec: Field) -> Iterator[Column]:
    if isinstance(spec.type, Group):
        for index, inner in enumerate(fields_of(spec.type.record_type)):
            names = (spec.label, spec.key) if index == 0 and inner.key != "nomor" else ()
            yield Column(f"{spec.key}.{inner.key}", spec.key, f"{spec.label}: {inner.label}", inner.help, _bare(inner.example),
                         inner.type, spec.required and inner.required, (*names, f"{inner.label} {spec.label}"))  # fmt: skip
    elif isinstance(spec.type, Shops):
        for platform in platforms().values():
            yield Column(f"{spec.key}.{platform.key}", spec.key, f"{spec.label}: {platform.name}", spec.help, "https://…",
                         spec.type, False, _shop_names(spec.key, platform.key, platform.name))  # fmt: skip
    elif isinstance(spec.type, Slug) and spec.type.kind == "penjual":
        text = "Nama usahanya seperti di lembar Penjual, atau slugnya."
        yield Column(spec.key, spec.key, spec.label, text, "Dapur Pesisir (Contoh)", spec.type, spec.required)
    else:
        yield Column(spec.key, spec.key, spec.label, spec.help, _bare(spec.example), spec.type, spec.required)


def _shop_names(field: str, key: str, name: str) -> tuple[str, ...]:
    """Bare platform names mean the shop, or procurement where the platform is one for it."""
    kind = platforms()[key].kind
    if key == "lain" or (field == "toko") == (kind == "pengadaan"):
        return ()
    return (key, name, f"link {name}", f"toko {name}", f"akun {name}", f"tautan {name}", f"url {name}")


def _bare(example: str) -> str:
    """An example without YAML's quotes and brackets, lists with `;`."""
    text = example.strip('"')
    return "; ".join(part.strip(' "') for part in text[1:-1].split(",")) if text[:1] == "[" else text


@cache
def by_key(kind: str) -> dict[str, Column]:
    """The columns of a kind by their keys."""
    return {column.key: column for column in columns_of(kind)}


@cache
def by_title(kind: str) -> dict[str, str]:
    """Letters of every title that means a column of this kind -> the column's key. Keys win over labels over aliases."""
    found: dict[str, str] = {}
    for titles in (lambda c: (c.key,), lambda c: (c.label,), lambda c: c.names):
        for column in columns_of(kind):
            for title in titles(column):
                found.setdefault(letters_of(title), column.key)
    return found


def is_list(column: Column) -> bool:
    """True when a cell of this column may hold several values."""
    return isinstance(column.type, Many)
