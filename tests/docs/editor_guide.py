"""The made parts of docs/editor.md: what may be written into each kind of file, as the fields are declared."""

from __future__ import annotations

from docs.between import code, table

from generator.model.category import Categories
from generator.model.field_types import Choice, Group, Many, Slug, Text
from generator.model.fields import Field, FieldType, ValueType, fields_of
from generator.model.place_types import Shops
from generator.model.platforms import shipped_platforms
from generator.model.private import FORBIDDEN_KEYS
from generator.model.records import all_kinds
from generator.model.records.base import Record

TITLES = ("Isian", "Nama", "Wajib", "Keterangan", "Contoh", "Yang diisi")


def parts() -> dict[str, str]:
    """Every made part by its mark."""
    common = {spec.key for spec in fields_of(Record)}
    return {
        "semua-jenis": _table(list(fields_of(Record))),
        **{
            f"isian-{kind}": _table([spec for spec in fields_of(item) if spec.key not in common])
            for kind, item in all_kinds().items()
        },
        "kategori": ", ".join(f"{code(item.slug)} ({item.name})" for item in Categories().items) + "\n",
        "toko": ", ".join(f"{code(shop.key)} ({shop.name})" for shop in shipped_platforms().items) + "\n",
        "terlarang": table(("Isian", "Alasannya"), _forbidden()),
    }


def _table(specs: list[Field]) -> str:
    return table(TITLES, [row for spec in specs for row in _rows(spec, "")])


def _rows(spec: Field, above: str) -> list[tuple[str, ...]]:
    """A field, then the fields inside it when it is a group."""
    inner = spec.type.item if isinstance(spec.type, Many) else spec.type
    required = "ya" if spec.required else ""
    key = f"{above}{spec.key}"
    own = (code(key), spec.label, required, spec.help, code(spec.example), filled_with(spec.type))
    inside = fields_of(inner.record_type) if isinstance(inner, Group) else ()
    return [own, *(row for child in inside for row in _rows(child, f"{key} → "))]


def filled_with(kind: FieldType[object]) -> str:
    """What a field holds, in words."""
    if isinstance(kind, Many):
        return f"satu atau beberapa: {filled_with(kind.item)}"
    if isinstance(kind, Choice):
        return ", ".join(map(code, kind.options))
    if isinstance(kind, Text):
        return f"teks, paling banyak {kind.limit} huruf"
    if isinstance(kind, Slug):
        return f"nama berkas {kind.kind}"
    if isinstance(kind, Group):
        return "beberapa isian, lihat di bawahnya"
    if isinstance(kind, Shops):
        return "nama toko dan alamatnya"
    return kind.kind if isinstance(kind, ValueType) else kind.name


def _forbidden() -> list[tuple[str, ...]]:
    reasons: dict[str, list[str]] = {}
    for key, why in FORBIDDEN_KEYS.items():
        reasons.setdefault(why, []).append(key)
    return [(", ".join(map(code, keys[:5])) + (", …" if len(keys) > 5 else ""), why) for why, keys in reasons.items()]
