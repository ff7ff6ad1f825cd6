"""Intents: words of a question that mean a filter, an order, or a part of a price or a place, rather than words to look for.

Rows `bahasa,kata,maksud` in `data/maksud.csv`, and an office's own (`content/maksud.csv`). A meaning is `facet=value` (several values by
commas, `*` for any), `urut=harga`, or a word of the little grammar by which prices and places are read (`client/intents.js`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent.parent / "data" / "maksud.csv"
FACETS = ("kategori", "wilayah", "halal", "tkdn", "izin", "toko", "pengadaan", "katalog", "ekspor", "skala", "jenis")
ORDERS = ("harga", "-harga", "baru", "nama")
NUMBERS = ("kali", "angka")  # multiplies what stands before it, is a number itself
# Below, at most, above, at least, about, between, "and", "to", "and below", "and above", price, currency, units of size, place.
GRAMMAR = (
    *("kurang", "maksimal", "lebih", "minimal", "sekitar", "antara", "dan", "sampai"),
    *("kebawah", "keatas", "harga", "rupiah", "satuan", "tempat"),
)
LANGUAGES = ("id", "en")


class Intent(NamedTuple):
    """One row: what is typed, and what it means."""

    language: str
    words: str
    meaning: str


def meaning_fault(meaning: str) -> str:
    """What is wrong with a meaning, in Indonesian; empty when nothing is."""
    name, equals, value = meaning.partition("=")
    if not equals:
        return "" if name in GRAMMAR else f'"{meaning}" bukan maksud yang dikenal.'
    if name in FACETS:
        return "" if all(part.strip() for part in value.split(",")) else f'Nilai saringan "{name}" kosong.'
    if name == "urut":
        return "" if value in ORDERS else f'Urutan "{value}" tidak dikenal; pilih {", ".join(ORDERS)}.'
    if name in NUMBERS:
        return "" if re.fullmatch(r"[0-9]{1,9}(\.5)?", value) and float(value) else f'"{value}" bukan bilangan.'
    return f'Saringan "{name}" tidak dikenal; pilih {", ".join(FACETS)}.'


@cache
def shipped_intents() -> tuple[Intent, ...]:
    """The rows that ship."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Intent(row["bahasa"], row["kata"], row["maksud"]) for row in csv.DictReader(file))


def intents_of(language: str, own: Iterable[Intent]) -> tuple[Intent, ...]:
    """The intents of a language: an office's own words replace those that ship, and `-` takes one away."""
    mine = [intent for intent in own if intent.language == language]
    replaced = {intent.words for intent in mine}
    ship = [intent for intent in shipped_intents() if intent.language == language and intent.words not in replaced]
    return (*ship, *(intent for intent in mine if intent.meaning != NOTHING))


NOTHING = "-"
