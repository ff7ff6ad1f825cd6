"""Through the form and back: nothing is lost, nothing that was not touched changes."""

from __future__ import annotations

import re

import pytest
import yaml
from exchange.records import ATLAS, BODIES, CATEGORIES, record_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exchange import serialize
from generator.exchange.form_records import Schema, for_form, from_form, read_filled
from generator.model.records import all_kinds

SCHEMA = Schema(ATLAS, CATEGORIES)
CORE = {  # what YAML 1.2 takes for something else than a text
    "tag:yaml.org,2002:null": r"~|null|Null|NULL|",
    "tag:yaml.org,2002:bool": r"true|True|TRUE|false|False|FALSE",
    "tag:yaml.org,2002:int": r"[-+]?[0-9]+",
    "tag:yaml.org,2002:float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}


class Form12(yaml.SafeLoader):
    """Reads as the form does: YAML 1.2, into numbers and truth values too."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012 - the base class spells it so


for tag, pattern in CORE.items():
    Form12.add_implicit_resolver(tag, re.compile(f"(?:{pattern})$"), None)


def resaved(text: str) -> str:
    """The file as a form writes it that was opened and saved: another order, other quotes, empty fields added."""
    _, head, body = text.split("---\n", 2)
    values = yaml.load(head, Form12)  # noqa: S506 - a safe loader
    padded = {
        **dict(reversed(values.items())),
        "alias": values.get("alias", []),
        "ringkasan": values.get("ringkasan", ""),
    }
    return f"---\n{yaml.safe_dump(padded, allow_unicode=True, sort_keys=False)}---\n{body}\n\n"


@pytest.mark.parametrize("kind", sorted(all_kinds()))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_opened_and_saved_is_unchanged(kind, data):
    values, body = data.draw(record_of(kind)), data.draw(BODIES)
    path, old = f"{kind}/x.md", serialize.content_file(values, body).encode()
    shown = for_form(path, old, SCHEMA)
    assert shown is not None
    assert from_form(path, old, resaved(shown), SCHEMA) == old
    new = from_form(path, None, resaved(shown), SCHEMA)
    assert read_filled(path, new, SCHEMA) == read_filled(path, old, SCHEMA), "as a new file it says the same"


@pytest.mark.parametrize(
    "line",
    ["harga: 15.000", "telepon: 0711350000", "kabupaten: 16.10", "nib: 0000000000012", "nama: 1e5", "draf: TRUE"],
)
def test_what_stands_unquoted_reaches_the_form_as_it_was_typed(line):
    kind = "produk" if line.startswith("harga") else "penjual"
    path, old = f"{kind}/x.md", f"---\n{line}\n---\n".encode()
    shown = for_form(path, old, SCHEMA)
    assert shown is not None
    assert all(isinstance(value, str) for value in yaml.load(shown.split("---\n")[1], Form12).values())  # noqa: S506
    assert from_form(path, old, resaved(shown), SCHEMA) == old


def test_an_odd_file_is_written_anew_rather_than_wrongly():
    old = b"---\n{nama: Kue, penjual: dapur}\n---\n\nCerita.\n"
    new = from_form("produk/x.md", old, "---\nnama: Kue\npenjual: dapur\nharga: '100'\n---\nCerita.\n", SCHEMA)
    assert new == b'---\nnama: Kue\npenjual: dapur\nharga: "100"\n---\n\nCerita.\n'


def test_a_file_without_a_head_is_left_to_people():
    assert for_form("produk/x.md", b"hanya cerita", SCHEMA) is None
