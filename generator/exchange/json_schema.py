"""JSON Schemas of what editors write, for editors that complete and check front matter while it is typed.

Draft 7, which every such tool reads. They are wider than the readers: a scalar may be a string, a number or a boolean,
since YAML hands `15000` and `ya` over as different things and our readers take the text. The build has the last word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.model.field_types import Choice, Group, Many, Slug, Text, YesNo
from generator.model.fields import AnyType, Json, fields_of
from generator.model.place_types import Point, Shops
from generator.model.platforms import shipped_platforms
from generator.model.records import all_kinds
from generator.model.rules import all_rules
from generator.model.setting_types import SEVERITY_WORDS, NotYet, Severities, TextMap
from generator.model.settings import Settings

Schema = dict[str, Json]
DRAFT = "http://json-schema.org/draft-07/schema#"
SETTINGS = "situs"  # the name of the schema of site.yaml, beside those of the kinds
SCALAR = ["string", "number", "boolean"]
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*(\.md)?$"


def all_schemas() -> dict[str, Schema]:
    """The schema of every kind of content by its name, and of `site.yaml`."""
    return {**{kind: record_schema(kind) for kind in all_kinds()}, SETTINGS: settings_schema()}


def record_schema(kind: str) -> Schema:
    """The schema of the front matter of one kind of content."""
    record_type = all_kinds()[kind]
    schema = _object(record_type)
    own = {
        "slug": {
            "description": "Nama di alamat halaman; bila kosong, nama berkasnya.",
            "type": ["string", "null"],
            "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$",
        }
    }
    schema["properties"] = {**own, **schema["properties"]}
    return {"$schema": DRAFT, "title": f"Isian {record_type.word}", **schema}


def settings_schema() -> Schema:
    """The schema of `site.yaml`."""
    return {"$schema": DRAFT, "title": "Pengaturan situs", **_object(Settings)}


def spelled(schema: Schema) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def editor_settings(folder: str) -> str:
    """`.vscode/settings.json` of a site whose schemas lie in `folder`, a path from the site's own folder.

    A translation (`.en.md`) holds only what differs, so nothing in it is required and the schema is not for it.
    """
    globs: Schema = {
        f"{folder}/{kind}.json": [f"content/{kind}/**/*.md", f"!content/{kind}/**/*.en.md"] for kind in all_kinds()
    }
    globs[f"{folder}/{SETTINGS}.json"] = "site.yaml"
    settings = {"files.encoding": "utf8", "files.eol": "\n", "files.insertFinalNewline": True, "yaml.schemas": globs}
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _object(record_type: type) -> Schema:
    specs = [spec for spec in fields_of(record_type) if not isinstance(spec.type, NotYet)]
    properties = {}
    for spec in specs:
        shape = _shape(spec.type)
        example = f" Contoh: {spec.example}" if spec.example else ""
        words = {"title": spec.label, "description": f"{spec.help}{example}"}
        properties[spec.key] = {**words, **(shape if spec.required else _or_nothing(shape))}
    required = [spec.key for spec in specs if spec.required]
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _or_nothing(shape: Schema) -> Schema:
    """A shape that may also be left empty, as form editors do."""
    if "enum" in shape:
        return {**shape, "enum": [*shape["enum"], "", None]}
    if "anyOf" in shape:
        return {**shape, "anyOf": [*shape["anyOf"], {"type": "null"}]}
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    empty = {**shape, "type": [*kinds, "null"]}
    if "pattern" in shape:
        empty["pattern"] = f"^$|{shape['pattern']}"
    return empty


def _shape(kind: AnyType) -> Schema:
    """What a value of this type may look like in YAML."""
    if isinstance(kind, Choice):
        return {"enum": list(kind.options)}
    if isinstance(kind, YesNo):
        return {"enum": ["ya", "tidak", True, False]}
    if isinstance(kind, Text):
        return {"type": SCALAR, "maxLength": kind.limit}
    if isinstance(kind, Slug):
        return {"type": SCALAR, "pattern": SLUG}
    if isinstance(kind, Group):
        return _object(kind.record_type)
    if isinstance(kind, Many):
        item = _shape(kind.item)
        return {"anyOf": [{"type": "array", "items": item, "maxItems": kind.most}, item]}
    if isinstance(kind, Point):
        pair = {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 2, "maxItems": 2}
        return {"anyOf": [pair, {"type": "string"}]}
    if isinstance(kind, Shops):
        return _named(
            {item.key: {"type": ["string", "null"], "description": item.name} for item in shipped_platforms().items}
        )
    if isinstance(kind, Severities):
        words = {"enum": list(SEVERITY_WORDS)}
        return _named({name: words for name, rule in all_rules().items() if not rule.fixed})
    if isinstance(kind, TextMap):
        return {"type": "object", "additionalProperties": {"type": [*SCALAR, "null"]}}
    return {"type": SCALAR}


def _named(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}
