"""The made parts of docs/theme-contract.md: tables of everything that a template may use."""

from __future__ import annotations

import re
from functools import cache

import yaml
from docs.between import code, table
from docs.declared import HIDDEN, Entry, entries, functions, page_classes, reached
from docs.notes import NOTES
from jinja2 import nodes

from generator.model.category import Categories
from generator.model.fields import Reader, fields_of, read_fields
from generator.model.node import Mapping
from generator.model.page import Page, RecordPage
from generator.model.page_kinds import PlainPageView
from generator.model.problem import Log
from generator.model.record_pages import record_pages
from generator.model.records import all_kinds
from generator.model.records.base import Record
from generator.model.region import Atlas
from generator.model.site_view import SiteView
from generator.theme.css import LAYERS
from generator.theme.environment import make_environment
from generator.theme.theme_folders import shipped

NUSANTARA = shipped() / "nusantara"
TEMPLATES = NUSANTARA / "templates"
BASE_BLOCKS = {
    "bingkai": "end of the Content-Security-Policy: `; frame-src …` of a page with a player",
    "alamat": "canonical link and the links to other languages",
    "jenis_og": "the Open Graph type, one word",
    "skrip": "the script that loads the search when its box is first used",
    "kepala_tambahan": "end of `<head>`: empty, for a theme's own elements",
    "kepala": "header of the site",
    "spanduk": "before the trail: empty, for a band across the page",
    "jejak": "the trail of links above the content",
    "isi": "the content; every page fills it",
    "kaki": "footer of the site",
}


def parts() -> dict[str, str]:
    """Every made part by its mark."""
    return {
        "pilihan": options(),
        "lapisan": " → ".join(code(layer) for layer in LAYERS) + "\n",
        "token": tokens(),
        "blok": blocks(),
        "komponen": components(),
        "site": listing(SiteView),
        "page": listing(Page),
        "page-isi": listing(RecordPage),
        "jenis-halaman": "\n".join(page_section(item) for item in page_classes()),
        "catatan": "\n".join(record_section(item) for item in all_kinds().values()),
        "bersama": record_table(Record),
        "kecil": "\n".join(class_section(item) for item in reached()),
        "fungsi": function_table(),
    }


def words_of(item: type, entry: Entry) -> str:
    """What is said of a name: in the code, else in the notes. Empty when nobody says anything."""
    return entry.words or NOTES.get(f"{item.__name__}.{entry.name}") or NOTES.get(entry.name, "")


def listing(item: type) -> str:
    """The names of a class as a table, or a sentence when it has none of its own."""
    rows = [(code(entry.name), code(entry.type), words_of(item, entry)) for entry in entries(item)]
    return table(("name", "type", "what it is"), rows) if rows else "Nothing more.\n"


def page_section(item: type[Page]) -> str:
    """A kind of page."""
    above = "every record's page" if issubclass(item, RecordPage) else "every page"
    doc = " ".join((item.__doc__ or "").split())
    return f"#### `{item.kind}`: `pages/{item.kind}.html`\n\n{doc} Besides what {above} has:\n\n{listing(item)}"


def class_section(item: type) -> str:
    """A card, or something else that pages hold."""
    doc = " ".join((item.__doc__ or "").split())
    shown = record_table(item) if fields_of_any(item) else listing(item)
    return f"#### `{item.__name__}`\n\n{doc}\n\n{shown}"


def record_section(item: type[Record]) -> str:
    """A kind of record."""
    holder = record_pages().get(item.kind, PlainPageView)
    names = [entry.name for entry in entries(holder) if entry.type in (item.__name__, "Record")]
    return f"#### `page.{names[0]}` of `{item.kind}`\n\n{record_table(item)}"


def fields_of_any(item: type) -> bool:
    """True for what is declared with fields."""
    return hasattr(item, "__dataclass_fields__") and bool(fields_of(item))


def record_table(item: type) -> str:
    """The attributes of a record: type, key in content files, who may see it, label and help as editors see them."""
    known = {spec.attribute: spec for spec in fields_of(item)}
    seen = visibility(item) if issubclass(item, Record) else {}
    rows = []
    for entry in entries(item):
        spec = known.get(entry.name)
        if spec is None and entry.name in HIDDEN:
            continue
        if spec is None and not (issubclass(item, Record) and (entry.is_call or entry.words.startswith("See "))):
            rows.append((code(entry.name), code(entry.type), "", "", RECORD_NOTES.get(entry.name) or entry.words))
        elif spec is not None:
            fact = " *(fact)*" if spec.fact else ""
            said = f"{spec.label}{fact}. {spec.help}"
            rows.append((code(entry.name), code(entry.type), code(spec.key), seen.get(entry.name, "yes"), said))
    return table(("name", "type", "written as", "shown", "label and help"), rows)


RECORD_NOTES = {
    "kind": "the kind, such as `produk`",
    "word": "what editors call the kind",
    "slug": "names the record within its kind",
}


