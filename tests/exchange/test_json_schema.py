"""The JSON Schemas take every record that the readers take, and see what is plainly wrong."""

from __future__ import annotations

import json
import os

import pytest
import yaml
from conftest import REPOSITORY
from exchange.records import record_of
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from generator.exchange import serialize
from generator.exchange.json_schema import all_schemas, editor_settings, record_schema, spelled
from generator.model.records import all_kinds

FOLDER = REPOSITORY / "docs/skema"
KINDS = sorted(all_kinds())


class Loader(yaml.SafeLoader):
    """As YAML 1.2 reads, which the editors' tools do: a date is a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the base class spells it so
        first: [item for item in items if item[0] != "tag:yaml.org,2002:timestamp"]
        for first, items in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def faults(kind: str, text: str) -> list[str]:
    return [fault.message for fault in Draft7Validator(all_schemas()[kind]).iter_errors(yaml.load(text, Loader))]  # noqa: S506


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_the_tracked_schemas_are_the_code_s(name):
    text = spelled(all_schemas()[name])
    Draft7Validator.check_schema(json.loads(text))
    if os.environ.get("ETALASE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.json").write_text(text, "utf-8", newline="\n")
    assert (FOLDER / f"{name}.json").read_text("utf-8") == text, (
        "run ETALASE_GOLDEN=1 pytest tests/exchange/test_json_schema.py"
    )


def test_no_schema_is_left_over():
    assert {file.stem for file in FOLDER.glob("*.json")} == set(all_schemas())


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_valid_record_is_valid(kind, data):
    values = data.draw(record_of(kind))
    assert faults(kind, serialize.head(values)) == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if (REPOSITORY / "content" / kind).is_dir()])
def test_what_the_showcase_holds_is_valid(kind):
    files = [file for file in (REPOSITORY / "content" / kind).rglob("*.md") if not file.name.endswith(".en.md")]
    assert files
    for file in files:
        assert faults(kind, file.read_text("utf-8").split("---\n")[1]) == [], file


def test_the_settings_of_the_showcase_are_valid():
    assert faults("situs", (REPOSITORY / "site.yaml").read_text("utf-8")) == []


GOOD = "nama: Kue\npenjual: dapur\nharga: 15000\n"


@pytest.mark.parametrize("line", [
    "harga: 15.000", "harga: mulai 15000", "draf: ya", "draf: true", "tag: kue", "tag: [kue, 12]", "foto:", "tkdn: 62.35", "halal: ",
    "unggulan: ~", "halal: {status: proses}", "toko: {shopee: https://shopee.co.id/a}", "penjual: usaha-2", "slug: kue-lapis",
    "kategori: 12", "harga_per: '2026-01-01'", "tag: []",
])  # fmt: skip
def test_what_readers_take_however_yaml_calls_it(line):
    kept = "".join(f"{item}\n" for item in GOOD.splitlines() if item.split(":")[0] != line.split(":")[0])
    assert faults("produk", kept + line) == []


@pytest.mark.parametrize("line", [
    "warna: merah", "nik: '1'", "draf: mungkin", "halal: {status: mungkin}", "halal: proses", "halal: {nomor: ID1}", "penjual: Dapur Ibu",
    "nama: [a]", "nama:", "tag: {a: b}", "toko: {pasar-gaib: https://x.example}", "ringkasan: " + "a" * 301, "slug: Kue Lapis",
])  # fmt: skip
def test_what_is_plainly_wrong(line):
    kept = "".join(f"{item}\n" for item in GOOD.splitlines() if item.split(":")[0] != line.split(":")[0])
    assert faults("produk", kept + line) != []


def test_required_keys_and_their_words():
    assert record_schema("produk")["required"] == ["nama", "penjual"]
    assert "belum" not in spelled(all_schemas()["situs"]["properties"]["admin"])
    assert record_schema("produk")["properties"]["harga"]["title"] == "Harga"
    assert not {"target", "sumber", "kios"} & set(all_schemas()["situs"]["properties"]), "refused by the reader"


def test_editor_settings_map_every_schema():
    found = json.loads(editor_settings(".vscode/skema"))["yaml.schemas"]
    assert set(found) == {f".vscode/skema/{name}.json" for name in all_schemas()}
    assert found[".vscode/skema/produk.json"] == ["content/produk/**/*.md", "!content/produk/**/*.en.md"]


def test_a_checkout_has_the_settings_too():
    file, text = REPOSITORY / ".vscode/settings.json", editor_settings("docs/skema")
    if os.environ.get("ETALASE_GOLDEN"):
        file.write_text(text, "utf-8", newline="\n")
    assert file.read_text("utf-8") == text, "after a wanted change: ETALASE_GOLDEN=1 pytest tests/exchange"
