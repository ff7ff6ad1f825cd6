"""The office's own intents: `content/maksud.csv` in, rows and the problems of those that cannot be used out."""

from __future__ import annotations

from pathlib import Path

from generator.content.csv_table import TableShape, read_table
from generator.content.tokenizer import all_words
from generator.model import rules
from generator.model.intents import LANGUAGES, NOTHING, Intent, meaning_fault
from generator.model.problem import Log, Problem

FILE = "maksud.csv"
SHAPE = TableShape(("kata", "maksud", "bahasa"), frozenset({"kata", "maksud"}))
LONGEST = 4  # words of a phrase


def read_intents(content: Path) -> tuple[tuple[Intent, ...], list[Problem]]:
    """The intents of a site's folder of content. Raises OSError."""
    file = content / FILE
    if not file.is_file() or file.is_symlink():
        return (), []
    log = Log(f"content/{FILE}")
    intents = []
    for row in read_table(file.read_bytes(), SHAPE, log):
        words, meaning = all_words(row.cells["kata"]), row.cells["maksud"].casefold()
        language = row.cells.get("bahasa", "").casefold() or LANGUAGES[0]
        if not 1 <= len(words) <= LONGEST:
            message = f'"{row.cells["kata"]}" berisi {len(words)} kata.'
            log.add(rules.BAD_TABLE_CELL, row.spot("kata"), message, f"Tulis satu sampai {LONGEST} kata.", field="kata")
        elif language not in LANGUAGES:
            message = f'Bahasa "{language}" tidak dikenal.'
            log.add(rules.BAD_TABLE_CELL, row.spot("bahasa"), message, "Pilih id atau en.", field="bahasa")
        elif meaning != NOTHING and (fault := meaning_fault(meaning)):
            hint = "Contoh: halal=bersertifikat, toko=shopee, urut=harga; - untuk menghapus yang bawaan."
            log.add(rules.BAD_TABLE_CELL, row.spot("maksud"), fault, hint, field="maksud")
        else:
            intents.append(Intent(language, " ".join(words), meaning))
    return tuple(intents), log.problems
