"""JSON as tables: our own export, a list of objects, objects nested in objects, GeoJSON; numbers stay as typed.

Each list of objects becomes a table. The n-th object is row n + 1, as if a header stood above it.
"""

from __future__ import annotations

import json

from generator.content.encoding import decoded
from generator.exchange.tables import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Book, RefusedError, Table
from generator.model.collate import letters_of
from generator.model.fields import Json
from generator.model.records import sheet_kinds

CHILDREN = frozenset("produk products product items daftarproduk menu barang produkunggulan".split())
PARENT = "penjual"  # the column that says whose product a nested object is
NAMES = ("nama", "nama_usaha", "nama_umkm", "nama_penjual", "name", "judul", "title", "usaha", "umkm", "slug", "id")
SPANS = (("min", "max"), ("minimum", "maksimum"), ("dari", "sampai"), ("low", "high"))  # ends of a range of prices
DEPTH = 12


def read_json(path: str, data: bytes) -> Book:
    """The tables of a JSON file. Raises RefusedError."""
    text, _ = decoded(data)
    try:
        tree = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as fault:
        where = f" di sekitar baris {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else ""
        raise RefusedError(f"Berkas ini bukan JSON yang utuh{where}.", "Minta berkas aslinya sekali lagi.") from fault
    tables: dict[str, list[dict[str, str]]] = {}
    version = str(tree.get("versi", "")) if isinstance(tree, dict) else ""
    _collect(tree, "", tables, 0)
    book = Book(path, [_table(name, rows) for name, rows in tables.items() if rows])
    if version and any(name in sheet_kinds() for name in tables):
        book.tables.append(Table("_etalase", [["versi", version]], hidden=True))
    return book


def _collect(tree: Json, name: str, tables: dict[str, list[dict[str, str]]], depth: int) -> None:
    """Find the lists of objects below `tree`."""
    if depth > DEPTH:
        raise RefusedError("JSON ini terlalu dalam bersarang.", "Ratakan isinya menjadi daftar objek.")
    if isinstance(tree, list) and any(isinstance(item, dict) for item in tree):
        rows = tables.setdefault(name, [])
        for item in tree:
            if isinstance(item, dict):
                rows.append(_row(item, name, tables, depth))
            elif item not in (None, ""):
                rows.append({"nilai": _word(item)})
    elif isinstance(tree, dict) and len(tree) > 1 and all(isinstance(value, dict) and value for value in tree.values()):
        _collect(list(tree.values()), name, tables, depth + 1)  # objects by their names or numbers
    elif isinstance(tree, dict):
        inner = {key: value for key, value in tree.items() if isinstance(value, (list, dict)) and value}
        if not inner and tree:
            tables.setdefault(name, []).append(_row(tree, name, tables, depth))
        for key, value in inner.items():
            if isinstance(value, dict) or any(isinstance(item, dict) for item in value):
                _collect(value, str(key), tables, depth + 1)


def _row(item: dict[str, Json], name: str, tables: dict[str, list[dict[str, str]]], depth: int) -> dict[str, str]:
    """One object as texts by dotted names; objects in a list of products become rows of their own."""
    if item.get("type") == "Feature" and isinstance(item.get("properties"), dict):
        point = item.get("geometry") or {}
        place = point.get("coordinates") if isinstance(point, dict) and point.get("type") == "Point" else None
        item = dict(item["properties"])
        if isinstance(place, list) and len(place) >= 2:
            item |= {"bujur": place[0], "lintang": place[1]}
    texts: dict[str, str] = {}
    _flatten(item, "", texts, depth)
    for key, value in item.items():
        if letters_of(str(key)) in CHILDREN and isinstance(value, list) and any(isinstance(one, dict) for one in value):
            owner = next((texts[own] for own in NAMES if texts.get(own)), "")
            if name in sheet_kinds() and texts.get("id"):
                owner = texts["id"]
            kind = "produk" if name != "produk" else "varian"
            rows = tables.setdefault(kind, [])
            for one in value:
                if isinstance(one, dict):
                    rows.append({PARENT: owner} | _row(one, kind, tables, depth + 1))
    return texts


def _flatten(item: dict[str, Json], prefix: str, texts: dict[str, str], depth: int) -> None:
    if depth > DEPTH:
        raise RefusedError("JSON ini terlalu dalam bersarang.", "Ratakan isinya menjadi daftar objek.")
    for key, value in item.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and tuple(value) in SPANS and None not in value.values():
            texts[name] = " - ".join(_word(end) for end in value.values())
        elif isinstance(value, dict):
            _flatten(value, f"{name}.", texts, depth + 1)
        elif isinstance(value, list):
            if any(isinstance(one, dict) for one in value):
                if letters_of(str(key)) not in CHILDREN:
                    texts[name] = "; ".join(
                        " | ".join(_word(part) for part in one.values()) if isinstance(one, dict) else _word(one)
                        for one in value
                    )
            else:
                texts[name] = "; ".join(_word(one).replace("\\", "\\\\").replace(";", "\\;") for one in value)
        else:
            texts[name] = _word(value)


def _word(value: Json) -> str:
    if value is None:
        return ""
    if value is True or value is False:
        return "ya" if value else "tidak"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _table(name: str, rows: list[dict[str, str]]) -> Table:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    if len(rows) > MOST_ROWS or len(keys) > MOST_COLUMNS or len(rows) * len(keys) > MOST_CELLS:
        raise RefusedError(
            f"JSON ini berisi {len(rows)} objek dengan {len(keys)} isian.", "Bagi menjadi beberapa berkas."
        )
    return Table(name, [keys, *([row.get(key, "") for key in keys] for row in rows)])
