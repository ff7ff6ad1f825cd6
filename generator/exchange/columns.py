"""The schema as columns: what nested fields are called when they are flattened, and the titles that mean them.

`halal: {nomor: …}` is the column `halal.nomor`, `toko: {shopee: …}` the column `toko.shopee`. What offices call the columns
stands in `generator/data/judul_kolom.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.model.collate import letters_of
from generator.model.field_types import Choice, Group, Many, Slug, YesNo
from generator.model.fields import AnyType, Field, fields_of
from generator.model.place_types import Shops
from generator.model.platforms import shipped_platforms
from generator.model.records import all_kinds

VERSION = 1  # of the workbook's schema; newer ones are refused
ID, SLUG, BODY = "id", "slug", "deskripsi"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. `type` is None for what is no field: id, slug and body."""

    key: str
    field: str  # the field it belongs to
    label: str
    help: str
    example: str
    type: AnyType | None = None
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
    titles = office_titles(kind)
    specs = sorted(fields_of(record_type), key=lambda spec: not spec.required)
    own = [spec for spec in specs if spec.attribute not in _common()]
    common = [spec for spec in specs if spec.attribute in _common()]
    fixed = [
        Column(ID, ID, "ID", "Diisi mesin; jangan diubah.", ""),
        Column(SLUG, SLUG, "Slug", "Nama di alamat halaman; kosong: dibuat dari nama.", "keripik-tempe-sagu"),
    ]
    about = f"Cerita tentang {record_type.word} ini."
    body = Column(BODY, BODY, "Deskripsi", about, "Dibuat dari …", names=titles.get(BODY, ()))
    first, last = ([column for spec in some for column in _of_field(spec, titles)] for some in (own, common))
    return (*fixed, *first, body, *last)


@cache
def _common() -> frozenset[str]:
    from generator.model.records.base import Record

    return frozenset(spec.attribute for spec in fields_of(Record))


def office_titles(kind: str) -> dict[str, tuple[str, ...]]:
    """By field the titles that offices give its column in their own workbooks: of this kind, and of all kinds.

    A `?` behind a field: a column with such a title may as well hold persons.
    """
    file = Path(__file__).parent.parent / "data" / "judul_kolom.csv"
    titles: dict[str, tuple[str, ...]] = {}
    for line in file.read_text("utf-8").splitlines()[1:]:
        owner, field, title = line.split(",")
        if owner in ("", kind):
            titles[field] = (*titles.get(field, ()), title)
    return titles


def _of_field(spec: Field, titles: Mapping[str, tuple[str, ...]]) -> Iterator[Column]:
    """The columns of a field: one, or one for each of its parts. `titles`: what offices call fields."""
    names = titles.get(spec.key, ())
    if isinstance(spec.type, Group):
        for index, inner in enumerate(fields_of(spec.type.record_type)):
            key, label = f"{spec.key}.{inner.key}", f"{spec.label}: {inner.label}"
            own = names if inner.key == "nomor" else (spec.label, spec.key) if index == 0 else ()
            is_required = spec.required and inner.required
            more = (*own, f"{inner.label} {spec.label}")
            yield Column(key, spec.key, label, inner.help, _bare(inner.example), inner.type, is_required, more)
    elif isinstance(spec.type, Shops):
        for platform in shipped_platforms().items:
            key, label = f"{spec.key}.{platform.key}", f"{spec.label}: {platform.name}"
            names = _shop_names(spec.key, platform.key, platform.name)
            yield Column(key, spec.key, label, spec.help, "https://…", spec.type, names=names)
    else:
        text, example = spec.help, _bare(spec.example)
        if isinstance(spec.type, Slug) and spec.type.kind == "penjual":
            text, example = "Nama usahanya seperti di lembar Penjual.", "Dapur Pesisir (Contoh)"
        yield Column(spec.key, spec.key, spec.label, text, example, spec.type, spec.required, names)


def _shop_names(field: str, key: str, name: str) -> tuple[str, ...]:
    """Bare platform names mean the shop, or procurement where the platform is one for it."""
    kind = shipped_platforms().by_key[key].kind
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
    keys: dict[str, str] = {}
    for titles in (lambda c: (c.key,), lambda c: (c.label,), lambda c: c.names):
        for column in columns_of(kind):
            for title in titles(column):
                keys.setdefault(letters_of(title), column.key)
    return keys


def is_list(column: Column) -> bool:
    """True when a cell of this column may hold several values."""
    return isinstance(column.type, Many)