def visibility(item: type[Record]) -> dict[str, str]:
    """Which attributes reach a template, found by making a record with every field filled in public."""
    kind = item if item.kind else all_kinds()["halaman"]
    whole = sample(kind)
    if "consent" in whole:
        whole["consent_for"] = ("kontak", "alamat", "titik")
    shown = kind(slug="x", **whole).public()
    bare = kind(slug="x", **{**whole, **({"consent": None} if "consent" in whole else {})}).public()
    found = {}
    for spec in fields_of(kind):
        written, name = whole[spec.attribute], spec.attribute
        if getattr(shown, name) in (None, ()) or (written != getattr(shown, name) == spec.default):
            found[name] = "never"
        elif getattr(shown, name) != written:
            found[name] = f"only as `{getattr(shown, name)}`"
        elif getattr(bare, name) != written:
            found[name] = "with consent"
    return found


def sample(kind: type[Record]) -> dict[str, object]:
    """Every field of a kind with the example of its declaration, read as content is read."""
    from generator.content.front_matter import read_mapping

    log = Log("contoh.md")
    head = "".join(f"{spec.key}: {spec.example}\n" for spec in fields_of(kind))
    node = read_mapping(head, log, 1)
    assert isinstance(node, Mapping)
    harmless = frozenset({next(spec.example for spec in fields_of(kind) if spec.key == "angka_boleh")})
    values, _ = read_fields(kind, node, Reader(log, Atlas.of("16"), Categories(), harmless))
    assert not log.problems, [f"{item.field}: {item.message}" for item in log.problems]
    return values


def function_table() -> str:
    """Every function of `Pen`."""
    rows = [(code(entry.name), code(entry.type), entry.words) for entry in functions()]
    return table(("call", "gives", "what it does"), rows)


def blocks() -> str:
    """The blocks of base.html with their purpose, then those that single kinds of page add."""
    base = block_names("base.html")
    rows = [(code(name), BASE_BLOCKS[name]) for name in base]
    more = []
    for file in sorted((TEMPLATES / "pages").iterdir()):
        own = [name for name in block_names(f"pages/{file.name}") if name not in base]
        if own:
            more.append((code(f"pages/{file.name}"), ", ".join(map(code, own))))
    return table(("block of `base.html`", "what it holds"), rows) + "\n" + table(("page", "blocks inside `isi`"), more)


def block_names(template: str) -> list[str]:
    """The blocks of a template in their order."""
    tree = make_environment().parse((TEMPLATES / template).read_text("utf-8"))
    return [block.name for block in sorted(tree.find_all(nodes.Block), key=lambda block: block.lineno)]


def components() -> str:
    """Every macro of nusantara that a page may import, with its arguments and the comment above it."""
    rows = []
    for file in sorted((TEMPLATES / "components").glob("*/*.html")):
        text = file.read_text("utf-8")
        said = dict(reversed(found) for found in re.findall(r"\{#\s*(.*?)\s*#\}\n\{% macro (\w+)", text))
        for macro in make_environment().parse(text).find_all(nodes.Macro):
            if not macro.name.startswith("_"):
                call = f"{macro.name}({', '.join(_arguments(macro))})"
                rows.append((code(file.parent.name), code(call), said.get(macro.name, "")))
    return table(("component", "macro", "what its source says"), rows)


def _arguments(macro: nodes.Macro) -> list[str]:
    plain = len(macro.args) - len(macro.defaults)
    defaults = [""] * plain + [f"={default.as_const()!r}".replace("'", '"') for default in macro.defaults]
    return [argument.name + default for argument, default in zip(macro.args, defaults, strict=True)]


def options() -> str:
    """The options of nusantara with their defaults, choices and comments."""
    text = (NUSANTARA / "theme.yaml").read_text("utf-8")
    said = dict(reversed(found) for found in re.findall(r"# (.*)\n +(\w+):", text))
    rows = []
    for name, spec in yaml.safe_load(text)["opsi"].items():
        default, choices = (spec["bawaan"], spec["pilihan"]) if isinstance(spec, dict) else (spec, [])
        rows.append((code(name), code(str(default)), ", ".join(map(code, choices)) or "any text", said.get(name, "")))
    return table(("option", "default", "choices", "what its source says"), rows)


def tokens() -> str:
    """The custom properties of nusantara's tokens, with their comments."""
    text = (NUSANTARA / "css/tokens.css").read_text("utf-8")
    root = text[text.index(":root {") : text.index("\n}")]
    names = dict.fromkeys(re.findall(r"(--[\w-]+):", root))
    said = dict(re.findall(r"(--[\w-]+):[^;\n]*; /\* (.*?) \*/", root))
    with_words = [(code(name), said[name]) for name in names if name in said]
    rest = ", ".join(code(name) for name in names if name not in said)
    return table(("token", "what its source says"), with_words) + f"\nBesides: {rest}.\n"


@cache
def documented() -> dict[str, frozenset[str]]:
    """The names documented for every class, those of its bases included."""
    found = {}
    for item in [SiteView, Page, RecordPage, *page_classes(), Record, *all_kinds().values(), *reached()]:
        line = [base for base in item.__mro__ if base.__module__.startswith("generator.")]
        told = [entry for base in line for entry in entries(base) if not (issubclass(base, Record) and entry.is_call)]
        found[item.__name__] = frozenset(entry.name.partition("(")[0] for entry in told)
    return found
