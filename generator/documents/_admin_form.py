"""The browser form's collections, made from the fields of the records, as both Decap CMS and Sveltia CMS read them.

Every value is a text to the form (or a list or a group of texts): it is our readers that give texts their meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from generator.model.address import record_path
from generator.model.field_types import Choice, Group, Many, Slug, Text, YesNo
from generator.model.fields import AnyType, Field, Json, fields_of
from generator.model.place_types import CategorySlug, Point, RegionCode, Shops
from generator.model.records import all_kinds, kinds_in_order
from generator.model.records.base import DATE, END_DATE, PAST_DATE, Record
from generator.model.site_view import PlatformName

Widget = dict[str, Json]
Option = tuple[str, str]  # what is written, what is shown
EARLY = ("ringkasan", "foto")
# What is filled in together, in the order of the form; every other field is among the first.
GROUPS = {
    "Pokok": (),
    "Izin": ("nib", "halal", "pirt", "bpom", "sni", "merek", "indikasi_geografis"),
    "Pengadaan": ("tkdn", "bmp", "tkdn_nomor", "tkdn_sampai", "tkdn_jenis", "kbli", "pengadaan"),
    "Ekspor": ("ekspor", "hs"),
    "Pembinaan": ("potensi", "model_usaha", "tahap", "riwayat_tahap", "visibilitas"),
    "Jadwal": ("draf", "tayang_mulai", "tayang_sampai", "diperbarui", "kurasi", "alias", "angka_boleh"),
}
GROUP_OF = {key: name for name, keys in GROUPS.items() for key in keys}
BY_MACHINE = frozenset({"sidik"})
ONE_LINE = 160  # characters; for longer texts there is a box of several lines
SHORT = 60  # characters; a list of such texts is typed on one line, with commas
PHOTOS = {
    "widget": "list",
    "label_singular": "foto",
    "field": {"name": "foto", "label": "Foto", "widget": "image", "choose_url": False},
}
HINTS = {
    "foto": "Yang pertama menjadi foto utama. Foto dari ponsel boleh langsung dipakai: ukurannya dikecilkan dan data lokasinya dihapus."
}
BUTTONS = ["bold", "italic", "link", "heading-two", "heading-three", "quote", "bulleted-list", "numbered-list"]


class Choices(NamedTuple):
    """What depends on the site: its kabupaten/kota and its categories."""

    regions: tuple[Option, ...]
    categories: tuple[Option, ...]
    platforms: tuple[PlatformName, ...]


def collections(choices: Choices, root: str = "") -> list[Widget]:
    """One collection for every kind of content. `root` stands before the folders."""
    return [_collection(kind, choices, root) for kind in kinds_in_order()]


def _collection(kind: str, choices: Choices, root: str) -> Widget:
    record_type = all_kinds()[kind]
    title = record_type.title_field().key
    word = record_type.word[0].upper() + record_type.word[1:]
    return {
        "name": kind,
        "label": word,
        "label_singular": word,
        "folder": f"{root}content/{kind}",
        "create": True,
        "delete": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": title,
        "slug": "{{slug}}",
        "preview_path": record_path(kind, "{{filename}}"),
        "summary": "{{" + title + "}}",
        "sortable_fields": [title, *(["tanggal"] if record_type.traits.newest_first else []), "diperbarui"],
        "view_filters": [{"label": "Draf", "field": "draf", "pattern": "^(ya|true)$"}],
        "editor": {"preview": False},
        "fields": _form_of(record_type, choices),
    }


def _form_of(record_type: type[Record], choices: Choices) -> list[Widget]:
    """The fields in the order in which people fill them in: the title, what is required, the story, the rest by group."""
    ranked = _ranked(record_type)
    first = [_widget(spec, choices) for rank, spec in ranked if rank <= FIRST]
    rest = [_widget(spec, choices) for rank, spec in ranked if rank > FIRST]
    story = {
        "name": "body",
        "label": "Cerita",
        "widget": "markdown",
        "required": False,
        "buttons": BUTTONS,
        "editor_components": [],
        "modes": ["rich_text", "raw"],
    }
    return [*first, {**story, "hint": f"Cerita {record_type.word} ini, untuk dibaca pengunjung."}, *rest]


FIRST = (2, 0)  # ranks up to here stand before the story


def _ranked(record_type: type[Record]) -> list[tuple[tuple[int, int], Field]]:
    """The fields of a form with their ranks, in the order of declaration among equals."""
    title = record_type.title_field().key
    return sorted(((_rank(spec, title), spec) for spec in fields_of(record_type)), key=lambda pair: pair[0])


def _rank(spec: Field, title: str) -> tuple[int, int]:
    """Where a field stands in its form: the lower, the earlier. `title`: the key of the kind's title."""
    steps = (spec.key == title, spec.required, spec.key in EARLY)
    step = next((number for number, is_here in enumerate(steps) if is_here), len(steps))
    group = GROUP_OF.get(spec.key, "Pokok")
    keys = GROUPS[group]
    at = keys.index(spec.key) if spec.key in keys else 0
    return (step, (list(GROUPS).index(group) * 100 + at) if step == len(steps) else 0)


def headings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The name of each group with the fields that begin it, in one kind of content or another."""
    begins: dict[str, dict[str, None]] = {name: {} for name in GROUPS}
    for record_type in all_kinds().values():
        ranked = [spec for _, spec in _ranked(record_type)]
        begins["Pokok"][ranked[0].key] = None
        for name, keys in GROUPS.items():
            if first := next((spec.key for spec in ranked if spec.key in keys), None):
                begins[name][first] = None
    return tuple((name, tuple(keys)) for name, keys in begins.items())


def _widget(spec: Field, choices: Choices, *, is_inner: bool = False) -> Widget:
    """One field. In a group nothing is required: the group as a whole may be left empty, which the form cannot know."""
    shape = PHOTOS if spec.key == "foto" else _shape(spec.type, choices, spec)
    return {
        "name": spec.key,
        "label": spec.label,
        **shape,
        "required": spec.required and not is_inner,
        "hint": HINTS.get(spec.key) or _hint(spec, shape),
    }


def _hint(spec: Field, shape: Widget) -> str:
    """The help, with an example where something is typed; without the marks that only a file needs."""
    if shape["widget"] == "relation":
        return "Pilih dari daftar; ketik sebagian namanya untuk mencari."
    is_typed = shape["widget"] in ("string", "text") or (
        shape["widget"] == "list" and not {"field", "fields"} & shape.keys()
    )
    commas = "Pisahkan dengan koma. " if shape["widget"] == "list" and is_typed else ""
    example = spec.example.strip("[]").replace('"', "")
    return f"{spec.help} {commas}{f'Contoh: {example}' if example and is_typed else ''}".strip()


def _shape(kind: AnyType, choices: Choices, spec: Field) -> Widget:
    """The widget for a type, with what belongs to it."""
    if isinstance(kind, YesNo):
        return _select((("ya", "Ya"), ("tidak", "Tidak")))
    if isinstance(kind, Choice):
        return _select(tuple(kind.options.items()))
    if isinstance(kind, RegionCode):
        return _select(choices.regions)
    if isinstance(kind, CategorySlug):
        return _select(choices.categories)
    if isinstance(kind, Slug):
        return _relation(kind)
    if isinstance(kind, Text):
        return _text(kind)
    if isinstance(kind, Many):
        return _list(kind, choices, spec)
    if isinstance(kind, Group):
        return {"widget": "object", "collapsed": True, "fields": _fields_of(kind.record_type, choices)}
    if isinstance(kind, Shops):
        fields = [_shop(item.key, item.name) for item in choices.platforms if item.kind == _shops_of(spec.key)]
        return {"widget": "object", "collapsed": True, "fields": fields}
    if isinstance(kind, Point):
        return {"widget": "list"}
    if kind in (DATE, END_DATE, PAST_DATE):
        formats = {"format": "YYYY-MM-DD", "date_format": "DD/MM/YYYY", "time_format": False}
        return {"widget": "datetime", "type": "date", **formats, "default": ""}
    return {"widget": "string"}


def _select(options: Sequence[Option]) -> Widget:
    return {"widget": "select", "options": [{"label": label, "value": value} for value, label in options]}


def _relation(kind: Slug) -> Widget:
    title = all_kinds()[kind.kind].title_field().key
    return {
        "widget": "relation",
        "collection": kind.kind,
        "search_fields": [title],
        "display_fields": [title],
        "value_field": "{{filename}}",
    }


def _text(kind: Text) -> Widget:
    limit = [rf"^[\s\S]{{0,{kind.limit}}}$", f"Paling banyak {kind.limit} huruf"]
    return {"widget": "string" if kind.limit <= ONE_LINE else "text", "pattern": limit}


def _list(kind: Many, choices: Choices, spec: Field) -> Widget:
    if isinstance(kind.item, Choice | Slug):
        return {**_shape(kind.item, choices, spec), "multiple": True}
    if isinstance(kind.item, Group):
        return {"widget": "list", "collapsed": True, "fields": _fields_of(kind.item.record_type, choices)}
    if isinstance(kind.item, Text) and kind.item.limit > SHORT:
        return {"widget": "list", "field": {"name": spec.key, "label": spec.label, **_text(kind.item)}}
    return {"widget": "list"}


def _fields_of(record_type: type, choices: Choices) -> list[Widget]:
    widget = partial(_widget, choices=choices, is_inner=True)
    return [widget(spec) for spec in fields_of(record_type) if spec.key not in BY_MACHINE]


def _shops_of(key: str) -> str:
    return "pengadaan" if key == "pengadaan" else "toko"


def _shop(key: str, name: str) -> Widget:
    return {
        "name": key,
        "label": name,
        "widget": "string",
        "required": False,
        "hint": "Alamat halamannya, diawali https://",
    }
